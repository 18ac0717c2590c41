"""Aujourd'hui: note a visit at once, the sessions of the day, what waits, whom one met last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.services import reminders, waits
from lapdesk.ui import parts
from lapdesk.ui.beside import Beside
from lapdesk.ui.later import Later
from lapdesk.ui.places import NEW
from lapdesk.ui.screen import Screen
from lapdesk.ui.screens.today_day import NotesBox, PeopleSection, SessionsSection, to_call
from lapdesk.ui.screens.today_follow import RemindersSection
from lapdesk.ui.screens.today_rooms import Rooms, Start, StartsBar
from lapdesk.ui.screens.today_visit import VisitForm
from lapdesk.ui.screens.today_waits import WaitsSection
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.naming import Person
    from lapdesk.services.permanence import Permanence
    from lapdesk.services.reminders import Reminder, Today
    from lapdesk.ui.stage import Stage


class TodayScreen(Screen):
    """The first page: what is done most often is one click or no click away."""

    follows = True
    shows = frozenset(
        (
            "SupportAction", "Accompaniment", "Orientation", "OrientationStep", "Session",
            "Attendance", "Workshop", "Participant", "Identity", "ExchangeFile", "Enrolment",
            "Permanence", "VolunteerTime", "TeamMember", "MigrapassMeeting", "Key",
        )
    )  # fmt: skip

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Today"))
        self._later = Later(self, stage.work.waiting)
        # Each is made where it stands, from the outside in: Qt dresses all that is put into
        # something else anew.
        self.day = QWidget(self)
        left, right = QWidget(self.day), QWidget(self.day)
        self.starts = StartsBar(stage, self._starts())
        self.visit = VisitForm(stage)
        self.people = PeopleSection(stage)
        self.noted = NotesBox(stage, self.to_desk, right)
        self.sessions = SessionsSection(stage, self.print_week)
        self.week = self.sessions.week
        self.waiting = RemindersSection(stage)
        self.waits = WaitsSection(stage)
        _stack(left, self.visit, self.people)
        _stack(right, self.noted, self.sessions, self.waiting, self.waits)
        self.day.setLayout(parts.column(self.starts, Beside(left, right, (13, 11)), gap=2 * GAP))
        self.rooms = Rooms(stage, self.show_day, self.go_on)
        self.body.addWidget(self.day)
        self.body.addWidget(self.rooms)
        self._today: Today | None = None
        self._behind = False
        self._asked_to_erase: tuple[str, str | None] | None = None
        self.setFocusProxy(self.visit)
        self._wire()

    def _starts(self) -> list[Start]:
        """What one key begins."""
        return [
            # Its button stands beside the session.
            Start("F2", "", "", self.to_roll, "Session"),
            Start("F3", _("Note a visit"), "visit", self.to_visit, "SupportAction"),
            Start("F4", _("Permanence"), "today", self.to_desk, "Permanence"),
            Start("F5", _("Copy a paper sheet"), "edit", self.to_sheet, "Permanence"),
            Start("F6", _("My time"), "time", self.to_time, "VolunteerTime"),
            Start("F7", _("New person"), "add", self.to_person, "Participant"),
        ]

    def _wire(self) -> None:
        stage = self.stage
        for start in self._starts():
            QShortcut(QKeySequence(start.keys), self).activated.connect(start.act)
        stage.safe.changed.connect(lambda _open: self.refresh())
        stage.names_hidden.connect(lambda _hidden: self._rename())
        stage.member_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Ask for what waits today; behind a room the day is asked for when it is shown again."""
        self.rooms.stale()
        if self._today is not None and not self.day.isVisibleTo(self):
            self._behind = True
            return
        self._behind = False
        self.stage.ask(reminders.today, False, done=self._take, owner=self, latest="today")
        self.visit.refresh()

    def _ask_reminders(self) -> None:
        """What stands below what is seen first; one question, then the other: a key that asks
        meanwhile waits for one of them at most."""
        self.stage.ask(reminders.to_ask, done=self._remind, owner=self, latest="to ask")

    def _ask_waits(self) -> None:
        done = self.waits.show_waits
        self.stage.ask(waits.waits, done=done, owner=self, latest="waits")
        asked = (clock.today().isoformat(), self.stage.member)
        if asked != self._asked_to_erase:
            self._asked_to_erase = asked
            self.waits.count_gone()

    def seen(self) -> None:
        """The person came here: they can type at once."""
        super().seen()
        self.visit.setFocus()
        self.rooms.take_focus()

    def settle(self) -> None:
        """Save what was typed of a permanence."""
        self.rooms.settle()

    def print_week(self) -> None:
        """The plan of this week or of the next one, for the wall."""
        from lapdesk.ui.printing import ask_for_week

        ask_for_week(self.stage, self)

    def show_day(self) -> None:
        """The page of the day again."""
        self.rooms.shut()
        self.day.show()
        self.title.setText(_("Today"))
        self.title.show()
        self.visit.setFocus()
        if self._behind:
            self.refresh()

    def _show_room(self, title: str) -> None:
        self.day.hide()
        self.title.setText(title)
        # The desk says itself where and since when it is held.
        self.title.setVisible(bool(title))

    def to_visit(self) -> None:
        """Note a visit (F3): at the desk of the permanence, where one is open."""
        if self._open() is None:
            self.show_day()
        elif not self.rooms.at_desk():
            self.to_desk()

    def _open(self) -> Permanence | None:
        if self.rooms.desk is not None:
            return self.rooms.desk.permanence
        return self._today.permanence if self._today is not None else None

    def to_desk(self) -> None:
        """Open a permanence, or go to the one that is open; F4 again shows the day."""
        if self.rooms.at_desk():
            self.show_day()
            return
        self._show_room("")
        self.rooms.to_desk()

    def go_on(self) -> None:
        """Back at the desk that was ended and is open again."""
        self.stage.go("today", None)
        if not self.rooms.at_desk():
            self.to_desk()

    def to_sheet(self) -> None:
        """Copy the paper sheet of a permanence that is past."""
        self._show_room(_("Copy a paper sheet"))
        self.rooms.to_sheet(None)

    def to_time(self) -> None:
        """Volunteers' time."""
        self._show_room(_("My time"))
        self.rooms.to_time()

    def to_person(self) -> None:
        """A new person."""
        self.stage.go("people", NEW)

    def open_record(self, record: str) -> None:
        """Note a visit of this person."""
        from lapdesk.services import people

        def begin(found: list[Person]) -> None:
            desk = self._open() is not None
            if desk and not self.rooms.at_desk():
                self.to_desk()
            if not desk:
                self.show_day()
            for person in found:
                (self.rooms if desk else self.visit).for_person(person)

        self.stage.ask(people.called, (record,), done=begin, owner=self)

    def _take(self, today: Today) -> None:
        first = self._today is None
        self._today = today
        self.visit.hold_in(today.permanence)
        self._draw()
        # Whoever comes back to a laptop on which a desk is open goes on there.
        at = today.permanence
        if first and at is not None and not at.left_open and self.day.isVisibleTo(self):
            self.to_desk()

    def _draw(self) -> None:
        today = self._today
        if today is None:
            return
        self.noted.show_notes(today)
        more = self.sessions.show_sessions(today.sessions)
        met = partial(self.people.show_people, today.people)
        self._later.start([met, *more, self._ask_reminders, self._ask_waits])

    def _remind(self, found: list[Reminder]) -> None:
        self.waiting.show_all(tuple(found))

    def _rename(self) -> None:
        """The same with names hidden or shown."""
        if self._today is not None:
            self.people.show_people(self._today.people)
            self.waiting.redraw()
            self.waits.redraw()

    def to_roll(self) -> None:
        """Go to the roll of the session that is next to call (F2)."""
        session = to_call(self._today.sessions) if self._today else None
        if session is not None:
            self.stage.go("workshops", session.id)


def _stack(half: QWidget, *sections: QWidget) -> None:
    lay = parts.column(*sections, gap=2 * GAP)
    lay.addStretch(1)
    half.setLayout(lay)
