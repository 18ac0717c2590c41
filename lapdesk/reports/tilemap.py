"""The tile map of the 47 communes: one square each, shaded and counted, readable in grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.graphics.shapes import Drawing, Group, Rect
from reportlab.lib.colors import HexColor, white

from lapdesk.i18n import _
from lapdesk.reports import style
from lapdesk.reports.contents import Tile
from lapdesk.reports.labels import label, wrapped
from lapdesk.reports.reference import Place, grid, places
from lapdesk.reports.style import Scale
from lapdesk.reports.text import fitted, width_of
from lapdesk.reports.words import printed, say, typo, whole

_ROUND: Final = (5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
# Light to dark, four steps whose greys stay apart on a copier; the darkest takes white words.
SHADES: Final = ("#DCE6F2", "#A9C3E0", "#5F8FC4", "#1F3A5F")


def steps(tiles: Sequence[Tile]) -> list[int]:
    """Lower ends of the four shades: one, then three round numbers up to the greatest."""
    most = max((_least(t) for t in tiles), default=0)
    below = [number for number in _ROUND if number <= most]
    return [1, *(below[-3:] if len(below) >= 3 else _ROUND[:3])]


def _least(tile: Tile) -> int:
    """The people that are sure: a hidden number counts as its lower end."""
    if tile.people.interval and tile.people.hidden:
        return tile.people.interval[0]
    return tile.people.numerator or 0


def shade(count: int, lower: Sequence[int]) -> int:
    """Which of the shades `count` people take."""
    return max(i for i, low in enumerate(lower) if count >= low)


def tile_map(tiles: Sequence[Tile], scale: Scale, width: float = style.WIDTH) -> Drawing:
    """The map with its key; a commune that no summary names is left white."""
    columns, rows = grid()
    side = width / columns
    high = side * (0.84 if not scale.large else 0.7)
    known = {tile.insee: tile for tile in tiles}
    lower = steps(tiles)
    key, foot = _key(lower, scale, width)
    drawing = Drawing(width, high * rows + foot)
    drawing.add(key)
    for place in places():
        x, y = place.column * side, foot + (rows - 1 - place.row) * high
        drawing.add(_square(place, known.get(place.insee), (x, y, side, high), lower, scale))
    return drawing


def _square(
    place: Place,
    tile: Tile | None,
    box: tuple[float, float, float, float],
    lower: Sequence[int],
    scale: Scale,
) -> Group:
    x, y, side, high = box
    count = _least(tile) if tile else 0
    rank = shade(count, lower) if count else -1
    square = Rect(x + 1, y + 1, side - 2, high - 2, strokeColor=HexColor(style.RULE))
    square.strokeWidth = 0.6
    square.fillColor = HexColor(SHADES[rank]) if rank >= 0 else white
    group = Group(square)
    ink = "#FFFFFF" if rank >= 2 else style.INK
    said = _short(tile) if tile else ""
    small = scale.large
    if not small:
        size = 6.2
        for i, line in enumerate(wrapped(place.name, side - 4, size, 2)):
            group.add(label(x + 3, y + high - 9 - i * 7, line, size, colour=ink))
    if said:
        size = scale.body if small else 10.5
        look = style.BOLD if width_of(said, style.BOLD, size) < side - 4 else style.REGULAR
        text = fitted(said, look, size, side - 3)
        group.add(
            label(
                x + side / 2,
                y + (high / 2 - size * 0.36 if small else 5),
                text,
                size,
                font=look,
                anchor="middle",
                colour=ink,
            )
        )
    return group


def _short(tile: Tile) -> str:
    """The number as it fits a square: an interval by its two ends."""
    people = tile.people
    if people.hidden and people.interval and people.interval != (1, 4):
        return f"{whole(people.interval[0])}–{whole(people.interval[1])}"
    return printed(people, "person")


def _key(lower: Sequence[int], scale: Scale, width: float) -> tuple[Group, float]:
    names = [typo(_("none named"))]
    for i, low in enumerate(lower):
        if i + 1 < len(lower):
            upper = lower[i + 1] - 1
            names.append(say(_("{low} to {high}"), low=whole(low), high=whole(upper)))
        else:
            names.append(say(_("{low} and more"), low=whole(low)))
    group, x, row = Group(), 0.0, 0
    size = scale.body
    spots = []
    for name in names:
        need = size * 2.1 + width_of(name, style.REGULAR, size) + 16
        if x + need > width and x:
            x, row = 0.0, row + 1
        spots.append((x, row))
        x += need
    foot = (row + 1) * size * 1.7 + size * 0.8
    for i, (name, (x, at)) in enumerate(zip(names, spots, strict=True)):
        y = foot - size * 0.8 - (at + 1) * size * 1.7 + size * 0.3
        box = Rect(x, y, size * 1.6, size * 1.1, strokeColor=HexColor(style.RULE))
        box.fillColor = HexColor(SHADES[i - 1]) if i else white
        group.add(box)
        group.add(label(x + size * 2.1, y + size * 0.2, name, size))
    return group, foot
