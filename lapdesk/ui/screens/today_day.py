"""Cards of the page of the day: what deserves a look, its sessions, whom one met last.

Each is drawn anew only where what it shows has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.later import Make
from lapdesk.ui.screens.today_notes import notes, of_permanence, state_of
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.naming import Person
    from lapdesk.services.permanence import Permanence
    from lapdesk.services.reminders import SessionOfDay, Today
    from lapdesk.ui.stage import Stage

# Sessions that are drawn with the first content, and in one turn later.
FIRST_SESSIONS: Final = 3
_SLICE: Final = 3


def goer(stage: Stage, place: str, record: str | None = None) -> Callable[[], None]:
    """What leads to a place, and to one record in it."""
    return lambda: stage.go(place, record)


class NotesBox(QWidget):
    """What deserves a look before anything else; out of sight where nothing does."""

    def __init__(self, stage: Stage, to_desk: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self._to_desk = to_desk
        self._lay = parts.column(gap=GAP)
        self.setLayout(self._lay)
        self._drawn: object = None

    def show_notes(self, today: Today) -> None:
        """Draw those of this day."""
        found = notes(today)
        drawn = (found, today.permanence)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        parts.clear(self._lay)
        self.setVisible(bool(found or today.permanence))
        for role, words, action, place in found:
            self._note(role, words, action, goer(self._stage, *place))
        if today.permanence is not None:
            self._desk(today.permanence)

    def _desk(self, at: Permanence) -> None:
        late = at.left_open
        action = _("End it") if late else _("Go back to it (F4)")
        self._note("warn" if late else "card", of_permanence(at), action, self._to_desk)

    def _note(self, role: str, words: str, action: str, act: Callable[[], None]) -> None:
        note = parts.frame(role)
        text = parts.label(words, wrap=True)
        lay = parts.row(text, parts.button(action, act, "link"))
        lay.setStretch(0, 1)
        lay.setContentsMargins(2 * GAP, GAP // 2, GAP, GAP // 2)
        note.setLayout(lay)
        self._lay.addWidget(note)


class SessionsSection(parts.Section):
    """The sessions of the day in the order of their hours; the next to call has the key."""

    def __init__(self, stage: Stage, print_week: Callable[[], None]) -> None:
        self.week = parts.button(_("Plan of the week…"), print_week, "link")
        super().__init__(_("Sessions of the day"), self.week)
        self._stage = stage
        self._drawn: Sequence[SessionOfDay] | None = None
        self._count = 0

    def show_sessions(self, sessions: Sequence[SessionOfDay]) -> list[Make]:
        """Draw those of this day; for the first time the first few, the others are given back,
        to be drawn later."""
        first = self._drawn is None
        if sessions != self._drawn:
            self._drawn, self._count = sessions, 0
            parts.clear(self.inside)
            if not sessions:
                self.inside.addWidget(parts.label(_("No session today."), "quiet"))
            self._add(FIRST_SESSIONS if first else len(sessions))
        left = len(sessions) - self._count
        return [partial(self._add, _SLICE)] * (-(-left // _SLICE))

    def _add(self, number: int) -> None:
        """So many more of them."""
        every = self._drawn or ()
        next_ = to_call(every)
        for session in every[self._count : self._count + number]:
            self.inside.addWidget(self._session(session, key=session is next_))
        self._count = min(len(every), self._count + number)

    def _session(self, session: SessionOfDay, *, key: bool) -> QWidget:
        box = QFrame(self)
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
            act = goer(self._stage, "workshops", session.id)
            call: QPushButton = parts.button(said, act, role)
            lay.addWidget(call, 0, Qt.AlignmentFlag.AlignVCenter)
        box.setLayout(lay)
        return box


class PeopleSection(parts.Section):
    """Whom this member met last, a click away."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(_("Met last"))
        self._stage = stage
        self._drawn: object = None

    def show_people(self, people: Sequence[tuple[Person, str]]) -> None:
        """Draw these."""
        drawn = (people, self._stage.hidden)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        parts.clear(self.inside)
        if not people:
            said = _("Nobody yet. Note a visit above, or begin a person in “People”.")
            self.inside.addWidget(parts.label(said, "quiet", wrap=True))
            return
        flow = QWidget(self)
        lay = FlowLayout(6)
        flow.setLayout(lay)
        for person, _day in people:
            words = person.called(self._stage.hidden)
            lay.addWidget(parts.button(words, goer(self._stage, "people", person.id), "chip"))
        flow.setSizePolicy(wrapping())
        self.inside.addWidget(flow)


def to_call(sessions: Sequence[SessionOfDay]) -> SessionOfDay | None:
    """The first session of the day whose roll is not called, else the first open sheet: a roll
    that was begun is gone back to."""
    open_ = [one for one in sessions if one.state in ("PLANNED", "HELD")]
    return next((one for one in open_ if not one.called), open_[0] if open_ else None)
