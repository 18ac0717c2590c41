"""Charts as ReportLab drawings, from figures alone: the same on paper and on screen.

Every chart says its values in words beside the marks, so that it reads in black and white;
a hidden value is drawn as the range that anyone can compute, never as a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Drawing, Group, Line, Rect
from reportlab.lib.colors import HexColor, white

from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity, shown, value
from lapdesk.i18n import _
from lapdesk.reports import patterns, style
from lapdesk.reports.contents import Part
from lapdesk.reports.labels import label, wrapped
from lapdesk.reports.reading import cell_said, totals
from lapdesk.reports.reference import axes
from lapdesk.reports.style import Scale
from lapdesk.reports.text import width_of
from lapdesk.reports.words import printed, say, typo

FEW: Final = 12  # bars on one drawing at most


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a bar chart: its name, its quantity, its fill, the mark of an axis if any.

    `said` stands beside it instead of its number alone.
    """

    name: str
    quantity: Quantity
    texture: str = "solid"
    colour: str = style.ACCENT
    mark: str = ""
    kept: bool = True
    said: str = ""


def ends(quantity: Quantity, unit: str) -> tuple[float, float] | None:
    """Where a quantity lies, as the two ends of its range; both alike where it is known."""
    if quantity.hidden:
        if quantity.interval is None or (unit == "percent" and not quantity.denominator):
            return None
        low, high = (_measure(bound, quantity, unit) for bound in quantity.interval)
        return low, high
    exact = value(quantity, unit)
    return None if exact is None else (float(exact), float(exact))


def _measure(bound: int, quantity: Quantity, unit: str) -> float:
    under = quantity.denominator if unit == "percent" else None
    return float(value(Quantity(bound, under), unit) or 0)


def bars(unit: str, lines: Sequence[Bar], scale: Scale, width: float = style.WIDTH) -> Drawing:
    """Horizontal bars with their values; a range is an open bar from its lower end."""
    names = width * (0.36 if not scale.large else 0.9)
    longest = max((width_of(_said(b, unit), style.BOLD, scale.body) for b in lines), default=0)
    left = 0 if scale.large else names + 8
    room = width - left - longest - 10
    tops = [ends(bar.quantity, unit) for bar in lines if bar.kept]
    most = max((top[1] for top in tops if top), default=0) or 1
    if unit == "percent":
        most = 100
    heights = [_bar_height(bar, names, scale) for bar in lines]
    drawing = Drawing(width, sum(heights) + 4)
    y = sum(heights) + 2
    for bar, high in zip(lines, heights, strict=True):
        y -= high
        drawing.add(_bar(bar, unit, (left, y, high, room / most), names, scale))
    drawing.add(Line(left, 0, left, sum(heights) + 4, strokeColor=HexColor(style.INK)))
    return drawing


def _bar_height(bar: Bar, names: float, scale: Scale) -> float:
    rows = len(wrapped(bar.name, names - _indent(bar, scale), scale.body))
    step = scale.body * 1.18
    return (rows + 1.15) * step + 6 if scale.large else max(rows * step, scale.body * 1.5) + 5


def _indent(bar: Bar, scale: Scale) -> float:
    return scale.body * 1.5 if bar.mark else 0


def _bar(
    bar: Bar, unit: str, place: tuple[float, float, float, float], names: float, scale: Scale
) -> Group:
    left, y, high, factor = place
    group = Group()
    text = wrapped(bar.name, names - _indent(bar, scale), scale.body)
    step = scale.body * 1.18
    thick = scale.body * 1.05
    start = 4.0 if scale.large else 0.0
    top = y + high - scale.body if scale.large else y + high / 2 + (len(text) / 2 - 0.8) * step
    for i, row in enumerate(text):
        group.add(label(start + _indent(bar, scale), top - i * step, row, scale.body))
    if bar.mark:
        spot = (start + scale.body * 0.6, top + scale.body * 0.33)
        group.add(patterns.mark(bar.mark, *spot, scale.body * 0.95, bar.colour))
    low = y + 4 if scale.large else y + (high - thick) / 2
    found = ends(bar.quantity, unit) if bar.kept else None
    end = left
    if found:
        end = left + found[1] * factor
        if found[0] < found[1]:
            group.add(open_bar(left, low, (found[0] * factor, found[1] * factor), thick))
        elif found[1]:
            group.add(patterns.filled(left, low, found[1] * factor, thick, bar.texture, bar.colour))
    said = _said(bar, unit)
    group.add(label(end + 5, low + thick * 0.2, said, scale.body, font=style.BOLD))
    return group


