"""Words inside drawings."""

from __future__ import annotations

from functools import lru_cache

from reportlab.graphics.shapes import Group, String
from reportlab.lib.colors import HexColor

from lapdesk.reports import bidi, shaping, style
from lapdesk.reports.text import fitted, width_of


def label(
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    font: str = style.REGULAR,
    anchor: str = "start",
    colour: str = style.INK,
) -> String | Group:
    """A line of text with its base at (`x`, `y`); `anchor` is start, middle or end."""
    ink = HexColor(colour)
    if shaping.plain(text):
        return String(x, y, text, fontName=font, fontSize=size, textAnchor=anchor, fillColor=ink)
    side = bidi.direction(text)
    line = shaping.lay([bidi.Piece(text)], side, font, size, float("inf"))[0]
    left = x - line.width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    return Group(
        *(
            String(left + g.x, y + g.y, g.sign, fontName=g.font, fontSize=size, fillColor=ink)
            for g in line.glyphs
        )
    )


@lru_cache(maxsize=16384)
def wrapped(
    text: str, width: float, size: float, most: int = 4, font: str = style.REGULAR
) -> tuple[str, ...]:
    """`text` in at most so many lines of `width` points, the last cut with an ellipsis."""
    if "\n" not in text and width_of(text, font, size) <= width:
        return (text.strip(),)
    advance = [width_of(sign, font, size) for sign in text]
    spans = shaping.breaks(text, advance, width)
    lines = [text[a:b].strip() for a, b in spans if text[a:b].strip()] or [""]
    if len(lines) > most:
        rest = text[spans[most - 1][0] :]
        lines = [*lines[: most - 1], fitted(rest, font, size, width)]
    return tuple(lines)
