"""A volunteer's week, typed on the real window by keys alone, then read by the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lapdesk import clock, i18n
from lapdesk.app import Application
from lapdesk.services import copies
from lapdesk.store.desk import Desk
from lapdesk.ui import theme
from lapdesk.ui.door import UnlockScreen
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.screens.people_letter import LetterDialog
from lapdesk.ui.screens.people_orient import OrientForm
from lapdesk.ui.shell import Shell
from tests.ui import everyday, homes
from tests.ui.ateliers import Keyboard, atelier, every, put
from tests.ui.everyday import Everyday

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (f"2026-03-{n}" for n in range(23, 28))
MOST_TABS = 80
# Tab to a button counts, and so do the words of the line of time; passphrases do not.
MOST_KEYS = 190

Counted = tuple[int, int | None]
# Counted by hand from what the days below type. Minutes where the figure is shown in hours.
OF_THE_WEEK: dict[str, Counted] = {
    # Two visits, somebody new who is sent on, four at the session, a call, a mentee.
    "A1": (2 + 1 + 4 + 1 + 1, None),
    "A2": (1, None),
    "A3": (1 + 1, None),
    "S1": (3 + 1 + 1, None),
    "S2": (15 + 40 + 15 + 15 + 20, None),
    "S3": (0, 1),
    "R1": (1, None),
    "R2": (1, 1),
    "W1": (1, None),
    "W4": (4, None),
    # Two whole sessions of two hours, one less a quarter, one less half an hour; one excused.
    "W5": (120 + 120 + 105 + 90, 5 * 120),
    "W6": (120 + 120 + 105 + 90, None),
    "H1": (1, None),
    # The desk twice, the session, the call outside the desk, the line of time, and the meeting,
    # of the hour that a first one is proposed with.
    "H2": (180 + 150 + 120 + 15 + 150 + 60, None),
}
SINCE_JANUARY: dict[str, Counted] = {
    "S1": (2 + 5, None),
    "R1": (2 + 1, None),
    # Of the two with a place or a name given that are 60 days old, the one of which news came.
    "R3": (1, 1),
    "R4": (1, 1),
    "R5": (1, 1),
    "M1": (1, None),
}


class Day:
    """One run of the window, from the passphrase to Ctrl+L."""

    def __init__(self, run: Application, keys: Keyboard, qtbot: QtBot) -> None:
        shell = run.window.page()
        assert isinstance(shell, Shell)
        self.run, self.shell, self.keys, self.qtbot = run, shell, keys, qtbot
        self.desk: Desk = run.desk

    def press(self, *keys: str) -> None:
        """These keys, then what they asked for."""
        self.keys.press(*keys)
        self.keys.wait()

    def walk(self, to: QWidget) -> None:
        """Tab until it has the keyboard."""
        for _tab in range(MOST_TABS):
            if to.hasFocus():
                return
            self.keys.press("Tab")
        raise AssertionError(f"not reached by Tab: {to!r}")

    def go(self, place: str) -> None:
        """To a place by the key that its button tells of."""
        self.keys.press(self.shell.rail.buttons[place].toolTip())
        homes.until(self.qtbot, self.shell.rail.buttons[place].isChecked)
        self.keys.wait()

    @property
    def screen(self) -> Any:
        """The place that is shown."""
        area: Any = self.shell.stack.currentWidget()
        return area.widget()


class Week:
    """Opens the window each day on one home, and counts every key of the week."""

    def __init__(
        self, app: QApplication, qtbot: QtBot, patch: pytest.MonkeyPatch, home: Path
    ) -> None:
        self._app, self._qtbot, self._patch, self.home = app, qtbot, patch, home
        self.pressed = 0
        self._runs: list[Application] = []

    def at(self, day: str, hour: int, minute: int) -> None:
        """Live at that hour."""
        moment = datetime.fromisoformat(f"{day}T{hour:02d}:{minute:02d}:00")
        self._patch.setenv("LAPDESK_TODAY", day)
        self._patch.setattr(clock, "now", lambda: moment)

    def begin(self, day: str, hour: int, minute: int) -> Day:
        """Start the window and type the passphrase."""
        self.at(day, hour, minute)
        run = Application(self._app, self.home, Preferences(), lambda: None)
        self._runs.append(run)
        self._qtbot.addWidget(run.window)
        run.window.resize(1366, 768)
        run.start()
        self._qtbot.waitExposed(run.window)
        everyday.active(self._qtbot, run.window)
        door = run.window.page()
        assert isinstance(door, UnlockScreen)
        homes.until(self._qtbot, door.passphrase.hasFocus)
        QTest.keyClicks(door.passphrase, homes.PASSPHRASE)
        keys = Keyboard(run.window, lambda: self._settle(run))
        keys.press("Return")
        homes.until(self._qtbot, lambda: isinstance(run.window.page(), Shell))
        keys.wait()
        return Day(run, keys, self._qtbot)

    def end(self, day: Day) -> None:
        """Lock: the home is closed."""
        day.keys.press("Ctrl+L")
        self.pressed += day.keys.pressed
        assert day.run._ended
        self._close(day.run)

    def close(self) -> None:
        """End what a failure left open."""
        for run in list(self._runs):
            run.close()
            self._close(run)

    def _close(self, run: Application) -> None:
        self._runs.remove(run)
        run.window.hide()
        # Answers on their way are dropped with the day that asked.
        self._app.removePostedEvents(run.work, QEvent.Type.MetaCall.value)

    def _settle(self, run: Application) -> None:
        for _turn in range(2):
            everyday.rested(self._qtbot, run.work)
            homes.settled()
        everyday.rested(self._qtbot, run.work)
        # The offscreen platform does not give the keyboard back when a dialog is closed.
        if QApplication.activeWindow() is None:
            everyday.active(self._qtbot, run.window)


def letter_of(chips: Any, code: str) -> str:
    """The letter that presses a chip."""
    return next(str(sign) for sign, own in chips.keys.items() if own == code)


def fill(desk: Desk) -> Everyday:
    """What stood before the week: people, a cycle of five, a mentee, a permanence."""
    found = everyday.everyday(desk)
    atelier(desk, people=5)
    (organisation,) = (row["id"] for row in every(desk, "Organisation"))
    put(desk, "Organisation", {"modules": {"2026": {"MIGRAPASS": "KEPT"}}}, organisation)
    me = str(desk.member)
    put(desk, "MigrapassPath", {
        "participant": found.people[0], "mentor": me, "agreed_on": "2026-03-02",
        "start": "2026-03-02", "state": "STARTED",
    })  # fmt: skip
    put(desk, "Permanence", {
        "date": "2026-03-16", "start": "14:00", "end": "16:30", "place": "Salle du quai",
        "commune": "94081", "team_members": [me],
    })  # fmt: skip
    return found


@pytest.fixture
def before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Everyday:
    """The home of the evening before."""
    monkeypatch.setenv("LAPDESK_TODAY", "2026-03-20")
    return cast("Everyday", everyday.source(tmp_path / "home", fill))


@pytest.fixture
def week(
    qapp: QApplication, qtbot: QtBot, before: Everyday, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Week]:  # fmt: skip
    """The window in French, on that home."""
    i18n.use("fr")
    theme.apply(qapp, Preferences())
    theme.speak("fr")
    made = Week(qapp, qtbot, monkeypatch, tmp_path / "home")
    yield made
    made.close()
    theme.speak("en")


def monday(week: Week, people: tuple[str, ...]) -> None:
    """A permanence with three visits, then somebody new who is sent on."""
    day = week.begin(MONDAY, 13, 52)
    day.press("F4")
    line = day.screen.rooms.desk.line
    code = str(every(day.desk, "Participant", id=people[5])[0]["code"])
    day.press(*code[:4], "Return")
    day.press(letter_of(line.themes, "EMPLOYMENT"), letter_of(line.results, "SETTLED"))
    day.press("r", "o", "Return")  # Rosa, by name
    day.press(letter_of(line.themes, "HOUSING"), "4", "0")
    day.press(letter_of(line.results, "TO_FOLLOW"))
    day.press("Return")  # nobody with a record
    day.press(letter_of(line.themes, "ADMIN"), letter_of(line.results, "ORIENTED"))
    row = next(one for one in day.screen.rooms.desk.visits.rows if one.next)
    day.walk(row.next[0])
    day.press("Space")  # her need is noted
    day.press("F7")
    day.press("F", "5", "V", "I", "T", "Return", "Ctrl+Return")
    record = day.screen.record
    day.walk(record.orient)
    day.press("Space")
    form = record._open_form
    assert isinstance(form, OrientForm)
    day.press(letter_of(form.theme, "LEGAL"))
    for choice in (form.places.cards[0], form.share):
        day.walk(choice)
        day.press("Space")
    day.press("Ctrl+Return")
    letter = day.run.window.findChild(LetterDialog)
    assert letter is not None
    assert letter.letter is not None, letter.problem.text()
    day.press("Escape")
    day.go("today")
    week.at(MONDAY, 16, 40)
    day.press("F8")
    assert every(day.desk, "Permanence")[-1]["end"] == "16:45"
    week.end(day)


def tuesday(week: Week) -> None:
    """The roll of five: one late, one who left half an hour early, one excused."""
    day = week.begin(TUESDAY, 13, 50)
    day.press("F2")
    day.press("T", "R", "Down", "D", "D", "Down", "E", "Ctrl+Return")
    week.end(day)


def wednesday(week: Week, people: tuple[str, ...], waiting: str) -> None:
    """A call outside any permanence, and news of somebody sent on in January."""
    day = week.begin(WEDNESDAY, 10, 0)
    visit = day.screen.visit
    code = str(every(day.desk, "Participant", id=people[6])[0]["code"])
    day.press("F3", *code[:4])
    day.press("Return", "Return", letter_of(visit.types, "CALL"), "Return")
    day.press(letter_of(visit.themes, "EMPLOYMENT"), "Return")
    row = next(one for one in day.screen.waiting.rows if one.reminder.id == waiting)
    day.walk(row.ask)
    day.press("Space")
    day.press("1")
    week.end(day)


def thursday(week: Week) -> None:
    """Two and a half hours to prepare a workshop, then a meeting with a mentee."""
    day = week.begin(THURSDAY, 17, 0)
    day.press("F6")
    day.press(*"2h30 preparation atelier", "Return")
    day.press("Escape")
    day.go("migrapass")
    day.walk(day.screen.list.rows)
    day.press("Return")
    day.press("Ctrl+Return")
    week.end(day)


def friday(week: Week) -> None:
    """A short permanence with one visit, its end, and a copy."""
    day = week.begin(FRIDAY, 9, 5)
    day.press("F4")
    line = day.screen.rooms.desk.line
    day.press("Return", letter_of(line.themes, "DIGITAL"), "2", "0")
    day.press(letter_of(line.results, "SETTLED"))
    week.at(FRIDAY, 11, 30)
    day.press("F8")
    day.go("settings")
    day.walk(day.screen.copy)
    day.press("Space")
    assert len(homes.ask(day.qtbot, day.shell, copies.kept)) == 1
    week.end(day)


def read(home: Path, start: str, end: str) -> dict[str, dict[str, Any]]:
    """Every figure of a period, as another process reads it."""
    done = subprocess.run(
        [sys.executable, "-m", "lapdesk", "--home", str(home), "--language", "en", "indicators",
         "--json", "--from", start, "--to", end, "--as-of", FRIDAY],
        env={**os.environ, "LAPDESK_PASSPHRASE": homes.PASSPHRASE},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {one["code"]: one for one in json.loads(done.stdout)["figures"]}


def counted(figures: dict[str, dict[str, Any]], codes: Iterable[str]) -> dict[str, Counted]:
    """What is above and below the line of these figures."""
    return {code: (figures[code]["numerator"], figures[code]["denominator"]) for code in codes}


@pytest.mark.parametrize("platform", ["offscreen", pytest.param("xcb", marks=pytest.mark.e2e)])
def test_a_week_by_keys_and_its_figures_by_the_command(
    week: Week, before: Everyday, platform: str
) -> None:
    assert QGuiApplication.platformName() == platform
    monday(week, before.people)
    tuesday(week)
    wednesday(week, before.people, before.waiting[0])
    thursday(week)
    friday(week)
    assert week.pressed <= MOST_KEYS
    assert counted(read(week.home, MONDAY, FRIDAY), OF_THE_WEEK) == OF_THE_WEEK
    assert counted(read(week.home, "2026-01-01", FRIDAY), SINCE_JANUARY) == SINCE_JANUARY


def test_a_new_cycle_of_twelve_sessions_by_keys(week: Week) -> None:
    day = week.begin(MONDAY, 9, 0)
    day.go("workshops")
    day.walk(day.screen.list.new)
    day.press("Space")
    form, page = day.screen.page.form, day.screen.page
    day.press(*"lecture")  # its title has the keyboard
    day.walk(form.inputs["kind"].edit)
    day.press(*"lect", "Return")
    (slot,) = form.inputs["weekly_slots"]._rows
    day.walk(slot["weekday"])
    day.press("j")
    for name, hour in (("start", "18h"), ("end", "19h30")):
        day.walk(slot[name])
        day.press("Ctrl+A", *hour)
    day.walk(form.inputs["start"].edit)
    day.press("Ctrl+A", *"020426")
    day.walk(page.number)
    day.press("1", "2", "Return", "Ctrl+Return")
    made = every(day.desk, "Workshop")[-1]
    assert (made["title"], made["kind"], made["end"]) == ("lecture", "READING", "2026-09-03")
    sessions = every(day.desk, "Session", workshop=made["id"])
    assert len(sessions) == 12
    assert {(s["start"], s["end"]) for s in sessions} == {("18:00", "19:30")}
    # Two minutes at a second and a half a key.
    assert day.keys.pressed <= 80
    week.end(day)
