"""The territory through the real window: the map, two editions compared, a new one filled in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lapdesk.models import communes
from lapdesk.store.desk import Desk
from lapdesk.ui.screens.plan_map import MapPage
from lapdesk.ui.screens.plan_portrait import PortraitPage
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday
from tests.ui.ateliers import every, put
from tests.ui.conftest import Photo
from tests.ui.homes import screen_of
from tests.ui.test_theme import cut_off

PLACE = "plan"


@pytest.fixture
def portrait(shell: Shell, qtbot: QtBot, work: Work) -> PortraitPage:
    """The page of the portrait."""
    found = screen_of(shell).go("portrait")
    everyday.rested(qtbot, work)
    assert isinstance(found, PortraitPage)
    return found


def shown(page: PortraitPage, code: str) -> tuple[str, str, str]:
    """A figure's two values and the difference."""
    (row,) = (r for g in page.groups for r in g.rows if r.code == code)
    first, second = (cell.value if cell else "" for cell in (row.first, row.second))
    return first, second, row.change


def test_the_edition_that_ships_is_closed_and_whole(portrait: PortraitPage) -> None:
    (edition,) = portrait.editions
    assert (edition.year, edition.open, edition.figures) == (2018, False, 57)
    assert portrait.edits == {}
    assert shown(portrait, "inhabitants")[0] == "1\u202f365\u202f000"
    # What the source says oddly is noted beside it, not corrected.
    (row,) = (r for g in portrait.groups for r in g.rows if r.code == "immigrants")
    assert row.first is not None
    assert "277 000" in row.first.source


def test_a_new_edition_is_filled_in_and_compared(
    desk: Desk, portrait: PortraitPage, qtbot: QtBot, work: Work
) -> None:
    portrait.begin()
    everyday.rested(qtbot, work)
    assert len(portrait.edits) == 57
    edit = portrait.edits["inhabitants"]
    edit.setFocus()
    QTest.keyClicks(edit, "1410000")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    everyday.rested(qtbot, work)
    # A figure without a source is asked for it first.
    assert not portrait.problem.isHidden()
    portrait.source.setText("Insee, RP2023")
    edit = portrait.edits["inhabitants"]
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "1410000")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    everyday.rested(qtbot, work)
    assert shown(portrait, "inhabitants") == (
        "1\u202f410\u202f000", "1\u202f365\u202f000", "+45\u202f000",
    )  # fmt: skip
    for code, value, told in (
        ("immigrants_share", "18", "\u22122 points"), ("imm_french", "114000", "\u22121\u202f000"),
    ):  # fmt: skip
        edit = portrait.edits[code]
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, value)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        everyday.rested(qtbot, work)
        assert shown(portrait, code)[2] == told
    figures = every(desk, "PortraitFigure", code="inhabitants")
    assert sorted(f["value"] for f in figures) == ["1365000", "1410000"]
    assert {f["source"] for f in figures if f["value"] == "1410000"} == {"Insee, RP2023"}


def test_two_editions_are_compared_in_three_clicks(
    desk: Desk, portrait: PortraitPage, qtbot: QtBot, work: Work
) -> None:
    made_one = put(desk, "PortraitEdition", {"title": "Portrait 2023", "year": 2023})
    portrait.ask()
    everyday.rested(qtbot, work)
    clicks = 0
    for box, place in ((portrait.first, 0), (portrait.second, 2)):
        # Opening a list and choosing in it, by mouse, are two clicks; by keyboard one key.
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _step in range(place):
            QTest.keyClick(box, Qt.Key.Key_Down)
        clicks += 1
    box.activated.emit(place)
    everyday.rested(qtbot, work)
    assert clicks <= 3
    assert portrait.first.currentData() == made_one
    assert shown(portrait, "inhabitants") == ("", "1\u202f365\u202f000", "")


def test_every_measure_has_its_map_and_its_table(
    shell: Shell, desk: Desk, qtbot: QtBot, work: Work
) -> None:
    page = screen_of(shell).go("map")
    everyday.rested(qtbot, work)
    assert isinstance(page, MapPage)
    held = [a for a in every(desk, "Actor", state="ACTIVE") if a.get("commune") == "94081"]
    first = page.grid.itemAtPosition(0, 1)
    assert first is not None
    assert "47" in page.covered.text()
    held_by = [w.text() for w in page.findChildren(QLabel)]
    place = held_by.index(communes.label("94081"))
    assert held_by[place + 1] == str(len(held))
    for name, button in page.buttons.items():
        button.click()
        everyday.rested(qtbot, work)
        assert page.measure == name
        assert page.place.count() == 2


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_the_territory(
    shell: Shell, portrait: PortraitPage, photo: Photo, look: str, qtbot: QtBot, work: Work
) -> None:
    photo(shell, f"ui-plan-portrait{look}")
    assert cut_off(portrait) == []
    portrait.begin()
    everyday.rested(qtbot, work)
    photo(shell, f"ui-plan-portrait-new{look}")
    page = screen_of(shell).go("map")
    everyday.rested(qtbot, work)
    photo(shell, f"ui-plan-map{look}")
    assert cut_off(page) == []
