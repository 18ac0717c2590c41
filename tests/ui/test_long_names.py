"""Long names, names that turn a line, colleagues at one keyboard, text twice as large."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lapdesk.models import calendar
from lapdesk.services import members, naming
from lapdesk.store.desk import Desk
from lapdesk.ui.inputs_choice import Chips
from lapdesk.ui.inputs_day import DayLine
from lapdesk.ui.keychips import KeyChips
from lapdesk.ui.screens.people_erase import ErasePanel
from lapdesk.ui.screens.workshops_days import DaysList
from lapdesk.ui.shell import Shell
from lapdesk.ui.topbar import PinDialog
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import TODAY, person, put

PLACE = "people"

GIVEN, FAMILY = "W" * 80, "M" * 80
TURNED = "Rosa\u202e\u2067"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Any]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("long") / "home"

        def fill(desk: Desk) -> dict[str, str]:
            karim = put(desk, "TeamMember", {
                "display_name": GIVEN, "staff_kind": "VOLUNTEER", "active": True,
            })  # fmt: skip
            put(desk, "Role", {"team_member": karim, "role": "VOLUNTEER"})
            members.set_pin(desk, karim, "2468")
            return {
                "long": person(desk, GIVEN, FAMILY),
                "turned": person(desk, TURNED, "Silva\u202d"),
                "colleague": karim,
            }

        yield folder, everyday.source(folder, fill)


def test_a_long_name_leaves_every_button_on_the_screen(
    shell: Shell, source: tuple[Path, Any], qtbot: QtBot, work: Work
) -> None:
    screen = homes.screen_of(shell)
    screen.open_record(source[1]["long"])
    shell.top.enters(GIVEN)
    everyday.rested(qtbot, work)
    assert shell.minimumSizeHint().width() <= 1366
    assert screen.minimumSizeHint().width() <= 1366 - shell.rail.width()
    name = screen.record.head.name
    assert name.text() == f"{GIVEN} {FAMILY}"
    assert (name.toolTip(), name.accessibleName()) == (name.text(), name.text())
    erase = screen.record.erase
    right = erase.mapTo(shell, erase.rect().topRight()).x()
    assert right < shell.width() <= 1366
    assert GIVEN in shell.top.who.accessibleName()
    assert GIVEN in shell.top.who.toolTip()
    assert GIVEN not in shell.top.who.text()


def test_signs_that_turn_a_line_are_not_shown(
    desk: Desk, shell: Shell, source: tuple[Path, Any], qtbot: QtBot, work: Work
) -> None:
    screen = homes.screen_of(shell)
    screen.open_record(source[1]["turned"])
    everyday.rested(qtbot, work)
    assert screen.record.head.name.text() == "Rosa Silva"
    # What is recorded stays as it was typed.
    kept = next(one for one in homes.read(desk, "Identity") if one["given_name"] != GIVEN)
    assert kept["given_name"] is not None
    assert naming.plain(f"\u2068{TURNED}\u2069") == "Rosa"


def test_a_wrong_code_is_said_in_the_dialog_and_gone_after_the_right_one(
    desk: Desk, shell: Shell, source: tuple[Path, Any], qtbot: QtBot, work: Work
) -> None:
    found = homes.ask(qtbot, shell, members.every)
    shell.top.chose_colleague.emit(next(m for m in found if m.id == source[1]["colleague"]))
    dialog = shell.findChild(PinDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.pin, "1111")
    everyday.rested(qtbot, work)
    assert dialog.isVisible()
    assert "Ce code à quatre chiffres n’est pas le bon." in dialog.problem.text()
    assert dialog.problem.isVisible()
    assert not shell.notices.isVisible()
    QTest.keyClicks(dialog.pin, "2468")
    everyday.rested(qtbot, work)
    assert str(desk.member) == source[1]["colleague"]
    assert not shell.notices.isVisible()


def test_the_reason_of_erasing_is_never_let_go(shell: Shell) -> None:
    panel = ErasePanel(shell.stage)
    panel.reason.buttons["REQUEST"].click()
    assert panel.reason.chosen() == ["REQUEST"]
    other = next(code for code in panel.reason.buttons if code != "REQUEST")
    panel.reason.buttons[other].click()
    assert panel.reason.chosen() == [other]


def test_other_chips_of_one_can_be_let_go(app: QApplication, qtbot: QtBot) -> None:
    chips = Chips([("A", "One"), ("B", "Two")], several=False)
    qtbot.addWidget(chips)
    chips.buttons["A"].click()
    chips.buttons["A"].click()
    assert chips.chosen() == []


def test_the_letter_of_a_hidden_chip_shows_it_first(app: QApplication, qtbot: QtBot) -> None:
    chips = KeyChips([("A", "Apple"), ("B", "Bread"), ("R", "Rice")], several=False, few=2)
    qtbot.addWidget(chips)
    chips.show()
    chips.choose(["A"])
    QTest.keyClicks(chips, "r")
    assert chips.chosen() == ["A"]
    assert chips.buttons["R"].isVisible()
    QTest.keyClicks(chips, "r")
    assert chips.chosen() == ["R"]


@pytest.mark.parametrize("look", ["", "-doubled"], indirect=True)
def test_days_and_places_have_the_room_of_their_words(
    look: str, shell: Shell, qtbot: QtBot
) -> None:
    line = DayLine()
    qtbot.addWidget(line)
    line.show()
    assert line.width() > line.fontMetrics().horizontalAdvance("00/00/0000") + 20
    for button in (one for one in shell.rail.buttons.values() if one.isVisible()):
        plain = button.sizeHint().width()
        assert button.geometry().right() < shell.rail.width()
        bold = QFont(button.font())
        bold.setBold(True)
        more = QFontMetrics(bold).horizontalAdvance(button.text())
        more -= button.fontMetrics().horizontalAdvance(button.text())
        assert button.width() >= plain + (0 if button.isChecked() else more)


def test_more_sessions_than_are_proposed_are_said(
    app: QApplication, qtbot: QtBot, french: None
) -> None:
    days = DaysList()
    qtbot.addWidget(days)
    slots = [{"weekday": day, "start": "09:00", "end": "10:00"} for day in range(1, 8)]
    days.propose(date(2026, 1, 1), date(2026, 12, 31), slots, "94081")
    assert days.doubt.text().startswith(f"Plus de {calendar.MOST} séances")
    days.propose(date(2026, 1, 1), date(2026, 7, 19), slots, "94081")
    assert days.list.count() == calendar.MOST
    assert not days.doubt.text()
