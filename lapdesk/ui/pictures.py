"""Pages and charts as they are on paper, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from lapdesk.reports.picture import Picture


class PictureLabel(QLabel):
    """One picture; `density` is how many of its dots make one pixel of the window."""

    def __init__(self, picture: Picture, name: str, density: float = 1.0) -> None:
        super().__init__()
        image = QImage(
            picture.rgba,
            picture.width,
            picture.height,
            4 * picture.width,
            QImage.Format.Format_RGBA8888,
        )
        shown = QPixmap.fromImage(image)
        shown.setDevicePixelRatio(density)
        self.setPixmap(shown)
        # A page is never squeezed: what has no room is scrolled to.
        self.setFixedSize(shown.deviceIndependentSize().toSize())
        self.setAccessibleName(name)
