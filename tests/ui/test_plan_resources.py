"""Documentary resources through the real window, and what the search opens in the plan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from lapdesk.store.desk import Desk
from lapdesk.store.search import SEARCHED
from lapdesk.ui.places import PLACE_OF, PLACES
from lapdesk.ui.screens.plan_resources import ResourcesPage
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday
from tests.ui.ateliers import TODAY, every, put
from tests.ui.conftest import Photo
from tests.ui.homes import screen_of
from tests.ui.test_theme import cut_off

PLACE = "plan"


@pytest.fixture
def page(shell: Shell, qtbot: QtBot, work: Work) -> ResourcesPage:
    """The page of resources."""
    found = screen_of(shell).go("resources")
    everyday.rested(qtbot, work)
    assert isinstance(found, ResourcesPage)
    return found


def test_what_ships_is_listed_and_the_first_is_open(desk: Desk, page: ResourcesPage) -> None:
    assert len(page.lines) == len(every(desk, "DocumentResource")) > 0
    assert page.form is not None
    assert page.form.form.record == page.lines[0].id


def test_a_resource_is_added_in_one_form(
    desk: Desk, page: ResourcesPage, qtbot: QtBot, work: Work
) -> None:
    before = len(page.lines)
    page.new.click()
    assert page.form is not None
    inputs = page.form.form.inputs
    QApplication.processEvents()
    QTest.keyClicks(inputs["title"].focusProxy() or inputs["title"], "Atlas des migrations")
    inputs["kind"].set_value(every(desk, "DocumentResource")[0]["kind"])
    page.form.add()
    everyday.rested(qtbot, work)
    (made_now,) = every(desk, "DocumentResource", title="Atlas des migrations")
    assert made_now["checked_on"] == TODAY[:10]
    assert len(page.lines) == before + 1
    assert page.record == page.view.chosen() == made_now["id"]
    # The form of the new one is gone, its button too.
    assert page.form.form.record == made_now["id"]
    left = [b for b in page.side.findChildren(QPushButton) if b.text() == "Ajouter"]
    assert not any(button.isVisibleTo(page) for button in left)


def test_one_click_says_that_it_was_looked_at(
    desk: Desk, page: ResourcesPage, qtbot: QtBot, work: Work
) -> None:
    old = put(desk, "DocumentResource", {
        "title": "Rapport ancien", "year": 2009, "kind": "STUDY", "checked_on": "2019-01-10",
    })  # fmt: skip
    page.ask()
    page.open_one(old)
    everyday.rested(qtbot, work)
    assert "bad" in {label.property("tone") for label in page.side.findChildren(QLabel)}
    button = next(b for b in page.side.findChildren(QPushButton) if b.text() == "Marquer vérifié")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    everyday.rested(qtbot, work)
    assert every(desk, "DocumentResource", id=old)[0]["checked_on"] == TODAY[:10]
    assert next(line for line in page.lines if line.id == old).freshness.tone == "good"


def test_who_only_reads_writes_nothing(desk: Desk, qtbot: QtBot, work: Work) -> None:
    desk.roles = frozenset({"READER"})
    shell = everyday.begun(qtbot, desk, work)
    read = ResourcesPage(shell.stage)
    qtbot.addWidget(read)
    read.ask()
    everyday.rested(qtbot, work)
    assert read.new.isHidden()
    assert read.form is not None
    assert not read.form.isEnabled()


def test_whatever_is_searched_is_shown_somewhere() -> None:
    assert set(SEARCHED) <= set(PLACE_OF)
    assert set(PLACE_OF.values()) <= {place.name for place in PLACES}


@pytest.mark.parametrize(
    ("entity", "values", "typed", "tab"),
    [
        ("Meeting", {"title": "Atelier zebre", "kind": "SEMINAR", "date": "2026-03-03"},
         "zebre", "meetings"),
        ("DocumentResource", {"title": "Atlas zebre", "year": 2019, "kind": "STUDY",
                              "checked_on": "2026-01-01"}, "zebre", "resources"),
        ("SurveyEdition", {"title": "Enquete zebre", "year": 2024}, "zebre", "survey"),
        ("PortraitEdition", {"title": "Portrait zebre", "year": 2024}, "zebre", "portrait"),
        ("PlanAction", {"title": "Jardin zebre", "axes": ["AX1"], "code": "P1-99",
                        "objectives": ["x"]}, "zebre", "actions"),
    ],
)  # fmt: skip
def test_what_is_found_opens_on_its_page(
    desk: Desk, shell: Shell, qtbot: QtBot, work: Work,
    entity: str, values: dict[str, object], typed: str, tab: str,
) -> None:  # fmt: skip
    if entity == "PlanAction":
        values = {**values, "plan_edition": every(desk, "PlanEdition")[0]["id"]}
    record = put(desk, entity, values)
    QTest.keyClicks(shell.top.search, typed)
    everyday.rested(qtbot, work)
    qtbot.waitUntil(shell.top.search.offering)
    QTest.keyClick(shell.top.search, Qt.Key.Key_Return)
    everyday.rested(qtbot, work)
    screen = screen_of(shell)
    assert screen.sheets.chosen == tab
    found = screen.go(tab)
    named = {"actions": "action", "meetings": "record", "resources": "record"}
    box = {"survey": "box", "portrait": "first"}
    shown = getattr(found, named[tab]) if tab in named else getattr(found, box[tab]).currentData()
    assert shown == record


def test_a_part_opens_the_whole(desk: Desk, shell: Shell, qtbot: QtBot, work: Work) -> None:
    action = every(desk, "PlanAction", code="A1-02")[0]["id"]
    target = put(desk, "Target", {
        "plan_action": action, "indicator": "A1", "target": "40", "due": "2026-12-31",
    })  # fmt: skip
    screen = screen_of(shell)
    for record in (target, action):
        screen.open_record(record)
        everyday.rested(qtbot, work)
        assert screen.go("actions").action == action
        screen.go("actions").leave()


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_resources(shell: Shell, page: ResourcesPage, photo: Photo, look: str) -> None:
    photo(shell, f"ui-plan-resources{look}")
    assert cut_off(page) == []
