"""Fills that stay apart without colour, and the marks of the axes."""

from __future__ import annotations

from typing import Final

from reportlab.graphics.shapes import Circle, Group, Line, Polygon, Rect
from reportlab.lib.colors import Color, HexColor, white

# In the order in which shares are stacked: neighbours differ in tone and in texture.
TEXTURES: Final = ("solid", "rising", "dots", "empty", "level", "falling", "cross", "dense")
TONES: Final = (
    "#1F3A5F", "#B4540A", "#2F7A3B", "#7A3E8E", "#1F5FA8", "#8A6D00", "#4A4A4A", "#A02C2C",
)  # fmt: skip
AXIS_TEXTURE: Final = {
    "circle": "solid",
    "square": "rising",
    "triangle": "dots",
    "diamond": "cross",
}


def filled(x: float, y: float, width: float, height: float, texture: str, colour: str) -> Group:
    """A rectangle of that texture, outlined, in points."""
    ink = HexColor(colour)
    solid = texture == "solid"
    paper = ink if solid else white
    group = Group(Rect(x, y, width, height, fillColor=paper, strokeColor=ink, strokeWidth=0.8))
    if width < 1.5 or height < 1.5 or solid:
        return group
    if texture == "dots":
        _dots(group, (x, y, width, height), ink)
    step = 2.6 if texture == "dense" else 4.2
    if texture in ("rising", "cross", "dense"):
        _slanted(group, (x, y, width, height), step, ink, up=True)
    if texture in ("falling", "cross"):
        _slanted(group, (x, y, width, height), step, ink, up=False)
    if texture == "level":
        at = y + 2.4
        while at < y + height:
            group.add(Line(x, at, x + width, at, strokeColor=ink, strokeWidth=0.9))
            at += 3.2
    return group


def _dots(group: Group, box: tuple[float, float, float, float], ink: Color) -> None:
    x, y, width, height = box
    row, at = 0, y + 2.2
    while at < y + height - 1:
        across = x + 2.2 + (2 if row % 2 else 0)
        while across < x + width - 1:
            group.add(Circle(across, at, 0.85, fillColor=ink, strokeColor=None))
            across += 4
        at += 3.4
        row += 1


def _slanted(
    group: Group, box: tuple[float, float, float, float], step: float, ink: Color, *, up: bool
) -> None:
    """Lines at 45 degrees, cut at the box."""
    x, y, width, height = box
    start = -height
    while start < width:
        left, right = max(0.0, start), min(width, start + height)
        low, high = left - start, right - start
        if not up:
            low, high = height - low, height - high
        group.add(Line(x + left, y + low, x + right, y + high, strokeColor=ink, strokeWidth=0.9))
        start += step


def mark(shape: str, x: float, y: float, size: float, colour: str) -> Group:
    """The mark of an axis, centred at (`x`, `y`), `size` points across."""
    ink = HexColor(colour)
    r = size / 2
    look = {"fillColor": ink, "strokeColor": ink, "strokeWidth": 0.5}
    if shape == "circle":
        return Group(Circle(x, y, r, **look))
    if shape == "square":
        return Group(Rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76, **look))
    if shape == "triangle":
        return Group(Polygon([x - r, y - r * 0.85, x + r, y - r * 0.85, x, y + r], **look))
    return Group(Polygon([x - r, y, x, y + r, x + r, y, x, y - r], **look))
