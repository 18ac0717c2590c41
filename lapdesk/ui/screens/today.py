"""Aujourd'hui: note a visit at once, the sessions of the day, what waits, whom one met last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.services import reminders
from lapdesk.ui import parts
from lapdesk.ui.beside import Beside
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.screen import Screen
from lapdesk.ui.screens.today_follow import RemindersSection
from lapdesk.ui.screens.today_visit import VisitForm
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from lapdesk.services.naming import Person
    from lapdesk.services.reminders import SessionOfDay, Today
    from lapdesk.ui.stage import Stage


class TodayScreen(Screen):
    """The first page: what is done most often is one click or no click away."""

    shows = frozenset(
        (
            "SupportAction", "Accompaniment", "Orientation", "OrientationStep", "Session",
            "Attendance", "Workshop", "Participant", "Identity", "ExchangeFile", "Enrolment",
        )
    )  # fmt: skip

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Today"))
        self.visit = VisitForm(stage)
        self.notes = parts.column(gap=GAP)
        self.sessions = parts.Section(_("Sessions of the day"))
        self.waiting = RemindersSection(stage)
        self.people = parts.Section(_("Met last"))
        self._today: Today | None = None
        self.noted = QWidget()
        self.noted.setLayout(self.notes)
        left = _stacked(self.visit, self.people)
        right = _stacked(self.noted, self.sessions, self.waiting)
        self.body.addWidget(Beside(left, right, (13, 10)))
        self.setFocusProxy(self.visit)
        QShortcut(QKeySequence("F2"), self).activated.connect(self.to_roll)
        stage.safe.changed.connect(lambda _open: self.refresh())
        stage.names_hidden.connect(lambda _hidden: self._draw())
        stage.member_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Ask for what waits today."""
        self.stage.ask(reminders.today, done=self._take, owner=self, latest="today")
        self.visit.refresh()

    def seen(self) -> None:
        """The person came here: they can type at once."""
        super().seen()
        self.visit.setFocus()

    def open_record(self, record: str) -> None:
        """Note a visit of this person."""
        from lapdesk.services import people

        def begin(found: list[Person]) -> None:
            for person in found:
                self.visit.for_person(person)

        self.stage.ask(people.called, (record,), done=begin, owner=self)

    def _take(self, today: Today) -> None:
        self._today = today
        self._draw()

    def _draw(self) -> None:
        if self._today is None:
            return
        self._draw_notes(self._today)
        self._draw_sessions(self._today)
        self.waiting.show_all(self._today.reminders)
        self._draw_people(self._today)

    def _draw_notes(self, today: Today) -> None:
        parts.clear(self.notes)
        found = _notes(today)
        self.noted.setVisible(bool(found))
        for role, words, action, place in found:
            note = parts.frame(role)
            text = parts.label(words, wrap=True)
            go = parts.button(action, self._goer(place), "link")
            lay = parts.row(text, go)
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
            parts.label(_state(session), "quiet", wrap=True),
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


def _state(session: SessionOfDay) -> str:
    if session.state == "CANCELLED":
        return _("Cancelled")
    n = session.expected
    expected = ngettext("{n} expected", "{n} expected", n).format(n=n)
    called = _("roll called: {n}").format(n=session.called) if session.called else ""
    return " · ".join(word for word in (session.place, expected, called) if word)


def _notes(today: Today) -> list[tuple[str, str, str, str]]:
    """What deserves a look: how it is dressed, its words, what to do, where."""
    found = []
    if today.clashes:
        n = today.clashes
        said = ngettext(
            "{n} field was written on two laptops and waits for a choice.",
            "{n} fields were written on two laptops and wait for a choice.",
            n,
        )
        found.append(("warn", said.format(n=n), _("Choose"), "figures"))
    if today.copy_late:
        said = _("No copy has left this computer for 30 days.")
        found.append(("warn", said, _("Make a copy"), "settings"))
    if today.not_handed_over:
        n = today.not_handed_over
        said = ngettext(
            "{n} change has not been handed to the other laptops.",
            "{n} changes have not been handed to the other laptops.",
            n,
        )
        found.append(("card", said.format(n=n), _("Hand over"), "figures"))
    return found
