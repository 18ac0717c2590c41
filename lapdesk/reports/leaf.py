"""A page of strings and rules placed one by one: what a form is made of, drawn fast."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.colors import HexColor

from lapdesk.reports import shaping, style
from lapdesk.reports.text import Look, write


@dataclass(frozen=True, slots=True)
class Word:
    """A string at its place on a page, in points from the lower left."""

    x: float
    y: float
    text: str
    size: float
    font: str = style.REGULAR


@dataclass(slots=True)
class Leaf:
    """One page: its strings, its rules (x, y, x, y), and how far down it is filled."""

    y: float
    words: list[Word] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)

    def put(
        self, x: float, text: str, size: float, font: str = style.REGULAR, dy: float = 0
    ) -> None:
        """A string at `x`, `dy` above the present line."""
        if text:
            self.words.append(Word(x, self.y + dy, text, size, font))

    def box(self, x: float, y: float, wide: float, high: float) -> None:
        """A rectangle of rules."""
        self.rules += [
            (x, y, x + wide, y),
            (x, y + high, x + wide, y + high),
            (x, y, x, y + high),
            (x + wide, y, x + wide, y + high),
        ]


def draw(canvas: Any, leaf: Leaf) -> None:
    """Put one page on the canvas: rules in one path, strings in one text object."""
    canvas.setStrokeColor(HexColor(style.INK))
    canvas.setLineWidth(0.7)
    canvas.lines(leaf.rules)
    canvas.setFillColor(HexColor(style.INK))
    writing = canvas.beginText()
    font: tuple[str, float] | None = None
    odd = []
    for word in leaf.words:
        if not shaping.plain(word.text):
            odd.append(word)
            continue
        if font != (word.font, word.size):
            font = (word.font, word.size)
            writing.setFont(*font)
        writing.setTextOrigin(word.x, word.y)
        writing.textOut(word.text)
    canvas.drawText(writing)
    for word in odd:
        write(canvas, word.x, word.y, word.text, Look(word.size, word.font))
