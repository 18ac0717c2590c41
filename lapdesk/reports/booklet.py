"""The booklet of progress (*Livret de suivi ASL*): social spaces, phases, autonomy, own view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from lapdesk.i18n import N_, _
from lapdesk.models import lists
from lapdesk.reports import blocks, style
from lapdesk.reports.booklet_drawn import MOST, Faces, Squares
from lapdesk.reports.contents_path import BookletContent, SpaceMarks
from lapdesk.reports.paper import bookmark, build, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look
from lapdesk.reports.words import typo

FORM: Final = "LD-LIV"
NORMAL: Final = Scale(body=10, small=8, title=24, section=12.5, figure=14)
# What so many squares mean, in neutral words.
_LEVELS: Final = (
    N_("Not seen yet"),
    N_("I know that it exists"),
    N_("I do it with someone"),
    N_("I do it without help"),
    N_("I explain it to others"),
)
_OWN: Final = (N_("Not yet"), N_("I am learning"), N_("I can do it"))


def booklet(content: BookletContent, *, large: bool = False) -> bytes:
    """The booklet as PDF bytes: a table for each field, white squares to fill by hand."""
    scale = style.LARGE if large else NORMAL
    title = typo(_("My progress booklet"))
    paper = identified(title, content.sender.name, content.made_on, FORM)
    laid: list[Flowable] = [
        Block(title, Look(scale.title, style.BOLD, style.ACCENT, lead=1.2)),
        Block(content.person, Look(scale.body * 1.3, style.BOLD, after=scale.body * 0.4)),
        blocks.words(typo(_("What I can do in each place of daily life, step by step.")), scale),
        *_legend(scale),
    ]
    for name, spaces in content.fields:
        laid += _field(name, spaces, scale)
    if not content.fields:
        laid.append(blocks.words(typo(_("Nothing is written here yet.")), scale))
    return build(paper, laid, scale)


def _legend(scale: Scale) -> list[Flowable]:
    """What squares and faces mean."""
    small = Look(scale.small, lead=1.3)
    squares = [[Squares(i, scale), Block(typo(_(text)), small)] for i, text in enumerate(_LEVELS)]
    faces = [[Faces(scale, i, alone=True), Block(typo(_(text)), small)]
             for i, text in enumerate(_OWN)]  # fmt: skip
    wide = style.WIDTH * (0.3 if scale.large else 0.12)
    halves = [_pairs(squares, wide, scale), _pairs(faces, wide, scale)]
    if scale.large:
        return [*halves, Spacer(0, scale.body)]
    both = Table([halves], colWidths=[style.WIDTH / 2] * 2, style=[blocks.FONT, *_FLAT])
    return [both, Spacer(0, scale.body * 0.4)]


_FLAT: Final[list[Any]] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
]


def _pairs(rows: list[list[Flowable]], wide: float, scale: Scale) -> Table:
    rest = style.WIDTH * (1 if scale.large else 0.5) - wide
    pads = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    middle = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
    looks = [blocks.FONT, *_FLAT, *pads, middle]
    return Table(rows, colWidths=[wide, rest], style=looks, hAlign="LEFT")


def _field(name: str, spaces: Sequence[SpaceMarks], scale: Scale) -> list[Flowable]:
    look = Look(scale.section, style.BOLD, style.ACCENT, after=scale.body * 0.3)
    phases = [typo(entry.label) for entry in lists.get("asl_phase").entries.values()]
    if scale.large:
        rows: list[list[Any]] = [[_stacked(one, phases, scale)] for one in spaces]
        widths = [style.WIDTH]
    else:
        head = ["", *phases, typo(_("My own view"))]
        bold = Look(scale.small, style.BOLD, align="centre")
        rows = [[Block(t or " ", bold) for t in head]]
        rows += [_row(one, scale) for one in spaces]
        widths = [style.WIDTH * w for w in (0.32, 0.165, 0.165, 0.165, 0.185)]
    lines = [
        blocks.FONT,
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(style.RULE)),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), scale.body * 0.3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), scale.body * 0.35),
    ]
    grid = Table(rows, colWidths=widths, style=lines, repeatRows=0 if scale.large else 1)
    room = CondPageBreak(scale.section * 2 + scale.body * 9)
    return [room, Spacer(0, scale.body * 0.9), bookmark(name), Block(name, look), grid]


def _row(one: SpaceMarks, scale: Scale) -> list[Flowable | list[Flowable]]:
    return [
        Block(one.name, Look(scale.body, style.BOLD, lead=1.2)),
        *(_mark(mark, scale) for mark in one.phases),
        Faces(scale, _face(one.self_level)),
    ]


def _mark(mark: Any, scale: Scale) -> list[Flowable]:
    """Squares filled so far, and the month; nothing yet: squares to fill by hand."""
    level, on = mark or (0, None)
    day = f"{on:%m/%Y}" if on else " "
    look = Look(scale.small, colour=style.QUIET, align="centre", lead=1.1)
    return [Squares(level, scale, centred=True), Block(day, look)]


def _stacked(one: SpaceMarks, phases: Sequence[str], scale: Scale) -> list[Flowable]:
    made: list[Flowable] = [Block(one.name, Look(scale.body, style.BOLD))]
    for name, mark in zip(phases, one.phases, strict=True):
        level, on = mark or (0, None)
        day = f"{name}  {on:%m/%Y}" if on else name
        made += [Block(day, Look(scale.small)), Squares(level, scale), Spacer(0, 4)]
    return [*made, Block(typo(_("My own view")), Look(scale.small)),
            Faces(scale, _face(one.self_level))]  # fmt: skip


def _face(level: int | None) -> int | None:
    """The face for a level from 0 to 4 that a person gave themselves."""
    if level is None:
        return None
    return 0 if level < 2 else 1 if level < MOST - 1 else 2
