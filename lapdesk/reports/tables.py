"""Figures on paper: tables with base and known rate, breakdowns with bars, key figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, Table

from lapdesk.figures.results import Figure, Quantity, shown
from lapdesk.i18n import _
from lapdesk.reports import blocks, charts, style
from lapdesk.reports.reading import cell_said, measure, total, unit_title
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import base, printed, say, typo, whole


def figures_table(figures: Sequence[Figure], scale: Scale, *, consolidated: bool = False) -> Table:
    """Figures one a line: name, value, base, known rate; associations if consolidated."""
    if scale.large:
        rows = [(_named(f, scale, consolidated), _valued(f, scale)) for f in figures]
        return blocks.table(
            (typo(_("Figure")), typo(_("Value"))), rows, (62, 38), scale, right=(1,)
        )
    head = [_("Figure"), _("Value"), _("Base"), _("Known rate")]
    widths: tuple[float, ...] = (44, 25, 18, 13)
    if consolidated:
        head, widths = [*head, _("Associations")], (34, 24, 19, 10, 13)
    lines = []
    for figure in figures:
        line: list[str | Flowable] = [
            titled(figure),
            _valued(figure, scale),
            base(total(figure), figure.unit, measure(figure)),
            known(figure),
        ]
        if consolidated:
            line.append(among(figure))
        lines.append(line)
    return blocks.table([typo(h) for h in head], lines, widths, scale, right=range(1, len(head)))


def titled(figure: Figure) -> str:
    """The figure's code and name, its unit where the name does not say it."""
    return f"{figure.code}  {typo(figure.title)}"


def known(figure: Figure) -> str:
    """The share of records that say the value a figure is made of; empty where all do."""
    return shown(figure.known, "percent") if figure.known else ""


def among(figure: Figure) -> str:
    """« 3 sur 4 »: the associations behind a consolidated figure."""
    if figure.associations is None:
        return ""
    n, total = figure.associations
    return say(_("{n} of {total}"), n=n, total=total)


def _valued(figure: Figure, scale: Scale) -> Block:
    value = printed(total(figure), figure.unit, kept=figure.kept)
    return blocks.cell(value, scale, bold=figure.kept, right=True)


def _named(figure: Figure, scale: Scale, consolidated: bool) -> Block:
    parts = [titled(figure)]
    told = base(total(figure), figure.unit, measure(figure))
    if told:
        parts.append(say(_("Base: {base}"), base=told))
    if known(figure):
        parts.append(say(_("Known: {rate}"), rate=known(figure)))
    if consolidated and figure.associations:
        parts.append(say(_("Associations: {among}"), among=among(figure)))
    return blocks.cell("\n".join(parts), scale)


def cut_table(figure: Figure, title: str, scale: Scale) -> Flowable:
    """A breakdown: one line a cell with a bar, the total below; short ones stay on one page."""
    assert figure.by is not None
    share = figure.unit == "percent"
    widths = (44, 30, 26) if not scale.large else (62, 38)
    bar = style.WIDTH * 0.29
    drawn = charts.strips(figure.unit, [c.quantity for c in figure.by.cells], bar, scale)
    rows: list[blocks.Row] = []
    for cell, strip in zip(figure.by.cells, drawn, strict=True):
        said = cell_said(figure, cell, _counted(cell.quantity, figure))
        line: list[str | Flowable] = [typo(cell.label), said]
        rows.append(line if scale.large else [line[0], strip, line[1]])
    last: list[str | Flowable] = [blocks.cell(typo(_("Whole")), scale, bold=True)]
    last += [] if scale.large else [""]
    last.append(blocks.cell(_counted(figure.total, figure), scale, bold=True, right=True))
    unit = "" if share else unit_title(figure.unit)
    head = [title, unit] if scale.large else [title, "", unit]
    made = blocks.table(head, [*rows, last], widths, scale, right=(len(head) - 1,))
    made.setStyle([("SPAN", (0, 0), (-2, 0))])
    return KeepTogether([made]) if len(rows) <= 14 else made


def _counted(quantity: Quantity, figure: Figure) -> str:
    """The value, with its base where it is a share."""
    value, told = printed(quantity, figure.unit), base(quantity, figure.unit, measure(figure))
    return f"{value} ({told})" if told else value


def definitions(said: Mapping[str, str], figures: Sequence[Figure], scale: Scale) -> Flowable:
    """What each printed figure counts, in the order of the figures."""
    named = {f.code: f for f in figures}
    rows = [[titled(f), typo(said[c])] for c, f in named.items() if c in said]
    if scale.large:
        rows = [[f"{title}\n{text}"] for title, text in rows]
        return blocks.table((typo(_("Figure")),), rows, (100,), scale)
    return blocks.table((typo(_("Figure")), typo(_("What it counts"))), rows, (34, 66), scale)


def tiles(figures: Sequence[Figure], scale: Scale, across: int = 3) -> Flowable:
    """Key figures, large, so many abreast (one in large print), each with its name and base."""
    across = 1 if scale.large else across
    made = [_tile(f, scale) for f in figures]
    made += [[] for _empty in range(-len(made) % across)]
    grid = [made[i : i + across] for i in range(0, len(made), across)]
    return Table(
        grid,
        colWidths=[style.WIDTH / across] * across,
        style=[
            blocks.FONT,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEABOVE", (0, 0), (-1, -1), 0.8, HexColor(style.ACCENT)),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), scale.body * 0.25),
            ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.7),
        ],
    )


def _tile(figure: Figure, scale: Scale) -> list[Flowable]:
    value = printed(total(figure), figure.unit, kept=figure.kept)
    wordy = figure.total.hidden or not figure.kept
    size = scale.figure * (0.76 if wordy and not scale.large else 1)
    look = Look(size, style.BOLD, style.ACCENT, lead=1.32 * scale.figure / size)
    lines: list[Flowable] = [
        Block(value, look),
        Block(typo(figure.title), Look(scale.body, lead=1.2)),
    ]
    below = [base(total(figure), figure.unit, measure(figure))]
    if figure.associations and figure.associations[0] != figure.associations[1]:
        below.append(say(_("associations: {among}"), among=among(figure)))
    small = Look(scale.small, colour=style.QUIET, lead=1.2)
    return [*lines, *(Block(told, small) for told in below if told)]


def bounds(pair: tuple[int, int]) -> str:
    """Two whole numbers as an interval in words."""
    low, high = pair
    if low == high:
        return whole(low)
    return say(_("between {low} and {high}"), low=whole(low), high=whole(high))
