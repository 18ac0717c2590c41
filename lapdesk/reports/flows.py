"""Who orients to whom: senders at the left, those who receive at the right, a line for each tie.

A line is as thick as it carries; one whose number is hidden is dashed and as thick as is sure.
Numbers stand with the names, so that the picture reads without measuring.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Drawing, Group, Path, Rect
from reportlab.lib.colors import HexColor

from lapdesk.figures.results import Quantity
from lapdesk.i18n import ngettext
from lapdesk.reports import style
from lapdesk.reports.labels import label, wrapped
from lapdesk.reports.style import Scale
from lapdesk.reports.words import printed, say

MOST: Final = 10  # names on either side, the last of them "n others"
_NAMES: Final = 0.31  # of the width, on each side
_THICKEST: Final = 9.0


@dataclass(frozen=True, slots=True)
class Flow:
    """So many orientations from one structure to another, or to a kind of structures."""

    source: str
    target: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Node:
    """A name with all that leaves it or reaches it."""

    name: str
    low: int
    high: int

    @property
    def quantity(self) -> Quantity:
        """What it sends or receives, as a quantity to print."""
        if self.low == self.high:
            return Quantity(self.low)
        return Quantity(None, hidden=True, interval=(self.low, self.high))


def bounds(quantity: Quantity) -> tuple[int, int]:
    """The least and the most that a quantity can be."""
    if quantity.hidden:
        return quantity.interval or (0, 0)
    return quantity.numerator or 0, quantity.numerator or 0


def gathered(flows: Sequence[Flow]) -> list[Flow]:
    """The flows with the smallest names on either side taken together."""
    return _few(_few(flows, _source, 0), _target, 1)


def _source(flow: Flow) -> str:
    return flow.source


def _target(flow: Flow) -> str:
    return flow.target


def nodes(flows: Sequence[Flow], name: Callable[[Flow], str]) -> list[Node]:
    """The names on one side, the greatest first."""
    found: dict[str, tuple[int, int]] = {}
    for flow in flows:
        low, high = bounds(flow.quantity)
        before = found.get(name(flow), (0, 0))
        found[name(flow)] = (before[0] + low, before[1] + high)
    made = [Node(text, *ends) for text, ends in found.items()]
    return sorted(made, key=lambda node: (-node.high, -node.low, node.name))


def _few(flows: Sequence[Flow], name: Callable[[Flow], str], side: int) -> list[Flow]:
    ranked = nodes(flows, name)
    if len(ranked) <= MOST:
        return list(flows)
    left = {node.name for node in ranked[MOST - 1 :]}
    said = say(ngettext("{n} other", "{n} others", len(left)), n=len(left))
    joined: dict[tuple[str, str], tuple[int, int]] = {}
    for flow in flows:
        ends = [flow.source, flow.target]
        if name(flow) in left:
            ends[side] = said
        low, high = bounds(flow.quantity)
        before = joined.get((ends[0], ends[1]), (0, 0))
        joined[ends[0], ends[1]] = (before[0] + low, before[1] + high)
    return [Flow(a, b, Node("", *ends).quantity) for (a, b), ends in joined.items()]


def flows_picture(flows: Sequence[Flow], scale: Scale, width: float = style.WIDTH) -> Drawing:
    """The picture; `flows` hold one at least."""
    flows = [flow for flow in gathered(flows) if bounds(flow.quantity)[1]]
    left, right = nodes(flows, _source), nodes(flows, _target)
    names = width * _NAMES
    room = names - scale.body * 0.8
    rows = max(sum(_tall(node, room, scale) for node in side) for side in (left, right))
    drawing = Drawing(width, rows + 4)
    at_left = _places(left, room, rows, scale)
    at_right = _places(right, room, rows, scale)
    most = max((bounds(flow.quantity)[1] for flow in flows), default=1)
    for flow in sorted(flows, key=lambda f: bounds(f.quantity)[1]):
        ends = ((names + 6, at_left[flow.source]), (width - names - 6, at_right[flow.target]))
        drawing.add(_tie(flow, ends, most))
    for node in left:
        drawing.add(_named(node, (names, at_left[node.name]), room, scale, end=True))
    for node in right:
        drawing.add(_named(node, (width - names, at_right[node.name]), room, scale, end=False))
    return drawing


def _lines(node: Node, room: float, scale: Scale) -> list[str]:
    return [*wrapped(node.name, room, scale.body, 4 if scale.large else 2)]


def _tall(node: Node, room: float, scale: Scale) -> float:
    return (len(_lines(node, room, scale)) + 1) * scale.body * 1.22 + scale.body * 0.7


def _places(side: Sequence[Node], room: float, rows: float, scale: Scale) -> dict[str, float]:
    """The height of each name's middle: spread over the whole drawing."""
    talls = [_tall(node, room, scale) for node in side]
    spare = (rows - sum(talls)) / max(len(side), 1)
    y, found = rows + 2, {}
    for node, tall in zip(side, talls, strict=True):
        found[node.name] = y - (tall + spare) / 2
        y -= tall + spare
    return found


def _tie(flow: Flow, ends: tuple[tuple[float, float], tuple[float, float]], most: int) -> Path:
    (x1, y1), (x2, y2) = ends
    low, high = bounds(flow.quantity)
    path = Path(fillColor=None, strokeColor=HexColor(style.ACCENT))
    path.strokeWidth = max(low / most * _THICKEST, 0.7)
    path.strokeOpacity = 0.62
    if low != high:
        path.strokeDashArray = (3, 2)
        path.strokeColor = HexColor(style.QUIET)
    path.moveTo(x1, y1)
    bend = (x2 - x1) * 0.45
    path.curveTo(x1 + bend, y1, x2 - bend, y2, x2, y2)
    return path


def _named(node: Node, spot: tuple[float, float], room: float, scale: Scale, *, end: bool) -> Group:
    x, y = spot
    lines, step = _lines(node, room, scale), scale.body * 1.22
    anchor, at = ("end", x - 5) if end else ("start", x + 5)
    group = Group(Rect(x - 1 if end else x - 3, y - 6, 4, 12, fillColor=HexColor(style.INK)))
    top = y + (len(lines) + 1) / 2 * step - scale.body
    for place, text in enumerate(lines):
        group.add(label(at, top - place * step, text, scale.body, anchor=anchor))
    said = printed(node.quantity, "")
    below = top - len(lines) * step
    group.add(label(at, below, said, scale.body, font=style.BOLD, anchor=anchor))
    return group
