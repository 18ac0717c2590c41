"""The roll by keyboard, through the real window on a real encrypted home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure
from lapdesk.services import home, naming, papers, reckoning
from lapdesk.store.desk import Desk
from lapdesk.ui.screens.roll_reason import ReasonDialog
from lapdesk.ui.shell import Shell
from tests.ui import homes
from tests.ui.ateliers import TODAY, Atelier, Keyboard, atelier, every, person, put
from tests.ui.conftest import Photo

PLACE = "workshops"
SAFE = False


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Atelier, str]]:
    """A home with a cycle of fifteen people and one person more, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("roll") / "home"
        desk = homes.made(folder)
        home.open_safe(desk)
        made = atelier(desk)
        other = person(desk, "Zohra", "Mansouri")
        desk.close()
        yield folder, made, other


def page(shell: Shell) -> Any:
    return homes.screen_of(shell).page


def marks(desk: Desk, session: str) -> dict[str, tuple[str, int | None]]:
    return {
        a["participant"]: (a["mark"], a.get("minutes_lost"))
        for a in every(desk, "Attendance", session=session)
    }


def figure(desk: Desk, code: str) -> Figure:
    day = date.fromisoformat(TODAY)
    return reckoning.figures(desk, Period(day, day, day), codes=[code])[0]


def state(desk: Desk, session: str) -> str:
    return str(every(desk, "Session", id=session)[0]["state"])


def test_fifteen_people_with_three_exceptions_in_twelve_keys(
    desk: Desk, keys: Keyboard, source: tuple[Path, Atelier, str], shell: Shell
) -> None:
    made = source[1]
    keys.press("Return")
    keys.wait()
    keys.press("T", "1", "4", "A", "6", "R", "1", "2", "E", "Ctrl+Return")
    keys.wait()
    assert keys.pressed <= 12
    assert state(desk, made.today) == "LOCKED"
    found = marks(desk, made.today)
    assert [found[p][0] for p in made.people] == [
        "P", "P", "P", "P", "P", "L", "P", "P", "P", "P", "P", "E", "P", "A", "P",
    ]  # fmt: skip


def test_the_first_example_of_the_domain_model(
    desk: Desk, keys: Keyboard, source: tuple[Path, Atelier, str], shell: Shell
) -> None:
    keys.press("Return")
    keys.wait()
    keys.press("T", "R", "Down", "D", "D", "Down", "E")
    keys.wait()
    assert "27:15" in page(shell).words.text()
    keys.press("Ctrl+Return")
    keys.wait()
    assert keys.pressed <= 12
    made = source[1]
    found = marks(desk, made.today)
    assert [found[p] for p in made.people[:3]] == [("L", 15), ("D", 30), ("E", None)]
    total = figure(desk, "W6").total
    assert total is not None
    assert total.numerator == 27 * 60 + 15
    share = figure(desk, "W5").total
    assert share is not None
    assert (share.numerator, share.denominator) == (1635, 1800)
    assert every(desk, "Workshop", id=made.id)[0]["state"] == "OPEN"
    assert {e["state"] for e in every(desk, "Enrolment", workshop=made.id)} == {"ACTIVE"}


def test_names_are_given_name_and_initial(keys: Keyboard, shell: Shell) -> None:
    keys.press("Return")
    keys.wait()
    lines = page(shell).table.lines
    assert [line.called() for line in lines][5:7] == ["Fatoumata D.", "Fatoumata K."]
    assert [line.called(hidden=True) for line in lines] == [line.code for line in lines]
    shell.top.hide_names.click()
    keys.wait()
    index = page(shell).table.index(5, 1)
    assert page(shell).table.data(index) == lines[5].code


def test_the_safe_opens_with_the_roll_and_closes_after_it(
    desk: Desk, keys: Keyboard, shell: Shell
) -> None:
    def is_open() -> bool:
        return desk.safe_key is not None

    assert not is_open()
    keys.press("Return")
    keys.wait()
    assert is_open()
    keys.press("Escape")
    keys.wait()
    assert not is_open()


