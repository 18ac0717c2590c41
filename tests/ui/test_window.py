"""The whole way of a first day, through the real window and a real home."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.app import Application
from lapdesk.services import answering, enrolment, home
from lapdesk.services.example import cast
from lapdesk.ui.create import CreateForm, RecoveryScreen
from lapdesk.ui.door import UnlockScreen
from lapdesk.ui.join import AnswerScreen, JoinForm, MakingScreen
from lapdesk.ui.preferences import Preferences, read
from lapdesk.ui.recover import RecoverForm
from lapdesk.ui.shell import Shell
from lapdesk.ui.welcome import WelcomeScreen
from tests.ui.conftest import Photo

W = TypeVar("W", bound=QWidget)
PASSPHRASE = "girafe lundi tournevis abricot"
Start = Callable[[Path], Application]


@pytest.fixture
def restarts() -> list[bool]:
    """One entry for each time that the product would have started again."""
    return []


@pytest.fixture
def start(app: QApplication, qtbot: QtBot, restarts: list[bool]) -> Iterator[Start]:
    """Start the window on a home; what is open at the end is closed."""
    started: list[Application] = []

    def begin(folder: Path) -> Application:
        run = Application(app, folder, Preferences(), lambda: restarts.append(True))
        qtbot.addWidget(run.window)
        run.start()
        started.append(run)
        return run

    yield begin
    for run in started:
        run.close()


def wait_for(qtbot: QtBot, run: Application, page: type[W]) -> W:
    """The window's page once it is a `page`: keys take a second to derive."""
    qtbot.waitUntil(lambda: isinstance(run.window.page(), page), timeout=30_000)
    found = run.window.page()
    assert isinstance(found, page)
    return found


def made_home(folder: Path) -> tuple[Path, str]:
    """A home made without the window, and its recovery code."""
    made = home.create(
        folder, association="Les Amis", commune="94028", kind="ASSO", member="Léa",
        passphrase=PASSPHRASE, example=True,
    )  # fmt: skip
    made.desk.close()
    return folder, made.recovery_code


def test_a_new_association_in_three_fields_and_a_passphrase(
    start: Start, qtbot: QtBot, tmp_path: Path, photo: Photo
) -> None:
    run = start(tmp_path / "home")
    welcome = wait_for(qtbot, run, WelcomeScreen)
    photo(run.window, "welcome")
    welcome.ways[0].click()
    form = wait_for(qtbot, run, CreateForm)
    QTest.keyClicks(form.association, "Les Amis de la Source")
    QTest.keyClicks(form.commune, "creteil")
    QTest.keyClick(form.commune, Qt.Key.Key_Return)
    assert form.commune.text() == "Créteil"
    form.member.insert("Léa")  # QTest types ASCII only
    QTest.keyClicks(form.passphrase, PASSPHRASE)
    photo(run.window, "create")
    form.go_on.click()
    sheet = wait_for(qtbot, run, RecoveryScreen)
    photo(run.window, "recovery")
    assert not sheet.go_on.isEnabled()
    sheet.kept.click()
    sheet.go_on.click()
    shell = wait_for(qtbot, run, Shell)
    qtbot.waitUntil(lambda: "Léa" in shell.top.who.text())
    photo(run.window, "shell")
    found = home.unlock  # the lock file is held: a second window is refused
    with pytest.raises(Exception, match="LD-307"):
        found(tmp_path / "home", PASSPHRASE)


