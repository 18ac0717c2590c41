"""Cards to cut out, eight to a page: a code, when the desk is open, its phone; nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.colors import HexColor

from lapdesk.i18n import _
from lapdesk.reports import style
from lapdesk.reports.contents_people import CardsContent
from lapdesk.reports.labels import wrapped
from lapdesk.reports.paper import Leaves, drawn, identified
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Look, fitted, write
from lapdesk.reports.words import typo

FORM: Final = "LD-CAR"
NORMAL: Final = Scale(body=11, small=8, title=20, section=11, figure=28)
LARGE: Final = Scale(body=18, small=18, title=27, section=18, figure=44, large=True)
MM: Final = 72 / 25.4
WIDE, TOP, ROOM = 85.6 * MM, 20 * MM, 232 * MM  # a bank card's width, four of 58 mm
PAD: Final = 4 * MM
SHORT: Final = 3 * MM  # a cut mark


def cards(content: CardsContent, *, large: bool = False) -> bytes:
    """The cards as PDF bytes: eight to a page, three in large print; a page where there is none."""
    scale = LARGE if large else NORMAL
    across, down = (1, 3) if large else (2, 4)
    a_page = across * down
    sheets = [content.codes[i : i + a_page] for i in range(0, len(content.codes), a_page)] or [()]
    paper = identified(typo(_("Code cards")), content.sender.name, content.made_on, FORM)

    def draw(canvas: Leaves, codes: Sequence[str]) -> None:
        _marks(canvas, across, down)
        for place, code in enumerate(codes):
            _card(canvas, _place(place, across, down), code, content, scale)

    return drawn(paper, scale, sheets, draw)


def _wide(across: int) -> float:
    """How wide a card is: in large print it takes the room of two."""
    return WIDE * 2 / across


def _place(which: int, across: int, down: int) -> tuple[float, float, float, float]:
    """Left, top, width and height of a card."""
    left, wide, high = style.PAGE[0] / 2 - WIDE, _wide(across), ROOM / down
    row, column = divmod(which, across)
    return left + column * wide, style.PAGE[1] - TOP - row * high, wide, high


def _marks(canvas: Leaves, across: int, down: int) -> None:
    """Where to cut: short strokes outside the cards, pale lines of dashes between them."""
    left, right = style.PAGE[0] / 2 - WIDE, style.PAGE[0] / 2 + WIDE
    top, bottom = style.PAGE[1] - TOP, style.PAGE[1] - TOP - ROOM
    upright = [left + i * _wide(across) for i in range(across + 1)]
    level = [top - i * ROOM / down for i in range(down + 1)]
    canvas.setStrokeColor(HexColor(style.INK))
    canvas.setLineWidth(0.6)
    for x in upright:
        canvas.lines([(x, top + 2, x, top + SHORT), (x, bottom - 2, x, bottom - SHORT)])
    for y in level:
        canvas.lines([(left - SHORT, y, left - 2, y), (right + 2, y, right + SHORT, y)])
    canvas.setStrokeColor(HexColor(style.RULE))
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 3)
    canvas.lines([(x, top, x, bottom) for x in upright])
    canvas.lines([(left, y, right, y) for y in level])
    canvas.setDash()


def _card(
    canvas: Leaves,
    place: tuple[float, float, float, float],
    code: str,
    content: CardsContent,
    scale: Scale,
) -> None:
    left, top, wide, high = place
    x, room = left + PAD, wide - 2 * PAD
    y = top - PAD - scale.section
    bold = Look(scale.section, style.BOLD)
    write(canvas, x, y, fitted(content.sender.name, bold.font, bold.size, room), bold)
    y -= scale.figure * 1.25
    said = typo(_("My code"))
    write(canvas, x, y, said, Look(scale.small, colour=style.QUIET))
    figure = Look(scale.figure, style.BOLD, align="right")
    write(canvas, x + room, y, f"{code[:3]}\u2009{code[3:]}", figure)
    y -= scale.body * 0.9
    canvas.setStrokeColor(HexColor(style.INK))
    canvas.setLineWidth(0.8)
    canvas.line(x, y, x + room, y)
    foot = top - high + PAD
    if content.sender.phone:
        phone = fitted(content.sender.phone, style.BOLD, scale.body * 1.15, room)
        write(canvas, x, foot, phone, Look(scale.body * 1.15, style.BOLD))
    _hours(canvas, (x, y, room), foot + scale.body * 1.6, content.sender.hours, scale)


def _hours(
    canvas: Leaves, start: tuple[float, float, float], foot: float, text: str, scale: Scale
) -> None:
    """When the desk is open: as large as fits the card, cut where even the smallest does not."""
    x, top, room = start
    size = scale.body
    while size > scale.small and len(wrapped(text, room, size, 99)) > _fit(top - foot, size):
        size -= 0.5
    for i, line in enumerate(wrapped(text, room, size, max(1, _fit(top - foot, size))), 1):
        write(canvas, x, top - (i + 0.35) * size * 1.28, line, Look(size))


def _fit(high: float, size: float) -> int:
    return int(high / (size * 1.28) - 0.35)
