"""Erasing a person for good: the reason, one button, then the proof to hand over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.kinds import Day
from lapdesk.services import erasing, holdings, lettering
from lapdesk.ui import files, icons, parts
from lapdesk.ui.inputs_choice import Chips
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.models.draft import Problem
    from lapdesk.services.erasing import Receipt
    from lapdesk.services.following import Followed
    from lapdesk.ui.stage import Stage

# Whatever showed the person asks anew.
TOUCHES: Final = holdings.OF_PEOPLE | {"Erasure"}


class ErasePanel(QWidget):
    """What goes, what stays, why; then the receipt in its place."""

    left = Signal()
    erased = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._followed: Followed | None = None
        self.receipt: Receipt | None = None
        entries = lists.get("deletion_reason").entries
        self.reason = Chips([(c, e.label) for c, e in entries.items()], several=False, kept=True)
        self.go_on = parts.button(_("Erase for good"), self._erase, "main")
        self.proof = parts.button(_("Save the proof…"), self._save, "main")
        self.leave = parts.button(_("Leave (Esc)"), self.left.emit, "link")
        icons.put(self.go_on, "remove")
        icons.put(self.proof, "save")
        self.heading = parts.label(_("Erase this person"), "heading")
        self.words = parts.label("", wrap=True)
        self.warning = parts.label("", "warning", wrap=True)
        self.why = parts.label(_("Why?"))
        lay = parts.column(self.heading, self.words, self.warning, self.why, gap=GAP + 4)
        lay.setContentsMargins(0, GAP, GAP, 0)
        lay.addWidget(self.reason)
        lay.addLayout(parts.row(self.go_on, self.proof, self.leave, None))
        lay.addStretch(1)
        self.setLayout(lay)
        self.proof.hide()
        self.setFocusProxy(self.reason)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.left)

    def begin(self, followed: Followed) -> None:
        """Start for this person."""
        self._followed = followed
        self.words.setText(
            _(
                "Name, phone, notes and everything that speaks of this person go, here and on"
                " the other laptops. What was done stays counted, without anybody. This is"
                " the one thing that cannot be taken back."
            )
        )
        self.warning.hide()
        self._stage.ask(
            erasing.before, followed.person.id, done=self._warn, owner=self, latest="before"
        )

    def _warn(self, said: tuple[Problem, ...]) -> None:
        self.warning.setText("\n".join(problem.message for problem in said))
        self.warning.setVisible(bool(said) and self.receipt is None)

    def _erase(self) -> None:
        chosen = self.reason.chosen()
        if self._followed is None:
            return
        if not chosen:
            self._stage.notices.warn(_("Choose the reason."))
            self.reason.setFocus()
            return
        self.go_on.setEnabled(False)
        self._stage.ask(
            erasing.erase_person,
            self._followed.person.id,
            chosen[0],
            done=self._done,
            failed=self._refused,
            owner=self,
        )

    def _refused(self, error: object) -> None:
        self.go_on.setEnabled(True)
        self._stage.work.failed.emit(error)

    def _done(self, receipt: Receipt) -> None:
        self.receipt = receipt
        # That a reason was asked for is over.
        self._stage.notices.hide()
        self.heading.setText(_("Erased"))
        said = _("The person with the code {code} was erased on {day}.")
        day = Day().show(receipt.on.isoformat())
        self.words.setText(said.format(code=receipt.code or "—", day=day))
        for gone in (self.warning, self.why, self.reason, self.go_on):
            gone.hide()
        self.leave.setText(_("Close"))
        self.proof.show()
        self.proof.setFocus()
        self.erased.emit()
        self._stage.changed.emit(TOUCHES)

    def _save(self) -> None:
        files.to_save(self, _("Save the proof"), "PDF (*.pdf)", "preuve-effacement.pdf", self._to)

    def _to(self, path: Path) -> None:
        assert self.receipt is not None
        self._stage.ask(
            lettering.keep_erasure,
            self.receipt,
            path,
            done=lambda _none: self._kept(),
            owner=self,
        )

    def _kept(self) -> None:
        self._stage.notices.say(_("Proof saved."))
        self.left.emit()
