"""A double click or Enter twice writes one record; Ctrl+Z says what it takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.models.draft import Draft
from lapdesk.services import taking_back
from lapdesk.store.desk import Desk
from lapdesk.ui.screens.people import PeopleScreen
from lapdesk.ui.screens.people_adds import NeedForm
from lapdesk.ui.screens.people_orient import OrientForm
from lapdesk.ui.shell import Shell
from lapdesk.ui.twice import Presses
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import put
from tests.ui.everyday import TODAY, every
from tests.ui.test_migrapass import Home, fill

Rest = Callable[[], None]
Opened = tuple[QWidget, QWidget]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("twice") / "home"
        yield folder, cast("Any", everyday.source(folder, fill))


@pytest.fixture
def shell(app: QApplication, desk: Desk, qtbot: QtBot, work: Work, french: None) -> Iterator[Shell]:
    everyday.dress(app, "")
    found = everyday.begun(qtbot, desk, work)
    # Slow machines: the two presses of a test are one double click all the same.
    before = app.doubleClickInterval()
    app.setDoubleClickInterval(60_000)
    yield found
    app.setDoubleClickInterval(before)


@pytest.fixture
def rest(qtbot: QtBot, work: Work) -> Rest:
    return lambda: everyday.rested(qtbot, work)


def _meeting(shell: Shell, source: Home, rest: Rest) -> Opened:
    screen: Any = homes.place(shell, "migrapass")
    rest()
    screen.open_record(source[1].path)
    rest()
    line = screen.path.sheets.pages["steps"].line
    return line.save, line.form.inputs["minutes"].edit


def _time(shell: Shell, source: Home, rest: Rest) -> Opened:
    screen: Any = homes.place(shell, "today")
    rest()
    screen.rooms.to_time()
    rest()
    page = screen.rooms.time
    page.typed.setText("2h30 préparation")
    return page.add, page.typed


def _person(shell: Shell, source: Home, rest: Rest) -> Any:
    made = homes.place(shell, "people")
    assert isinstance(made, PeopleScreen)
    made.open_record(source[1].around.people[5])
    rest()
    return made.record


def _told(shell: Shell, source: Home, rest: Rest) -> Opened:
    record = _person(shell, source, rest)
    record.sheets.go("safe")
    rest()
    button = record.safe.asks["SHARE"]
    return button, button


def _need(shell: Shell, source: Home, rest: Rest) -> Opened:
    record = _person(shell, source, rest)
    record.need.click()
    form = record._open_form
    assert isinstance(form, NeedForm)
    form.form.inputs["theme"].set_value("HEALTH")
    rest()
    return form.save, form.save


def _orientation(shell: Shell, source: Home, rest: Rest) -> Opened:
    record = _person(shell, source, rest)
    record.begin_orientation()
    form = record._open_form
    assert isinstance(form, OrientForm)
    form.theme.choose(["LEGAL"])
    form._look()
    rest()
    form.places.cards[0].click()
    rest()
    return form.save, form.save


FORMS = {
    "MigrapassMeeting": _meeting,
    "VolunteerTime": _time,
    "Consent": _told,
    "Need": _need,
    "Orientation": _orientation,
}


def _double_click(button: QWidget, _line: QWidget) -> None:
    # As the mouse sends it: press, release, double press, release.
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)


def _enter_twice(_button: QWidget, line: QWidget) -> None:
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize("entity", FORMS)
@pytest.mark.parametrize("press", [_double_click, _enter_twice])
def test_pressed_twice_writes_one_record(
    desk: Desk, shell: Shell, source: Home, rest: Rest, entity: str, press: Any
) -> None:
    button, line = FORMS[entity](shell, source, rest)
    before = len(every(desk, entity))
    press(button, line)
    rest()
    assert len(every(desk, entity)) == before + 1


def test_what_is_proposed_next_is_not_written_by_the_second_press(
    desk: Desk, shell: Shell, source: Home, rest: Rest
) -> None:
    """A quick laptop has answered, and proposes the next meeting, before the second click."""
    button, line = _meeting(shell, source, rest)
    before = len(every(desk, "MigrapassMeeting"))
    for press in (_double_click, _enter_twice):
        press(button, line)
        rest()
    assert len(every(desk, "MigrapassMeeting")) == before + 1


def test_what_differs_or_was_refused_is_written(app: QApplication) -> None:
    presses, one, other = Presses(), QWidget(), QWidget()
    need = Draft("Need", {"participant": "a", "theme": "HEALTH", "expressed_on": TODAY})
    first = presses.begin(one, [need])
    assert first is not None
    assert presses.begin(one, [need]) is None
    assert presses.begin(other, [need]) is not None
    assert presses.begin(one, [Draft("Need", {**(need.fields or {}), "theme": "LEGAL"})])
    edit = Draft("Need", {"state": "OPEN"}, "b")
    assert presses.begin(one, [edit]) is not None
    assert presses.begin(one, [edit]) is not None
    presses.end(first, written=False)
    assert presses.begin(one, [need]) is not None


def test_after_the_time_of_a_double_click_the_same_is_written_again(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    presses, one = Presses(), QWidget()
    need = Draft("Need", {"participant": "a", "theme": "HEALTH", "expressed_on": TODAY})
    first = presses.begin(one, [need])
    assert first is not None
    first.at -= 3600
    assert presses.begin(one, [need]) is None  # still under way, however long it takes
    presses.end(first, written=True)
    assert presses.begin(one, [need]) is not None


def test_no_meeting_is_noted_on_a_path_that_was_stopped(
    desk: Desk, shell: Shell, source: Home, rest: Rest
) -> None:
    put(desk, "MigrapassPath", {"state": "STOPPED", "end": TODAY}, source[1].path)
    before = len(every(desk, "MigrapassMeeting"))
    button, _line = _meeting(shell, source, rest)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    rest()
    assert len(every(desk, "MigrapassMeeting")) == before
    assert "reprenez-le d’abord" in shell.notices.title.text()


def said(shell: Shell) -> str:
    """The notice, its no-break spaces plain."""
    return shell.notices.title.text().replace("\xa0", " ")


def test_undo_says_what_and_asks_before_another_sitting(
    desk: Desk, shell: Shell, source: Home, rest: Rest
) -> None:
    button, _line = _need(shell, source, rest)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    rest()
    needs, actions = len(every(desk, "Need")), len(every(desk, "PersonalAction"))
    paths = len(every(desk, "MigrapassPath"))

    def back() -> str:
        QTest.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        rest()
        return said(shell)

    year, month, day = TODAY.split("-")
    assert back() == f"Annulé : Besoin du {day}/{month}/{year}"
    assert len(every(desk, "Need")) == needs - 1
    assert "autre séance de travail" in back()
    assert len(every(desk, "MigrapassPath")) == paths
    assert shell.notices.action.text().replace("\xa0", " ").startswith("Annuler : Parcours")
    assert back().startswith("Annulé : Parcours")
    assert len(every(desk, "MigrapassPath")) == paths - 1
    # Each older one is asked about; the button says yes too.
    assert "autre séance de travail" in back()
    QTest.mouseClick(shell.notices.action, Qt.MouseButton.LeftButton)
    rest()
    assert said(shell).startswith("Annulé : ")
    assert len(every(desk, "PersonalAction")) <= actions


def test_several_records_are_told_by_their_number(desk: Desk, source: Home, french: None) -> None:
    from lapdesk.services import record

    people = source[1].around.people
    since = desk.clock
    asked = [
        Draft("Need", {"participant": one, "theme": "LEGAL", "expressed_on": "2026-03-12"})
        for one in people
    ]
    record.write(desk, asked)
    found = taking_back.take_back(desk, since)
    assert found is not None
    assert found.said == f"{len(people)} besoins"
    record.write(desk, [Draft("Participant", {"first_contact": "2026-03-12"})])
    named = taking_back.take_back(desk, since)
    assert named is not None
    assert named.said.startswith("Personne – ")
