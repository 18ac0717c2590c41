"""A workshop through its year: who waits gets the free place, the map of attendance, next year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from lapdesk.services import cycles, home, record
from lapdesk.services.presence import map_of
from lapdesk.store.desk import Desk
from lapdesk.ui.printing import PrintDialog
from lapdesk.ui.screens.workshops_heat_view import MIXED, HeatView, shade
from lapdesk.ui.screens.workshops_session import SessionDialog
from lapdesk.ui.shell import Shell
from lapdesk.ui.theme import PALETTES, Colours
from lapdesk.ui.work import Work
from tests.ui import homes
from tests.ui.ateliers import TODAY, Atelier, Keyboard, atelier, every, person, put
from tests.ui.conftest import Open, Photo
from tests.ui.everyday import LOOKS, active, dress, rested
from tests.ui.test_theme import contrast, cut_off, luminance

LATER = "2026-06-16"
MARKS = "PPPPLPPAPPEP"
PLACE = "workshops"
DAY = LATER


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Atelier, list[str]]]:
    """A full cycle in June, its sheets called since March, two people who wait."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("year") / "home"
        desk = homes.made(folder)
        home.open_safe(desk)
        made = atelier(desk, people=12, capacity=12)
        patch.setenv("LAPDESK_TODAY", LATER)
        called(desk, made)
        waiting = []
        for given, family, asked in (
            ("Zohra", "Mansouri", "2026-05-04"),
            ("Ali", "Ba", "2026-04-01"),
        ):
            waiting.append(person(desk, given, family))
            values = {"participant": waiting[-1], "workshop": made.id, "asked_on": asked}
            put(desk, "Enrolment", {**values, "state": "WAITING"})
        desk.close()
        yield folder, made, waiting


def called(desk: Desk, made: Atelier) -> None:
    """Every sheet up to the day before, one session cancelled, marks that shift by one."""
    sessions = sorted(every(desk, "Session", workshop=made.id), key=lambda s: s["date"])
    past = [s for s in sessions if s["date"] < LATER]
    cancelled = {"state": "CANCELLED", "cancel_reason": "ROOM"}
    put(desk, "Session", cancelled, past[3]["id"])
    for number, session in enumerate(past):
        if number == 3:
            continue
        put(desk, "Session", {"state": "HELD"}, session["id"])
        for place, one in enumerate(made.people):
            mark = MARKS[(place + number) % len(MARKS)]
            put(desk, "Attendance", {"session": session["id"], "participant": one, "mark": mark})


def click(button: Any) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_place_that_is_free_is_given_to_the_first_who_waits_in_one_click(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, list[str]], photo: Photo
) -> None:
    made, waiting = source[1:]
    homes.screen_of(shell).open_record(made.id)
    keys.wait()
    places = homes.screen_of(shell).page.places
    assert not places.free.isVisible()
    first = next(p for p in places.cycle.places if p.row.participant == made.people[0])
    outcome = record.write(desk, [cycles.leave(first, "MOVED")])[0]
    assert outcome.status == "written"
    homes.screen_of(shell).refresh()
    keys.wait()
    assert places.free.isVisible()
    assert "Ali B." in places.free_words.text()
    photo(shell, "workshop-free")
    QTest.mouseClick(places.give, Qt.MouseButton.LeftButton)
    keys.wait()
    states = {e["participant"]: e["state"] for e in every(desk, "Enrolment", workshop=made.id)}
    assert states[waiting[1]] == "ENROLLED"
    assert states[waiting[0]] == "WAITING"
    assert not places.free.isVisible()
    shell.stage.undo()
    keys.wait()
    assert places.free.isVisible()


def test_of_one_day_the_queue_is_the_same_on_every_laptop(
    desk: Desk, source: tuple[Path, Atelier, list[str]]
) -> None:
    made = source[1]
    for given in ("Un", "Deux", "Trois"):
        one = person(desk, given, "Essai")
        values = {"participant": one, "workshop": made.id, "asked_on": "2026-04-01"}
        put(desk, "Enrolment", {**values, "state": "WAITING"})
    found = [p.row for p in cycles.page(desk, made.id).places if p.row.state == "WAITING"]
    assert [(r.asked_on, r.id) for r in found] == sorted((r.asked_on, r.id) for r in found)


def test_the_queue_says_each_ones_rank(
    shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, list[str]]
) -> None:
    homes.screen_of(shell).open_record(source[1].id)
    keys.wait()
    table = homes.screen_of(shell).page.places.list.table
    said = [table.lines[n].cells[:2] for n in range(table.rowCount())]
    assert said[-2:] == [("Ali B.", "Liste d’attente · 1"), ("Zohra M.", "Liste d’attente · 2")]


