"""Keys: the association's words to read aloud, its authority as a file, the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models.kinds import Day
from lapdesk.services.keys import Fingerprint
from lapdesk.ui import files, parts
from lapdesk.ui.screen import Page
from lapdesk.ui.stage import Stage
from lapdesk.ui.sure import SureButton
from lapdesk.ui.theme import GAP


class KeysPage(Page):
    """What others compare, and what opens everything when all else is forgotten."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.save = parts.button(_("Save the authority…"), self._choose)
        own = parts.Section(_("Words of my association"), self.save)
        said = _("Whoever receives your summaries compares these words with you, aloud.")
        own.inside.addWidget(parts.label(said, "quiet", wrap=True))
        self.words = parts.label("", "code", wrap=True)
        self.digits = parts.label("", "quiet", wrap=True)
        for line in (self.words, self.digits):
            flags = Qt.TextInteractionFlag
            line.setTextInteractionFlags(flags.TextSelectableByMouse)
            own.inside.addWidget(line)
        self.renew = SureButton(
            _("Make a new recovery code…"),
            _("The sheet in use becomes worthless: make a new one"),
            self._renew,
        )
        self.blank = parts.button(_("Print a blank rescue sheet…"), self.print_blank)
        self.recovery = parts.Section(_("Recovery code"), self.blank, self.renew)
        self.reminder = parts.label("", wrap=True)
        self.recovery.inside.addWidget(self.reminder)
        self.there = parts.button(_("Yes, I have just seen it"), self._seen, "main")
        self.there.hide()
        self.recovery.inside.addLayout(parts.row(self.there, None))
        self.code: QWidget | None = None
        lay = parts.column(own, self.recovery, gap=2 * GAP)
        lay.addStretch(1)
        self.setLayout(lay)

    def ask(self) -> None:
        """Ask for the words and the day of the recovery code."""
        from lapdesk.services import keys, members, rescue_sheet

        self._stage.ask(keys.fingerprint, done=self._show, owner=self, latest="words")
        self._stage.ask(members.recovery_day, done=self._remind, owner=self, latest="recovery")
        self._stage.ask(rescue_sheet.to_ask, done=self._look_for, owner=self, latest="rescue")

    def _show(self, found: Fingerprint) -> None:
        self.words.setText(found.words)
        self.words.setAccessibleName(_("Words of my association"))
        whole = found.hexadecimal
        self.digits.setText(" ".join(whole[i : i + 4] for i in range(0, len(whole), 4)))

    def _remind(self, day: str | None) -> None:
        said = _(
            "The sheet was made on {day}. Do you know where it is? It alone opens everything when "
            "every passphrase is forgotten; keep it on paper, away from this computer."
        )
        self.reminder.setText(said.format(day=Day().show(day) or "—"))

    def _look_for(self, day: str | None) -> None:
        """Asked after a week, then once a year."""
        self.there.setVisible(day is not None)

    def _seen(self) -> None:
        from lapdesk.services import rescue_sheet

        def done(_none: None) -> None:
            self._stage.notices.say(_("Noted. lapdesk asks again in a year."))
            self._stage.changed.emit(frozenset(("Key",)))

        self._stage.ask(rescue_sheet.seen, done=done, owner=self)

    def print_blank(self) -> None:
        """The sheet with empty boxes: the code was shown once and is copied by hand."""
        from lapdesk.services.sheets import Job
        from lapdesk.ui.printing import ask_to_print

        ask_to_print(self._stage, Job("rescue", ()), self)

    def _renew(self) -> None:
        from lapdesk.services import members

        self.renew.setEnabled(False)
        self._stage.ask(members.renew_recovery, done=self._renewed, failed=self._refused)

    def _refused(self, error: object) -> None:
        self.renew.setEnabled(True)
        self._stage.work.failed.emit(error)

    def _renewed(self, code: str) -> None:
        """Show the new code in this section, until it is on paper."""
        from lapdesk.services import lettering
        from lapdesk.ui.create import RecoveryScreen

        self.renew.setEnabled(True)

        def sheet(done: Callable[[bytes], None], owner: QWidget) -> None:
            self._stage.ask(lettering.rescue, code, done=done, owner=owner)

        self.code = RecoveryScreen(code, self._put_away, sheet)
        self.recovery.inside.addWidget(self.code)
        self.code.setFocus()
        self.ask()

    def _put_away(self) -> None:
        if self.code is not None:
            self.recovery.inside.removeWidget(self.code)
            self.code.hide()
            self.code.deleteLater()
            self.code = None

    def _choose(self) -> None:
        name = f"{files.safe_name(_('authority'))}.pem"
        files.to_save(self, _("Where to save the authority"), "PEM (*.pem)", name, self._write)

    def _write(self, path: Path) -> None:
        from lapdesk.services import trust

        def done(_mark: str) -> None:
            self._stage.notices.say(_("Saved: {name}.").format(name=path.name))

        self._stage.ask(trust.write_authority, path, done=done, owner=self)
