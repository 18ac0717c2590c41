"""The plan's actions through the real window: the board, a new idea, one action's sheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from lapdesk.store.desk import Desk
from lapdesk.ui.inputs_choice import ListInput
from lapdesk.ui.printing import PrintDialog
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screens.plan_actions import ActionsPage
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday
from tests.ui.ateliers import every, put
from tests.ui.conftest import Photo
from tests.ui.homes import screen_of
from tests.ui.test_theme import cut_off

PLACE = "plan"


@pytest.fixture
def page(shell: Shell, qtbot: QtBot, work: Work) -> ActionsPage:
    """The board of actions, the plan's first page."""
    everyday.rested(qtbot, work)
    found = screen_of(shell).go("actions")
    assert isinstance(found, ActionsPage)
    return found


def of_code(desk: Desk, code: str) -> str:
    """The id of an action by its code."""
    return str(every(desk, "PlanAction", code=code)[0]["id"])


def test_the_four_axes_stand_side_by_side(page: ActionsPage) -> None:
    board = page.board
    assert board is not None
    assert [c.axis for c in board.columns] == ["AX1", "AX2", "AX3", "AX4"]
    assert sum(n for _code, _words, n in board.states) == 45
    assert len(board.objectives) == 3
    # An action of several axes stands in each.
    assert all("F-01" in {t.code for t in c.tiles} for c in board.columns)
    ideas = page.buttons["IDEA"]
    ideas.click()
    assert page.state == "IDEA"


def test_a_new_idea_in_a_minute(desk: Desk, page: ActionsPage, qtbot: QtBot, work: Work) -> None:
    before = len(every(desk, "PlanAction"))
    pressed = 0
    QTest.mouseClick(page.new, Qt.MouseButton.LeftButton)
    for edit, text in ((page.idea.title, "Cafe des langues"), (page.idea.objective, "Parler")):
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        pressed += len(text) + 1
    everyday.rested(qtbot, work)
    # Two keys a second: half a minute.
    assert pressed <= 60
    assert len(every(desk, "PlanAction")) == before + 1
    (idea,) = every(desk, "PlanAction", title="Cafe des langues")
    assert (idea["state"], idea["axes"], idea["objectives"]) == ("IDEA", ["AX1"], ["Parler"])
    # Its sheet is open, and says what it needs to become an action.
    assert page.sheet.isVisible()
    assert "publics" in page.sheet.lacks.text()


def test_an_idea_without_a_title_is_refused_in_words(
    desk: Desk, page: ActionsPage, qtbot: QtBot, work: Work
) -> None:
    before = len(every(desk, "PlanAction"))
    page.begin()
    page.idea.record()
    everyday.rested(qtbot, work)
    assert not page.idea.problem.isHidden()
    assert len(every(desk, "PlanAction")) == before


def test_an_idea_that_is_too_long_is_not_cut_without_a_word(
    desk: Desk, page: ActionsPage, qtbot: QtBot, work: Work
) -> None:
    before = len(every(desk, "PlanAction"))
    page.begin()
    QApplication.clipboard().setText("tres longue " * 20)
    page.idea.title.paste()
    page.idea.record()
    everyday.rested(qtbot, work)
    assert page.idea.title.text() == "tres longue " * 20
    assert "160" in page.idea.problem.text()
    assert len(every(desk, "PlanAction")) == before


def test_a_partner_a_relay_and_a_target_are_added_and_taken_away(
    desk: Desk, page: ActionsPage, qtbot: QtBot, work: Work
) -> None:
    action = of_code(desk, "A1-02")
    actor = str(every(desk, "Actor")[0]["id"])
    page.open_one(action)
    everyday.rested(qtbot, work)
    given = {
        "ActionPartner": {"actor": actor, "role": "PARTNER"},
        "CommRelay": {"channel": every_code("comm_channel")[0]},
        "Target": {"indicator": "A1", "target": "40", "due": "2026-12-31"},
    }
    for entity, values in given.items():
        section = page.sheet.parts[entity]
        held = len(every(desk, entity, plan_action=action))
        section.begin()
        assert section.form is not None
        for name, value in values.items():
            section.form.form.inputs[name].set_value(value, "x")
        (save,) = [b for b in section.findChildren(QPushButton) if b.text() == "Enregistrer"]
        QTest.mouseClick(save, Qt.MouseButton.LeftButton)
        everyday.rested(qtbot, work)
        assert len(every(desk, entity, plan_action=action)) == held + 1, entity
        assert len(section.said) == held + 1
        section._taker(section.said[0])()
        everyday.rested(qtbot, work)
        assert len(every(desk, entity, plan_action=action)) == held, entity


