"""The *Fiche-bilan*: one A4 page of numbered boxes, the same as those of the table to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer, Table

from lapdesk.i18n import _
from lapdesk.reports import blocks, style
from lapdesk.reports.contents_plan import DeclaredPageContent, NumberedBox
from lapdesk.reports.paper import bookmark, build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import long_day, say, typo

FORM: Final = "LD-FBI"
# The groups of boxes: how many abreast, how many lines of text a box has room for.
_GROUPS: Final = {"who": (2, 1.6), "figures": (3, 1.7), "where": (1, 2.4), "lines": (1, 1.5),
                  "by": (3, 1.7)}  # fmt: skip


def declared_page(content: DeclaredPageContent, *, large: bool = False) -> bytes:
    """The page as PDF bytes, empty or with what was declared; several pages in large print."""
    scale = style.scale(large=large)
    title = typo(_("Declared balance of an association"))
    paper = identified(title, content.sender.name, content.made_on, FORM)
    laid = [*_opening(content, title, scale)]
    for group, (across, lines) in _GROUPS.items():
        laid += _group(group, content.boxes, 1 if large else across, lines, scale)
    return build(paper, [*laid, *_meaning(content, scale)], scale)


def _opening(content: DeclaredPageContent, title: str, scale: Scale) -> list[Flowable]:
    look = Look(scale.title * 0.8, style.BOLD, style.ACCENT, after=scale.body * 0.3)
    made: list[Flowable] = [bookmark(title), Block(title, look)]
    text = _(
        "For an association that installs nothing. Leave empty what you do not count: empty is "
        "not zero. Never write a person's name. For 1 to 4 people write “< 5”."
    )
    made.append(blocks.words(typo(text), scale))
    back = say(_("To hand back to: {committee}"), committee=content.sender.name)
    if content.due_on:
        back = say(_("{sentence}, by {day}"), sentence=back, day=long_day(content.due_on))
    made.append(Block(back, Look(scale.body, style.BOLD, after=scale.body * 0.4)))
    return made


def _group(
    group: str, boxes: Sequence[NumberedBox], across: int, lines: float, scale: Scale
) -> list[Flowable]:
    own = [_box(box, across, lines, scale) for box in boxes if box.group == group]
    if not own:
        return []
    empty: list[Flowable] = [Spacer(0, 0)]
    rows: list[Any] = [
        [*own[i : i + across], *[empty] * (across - len(own[i : i + across]))]
        for i in range(0, len(own), across)
    ]
    made = Table(
        rows,
        colWidths=[style.WIDTH / across] * across,
        style=[
            blocks.FONT,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.45),
        ],
    )
    return [made]


def _box(box: NumberedBox, across: int, lines: float, scale: Scale) -> list[Flowable]:
    """Number and label above, room to write below with its frame, the hint in small print."""
    wide = style.WIDTH / across - 5
    head = Block(f"{box.number}  {box.label}", Look(scale.small, style.BOLD, lead=1.2))
    inside = [Block(box.value, Look(scale.body))] if box.value else []
    frame = Table(
        [[inside]],
        colWidths=[wide],
        rowHeights=None if box.value else [scale.body * 1.32 * lines],
        style=[
            blocks.FONT,
            ("BOX", (0, 0), (-1, -1), 0.8, HexColor(style.INK)),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ],
        hAlign="LEFT",
    )
    size = scale.small if scale.large else scale.small * 0.86
    hint = Block(typo(box.hint), Look(size, colour=style.QUIET, lead=1.15))
    return [head, frame, hint]


def _meaning(content: DeclaredPageContent, scale: Scale) -> list[Flowable]:
    """What each figure counts, two abreast, so that everyone counts the same."""
    size = scale.small if scale.large else scale.small * 0.86
    look = Look(size, lead=1.16)
    cells = [[Block(f"{code}  {typo(text)}", look)] for code, text in content.definitions.items()]
    if not cells:
        return []
    across = 1 if scale.large else 2
    cells += [[]] * (-len(cells) % across)
    rows = [cells[i : i + across] for i in range(0, len(cells), across)]
    made = Table(
        rows,
        colWidths=[style.WIDTH / across] * across,
        style=[
            blocks.FONT,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ],
    )
    return [blocks.under(typo(_("What each figure counts")), scale), made]
