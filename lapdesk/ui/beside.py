"""Two parts side by side where there is room, one under the other where text is large."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from lapdesk.ui.theme import GAP

# Lines of text that the width must hold for two columns: some 1,000 pixels at 100 %.
_WIDE = 52


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
