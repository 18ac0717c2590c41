"""The real window around a large home, and the way to each of its screens, for benchmarks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from unittest.mock import patch

from bench.whole_home import Known

SIZE: Final = (1366, 768)
LONGEST, PULSE_MS = 120, 20


@dataclass
class Window:
    """The real shell around the open home, made, shown, and thrown away."""

    desk: Any
    work: Any
    shell: Any = field(default=None)

    def show(self) -> None:
        """With nothing in its place yet."""
        from lapdesk.ui.places import PLACES
        from lapdesk.ui.preferences import Preferences
        from lapdesk.ui.shell import Shell

        self.shell = Shell(self.desk, self.work, PLACES, lambda: None, Preferences())
        self.shell.resize(*SIZE)
        self.shell.show()

    def turn(self, until: Callable[[], object]) -> None:
        """The loop goes round until something holds and everything is painted."""
        from PySide6.QtCore import QEventLoop, QTimer
        from PySide6.QtWidgets import QApplication

        given_up = time.monotonic() + LONGEST
        # Asleep until something comes: going round meanwhile would be counted as work.
        pulse = QTimer()
        pulse.start(PULSE_MS)
        while not until():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            assert time.monotonic() < given_up, "the screen never showed what it is for"
        pulse.stop()
        QApplication.processEvents()
        self.shell.repaint()

    def rest(self) -> None:
        """All that was asked is answered, all that pages make later is made."""
        self.turn(self.whole)
        self.turn(self.whole)

    def whole(self) -> bool:
        """Whether nothing is asked for and nothing left to be made."""
        from lapdesk.ui import later

        return not self.work.waiting() and not later.pending(self.shell)

    def close(self) -> None:
        """Gone with all that it held."""
        from PySide6.QtCore import QCoreApplication, QEvent

        self.rest()
        self.shell.hide()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.shell = None

    def place(self, name: str) -> Any:
        """The screen of a place, after going there."""
        self.shell.go(name)
        return self.shell.stack.currentWidget().widget()


def _nothing(_window: Window, _known: Known) -> Any:
    """The window is just open."""


@dataclass(frozen=True)
class Look:
    """A screen: the way to one step before it, the step, and what is there once it has its first
    content, which `first` says in words."""

    words: str
    first: str
    step: Callable[[Window, Known, Any], Any]
    there: Callable[[Any], object]
    before: Callable[[Window, Known], Any] = _nothing


def _day(window: Window, _known: Known, _page: Any) -> Any:
    from lapdesk.ui.screens.today import TodayScreen

    # The page of the day itself: whoever has a desk open is led there.
    with patch.object(TodayScreen, "to_desk", lambda _self: None):
        screen = window.place("today")
        window.turn(lambda: screen._today is not None)
    return screen


def _record(window: Window, known: Known, screen: Any) -> Any:
    screen.show_record(known.person)
    return screen.record


def _orient(_window: Window, _known: Known, screen: Any) -> Any:
    screen.record.begin_orientation()
    form = screen.record._open_form
    form.theme.choose(["HOUSING"])
    form.theme.chose.emit()
    return form


def _at_record(window: Window, known: Known) -> Any:
    screen = window.place("people")
    screen.show_record(known.person)
    window.turn(lambda: screen.record.followed is not None)
    return screen


def _sheet_of(name: str) -> Callable[[Window, Known, Any], Any]:
    def step(_window: Window, _known: Known, screen: Any) -> Any:
        screen.progress.sheets.go(name)
        screen.show_progress(screen.cycle.workshop)
        return screen.progress

    return step


def cycle(window: Window, known: Known) -> Any:
    """The page of the full workshop, answered."""
    screen = window.place("workshops")
    screen.show_cycle(known.workshop)
    window.turn(lambda: screen.cycle.cycle is not None)
    return screen


def call(_window: Window, known: Known, screen: Any) -> Any:
    """The roll of the day, from there."""
    screen.call(known.session)
    return screen.roll


def _map(_window: Window, known: Known, screen: Any) -> Any:
    screen.show_map(known.workshop)
    return screen.heat


def _one_cycle(_window: Window, known: Known, screen: Any) -> Any:
    screen.show_cycle(known.workshop)
    return screen.cycle


def _time(_window: Window, _known: Known, screen: Any) -> Any:
    screen.to_time()
    return screen.rooms.time


def _desk(_window: Window, _known: Known, screen: Any) -> Any:
    screen.to_desk()
    return screen.rooms.desk


def _mentees(window: Window, _known: Known, _page: Any) -> Any:
    window.shell._open_places(frozenset(("MIGRAPASS",)))
    return window.place("migrapass").list


def _path(window: Window, known: Known, _page: Any) -> Any:
    screen = window.shell.stack.currentWidget().widget()
    screen.open_record(known.path)
    return screen.path


def _at_place(name: str) -> Callable[[Window, Known], Any]:
    return lambda window, _known: window.place(name)


def at_day(window: Window, known: Known) -> Any:
    """The page of the day, answered."""
    return _day(window, known, None)


LOOKS: Final = (
    Look("Today", "the line ready with its usual chips, the notes and the first sessions", _day,
         lambda page: page._today and page.visit._offered),
    Look("Permanence", "the line ready, since when the desk is held", _desk,
         lambda page: page.permanence, at_day),
    Look("Mon temps", "the line, the first members and the first lines of the month", _time,
         lambda page: page.month, at_day),
    Look("Personnes", "the first rows", lambda w, _k, _p: w.place("people"),
         lambda page: page.table.rowCount()),
    Look("one record, a long story", "who it is, the buttons, the first lines of the story",
         _record, lambda page: page.followed, _at_place("people")),
    Look("Orientation: offers", "the nearest offers as cards", _orient,
         lambda page: page.places.cards, _at_record),
    Look("Ateliers", "the rows of both lists", lambda w, _k, _p: w.place("workshops").list,
         lambda page: page.cycles.table.rowCount()),
    Look("one workshop", "its people and sessions", _one_cycle, lambda page: page.cycle,
         _at_place("workshops")),
    Look("its heat map", "the whole map", _map, lambda page: page.presence, cycle),
    Look("the roll of fifteen", "all its lines", call, lambda page: page.sheet, cycle),
    Look("levels", "all its lines", _sheet_of("levels"),
         lambda page: page.levels.table.rowCount(), cycle),
    Look("autonomy", "the grid and its people", _sheet_of("spaces"),
         lambda page: page.spaces.table.rowCount(), cycle),
    Look("Migrapass: mentees", "the rows of the list", _mentees, lambda page: page.mentees),
    Look("Migrapass: board", "the board with its meetings", _path, lambda page: page.told,
         lambda w, k: _mentees(w, k, None)),
    Look("Bilan", "the table of figures", lambda w, _k, _p: w.place("figures"),
         lambda page: page.sheets.pages["figures"].view.table.rowCount()),
)  # fmt: skip
