"""Levels, autonomy, self-assessment and curves of a group, by real keys on the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lapdesk.models import lists
from lapdesk.services import home, placing, progress
from lapdesk.services.placing import Schooling
from lapdesk.store.desk import Desk
from lapdesk.ui.printing import PrintDialog
from lapdesk.ui.screens.progress_curves import CurveDialog
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import homes
from tests.ui.ateliers import Atelier, Keyboard, atelier, every, put
from tests.ui.conftest import Open, Photo
from tests.ui.everyday import LOOKS, dress, rested
from tests.ui.test_theme import cut_off

LATER = "2026-06-16"
DAY = LATER


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Atelier]]:
    """A cycle of fifteen people in June: some were positioned at entry, some spaces seen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", LATER)
        folder = tmp_path_factory.mktemp("progress") / "home"
        desk = homes.made(folder)
        home.open_safe(desk)
        made = atelier(desk)
        put(desk, "Workshop", {"spaces": ["MAIRIE", "HEALTH", "TRANSPORT"], "phase": "P1"}, made.id)
        past(desk, made)
        desk.close()
        yield folder, made


def past(desk: Desk, made: Atelier) -> None:
    """What was noted since January of the first three."""
    member = str(desk.member)
    for place, one in enumerate(made.people[:3]):
        for moment, day, step in (("ENTRY", "2026-01-13", 0), ("MID", "2026-03-31", 1)):
            codes = ["INFRA", "A1_1", "A1", "A2", "B1"]
            levels = {f"level_{s}": codes[min(4, place + step)] for s in ("co", "eo", "io")}
            levels |= {f"level_{s}": codes[place] for s in ("ce", "ee")}
            values = {"participant": one, "moment": moment, "date": day, "by": member}
            put(desk, "LanguageAssessment", {**values, "profile": "ALPHA", **levels})
        for day, level in (("2026-02-03", 0), ("2026-03-10", 1), ("2026-05-12", 2 + place % 2)):
            for space in ("MAIRIE", "HEALTH", "LIBRARY"):
                mark = {"participant": one, "space": space, "phase": "P1", "date": day}
                put(desk, "AutonomyMark", {**mark, "level": str(level)})
        own = {"participant": one, "space": "MAIRIE", "phase": "P1", "date": "2026-05-19"}
        put(desk, "AutonomyMark", {**own, "level": "3", "self": True})


@pytest.fixture
def opened(qtbot: QtBot, work: Work, french: None, source: tuple[Path, Atelier]) -> Open:
    def begin(desk: Desk) -> Shell:
        shell = homes.shell_of(qtbot, desk, work)
        homes.place(shell, "workshops").show_cycle(source[1].id)
        rested(qtbot, work)
        homes.screen_of(shell).page.progress.click()
        rested(qtbot, work)
        return shell

    return begin


def click(button: Any) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def positioned(desk: Desk, person: str, moment: str) -> list[dict[str, Any]]:
    return every(desk, "LanguageAssessment", participant=person, moment=moment)


def test_fifteen_people_at_one_space_with_one_key_each(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier], photo: Photo
) -> None:
    made = source[1]
    click(homes.screen_of(shell).page.sheets.buttons["spaces"])
    keys.wait()
    sheet = homes.screen_of(shell).page.spaces
    photo(shell, "progress-space")
    levels = "012343210123432"
    keys.press("Down", "Down", "Return", *levels)
    keys.wait()
    assert keys.pressed <= 2 * 15
    marks = every(desk, "AutonomyMark", date=LATER)
    assert {m["participant"]: m["level"] for m in marks} == dict(
        zip(made.people, levels, strict=True)
    )
    assert {(m["space"], m["phase"], m.get("self")) for m in marks} == {("HEALTH", "P1", False)}
    assert sheet.table.data(sheet.view.currentIndex()) == "15/15"
    before = every(desk, "AutonomyMark", participant=made.people[0], space="HEALTH")
    assert sorted(m["level"] for m in before) == ["0", "0", "1", "2"]


