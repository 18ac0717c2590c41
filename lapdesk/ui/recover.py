"""A forgotten passphrase: the recovery code from paper, then a new passphrase."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.passphrase import PassphraseForm


class RecoverForm(PassphraseForm):
    """`recover` is given the code and the new passphrase."""

    def __init__(self, recover: Callable[[str, str], None], back: Callable[[], None]) -> None:
        said = _("Take the rescue sheet. The code on it serves once: you will get a new one.")
        super().__init__(_("Passphrase forgotten"), said, back)
        self._recover = recover
        self.code = QLineEdit()
        self.go_on = parts.button(_("Open"), self._end, "main")
        self.put(_("Recovery code"), self.code, _("Six groups of five letters or digits."))
        self.put_passphrase(_("New passphrase"))
        self.end(self.go_on)
        self.passphrase.returnPressed.connect(self._end)
        self.setFocusProxy(self.code)

    def _end(self) -> None:
        for edit, message in (
            (self.code, _("Type the recovery code.")),
            (self.passphrase, _("Choose a passphrase.")),
        ):
            if not edit.text().strip():
                self.complain(message, edit)
                return
        self.wait(True)
        self._recover(self.code.text(), self.passphrase.text())

    def wait(self, waiting: bool) -> None:
        """Say that the code is being tried."""
        self.complain("")
        self.go_on.setEnabled(not waiting)
        self.back.setEnabled(not waiting)

    def refuse(self, error: LapdeskError) -> None:
        """Show why not, and let the person correct it."""
        self.wait(False)
        where = self.passphrase if error.code == "LD-261" else self.code
        self.complain(f"{error.title}\n{error.advice}".strip(), where)