def test_a_guest_in_six_keys(
    desk: Desk, keys: Keyboard, shell: Shell, source: tuple[Path, Atelier, str]
) -> None:
    keys.press("Return")
    keys.wait()
    before = keys.pressed
    # Enter comes before the answer: nothing is lost.
    keys.press("I", "z", "o", "h", "Return")
    keys.wait()
    assert keys.pressed - before <= 6
    made, other = source[1:]
    assert marks(desk, made.today) == {other: ("P", None)}
    line = next(x for x in page(shell).table.lines if x.participant == other)
    assert line.guest
    keys.press("I", "z", "o", "h", "Return")
    keys.wait()
    assert len(marks(desk, made.today)) == 1
    assert page(shell).view.line().participant == other


def test_a_sheet_without_anybody_takes_the_first_by_keyboard(
    desk: Desk, keys: Keyboard, source: tuple[Path, Atelier, str], shell: Shell
) -> None:
    workshop = put(desk, "Workshop", {
        "title": "Café du mardi", "kind": "ASL", "leaders": [str(desk.member)],
        "place": "Salle du quai", "commune": "94081", "start": "2026-01-06", "end": "2026-06-30",
    })  # fmt: skip
    empty = put(desk, "Session", {
        "workshop": workshop, "date": "2026-01-06", "start": "10:00", "end": "11:00",
        "leaders": [str(desk.member)],
    })  # fmt: skip
    homes.screen_of(shell).open_record(empty)
    keys.wait()
    sheet = page(shell)
    assert sheet.nobody.isVisible()
    assert not sheet.keys.isVisible()
    assert shell.focusWidget() is sheet.guest
    keys.press("Z", "O", "H")
    keys.wait()
    keys.press("Return")
    keys.wait()
    assert list(marks(desk, empty)) == [source[2]]
    assert sheet.keys.isVisible()
    assert shell.focusWidget() is sheet.view
    keys.press("A")
    keys.wait()
    assert marks(desk, empty)[source[2]][0] == "A"


def test_who_is_left_is_named(
    desk: Desk, keys: Keyboard, shell: Shell, source: tuple[Path, Atelier, str]
) -> None:
    keys.press("Return")
    keys.wait()
    keys.press("P", "Down", "P", "Ctrl+Return")
    keys.wait()
    assert "Fatoumata D., Fatoumata K." in shell.notices.title.text()
    assert state(desk, source[1].today) == "HELD"
    assert len(marks(desk, source[1].today)) == 2


def test_undo_takes_one_key_back_and_what_is_seen_follows(
    desk: Desk, keys: Keyboard, shell: Shell, source: tuple[Path, Atelier, str]
) -> None:
    keys.press("Return")
    keys.wait()
    keys.press("T", "A")
    keys.wait()
    first = source[1].people[0]
    assert marks(desk, source[1].today)[first] == ("A", None)
    shell.stage.undo()
    keys.wait()
    assert marks(desk, source[1].today)[first] == ("P", None)
    assert page(shell).table.lines[0].mark == "P"
    shell.stage.undo()
    keys.wait()
    assert marks(desk, source[1].today) == {}
    assert state(desk, source[1].today) == "PLANNED"
    assert page(shell).table.lines[0].mark == ""


def test_where_and_in_which_phase_in_five_keys(
    desk: Desk, keys: Keyboard, shell: Shell, source: tuple[Path, Atelier, str], photo: Photo
) -> None:
    made = source[1]
    put(desk, "Workshop", {"spaces": ["POST", "MUSEUM"]}, made.id)
    keys.press("Return")
    keys.wait()
    before = keys.pressed
    keys.press("L", "m")  # a museum of the workshop comes before the town hall of everybody
    keys.press("Return", "Tab", "Space")
    keys.wait()
    assert keys.pressed - before <= 5
    found = every(desk, "Session", id=made.today)[0]
    assert (found["space"], found["phase"]) == ("MUSEUM", "P1")
    about = page(shell).about
    assert about.inputs["space"].edit.text() == "Musée"
    photo(shell, "roll-space")
    assert papers.sheet(desk, [made.today]).sessions[0].space == "Musée · Découverte"
    homes.screen_of(shell).open_record(made.id)
    keys.wait()
    assert "Musée · Découverte" in homes.screen_of(shell).page.sessions.table.lines[0].cells[-1]