def every_code(name: str) -> list[str]:
    """The codes of a closed list."""
    from lapdesk.models import lists

    return list(lists.get(name).entries)


def test_escape_leaves_the_short_form_before_the_sheet(
    desk: Desk, shell: Shell, page: ActionsPage, qtbot: QtBot, work: Work
) -> None:
    everyday.active(qtbot, shell)
    page.open_one(of_code(desk, "A1-02"))
    everyday.rested(qtbot, work)
    section = page.sheet.parts["CommRelay"]

    def type_a_title() -> SavedForm:
        section.begin()
        everyday.rested(qtbot, work)
        form = section.form
        assert form is not None
        form.form.inputs["title"].set_value("Affiche")
        form.form.inputs["title"].setFocus()
        return form

    type_a_title()
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    assert [section.form] == [None]
    assert page.sheet.isVisible()
    form = type_a_title()
    (back,) = [b for b in page.sheet.findChildren(QPushButton) if "Échap" in b.text()]
    back.setFocus()
    back.click()
    everyday.asked(shell).stay.click()
    assert page.sheet.isVisible()
    assert section.form is form
    back.click()
    everyday.asked(shell).leave.click()
    assert page.front.isVisible()


def test_a_target_says_where_it_stands(
    desk: Desk, page: ActionsPage, qtbot: QtBot, work: Work
) -> None:
    action = of_code(desk, "A1-02")
    for figure, wanted in (("S2", "9"), ("H2", "2"), ("H2", "40")):
        put(desk, "Target", {
            "plan_action": action, "indicator": figure, "target": wanted, "due": "2026-12-31",
        })  # fmt: skip
    put(desk, "VolunteerTime", {
        "team_member": str(desk.member), "date": "2026-03-02", "minutes": 150, "task": "MEETING",
        "plan_action": action,
    })  # fmt: skip
    page.open_one(action)
    everyday.rested(qtbot, work)
    told = {one.words: one.detail for one in page.sheet.parts["Target"].said}
    reached, still, unknown = (
        next(detail for words, detail in told.items() if words.startswith(f) and words.endswith(w))
        for f, w in (("H2", " 2"), ("H2", " 40"), ("S2", " 9"))
    )
    assert "2,50" in reached
    assert reached.endswith("atteinte")
    assert still.endswith("pas encore")
    # S2 is not told by action: nobody can say.
    assert unknown.endswith("ne peut se dire")


def test_a_target_of_an_action_is_of_a_figure_told_by_action(
    page: ActionsPage, desk: Desk, qtbot: QtBot, work: Work
) -> None:
    page.open_one(of_code(desk, "A1-02"))
    everyday.rested(qtbot, work)
    section = page.sheet.parts["Target"]
    section.begin()
    assert section.form is not None
    figures = section.form.form.inputs["indicator"]
    assert isinstance(figures, ListInput)
    offered = {code for code, _words in figures._entries}
    assert offered == {"A1", "A3", "A6", "W6", "H2", "H3", "F2", "F3", "F4"}


def test_the_sheet_prints(page: ActionsPage, desk: Desk, qtbot: QtBot, work: Work) -> None:
    page.open_one(of_code(desk, "A1-01"))
    everyday.rested(qtbot, work)
    page.sheet.print.click()
    everyday.rested(qtbot, work)
    dialog = page.sheet.findChild(PrintDialog)
    assert dialog is not None
    assert dialog.made is not None
    assert dialog.made.pages >= 1
    dialog.reject()


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_actions(
    desk: Desk, shell: Shell, page: ActionsPage, photo: Photo, look: str, qtbot: QtBot, work: Work
) -> None:
    photo(shell, f"ui-plan-actions{look}")
    assert cut_off(page) == []
    page.begin()
    everyday.rested(qtbot, work)
    photo(shell, f"ui-plan-idea{look}")
    assert cut_off(page) == []
    page.leave()
    action = of_code(desk, "F-03")
    put(desk, "Target", {
        "plan_action": action, "indicator": "W6", "target": "40", "due": "2026-12-31",
    })  # fmt: skip
    page.open_one(action)
    everyday.rested(qtbot, work)
    photo(shell, f"ui-plan-action{look}")
    assert cut_off(page) == []
