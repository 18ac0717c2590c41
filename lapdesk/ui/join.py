"""Joining an association that uses lapdesk on another computer: a file out, a file back.

Nothing goes over a network: both files travel on a stick, and people compare words aloud.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QProgressBar

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.passphrase import PassphraseForm
from lapdesk.ui.theme import GAP
from lapdesk.ui.welcome import FirstForm

REQUEST = "lapdesk-request.json"


class JoinForm(PassphraseForm):
    """A passphrase for this computer, then where to put the file that asks to join."""

    def __init__(self, ask: Callable[[str, Path], None], back: Callable[[], None]) -> None:
        said = _(
            "This computer writes a small file that asks to join. Carry it to a computer of the "
            "association, accept it there, and bring the answer back."
        )
        super().__init__(_("Join an existing one"), said, back)
        self._ask = ask
        self.passphrase.returnPressed.connect(self._end)
        self.go_on = parts.button(_("Write the request…"), self._end, "main")
        self.put_passphrase(_("Passphrase of this computer"))
        self.end(self.go_on)
        self.setFocusProxy(self.passphrase)

    def _end(self) -> None:
        if not self.passphrase.text():
            self.complain(_("Choose a passphrase."), self.passphrase)
            return
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Where to put the request"), REQUEST)
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the request to `path`."""
        self.wait(True)
        self._ask(self.passphrase.text(), path)

    def wait(self, waiting: bool) -> None:
        """Say that keys are being made."""
        self.complain("")
        self.go_on.setEnabled(not waiting)
        self.back.setEnabled(not waiting)

    def refuse(self, error: LapdeskError) -> None:
        """Show why not."""
        self.wait(False)
        self.complain(f"{error.title}\n{error.advice}".strip(), self.passphrase)


class AnswerScreen(FirstForm):
    """Waits for the answer: words to read aloud, and the button that takes the file in."""

    def __init__(
        self, words: str, join: Callable[[Path], None], again: Callable[[], None] | None
    ) -> None:
        said = _(
            "On the other computer: Settings, Computers, Accept a request. Read these words "
            "aloud to each other: they must be the same on both screens."
        )
        super().__init__(_("Waiting for the answer"), said, again or (lambda: None))
        self.back.setText(_("Write the request again"))
        self.back.setVisible(again is not None)
        self._join = join
        if words:
            shown = parts.label(words, "code", wrap=True)
            shown.setAccessibleName(_("Words to compare"))
            self.lay.addWidget(parts.card(shown))
        self.go_on = parts.button(_("Take the answer in…"), self._choose, "main")
        self.end(self.go_on)
        self.setFocusProxy(self.go_on)

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, _("The answer"))
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Take the answer in `path` in."""
        self.wait(True)
        self._join(path)

    def wait(self, waiting: bool) -> None:
        """Say that it is being read."""
        self.complain("")
        self.go_on.setEnabled(not waiting)
        self.go_on.setText(_("Reading…") if waiting else _("Take the answer in…"))

    def refuse(self, error: LapdeskError) -> None:
        """Show why not; the home waits on."""
        self.wait(False)
        self.complain(f"{error.title}\n{error.advice}".strip())


class MakingScreen(FirstForm):
    """Long work before the shell is there: how far it is, and a button that stops it."""

    def __init__(
        self, title: str, said: str, stop: Callable[[], None], back: Callable[[], None]
    ) -> None:
        super().__init__(title, said, self._leave)
        self._stop, self._go_back, self._ended = stop, back, False
        self.back.setText(_("Stop"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.lay.addWidget(self.bar)
        self.lay.addWidget(self.problem)
        self.lay.addSpacing(GAP)
        self.lay.addLayout(parts.row(self.back, None))
        self.setFocusProxy(self.back)

    def _leave(self) -> None:
        if self._ended:
            self._go_back()
        else:
            self.back.setText(_("Stopping…"))
            self.back.setEnabled(False)
            self._stop()

    def step(self, done: int, of: int) -> None:
        """`done` of `of` parts are behind."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def refuse(self, error: LapdeskError) -> None:
        """Show why it did not end well."""
        self._ended = True
        self.bar.hide()
        self.back.setText(_("Back"))
        self.complain(f"{error.title}\n{error.advice}".strip())
