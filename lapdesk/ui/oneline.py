"""A name on one line, whatever its length: it never makes the window wider than the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel


class OneLine(QLabel):
    """A name on one line: what is too long ends in “…”, whole in the tooltip and when read out.

    `text` gives the whole.
    """

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        if self.isRightToLeft():
            sides = Qt.AlignmentFlag
            self.setAlignment(sides.AlignRight | sides.AlignAbsolute | sides.AlignVCenter)

    def text(self) -> str:
        """All of it, in sight or not."""
        return self._whole

    def setText(self, words: str) -> None:
        """Show these, as much as there is room for."""
        self._whole = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole."""
        hint = super().sizeHint()
        hint.setWidth(self.fontMetrics().horizontalAdvance(self._whole) + 2)
        return hint

    def minimumSizeHint(self) -> QSize:
        """A few signs are enough."""
        hint = self.sizeHint()
        hint.setWidth(min(hint.width(), 4 * self.fontMetrics().height()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as there is room for now."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The same when the text grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        end = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._whole, end, max(self.width(), 1))
        self.setToolTip("" if shown == self._whole else self._whole)
        if shown != super().text():
            super().setText(shown)
