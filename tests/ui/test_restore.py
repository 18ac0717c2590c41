"""Beginning again from a copy, through the real window: on the door, in the settings, anew."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.app import Application
from lapdesk.models.draft import Draft
from lapdesk.services import copies, erasing, home, members, record
from lapdesk.services.home import Created
from lapdesk.ui.create import RecoveryScreen
from lapdesk.ui.door import UnlockScreen
from lapdesk.ui.recover import RecoverForm
from lapdesk.ui.restore import RestoreForm
from lapdesk.ui.shell import Shell
from lapdesk.ui.welcome import WelcomeScreen
from tests.ui.conftest import Photo
from tests.ui.homes import PASSPHRASE, ask, choose, place, read, settled, until
from tests.ui.test_window import Start, restarts, start, wait_for

__all__ = ["restarts", "start"]  # fixtures

LATER = "tisane parapluie granit valise"


def made(folder: Path) -> Created:
    return home.create(
        folder, association="Les Amis", commune="94028", kind="ASSO", member="Léa",
        passphrase=PASSPHRASE, example=True,
    )  # fmt: skip


def copied(folder: Path, target: Path | None = None) -> tuple[Path, str]:
    """A home with a person, a copy of it, then another person and another passphrase."""
    new = made(folder)
    note(new.desk, "2026-01-05")
    copy = copies.back_up(new.desk, target)
    note(new.desk, "2026-01-06")
    members.change_passphrase(new.desk, LATER)
    new.desk.close()
    return copy, new.recovery_code


def note(desk: Any, day: str) -> str:
    (outcome,) = record.write(desk, [Draft("Participant", {"first_contact": day})])
    assert outcome.record is not None
    return outcome.record


def days(qtbot: QtBot, shell: Shell) -> list[str]:
    found = ask(qtbot, shell, partial(read, entity="Participant"))
    return sorted(row["first_contact"] for row in found)


def link(page: QWidget, words: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if words in b.text())


def type_passphrase(form: RestoreForm, words: str) -> None:
    form.passphrase.clear()
    QTest.keyClicks(form.passphrase, words)
    QTest.keyClick(form.passphrase, Qt.Key.Key_Return)


def test_at_the_door_the_copy_takes_the_place_and_the_rest_lies_aside_in_pictures(
    french: None, start: Start, qtbot: QtBot, tmp_path: Path, photo: Photo
) -> None:
    copied(tmp_path / "home")
    run = start(tmp_path / "home")
    QTest.mouseClick(link(wait_for(qtbot, run, UnlockScreen), "copie"), Qt.MouseButton.LeftButton)
    form = wait_for(qtbot, run, RestoreForm)
    photo(run.window, "ui-repartir")
    type_passphrase(form, LATER)  # today's: the copy is older
    until(qtbot, form.problem.text)
    assert "LD-260" in form.problem.text()
    type_passphrase(form, PASSPHRASE)
    shell = wait_for(qtbot, run, Shell)
    assert days(qtbot, shell) == ["2026-01-05"]
    (aside,) = (tmp_path / "home").glob("aside-*")
    assert aside.name in shell.notices.title.text()
    photo(run.window, "ui-reparti")
    before = home.unlock(aside, LATER)
    assert sorted(r["first_contact"] for r in read(before, "Participant")) == [
        "2026-01-05", "2026-01-06",
    ]  # fmt: skip
    before.close()


def test_a_new_computer_begins_from_a_stick_in_pictures(
    french: None, start: Start, qtbot: QtBot, tmp_path: Path, photo: Photo
) -> None:
    copy, _code = copied(tmp_path / "lost", tmp_path / "stick" / "c.lapdesk-copy")
    run = start(tmp_path / "home")
    wait_for(qtbot, run, WelcomeScreen).ways[2].click()
    form = wait_for(qtbot, run, RestoreForm)
    form.go_on.click()
    assert "copie" in form.problem.text()
    form.other.click()
    choose(qtbot, run.window, copy)
    settled()
    photo(run.window, "ui-repartir-ailleurs")
    type_passphrase(form, PASSPHRASE)
    shell = wait_for(qtbot, run, Shell)
    assert days(qtbot, shell) == ["2026-01-05"]
    assert not list((tmp_path / "home").glob("aside-*"))
    assert not (tmp_path / "home" / "restoring").exists()


def test_from_the_settings_everything_is_closed_first(
    start: Start, qtbot: QtBot, tmp_path: Path, restarts: list[bool]
) -> None:
    copied(tmp_path / "home")
    run = start(tmp_path / "home")
    run.entrance.unlock(LATER)
    shell = wait_for(qtbot, run, Shell)
    page = place(shell, "settings").go("copies")
    page.again.click()
    assert run.desk is not None  # asked once more
    page.again.click()
    form = wait_for(qtbot, run, RestoreForm)
    type_passphrase(form, PASSPHRASE)
    assert days(qtbot, wait_for(qtbot, run, Shell)) == ["2026-01-05"]
    assert restarts == []


def test_one_may_go_back_and_nothing_was_touched(
    start: Start, qtbot: QtBot, tmp_path: Path, restarts: list[bool]
) -> None:
    copied(tmp_path / "home")
    run = start(tmp_path / "home")
    run.entrance.unlock(LATER)
    place(wait_for(qtbot, run, Shell), "settings").stage.copy_wanted.emit()
    wait_for(qtbot, run, RestoreForm).back.click()
    assert restarts == [True]
    home.unlock(tmp_path / "home", LATER).close()


@pytest.mark.parametrize("spoilt", ["damaged", "other"])
def test_a_bad_copy_changes_nothing(
    start: Start, qtbot: QtBot, tmp_path: Path, spoilt: str
) -> None:
    copy, _code = copied(tmp_path / "home")
    content = copy.read_bytes()
    bad = tmp_path / "bad.lapdesk-copy"
    bad.write_bytes(content[:-1] if spoilt == "damaged" else b"%PDF-1.7 a summary")
    run = start(tmp_path / "home")
    run.entrance.ask_copy()
    form = wait_for(qtbot, run, RestoreForm)
    form.take(bad)
    type_passphrase(form, PASSPHRASE)
    until(qtbot, form.problem.text)
    assert ("LD-313" if spoilt == "damaged" else "LD-312") in form.problem.text()
    assert form.back.isEnabled()
    assert not list((tmp_path / "home").glob("aside-*"))
    home.unlock(tmp_path / "home", LATER).close()


def test_the_recovery_code_of_that_day_opens_the_copy(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    _copy, code = copied(tmp_path / "home")
    run: Application = start(tmp_path / "home")
    run.entrance.ask_copy()
    type_passphrase(wait_for(qtbot, run, RestoreForm), code)
    form = wait_for(qtbot, run, RecoverForm)
    QTest.keyClicks(form.code, code)
    QTest.keyClicks(form.passphrase, LATER)
    form.go_on.click()
    wait_for(qtbot, run, RecoveryScreen)


def test_who_was_erased_here_is_erased_from_a_copy_on_a_stick_too(tmp_path: Path) -> None:
    new = made(tmp_path / "home")
    person = note(new.desk, "2026-01-05")
    copy = copies.back_up(new.desk, tmp_path / "stick" / "c.lapdesk-copy")
    home.open_safe(new.desk, PASSPHRASE)
    erasing.erase_person(new.desk, person, "REQUEST")
    new.desk.close()
    copies.restore_over(copy, tmp_path / "home", PASSPHRASE)
    desk = home.unlock(tmp_path / "home", PASSPHRASE)
    assert all(not row.get("first_contact") for row in read(desk, "Participant"))
    desk.close()
