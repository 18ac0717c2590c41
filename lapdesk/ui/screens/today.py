"""Aujourd'hui: note a visit at once, the sessions of the day, what waits, whom one met last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.services import reminders, waits
from lapdesk.ui import parts
from lapdesk.ui.beside import Beside
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.places import NEW
from lapdesk.ui.screen import Screen
from lapdesk.ui.screens.today_follow import RemindersSection
from lapdesk.ui.screens.today_notes import notes, of_permanence, state_of
from lapdesk.ui.screens.today_rooms import Rooms, Start, StartsBar
from lapdesk.ui.screens.today_visit import VisitForm
from lapdesk.ui.screens.today_waits import WaitsSection
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from lapdesk.services.naming import Person
    from lapdesk.services.permanence import Permanence
    from lapdesk.services.reminders import SessionOfDay, Today
    from lapdesk.ui.stage import Stage


class TodayScreen(Screen):
    """The first page: what is done most often is one click or no click away."""

    shows = frozenset(
        (
            "SupportAction", "Accompaniment", "Orientation", "OrientationStep", "Session",
            "Attendance", "Workshop", "Participant", "Identity", "ExchangeFile", "Enrolment",
            "Permanence", "VolunteerTime", "TeamMember", "MigrapassMeeting", "Key",
        )
    )  # fmt: skip

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Today"))
        self.visit = VisitForm(stage)
        self.notes = parts.column(gap=GAP)
        self.week = parts.button(_("Plan of the week…"), self.print_week, "link")
        self.sessions = parts.Section(_("Sessions of the day"), self.week)
        self.waiting = RemindersSection(stage)
        self.waits = WaitsSection(stage)
        self.people = parts.Section(_("Met last"))
        self._today: Today | None = None
        self._behind = False
        self._asked_to_erase: tuple[str, str | None] | None = None
        self.noted = QWidget()
        self.noted.setLayout(self.notes)
        left = _stacked(self.visit, self.people)
        right = _stacked(self.noted, self.sessions, self.waiting, self.waits)
        self.starts = StartsBar(stage, self._starts())
        self.day = QWidget()
        self.day.setLayout(parts.column(self.starts, Beside(left, right, (13, 10)), gap=2 * GAP))
        self.rooms = Rooms(stage, self.show_day, self.go_on)
        self.body.addWidget(self.day)
        self.body.addWidget(self.rooms)
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
        stage.names_hidden.connect(lambda _hidden: self._draw())
        stage.member_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Ask for what waits today; behind a room the day is asked for when it is shown again."""
        self.rooms.stale()
        if self._today is not None and not self.day.isVisibleTo(self):
            self._behind = True
            return
        self._behind = False
        self.stage.ask(reminders.today, done=self._take, owner=self, latest="today")
        self.visit.refresh()
        # Behind what is seen first.
        self.stage.ask(waits.waits, done=self.waits.show_waits, owner=self, latest="waits")
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
        if self._today is None:
            return
        self._draw_notes(self._today)
        self._draw_sessions(self._today)
        self.waiting.show_all(self._today.reminders)
        self.waits.redraw()
        self._draw_people(self._today)

    def _draw_notes(self, today: Today) -> None:
        parts.clear(self.notes)
        found = notes(today)
        self.noted.setVisible(bool(found))
        for role, words, action, place in found:
            self._note(role, words, action, self._goer(*place))
        if today.permanence is not None:
            self.noted.show()
            late = today.permanence.left_open
            action = _("End it") if late else _("Go back to it (F4)")
            self._note(
                "warn" if late else "card", of_permanence(today.permanence), action, self.to_desk
            )

    def _note(self, role: str, words: str, action: str, act: Callable[[], None]) -> None:
        note = parts.frame(role)
        text = parts.label(words, wrap=True)
        lay = parts.row(text, parts.button(action, act, "link"))
        lay.setStretch(0, 1)
        lay.setContentsMargins(2 * GAP, GAP // 2, GAP, GAP // 2)
        note.setLayout(lay)
        self.notes.addWidget(note)

    def _goer(self, place: str, record: str | None = None) -> Callable[[], None]:
        return lambda: self.stage.go(place, record)

    def _draw_sessions(self, today: Today) -> None:
        parts.clear(self.sessions.inside)
        if not today.sessions:
            self.sessions.inside.addWidget(parts.label(_("No session today."), "quiet"))
        next_ = _to_call(today)
        for session in today.sessions:
            self.sessions.inside.addWidget(self._session(session, key=session is next_))

    def _session(self, session: SessionOfDay, *, key: bool) -> QWidget:
        box = QFrame()
        words = parts.column(
            parts.label(f"{session.start}–{session.end}  {session.title}", wrap=True),
            parts.label(state_of(session), "quiet", wrap=True),
            gap=0,
        )
        lay = parts.row()
        lay.addLayout(words, 1)
        if session.state != "CANCELLED":
            said = _("Call the roll (F2)") if key else _("Call the roll")
            role = "main" if key else ""
            call: QPushButton = parts.button(said, self._goer("workshops", session.id), role)
            lay.addWidget(call, 0, Qt.AlignmentFlag.AlignVCenter)
        box.setLayout(lay)
        return box

    def to_roll(self) -> None:
        """Go to the roll of the session that is next to call (F2)."""
        session = _to_call(self._today) if self._today else None
        if session is not None:
            self.stage.go("workshops", session.id)

    def _draw_people(self, today: Today) -> None:
        parts.clear(self.people.inside)
        if not today.people:
            said = _("Nobody yet. Note a visit above, or begin a person in “People”.")
            self.people.inside.addWidget(parts.label(said, "quiet", wrap=True))
            return
        flow = QWidget()
        lay = FlowLayout(6)
        for person, _day in today.people:
            words = person.called(self.stage.hidden)
            made = parts.button(words, self._goer("people", person.id), "chip")
            lay.addWidget(made)
        flow.setLayout(lay)
        flow.setSizePolicy(wrapping())
        self.people.inside.addWidget(flow)


def _stacked(*sections: QWidget) -> QWidget:
    made = QWidget()
    lay = parts.column(*sections, gap=2 * GAP)
    lay.addStretch(1)
    made.setLayout(lay)
    return made


def _to_call(today: Today) -> SessionOfDay | None:
    """The first session of the day whose roll is not called."""
    for session in today.sessions:
        if session.state in ("PLANNED", "HELD") and not session.called:
            return session
    return None
