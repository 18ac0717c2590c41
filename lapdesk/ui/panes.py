"""Two halves of a page: side by side where there is room, else one above the other."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from lapdesk.ui.theme import GAP

# Below this many heights of a letter two halves would both be too narrow to read.
NARROW: Final = 58
LEAST_HEIGHT: Final = 26


def scrolled(page: QWidget) -> QScrollArea:
    """`page` with scroll bars where the window is smaller than it."""
    area = room()
    put(page, area)
    return area


def room() -> QScrollArea:
    """Where a page will stand with scroll bars: one that is made in its `viewport()` is dressed
    once, not again each time that something around it is put into something else."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area


def put(page: QWidget, area: QScrollArea) -> None:
    """Let `page` stand there."""
    area.setWidget(page)
    # Keys go to what is inside, not to the area.
    area.setFocusProxy(page)


class Panes(QWidget):
    """`first` and `second` share the width as their weights say."""

    def __init__(self, first: QWidget, second: QWidget, weights: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self.halves = (first, second)
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(2 * GAP)
        for half, weight in zip(self.halves, weights, strict=True):
            self._lay.addWidget(half, weight)
        self.setLayout(self._lay)
        self.stacked = False

    def bring(self, half: QWidget) -> None:
        """Scroll to a half where they are stacked: what it shows is what was asked for."""
        page: QWidget | None = self
        while self.stacked and page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if isinstance(page, QScrollArea):
            page.verticalScrollBar().setValue(self.y() + half.y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack where text has grown, or the window is small."""
        super().resizeEvent(event)
        letter = self.fontInfo().pixelSize()
        self.stacked = stacked = self.width() < NARROW * letter
        ways = QBoxLayout.Direction
        # Within a row each half scrolls by itself; stacked, the page scrolls over both.
        for half in self.halves:
            half.setMinimumHeight(LEAST_HEIGHT * letter)
        self._lay.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
