"""Small multiples by axis: one little chart a figure, the same four lines in each."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Group, Line
from reportlab.lib.colors import HexColor

from lapdesk.figures.results import Figure, Quantity
from lapdesk.reports import patterns, style
from lapdesk.reports.charts import ends, open_bar
from lapdesk.reports.labels import label, wrapped
from lapdesk.reports.reading import cell_said
from lapdesk.reports.reference import Axis, axes
from lapdesk.reports.style import Scale
from lapdesk.reports.text import width_of


def by_axis(
    figure: Figure, title: str, scale: Scale, width: float = style.WIDTH / 3, lines: int = 2
) -> Drawing:
    """One small chart: a bar an axis beside its mark, with its value; the key names the marks."""
    assert figure.by is not None
    cells = {cell.key: cell for cell in figure.by.cells}
    found = [(axis, cells[axis.code]) for axis in axes() if axis.code in cells]
    shown = [(axis, cell.quantity) for axis, cell in found]
    step, row = scale.body * 1.2, scale.body * 1.75
    heads = wrapped(title, width - 6, scale.body, lines, style.BOLD)
    high = lines * step + len(shown) * row + scale.body * 0.7
    drawing = Drawing(width, high)
    for place, text in enumerate(heads):
        spot = high - scale.body - place * step
        drawing.add(label(0, spot, text, scale.body, font=style.BOLD))
    said = [cell_said(figure, cell) for _axis, cell in found]
    longest = max((width_of(text, style.REGULAR, scale.body) for text in said), default=0)
    left = scale.body * 1.8
    tops = [top for _axis, q in shown if (top := ends(q, figure.unit))]
    most = 100.0 if figure.unit == "percent" else max((top for _l, top in tops), default=0) or 1
    factor = max(width - left - longest - 14, 10) / most
    y = high - lines * step - scale.body * 0.4
    drawing.add(Line(left, y - len(shown) * row, left, y, strokeColor=HexColor(style.INK)))
    for (axis, quantity), text in zip(shown, said, strict=True):
        y -= row
        drawing.add(_line(axis, quantity, figure.unit, text, (left, y, factor), scale))
    return drawing


def _line(
    axis: Axis,
    quantity: Quantity,
    unit: str,
    said: str,
    place: tuple[float, float, float],
    scale: Scale,
) -> Group:
    left, y, factor = place
    group, thick = Group(), scale.body * 1.05
    low = y + scale.body * 0.35
    group.add(patterns.mark(axis.mark, scale.body * 0.6, low + thick / 2, scale.body, axis.colour))
    end, found = left, ends(quantity, unit)
    if found:
        end = left + found[1] * factor
        if found[0] < found[1]:
            group.add(open_bar(left, low, (found[0] * factor, found[1] * factor), thick))
        elif found[1]:
            texture = patterns.AXIS_TEXTURE[axis.mark]
            group.add(patterns.filled(left, low, end - left, thick, texture, axis.colour))
    group.add(label(end + 4, low + thick * 0.2, said, scale.body))
    return group


def key(scale: Scale, width: float = style.WIDTH, only: Sequence[str] | None = None) -> Drawing:
    """What the marks stand for, the axes of the plan by name; `only` those of these codes."""
    names = [axis for axis in axes() if only is None or axis.code in only]
    across = 1 if scale.large else 2
    column = width / across
    rows = [wrapped(a.name, column - scale.body * 2.4, scale.body, 2) for a in names]
    step = scale.body * 1.3
    highs = [
        max(len(r) for r in rows[i : i + across]) * step + scale.body * 0.35
        for i in range(0, len(rows), across)
    ]
    drawing = Drawing(width, sum(highs))
    y = sum(highs)
    for number, (axis, lines) in enumerate(zip(names, rows, strict=True)):
        if number % across == 0:
            y -= highs[number // across]
        x, top = number % across * column, y + highs[number // across] - scale.body
        spot = (x + scale.body * 0.6, top + scale.body * 0.35)
        drawing.add(patterns.mark(axis.mark, *spot, scale.body, axis.colour))
        for place, text in enumerate(lines):
            drawing.add(label(x + scale.body * 1.7, top - place * step, text, scale.body))
    return drawing


def worth(figures: Sequence[Figure]) -> list[Figure]:
    """The figures cut by axis that have something in one of its axes at least."""
    codes = {axis.code for axis in axes()}
    return [
        f
        for f in figures
        if f.by is not None
        and any(c.key in codes and (c.quantity.hidden or c.quantity.numerator) for c in f.by.cells)
    ]
