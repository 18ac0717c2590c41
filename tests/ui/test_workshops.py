"""Cycles, places and sheets of paper, through the real window on a real encrypted home."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lapdesk.services import home
from lapdesk.store.desk import Desk
from lapdesk.ui import theme
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.printing import PrintDialog
from lapdesk.ui.screens.workshops_session import SessionDialog
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import homes
from tests.ui.ateliers import TODAY, Atelier, Keyboard, atelier, every, person
from tests.ui.conftest import Open, Photo
from tests.ui.everyday import rested
from tests.ui.test_theme import cut_off

PLACE = "workshops"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Atelier, str]]:
    """A home with a cycle that is full, and one person more; made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("workshops") / "home"
        desk = homes.made(folder)
        home.open_safe(desk)
        made = atelier(desk, people=6, capacity=6)
        other = person(desk, "Zohra", "Mansouri")
        desk.close()
        yield folder, made, other


def test_an_empty_place_says_what_to_do_first(
    opened: Open, tmp_path: Path, photo: Photo, qtbot: QtBot, work: Work
) -> None:
    desk = homes.made(tmp_path / "empty")
    shell = opened(desk)
    page = homes.screen_of(shell).page
    assert page.empty.isVisible()
    assert not page.cycles_card.isVisible()
    photo(shell, "workshops-empty")
    rested(qtbot, work)
    desk.close()


def test_the_list_says_what_comes_next(shell: Shell, photo: Photo) -> None:
    page = homes.screen_of(shell).page
    assert page.sheets.hasFocus()
    row = page.cycles.table.lines[0]
    assert row.cells[0] == "Ateliers du mardi"
    assert row.cells[4] == "6 / 6"
    assert row.cells[3] == "Mar. 24/03/2026, 14:00"
    photo(shell, "workshops")


def test_a_cycle_of_twelve_sessions_is_one_entry(
    desk: Desk, shell: Shell, qtbot: QtBot, keys: Keyboard, photo: Photo
) -> None:
    homes.screen_of(shell).list.new.click()
    keys.wait()
    page = homes.screen_of(shell).page
    assert page.form.inputs["commune"].value() == "94081"
    assert page.form.inputs["leaders"].value() == [str(desk.member)]
    qtbot.keyClicks(page.form.inputs["title"].edit, "Atelier lecture")
    qtbot.keyClicks(page.form.inputs["kind"].edit, "lecture")
    qtbot.keyClick(page.form.inputs["kind"].edit, Qt.Key.Key_Return)
    assert page.form.inputs["kind"].value() == "READING"
    slots = page.form.inputs["weekly_slots"]
    row = slots._rows[0]
    row["weekday"].setCurrentIndex(3)
    for name, hour in (("start", "18h"), ("end", "19h30")):
        row[name].setFocus()
        qtbot.keyClicks(row[name], hour)
    spaces = page.form.inputs["spaces"].edit
    qtbot.keyClicks(spaces, "media")
    qtbot.keyClick(spaces, Qt.Key.Key_Return)
    first = page.form.inputs["start"].edit
    first.setFocus()
    first.selectAll()
    qtbot.keyClicks(first, "02/04/2026")
    page.number.setFocus()
    qtbot.keyClicks(page.number, "12")
    qtbot.keyClick(page.number, Qt.Key.Key_Return)
    assert len(page.days.ticked()) == 12
    left = [d for d in page.days._days if not d.ticked]
    assert [(d.day.isoformat(), d.reason) for d in left][:3] == [
        ("2026-04-23", "Spring school holidays"),
        ("2026-04-30", "Spring school holidays"),
        ("2026-05-14", "Ascension Day"),
    ]
    assert page.form.inputs["end"].value() == "2026-09-03"
    page.save.click()
    keys.wait()
    found = next(w for w in every(desk, "Workshop") if w["title"] == "Atelier lecture")
    assert found["spaces"] == ["LIBRARY"]
    sessions = every(desk, "Session", workshop=found["id"])
    assert len(sessions) == 12
    assert {s["start"] for s in sessions} == {"18:00"}
    assert homes.screen_of(shell).title.text() == "Atelier lecture"
    shell.stage.undo()
    keys.wait()
    assert every(desk, "Session", workshop=found["id"]) == []
    assert len(every(desk, "Workshop")) == 1


def test_what_is_wrong_is_said_beside_its_field(desk: Desk, shell: Shell, keys: Keyboard) -> None:
    homes.screen_of(shell).list.new.click()
    keys.wait()
    page = homes.screen_of(shell).page
    page.save.click()
    keys.wait()
    assert page.form.inputs["title"].problem.isVisible()
    assert len(every(desk, "Workshop")) == 1


def test_a_full_workshop_proposes_the_waiting_list(
    desk: Desk, shell: Shell, keys: Keyboard, photo: Photo, source: tuple[Path, Atelier, str]
) -> None:
    made, other = source[1:]
    homes.screen_of(shell).open_record(made.id)
    keys.wait()
    places = homes.screen_of(shell).page.places
    places.person.setFocus()
    keys.press("z", "o", "h")
    keys.wait()
    keys.press("Return")
    keys.wait()
    assert places.full.isVisible()
    assert "6/6" in places.full_words.text()
    photo(shell, "workshop-full")
    keys.press("Space")
    keys.wait()
    found = every(desk, "Enrolment", participant=other)
    assert [e["state"] for e in found] == ["WAITING"]
    assert not places.full.isVisible()
    assert "1" in places.heading.text()


