"""Blocks and tables that papers share: headings, figures with their base, boxes, definitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

from lapdesk.figures.results import Figure, Quantity, shown
from lapdesk.i18n import _
from lapdesk.reports import charts, style
from lapdesk.reports.paper import bookmark
from lapdesk.reports.reading import total, unit_title
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import base, printed, say, typo, whole

Row = Sequence[str | Flowable]
_FONT: Final = ("FONTNAME", (0, 0), (-1, -1), style.REGULAR)  # else each cell names Helvetica


def heading(text: str, scale: Scale) -> list[Flowable]:
    """A section's title, never alone at the foot of a page, entered in the outline."""
    look = Look(scale.section, style.BOLD, style.ACCENT, after=scale.body * 0.5)
    room = scale.section * 2 + scale.body * 8
    return [CondPageBreak(room), Spacer(0, scale.body * 1.3), bookmark(text), Block(text, look)]


def under(text: str, scale: Scale) -> Block:
    """A title within a section."""
    size = scale.body * (1.1 if not scale.large else 1)
    return Block(text, Look(size, style.BOLD, before=scale.body * 0.8, after=scale.body * 0.3))


def words(text: str, scale: Scale) -> Block:
    """A paragraph."""
    return Block(text, Look(scale.body, after=scale.body * 0.45))


def note(text: str, scale: Scale) -> Block:
    """A remark in the smaller size."""
    return Block(text, Look(scale.small, colour=style.QUIET, after=scale.small * 0.4))


def gap(scale: Scale, lines: float = 0.8) -> Spacer:
    """White space of so many lines of text."""
    return Spacer(0, scale.body * lines)


def cell(text: str, scale: Scale, *, bold: bool = False, right: bool = False) -> Block:
    """Words in a table's cell."""
    font = style.BOLD if bold else style.REGULAR
    return Block(text, Look(scale.body, font, align="right" if right else "left", lead=1.24))


def table(
    head: Sequence[str],
    rows: Sequence[Row],
    widths: Sequence[float],
    scale: Scale,
    right: Sequence[int] = (),
) -> Table:
    """A ruled table, its head repeated on each page; `widths` are shares of the page's."""
    total = sum(widths)
    heads = [
        Block(h, Look(scale.small, style.BOLD, align="right" if i in right else "left", lead=1.2))
        for i, h in enumerate(head)
    ]
    body = [
        [cell(c, scale, right=i in right) if isinstance(c, str) else c for i, c in enumerate(row)]
        for row in rows
    ]
    return Table(
        [heads, *body],
        colWidths=[style.WIDTH * w / total for w in widths],
        repeatRows=1,
        style=_ruled(scale),
        hAlign="LEFT",
        spaceAfter=scale.body * 0.6,
    )


def _ruled(scale: Scale) -> list[tuple[Any, ...]]:
    pad = scale.body * 0.28
    return [
        _FONT,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEABOVE", (0, 0), (-1, 0), 1.1, HexColor(style.INK)),
        ("LINEBELOW", (0, 0), (-1, 0), 0.7, HexColor(style.INK)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.35, HexColor(style.RULE)),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("LEFTPADDING", (1, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), pad),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
    ]


def figures_table(figures: Sequence[Figure], scale: Scale, *, consolidated: bool = False) -> Table:
    """Figures one a line: name, value, base, known rate; associations if consolidated."""
    if scale.large:
        rows = [(_named(f, scale, consolidated), _valued(f, scale)) for f in figures]
        return table((typo(_("Figure")), typo(_("Value"))), rows, (62, 38), scale, right=(1,))
    head = [_("Figure"), _("Value"), _("Base"), _("Known rate")]
    widths: tuple[float, ...] = (44, 25, 18, 13)
    if consolidated:
        head, widths = [*head, _("Associations")], (34, 24, 19, 10, 13)
    lines = []
    for figure in figures:
        line: list[str | Flowable] = [
            titled(figure),
            _valued(figure, scale),
            base(total(figure), figure.unit),
            known(figure),
        ]
        if consolidated:
            line.append(among(figure))
        lines.append(line)
    return table([typo(h) for h in head], lines, widths, scale, right=range(1, len(head)))


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
    return cell(value, scale, bold=figure.kept, right=True)


def _named(figure: Figure, scale: Scale, consolidated: bool) -> Block:
    parts = [titled(figure)]
    told = base(total(figure), figure.unit)
    if told:
        parts.append(say(_("Base: {base}"), base=told))
    if known(figure):
        parts.append(say(_("Known: {rate}"), rate=known(figure)))
    if consolidated and figure.associations:
        parts.append(say(_("Associations: {among}"), among=among(figure)))
    return cell("\n".join(parts), scale)


