"""A first day at the desk, by keyboard: what once stumbled on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.store.desk import Desk
from lapdesk.ui import parts, theme
from lapdesk.ui.create import RecoveryScreen
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.screens.people_orient import OrientForm
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.everyday import Everyday

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Everyday]:
    """A closed home with a few people."""
    folder = tmp_path_factory.mktemp("first") / "home"
    made: Any = everyday.source(folder, everyday.everyday)
    return folder, made


@pytest.fixture
def shell(
    ready: tuple[Path, Everyday], tmp_path: Path, qtbot: QtBot, work: Work
) -> Iterator[Shell]:
    """The window, unlocked, the safe open."""
    opening = everyday.opened(ready[0], tmp_path / "home", safe=True)
    desk: Desk = next(opening)
    shell = homes.shell_of(qtbot, desk, work)
    everyday.active(qtbot, shell)
    yield shell
    everyday.rested(qtbot, work)
    next(opening, None)


def go(qtbot: QtBot, shell: Shell, name: str) -> Any:
    screen = homes.place(shell, name)
    everyday.rested(qtbot, shell.stage.work)
    return screen


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def tabbed(stops: int) -> list[QWidget]:
    """Where Tab leads from here."""
    found = []
    for _stop in range(stops):
        QTest.keyClick(focused(), KEYS.Key_Tab)
        found.append(focused())
    return found


def seen_inside(made: QWidget, area: QScrollArea) -> bool:
    corner = made.mapTo(area.viewport(), made.rect().topLeft())
    return area.viewport().rect().contains(made.rect().translated(corner))


def test_enter_presses_the_button_that_has_the_keyboard(app: QApplication, qtbot: QtBot) -> None:
    went_on = []
    page = RecoveryScreen("AAAAA-BBBBB", lambda: went_on.append(True), lambda _done, _owner: None)
    qtbot.addWidget(page)
    page.show()
    everyday.active(qtbot, page)
    page.setFocus()
    QTest.keyClick(page.kept, KEYS.Key_Space)
    QTest.keyClick(page.kept, KEYS.Key_Tab)
    QTest.keyClick(focused(), KEYS.Key_Return)
    assert went_on == [True]


def test_somebody_typed_and_not_chosen_is_not_noted_for_nobody(qtbot: QtBot, shell: Shell) -> None:
    visit = go(qtbot, shell, "today").visit
    before = homes.ask(qtbot, shell, homes.read, "SupportAction")
    QTest.keyClicks(visit.people.edit, "karim")
    everyday.rested(qtbot, shell.stage.work)
    visit.types.buttons["INFO"].click()
    visit.themes.buttons["ADMIN"].click()
    visit.themes.setFocus()
    QTest.keyClick(focused(), KEYS.Key_Return, CTRL)
    everyday.rested(qtbot, shell.stage.work)
    assert homes.ask(qtbot, shell, homes.read, "SupportAction") == before
    assert shell.notices.isVisible()
    assert "Choose in the list." in shell.notices.title.text()
    assert visit.people.edit.hasFocus()
    # The list is there again: Enter chooses, and the visit is noted for somebody.
    assert visit.people.edit.offering()
    QTest.keyClick(visit.people.edit, KEYS.Key_Return)
    assert len(visit.people.ids()) == 1
    visit.record()
    everyday.rested(qtbot, shell.stage.work)
    assert len(homes.ask(qtbot, shell, homes.read, "SupportAction")) == len(before) + 1


def test_a_name_that_is_too_long_is_shown_where_it_was_typed(qtbot: QtBot, shell: Shell) -> None:
    people = go(qtbot, shell, "people")
    QTest.keyClick(people, KEYS.Key_N, CTRL)
    everyday.rested(qtbot, shell.stage.work)
    new = people.new
    new.family.setText("=1+1" + "x" * 200)
    new.agrees.setChecked(True)
    new.record()
    everyday.rested(qtbot, shell.stage.work)
    assert shell.notices.title.text().startswith("Family name: ")
    assert new.family.hasFocus()


def test_tab_goes_through_the_structures_in_their_order(
    qtbot: QtBot, ready: tuple[Path, Everyday], shell: Shell
) -> None:
    one = ready[1].people[0]
    go(qtbot, shell, "people")
    shell.go("people", one)
    everyday.rested(qtbot, shell.stage.work)
    homes.place(shell, "people").record.begin_orientation()
    form = shell.findChild(OrientForm)
    assert isinstance(form, OrientForm)
    form.theme.buttons["LEGAL"].click()
    everyday.rested(qtbot, shell.stage.work)
    homes.until(qtbot, form.places.cards[-1].isVisible)
    form.filter.setFocus()
    stops = tabbed(len(form.places.cards))
    assert [s.accessibleName() for s in stops] == [c.accessibleName() for c in form.places.cards]
    # Whom to see there comes between the structures and how.
    form.places.cards[0].click()
    everyday.rested(qtbot, shell.stage.work)
    chips = form.who.chips
    assert chips is not None
    homes.until(qtbot, chips.isVisible)
    form.places.cards[-1].setFocus()
    assert any(chips.isAncestorOf(stop) for stop in tabbed(2))


def test_tab_goes_through_the_slots_of_the_week(qtbot: QtBot, shell: Shell) -> None:
    workshops = go(qtbot, shell, "workshops")
    workshops.begin()
    everyday.rested(qtbot, shell.stage.work)
    inputs = workshops.new.form.inputs
    slots = inputs["weekly_slots"]
    homes.until(qtbot, lambda: [e for e in slots.findChildren(QLineEdit) if e.isVisible()])
    inputs["capacity"].findChild(QLineEdit).setFocus()
    stops = tabbed(5)
    assert [slots.isAncestorOf(stop) for stop in stops] == [True] * 5
    assert stops[-1] is slots.add


def test_a_refused_form_scrolls_to_the_first_line_to_mend(qtbot: QtBot, shell: Shell) -> None:
    workshops = go(qtbot, shell, "workshops")
    workshops.begin()
    everyday.rested(qtbot, shell.stage.work)
    inputs = workshops.new.form.inputs
    inputs["title"].set_value("Atelier")
    last = inputs["level_to"]
    area = next(a for a in workshops.findChildren(QScrollArea) if a.isAncestorOf(last))
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert not seen_inside(inputs["kind"], area)
    workshops.new.write()
    everyday.rested(qtbot, shell.stage.work)
    assert inputs["kind"].isAncestorOf(focused())
    homes.until(qtbot, lambda: seen_inside(focused(), area))


def test_a_title_without_a_space_takes_two_lines_and_not_the_page(
    qtbot: QtBot, shell: Shell
) -> None:
    workshops = go(qtbot, shell, "workshops")
    workshops.title.setText(parts.breakable("x" * 200))
    homes.settled()
    area: Any = shell.stack.currentWidget()
    assert area.horizontalScrollBar().maximum() == 0
    assert workshops.title.text().replace("\u200b", "") == "x" * 200
    assert parts.breakable("Atelier du lundi") == "Atelier du lundi"


def test_the_place_one_is_in_is_read_whole_in_double_size(
    app: QApplication, qtbot: QtBot, french: None, shell: Shell
) -> None:
    theme.apply(app, Preferences(scale=200))
    shell.go("today")
    homes.settled()
    button = shell.rail.buttons["today"]
    bold = button.font()
    bold.setBold(True)
    words = QLabel(button.text())
    words.setFont(bold)
    qtbot.addWidget(words)
    room = button.width() - 4 - 12 - button.iconSize().width() - 4
    assert words.fontMetrics().horizontalAdvance(button.text()) <= room


def test_a_search_without_an_answer_says_so(qtbot: QtBot, shell: Shell) -> None:
    edit = go(qtbot, shell, "today").visit.people.edit
    edit.setFocus()
    QTest.keyClicks(edit, "zzz")
    everyday.rested(qtbot, shell.stage.work)
    # Where the page was still being laid out, the list went away with the line's place.
    edit.ask()
    everyday.rested(qtbot, shell.stage.work)
    assert edit.choices is not None
    assert edit.choices.isVisible()
    assert edit.choices.item(0).text() == "Nothing fits."
    # It is not something to choose.
    assert not edit.offering()
    QTest.keyClick(edit, KEYS.Key_Return)
    assert edit.text() == "zzz"
    edit.clear()
    edit.ask()
    assert not edit.choices.isVisible()
