"""Text on paper: blocks that take what people wrote literally, never as markup.

A `Block` is the only way words reach a page (a sheet or chart draws strings directly): it
breaks lines at spaces, or inside a word longer than the line, and may run over pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus.flowables import Flowable

from lapdesk.reports import bidi, shaping, style


@dataclass(frozen=True, slots=True)
class Look:
    """How a block is set: font, size and lead in points, colour, side, space around."""

    size: float
    font: str = style.REGULAR
    colour: str = style.INK
    align: str = "left"  # left, right, centre
    before: float = 0
    after: float = 0
    lead: float = 1.32

    def bold(self) -> Look:
        """The same in bold."""
        return replace(self, font=style.BOLD)

    def quiet(self) -> Look:
        """The same in the second colour."""
        return replace(self, colour=style.QUIET)


_SHARE: Final = {"left": 0.0, "centre": 0.5, "right": 1.0}


@lru_cache(maxsize=65536)
def width_of(text: str, font: str, size: float) -> float:
    """The width in points of `text` on one line."""
    style.fonts()
    if shaping.plain(text):
        return float(stringWidth(text, font, size))
    line = shaping.lay([bidi.Piece(text)], bidi.direction(text), font, size, float("inf"))[0]
    return line.width


def fitted(text: str, font: str, size: float, width: float) -> str:
    """`text` cut to `width` points with an ellipsis where it is longer."""
    if width_of(text, font, size) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle] + "…", font, size) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def write(canvas: Any, x: float, y: float, text: str, look: Look) -> None:
    """One line of text on the canvas, its anchor at `x` as `look.align` says."""
    canvas.setFillColor(HexColor(look.colour))
    left = x - _SHARE[look.align] * width_of(text, look.font, look.size)
    if shaping.plain(text):
        canvas.setFont(look.font, look.size)
        canvas.drawString(left, y, text)
        return
    side = bidi.direction(text)
    line = shaping.lay([bidi.Piece(text)], side, look.font, look.size, float("inf"))[0]
    shaping.draw(canvas, line, left, y, look.size)


class Block(Flowable):
    """Words set in lines; literal, splittable between lines.

    `text` may be pieces for a line of mixed direction; `side` 1 sets it from the right.
    """

    def __init__(self, text: str | Sequence[bidi.Piece], look: Look, side: int = 0) -> None:
        super().__init__()
        self.pieces = [bidi.Piece(text)] if isinstance(text, str) else list(text)
        self.look = look
        self.side = side
        self.spaceBefore, self.spaceAfter = look.before, look.after
        self.lines: list[str | shaping.ShapedLine] | None = None

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The size taken in `width` points."""
        if self.lines is None or width != getattr(self, "width", None):
            self.width = width
            self.lines = _lines(self.pieces, self.side, self.look, width)
        self.height = len(self.lines) * self.look.size * self.look.lead
        return width, self.height

    def minWidth(self) -> float:  # noqa: N802  # ReportLab's name
        """A block may be as narrow as a letter."""
        return self.look.size

    def split(self, width: float, height: float) -> list[Block]:
        """As many lines as fit in `height`, and the rest; never a single line alone."""
        self.wrap(width, height)
        assert self.lines is not None
        fit = int(height / (self.look.size * self.look.lead))
        if fit < min(2, len(self.lines)):
            return []
        if fit >= len(self.lines):
            return [self]
        if len(self.lines) - fit == 1 and fit > 2:
            fit -= 1
        return [self._part(self.lines[:fit]), self._part(self.lines[fit:])]

    def _part(self, lines: list[str | shaping.ShapedLine]) -> Block:
        part = Block(self.pieces, self.look, self.side)
        part.lines, part.width = lines, self.width
        return part

    def draw(self) -> None:
        """Write the lines from the top down."""
        look = self.look
        step = look.size * look.lead
        y = self.height - step / 2 - look.size * 0.36  # digits stand centred in their line
        self.canv.setFillColor(HexColor(look.colour))
        for line in self.lines or ():
            self._write(line, y)
            y -= step

    def _write(self, line: str | shaping.ShapedLine, y: float) -> None:
        look, canvas = self.look, self.canv
        align = "right" if self.side and look.align == "left" else look.align
        wide = width_of(line, look.font, look.size) if isinstance(line, str) else line.width
        x = _SHARE[align] * (self.width - wide)
        if isinstance(line, str):
            canvas.setFont(look.font, look.size)
            canvas.drawString(x, y, line)
        else:
            shaping.draw(canvas, line, x, y, look.size)


def _lines(
    pieces: Sequence[bidi.Piece], side: int, look: Look, width: float
) -> list[str | shaping.ShapedLine]:
    found: list[str | shaping.ShapedLine] = []
    if len(pieces) > 1:
        return list(shaping.lay(pieces, side, look.font, look.size, width))
    for paragraph in pieces[0].text.split("\n"):
        if side == 0 and shaping.plain(paragraph):
            advance = _widths(paragraph, look.font, look.size)
            for start, end in shaping.breaks(paragraph, advance, width):
                found.append(paragraph[start:end].rstrip(" "))
        else:
            found += shaping.lay([bidi.Piece(paragraph)], side, look.font, look.size, width)
    return found


def _widths(text: str, font: str, size: float) -> list[float]:
    return [_sign_width(sign, font, size) for sign in text]


@lru_cache(maxsize=8192)
def _sign_width(sign: str, font: str, size: float) -> float:
    style.fonts()
    return float(stringWidth(sign, font, size))