def open_bar(left: float, low: float, reach: tuple[float, float], thick: float) -> Group:
    """A bar sure up to its lower end, open and dashed from there to its upper end."""
    sure, most = reach
    ink = HexColor(style.INK)
    group = Group()
    if sure > 0.5:
        group.add(patterns.filled(left, low, sure, thick, "solid", style.QUIET))
    open_part = Rect(left + sure, low, max(most - sure, 1.5), thick, fillColor=white)
    open_part.strokeColor, open_part.strokeWidth, open_part.strokeDashArray = ink, 0.8, (2, 2)
    group.add(open_part)
    return group


def _said(bar: Bar, unit: str) -> str:
    return bar.said or printed(bar.quantity, unit, kept=bar.kept)


def strips(unit: str, quantities: Sequence[Quantity], width: float, scale: Scale) -> list[Drawing]:
    """A bare bar for each quantity, on one common measure, for the cells of a table."""
    tops = [ends(quantity, unit) for quantity in quantities]
    most = 100 if unit == "percent" else max((top[1] for top in tops if top), default=0) or 1
    thick, made = scale.body * 0.85, []
    for top in tops:
        drawing = Drawing(width, scale.body * 1.15)
        if top and top[0] < top[1]:
            reach = (top[0] / most * width, top[1] / most * width)
            drawing.add(open_bar(0, scale.body * 0.08, reach, thick))
        elif top and top[1]:
            long = top[1] / most * width
            drawing.add(patterns.filled(0, scale.body * 0.08, long, thick, "solid", style.ACCENT))
        made.append(drawing)
    return made


def by_axis(figure: Figure, scale: Scale, width: float = style.WIDTH) -> Drawing:
    """A figure's bars, one an axis of the plan, with the colour, mark and texture of each."""
    assert figure.by is not None
    known = {axis.code: axis for axis in axes()}
    lines = []
    for part in figure.by.cells:
        axis, said = known.get(part.key), cell_said(figure, part)
        if axis is None:
            lines.append(Bar(typo(part.label), part.quantity, "empty", style.QUIET, said=said))
            continue
        texture = patterns.AXIS_TEXTURE[axis.mark]
        lines.append(Bar(axis.name, part.quantity, texture, axis.colour, axis.mark, said=said))
    return bars(figure.unit, lines, scale, width)


def by_cells(figure: Figure, scale: Scale, width: float = style.WIDTH) -> Drawing:
    """A figure's bars, one a cell of its breakdown."""
    assert figure.by is not None
    lines = [Bar(typo(c.label), c.quantity, said=cell_said(figure, c)) for c in figure.by.cells]
    return bars(figure.unit, lines, scale, width)


def batches(lines: Sequence[Bar], scale: Scale) -> list[Sequence[Bar]]:
    """Bars in groups that fit a page whatever their names."""
    most = 4 if scale.large else FEW
    return [lines[i : i + most] for i in range(0, len(lines), most)]


def by_association(
    code: str, unit: str, parts: Sequence[Part], scale: Scale, width: float = style.WIDTH
) -> list[Drawing]:
    """One bar an association for the figure of that code, hidden ones as ranges."""
    lines = []
    for part in parts:
        figure = totals(part.figures).get(code)
        if figure is None:
            lines.append(Bar(part.association, Quantity(None), kept=False))
        else:
            lines.append(Bar(part.association, figure.total, kept=figure.kept))
    return [bars(unit, some, scale, width) for some in batches(lines, scale)]