def test_a_workshop_of_another_kind_is_asked_for_no_social_space(
    desk: Desk, keys: Keyboard, shell: Shell, source: tuple[Path, Atelier, str]
) -> None:
    put(desk, "Workshop", {"kind": "DIGITAL"}, source[1].id)
    keys.press("Return")
    keys.wait()
    keys.press("L")
    view = page(shell).view
    assert (page(shell).about.spaces.isVisible(), view.hasFocus()) == (False, True)


def test_keys_faster_than_the_disk_leave_no_clash(
    desk: Desk, keys: Keyboard, shell: Shell, source: tuple[Path, Atelier, str]
) -> None:
    keys.press("Return")
    keys.wait()
    keys.press("T", "A", "E", "R", "R", "R", "+", "-", "D", "P", "V")
    keys.wait()
    assert marks(desk, source[1].today)[source[1].people[0]] == ("R", None)
    with desk.transaction() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM clash").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM head").scalar() == 0


def test_minutes_go_up_by_the_same_key_and_stop_at_the_session(
    desk: Desk, keys: Keyboard, shell: Shell, source: tuple[Path, Atelier, str]
) -> None:
    keys.press("Return")
    keys.wait()
    keys.press("R", "R", "+")
    keys.wait()
    first = source[1].people[0]
    assert marks(desk, source[1].today)[first] == ("L", 35)
    keys.press(*["R"] * 9)
    keys.wait()
    assert marks(desk, source[1].today)[first] == ("L", 120)
    keys.press("P")
    keys.wait()
    assert marks(desk, source[1].today)[first] == ("P", None)


def test_a_closed_sheet_is_corrected_with_a_reason(
    desk: Desk, keys: Keyboard, shell: Shell, qtbot: QtBot, source: tuple[Path, Atelier, str]
) -> None:
    keys.press("Return")
    keys.wait()
    keys.press("T", "Ctrl+Return")
    keys.wait()
    first = source[1].people[0]
    keys.press("A")
    dialog = page(shell).findChild(ReasonDialog)
    assert dialog is not None
    assert not dialog.go_on.isEnabled()
    dialog.reject()
    keys.wait()
    assert marks(desk, source[1].today)[first] == ("P", None)
    assert page(shell).table.lines[0].mark == "P"
    page(shell).view.setFocus()
    keys.press("A")
    dialogs = [d for d in page(shell).findChildren(ReasonDialog) if d.isVisible()]
    qtbot.keyClicks(dialogs[0].reason, "partie a 14 h")
    dialogs[0].go_on.click()
    assert dialogs[0].result() == QDialog.DialogCode.Accepted
    keys.wait()
    assert marks(desk, source[1].today)[first] == ("A", None)
    with desk.transaction() as connection:
        bodies = connection.exec_driver_sql("SELECT body FROM journal").scalars().all()
    assert any(b"partie a 14 h" in bytes(body) for body in bodies)


def test_all_who_came_signed_the_paper(
    desk: Desk, keys: Keyboard, shell: Shell, source: tuple[Path, Atelier, str]
) -> None:
    """Ticked while the roll is called; who is marked later signs too, who was absent does not."""
    keys.press("Return")
    keys.wait()
    keys.press("P", "Down", "A")
    keys.wait()
    made, about = source[1], page(shell).about

    def signed() -> list[Any]:
        found = {a["participant"]: a for a in every(desk, "Attendance", session=made.today)}
        return [found[p].get("signed_paper") for p in made.people if p in found]

    about.signed.click()
    keys.wait()
    assert signed() == [True, None]
    assert "signée sur papier" in page(shell).words.text()
    page(shell).view.setFocus()
    keys.press("T")
    keys.wait()
    assert about.signed.isChecked()
    keys.press("Ctrl+Return")
    keys.wait()
    assert state(desk, made.today) == "LOCKED"
    assert signed() == [True, None, *[True] * (len(made.people) - 2)]
    shell.stage.undo()  # the closing
    keys.wait()
    assert signed() == [True] + [None] * (len(made.people) - 1)
    shell.stage.undo()  # T
    keys.wait()
    shell.stage.undo()  # the tick
    keys.wait()
    assert signed() == [None, None]
    assert not about.signed.isChecked()