def test_the_map_says_what_the_sheets_say(
    desk: Desk, source: tuple[Path, Atelier, list[str]]
) -> None:
    made = source[1]
    found = map_of(desk, made.id)
    marks = every(desk, "Attendance")
    by_place = {(m["session"], m["participant"]): m["mark"] for m in marks}
    shown = {
        (session.id, learner.participant): cell.mark
        for learner in found.learners
        for session, cell in zip(found.sessions, learner.cells, strict=True)
        if cell is not None
    }
    assert shown == by_place
    for place, session in enumerate(found.sessions):
        counted = [m for m in marks if m["session"] == session.id and m["mark"] in "PLDR"]
        assert found.present_in(place) == len(counted)
    one = found.learners[0]
    minutes = [c.minutes for c in one.cells if c is not None]
    assert one.minutes == sum(minutes)
    assert {c.quarters for c in one.cells if c is not None and c.mark == "P"} == {4}
    assert {c.quarters for c in one.cells if c is not None and c.mark == "A"} == {0}
    assert {c.quarters for c in one.cells if c is not None and c.mark == "L"} == {3}


def test_the_map_by_keyboard_opens_the_roll(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, list[str]], photo: Photo
) -> None:
    made = source[1]
    homes.screen_of(shell).open_record(made.id)
    keys.wait()
    homes.screen_of(shell).page.attendance.setFocus()
    keys.press("Return")
    keys.wait()
    heat = homes.screen_of(shell).page
    assert heat.view.hasFocus()
    photo(shell, "workshop-map-first")
    keys.press("Left", "Left", "Down")
    index = heat.view.currentIndex()
    session = heat.presence.sessions[index.column()]
    said = heat.where.text()
    assert said.startswith(heat.presence.learners[1].called())
    roles = Qt.ItemDataRole
    assert heat.table.data(index, roles.AccessibleTextRole) == said
    keys.press("Return")
    keys.wait()
    assert homes.screen_of(shell).page.sheet.id == session.id
    keys.press("Escape")
    keys.wait()
    assert homes.screen_of(shell).page is heat
    assert heat.view.currentIndex().column() == index.column()
    assert cut_off(heat) == []


def test_a_click_on_the_map_opens_the_roll(
    shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, list[str]]
) -> None:
    homes.screen_of(shell).show_map(source[1].id)
    keys.wait()
    heat = homes.screen_of(shell).page
    view: HeatView = heat.view
    index = view.model().index(2, 1)
    view.scrollTo(index)
    spot = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    keys.wait()
    assert homes.screen_of(shell).page.sheet.id == heat.presence.sessions[1].id


def test_names_on_the_map_are_hidden_with_the_others(
    shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, list[str]]
) -> None:
    homes.screen_of(shell).show_map(source[1].id)
    keys.wait()
    heat, sides = homes.screen_of(shell).page, Qt.Orientation
    learner = heat.presence.learners[0]
    assert learner.name in heat.table.headerData(0, sides.Vertical)
    shell.top.hide_names.click()
    keys.wait()
    assert heat.table.headerData(0, sides.Vertical).startswith(learner.code)
    assert learner.name not in heat.where.text()


@pytest.mark.parametrize("of", PALETTES.values(), ids=PALETTES)
def test_the_one_colour_reads_without_colour(of: Colours) -> None:
    shades = [shade(of, quarters) for quarters in range(len(MIXED))]
    assert all(contrast(ink, ground) >= 4.5 for ground, ink in shades)
    light = [luminance(ground) for ground, _ink in shades]
    assert light in (sorted(light), sorted(light, reverse=True))
    assert len(set(light)) == len(light)


def test_next_years_cycle_in_two_clicks(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, list[str]], photo: Photo
) -> None:
    made = source[1]
    put(desk, "Workshop", {"title": "Ateliers du mardi 2025-2026"}, made.id)
    homes.screen_of(shell).open_record(made.id)
    keys.wait()
    QTest.mouseClick(homes.screen_of(shell).page.again, Qt.MouseButton.LeftButton)
    keys.wait()
    page = homes.screen_of(shell).page
    assert page.form.inputs["title"].value() == "Ateliers du mardi 2026-2027"
    assert page.form.inputs["start"].value() == "2027-01-05"
    page.keep.click()
    photo(shell, "workshop-copy")
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
    keys.wait()
    new = next(w for w in every(desk, "Workshop") if w["start"] == "2027-01-05")
    assert new["state"] == "PLANNED"
    assert new["weekly_slots"] == [{"weekday": 2, "start": "14:00", "end": "16:00"}]
    sessions = every(desk, "Session", workshop=new["id"])
    assert {s["state"] for s in sessions} == {"PLANNED"}
    assert "2027-02-09" not in {s["date"] for s in sessions}
    enrolled = every(desk, "Enrolment", workshop=new["id"])
    assert {e["participant"] for e in enrolled} == set(made.people)
    shell.stage.undo()
    keys.wait()
    assert [w["id"] for w in every(desk, "Workshop")] == [made.id]
    assert every(desk, "Enrolment", workshop=new["id"]) == []


