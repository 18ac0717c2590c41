"""Whole walks through two windows: laptops that disagree and agree again, a year that counts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.models.draft import Draft
from lapdesk.services import answering, clashes, committee, enrolment, home, record, summaries
from lapdesk.store.desk import Desk
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui.everyday import active
from tests.ui.homes import PASSPHRASE, ask, choose, made, place, read, shell_of, until, with_a_year

YEAR = 2025


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Desk, Desk, str]]:
    """Two laptops of one association that both know the same person."""
    first = made(tmp_path / "one")
    (outcome,) = record.write(first, [Draft("Participant", {"first_contact": "2026-01-05"})])
    assert outcome.record is not None
    asked, answer = tmp_path / "a.lapdesk-request", tmp_path / "a.lapdesk-answer"
    enrolment.request(tmp_path / "two", PASSPHRASE, asked, example=True)
    answering.accept(first, asked, answer)
    enrolment.join(tmp_path / "two", PASSPHRASE, answer)
    second = home.unlock(tmp_path / "two", PASSPHRASE)
    yield first, second, outcome.record
    first.close()
    second.close()


class Clicks(QObject):
    """Counts presses of the mouse in the whole application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.count = 0
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            self.count += 1
        return False


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def go(shell: Shell, sheet: str) -> Any:
    """A page of the balance, by two clicks."""
    click(shell.rail.buttons["figures"])
    screen: Any = shell.stack.currentWidget()
    click(screen.widget().sheets.buttons[sheet])
    return screen.widget().sheets.pages[sheet]


def born_in(qtbot: QtBot, shell: Shell, person: str, year: str) -> None:
    """Type a year of birth in the person's details; it is kept when the field is left."""
    screen = place(shell, "people")
    screen.open_record(person)
    click(screen.record.sheets.buttons["details"])
    form = screen.record.details.form
    until(qtbot, lambda: form.record == person)
    edit = form.inputs["birth_year"].edit
    active(qtbot, shell)
    click(edit)
    edit.selectAll()
    QTest.keyClicks(edit, year)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    until(qtbot, lambda: of(qtbot, shell, person).get("birth_year") == int(year))


def of(qtbot: QtBot, shell: Shell, person: str) -> dict[str, Any]:
    return ask(qtbot, shell, partial(read, entity="Participant", id=person))[0]


def hand_over(qtbot: QtBot, shell: Shell, path: Path) -> None:
    page = go(shell, "exchange")
    until(qtbot, lambda: page.hand_over.laptops)
    click(page.hand_over.write)
    choose(qtbot, shell, path)
    until(qtbot, path.exists)


def take_in(qtbot: QtBot, shell: Shell, path: Path) -> None:
    page = go(shell, "exchange")
    click(page.take_in.choose)
    choose(qtbot, shell, path)
    until(qtbot, lambda: page.take_in.go_on.isVisible() and page.take_in.go_on.isEnabled())
    click(page.take_in.go_on)
    until(qtbot, lambda: not shell.stage.work.waiting() and page.take_in.go_on.isHidden())


def test_two_laptops_disagree_are_settled_and_agree(
    qtbot: QtBot, laptops: tuple[Desk, Desk, str], work: Work, tmp_path: Path
) -> None:
    first, second, person = laptops
    there = shell_of(qtbot, second, work)
    born_in(qtbot, there, person, "1971")
    hand_over(qtbot, there, tmp_path / "second.lapdesk")
    there.hide()
    here = shell_of(qtbot, first, work)
    born_in(qtbot, here, person, "1980")
    take_in(qtbot, here, tmp_path / "second.lapdesk")
    look = go(here, "look")
    until(qtbot, lambda: look.cards)
    click(next(take for take in look.cards[0].takes if "1971" in take.accessibleName()))
    until(qtbot, lambda: not look.cards)
    assert of(qtbot, here, person)["birth_year"] == 1971
    # The record that stands open in the other place shows it, too.
    form = place(here, "people").record.details.form
    until(qtbot, lambda: form.inputs["birth_year"].value() == 1971)
    hand_over(qtbot, here, tmp_path / "first.lapdesk")
    here.hide()
    there.show()
    take_in(qtbot, there, tmp_path / "first.lapdesk")
    assert ask(qtbot, there, clashes.count) == ask(qtbot, here, clashes.count) == 0
    rows = [of(qtbot, shell, person) for shell in (here, there)]
    assert rows[0] == rows[1]
    assert rows[1]["birth_year"] == 1971


def test_a_year_is_signed_held_confirmed_and_counted(
    qtbot: QtBot, app: QApplication, work: Work, tmp_path: Path
) -> None:
    own = made(tmp_path / "home")
    with_a_year(own, YEAR, 12)
    shell = shell_of(qtbot, own, work)
    first = place(shell, "figures")
    first.period.go("civil", YEAR)
    page = first.go("summary")
    page.signer.setText("Léa")
    page.function.setText("présidente")
    place(shell, "today")
    clicks = Clicks(app)
    page = go(shell, "summary")  # two
    until(qtbot, page.pages.count)
    click(page.sign)  # three
    choose(qtbot, shell, tmp_path / "summary.pdf")  # « Save » is the fourth
    until(qtbot, (tmp_path / "summary.pdf").exists)
    assert clicks.count + 1 <= 5
    shell.hide()
    network = made(tmp_path / "committee", "Le comité", commune="94028", kind="NETWORK")
    try:
        others = shell_of(qtbot, network, work)
        take_in(qtbot, others, tmp_path / "summary.pdf")
        screen = place(others, "committee")
        screen.period.go("civil", YEAR)
        page = screen.go("received")
        until(qtbot, lambda: page.waiting.ticked)
        until(qtbot, lambda: "0 of" in page.said.text() or "LD-" in page.said.text())
        next(iter(page.waiting.ticked.values())).click()  # its words are as good as its box
        click(page.waiting.confirm)
        until(qtbot, lambda: not page.waiting.ticked and not others.stage.work.waiting())
        page = screen.go("freeze")
        until(qtbot, page.save.isEnabled)
        until(qtbot, page.pages.count)
        click(page.save)
        choose(qtbot, others, tmp_path / "report.pdf")
        until(qtbot, (tmp_path / "report.pdf").exists)
        period = summaries.as_period(f"{YEAR}-01-01", f"{YEAR}-12-31")
        assert ask(qtbot, others, committee.consolidated, period).included == 1
    finally:
        own.close()
        network.close()


def test_a_copy_in_two_clicks(qtbot: QtBot, app: QApplication, work: Work, tmp_path: Path) -> None:
    desk = made(tmp_path / "home")
    try:
        shell = shell_of(qtbot, desk, work)
        clicks = Clicks(app)
        click(shell.rail.buttons["settings"])
        screen: Any = shell.stack.currentWidget()
        click(screen.widget().copy)
        until(qtbot, lambda: list((tmp_path / "home" / "copies").glob("*.lapdesk-copy")))
        until(qtbot, lambda: not work.waiting())
        assert clicks.count == 2
    finally:
        desk.close()
