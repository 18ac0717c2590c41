"""What is pasted: control characters are refused kindly, all else comes back as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.services import home
from lapdesk.store.desk import Desk
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui.homes import PASSPHRASE, ask, choose, made, place, read, shell_of, until, with_a_year

CONTROL = "rue\x07 des\x00 Lilas\x1b[31m"
HOSTILE = '<b>x</b> &amp; =HYPERLINK("x") \u202etxt\u0301'


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pasted") / "home"
    desk = made(folder)
    with_a_year(desk, 2025, 6)
    desk.close()
    return folder


@pytest.fixture
def shell(qtbot: QtBot, source: Path, tmp_path: Path, work: Work) -> Iterator[Shell]:
    from tests.ui.homes import copied

    desk: Desk = copied(source, tmp_path / "home")
    home.open_safe(desk, PASSPHRASE)
    yield shell_of(qtbot, desk, work)
    desk.close()


def paste(edit: QWidget, text: str) -> None:
    """Ctrl+A, Ctrl+V."""
    QApplication.clipboard().setText(text)
    edit.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_V):
        QTest.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)


def visit(qtbot: QtBot, shell: Shell, text: str) -> None:
    form = place(shell, "today").visit
    until(qtbot, lambda: form._offered is not None)
    form.types.buttons["INFO"].click()
    form.themes.buttons["HOUSING"].click()
    paste(form.form.inputs["headcount"].focusProxy(), "2")
    form.unfold.click()
    paste(form.form.inputs["note"].focusProxy(), text)
    form.save.click()


def person(qtbot: QtBot, shell: Shell, text: str) -> None:
    screen = place(shell, "people")
    screen.add.click()
    paste(screen.new.given, text)
    screen.new.told.click()
    screen.new.agrees.click()
    screen.new.save.click()


def association(qtbot: QtBot, shell: Shell, text: str) -> None:
    form = place(shell, "settings").go("association").form.form
    until(qtbot, lambda: form.record is not None)
    paste(form.inputs["hours"].edit, text)
    QTest.keyClick(form.inputs["hours"].edit, Qt.Key.Key_Return)


def structure(qtbot: QtBot, shell: Shell, text: str) -> None:
    screen = place(shell, "directory")
    screen.new.click()
    form = screen.form.form
    paste(form.inputs["name"].focusProxy(), text)
    form.inputs["kind"].set_value("ASSO")
    screen.form.add()


def member(qtbot: QtBot, shell: Shell, text: str) -> None:
    page = place(shell, "settings").go("team")
    page.add.click()
    paste(page.form.name, text)
    page.form.go_on.click()


PLACES: dict[str, tuple[Callable[[QtBot, Shell, str], None], str, str]] = {
    "visit": (visit, "SupportAction", "note"),
    "person": (person, "Identity", "given_name"),
    "association": (association, "Organisation", "hours"),
    "structure": (structure, "Actor", "name"),
    "member": (member, "TeamMember", "display_name"),
}


def said(shell: Shell) -> str:
    shown = (label for label in shell.findChildren(QLabel) if label.isVisible())
    return "\n".join(label.text() for label in shown)


@pytest.mark.parametrize("where", PLACES)
def test_control_characters_are_refused_where_they_were_pasted(
    qtbot: QtBot, shell: Shell, where: str
) -> None:
    do, entity, _name = PLACES[where]
    before = ask(qtbot, shell, partial(read, entity=entity))
    do(qtbot, shell, CONTROL)
    until(qtbot, lambda: not shell.stage.work.waiting())
    until(qtbot, lambda: "control" in said(shell).casefold())
    assert ask(qtbot, shell, partial(read, entity=entity)) == before


@pytest.mark.parametrize("where", [w for w in PLACES if w != "person"])
def test_markup_formulas_and_directions_come_back_literally(
    qtbot: QtBot, shell: Shell, where: str
) -> None:
    do, entity, name = PLACES[where]
    do(qtbot, shell, HOSTILE)

    def kept() -> bool:
        return any(r.get(name) == HOSTILE for r in ask(qtbot, shell, partial(read, entity=entity)))

    until(qtbot, kept)
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText
        for label in shell.findChildren(QLabel)
        if HOSTILE[:8] in label.text()
    )


@pytest.mark.parametrize("text", [CONTROL, HOSTILE], ids=["control", "hostile"])
def test_a_search_for_anything_finds_nothing_and_stands(
    qtbot: QtBot, shell: Shell, text: str
) -> None:
    people: Any = place(shell, "people")
    directory: Any = place(shell, "directory")
    for edit in (shell.top.search, people.search, directory.list.words, directory.list.commune):
        paste(edit, text)
    until(qtbot, lambda: not shell.stage.work.waiting())
    assert shell.notices.isHidden()


def test_a_summary_is_not_signed_with_control_characters(
    qtbot: QtBot, shell: Shell, tmp_path: Path
) -> None:
    screen = place(shell, "figures")
    screen.period.go("civil", 2025)
    page = screen.go("summary")
    until(qtbot, page.pages.count)
    paste(page.signer, "Léa" + CONTROL)
    paste(page.function, "présidente")
    page.sign.click()
    choose(qtbot, shell, tmp_path / "s.pdf")
    until(qtbot, lambda: not shell.stage.work.waiting())
    assert page.problem.isVisible()
    assert not (tmp_path / "s.pdf").exists()
    paste(page.signer, "Léa " + HOSTILE)
    paste(page.comments["A"], HOSTILE)
    page.sign.click()
    choose(qtbot, shell, tmp_path / "s.pdf")
    until(qtbot, (tmp_path / "s.pdf").exists)