def test_an_unplanned_outing_with_people_without_a_record(
    desk: Desk, shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, list[str]], qtbot: QtBot
) -> None:
    museum = {"name": "Musée de la ville", "kind": "CULTURE", "source": "exemple"}
    actor = put(desk, "Actor", {**museum, "checked_on": "2026-02-01"})
    put(desk, "Workshop", {"phase": "P3"}, source[1].id)
    homes.screen_of(shell).open_record(source[1].id)
    keys.wait()
    keys.press("Ctrl+N")
    keys.wait()
    dialog = homes.screen_of(shell).page.findChild(SessionDialog)
    assert dialog.form.inputs["phase"].value() == "P3"  # that of the workshop
    dialog.form.inputs["space"].edit.setFocus()
    keys.press(*"mus", "Return")
    dialog.form.inputs["start"].set_value("09:00")
    dialog.form.inputs["end"].set_value("12:00")
    dialog.form.inputs["outing"].edit.click()
    dialog.form.inputs["guest_actor"].set_value(actor, "Musée de la ville")
    click(dialog.go_on)
    keys.wait()
    active(qtbot, shell)
    about = homes.screen_of(shell).page.about.inputs
    assert about["outing"].value() is True
    about["anonymous_women"].edit.setFocus()
    keys.press("1", "2", "Tab", "3", "Tab")
    keys.wait()
    found = next(s for s in every(desk, "Session") if s.get("outing"))
    assert (found["guest_actor"], found["date"]) == (actor, LATER)
    assert (found["space"], found["phase"]) == ("MUSEUM", "P3")
    assert (found["anonymous_women"], found["anonymous_men"]) == (12, 3)
    homes.screen_of(shell).page.view.setFocus()
    keys.press("T", "Ctrl+Return")
    keys.wait()
    found = every(desk, "Session", id=found["id"])[0]
    assert found["state"] == "LOCKED"


class Printer:
    """Stands for the system's own dialog: it is asked, and answers no; nothing comes out."""

    asked: ClassVar[list[str]] = []

    def __init__(self, printer: Any, _parent: Any) -> None:
        self.asked.append(printer.docName())

    def exec(self) -> int:
        return int(QDialog.DialogCode.Rejected.value)


@pytest.mark.parametrize(
    ("button", "title"),
    [("grid", "Imprimer la grille de présence"), ("proofs", "Imprimer les attestations")],
)
def test_papers_of_a_workshop_in_two_clicks(
    shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, list[str]],
    monkeypatch: pytest.MonkeyPatch, photo: Photo, button: str, title: str,
) -> None:  # fmt: skip
    monkeypatch.setattr("PySide6.QtPrintSupport.QPrintDialog", Printer)
    monkeypatch.setattr(Printer, "asked", [])
    homes.screen_of(shell).open_record(source[1].id)
    keys.wait()
    click(getattr(homes.screen_of(shell).page, button))
    keys.wait()
    dialog = homes.screen_of(shell).page.findChild(PrintDialog)
    assert dialog.made.pages >= 1
    photo(dialog, f"print-{button}")
    click(dialog.print)
    assert Printer.asked == [title]
    dialog.reject()


def test_a_grid_is_of_this_month_or_of_another(
    shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, list[str]]
) -> None:
    homes.screen_of(shell).open_record(source[1].id)
    keys.wait()
    homes.screen_of(shell).page.grid.click()
    keys.wait()
    dialog = homes.screen_of(shell).page.findChild(PrintDialog)
    said = [dialog.other.itemText(n) for n in range(dialog.other.count())]
    assert said == ["Juin 2026", "Mars 2026", "Avril 2026", "Mai 2026", "Tout le cycle"]
    june = dialog.made.pdf
    dialog.other.setCurrentIndex(1)
    keys.wait()
    assert dialog.made.pdf != june
    dialog.reject()


def test_the_attestation_of_one_person_in_two_clicks(
    shell: Shell, keys: Keyboard, source: tuple[Path, Atelier, list[str]]
) -> None:
    homes.screen_of(shell).open_record(source[1].id)
    keys.wait()
    places = homes.screen_of(shell).page.places
    assert places.proof.isVisible()
    click(places.proof)
    keys.wait()
    dialog = places.findChild(PrintDialog)
    assert dialog.made.pages == 1
    assert not dialog.filled.isVisible()
    dialog.reject()


def test_pictures_of_the_map(
    shell: Shell, keys: Keyboard, photo: Photo, source: tuple[Path, Atelier, list[str]]
) -> None:
    homes.screen_of(shell).show_map(source[1].id)
    keys.wait()
    homes.settled()
    photo(shell, "ui-workshop-map")
    area: Any = shell.stack.currentWidget()
    assert not area.verticalScrollBar().isVisible()


@pytest.mark.parametrize("look", LOOKS)
def test_the_map_in_other_looks(
    app: QApplication, desk: Desk, opened: Open, qtbot: QtBot, work: Work, photo: Photo,
    source: tuple[Path, Atelier, list[str]], look: str,
) -> None:  # fmt: skip
    dress(app, look)
    shell = opened(desk)
    shell.stage.prefer(LOOKS[look])
    homes.screen_of(shell).show_map(source[1].id)
    rested(qtbot, work)
    heat = homes.screen_of(shell).page
    flags = QItemSelectionModel.SelectionFlag
    heat.view.selectionModel().setCurrentIndex(heat.table.index(0, 2), flags.SelectCurrent)
    photo(shell, f"workshop-map{look}")
    assert cut_off(heat) == []
