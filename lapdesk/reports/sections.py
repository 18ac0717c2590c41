"""Sections that the summary and the committee's report have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import Flowable, KeepTogether

from lapdesk.figures.results import Cell, Figure
from lapdesk.i18n import _
from lapdesk.reports import blocks, charts, reading, tables
from lapdesk.reports.contents import Comment
from lapdesk.reports.reference import axes
from lapdesk.reports.style import Scale
from lapdesk.reports.words import printed, prose, quoted, say, typo

# Breakdowns longer than this stay in the attached figures; the paper shows the largest.
MOST_CELLS = 14


def group(
    letter: str,
    figures: Sequence[Figure],
    comments: Sequence[Comment],
    scale: Scale,
    *,
    consolidated: bool = False,
) -> list[Flowable]:
    """One group of figures: table, breakdowns other than by axis, what was said of it."""
    own = reading.of_group(figures, letter)
    if not own:
        return []
    made = blocks.heading(reading.group_title(letter), scale)
    made.append(tables.figures_table(own, scale, consolidated=consolidated))
    for figure in reading.cuts(figures, group=letter):
        assert figure.by is not None
        if figure.by.name != "axis":
            made += cut(figure, scale)
    return made + said(comments, letter, scale)


def cut(figure: Figure, scale: Scale) -> list[Flowable]:
    """A breakdown as a table, empty cells left out, the longest cut short with a remark."""
    assert figure.by is not None
    cells = [c for c in figure.by.cells if c.quantity.hidden or c.quantity.numerator]
    cells = cells or list(figure.by.cells)
    ranked = cells
    if len(cells) > MOST_CELLS:
        ranked = sorted(cells, key=lambda c: -(c.quantity.numerator or 0))[:MOST_CELLS]
    name = say(
        _("{figure}, {cut}"),
        figure=tables.titled(figure),
        cut=reading.cut_title(figure.by.name),
    )
    made: list[Flowable] = [
        blocks.gap(scale, 0.3),
        tables.cut_table(_with_cells(figure, ranked), name, scale),
    ]
    left = len(cells) - len(ranked)
    if left:
        text = say(_("And {n} more lines, in the attached figures."), n=left)
        made.append(blocks.note(text, scale))
    return made


def _with_cells(figure: Figure, cells: Sequence[Cell]) -> Figure:
    assert figure.by is not None
    return replace(figure, by=replace(figure.by, cells=tuple(cells)))


def said(comments: Sequence[Comment], section: str, scale: Scale) -> list[Flowable]:
    """The comments of one section, each by its author where several speak."""
    title = typo(_("Comment of the association"))
    return [
        part
        for c in comments
        if c.section == section
        for part in blocks.remarked(c.text, c.author or title, scale)
    ]


def axis_chart(figures: Sequence[Figure], code: str, scale: Scale) -> list[Flowable]:
    """The bars of one figure by axis, where it is cut so."""
    found = [f for f in reading.cuts(figures, name="axis") if f.code == code]
    if not found:
        return []
    name = say(_("{figure}, {cut}"), figure=tables.titled(found[0]), cut=reading.cut_title("axis"))
    return [KeepTogether([blocks.under(name, scale), charts.by_axis(found[0], scale)])]


def by_axis(figures: Sequence[Figure], scale: Scale, chart: str = "S1") -> list[Flowable]:
    """Figures cut by the axes of the plan: a table with a line an axis, and one chart."""
    found = reading.cuts(figures, name="axis")
    if not found:
        return []
    made = blocks.heading(typo(_("By axis of the plan")), scale)
    step = 1 if scale.large else 4
    for i in range(0, len(found), step):
        made.append(_axis_table(found[i : i + step], scale))
    text = _("A record with several axes counts in each of them: lines need not add up.")
    made.append(blocks.note(typo(text), scale))
    return made + axis_chart(figures, chart, scale)


def _axis_table(found: Sequence[Figure], scale: Scale) -> Flowable:
    known = {axis.code: axis.name for axis in axes()}
    names: dict[str, str] = {}
    for figure in found:
        assert figure.by is not None
        names.update({c.key: known.get(c.key, typo(c.label)) for c in figure.by.cells})
    rows: list[blocks.Row] = []
    for key in sorted(names, key=lambda k: (k not in known, k)):
        values = [_at(figure, key) for figure in found]
        rows.append([names[key], *values])
    whole = [blocks.cell(typo(_("Whole")), scale, bold=True)]
    whole += [_bold(f, scale) for f in found]
    rows.append(whole)
    head = [typo(_("Axis")), *(tables.titled(f) for f in found)]
    return blocks.table(head, rows, _widths(len(found)), scale, range(1, 9))


def _widths(count: int) -> tuple[float, ...]:
    """The axis and so many figures: a single one has no use for the whole page."""
    axis = {1: 52, 2: 44, 3: 36}.get(count, 25)
    return (axis, *([(100 - axis) / count] * count))


def _bold(figure: Figure, scale: Scale) -> Flowable:
    return blocks.cell(printed(reading.total(figure), figure.unit), scale, bold=True, right=True)


def _at(figure: Figure, key: str) -> str:
    assert figure.by is not None
    return next((reading.cell_said(figure, c) for c in figure.by.cells if c.key == key), "")


def hidden_method(threshold: int) -> tuple[str, ...]:
    """How small numbers are protected, in sentences."""
    return (
        say(
            _(
                "A number of 1 to {most} people is not printed: it reads {few}. Where a total "
                "would give it away, one more cell of the same line is hidden and printed as an "
                "interval, {interval}."
            ),
            most=threshold - 1,
            few=quoted(say(_("< {threshold}"), threshold=threshold)),
            interval=quoted(say(_("between {low} and {high}"), low="x", high="y")),
        ),
        typo(
            _(
                "A share of fewer than 10 cases is not printed. In a sentence an interval is "
                "said by its lower end: “at least 43”."
            )
        ),
        typo(
            _(
                "A module that was not followed reads “not followed”: it is not a zero and enters "
                "no total. A dash means that there was no case."
            )
        ),
    )


def counting_method() -> tuple[str, ...]:
    """How figures are counted, in sentences."""
    return (
        typo(
            _(
                "People are counted by code, once each in a total, whatever the number of visits. "
                "People welcomed without a record are contacts: they are never added to people."
            )
        ),
        typo(
            _(
                "Time is counted in minutes and printed in hours. Each share is printed with its "
                "numerator and denominator; the known rate is the share of records that state the "
                "value."
            )
        ),
    )


def sentence(figures: Sequence[Figure], codes: Sequence[str]) -> list[str]:
    """The value of each of these figures in a sentence, « — » where it is missing."""
    found = reading.totals(figures)
    made = []
    for code in codes:
        figure = found.get(code)
        made.append(
            "—" if figure is None else prose(reading.total(figure), figure.unit, kept=figure.kept)
        )
    return made