def cut_table(figure: Figure, title: str, scale: Scale) -> Flowable:
    """A breakdown: one line a cell with a bar, the total below; short ones stay on one page."""
    assert figure.by is not None
    share = figure.unit == "percent"
    widths = (44, 30, 26) if not scale.large else (62, 38)
    bar = style.WIDTH * 0.29
    parts = [(c.label, c.quantity) for c in figure.by.cells]
    drawn = charts.strips(figure.unit, [quantity for _label, quantity in parts], bar, scale)
    rows: list[Row] = []
    for (label, quantity), strip in zip(parts, drawn, strict=True):
        line: list[str | Flowable] = [typo(label), _counted(quantity, figure.unit)]
        rows.append(line if scale.large else [line[0], strip, line[1]])
    last: list[str | Flowable] = [cell(typo(_("Whole")), scale, bold=True)]
    last += [] if scale.large else [""]
    last.append(cell(_counted(figure.total, figure.unit), scale, bold=True, right=True))
    unit = "" if share else unit_title(figure.unit)
    head = [title, unit] if scale.large else [title, "", unit]
    made = table(head, [*rows, last], widths, scale, right=(len(head) - 1,))
    made.setStyle([("SPAN", (0, 0), (-2, 0))])
    return KeepTogether([made]) if len(rows) <= 14 else made


def _counted(quantity: Quantity, unit: str) -> str:
    """The value, with its base where it is a share."""
    value, told = printed(quantity, unit), base(quantity, unit)
    return f"{value} ({told})" if told else value


def boxed(content: Sequence[Flowable], scale: Scale, *, pale: bool = True) -> Table:
    """A frame around blocks, as wide as the page."""
    pad = scale.body * 0.8
    return Table(
        [[list(content)]],
        colWidths=[style.WIDTH],
        style=[
            _FONT,
            ("BOX", (0, 0), (-1, -1), 0.8, HexColor(style.INK)),
            *([("BACKGROUND", (0, 0), (-1, -1), HexColor(style.PALE))] if pale else []),
            ("LEFTPADDING", (0, 0), (-1, -1), pad),
            ("RIGHTPADDING", (0, 0), (-1, -1), pad),
            ("TOPPADDING", (0, 0), (-1, -1), pad * 0.7),
            ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
        ],
    )


def facts(pairs: Sequence[tuple[str, str]], scale: Scale) -> Table:
    """Labels with what they stand for: side by side, one under the other in large print."""
    if scale.large:
        rows = [[Block(k, Look(scale.small, style.BOLD)), ""] for k, _v in pairs]
        body: list[list[Any]] = []
        for (_label, value), (block, _empty) in zip(pairs, rows, strict=True):
            body.append([[block, Block(value, Look(scale.body))]])
        widths = [style.WIDTH]
    else:
        body = [[cell(k, scale, bold=True), cell(v, scale)] for k, v in pairs]
        widths = [style.WIDTH * 0.27, style.WIDTH * 0.73]
    return Table(
        body,
        colWidths=widths,
        style=[
            _FONT,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), scale.body * 0.16),
            ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.16),
        ],
        hAlign="LEFT",
    )


def abreast(columns: Sequence[Sequence[Flowable]], scale: Scale) -> Table:
    """Blocks side by side in columns of one width; a missing one leaves white."""
    cells = [list(column) for column in columns]
    cells += [[] for _missing in range(2 - len(cells))]
    return Table(
        [cells],
        colWidths=[style.WIDTH / 2] * 2,
        style=[
            _FONT,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, 0), 0),
            ("LEFTPADDING", (1, 0), (1, 0), 8),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.5),
        ],
    )


def remark(text: str, author: str, scale: Scale) -> Table:
    """What a person wrote about figures, with a bar at its left; it may run over pages."""
    said = [Block(author, Look(scale.small, style.BOLD)), Block(text, Look(scale.body))]
    return Table(
        [[said[0]], [said[1]]],
        colWidths=[style.WIDTH],
        style=[
            _FONT,
            ("LINEBEFORE", (0, 0), (0, -1), 2.2, HexColor(style.ACCENT)),
            ("LEFTPADDING", (0, 0), (-1, -1), 9),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ],
        spaceBefore=scale.body * 0.5,
        spaceAfter=scale.body * 0.7,
        splitInRow=1,
    )


def definitions(said: Mapping[str, str], figures: Sequence[Figure], scale: Scale) -> Flowable:
    """What each printed figure counts, in the order of the figures."""
    named = {f.code: f for f in figures}
    rows = [[titled(f), typo(said[c])] for c, f in named.items() if c in said]
    if scale.large:
        rows = [[f"{title}\n{text}"] for title, text in rows]
        return table((typo(_("Figure")),), rows, (100,), scale)
    return table((typo(_("Figure")), typo(_("What it counts"))), rows, (34, 66), scale)


def tiles(figures: Sequence[Figure], scale: Scale) -> Flowable:
    """Key figures, large, three abreast (one in large print), each with its name and base."""
    across = 1 if scale.large else 3
    made = [_tile(f, scale) for f in figures]
    made += [[] for _empty in range(-len(made) % across)]
    grid = [made[i : i + across] for i in range(0, len(made), across)]
    return Table(
        grid,
        colWidths=[style.WIDTH / across] * across,
        style=[
            _FONT,
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
    below = [base(total(figure), figure.unit)]
    if figure.associations and figure.associations[0] != figure.associations[1]:
        below.append(say(_("associations: {among}"), among=among(figure)))
    told = ", ".join(part for part in below if part)
    if told:
        lines.append(Block(told, Look(scale.small, colour=style.QUIET, lead=1.2)))
    return lines


def bounds(pair: tuple[int, int]) -> str:
    """Two whole numbers as an interval in words."""
    low, high = pair
    if low == high:
        return whole(low)
    return say(_("between {low} and {high}"), low=whole(low), high=whole(high))
