"""Many associations on one line: a dot each, so that none is named and none can be missed."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Circle, Drawing, Line
from reportlab.lib.colors import HexColor

from lapdesk.figures.results import Figure, Quantity, shown, value
from lapdesk.i18n import ngettext
from lapdesk.reports import style, tables
from lapdesk.reports.charts import ends
from lapdesk.reports.contents import Part
from lapdesk.reports.labels import label
from lapdesk.reports.reading import totals
from lapdesk.reports.style import Scale
from lapdesk.reports.words import printed, say, whole


def spread(
    figure: Figure, parts: Sequence[Part], scale: Scale, width: float = style.WIDTH
) -> Drawing:
    """The figure of each association as a dot, all together as an upright line."""
    known = [totals(part.figures).get(figure.code) for part in parts]
    numbers = [
        float(said)
        for f in known
        if f is not None and f.kept and (said := value(f.total, figure.unit)) is not None
    ]
    most = 100.0 if figure.unit == "percent" else max(numbers, default=0.0) or 1.0
    rise, dot = scale.body * 3.4, scale.body * 0.3
    foot = scale.small * 2.2
    drawing = Drawing(width, foot + rise + scale.body * 2.6)
    head = f"{tables.titled(figure)} – {_counted(len(numbers))}"
    drawing.add(label(0, drawing.height - scale.body, head, scale.body, font=style.BOLD))
    room = width - 2 * dot - 4
    drawing.add(Line(0, foot, width, foot, strokeColor=HexColor(style.INK), strokeWidth=0.8))
    taken: dict[int, int] = {}
    for number in sorted(numbers):
        x = dot + 2 + number / most * room
        place = round(x / (2.2 * dot))
        height = taken.get(place, 0)
        taken[place] = height + 1
        y = foot + dot + 2 + min(height * 1.7 * dot, rise - 2 * dot)
        ink = HexColor(style.ACCENT)
        drawing.add(Circle(x, y, dot, fillColor=ink, strokeColor=HexColor("#FFFFFF")))
    for number, anchor in ((0.0, "start"), (most, "end")):
        spot = 0 if anchor == "start" else width
        said = shown(Quantity(_back(number, figure.unit), _under(figure.unit)), figure.unit)
        drawing.add(label(spot, foot - scale.small * 1.3, said, scale.small, anchor=anchor))
    _together(drawing, figure, (foot, rise, room / most, dot + 2), scale)
    return drawing


def _together(
    drawing: Drawing, figure: Figure, place: tuple[float, float, float, float], scale: Scale
) -> None:
    """A rate of all associations, where it lies among them; a sum is of another measure."""
    found = ends(figure.total, figure.unit)
    if figure.unit != "percent" or not found or found[0] != found[1]:
        return
    foot, rise, factor, left = place
    x = left + found[0] * factor
    line = Line(x, foot - 4, x, foot + rise, strokeColor=HexColor(style.INK), strokeWidth=1.4)
    drawing.add(line)
    said = printed(figure.total, figure.unit)
    drawing.add(
        label(x, foot - scale.small * 1.3, said, scale.small, font=style.BOLD, anchor="middle")
    )


def _back(number: float, unit: str) -> int:
    """A number of the scale as the whole numerator that its unit is made from."""
    return round(number * {"hour": 60, "percent": 1}.get(unit, 1))


def _under(unit: str) -> int | None:
    return 100 if unit == "percent" else None


def _counted(count: int) -> str:
    return say(ngettext("{n} association", "{n} associations", count), n=whole(count))
