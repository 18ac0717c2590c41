"""A first step that asks for a passphrase: hidden, unless one asks to see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit

from lapdesk.i18n import _
from lapdesk.ui.welcome import FirstForm


class PassphraseForm(FirstForm):
    """The field and its switch are there; `put_passphrase` gives them their place."""

    def __init__(self, title: str, said: str, back: Callable[[], None]) -> None:
        super().__init__(title, said, back)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.shown = QCheckBox(_("Show the passphrase"))
        self.shown.toggled.connect(self._show)

    def put_passphrase(self, label: str, hint: str = "") -> None:
        """The passphrase; without a `hint` it is one to choose."""
        chosen = _("Four or five words that do not go together. Nobody can find it for you.")
        self.put(label, self.passphrase, hint or chosen)
        self.lay.addWidget(self.shown)

    def _show(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.passphrase.setEchoMode(modes.Normal if shown else modes.Password)
