"""The pictures of the committee's report: years, the way of an orientation, who, where, needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable, KeepTogether

from lapdesk.figures.results import Breakdown, Cell, Figure
from lapdesk.i18n import _
from lapdesk.reports import (
    blocks,
    charts,
    flows,
    funnel,
    reading,
    sections,
    series,
    spread,
    style,
    tables,
    tilemap,
)
from lapdesk.reports.contents import Part
from lapdesk.reports.contents_committee import CommitteeContent
from lapdesk.reports.reference import places
from lapdesk.reports.style import Scale
from lapdesk.reports.words import printed, say, typo

# Rates set side by side, one small chart each; codes of the domain model.
RATES: Final = ("R2", "R3", "R5", "W5")
# Of these the associations stand side by side.
SIDE_BY_SIDE: Final = ("A1", *RATES)
OVER_YEARS: Final = ("A1", "A2", "S1", "R1", "R3", "R5", "W4", "W6", "H2")
_NEEDS: Final = (("S1", "theme"), ("S5", "reason"), ("R1", "theme"), ("W4", "kind"))
_LINES: Final = 8  # of a small chart of needs


def years(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """The main figures over the years, one small chart each."""
    found = drawn_years(content, scale, style.WIDTH if scale.large else style.WIDTH / 3 - 8)
    if not found:
        return []
    text = _(
        "Under each year stand the associations behind the figure: a total also moves when "
        "associations join or leave. A dashed part is an interval."
    )
    made = blocks.heading(typo(_("From one year to the next")), scale)
    return [*made, *blocks.tiled(found, 1 if scale.large else 3, scale),
            blocks.note(typo(text), scale)]  # fmt: skip


def drawn_years(content: CommitteeContent, scale: Scale, width: float) -> list[Drawing]:
    """One drawing a figure that this year and an earlier one have."""
    now = reading.totals(content.figures)
    made = []
    for code in OVER_YEARS:
        points = points_of(code, content)
        if points:
            title = tables.titled(now[code])
            made.append(series.series(title, now[code].unit, points, scale, width))
    return made


def points_of(code: str, content: CommitteeContent) -> list[series.Point]:
    """A figure over the years, this one last; none where no earlier year has it."""
    now = reading.totals(content.figures).get(code)
    then = [(row.year, reading.totals(row.figures).get(code)) for row in content.years]
    known = [(year, figure) for year, figure in then if figure is not None]
    if now is None or not known:
        return []
    this = str(content.period.end.year)
    return [_point(year, figure) for year, figure in (*known, (this, now))]


def _point(year: str, figure: Figure) -> series.Point:
    return series.Point(year, reading.total(figure), tables.among(figure), figure.kept)


def way(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """From orientation to a right opened, and who orients to whom."""
    steps = funnel.stages(reading.totals(content.figures))
    made: list[Flowable] = []
    if steps:
        head = blocks.heading(typo(_("From orientation to a right opened")), scale)
        text = _(
            "The open part of a bar is what the step rests on: recent orientations have no outcome "
            "yet, so a step is not always part of the one above."
        )
        drawing = funnel.funnel(steps, scale)
        made.append(KeepTogether([*head, drawing, blocks.note(typo(text), scale)]))
    made += _modes(content, scale)
    ties = ties_of(content.parts)
    if ties:
        head = blocks.heading(typo(_("Who orients to whom")), scale)
        text = _(
            "At the left the associations, at the right the kinds of structures that receive; a "
            "dashed line holds a number that is hidden."
        )
        drawn = flows.flows_picture(ties, scale)
        made.append(KeepTogether([*head, drawn, blocks.note(typo(text), scale)]))
    return [*made, *sections.said(content.comments, "R", scale)]


def ties_of(parts: Sequence[Part]) -> list[flows.Flow]:
    """Each association's orientations by the kind of structure that received them."""
    return [
        flows.Flow(part.association, typo(cell.label), cell.quantity)
        for part in parts
        for figure in reading.cuts(part.figures, name="actor_kind")
        if figure.code == "R1" and figure.by is not None
        for cell in figure.by.cells
        if cell.quantity.hidden or cell.quantity.numerator
    ]


