"""Blocks that papers share: headings, paragraphs, ruled tables, facts, boxes, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from lapdesk.reports import style
from lapdesk.reports.paper import bookmark
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look

Cell: TypeAlias = str | Flowable | list[Block]
Row: TypeAlias = Sequence[Cell]
FONT: Final = ("FONTNAME", (0, 0), (-1, -1), style.REGULAR)  # else each cell names Helvetica


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
        FONT,
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


def boxed(content: Sequence[Flowable], scale: Scale, *, pale: bool = True) -> Table:
    """A frame around blocks, as wide as the page."""
    pad = scale.body * 0.8
    return Table(
        [[list(content)]],
        colWidths=[style.WIDTH],
        style=[
            FONT,
            ("BOX", (0, 0), (-1, -1), 0.8, HexColor(style.INK)),
            *([("BACKGROUND", (0, 0), (-1, -1), HexColor(style.PALE))] if pale else []),
            ("LEFTPADDING", (0, 0), (-1, -1), pad),
            ("RIGHTPADDING", (0, 0), (-1, -1), pad),
            ("TOPPADDING", (0, 0), (-1, -1), pad * 0.7),
            ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
        ],
    )


def facts(pairs: Sequence[tuple[str, str]], scale: Scale, across: int = 1) -> Table:
    """Labels with what they stand for, so many pairs a line; one under the other in large print."""
    if scale.large:
        rows = [[Block(k, Look(scale.small, style.BOLD)), ""] for k, _v in pairs]
        body: list[list[Any]] = []
        for (_label, value), (block, _empty) in zip(pairs, rows, strict=True):
            body.append([[block, Block(value, Look(scale.body))]])
        widths = [style.WIDTH]
    else:
        cells: list[list[Any]] = [[cell(k, scale, bold=True), cell(v, scale)] for k, v in pairs]
        cells += [["", ""]] * (-len(cells) % across)
        body = [
            [part for pair in cells[i : i + across] for part in pair]
            for i in range(0, len(cells), across)
        ]
        name = 0.27 if across == 1 else 0.4 / across
        widths = [style.WIDTH * name, style.WIDTH * (1 / across - name)] * across
    return Table(
        body,
        colWidths=widths,
        style=[
            FONT,
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
            FONT,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, 0), 0),
            ("LEFTPADDING", (1, 0), (1, 0), 8),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.5),
        ],
    )


def tiled(drawings: Sequence[Flowable], across: int, scale: Scale) -> list[Flowable]:
    """Small drawings in rows of so many, each row kept on one page."""
    return [
        Table(
            [[*drawings[i : i + across], *[""] * (across - len(drawings[i : i + across]))]],
            colWidths=[style.WIDTH / across] * across,
            style=[
                FONT,
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.8),
            ],
        )
        for i in range(0, len(drawings), across)
    ]


def remarked(text: str, author: str, scale: Scale) -> list[Flowable]:
    """A remark that does not begin on the last lines of a page."""
    return [CondPageBreak(scale.body * 6), remark(text, author, scale)]


def remark(text: str, author: str, scale: Scale) -> Table:
    """What a person wrote about figures, with a bar at its left; it may run over pages."""
    said = [Block(author, Look(scale.small, style.BOLD)), Block(text, Look(scale.body))]
    return Table(
        [[said[0]], [said[1]]],
        colWidths=[style.WIDTH],
        style=[
            FONT,
            ("LINEBEFORE", (0, 0), (0, -1), 2.2, HexColor(style.ACCENT)),
            ("LEFTPADDING", (0, 0), (-1, -1), 9),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ],
        spaceBefore=scale.body * 0.5,
        spaceAfter=scale.body * 0.7,
        splitInRow=1,
    )
