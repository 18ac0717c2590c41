"""How the parts of a page share its room: side by side or below, each with its own scroll bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from lapdesk.ui.theme import GAP

# Lines of text that the width must hold for two columns: some 1,000 pixels at 100 %.
_WIDE = 52
_LEAST = 8  # lines


class Beside(QWidget):
    """`first` and `second` with the shares of the width that they get."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int]) -> None:
        super().__init__()
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(2 * GAP)
        self._lay.addWidget(first, shares[0])
        self._lay.addWidget(second, shares[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below, as the width allows."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """The same when the text grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    def _arrange(self) -> None:
        ways = QBoxLayout.Direction
        wide = self.width() >= _WIDE * self.fontMetrics().height()
        self._lay.setDirection(ways.LeftToRight if wide else ways.TopToBottom)


class Inside(QScrollArea):
    """A part with scroll bars of its own, on the ground of the card that it stands in."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(page)
        # Keys go to what is inside, not to the area.
        self.setFocusProxy(page)
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text asks for more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Little: it takes the room that is left, and never pushes the page's foot away."""
        line = self.fontMetrics().height()
        return QSize(20 * line, _LEAST * line)

    def minimumSizeHint(self) -> QSize:
        """Enough lines to read in."""
        return QSize(160, _LEAST * self.fontMetrics().height())
