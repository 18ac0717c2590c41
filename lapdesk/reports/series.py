"""A figure over the years: upright bars from zero, each with its value; ranges stay open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Drawing, Group, Line, Rect
from reportlab.lib.colors import HexColor, white

from lapdesk.figures.results import Quantity
from lapdesk.reports import patterns, style
from lapdesk.reports.charts import ends
from lapdesk.reports.labels import label, wrapped
from lapdesk.reports.style import Scale
from lapdesk.reports.text import fitted, width_of
from lapdesk.reports.words import printed, whole

MOST: Final = 6  # years on one drawing


@dataclass(frozen=True, slots=True)
class Point:
    """A year's quantity; `under` says on how many associations it rests."""

    year: str
    quantity: Quantity
    under: str = ""
    kept: bool = True


def series(
    title: str,
    unit: str,
    points: Sequence[Point],
    scale: Scale,
    width: float = style.WIDTH / 2,
    tall: float = 0,
) -> Drawing:
    """One small chart, its years from left to right, the last one the darkest.

    `tall` are the points of height that its longest bar takes, seven lines and a half else.
    """
    points = points[-MOST:]
    heads = wrapped(title, width - 4, scale.body, font=style.BOLD) if title else ()
    step, foot = scale.body * 1.25, scale.small * 2.8
    tall = tall or scale.body * 7.5
    high = len(heads) * step + scale.body * 1.9 + tall + foot
    drawing = Drawing(width, high)
    for place, text in enumerate(heads):
        spot = high - scale.body - place * step
        drawing.add(label(0, spot, text, scale.body, font=style.BOLD))
    tops = [found for p in points if p.kept and (found := ends(p.quantity, unit))]
    most = 100.0 if unit == "percent" else max((top for _low, top in tops), default=0) or 1
    column = width / max(len(points), 3)
    for place, point in enumerate(points):
        last = place == len(points) - 1
        drawing.add(_column(point, unit, (place * column, foot, column, tall / most), scale, last))
    across = column * len(points)
    drawing.add(Line(0, foot, across, foot, strokeColor=HexColor(style.INK), strokeWidth=0.8))
    return drawing


def _column(
    point: Point, unit: str, place: tuple[float, float, float, float], scale: Scale, last: bool
) -> Group:
    left, foot, column, factor = place
    group, thick = Group(), min(column * 0.56, scale.body * 5)
    x, middle = left + (column - thick) / 2, left + column / 2
    found = ends(point.quantity, unit) if point.kept else None
    top = foot
    if found:
        low, high = (end * factor for end in found)
        top = foot + high
        if low > 0.5:
            texture, colour = ("solid", style.ACCENT) if last else ("rising", style.QUIET)
            group.add(patterns.filled(x, foot, thick, low, texture, colour))
        if high > low:
            rest = Rect(x, foot + low, thick, max(high - low, 1.5), fillColor=white)
            rest.strokeColor, rest.strokeWidth = HexColor(style.INK), 0.8
            rest.strokeDashArray = (2, 2)
            group.add(rest)
    said = _said(point, unit, column, scale)
    font = style.BOLD if last else style.REGULAR
    spot = (middle, top + scale.body * 0.45)
    group.add(label(*spot, said, scale.body, font=font, anchor="middle"))
    under = (middle, foot - scale.small * 1.25)
    group.add(label(*under, point.year, scale.small, font=font, anchor="middle"))
    if point.under:
        below = (middle, foot - scale.small * 2.45)
        text = fitted(point.under, style.REGULAR, scale.small, column)
        group.add(label(*below, text, scale.small, anchor="middle", colour=style.QUIET))
    return group


def _said(point: Point, unit: str, column: float, scale: Scale) -> str:
    """The value; an interval too wide for its column by its two ends, as on the map."""
    text = printed(point.quantity, unit, kept=point.kept)
    if width_of(text, style.BOLD, scale.body) <= column - 2:
        return text
    found = ends(point.quantity, unit)
    if point.kept and point.quantity.hidden and found:
        text = "–".join(whole(round(end)) for end in found)
    return fitted(text, style.BOLD, scale.body, column - 2)