def test_somebody_leaves_and_the_next_one_gets_the_place(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, str]
) -> None:
    made, other = source[1:]
    page = homes.screen_of(shell)
    page.open_record(made.id)
    keys.wait()
    places = page.page.places
    places.enrol(_found(other))
    keys.wait()
    places._wait()
    keys.wait()
    first = next(p for p in places.cycle.places if p.row.participant == made.people[0])
    _choose(places.list, first.row.id)
    places.leave.menu().actions()[1].trigger()
    keys.wait()
    left = every(desk, "Enrolment", id=first.row.id)[0]
    assert (left["state"], left["exit_reason"], left["end"]) == ("CANCELLED", "JOB", TODAY)
    waiting = next(p for p in places.cycle.places if p.row.participant == other)
    _choose(places.list, waiting.row.id)
    places.step.click()
    keys.wait()
    assert every(desk, "Enrolment", participant=other)[0]["state"] == "ENROLLED"


def _found(person_id: str) -> Any:
    from lapdesk.ui.finding import Found

    return Found(person_id, "Zohra M.")


def _choose(view: Any, record: str) -> None:
    for row in range(view.table.rowCount()):
        if view.table.lines[row].key == record:
            view.setCurrentIndex(view.table.index(row, 0))


def test_an_unplanned_session_in_twenty_keys(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, str], photo: Photo
) -> None:
    made = source[1]
    keys.press("Tab", "Return")
    keys.wait()
    keys.press("Ctrl+N")
    keys.wait()
    dialog = homes.screen_of(shell).page.findChild(SessionDialog)
    photo(dialog, "session-dialog")
    keys.press("Tab", *"1030", "Tab", *"12h", "Return")
    keys.wait()
    keys.press("T", "Ctrl+Return")
    keys.wait()
    assert keys.pressed <= 20
    found = [s for s in every(desk, "Session", workshop=made.id) if s["start"] == "10:30"]
    assert [(s["date"], s["end"], s["state"]) for s in found] == [(TODAY, "12:00", "LOCKED")]
    assert len(every(desk, "Attendance", session=found[0]["id"])) == 6


def test_the_sheet_is_printed_in_two_clicks(
    shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, str], tmp_path: Path, photo: Photo
) -> None:
    homes.screen_of(shell).open_record(source[1].id)
    keys.wait()
    page = homes.screen_of(shell).page
    photo(shell, "workshop")
    page.print.click()
    keys.wait()
    dialog = page.findChild(PrintDialog)
    assert dialog.danger.isVisible()
    assert dialog.made.pages == 1
    assert dialog.print.isEnabled()
    photo(dialog, "sheet-print")
    dialog.names.click()
    keys.wait()
    assert not dialog.danger.isVisible()
    dialog.save(tmp_path / "sheet.pdf")
    keys.wait()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_every_sheet_of_a_cycle_at_once(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, str]
) -> None:
    homes.screen_of(shell).open_record(source[1].id)
    keys.wait()
    homes.screen_of(shell).page.sheets.click()
    keys.wait()
    dialog = homes.screen_of(shell).page.findChild(PrintDialog)
    assert dialog.made.pages == len(every(desk, "Session", workshop=source[1].id))
    dialog.reject()


def test_without_the_safe_a_sheet_bears_codes(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, str]
) -> None:
    home.close_safe(desk)
    homes.screen_of(shell).open_record(source[1].id)
    keys.wait()
    homes.screen_of(shell).page.print.click()
    keys.wait()
    dialog = homes.screen_of(shell).page.findChild(PrintDialog)
    assert not dialog.names.isVisible()
    assert not dialog.danger.isVisible()
    dialog.reject()


def test_pictures_of_a_cycle(
    shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, str], photo: Photo
) -> None:
    homes.screen_of(shell).open_record(source[1].id)
    keys.wait()
    photo(shell, "ui-workshop")
    assert cut_off(homes.screen_of(shell).page) == []
    homes.screen_of(shell).begin()
    keys.wait()
    page = homes.screen_of(shell).page
    page.form.inputs["title"].set_value("Atelier lecture")
    page.form.inputs["kind"].set_value("READING")
    page.form.inputs["weekly_slots"].set_value([{"weekday": 4, "start": "18:00", "end": "19:30"}])
    page.number.setText("12")
    page.number.editingFinished.emit()
    photo(shell, "ui-workshop-new")


LOOKS = {
    "-dark": Preferences(theme="dark"),
    "-contrast": Preferences(theme="contrast"),
    "-doubled": Preferences(scale=200),
    "-mirrored": Preferences(),
}


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_in_other_looks(
    app: QApplication, desk: Desk, opened: Open, qtbot: QtBot, work: Work, photo: Photo,
    source: tuple[Path, Atelier, str], look: str,
) -> None:  # fmt: skip
    if look == "-mirrored":
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.apply(app, LOOKS[look])
    shell = opened(desk)
    shell.stage.prefer(LOOKS[look])
    photo(shell, f"workshops{look}")
    pages = {"workshop": source[1].id, "roll": source[1].today}
    for name, record in pages.items():
        homes.screen_of(shell).open_record(record)
        rested(qtbot, work)
        photo(shell, f"{name}{look}")
        assert cut_off(homes.screen_of(shell).page) == []
    homes.screen_of(shell).begin()
    rested(qtbot, work)
    photo(shell, f"workshop-new{look}")
    assert cut_off(homes.screen_of(shell).page) == []
