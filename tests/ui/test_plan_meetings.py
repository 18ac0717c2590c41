"""Meetings through the real window: one noted, twenty structures present typed one by one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from lapdesk.models import shipped
from lapdesk.services import meeting, record
from lapdesk.store.desk import Desk
from lapdesk.ui.screens.plan_meetings import MeetingsPage
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday
from tests.ui.ateliers import TODAY, every, put
from tests.ui.conftest import Photo
from tests.ui.homes import screen_of
from tests.ui.test_theme import cut_off

PLACE = "plan"


@pytest.fixture
def page(shell: Shell, qtbot: QtBot, work: Work) -> MeetingsPage:
    """The page of meetings."""
    found = screen_of(shell).go("meetings")
    everyday.rested(qtbot, work)
    assert isinstance(found, MeetingsPage)
    return found


def names(desk: Desk, number: int) -> list[str]:
    """Structures by their first letters, which a plain keyboard types; no two begin alike."""
    told = {str(a["name"])[:8]: str(a["name"]) for a in every(desk, "Actor")}
    return [start for start in sorted(told) if start.isascii() and start.isalpha()][:number]


def test_twenty_structures_present_in_ninety_seconds(
    desk: Desk, page: MeetingsPage, qtbot: QtBot, work: Work
) -> None:
    held = put(desk, "Meeting", {"kind": "SEMINAR", "date": "2026-03-03", "title": "Séminaire"})
    page.ask()
    everyday.rested(qtbot, work)
    page.open_one(held)
    everyday.rested(qtbot, work)
    assert page.came is not None
    page.came.edit.setFocus()
    pressed = 0
    for name in names(desk, 20):
        QTest.keyClicks(page.came.edit, name)
        everyday.rested(qtbot, work)
        QTest.keyClick(page.came.edit, Qt.Key.Key_Return)
        everyday.rested(qtbot, work)
        pressed += 9
    assert pressed <= 180  # two keys a second
    assert len(every(desk, "MeetingPresence", meeting=held)) == 20
    assert len(page.came.present) == 20


def test_a_number_after_the_name_says_how_many_came(
    desk: Desk, page: MeetingsPage, qtbot: QtBot, work: Work
) -> None:
    held = put(desk, "Meeting", {"kind": "SEMINAR", "date": "2026-03-03", "title": "Axe 1"})
    page.ask()
    everyday.rested(qtbot, work)
    page.open_one(held)
    everyday.rested(qtbot, work)
    came = page.came
    assert came is not None
    for typed in ("vitry 3", "vitry"):
        QTest.keyClicks(came.edit, typed)
        everyday.rested(qtbot, work)
        QTest.keyClick(came.edit, Qt.Key.Key_Return)
        everyday.rested(qtbot, work)
    # The second time is refused, in words, and changes nothing (V6).
    assert not came.problem.isHidden()
    (one,) = every(desk, "MeetingPresence", meeting=held)
    assert (one["actor"], one["persons"]) == (shipped.id_of("plan-actors", "ville-vitry"), 3)
    assert "3 personnes" in came.count.text()


def test_a_meeting_is_noted_and_changed(
    desk: Desk, page: MeetingsPage, qtbot: QtBot, work: Work
) -> None:
    assert not page.empty.isHidden()
    page.new.click()
    form = page.form
    assert form is not None
    QApplication.processEvents()
    QTest.keyClicks(form.form.inputs["title"].focusProxy() or form.form.inputs["title"], "Seance")
    form.form.inputs["kind"].set_value("COMMITTEE")
    form.add()
    everyday.rested(qtbot, work)
    (found,) = every(desk, "Meeting")
    assert (found["title"], found["date"]) == ("Seance", TODAY[:10])
    assert page.came is not None
    assert page.view.table.rowCount() == 1
    # What added it went with its form.
    left = [b for b in page.side.findChildren(QPushButton) if b.text() == "Ajouter"]
    assert not any(button.isVisibleTo(page) for button in left)


def test_who_came_is_typed_right_after_a_meeting_is_added(
    desk: Desk, shell: Shell, page: MeetingsPage, qtbot: QtBot, work: Work
) -> None:
    everyday.active(qtbot, shell)
    page.new.click()
    form = page.form
    assert form is not None
    form.form.inputs["title"].set_value("Seance")
    form.form.inputs["kind"].set_value("COMMITTEE")
    (add,) = [b for b in page.side.findChildren(QPushButton) if b.text() == "Ajouter"]
    QTest.mouseClick(add, Qt.MouseButton.LeftButton)
    everyday.rested(qtbot, work)
    came = page.came
    assert came is not None
    qtbot.waitUntil(came.edit.hasFocus)
    QTest.keyClicks(came.edit, names(desk, 1)[0])
    everyday.rested(qtbot, work)
    QTest.keyClick(came.edit, Qt.Key.Key_Return)
    everyday.rested(qtbot, work)
    assert len(every(desk, "MeetingPresence")) == 1


def test_a_meeting_that_is_being_typed_is_not_lost_unasked(
    desk: Desk, shell: Shell, page: MeetingsPage, qtbot: QtBot, work: Work
) -> None:
    held = put(desk, "Meeting", {"kind": "SEMINAR", "date": "2026-03-03", "title": "Axe 1"})
    page.ask()
    everyday.rested(qtbot, work)
    page.new.click()
    form = page.form
    assert form is not None
    everyday.rested(qtbot, work)
    form.form.inputs["title"].set_value("Seance")
    first = page.view.visualRect(page.view.table.index(0, 1)).center()
    for pressed, at in ((page.view.viewport(), first), (page.new, QPoint())):
        QTest.mouseClick(pressed, Qt.MouseButton.LeftButton, pos=at)
        everyday.asked(shell).stay.click()
        assert page.form is form
        assert form.form.inputs["title"].value() == "Seance"
        assert page.view.chosen() == ""
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    everyday.asked(shell).leave.click()
    everyday.rested(qtbot, work)
    assert page.record == held
    assert len(every(desk, "Meeting")) == 1


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_meetings(
    desk: Desk, shell: Shell, page: MeetingsPage, photo: Photo, look: str, qtbot: QtBot, work: Work
) -> None:
    photo(shell, f"ui-plan-meetings-empty{look}")
    assert cut_off(page) == []
    held = put(desk, "Meeting", {
        "kind": "SEMINAR", "date": "2026-03-03", "title": "Séminaire du réseau",
        "place": "Maison des associations, Créteil", "minutes": 180, "axes": ["AX1", "AX2"],
        "decisions": "Un annuaire commun, tenu à jour par chacun.\nUne rencontre par axe.",
    })  # fmt: skip
    put(desk, "Meeting", {"kind": "COMMITTEE", "date": "2026-01-20", "title": "Comité"})
    actors = sorted(every(desk, "Actor"), key=lambda a: str(a["name"]))[::9]
    record.write(
        desk, [meeting.coming(held, str(a["id"]), 1 + n % 3) for n, a in enumerate(actors)]
    )
    page.ask()
    everyday.rested(qtbot, work)
    photo(shell, f"ui-plan-meetings{look}")
    assert cut_off(page) == []
