"""One member: name, status, roles, whether they open this computer; or a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists, roles
from lapdesk.models.draft import Draft
from lapdesk.services.loading import Loaded
from lapdesk.services.members import Member
from lapdesk.ui import parts
from lapdesk.ui.forms import Part
from lapdesk.ui.inputs_choice import Chips
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screens.settings_passing import PassingPanel
from lapdesk.ui.stage import Stage
from lapdesk.ui.sure import SureButton
from lapdesk.ui.theme import GAP

_TEAM = frozenset(("TeamMember", "Role"))


def role_chips() -> Chips:
    """The roles, several at once."""
    entries = lists.get("user_role").entries.items()
    return Chips([(code, entry.label) for code, entry in entries], several=True)


def secret(name: str) -> QLineEdit:
    """A line for a passphrase."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line


class _MemberCard(QFrame):
    """What both forms share: a card with a heading, a problem line, a way out."""

    def __init__(self, heading: str, end: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.lay: QVBoxLayout = parts.column(gap=GAP, margin=2 * GAP)
        self.shut = parts.button(_("Close"), end, "plain")
        self.heading = parts.label(heading, "heading")
        self.lay.addLayout(parts.row(self.heading, None, self.shut))
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.setLayout(self.lay)

    def refuse(self, error: LapdeskError) -> None:
        """Say why not."""
        self.complain(f"{error.title} {error.advice} ({error.code})")

    def complain(self, words: str) -> None:
        """What is to be seen to first."""
        self.problem.setText(words)
        self.problem.show()

    def asked(self, words: str, line: QLineEdit | Chips) -> None:
        """A labelled input."""
        label = parts.label(words)
        label.setBuddy(line)
        self.lay.addWidget(label)
        self.lay.addWidget(line)


class NewMemberForm(_MemberCard):
    """Name and roles; a passphrase where they shall open this computer themselves."""

    def __init__(self, stage: Stage, end: Callable[[], None]) -> None:
        super().__init__(_("Somebody new"), end)
        self._stage, self._end = stage, end
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name shown"))
        self.name.setMaxLength(80)
        self.roles = role_chips()
        self.roles.choose(("VOLUNTEER",))
        # Asked once whether somebody shall have no role at all.
        self._without = False
        self.roles.chose.connect(self._asked_anew)
        self.passphrase = secret(_("Their passphrase"))
        self.go_on = parts.button(_("Add"), self._add, "main")
        self.asked(_("Name shown"), self.name)
        self.asked(_("What they may do"), self.roles)
        self.asked(_("Their passphrase, if they shall open this computer alone"), self.passphrase)
        self.lay.addWidget(self.problem)
        self.lay.addLayout(parts.row(self.go_on, None))
        self.setFocusProxy(self.name)

    def _add(self) -> None:
        from lapdesk.services import members

        self.go_on.setEnabled(False)
        name, given = self.name.text().strip(), self.roles.chosen()
        if name and not given and not self._without:
            self._without = True
            self.complain(_("Without a role they read and write nothing. “Add” again if so."))
            self.go_on.setEnabled(True)
            return
        passphrase = self.passphrase.text() or None
        self._stage.ask(
            lambda desk: members.add(desk, name, given, passphrase=passphrase),
            done=lambda _id: self._added(name),
            failed=self._refused,
            owner=self,
        )

    def _asked_anew(self) -> None:
        self._without = False
        self.problem.hide()

    def begun(self) -> bool:
        """Whether somebody was begun."""
        return bool(self.name.text().strip())

    def _refused(self, error: LapdeskError) -> None:
        self.go_on.setEnabled(True)
        self.refuse(error)

    def _added(self, name: str) -> None:
        self._end()
        self._stage.changed.emit(_TEAM)
        self._stage.notices.say(_("{name} is in the team.").format(name=name))


class MemberForm(_MemberCard):
    """Someone who is in the team: saved as one goes, roles at each press."""

    def __init__(self, stage: Stage, member: Member, end: Callable[[], None]) -> None:
        super().__init__(member.name, end)
        self._stage, self.member, self._end = stage, member, end
        layout = [Part("", (("display_name", "staff_kind"), ("languages",)))]
        self.form = SavedForm(stage, "TeamMember", layout)
        self.roles = role_chips()
        self.roles.choose(member.roles)
        self.roles.chose.connect(self._give_roles)
        self._given: Sequence[str] = member.roles
        self.form.written.connect(lambda _id: self._rename())
        self.passphrase = secret(_("Their new passphrase"))
        self.let_in = parts.button(_("Let them open this computer"), self._let_in)
        self.pin = secret(_("Their PIN"))
        self.pin.setMaxLength(4)
        self.set_pin = parts.button(_("Set the PIN"), self._set_pin)
        self._lay_out()
        self._load()

    def _lay_out(self) -> None:
        self.lay.addWidget(self.form)
        self.asked(_("What they may do"), self.roles)
        for words, line, button in (
            (_("A passphrase of their own"), self.passphrase, self.let_in),
            (_("Four figures to take the keyboard over"), self.pin, self.set_pin),
        ):
            label = parts.label(words)
            label.setBuddy(line)
            self.lay.addWidget(label)
            self.lay.addLayout(parts.row(line, button))
        self.lay.addWidget(self.problem)
        if roles.may_write(self._stage.roles, "Participant"):
            self.passing: PassingPanel | None = PassingPanel(self._stage, self.member)
            self.lay.addWidget(self.passing)
        else:
            self.passing = None
        if self.member.active:
            leave = SureButton(
                _("They leave the team…"), _("Shut their access for good"), self._disable
            )
            self.lay.addLayout(parts.row(leave, None))
            self.leave: SureButton | None = leave
        else:
            back = parts.button(_("They are back"), self._enable)
            self.lay.addLayout(parts.row(back, None))
            self.leave = None

    def _load(self) -> None:
        from lapdesk.services import loading

        def show(loaded: Loaded) -> None:
            self.form.load(loaded)

        self._stage.ask(loading.load, "TeamMember", self.member.id, done=show, owner=self)

    def settle(self) -> None:
        """Save what was typed."""
        self.form.settle()

    def _ask(
        self,
        function: Callable[..., object],
        *given: object,
        said: str,
        also: Callable[[], None] = lambda: None,
        failed: Callable[[LapdeskError], None] | None = None,
    ) -> None:
        def done(_none: object) -> None:
            self.problem.hide()
            also()
            self._stage.notices.say(said)
            self._stage.changed.emit(_TEAM)

        refused = failed or self.refuse
        self._stage.ask(function, *given, done=done, failed=refused, owner=self)

    def _give_roles(self) -> None:
        from lapdesk.services import members

        wanted = tuple(self.roles.chosen())
        none = _("{name} has no role left: they read and write nothing.")
        said = _("Roles kept.") if wanted else none.format(name=self.heading.text())

        def kept() -> None:
            self._given = wanted

        def refused(error: LapdeskError) -> None:
            # What is pressed is what holds.
            self.roles.choose(self._given)
            self.refuse(error)

        self._ask(members.set_roles, self.member.id, wanted, said=said, also=kept, failed=refused)

    def _rename(self) -> None:
        self.heading.setText(str(self.form.form.inputs["display_name"].value() or ""))

    def _let_in(self) -> None:
        from lapdesk.services import members

        typed = self.passphrase.text()
        self.passphrase.clear()
        said = _("{name} opens this computer with their passphrase.")
        self._ask(members.let_in, self.member.id, typed, said=said.format(name=self.heading.text()))

    def _set_pin(self) -> None:
        from lapdesk.services import members

        typed = self.pin.text()
        self.pin.clear()
        self._ask(members.set_pin, self.member.id, typed, said=_("The PIN is set."))

    def _disable(self) -> None:
        from lapdesk.services import members

        said = _("{name} has left the team; what they wrote keeps their name.")

        def done(_renewed: bool) -> None:
            self._end()
            self._stage.notices.say(said.format(name=self.heading.text()))

        self._stage.ask_long(
            _("The key of this computer is renewed"),
            members.disable,
            self.member.id,
            done=done,
            touches=_TEAM,
        )

    def _enable(self) -> None:
        self._stage.write(
            [Draft("TeamMember", {"active": True}, self.member.id, self.form.form.base)],
            said=_("{name} is back.").format(name=self.heading.text()),
        )
        self._end()
