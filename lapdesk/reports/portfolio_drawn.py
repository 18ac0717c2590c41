"""What the portfolio draws: the line of a path, its stops, the levels of its skills."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from lapdesk.reports import style
from lapdesk.reports.labels import wrapped
from lapdesk.reports.style import Scale
from lapdesk.reports.text import Block, Look, write

LEVELS: Final = 5
_BAR: Final = 12.0
_LABEL: Final = 0.4  # the share of the page that a skill's name takes beside its level


class Rule(Flowable):
    """A straight line."""

    def __init__(self, wide: float, colour: str, thick: float = 0.7) -> None:
        super().__init__()
        self.width, self.height = wide, thick
        self.colour = colour

    def draw(self) -> None:
        """From left to right."""
        self.canv.setStrokeColor(HexColor(self.colour))
        self.canv.setLineWidth(self.height)
        self.canv.line(0, self.height / 2, self.width, self.height / 2)


class Barred(Flowable):
    """Words beside an upright rule; they may run over pages, the rule with them."""

    def __init__(self, inside: Block) -> None:
        super().__init__()
        self.inside = inside

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the words are, set in what the rule leaves."""
        self.width = width
        _wide, self.height = self.inside.wrap(width - _BAR, height)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """As the words split."""
        return [Barred(part) for part in self.inside.split(width - _BAR, height)]

    def draw(self) -> None:
        """The rule, the words."""
        self.canv.setStrokeColor(HexColor(style.ACCENT))
        self.canv.setLineWidth(1.6)
        self.canv.line(1, 0, 1, self.height)
        self.inside.drawOn(self.canv, _BAR, 0)


class Motif(Flowable):
    """The cover's rising line, a circle for each part of the path."""

    def __init__(self, names: Sequence[str], scale: Scale) -> None:
        super().__init__()
        self.names, self.scale = names, scale
        self.width, self.height = style.WIDTH, 190.0

    def draw(self) -> None:
        """A curve through three circles: a ring, half full, full."""
        canvas, wide = self.canv, self.width
        spots = ((wide * 0.08, 46.0), (wide * 0.46, 92.0), (wide * 0.84, 150.0))
        canvas.setStrokeColor(HexColor(style.ACCENT))
        canvas.setLineWidth(3)
        canvas.setLineCap(1)
        line = canvas.beginPath()
        line.moveTo(-style.MARGIN, 30)
        line.curveTo(-10, 30, 0, 44, *spots[0])
        for (x1, y1), (x2, y2) in pairwise(spots):
            line.curveTo(x1 + wide * 0.15, y1 + 4, x2 - wide * 0.16, y2 - 6, x2, y2)
        line.curveTo(wide * 0.93, 164, wide, 178, wide + style.MARGIN, 182)
        canvas.drawPath(line, stroke=1, fill=0)
        for i, (x, y) in enumerate(spots):
            canvas.setFillColor(HexColor("#FFFFFF" if i < 2 else style.ACCENT))
            canvas.circle(x, y, 11, stroke=1, fill=1)
            if i == 1:
                canvas.setFillColor(HexColor(style.ACCENT))
                canvas.circle(x, y, 4.5, stroke=0, fill=1)
            size = self.scale.body
            look = Look(size, style.BOLD, align="centre")
            write(canvas, x, y - 18 - size, self.names[i], look)


