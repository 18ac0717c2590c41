"""Whom a member follows and what they lead, handed over to a successor in one list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListWidget, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models import lists, roles
from lapdesk.services.members import Member
from lapdesk.services.passing_on import Held, Holding, Led, Passed
from lapdesk.ui import parts
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

_TOUCHED: Final = frozenset(("Participant", "MigrapassPath", "Workshop", "Session"))
_MOST_LINES: Final = 6


class PassingPanel(QWidget):
    """Hidden where the member holds nothing, or nobody else is there to take over."""

    def __init__(self, stage: Stage, member: Member) -> None:
        super().__init__()
        self._stage, self._member = stage, member
        self.count = parts.label("")
        self.people = QListWidget()
        self.people.setProperty("role", "choices")
        self.people.setAccessibleName(_("People followed and workshops led"))
        self.people.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.successor = QComboBox()
        self.successor.setAccessibleName(_("Who takes over"))
        self.give = parts.button(_("Hand them over"), self._give)
        asked = parts.label(_("Who takes over"))
        asked.setBuddy(self.successor)
        lay = parts.column(self.count, self.people, gap=GAP)
        lay.addLayout(parts.row(asked, self.successor, self.give, None))
        self.setLayout(lay)
        self.hide()
        # Bound methods: they go with the panel, which lives less long than the stage.
        stage.names_hidden.connect(self._hidden)
        stage.safe.changed.connect(self._opened)
        self._held = Holding((), ())
        self._others: dict[str, Member] = {}
        self.ask()

    def ask(self) -> None:
        """Ask what the member holds, and who could take over."""
        from lapdesk.services import passing_on

        self._stage.ask(
            passing_on.handing, self._member.id, done=self._show, owner=self, latest="passing"
        )

    def _hidden(self, _hidden: bool) -> None:
        self._fill()

    def _opened(self, _open: bool) -> None:
        self.ask()

    def _show(self, found: tuple[Holding, list[Member]]) -> None:
        self._held, others = found
        self._others = {one.id: one for one in others}
        self.successor.clear()
        for one in others:
            self.successor.addItem(one.name, one.id)
        self._fill()
        self.setVisible(bool(self._held) and self.successor.count() > 0)

    def _fill(self) -> None:
        held = self._held
        self.count.setText(_counted(len(held.people), len(held.workshops)))
        self.people.clear()
        self.people.addItems([_line(one, self._stage.hidden) for one in held.people])
        self.people.addItems([_led(one) for one in held.workshops])
        n = self.people.count()
        line = self.people.sizeHintForRow(0) if n else 0
        frame = 2 * GAP + 2 * self.people.frameWidth()
        self.people.setFixedHeight(min(n, _MOST_LINES) * line + frame)

    def _give(self) -> None:
        from lapdesk.services import passing_on

        name = self.successor.currentText()
        held = frozenset(self._others[self.successor.currentData()].roles)

        def done(passed: Passed) -> None:
            said = _("{name} takes over: {what}.")
            what = _counted(passed.people, passed.workshops)
            said = said.format(name=name, what=what)
            tell = self._stage.notices.say
            if passed.workshops and not roles.may_write(held, "Attendance"):
                lacks = _("To call the roll they still need the role “{role}”.")
                said += " " + lacks.format(role=lists.get("user_role").label("LEADER"))
                tell = self._stage.notices.warn
            tell(said, _("Undo"), self._stage.undo)
            self._stage.changed.emit(_TOUCHED)
            self.ask()

        self._stage.ask(
            passing_on.pass_on,
            self._member.id,
            str(self.successor.currentData()),
            done=done,
            owner=self,
        )


def _counted(people: int, workshops: int) -> str:
    """How many of each there are, where there are any."""
    followed = ngettext("{n} person followed", "{n} people followed", people).format(n=people)
    led = ngettext("{n} workshop led", "{n} workshops led", workshops).format(n=workshops)
    said = ((people, followed), (workshops, led))
    return ", ".join(words for number, words in said if number)


def _led(one: Led) -> str:
    """What is led, how many sessions are to come."""
    n = one.sessions
    coming = ngettext("{n} session to come", "{n} sessions to come", n).format(n=n)
    said = _("Workshop “{title}”").format(title=one.title)
    return f"{said} · {coming}" if n else said


def _line(one: Held, hidden: bool) -> str:
    """What they are called, what waits for the successor."""
    said = [one.person.called(hidden)]
    if one.waiting:
        words = ngettext("{n} orientation under way", "{n} orientations under way", one.waiting)
        said.append(words.format(n=one.waiting))
    if one.mentor:
        said.append(_("Migrapass path"))
    return " · ".join(said)
