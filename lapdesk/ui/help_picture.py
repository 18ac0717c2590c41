"""The pictures of one task of the guide, as large as they were taken."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMargins
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.panes import scrolled
from lapdesk.ui.theme import GAP


class WholePictures(QDialog):
    """One under the other; Escape closes, and where the screen is smaller they scroll."""

    def __init__(self, shown: Iterable[tuple[str, Path]], parent: QWidget) -> None:
        """`shown`: of each picture what it shows in words, and its file."""
        super().__init__(parent)
        self.setWindowTitle(_("Pictures"))
        inside = QWidget()
        labels = [_labelled(words, file) for words, file in shown]
        inside.setLayout(parts.column(*labels, gap=2 * GAP))
        inside.adjustSize()
        area = scrolled(inside)
        area.setWidgetResizable(False)
        close = parts.button(_("Close (Esc)"), self.accept)
        lay = parts.column(margin=GAP)
        lay.addWidget(area, 1)
        lay.addLayout(parts.row(None, close))
        self.setLayout(lay)
        wanted = inside.size().grownBy(QMargins(0, 0, 5 * GAP, 10 * GAP))
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        self.finished.connect(self.deleteLater)
        close.setFocus()


def _labelled(words: str, file: Path) -> QLabel:
    picture = QPixmap(str(file))
    shown = QLabel()
    shown.setPixmap(picture)
    shown.setFixedSize(picture.size())
    shown.setAccessibleName(words)
    return shown