def shares(
    rows: Sequence[tuple[str, Breakdown]], scale: Scale, wide: float = style.WIDTH
) -> Drawing:
    """Stacked bars to 100 %, one a row, and their key; rows share the cells of the first.

    With a hidden cell numbers stand for shares, and what is not known is an open part.
    """
    cells = rows[0][1].cells
    thick, step = scale.body * 2.1, scale.body * 4.1
    alone = len(rows) == 1
    key, high = _key([_keyed(c, told=alone) for c in cells], wide, scale)
    drawing = Drawing(wide, high + step * len(rows) + 4)
    drawing.add(key)
    y = high + step * len(rows)
    for name, cut in rows:
        if name:
            drawing.add(label(0, y - scale.body, name, scale.body, font=style.BOLD))
        drawing.add(_stack(cut, (y - scale.body * 1.5 - thick, thick, wide), scale))
        y -= step
    return drawing


def _keyed(cell: Cell, *, told: bool) -> str:
    """A cell in the key of the picture; with its number, which a thin part has no room for."""
    if not told:
        return typo(cell.label)
    return say(_("{label}: {value}"), label=typo(cell.label), value=printed(cell.quantity, ""))


def _stack(cut: Breakdown, place: tuple[float, float, float], scale: Scale) -> Group:
    y, thick, wide = place
    group = Group()
    sizes = [ends(c.quantity, "") or (0.0, 0.0) for c in cut.cells]
    most = sum(high for _low, high in sizes)
    if not most:
        group.add(label(4, y + thick * 0.35, "—", scale.body))
        return group
    x, exact = 0.0, not any(c.quantity.hidden for c in cut.cells)
    for i, (low, high) in enumerate(sizes):
        piece = wide * low / most
        if low:
            tone, texture = patterns.TONES[i % 8], patterns.TEXTURES[i % 8]
            group.add(patterns.filled(x, y, piece, thick, texture, tone))
            quantity = cut.cells[i].quantity
            share = Quantity(quantity.numerator, round(most))
            said = shown(share, "percent") if exact else printed(quantity, "")
            group.add(_plate(x, y, piece, thick, said, scale))
        x += piece
        if high > low:
            group.add(open_bar(x, y, (0, wide * (high - low) / most), thick))
            x += wide * (high - low) / most
    return group


def _plate(x: float, y: float, piece: float, thick: float, said: str, scale: Scale) -> Group:
    """A value on a white plate in the middle of a segment, where it fits."""
    group = Group()
    need = width_of(said, style.BOLD, scale.body) + 8
    if need < piece:
        back = Rect(x + (piece - need) / 2, y + thick * 0.17, need, thick * 0.66)
        back.fillColor, back.strokeColor = white, None
        group.add(back)
        spot = (x + piece / 2, y + thick * 0.34)
        group.add(label(*spot, said, scale.body, font=style.BOLD, anchor="middle"))
    return group


def _key(names: Sequence[str], wide: float, scale: Scale) -> tuple[Group, float]:
    group, x, y = Group(), 0.0, 4.0
    box, step = scale.body * 1.1, scale.body * 1.7
    placed = []
    for i, name in enumerate(names):
        lines = wrapped(name, wide - box - 6, scale.body)
        need = box + 6 + max(width_of(line, style.REGULAR, scale.body) for line in lines) + 16
        if x + need > wide + 16 and x:
            x, y = 0.0, y + step
        placed.append((i, lines, x, y))
        x += need
        if len(lines) > 1:
            x, y = 0.0, y + step * len(lines)
    bottom = placed[-1][3] + step * len(placed[-1][1])
    for i, lines, x, y in placed:
        high = bottom - y - step + 4
        group.add(
            patterns.filled(
                x, high, box, box * 0.85, patterns.TEXTURES[i % 8], patterns.TONES[i % 8]
            )
        )
        for j, line in enumerate(lines):
            group.add(label(x + box + 6, high + 1 - j * scale.body * 1.2, line, scale.body))
    return group, bottom + scale.body * 0.4
