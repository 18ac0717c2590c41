"""One's own passphrase and PIN: whoever enters now changes theirs, nobody else's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.services.members import Member
from lapdesk.ui import parts
from lapdesk.ui.screens.settings_member import secret
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP


class OwnSection(parts.Section):
    """Two lines for the passphrase, one for the PIN."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(_("My passphrase and my PIN"))
        self._stage = stage
        self.former = secret(_("Passphrase in use"))
        self.new = secret(_("New passphrase"))
        self.change = parts.button(_("Change the passphrase"), self._change)
        self.pin = secret(_("My PIN: four figures"))
        self.pin.setMaxLength(4)
        self.keep_pin = parts.button(_("Keep this PIN"), self._keep_pin)
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(GAP)
        for line, (box, button) in enumerate(
            ((self.former, None), (self.new, self.change), (self.pin, self.keep_pin))
        ):
            label = parts.label(box.accessibleName())
            label.setBuddy(box)
            grid.addWidget(label, line, 0)
            grid.addWidget(box, line, 1)
            if button is not None:
                grid.addWidget(button, line, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.inside.addLayout(grid)
        self.inside.addWidget(self.problem)

    def shows(self, member: Member | None) -> None:
        """Whose they are: a member without a slot has no passphrase to change here."""
        opens = member is not None and member.opens_here
        for widget in (self.former, self.new, self.change):
            widget.setEnabled(opens)

    def _ask(self, function: Callable[..., object], *given: str, said: str) -> None:
        def done(_none: object) -> None:
            self.problem.hide()
            self._stage.notices.say(said)
            self._stage.changed.emit(frozenset(("TeamMember",)))

        self._stage.ask(function, *given, done=done, failed=self._refuse, owner=self)

    def _refuse(self, error: LapdeskError) -> None:
        self.problem.setText(f"{error.title} {error.advice} ({error.code})")
        self.problem.show()

    def _change(self) -> None:
        from lapdesk.services import members

        former, new = self.former.text(), self.new.text()
        self.former.clear()
        self.new.clear()
        self._ask(members.change_own, former, new, said=_("The passphrase is changed."))

    def _keep_pin(self) -> None:
        from lapdesk.services import members

        typed = self.pin.text()
        self.pin.clear()
        member = self._stage.member
        if member is not None:
            self._ask(members.set_pin, member, typed, said=_("The PIN is set."))
