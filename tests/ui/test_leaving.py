"""Closing, locking and resting in the middle of a form: nothing typed and valid is lost unasked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from lapdesk import i18n
from lapdesk.app import Application
from lapdesk.services import home
from lapdesk.ui.door import UnlockScreen
from lapdesk.ui.leaving import LeavingDialog
from lapdesk.ui.shell import Shell
from tests.ui.conftest import Photo
from tests.ui.homes import PASSPHRASE, ask, made, place, read, settled, until
from tests.ui.test_window import Start, restarts, start, wait_for

__all__ = ["restarts", "start"]  # fixtures


@pytest.fixture
def run(start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Application:
    """The window on an open home, on an English system."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    made(tmp_path / "home").close()
    begun = start(tmp_path / "home")
    begun.entrance.unlock(PASSPHRASE)
    wait_for(qtbot, begun, Shell)
    until(qtbot, lambda: not begun.work.waiting())
    return begun


def shell_of(run: Application) -> Shell:
    assert run.shell is not None
    return run.shell


def asked(run: Application) -> LeavingDialog:
    return next(d for d in run.window.findChildren(LeavingDialog) if d.isVisible())


def a_visit(run: Application) -> Any:
    """A note typed and not recorded."""
    visit = place(shell_of(run), "today").visit
    visit.unfold.click()
    QTest.keyClicks(visit.form.inputs["note"].focusProxy(), "rappeler jeudi")
    return visit


def a_person(run: Application) -> Any:
    screen = place(shell_of(run), "people")
    screen.add.click()
    screen.new.sex.buttons["F"].click()
    return screen.new


def a_structure(run: Application) -> Any:
    screen = place(shell_of(run), "directory")
    screen.new.click()
    QTest.keyClicks(screen.form.form.inputs["name"].focusProxy(), "Maison des langues")
    return screen


def a_comment(run: Application) -> Any:
    page = place(shell_of(run), "figures").go("summary")
    QTest.keyClicks(next(iter(page.comments.values())), "une bonne annee")
    return page


def a_member(run: Application) -> Any:
    page = place(shell_of(run), "settings").go("team")
    page.add.click()
    QTest.keyClicks(page.form.name, "Jeanne")
    return page


FORMS: list[Callable[[Application], Any]] = [a_visit, a_person, a_structure, a_comment, a_member]


@pytest.mark.parametrize("begin", FORMS, ids=lambda f: f.__name__)
def test_the_person_is_asked_before_something_typed_is_lost(
    run: Application, qtbot: QtBot, restarts: list[bool], begin: Callable[[Application], Any]
) -> None:
    assert shell_of(run).unsaved() == []
    begin(run)
    until(qtbot, lambda: not run.work.waiting())
    assert len(shell_of(run).unsaved()) == 1
    assert run.window.close() is False
    asked(run).stay.click()
    assert run.window.isVisible()
    shell_of(run).top.lock.click()
    assert restarts == []
    asked(run).leave.click()
    assert restarts == [True]


def test_what_was_recorded_is_not_asked_about(run: Application, qtbot: QtBot) -> None:
    visit = a_visit(run)
    visit.types.buttons["INFO"].click()
    visit.themes.buttons["HOUSING"].click()
    QTest.keyClicks(visit.form.inputs["headcount"].focusProxy(), "2")
    visit.save.click()
    until(qtbot, lambda: not visit.form.inputs["note"].value())
    assert shell_of(run).unsaved() == []
    assert run.window.close() is True


def test_a_field_that_one_is_in_is_saved_as_the_window_closes(
    run: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    page: Any = place(shell_of(run), "settings").go("association")
    until(qtbot, lambda: page.form.form.record is not None)
    QTest.keyClicks(page.form.form.inputs["phone"].edit, "01 99 00 12 34")
    assert run.window.close() is True
    again = home.unlock(tmp_path / "home", PASSPHRASE)
    assert read(again, "Organisation")[0]["phone"] == "01 99 00 12 34"
    again.close()


def test_a_rest_covers_what_is_typed_and_a_second_one_locks(
    run: Application, qtbot: QtBot, restarts: list[bool]
) -> None:
    visit = a_visit(run)
    run.idle.rested.emit()
    assert not shell_of(run).isVisible()
    (door,) = run.window.findChildren(UnlockScreen)
    QTest.keyClicks(door.passphrase, "not this one at all")
    QTest.keyClick(door.passphrase, Qt.Key.Key_Return)
    until(qtbot, door.problem.text)
    assert not shell_of(run).isVisible()
    door.passphrase.clear()
    QTest.keyClicks(door.passphrase, PASSPHRASE)
    QTest.keyClick(door.passphrase, Qt.Key.Key_Return)
    until(qtbot, shell_of(run).isVisible)
    assert visit.form.inputs["note"].value() == "rappeler jeudi"
    assert restarts == []
    run.idle.rested.emit()
    run.idle.rested.emit()
    assert restarts == [True]


def test_a_rest_over_nothing_typed_locks(run: Application, restarts: list[bool]) -> None:
    run.idle.rested.emit()
    assert restarts == [True]


def pick(box: QComboBox, value: object) -> None:
    """Choose by the keys, as a person without a mouse."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentData() != value:
        QTest.keyClick(box, Qt.Key.Key_Down)


def words_of(run: Application) -> str:
    shown = shell_of(run)
    labels = [label.text() for label in shown.findChildren(QLabel)]
    buttons = [button.text() for button in shown.rail.buttons.values()]
    return "\n".join([*labels, *buttons, shown.top.lock.text(), shown.top.search.placeholderText()])


def test_another_language_is_spoken_everywhere_at_once_in_pictures(
    run: Application, qtbot: QtBot, app: QApplication, photo: Photo
) -> None:
    before = shell_of(run)
    for name in before.rail.buttons:
        place(before, name)
    pick(place(before, "settings").looks.language, "fr")
    until(qtbot, lambda: run.shell is not None and run.shell is not before)
    assert i18n.language() == "fr"
    after = shell_of(run)
    for name in after.rail.buttons:
        place(after, name)
    until(qtbot, lambda: not run.work.waiting())
    settled()
    said = words_of(run)
    for french in ("Aujourd’hui", "Réglages", "Verrouiller", "Noter un passage", "Annuaire"):
        assert french in said
    for english in ("Settings", "Note a visit", "Today", "Directory", "Sessions of the day"):
        assert english not in said
    photo(run.window, "ui-langue")
    pick(place(after, "settings").looks.language, "en")
    until(qtbot, lambda: run.shell is not after)
    assert "Note a visit" in words_of(run)
    # One can go on: the same home, the same member.
    assert ask(qtbot, shell_of(run), partial(read, entity="Organisation"))


def test_text_grows_at_once_everywhere(run: Application, qtbot: QtBot, app: QApplication) -> None:
    shown = shell_of(run)
    for name in shown.rail.buttons:
        place(shown, name)
    until(qtbot, lambda: not run.work.waiting())
    pick(place(shown, "settings").looks.scale, 200)
    settled()
    for label in shown.findChildren(QLabel):
        assert label.font().pixelSize() >= 28, label.text()
    assert shown.rail.buttons["today"].font().pixelSize() == 28


def test_a_window_that_is_closed_rests_no_more(run: Application, restarts: list[bool]) -> None:
    idle = run.idle
    run.close()
    run.window.show_page(QLabel())
    idle.rested.emit()
    assert restarts == []
