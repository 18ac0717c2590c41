"""The one window: it shows a page before it is unlocked and the shell after."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    # Making the classes of events costs 2 ms of the start.
    from PySide6.QtGui import QCloseEvent, QPaintEvent

TYPICAL = (1180, 720)  # fits a screen of 1366 × 768 with its bars


class Window(QWidget):
    """What the system shows; one page at a time fills it."""

    painted = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("lapdesk")
        self.resize(*TYPICAL)
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._page: QWidget | None = None
        self._cover: QWidget | None = None
        # Asked before the window closes; it may still say no.
        self.may_close: Callable[[], bool] = lambda: True
        self._seen = False

    def show_page(self, page: QWidget) -> None:
        """Fill the window with `page`; the one before is thrown away."""
        self.uncover()
        before, self._page = self._page, page
        if before is not None:
            before.hide()
            self._lay.removeWidget(before)
            before.deleteLater()
        self._lay.addWidget(page)
        page.setFocus()

    def cover(self, page: QWidget) -> None:
        """Show `page` in the place of the one that is there, which waits behind."""
        self.uncover()
        if self._page is not None:
            self._page.hide()
        self._cover = page
        self._lay.addWidget(page)
        page.setFocus()

    def uncover(self) -> None:
        """Show what waits behind a cover, if there is one."""
        if self._cover is None:
            return
        self._lay.removeWidget(self._cover)
        self._cover.hide()
        self._cover.deleteLater()
        self._cover = None
        if self._page is not None:
            self._page.show()

    def covering(self) -> QWidget | None:
        """What covers that page, if anything does."""
        return self._cover

    def page(self) -> QWidget | None:
        """The page that fills the window now."""
        return self._page

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the first page is on the screen."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            # After this event the page is flushed; what is heavy may begin.
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what was typed be saved first, or the person think again."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
