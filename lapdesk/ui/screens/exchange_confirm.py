"""Authorities that wait to be believed: their words are compared aloud, then confirmed at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.services.confirming import Waiting
from lapdesk.ui import parts
from lapdesk.ui.stage import Stage


class ConfirmSection(parts.Section):
    """One box to tick an authority, with its words; hidden while none waits."""

    confirmed = Signal()

    def __init__(self, stage: Stage) -> None:
        self.confirm = parts.button(_("Confirm those ticked"), self._confirm, "main")
        super().__init__(_("Authorities to confirm"), self.confirm)
        self._stage = stage
        self.ticked: dict[str, QCheckBox] = {}
        self.hide()

    def ask(self) -> None:
        """Ask who waits."""
        from lapdesk.services import confirming

        self._stage.ask(confirming.waiting, done=self._show, owner=self, latest="waiting")

    def _show(self, found: list[Waiting]) -> None:
        parts.clear(self.inside)
        self.ticked = {}
        self.setVisible(bool(found))
        may = roles.may_do(self._stage.roles, "keys")
        self.confirm.setVisible(may)
        said = _("Call each one on a number that you know already. Tick it if the words agree.")
        self.inside.addWidget(parts.label(said, "quiet", wrap=True))
        for one in found:
            box = QCheckBox(one.owner.replace("&", "&&"))
            box.setEnabled(may)
            self.ticked[one.fingerprint] = box
            self.inside.addWidget(box)
            held = ngettext("{n} file waits for it", "{n} files wait for it", one.held)
            words = parts.label(one.words, "heading", wrap=True)
            words.setAccessibleName(_("Words of {name}").format(name=one.owner))
            self.inside.addWidget(words)
            self.inside.addWidget(parts.label(held.format(n=one.held), "quiet"))

    def _confirm(self) -> None:
        from lapdesk.models.entities import BY_NAME
        from lapdesk.services import confirming

        chosen = tuple(mark for mark, box in self.ticked.items() if box.isChecked())
        if not chosen:
            self._stage.notices.warn(_("Tick those whose words agree, then confirm."))
            return

        def done(freed: int) -> None:
            said = ngettext("{n} file counts now.", "{n} files count now.", freed)
            self._stage.notices.say(_("Confirmed.") + " " + said.format(n=freed))
            self.confirmed.emit()
            # A reference file that was held brings a plan and a directory.
            self._stage.changed.emit(frozenset(BY_NAME))

        self._stage.ask(confirming.confirm, chosen, done=done, owner=self)