class Stop(Flowable):
    """A stop of the timeline: its words beside the line, a dot that is large for a part."""

    def __init__(
        self,
        inside: Sequence[Block],
        scale: Scale,
        *,
        large: bool = False,
        first: bool = False,
        last: bool = False,
    ) -> None:
        super().__init__()
        self.inside, self.scale = inside, scale
        self.large, self.first, self.last = large, first, last
        self.left = scale.body * 2.6

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As high as its words, and room under them."""
        self.width = width
        self.heights = [one.wrap(width - self.left, 0)[1] for one in self.inside]
        self.height = sum(self.heights) + self.scale.body * (
            0.9 if self.large or self.scale.large else 1.5
        )
        return width, self.height

    def draw(self) -> None:
        """The line down to the next stop, the dot, the words."""
        canvas, x = self.canv, self.scale.body * 0.9
        look = self.inside[0].look
        middle = self.height - look.size * look.lead / 2
        canvas.setStrokeColor(HexColor(style.ACCENT))
        canvas.setLineWidth(2)
        low = middle if self.last else 0
        canvas.line(x, low, x, middle if self.first else self.height)
        canvas.setFillColor(HexColor(style.ACCENT if self.large else "#FFFFFF"))
        canvas.setLineWidth(1.6)
        canvas.circle(x, middle, self.scale.body * (0.55 if self.large else 0.34), 1, 1)
        y = self.height
        for one, high in zip(self.inside, self.heights, strict=True):
            y -= high
            one.drawOn(canvas, self.left, y)


def _spots(width: float) -> list[float]:
    """Where the five levels stand across the page."""
    left, right = width * (_LABEL + 0.08), width * 0.93
    return [left + i * (right - left) / (LEVELS - 1) for i in range(LEVELS)]


class Levels(Flowable):
    """One skill: its name, five marks on a line, a full dot for one's own view, a ring beside."""

    def __init__(self, name: str, own: int | None, mentor: int | None, scale: Scale) -> None:
        super().__init__()
        self.name, self.own, self.mentor, self.scale = name, own, mentor, scale

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """High enough for a name of several lines."""
        self.width = width
        self.lines = wrapped(self.name, width * _LABEL, self.scale.body, 6)
        self.height = max(2.1, len(self.lines) + 0.6) * self.scale.body * 1.3
        return width, self.height

    def draw(self) -> None:
        """The name in lines about the middle, the marks beside it."""
        canvas, size, middle = self.canv, self.scale.body, self.height / 2
        for i, line in enumerate(self.lines):
            y = middle + ((len(self.lines) - 1) / 2 - i) * size * 1.3 - size * 0.36
            write(canvas, 0, y, line, Look(size))
        spots = _spots(self.width)
        canvas.setStrokeColor(HexColor(style.RULE))
        canvas.setLineWidth(0.8)
        canvas.line(spots[0], middle, spots[-1], middle)
        for x in spots:
            canvas.line(x, middle - 3, x, middle + 3)
        canvas.setStrokeColor(HexColor(style.ACCENT))
        canvas.setFillColor(HexColor(style.ACCENT))
        canvas.setLineWidth(2.4)
        if self.own is not None:
            canvas.line(spots[0], middle, spots[_place(self.own)], middle)
            canvas.circle(spots[_place(self.own)], middle, 5, stroke=0, fill=1)
        if self.mentor is not None:
            canvas.setStrokeColor(HexColor(style.INK))
            canvas.setLineWidth(1.3)
            canvas.circle(spots[_place(self.mentor)], middle, 8.5, stroke=1, fill=0)


def _place(level: int) -> int:
    return min(max(level, 1), LEVELS) - 1


class Heads(Flowable):
    """The words of the five levels over their marks; in large print their numbers alone."""

    def __init__(self, labels: Sequence[str], scale: Scale) -> None:
        super().__init__()
        self.labels, self.scale = labels, scale
        self.size = scale.small * (1 if scale.large else 0.86)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As many lines as the longest word takes."""
        self.width = width
        step = _spots(width)[1] - _spots(width)[0]
        if self.scale.large:
            self.told: list[Any] = [(str(i),) for i in range(1, LEVELS + 1)]
        else:
            self.told = [wrapped(label, step - 3, self.size, 5) for label in self.labels]
        most = max(map(len, self.told))
        self.height = most * self.size * 1.25 + self.scale.body * 0.5
        return width, self.height

    def draw(self) -> None:
        """Each word in lines centred over its mark, all on one floor."""
        look = Look(self.size, colour=style.QUIET, align="centre")
        for x, lines in zip(_spots(self.width), self.told, strict=False):
            y = self.scale.body * 0.5 + len(lines) * look.size * 1.25
            for line in lines:
                y -= look.size * 1.25
                write(self.canv, x, y, line, look)