def test_a_weak_passphrase_is_refused_beside_it(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    run = start(tmp_path / "home")
    wait_for(qtbot, run, WelcomeScreen).ways[0].click()
    form = wait_for(qtbot, run, CreateForm)
    QTest.keyClicks(form.association, "Les Amis")
    QTest.keyClicks(form.commune, "94028")
    form.member.insert("Léa")  # QTest types ASCII only
    QTest.keyClicks(form.passphrase, "soleil")
    form.go_on.click()
    qtbot.waitUntil(lambda: bool(form.problem.text()), timeout=30_000)
    assert form.go_on.isEnabled()
    assert not (tmp_path / "home" / "desk.db").exists()


def test_the_door_opens_to_the_passphrase_alone(
    start: Start, qtbot: QtBot, tmp_path: Path, restarts: list[bool], photo: Photo
) -> None:
    folder, _code = made_home(tmp_path / "home")
    run = start(folder)
    door = wait_for(qtbot, run, UnlockScreen)
    photo(run.window, "unlock")
    QTest.keyClicks(door.passphrase, "not this one at all")
    QTest.keyClick(door.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(door.problem.text()), timeout=30_000)
    photo(run.window, "unlock-refused")
    QTest.keyClicks(door.passphrase, PASSPHRASE)
    QTest.keyClick(door.passphrase, Qt.Key.Key_Return)
    shell = wait_for(qtbot, run, Shell)
    shell.top.lock.click()
    assert restarts == [True]
    home.unlock(folder, PASSPHRASE).close()


def test_the_recovery_code_gives_a_new_passphrase(
    start: Start, qtbot: QtBot, tmp_path: Path, photo: Photo
) -> None:
    folder, code = made_home(tmp_path / "home")
    run = start(folder)
    run.entrance.ask_recovery()
    form = wait_for(qtbot, run, RecoverForm)
    photo(run.window, "recover")
    QTest.keyClicks(form.code, code.lower())
    QTest.keyClicks(form.passphrase, "tisane parapluie granit valise")
    form.go_on.click()
    sheet = wait_for(qtbot, run, RecoveryScreen)
    assert sheet.code != code


def test_looks_change_at_once_and_are_kept(
    start: Start, qtbot: QtBot, tmp_path: Path, app: QApplication
) -> None:
    folder, _code = made_home(tmp_path / "home")
    run = start(folder)
    run.entrance.unlock(PASSPHRASE)
    shell = wait_for(qtbot, run, Shell)
    shell.go("settings")
    screen: Any = shell.stack.currentWidget()
    looks = screen.widget().looks
    looks.theme.setCurrentIndex(looks.theme.findData("dark"))
    looks.scale.setCurrentIndex(looks.scale.findData(150))
    assert app.font().pixelSize() == 21
    assert read(folder) == Preferences(theme="dark", scale=150)


def test_a_bug_is_said_with_a_report_that_holds_nothing_personal(
    start: Start, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = start(tmp_path / "home")

    def labour() -> None:
        names = {"Fatoumata Diallo": 1}
        names.pop("Awa Traoré")

    run.work.run(labour)
    from lapdesk.ui.bugs import BugDialog

    qtbot.waitUntil(lambda: run.window.findChild(BugDialog) is not None)
    dialog = run.window.findChild(BugDialog)
    assert dialog is not None
    said = dialog.text.toPlainText()
    assert "KeyError" in said
    assert "labour" in said
    assert "Awa" not in said + capsys.readouterr().err


def test_a_second_computer_joins_by_two_files(
    start: Start, qtbot: QtBot, tmp_path: Path, photo: Photo
) -> None:
    folder, _code = made_home(tmp_path / "home")
    run = start(tmp_path / "second")
    wait_for(qtbot, run, WelcomeScreen).ways[1].click()
    form = wait_for(qtbot, run, JoinForm)
    QTest.keyClicks(form.passphrase, PASSPHRASE)
    photo(run.window, "join")
    form.write(tmp_path / "request.json")
    answer = wait_for(qtbot, run, AnswerScreen)
    photo(run.window, "join-words")
    first = home.unlock(folder, PASSPHRASE)
    try:
        answering.accept(first, tmp_path / "request.json", tmp_path / "answer")
    finally:
        first.close()
    answer.take(tmp_path / "request.json")
    qtbot.waitUntil(lambda: bool(answer.problem.text()), timeout=30_000)
    answer.take(tmp_path / "answer")
    sheet = wait_for(qtbot, run, RecoveryScreen)
    sheet.kept.click()
    sheet.go_on.click()
    shell = wait_for(qtbot, run, Shell)
    qtbot.waitUntil(lambda: "Léa" in shell.top.who.text())


def test_a_home_that_waits_says_so_at_its_door(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    enrolment.request(tmp_path / "home", PASSPHRASE, tmp_path / "request.json", example=True)
    run = start(tmp_path / "home")
    door = wait_for(qtbot, run, UnlockScreen)
    QTest.keyClicks(door.passphrase, PASSPHRASE)
    door.open.click()
    wait_for(qtbot, run, AnswerScreen)


def test_the_example_says_its_passphrase(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    house = tmp_path / "home-example" / cast.HOUSES[0].folder
    home.create(
        house, association="Exemple", commune="94028", kind="ASSO", member="Léa",
        passphrase=cast.PASSPHRASE, example=True,
    ).desk.close()  # fmt: skip
    (tmp_path / "home-example" / "whole").touch()
    run = start(tmp_path / "home")
    wait_for(qtbot, run, WelcomeScreen).ways[3].click()
    shell = wait_for(qtbot, run, Shell)
    # The window shows its new page in the next turn.
    qtbot.waitUntil(shell.notices.isVisible)
    assert cast.PASSPHRASE in shell.notices.title.text()


def test_the_example_can_be_stopped(
    start: Start, qtbot: QtBot, tmp_path: Path, photo: Photo
) -> None:
    run = start(tmp_path / "home")
    wait_for(qtbot, run, WelcomeScreen).ways[3].click()
    page = wait_for(qtbot, run, MakingScreen)
    photo(run.window, "example")
    qtbot.waitUntil(lambda: page.bar.maximum() > 0, timeout=60_000)
    page.back.click()
    wait_for(qtbot, run, WelcomeScreen)
    assert not (tmp_path / "home").exists()
