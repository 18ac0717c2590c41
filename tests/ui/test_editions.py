"""The next edition of the plan through the window: begun, compared, put in force."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.store.desk import Desk
from lapdesk.ui.work import Work
from tests.ui.conftest import Photo
from tests.ui.homes import made, place, read, shell_of, until


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A home with the plan of 2018."""
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-02")
    desk = made(tmp_path / "home")
    yield desk
    desk.close()


def said(page: QWidget) -> list[str]:
    """Every word of the page."""
    return [label.text() for label in page.findChildren(QLabel)]


def test_the_next_edition_is_begun_compared_and_put_in_force_in_pictures(
    french: None, qtbot: QtBot, desk: Desk, work: Work, photo: Photo
) -> None:
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "plan")
    page = screen.go("editions")
    until(qtbot, lambda: len(page.found) == 1)
    assert (page.title.text(), page.year.text(), page.start.text()) == (
        "Plan 2027", "2027", "01/01/2027",
    )  # fmt: skip
    page.begin.click()
    until(qtbot, lambda: len(page.found) == 2 and page.pairs)
    assert {e.state for e in page.found} == {"DRAFT", "IN_FORCE"}
    going_on = [pair for pair in page.pairs if pair.later is not None]
    assert len(going_on) == page.found[0].actions
    assert "A1-02" in said(page)
    photo(shell, "plan-editions")
    (button,) = page.enforce.values()
    button.click()
    button.click()
    until(qtbot, lambda: page.found[0].state == "IN_FORCE" and not work.waiting())
    states = {e["year"]: e["state"] for e in read(desk, "PlanEdition")}
    assert states == {2027: "IN_FORCE", 2018: "ARCHIVED"}
    assert not page.enforce


def test_a_year_that_has_its_edition_and_a_day_that_is_none(
    qtbot: QtBot, desk: Desk, work: Work
) -> None:
    shell = shell_of(qtbot, desk, work)
    page = place(shell, "plan").go("editions")
    until(qtbot, lambda: len(page.found) == 1)
    page.year.setText("2018")
    assert page.title.text() == "Plan 2018"
    page.begin.click()
    until(qtbot, lambda: "2018" in shell.notices.title.text())
    page.start.selectAll()
    qtbot.keyClicks(page.start, "demain")
    page.begin.click()
    assert not page.problem.isHidden()
    until(qtbot, lambda: not work.waiting())
    assert len(read(desk, "PlanEdition")) == 1