def test_the_grid_opens_where_the_last_session_was(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier]
) -> None:
    sessions = sorted(every(desk, "Session", workshop=source[1].id), key=lambda one: one["date"])
    put(desk, "Session", {"space": "LIBRARY", "phase": "P2"}, sessions[0]["id"])
    put(desk, "Session", {"space": "HEALTH"}, sessions[-1]["id"])  # still to come
    click(homes.screen_of(shell).page.sheets.buttons["spaces"])
    keys.wait()
    assert homes.screen_of(shell).page.spaces.place() == ("LIBRARY", "P2")


def test_a_figure_is_corrected_on_its_day_and_taken_back(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier]
) -> None:
    made = source[1]
    click(homes.screen_of(shell).page.sheets.buttons["spaces"])
    keys.wait()
    keys.press("Return", "3", "Up", "4")
    keys.wait()
    marks = every(desk, "AutonomyMark", participant=made.people[0], date=LATER)
    assert [m["level"] for m in marks] == ["4"]
    keys.press("Up", "Delete")
    keys.wait()
    assert every(desk, "AutonomyMark", participant=made.people[0], date=LATER) == []
    keys.press("2")
    keys.wait()
    shell.stage.undo()
    keys.wait()
    assert every(desk, "AutonomyMark", participant=made.people[0], date=LATER) == []
    people = homes.screen_of(shell).page.spaces.people_table
    assert people.data(people.index(0, 1)) == ""
    assert people.data(people.index(0, 2)) == "2 · 12/05/2026"


def test_keys_before_the_disk_make_one_mark(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier]
) -> None:
    click(homes.screen_of(shell).page.sheets.buttons["spaces"])
    keys.wait()
    keys.press("Return", "1", "Up", "2", "Up", "3", "Up", "4", "Up", "0")
    keys.wait()
    marks = every(desk, "AutonomyMark", participant=source[1].people[0], date=LATER)
    assert [m["level"] for m in marks] == ["0"]


def test_a_group_is_positioned_by_figures(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier], photo: Photo
) -> None:
    made = source[1]
    sheet = homes.screen_of(shell).page.levels
    assert sheet.view.hasFocus()
    for _row in range(3):
        keys.press("Down")
    keys.press("1", "1", "2", "1", "0", "0", "3", "3", "3", "3", "2", "2")
    keys.wait()
    found = positioned(desk, made.people[3], "ENTRY")[0]
    levels = [found[f"level_{s}"] for s in ("co", "eo", "io", "ce", "ee")]
    assert levels == ["A1_1", "A1", "A1_1", "INFRA", "INFRA"]
    assert (found["profile"], found["date"], found["by"]) == ("ALPHA", LATER, str(desk.member))
    assert positioned(desk, made.people[4], "ENTRY")[0]["profile"] == "FLE"
    photo(shell, "progress-level")
    assert keys.pressed <= 3 + 2 * 6
    assert cut_off(sheet) == []


def test_the_entry_of_this_cycle_is_corrected_not_written_twice(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier]
) -> None:
    made = source[1]
    keys.press("Right", "3")
    keys.wait()
    found = positioned(desk, made.people[0], "ENTRY")
    assert [(a["level_co"], a["date"]) for a in found] == [("A2", "2026-01-13")]
    click(homes.screen_of(shell).page.levels.moment.buttons["MID"])
    keys.wait()
    table = homes.screen_of(shell).page.levels.table
    assert table.data(table.index(0, 2)) == "(A1.1)"
    homes.screen_of(shell).page.levels.view.setFocus()
    keys.press("2")
    keys.wait()
    assert len(positioned(desk, made.people[0], "MID")) == 2


def test_a_profile_alone_is_kept_and_all_can_be_taken_back(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier]
) -> None:
    one = source[1].people[5]
    homes.screen_of(shell).page.levels.view.go(5, 1)
    keys.press("3")
    keys.wait()
    assert positioned(desk, one, "ENTRY")[0]["profile"] == "FLE"
    keys.press("2", "Left", "Delete", "Left", "Delete")
    keys.wait()
    assert positioned(desk, one, "ENTRY") == []


