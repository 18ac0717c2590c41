"""The pictures of the committee's report: tile map, associations side by side, shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable, KeepTogether

from lapdesk.figures.results import Figure
from lapdesk.i18n import _
from lapdesk.reports import blocks, charts, reading, style, tables, tilemap
from lapdesk.reports.contents import Part
from lapdesk.reports.contents_committee import CommitteeContent
from lapdesk.reports.reference import places
from lapdesk.reports.style import Scale
from lapdesk.reports.words import printed, say, typo

# Rates set side by side, one small chart each; codes of the domain model.
RATES: Final = ("R2", "R3", "R5", "W5")


def pictures(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    """All of them, each kept on one page."""
    return [*_map(content, scale), *_side_by_side(content, scale), *_stacked(content, scale)]


def _map(content: CommitteeContent, scale: Scale) -> list[Flowable]:
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
    made: list[Flowable] = [KeepTogether(lines)]
    if scale.large:
        made.append(_named(content, scale))
    return made


def _named(content: CommitteeContent, scale: Scale) -> Flowable:
    """In large print the squares have no room for names: a list says them."""
    names = {place.insee: place.name for place in places()}
    rows = [[names.get(t.insee, t.insee), printed(t.people, "person")] for t in content.tiles]
    head = (typo(_("Commune")), typo(_("people")))
    return blocks.table(head, rows, (65, 35), scale, right=(1,))


def _side_by_side(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    if not content.parts:
        return []
    found = reading.totals(content.figures)
    made = blocks.heading(typo(_("The associations side by side")), scale)
    there = {code for p in content.parts for code in reading.totals(p.figures)}
    shown_codes = [code for code in ("A1", *RATES) if code in found and code in there]
    few = len(content.parts) <= charts.FEW and not scale.large
    for code in shown_codes:
        if few and code in RATES:
            continue
        figure = found[code]
        drawn = charts.by_association(code, figure.unit, content.parts, scale)
        first = KeepTogether([blocks.under(tables.titled(figure), scale), drawn[0]])
        made += [first, *drawn[1:]]
    if few:
        made.append(blocks.gap(scale, 0.6))
        made += _multiples([found[c] for c in shown_codes if c in RATES], content.parts, scale)
    text = _("An open, dashed bar is an interval: the number is hidden or rests on a hidden one.")
    return [*made, blocks.note(typo(text), scale)]


def _multiples(figures: Sequence[Figure], parts: Sequence[Part], scale: Scale) -> list[Flowable]:
    """Small charts of rates, two abreast."""
    half = style.WIDTH / 2 - 8
    small = [
        [
            blocks.under(tables.titled(figure), scale),
            charts.by_association(figure.code, figure.unit, parts, scale, half)[0],
        ]
        for figure in figures
    ]
    rows = [small[i : i + 2] for i in range(0, len(small), 2)]
    return [blocks.abreast(row, scale) for row in rows]


def _stacked(content: CommitteeContent, scale: Scale) -> list[Flowable]:
    rows = [f for f in reading.cuts(content.figures) if f.code in ("A1", "R1") and f.by is not None]
    made: list[Flowable] = []
    for figure in rows:
        assert figure.by is not None
        if figure.by.name not in ("sex", "mode"):
            continue
        name = _named_cut(figure)
        made.append(KeepTogether([blocks.gap(scale), charts.shares([(name, figure.by)], scale)]))
    if not made:
        return []
    return [*blocks.heading(typo(_("Who, and how")), scale), *made]


def _named_cut(figure: Figure) -> str:
    assert figure.by is not None
    name = reading.cut_title(figure.by.name)
    return say(_("{figure}, {cut}"), figure=tables.titled(figure), cut=name)
