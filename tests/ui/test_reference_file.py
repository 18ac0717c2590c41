"""The committee asks and writes one file; an association takes it in and signs what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lapdesk.services import asked, reference_file
from lapdesk.store.desk import Desk
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui.conftest import Photo
from tests.ui.homes import (
    choose,
    made,
    place,
    read,
    screen_of,
    settled,
    shell_of,
    until,
    with_a_year,
)


@pytest.fixture
def committee(tmp_path: Path) -> Iterator[Desk]:
    """A committee's home: a network, where summaries come."""
    desk = made(tmp_path / "committee", "Comité du plan", kind="NETWORK")
    yield desk
    desk.close()


@pytest.fixture
def association(tmp_path: Path) -> Iterator[Desk]:
    """An association's home, which does not know the committee yet."""
    desk = made(tmp_path / "one")
    with_a_year(desk, 2024)
    yield desk
    desk.close()


def exchange(shell: Shell) -> Any:
    """The page of files."""
    screen = place(shell, "figures")
    screen.sheets.buttons["exchange"].click()
    return screen.sheets.pages["exchange"]


def test_the_committee_says_which_period_and_writes_one_file_in_pictures(
    french: None, qtbot: QtBot, committee: Desk, work: Work, tmp_path: Path, photo: Photo
) -> None:
    shell = shell_of(qtbot, committee, work)
    page = exchange(shell)
    until(qtbot, page.reference.isVisible)
    for line, day in zip(
        (page.reference.start, page.reference.end, page.reference.due_on),
        ("01/01/2024", "31/12/2024", "28/02/2025"),
        strict=True,
    ):
        line.clear()
        qtbot.keyClicks(line, day)
    photo(shell, "exchange-reference")
    page.reference.write.click()
    file = tmp_path / "reference.lapdesk"
    choose(qtbot, shell, file)
    until(qtbot, lambda: file.is_file() and not page.reference.begun() and not work.waiting())
    (request,) = read(committee, "SummaryRequest")
    assert (request["start"], request["end"], request["due_on"]) == (
        "2024-01-01", "2024-12-31", "2025-02-28",
    )  # fmt: skip
    # Written again without another word: the same request, the next number.
    page.reference.write.click()
    again = tmp_path / "again.lapdesk"
    choose(qtbot, shell, again)
    until(qtbot, lambda: again.is_file() and not work.waiting())
    assert [f["number"] for f in read(committee, "ExchangeFile", kind=reference_file.KIND)] == [
        1,
        2,
    ]
    assert len(read(committee, "SummaryRequest")) == 1


def test_days_that_make_no_period_are_said_and_nothing_is_written(
    qtbot: QtBot, committee: Desk, work: Work
) -> None:
    shell = shell_of(qtbot, committee, work)
    page = exchange(shell)
    until(qtbot, page.reference.isVisible)
    qtbot.keyClicks(page.reference.start, "31/12/2024")
    assert page.reference.begun()
    page.reference.write.click()
    assert not page.reference.problem.isHidden()
    qtbot.keyClicks(page.reference.end, "01/01/2024")
    qtbot.keyClicks(page.reference.due_on, "28/02/2025")
    page.reference.write.click()
    assert not page.reference.problem.isHidden()
    assert read(committee, "SummaryRequest") == []


def test_an_association_confirms_the_committee_and_signs_what_it_asks_in_pictures(
    french: None,
    qtbot: QtBot,
    committee: Desk,
    association: Desk,
    work: Work,
    tmp_path: Path,
    photo: Photo,
) -> None:
    file = tmp_path / "reference.lapdesk"
    asked.ask(committee, "2024-01-01", "2024-12-31", "2025-02-28")
    reference_file.write(committee, file)
    shell = shell_of(qtbot, association, work)
    page = exchange(shell)
    assert page.reference is not None
    page.take_in.look_at([file])
    until(qtbot, lambda: page.take_in.go_on.isVisible() and page.take_in.go_on.isEnabled())
    photo(shell, "exchange-reference-held")
    page.take_in.go_on.click()
    until(qtbot, lambda: page.waiting.ticked)
    assert not page.reference.isVisible()
    photo(shell, "exchange-to-confirm")
    next(iter(page.waiting.ticked.values())).click()
    page.waiting.confirm.click()
    until(qtbot, lambda: not page.waiting.ticked and not work.waiting())
    assert read(association, "SummaryRequest")
    today = place(shell, "today")
    words = "Bilan demandé\N{NO-BREAK SPACE}: du 01/01/2024 au 31/12/2024, avant le 28/02/2025."
    until(qtbot, lambda: words in _read(today))
    photo(shell, "today-asked")
    shell.go("figures", "summary")
    screen = screen_of(shell)
    until(qtbot, lambda: screen.period.days.start == "2024-01-01")
    summary = screen.sheets.pages["summary"]
    until(qtbot, lambda: summary.asked.text() == words and summary.pages.count() > 1)
    photo(shell, "summary-asked")
    # The person may still look at another year: it is not taken back.
    screen.period.after.click()
    settled()
    screen.refresh()
    until(qtbot, lambda: not work.waiting())
    assert screen.period.days.start == "2025-01-01"


def _read(page: Any) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if not one.isHidden())