def test_a_level_that_falls_is_asked_about_kindly(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier], photo: Photo
) -> None:
    made = source[1]
    sheet = homes.screen_of(shell).page.levels
    click(sheet.moment.buttons["EXIT"])
    keys.wait()
    sheet.view.go(2, 2)
    sheet.view.setFocus()
    keys.press("1")
    keys.wait()
    assert positioned(desk, made.people[2], "EXIT")[0]["level_co"] == "A1_1"
    assert sheet.doubt.isVisible()
    assert "Bintou K." in sheet.doubt.words.text()
    photo(shell, "progress-doubt")
    keys.press("3")
    keys.wait()
    assert sheet.doubt.isVisible()
    shell.top.hide_names.click()
    keys.wait()
    assert "Bintou" not in sheet.doubt.words.text()
    shell.top.hide_names.click()
    keys.wait()
    click(sheet.doubt.look)
    keys.press("4")
    keys.wait()
    assert not sheet.doubt.isVisible()
    assert positioned(desk, made.people[2], "EXIT")[0]["level_co"] == "B1"


def test_an_exit_before_the_entry_is_refused_and_nothing_stays(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier], qtbot: QtBot
) -> None:
    made = source[1]
    sheet = homes.screen_of(shell).page.levels
    click(sheet.moment.buttons["EXIT"])
    sheet.day.set_value("2026-01-02")
    sheet.day.committed.emit()
    keys.wait()
    sheet.view.go(0, 2)
    sheet.view.setFocus()
    keys.press("3")
    keys.wait()
    assert shell.notices.isVisible()
    assert positioned(desk, made.people[0], "EXIT") == []


@pytest.mark.parametrize(
    ("said", "profile"),
    [
        (Schooling(), None),
        (Schooling("NONE"), None),
        (Schooling("NONE", literacy_course=False), "ALPHA"),
        (Schooling("NONE", literacy_course=True), "POST_ALPHA"),
        (Schooling("FEW", in_french=False), "POST_ALPHA"),
        (Schooling("FEW", in_french=True, at_ease=False), "ILLETTRISME"),
        (Schooling("FIVE", in_french=True, at_ease=True), "RAN"),
        (Schooling("FIVE", in_french=False), None),
        (Schooling("FIVE", in_french=False, same_letters=True), "FLE"),
        (Schooling("FIVE", in_french=False, same_letters=False), "FLE_OTHER_SCRIPT"),
    ],
)
def test_the_sorting_questions_lead_to_a_profile(said: Schooling, profile: str | None) -> None:
    assert placing.profile_for(said) == profile
    if profile is not None:
        answered = {n for n in placing.asked_next(said) if getattr(said, n) is not None}
        assert answered == set(placing.asked_next(said))


def test_the_questions_are_a_help_of_which_only_the_profile_stays(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier], photo: Photo
) -> None:
    sheet = homes.screen_of(shell).page.levels
    sheet.view.go(6, 1)
    asked = sheet.sorting.questions
    click(asked["years"].buttons["FIVE"])
    click(asked["in_french"].buttons["no"])
    click(asked["same_letters"].buttons["no"])
    photo(shell, "progress-sorting")
    click(sheet.sorting.take)
    keys.wait()
    found = positioned(desk, source[1].people[6], "ENTRY")
    assert [a["profile"] for a in found] == ["FLE_OTHER_SCRIPT"]
    assert sheet.view.hasFocus()
    keys.press("Down")
    assert asked["years"].chosen() == []


def test_a_learner_answers_with_pictures(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier], photo: Photo
) -> None:
    made = source[1]
    click(homes.screen_of(shell).page.sheets.buttons["spaces"])
    keys.wait()
    homes.screen_of(shell).page.spaces.people.go(4, 1)
    click(homes.screen_of(shell).page.spaces.own)
    keys.wait()
    page = homes.screen_of(shell).page
    assert page.place.text() == "Mairie"
    assert page.who.text() == "Elif K."
    homes.settled()
    photo(shell, "self")
    assert cut_off(page) == []
    click(page.answers[3])
    keys.wait()
    assert page.place.text() == "Transports"
    keys.press("1")
    keys.wait()
    keys.press("Left", "2", "4")
    keys.wait()
    assert page.thanks.isVisible()
    marks = every(desk, "AutonomyMark", participant=made.people[4], self=True)
    found = {m["space"]: m["level"] for m in marks}
    assert found == {"MAIRIE": "3", "TRANSPORT": "2", "HEALTH": "4"}
    assert len(marks) == 3
    photo(shell, "self-thanks")
    keys.press("Return")
    keys.wait()
    assert homes.screen_of(shell).page is homes.screen_of(shell).progress
    assert every(desk, "AutonomyMark", participant=made.people[4], self=False) == []


