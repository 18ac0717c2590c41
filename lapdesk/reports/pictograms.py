"""Pictograms of the notice, drawn here: black strokes on white, readable once copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, Rect, Shape, String
from reportlab.lib.colors import HexColor

from lapdesk.reports import style

NAMES: Final = ("code", "safe", "never", "who", "years", "copy", "correct", "erase", "refuse")
_INK: Final = HexColor(style.INK)
_WHITE: Final = HexColor("#FFFFFF")
_STROKE: Final = 3.6
_SIDE: Final = 100.0  # drawn on a square of a hundred


def pictogram(name: str, side: float) -> Drawing:
    """One of `NAMES` as a square of so many points."""
    drawing = Drawing(side, side)
    scaled = Group(*_DRAWN[name]())
    scaled.transform = (side / _SIDE, 0, 0, side / _SIDE, 0, 0)
    drawing.add(scaled)
    return drawing


def _line(x1: float, y1: float, x2: float, y2: float, width: float = _STROKE) -> Shape:
    return Line(x1, y1, x2, y2, strokeColor=_INK, strokeWidth=width, strokeLineCap=1)


def _box(x: float, y: float, wide: float, high: float, *, round_: float = 4) -> Shape:
    return Rect(
        x, y, wide, high, rx=round_, ry=round_, strokeColor=_INK, strokeWidth=_STROKE,
        fillColor=_WHITE,
    )  # fmt: skip


def _ring(x: float, y: float, radius: float, *, full: bool = False) -> Shape:
    fill = _INK if full else _WHITE
    return Circle(x, y, radius, strokeColor=_INK, strokeWidth=_STROKE, fillColor=fill)


def _outline(*points: float, full: bool = False) -> Shape:
    fill = _INK if full else _WHITE
    return Polygon(
        list(points), strokeColor=_INK, strokeWidth=_STROKE, fillColor=fill, strokeLineJoin=1
    )


def _text(x: float, y: float, text: str, size: float) -> Shape:
    return String(
        x, y, text, fontName=style.BOLD, fontSize=size, textAnchor="middle", fillColor=_INK
    )


def _page(x: float, y: float) -> list[Shape]:
    """A sheet of paper with lines of writing."""
    lines = [_line(x + 10, y + high, x + 36, y + high, 2.6) for high in (18, 30, 42)]
    return [_box(x, y, 46, 62, round_=3), *lines]


def _code() -> list[Shape]:
    """A card that bears a code and no face."""
    return [
        _box(6, 24, 88, 54, round_=7),
        _line(6, 62, 94, 62),
        _text(50, 35, "7K2M9Q", 18.4),
    ]


def _safe() -> list[Shape]:
    """A locked safe: dial, spokes, hinges, feet."""
    spokes = [
        _line(50, 52, 50, 67), _line(50, 52, 37, 44.5), _line(50, 52, 63, 44.5),
    ]  # fmt: skip
    feet = [_line(24, 12, 24, 18, 7), _line(76, 12, 76, 18, 7)]
    return [*feet, _box(12, 18, 76, 70, round_=5), _box(20, 26, 60, 54, round_=3),
            _ring(50, 52, 15), *spokes, _ring(50, 52, 4, full=True),
            _line(84, 66, 92, 66, 5), _line(84, 40, 92, 40, 5)]  # fmt: skip


def _never() -> list[Shape]:
    """A paper with a portrait, struck out."""
    paper = [_box(30, 18, 40, 62, round_=3), _ring(50, 60, 7), _line(40, 44, 60, 44, 2.6),
             _line(40, 36, 60, 36, 2.6), _line(40, 28, 52, 28, 2.6)]  # fmt: skip
    ring = Circle(50, 49, 43, strokeColor=_INK, strokeWidth=6, fillColor=None)
    return [*paper, ring, _line(20, 79, 80, 19, 6)]


def _who() -> list[Shape]:
    """Two people side by side, nobody else."""
    made: list[Shape] = []
    for x in (31, 69):
        body = (x - 19, 16, x - 19, 38, x - 12, 48, x + 12, 48, x + 19, 38, x + 19, 16)
        made += [_outline(*body), _ring(x, 66, 12)]
    return made


def _years() -> list[Shape]:
    """A calendar with a large two."""
    return [
        _box(14, 12, 72, 70, round_=5), _line(14, 64, 86, 64),
        _line(33, 74, 33, 90, 6), _line(67, 74, 67, 90, 6), _text(50, 23, "2", 44),
    ]  # fmt: skip


def _copy() -> list[Shape]:
    """Two sheets, one over the other."""
    return [_box(38, 26, 46, 62, round_=3), *_page(18, 12)]


def _correct() -> list[Shape]:
    """A sheet and a pencil on it."""
    pencil = _outline(48, 22, 56, 18, 92, 64, 82, 72)
    tip = _outline(48, 22, 44, 12, 56, 18, full=True)
    band = _line(76, 64, 86, 56.5)
    return [*_page(14, 24), pencil, tip, band]


def _erase() -> list[Shape]:
    """A bin with its lid."""
    ribs = [_line(x, 24, x + lean, 62, 2.8) for x, lean in ((40, -1.5), (50, 0), (60, 1.5))]
    return [_outline(30, 12, 70, 12, 77, 70, 23, 70), *ribs, _line(14, 76, 86, 76, 6),
            _line(40, 86, 60, 86, 5), _line(40, 78, 40, 86), _line(60, 78, 60, 86)]  # fmt: skip


def _refuse() -> list[Shape]:
    """An open hand, held up."""
    tall = ((30, 40), (43, 48), (56, 45), (69, 34))
    fingers = [_box(x, 40, 11, high, round_=5.5) for x, high in tall]
    thumb = _outline(31, 38, 17, 52, 11, 47, 13, 40, 30, 18)
    palm = _box(30, 10, 50, 40, round_=12)
    inside = Rect(32.5, 36, 45, 12, strokeColor=None, fillColor=_WHITE)
    return [thumb, *fingers, palm, inside]


_DRAWN: Final[Mapping[str, Callable[[], list[Shape]]]] = {
    "code": _code,
    "safe": _safe,
    "never": _never,
    "who": _who,
    "years": _years,
    "copy": _copy,
    "correct": _correct,
    "erase": _erase,
    "refuse": _refuse,
}