def _modes(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    found = [f for f in reading.cuts(content.figures, name="mode") if f.code == "R1"]
    return [_stacked(figure, scale) for figure in found]


def _stacked(figure: Figure, scale: Scale) -> Flowable:
    assert figure.by is not None
    name = say(
        _("{figure}, {cut}"),
        figure=tables.titled(figure),
        cut=reading.cut_title(figure.by.name),
    )
    cut = reading.in_age_order(figure.by)
    return KeepTogether([blocks.gap(scale, 0.6), charts.shares([(name, cut)], scale)])


def people(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """Where the people followed live, and who they are as far as it is known."""
    made: list[Flowable] = [KeepTogether(mapped(content, scale))]
    if scale.large:
        made.append(_named(content, scale))
    rows = [
        figure
        for name in ("sex", "age_band")
        for figure in reading.cuts(content.figures, name=name)
        if figure.code == "A1"
    ]
    if rows:
        made += blocks.heading(typo(_("Who the people followed are")), scale)
    made += [_stacked(figure, scale) for figure in rows]
    return [*made, *sections.said(content.comments, "A", scale)]


def mapped(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """The tile map under its heading, with what it says and does not say."""
    lines: list[Flowable] = [
        *blocks.heading(typo(_("Where the people followed live")), scale),
        tilemap.tile_map(content.tiles, scale),
    ]
    text = say(
        _(
            "People followed, by commune of residence, as the summaries name them: a commune with "
            "fewer than {threshold} people in an association is not named. The squares keep "
            "neighbours together; they are not to scale."
        ),
        threshold=content.threshold,
    )
    lines.append(blocks.note(text, scale))
    if content.other_communes:
        more = say(
            _("Communes that no summary names: {n}."), n=tables.bounds(content.other_communes)
        )
        lines.append(blocks.note(more, scale))
    return lines


def _named(content: CommitteeContent, scale: Scale) -> Flowable:
    """In large print the squares have no room for names: a list says them."""
    names = {place.insee: place.name for place in places()}
    rows = [[names.get(t.insee, t.insee), printed(t.people, "person")] for t in content.tiles]
    head = (typo(_("Commune")), typo(_("people")))
    return blocks.table(head, rows, (65, 35), scale, right=(1,))


def needs(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """What people ask, what they do not take up, what they come to: the largest lines of each."""
    wide = style.WIDTH if scale.large else style.WIDTH / 2 - 8
    small = [
        [blocks.under(cut_name(figure), scale), charts.by_cells(largest(figure), scale, wide)]
        for code, name in _NEEDS
        for figure in reading.cuts(content.figures, name=name)
        if figure.code == code
    ]
    if not small:
        return []
    made: list[Flowable] = blocks.heading(typo(_("What people come for")), scale)
    if scale.large:
        made = [KeepTogether([*made, *small[0]]), *map(KeepTogether, small[1:])]
    else:
        rows = [blocks.abreast(small[i : i + 2], scale) for i in range(0, len(small), 2)]
        made = [KeepTogether([*made, rows[0]]), *rows[1:]]
    text = _("The longest lines; a record with several themes counts in each. A dashed bar is an "
             "interval.")  # fmt: skip
    made.append(blocks.note(typo(text), scale))
    for letter in ("S", "W", "M", "H"):
        made += sections.said(content.comments, letter, scale)
    return made


def cut_name(figure: Figure) -> str:
    """A figure and what it is cut by: « A1 Personnes suivies, par sexe »."""
    assert figure.by is not None
    cut = reading.cut_title(figure.by.name)
    return say(_("{figure}, {cut}"), figure=tables.titled(figure), cut=cut)


def largest(figure: Figure) -> Figure:
    """The figure with its longest lines alone."""
    assert figure.by is not None
    cells = [c for c in figure.by.cells if flows.bounds(c.quantity)[1]]
    ranked = sorted(cells, key=_rank)[:_LINES]
    kept: tuple[Cell, ...] = tuple(ranked) or figure.by.cells[:_LINES]
    return replace(figure, by=Breakdown(figure.by.name, kept))


def _rank(cell: Cell) -> tuple[int, int, str]:
    low, high = flows.bounds(cell.quantity)
    return -low, -high, cell.label


def side_by_side(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """The associations beside one another: bars where they are few, dots where they are many."""
    if not content.parts:
        return []
    found = reading.totals(content.figures)
    there = {code for p in content.parts for code in reading.totals(p.figures)}
    codes = [code for code in SIDE_BY_SIDE if code in found and code in there]
    made = blocks.heading(typo(_("The associations side by side")), scale)
    if len(content.parts) > charts.FEW:
        drawn = [spread.spread(found[code], content.parts, scale) for code in codes]
        text = _("One dot an association, the line is all of them together. Those whose number is "
                 "hidden have no dot.")  # fmt: skip
        return [*made, *drawn, blocks.note(typo(text), scale)]
    across = 1 if scale.large else 2
    wide = style.WIDTH / across - (8 if across > 1 else 0)
    small = [
        [
            blocks.under(tables.titled(found[code]), scale),
            *charts.by_association(code, found[code].unit, content.parts, scale, wide),
        ]
        for code in codes
    ]
    if across == 1:
        made += [flowable for one in small for flowable in one]
    else:
        made += [blocks.abreast(small[i : i + 2], scale) for i in range(0, len(small), 2)]
    text = _("An open, dashed bar is an interval: the number is hidden or rests on a hidden one.")
    return [*made, blocks.note(typo(text), scale)]
