"""The door: the first page of a home that exists. It asks for the passphrase, nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.theme import GAP

WIDTH = 440


def centred(page: QWidget, middle: QWidget, width: int = WIDTH) -> None:
    """Lay `middle` in the middle of `page`, a little above half its height."""
    lay = QVBoxLayout(page)
    lay.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 3 * GAP)
    lay.addStretch(2)
    lay.addLayout(parts.row(None, middle, None))
    lay.addStretch(3)
    middle.setMinimumWidth(width)
    middle.setMaximumWidth(width * 2)


class UnlockScreen(QWidget):
    """Passphrase, Enter. `unlock` is given what was typed; the answer comes to `refuse`."""

    def __init__(
        self,
        unlock: Callable[[str], None],
        recover: Callable[[], None] | None,
        copy: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._unlock = unlock
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(_("Passphrase"))
        self.passphrase.returnPressed.connect(self._open)
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.open = parts.button(_("Open"), self._open, "main")
        self.shown = parts.button(_("Show"), self._show)
        self.shown.setCheckable(True)
        self.shown.setAccessibleName(_("Show the passphrase"))
        title = parts.label(_("lapdesk is locked"), "title")
        asked = parts.label(_("Passphrase"))
        asked.setBuddy(self.passphrase)
        middle = parts.card(title, gap=GAP, margin=4 * GAP)
        lay = middle.layout()
        assert isinstance(lay, QVBoxLayout)
        lay.addSpacing(GAP)
        lay.addWidget(asked)
        lay.addLayout(parts.row(self.passphrase, self.shown))
        lay.addWidget(self.problem)
        lay.addSpacing(GAP)
        first = parts.row(self.open, None)
        if recover is not None:
            first.addWidget(parts.button(_("Passphrase forgotten"), recover, "link"))
        lay.addLayout(first)
        if copy is not None:
            again = parts.button(_("Start again from a copy…"), copy, "link")
            lay.addLayout(parts.row(None, again))
        centred(self, middle)
        self.setFocusProxy(self.passphrase)

    def _open(self) -> None:
        if self.passphrase.text() and self.open.isEnabled():
            self.wait(True)
            self._unlock(self.passphrase.text())

    def _show(self) -> None:
        modes = QLineEdit.EchoMode
        shown = self.shown.isChecked()
        self.passphrase.setEchoMode(modes.Normal if shown else modes.Password)

    def wait(self, waiting: bool) -> None:
        """Say that the passphrase is being tried."""
        self.problem.hide()
        self.open.setEnabled(not waiting)
        self.open.setText(_("Opening…") if waiting else _("Open"))
        self.passphrase.setReadOnly(waiting)

    def refuse(self, error: LapdeskError) -> None:
        """Show why it stays closed, and let the person type again."""
        self.wait(False)
        self.problem.setText(f"{error.title}\n{error.advice}".strip())
        self.problem.show()
        self.passphrase.setFocus()
        self.passphrase.selectAll()
