"""A card to press: a picture, its words, perhaps a figure; as large as a thumb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from lapdesk.ui import icons
from lapdesk.ui.theme import GAP

_PICTURE: Final = 5  # lines of text
_CENTRED: Final = (
    Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
)


class PictureButton(QPushButton):
    """As wide as the page allows; what is checked has a thick frame.

    `picture` names an icon, `lines` how many lines of text it is high; `figure` stands below.
    """

    def __init__(
        self,
        picture: str,
        words: str,
        pressed: Callable[[], object],
        figure: str = "",
        lines: int = _PICTURE,
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self._picture, self._figure = picture, figure
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on=False: pressed())

    def sizeHint(self) -> QSize:
        """The picture, three lines of words, the figure."""
        line = self.fontMetrics().height()
        return QSize(self._lines * line, (self._lines + (6 if self._figure else 5)) * line)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text asks for more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the page wants: the words shrink."""
        return QSize(4 * GAP, self.sizeHint().height())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second press at once was meant for what stood here before."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of a card, then its content."""
        super().paintEvent(event)
        line, palette = self.fontMetrics().height(), self.palette()
        ink = palette.color(QPalette.ColorRole.WindowText)
        inside = self.rect().adjusted(GAP, GAP, -GAP, -GAP)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 4))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)
        size = min(self._lines * line, inside.width())
        drawn = icons.picture(self._picture, ink.name(), size, self.devicePixelRatioF())
        painter.drawPixmap(inside.center().x() - size // 2, inside.top() + GAP, drawn)
        words = inside.adjusted(0, size + 2 * GAP, 0, -line if self._figure else 0)
        painter.setPen(ink)
        painter.setFont(self._large_font(words))
        painter.drawText(words, _CENTRED, self.accessibleName())
        painter.setFont(self.font())
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        foot = QRect(inside.left(), inside.bottom() - line, inside.width(), line)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._figure)
        painter.end()

    def _large_font(self, room: QRect) -> QFont:
        """Bold, and larger than text where the words find room."""
        font = QFont(self.font())
        font.setBold(True)
        text = self.font().pixelSize()
        for size in range(text * 3 // 2, text // 2, -1):
            font.setPixelSize(size)
            used = QFontMetrics(font).boundingRect(room, _CENTRED, self.accessibleName())
            if used.width() <= room.width() and used.height() <= room.height():
                break
        return font
