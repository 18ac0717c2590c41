"""Funding through the real window: a source, a budget, 86 equal to 87, Europe's share."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lapdesk.store.desk import Desk
from lapdesk.ui.screens.plan_funding import FundingPage
from lapdesk.ui.shell import Shell
from lapdesk.ui.theme import GAP
from lapdesk.ui.work import Work
from tests.ui import everyday
from tests.ui.ateliers import every, put
from tests.ui.conftest import Photo
from tests.ui.homes import screen_of, until
from tests.ui.test_theme import cut_off

PLACE = "plan"


@pytest.fixture
def page(shell: Shell, qtbot: QtBot, work: Work) -> FundingPage:
    """The page of funding."""
    found = screen_of(shell).go("funding")
    everyday.rested(qtbot, work)
    assert isinstance(found, FundingPage)
    return found


def typed(page: FundingPage, account: str, name: str, amount: str) -> None:
    """Type an amount and leave its field."""
    edit = page.budget.edits[account, name]
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, amount)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def test_a_budget_is_typed_and_contributions_balance(
    desk: Desk, page: FundingPage, qtbot: QtBot, work: Work
) -> None:
    chosen = page.action
    assert chosen is not None
    for account, amount in (("60", "1200"), ("64", "8000,50"), ("86", "500"), ("74", "9200,50")):
        typed(page, account, "planned", amount)
        everyday.rested(qtbot, work)
    found = {one["line"]: one["planned"] for one in every(desk, "BudgetLine", plan_action=chosen)}
    assert found == {"60": 120000, "64": 800050, "86": 50000, "87": 50000, "74": 920050}
    typed(page, "87", "planned", "650")
    everyday.rested(qtbot, work)
    found = {one["line"]: one["planned"] for one in every(desk, "BudgetLine", plan_action=chosen)}
    assert (found["86"], found["87"]) == (65000, 65000)
    typed(page, "61", "planned", "beaucoup")
    assert not page.budget.problem.isHidden()
    assert len(every(desk, "BudgetLine", plan_action=chosen)) == 5
    # An amount taken away takes its line away.
    typed(page, "60", "planned", "")
    QTest.keyClick(page.budget.edits["60", "planned"], Qt.Key.Key_Delete)
    QTest.keyClick(page.budget.edits["60", "planned"], Qt.Key.Key_Return)
    everyday.rested(qtbot, work)
    assert not every(desk, "BudgetLine", plan_action=chosen, line="60")


def test_an_amount_that_cannot_be_read_stays_until_it_is_corrected(
    desk: Desk, page: FundingPage, qtbot: QtBot, work: Work
) -> None:
    typed(page, "61", "planned", "beaucoup")
    typed(page, "62", "actual", "-5")
    typed(page, "60", "planned", "1200")
    everyday.rested(qtbot, work)
    edits, problem = page.budget.edits, page.budget.problem
    assert edits["61", "planned"].text() == "beaucoup"
    assert edits["62", "actual"].text() == "-5"
    assert edits["61", "planned"].property("wrong")
    assert not edits["60", "planned"].property("wrong")
    assert "61 Services extérieurs, prévu\u00a0: " in problem.text()
    assert "62 Autres services extérieurs, réalisé\u00a0: " in problem.text()
    assert [one["line"] for one in every(desk, "BudgetLine", plan_action=page.action)] == ["60"]
    for account, name in (("61", "planned"), ("62", "actual")):
        typed(page, account, name, "5")
        everyday.rested(qtbot, work)
    assert not edits["61", "planned"].property("wrong")
    assert "61 Services" not in problem.text()
    # Another year shows its own amounts alone.
    typed(page, "61", "planned", "rien")
    page.go(-1)
    everyday.rested(qtbot, work)
    assert edits["61", "planned"].text() == ""
    assert not edits["61", "planned"].property("wrong")
    assert "61 Services" not in problem.text()


def test_every_title_is_there_whole(page: FundingPage) -> None:
    view, wrapped = page.view, Qt.TextFlag.TextWordWrap
    room = view.columnWidth(1) - 3 * GAP
    for place, line in enumerate(view.table.lines):
        title = line.cells[1]
        needed = view.fontMetrics().boundingRect(0, 0, room, 10_000, wrapped, title).height()
        assert view.rowHeight(place) >= needed, title


def test_a_source_that_was_found_opens_in_its_year(
    desk: Desk, page: FundingPage, shell: Shell, qtbot: QtBot, work: Work
) -> None:
    action = str(every(desk, "PlanAction", code="A2-01")[0]["id"])
    found = put(desk, "Funding", {
        "plan_action": action, "year": page.year - 2, "kind": "AMIF", "granted": 100_000,
        "state": "GRANTED",
    })  # fmt: skip
    screen_of(shell).open_record(found)
    until(qtbot, lambda: page.action == action)
    everyday.rested(qtbot, work)
    assert page.when.text() == str(page.year)
    assert str(page.year) in page.heading.text()
    assert "accordé 1\u202f000,00 €" in " ".join(b.text() for b in page.findChildren(QLabel))


def test_europe_pays_too_much_and_the_page_says_so(
    desk: Desk, page: FundingPage, qtbot: QtBot, work: Work
) -> None:
    chosen = page.action
    put(desk, "BudgetLine", {
        "plan_action": chosen, "year": page.year, "line": "64", "planned": 10_000_000,
    })  # fmt: skip
    put(desk, "Funding", {
        "plan_action": chosen, "year": page.year, "kind": "AMIF", "granted": 8_200_000,
        "state": "GRANTED", "due_account_on": f"{page.year}-03-20",
    })  # fmt: skip
    page.ask()
    everyday.rested(qtbot, work)
    assert "82\u202f000,00 €" in page.notes.text()
    assert "80" in page.notes.text()
    assert not page.due.isHidden()


def test_a_source_is_added_and_altered(
    desk: Desk, page: FundingPage, qtbot: QtBot, work: Work
) -> None:
    page.sources.new.click()
    form = page.sources.form
    assert form is not None
    form.form.inputs["kind"].set_value("DEPT")
    form.form.inputs["asked"].set_value(1_825_000)
    form.add()
    everyday.rested(qtbot, work)
    (one,) = every(desk, "Funding")
    assert (one["plan_action"], one["year"], one["asked"]) == (page.action, page.year, 1_825_000)
    assert page.sources.form is None
    page.go(-1)
    everyday.rested(qtbot, work)
    assert page.view.table.lines[0].cells[2] == ""


@pytest.mark.parametrize("look", everyday.LOOKS, indirect=True)
def test_pictures_of_funding(
    desk: Desk, shell: Shell, page: FundingPage, photo: Photo, look: str, qtbot: QtBot, work: Work
) -> None:
    photo(shell, f"ui-plan-funding-empty{look}")
    assert cut_off(page) == []
    chosen = str(page.action)
    for line, planned, actual in (("60", 120000, 98050), ("64", 1_800_050, 1_750_000)):
        put(desk, "BudgetLine", {
            "plan_action": chosen, "year": page.year, "line": line, "planned": planned,
            "actual": actual,
        })  # fmt: skip
    for kind, state, asked in (("DEPT", "GRANTED", 900_000), ("AMIF", "REQUESTED", 700_000)):
        put(desk, "Funding", {
            "plan_action": chosen, "year": page.year, "kind": kind, "asked": asked,
            "granted": asked if state == "GRANTED" else None, "state": state,
            "due_account_on": f"{page.year}-04-30",
        })  # fmt: skip
    page.ask()
    everyday.rested(qtbot, work)
    photo(shell, f"ui-plan-funding{look}")
    assert cut_off(page) == []
