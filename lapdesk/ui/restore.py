"""Beginning again from a copy: which copy, and a passphrase of that day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.ui import files, parts
from lapdesk.ui.passphrase import PassphraseForm

if TYPE_CHECKING:
    from lapdesk.services.copies import Kept

# A wrong passphrase; all other refusals speak of the copy or of the disk.
_WRONG = "LD-260"


class RestoreForm(PassphraseForm):
    """`restore` is given the copy and the passphrase; `here` are the copies on this computer."""

    def __init__(
        self,
        here: Sequence[Kept],
        restore: Callable[[Path, str], None],
        back: Callable[[], None],
        *,
        holds_data: bool,
    ) -> None:
        super().__init__(_("Start again from a copy"), _said(holds_data=holds_data), back)
        self._restore = restore
        self.copies = QComboBox()
        self.other = parts.button(_("Another file…"), self._ask)
        self.passphrase.returnPressed.connect(self._end)
        self.go_on = parts.button(_("Start from this copy"), self._end, "main")
        self._offer(here)
        self.put(_("The copy"), self.copies)
        hint = _("A file whose name ends in .lapdesk-copy, on a stick perhaps.")
        beside = parts.row(self.other, parts.label(hint, "quiet", wrap=True))
        beside.setStretch(1, 1)
        self.lay.addLayout(beside)
        of_then = _("Of any member on the day of the copy, or the recovery code of that day.")
        self.put_passphrase(_("Passphrase"), of_then)
        self.end(self.go_on)
        self.setFocusProxy(self.passphrase if here else self.other)

    def _offer(self, here: Sequence[Kept]) -> None:
        from lapdesk.models.kinds import Day

        for one in here:
            day = Day().show(one.day.isoformat())
            self.copies.addItem(_("{day}, on this computer").format(day=day), one.path)
        if not here:
            self.copies.setPlaceholderText(_("None on this computer"))
            self.copies.setEnabled(False)

    def _ask(self) -> None:
        kind = _("Copies of lapdesk") + " (*.lapdesk-copy)"
        files.to_open(self, _("Choose the copy"), (kind,), lambda found: self.take(found[0]))

    def take(self, path: Path) -> None:
        """A copy that lies elsewhere."""
        self.complain("")
        self.copies.setEnabled(True)
        self.copies.addItem(path.name, path)
        self.copies.setCurrentIndex(self.copies.count() - 1)
        self.passphrase.setFocus()

    def _end(self) -> None:
        chosen = self.copies.currentData()
        if chosen is None:
            self.complain(_("Choose the copy."), self.other)
        elif not self.passphrase.text():
            self.complain(_("Type the passphrase."), self.passphrase)
        else:
            self.wait(True)
            self._restore(chosen, self.passphrase.text())

    def wait(self, waiting: bool) -> None:
        """Say that the copy is being read."""
        self.complain("")
        for one in (self.go_on, self.back, self.other):
            one.setEnabled(not waiting)
        self.go_on.setText(_("Reading…") if waiting else _("Start from this copy"))

    def refuse(self, error: LapdeskError) -> None:
        """Show why not; nothing was changed."""
        self.wait(False)
        where = self.passphrase if error.code == _WRONG else None
        self.complain(f"{error.title}\n{error.advice} ({error.code})".strip(), where)


def _said(*, holds_data: bool) -> str:
    kept = _(
        "The data of this computer is not erased: it is put aside, whole, and the copy takes its "
        "place. What was recorded since the copy is then only in what was put aside and on the "
        "other computers."
    )
    fresh = _("What the copy holds becomes the data of this computer.")
    return kept if holds_data else fresh


def restored_words(aside: Path | None) -> str:
    """What is said once it is done."""
    done = _(
        "This is the copy. It counts as a new computer: take in a file from the others, and "
        "revoke the lost one under Balance, Exchange."
    )
    if aside is None:
        return done
    kept = _("What was here before lies in the folder “{name}”, beside the data.")
    return f"{done} {kept.format(name=aside.name)}"
