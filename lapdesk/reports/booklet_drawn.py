"""What the booklet draws: squares to fill, faces to circle."""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from lapdesk.reports import style
from lapdesk.reports.style import Scale

MOST: Final = 4  # squares, and the greatest level of autonomy


class Squares(Flowable):
    """Four squares, as many filled as the level says."""

    def __init__(self, level: int, scale: Scale, *, centred: bool = False) -> None:
        super().__init__()
        self.level, self.centred = level, centred
        self.side = scale.body * 0.85

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """A line of squares."""
        self.width, self.height = width, self.side + 2
        return width, self.height

    def draw(self) -> None:
        """From left to right."""
        canvas, step = self.canv, self.side * 1.25
        long = MOST * step - self.side * 0.25
        x = (self.width - long) / 2 if self.centred else 0
        canvas.setStrokeColor(HexColor(style.INK))
        canvas.setLineWidth(0.8)
        for i in range(MOST):
            canvas.setFillColor(HexColor(style.ACCENT if i < self.level else "#FFFFFF"))
            canvas.rect(x + i * step, 1, self.side, self.side, stroke=1, fill=1)


class Faces(Flowable):
    """Three faces, the chosen one in a ring; `alone`, only that one, for a legend."""

    def __init__(self, scale: Scale, chosen: int | None = None, *, alone: bool = False) -> None:
        super().__init__()
        self.chosen, self.alone = chosen, alone
        self.radius = scale.body * 0.72

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """A line of faces with room for the ring."""
        self.width, self.height = width, self.radius * 2 + 7
        return width, self.height

    def draw(self) -> None:
        """Sad, even, glad."""
        middle = self.height / 2
        if self.alone:
            self._face(self.radius + 2, middle, self.chosen or 0)
            return
        step = min(self.width / 3, self.radius * 3.4)
        start = (self.width - step * 2) / 2 if self.width < 200 else self.radius + 5
        for which in range(3):
            x = start + which * step
            self._face(x, middle, which)
            if which == self.chosen:
                self.canv.setLineWidth(1.8)
                self.canv.circle(x, middle, self.radius + 3.2, stroke=1, fill=0)

    def _face(self, x: float, y: float, which: int) -> None:
        canvas, r = self.canv, self.radius
        canvas.setStrokeColor(HexColor(style.INK))
        canvas.setFillColor(HexColor(style.INK))
        canvas.setLineWidth(0.9)
        canvas.circle(x, y, r, stroke=1, fill=0)
        for side in (-1, 1):
            canvas.circle(x + side * r * 0.36, y + r * 0.26, r * 0.1, stroke=0, fill=1)
        mouth = canvas.beginPath()
        bend = (0.32, 0.0, -0.36)[which] * r
        level = y - r * (0.5 if which == 0 else 0.34 if which == 1 else 0.22)
        mouth.moveTo(x - r * 0.45, level)
        mouth.curveTo(x - r * 0.2, level + bend, x + r * 0.2, level + bend, x + r * 0.45, level)
        canvas.drawPath(mouth, stroke=1, fill=0)