def test_the_booklet_is_printed_in_two_clicks(shell: Shell, keys: Keyboard) -> None:
    click(homes.screen_of(shell).page.sheets.buttons["spaces"])
    keys.wait()
    click(homes.screen_of(shell).page.spaces.booklet)
    keys.wait()
    dialog = homes.screen_of(shell).page.spaces.findChild(PrintDialog)
    assert dialog.made.pages >= 1
    assert dialog.print.isEnabled()
    dialog.reject()


def test_every_place_and_answer_has_its_picture() -> None:
    from lapdesk import paths

    there = {path.stem for path in (paths.resources() / "icons").glob("*.svg")}
    assert {f"space-{code.lower()}" for code in lists.get("social_space").entries} <= there
    assert {f"face-{code}" for code in lists.get("autonomy").entries} <= there


def test_each_learners_curve(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier], photo: Photo
) -> None:
    click(homes.screen_of(shell).page.sheets.buttons["curves"])
    keys.wait()
    sheet = homes.screen_of(shell).page.curves
    assert sheet.view.picture is not None
    assert "12/05/2026" in sheet.view.words.text()
    photo(shell, "progress-curve")
    assert cut_off(sheet) == []
    for _row in range(5):
        keys.press("Down")
    keys.wait()
    assert sheet.view.picture is None
    assert sheet.view.none.isVisible()


def test_the_path_of_a_person_is_lines_for_their_record(
    desk: Desk, source: tuple[Path, Atelier], qtbot: QtBot, work: Work, french: None, shell: Shell
) -> None:
    path = progress.path_of(desk, source[1].people[1])
    steps = path.steps
    assert [s.day for s in steps] == sorted(s.day for s in steps)
    assert steps[0].title == "Positionnement\u00a0: Entrée"
    assert "Comprendre à l’oral A1.1" in steps[0].detail
    assert steps[-1].detail == f"Mairie\u00a0: {lists.get('autonomy').label('3')}"
    dialog = CurveDialog(shell.stage, source[1].people[1], shell)
    dialog.open()
    rested(qtbot, work)
    assert dialog.view.picture is not None
    dialog.accept()


def test_pictures_of_progress(
    desk: Desk, shell: Shell, keys: Keyboard, photo: Photo, source: tuple[Path, Atelier]
) -> None:
    for name in ("levels", "spaces", "curves"):
        click(homes.screen_of(shell).page.sheets.buttons[name])
        keys.wait()
        homes.settled()
        photo(shell, f"ui-progress-{name}")
    homes.screen_of(shell).show_own(source[1].id, source[1].people[0], "MAIRIE", "P1")
    keys.wait()
    homes.settled()
    photo(shell, "ui-self-assessment")


@pytest.mark.parametrize("look", LOOKS)
def test_progress_in_other_looks(
    app: QApplication, desk: Desk, opened: Open, qtbot: QtBot, work: Work, photo: Photo,
    source: tuple[Path, Atelier], look: str,
) -> None:  # fmt: skip
    dress(app, look)
    shell = opened(desk)
    shell.stage.prefer(LOOKS[look])
    for name in ("levels", "spaces", "curves"):
        click(homes.screen_of(shell).page.sheets.buttons[name])
        rested(qtbot, work)
        photo(shell, f"progress-{name}{look}")
        assert cut_off(homes.screen_of(shell).page) == []
    homes.screen_of(shell).show_own(source[1].id, source[1].people[0], "MAIRIE", "P1")
    rested(qtbot, work)
    homes.settled()
    photo(shell, f"self-assessment{look}")
    assert cut_off(homes.screen_of(shell).page) == []
