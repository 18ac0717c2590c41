"""The safe as the window knows it: open or closed for all to see, closed after a rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPushButton, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.ui import icons, parts
from lapdesk.ui.idle import Idle
from lapdesk.ui.names_ahead import NamesAhead
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.ui.stage import Stage

REST_MINUTES: Final = 5
HELD_MINUTES: Final = 240


class Safe(QObject):
    """Opens and closes the safe in the worker; `changed` tells every screen.

    `hold` keeps it open through a roll or a permanence, four hours at most whatever happens.
    """

    changed = Signal(bool)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._idle: Idle | None = None
        self._holders: set[str] = set()
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setInterval(HELD_MINUTES * 60_000)
        self._longest.timeout.connect(self._rest)
        stage.member_changed.connect(self._tell)
        self.names = NamesAhead(stage, self)

    @property
    def open(self) -> bool:
        """Whether names can be read now."""
        return self._stage.desk.safe_key is not None

    @property
    def may_open(self) -> bool:
        """Whether whoever enters now may open it."""
        from lapdesk.models import roles

        return roles.may_open_safe(self._stage.roles)

    def unlock(self, passphrase: str, dialog: SafeDialog) -> None:
        """Open it with the member's own passphrase; the dialog says why not."""
        from lapdesk.services import home

        def opened(_none: None) -> None:
            dialog.accept()
            self._wait(self._rest_minutes())
            self._tell()

        self._stage.ask(home.open_safe, passphrase, done=opened, failed=dialog.refuse, owner=dialog)

    def ask(self, parent: QWidget) -> SafeDialog:
        """Ask for the passphrase."""
        dialog = SafeDialog(self, parent)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def close(self) -> None:
        """Close it: names are unreadable again."""
        from lapdesk.services import home

        self._stage.ask(home.close_safe, done=lambda _none: self._tell())

    def hold(self, held: bool, by: str = "roll") -> None:
        """Keep it open for a roll or a permanence, or let it close after a rest again."""
        if not held:
            self._holders.discard(by)
        elif by not in self._holders:
            self._holders.add(by)
            self._longest.start()
        if not self._holders:
            self._longest.stop()
        self._wait(self._rest_minutes())

    @property
    def held(self) -> bool:
        """Whether a roll or a permanence keeps it open."""
        return bool(self._holders)

    def _rest_minutes(self) -> int:
        return HELD_MINUTES if self._holders else REST_MINUTES

    def _wait(self, minutes: int) -> None:
        if self._idle is None:
            application = cast("Any", QGuiApplication.instance())
            self._idle = Idle(application, minutes)
            self._idle.setParent(self)
            self._idle.rested.connect(self._rest)
        self._idle.set_minutes(minutes)

    def _rest(self) -> None:
        self._holders.clear()
        if self.open:
            self.close()

    def _tell(self) -> None:
        self.changed.emit(self.open)


class SafeDialog(QDialog):
    """One's own passphrase, to read names."""

    def __init__(self, safe: Safe, parent: QWidget) -> None:
        super().__init__(parent)
        self._safe = safe
        self.setWindowTitle(_("Open the safe"))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(_("My passphrase"))
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go_on = QPushButton(_("Open the safe"))
        self.go_on.setProperty("role", "main")
        box.addButton(self.go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self._try)
        box.rejected.connect(self.reject)
        said = _("Names and phone numbers are shown until you close it, or after {n} minutes.")
        asked = parts.label(_("My passphrase"))
        asked.setBuddy(self.passphrase)
        lay = parts.column(
            parts.label(said.format(n=REST_MINUTES), "quiet", wrap=True),
            asked,
            self.passphrase,
            self.problem,
            box,
            margin=3 * GAP,
        )
        self.setLayout(lay)
        self.setMinimumWidth(420)

    def _try(self) -> None:
        self.problem.hide()
        self.go_on.setEnabled(False)
        self._safe.unlock(self.passphrase.text(), self)

    def refuse(self, error: LapdeskError) -> None:
        """Say why it stays closed."""
        self.go_on.setEnabled(True)
        self.passphrase.clear()
        self.problem.setText(f"{error.title} {error.advice}".strip())
        self.problem.show()
        self.passphrase.setFocus()


class SafeButton(QPushButton):
    """In the top bar: says whether the safe is open, opens or closes it (Ctrl+Shift+O)."""

    def __init__(self, safe: Safe) -> None:
        super().__init__()
        self._safe = safe
        self.setProperty("role", "plain")
        self.clicked.connect(self._press)
        parts.pressed_by("Ctrl+Shift+O", self)
        safe.changed.connect(self._show)
        self._show(safe.open)

    def _press(self) -> None:
        if self._safe.open:
            self._safe.close()
        else:
            self._safe.ask(self.window())

    def _show(self, open_: bool) -> None:
        words = _("Safe open") if open_ else _("Safe closed")
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(_("Close the safe") if open_ else _("Open the safe to see names"))
        if not open_ and not self._safe.may_open:
            self.hide()
        elif self.parent() is not None:
            # Shown before it has a place, it would be a window of its own.
            self.show()
        icons.put(self, "unlock" if open_ else "safe")
        parts.dress(self, tone="open" if open_ else "")