def test_an_outing_with_people_without_a_record(
    desk: Desk, keys: Keyboard, shell: Shell, qtbot: QtBot, source: tuple[Path, Atelier, str]
) -> None:
    keys.press("Return")
    keys.wait()
    about = page(shell).about
    about.inputs["outing"].edit.click()
    about.inputs["topic"].edit.setFocus()
    qtbot.keyClicks(about.inputs["topic"].edit, "Musee")
    about.inputs["anonymous_women"].edit.setFocus()
    qtbot.keyClicks(about.inputs["anonymous_women"].edit, "12")
    about.inputs["anonymous_men"].edit.setFocus()
    qtbot.keyClicks(about.inputs["anonymous_men"].edit, "3")
    shell.settle()
    keys.wait()
    found = every(desk, "Session", id=source[1].today)[0]
    assert (found["outing"], found["topic"]) == (True, "Musee")
    assert (found["anonymous_women"], found["anonymous_men"]) == (12, 3)


def test_a_session_is_cancelled_with_its_reason_and_held_after_all(
    desk: Desk, keys: Keyboard, shell: Shell, source: tuple[Path, Atelier, str], photo: Photo
) -> None:
    keys.press("Return")
    keys.wait()
    menu = page(shell).cancel.menu()
    menu.actions()[1].trigger()
    keys.wait()
    found = every(desk, "Session", id=source[1].today)[0]
    assert (found["state"], found["cancel_reason"]) == ("CANCELLED", "ROOM")
    assert not page(shell).view.isEnabled()
    photo(shell, "roll-cancelled")
    page(shell).revive.click()
    keys.wait()
    assert state(desk, source[1].today) == "PLANNED"


def test_a_session_to_come_is_not_called(
    desk: Desk, keys: Keyboard, shell: Shell, source: tuple[Path, Atelier, str]
) -> None:
    later = max(every(desk, "Session", workshop=source[1].id), key=lambda s: str(s["date"]))
    area: Any = shell.stack.currentWidget()
    area.widget().open_record(later["id"])
    keys.wait()
    keys.press("T")
    keys.wait()
    assert marks(desk, later["id"]) == {}
    assert shell.notices.isVisible()
    assert page(shell).table.lines[0].mark == ""


def test_pictures_of_workshops_and_their_roll(
    desk: Desk, keys: Keyboard, shell: Shell, source: tuple[Path, Atelier, str], photo: Photo
) -> None:
    area: Any = shell.stack.currentWidget()
    place = area.widget()
    photo(shell, "ui-workshops")
    keys.press("Return")
    keys.wait()
    keys.press("T", "R", "Down", "D", "D", "Down", "E")
    keys.wait()
    photo(shell, "ui-roll")
    keys.press("Ctrl+Return")
    keys.wait()
    photo(shell, "ui-roll-closed")
    shell.notices.hide()
    home.open_safe(desk)
    place.edit(source[1].id)
    keys.wait()
    photo(shell, "ui-workshop-edit")


@pytest.mark.parametrize(
    ("given", "family", "short"),
    [
        ("Fatoumata", "Diallo", "Fatoumata D."),
        ("فاطمة", "ديالو", "فاطمة د."),
        ("فاطمة", "Diallo", "\u2068فاطمة\u2069 \u2068D.\u2069"),
        ("Fatoumata", "ديالو", "\u2068Fatoumata\u2069 \u2068د.\u2069"),
    ],
)
def test_an_initial_keeps_its_full_stop_beside_letters_of_the_other_side(
    given: str, family: str, short: str
) -> None:
    assert naming.shortened(given, family) == short
