"""Leaving while something typed is not recorded: the person is asked, or all is covered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.door import UnlockScreen
from lapdesk.ui.screen import waits
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.ui.stage import Stage
    from lapdesk.ui.window import Window

_WIDTH = 460


class LeavingDialog(QDialog):
    """Says where something waits; staying is the first choice."""

    def __init__(self, places: Sequence[str], leave: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Not recorded yet"))
        said = _("Something typed is not recorded yet: {places}.").format(places=", ".join(places))
        self.stay = parts.button(_("Stay and finish"), self.reject, "main")
        self.leave = parts.button(_("Leave without it"), self.accept)
        lay = parts.column(parts.label(said, wrap=True), gap=2 * GAP, margin=3 * GAP)
        lay.addLayout(parts.row(self.leave, None, self.stay))
        self.setLayout(lay)
        self.setMinimumWidth(_WIDTH)
        self.accepted.connect(leave)
        self.finished.connect(self.deleteLater)
        self.stay.setFocus()


def unless_typed(
    page: QWidget, called: str, go: Callable[[], object], stay: Callable[[], object]
) -> None:
    """Do `go`, which puts something else in `page`; whoever typed there is asked first, and may
    `stay`. `called` is what the form is called."""
    if not waits(page):
        go()
        return
    dialog = LeavingDialog([called], go, page.window())
    dialog.rejected.connect(stay)
    dialog.open()


def cover(window: Window, stage: Stage, opened: Callable[[], object]) -> None:
    """Hide everything behind a door; a member's passphrase shows it again, as it was."""
    from lapdesk.services import home, recognising

    stage.ask(home.close_safe, done=lambda _none: stage.safe.changed.emit(False))
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()

    def look(_none: object) -> None:
        window.uncover()
        stage.member_changed.emit()
        opened()

    def unlock(passphrase: str) -> None:
        stage.ask(recognising.recognise, passphrase, done=look, failed=door.refuse)

    door = UnlockScreen(unlock, None)
    window.cover(door)
