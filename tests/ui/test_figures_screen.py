"""Figures, the summary and the committee's report through the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from lapdesk.services import balance, committee, summaries, takein, verifying
from lapdesk.services.balance import Days
from lapdesk.store.desk import Desk
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui.conftest import Photo
from tests.ui.homes import ask, choose, made, place, settled, shell_of, until, with_a_year

YEAR = 2025


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A home with forty people of one year."""
    desk = made(tmp_path / "home")
    with_a_year(desk, YEAR)
    yield desk
    desk.close()


@pytest.fixture
def shell(qtbot: QtBot, desk: Desk, work: Work) -> Shell:
    """The window around it."""
    return shell_of(qtbot, desk, work)


def of_the_year(shell: Shell) -> Any:
    """The place, showing the year that has people."""
    screen = place(shell, "figures")
    screen.period.go("civil", YEAR)
    return screen


def value(page: Any, code: str) -> str:
    """What the table says of a figure."""
    return next((line.cells[1] for line in page.view.table.lines if line.key == code), "")


def said(page: Any) -> str:
    """All that is read on a page."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def test_a_year_is_read_cut_and_opened_in_pictures(
    french: None, qtbot: QtBot, shell: Shell, photo: Photo
) -> None:
    screen = of_the_year(shell)
    page = screen.sheets.pages["figures"]
    until(qtbot, lambda: value(page, "A1") == "40")
    assert value(page, "S1") == "40"
    page.by.setCurrentIndex(page.by.findData("sex"))
    until(qtbot, lambda: page.opened.chart is not None)
    assert "Femme: 24" in page.opened.chart.accessibleName()
    assert not page.opened.chart.pixmap().isNull()
    assert page.view.table.lines[0].cells[3] == "95,0\u00a0%"
    settled()
    photo(shell, "ui-bilan-chiffres")
    page.by.setCurrentIndex(page.by.findData("commune"))
    until(qtbot, lambda: "94028" not in said(page) and page.opened.chart.height() > 300)
    settled()
    photo(shell, "ui-bilan-carte")


def test_what_a_summary_would_hide_is_hidden(qtbot: QtBot, desk: Desk, shell: Shell) -> None:
    screen = of_the_year(shell)
    page = screen.sheets.pages["figures"]
    page.by.setCurrentIndex(page.by.findData("age_band"))
    until(qtbot, lambda: value(page, "A1") == "40" and page.opened.chart is not None)
    plain = page.opened.chart.accessibleName()
    page.protected.click()
    until(qtbot, lambda: page.opened.chart is not None
          and page.opened.chart.accessibleName() != plain)  # fmt: skip
    assert value(page, "A1") == "40"


@pytest.mark.parametrize(
    ("clicks", "days"),
    [(("school",), Days("2025-09-01", "2026-08-31")),
     (("civil",), Days("2026-01-01", "2026-12-31"))],
)  # fmt: skip
def test_periods_follow_the_years_people_speak_of(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch, clicks: tuple[str, ...],
    days: Days,
) -> None:  # fmt: skip
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-23")
    screen = place(shell, "figures")
    for kind in clicks:
        if screen.period.kind() != kind:
            screen.period.kinds.buttons[kind].click()
    screen.period.after.click()
    screen.period.before.click()
    assert screen.period.days == days


def test_any_two_days_make_a_period(qtbot: QtBot, shell: Shell) -> None:
    screen = of_the_year(shell)
    bar, page = screen.period, screen.sheets.pages["figures"]
    bar.kinds.buttons["other"].click()
    for line, text in ((bar.start, "01/01/2025"), (bar.end, "31/03/2024")):
        line.setText(text)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "ends before" in bar.problem.text()
    bar.end.setText("31/03/2025")
    qtbot.keyClick(bar.end, Qt.Key.Key_Return)
    until(qtbot, lambda: value(page, "A1") == "12")
    assert bar.problem.isHidden()


def test_a_yearly_summary_is_signed_in_five_clicks_in_pictures(
    french: None, qtbot: QtBot, desk: Desk, shell: Shell, tmp_path: Path, photo: Photo
) -> None:
    signing = summaries.Signing("Léa", "présidente")
    ask(qtbot, shell, balance.sign, balance.civil_year(YEAR), signing, tmp_path / "first.pdf")
    clicks = 0
    screen = of_the_year(shell)  # the year that is offered in spring is the one wanted
    clicks += 1
    screen.sheets.buttons["summary"].click()
    clicks += 1
    page = screen.sheets.pages["summary"]
    until(qtbot, page.pages.count)
    until(qtbot, lambda: "no. 2" in page.said.text() or "n° 2" in page.said.text())
    assert page.function.text() == "présidente"  # who signed last signs again
    assert page.hidden.inside.count() > 1  # what is hidden is listed
    settled()
    photo(shell, "ui-bilan-synthese")
    page.sign.click()
    clicks += 1
    choose(qtbot, shell, tmp_path / "summary.pdf")  # Save
    clicks += 1
    until(qtbot, (tmp_path / "summary.pdf").exists)
    until(qtbot, lambda: "summary.pdf" in shell.notices.title.text())
    assert clicks <= 5
    (seen,) = ask(qtbot, shell, verifying.here, [tmp_path / "summary.pdf"])
    assert seen.holds
    assert (seen.covers["number"], seen.signer) == (2, "Léa")


def test_comments_stand_on_the_pages_and_are_not_too_long(
    qtbot: QtBot, shell: Shell, tmp_path: Path
) -> None:
    page = of_the_year(shell).go("summary")
    until(qtbot, page.pages.count)
    page.sign.click()
    assert "function" in page.problem.text()  # nobody has signed here yet
    qtbot.keyClicks(page.function, "chair")
    page.comments["A"].setPlainText("x" * 601)
    page.sign.click()
    assert "600" in page.problem.text()
    page.comments["A"].setPlainText("Many came back.")
    page.sign.click()
    choose(qtbot, shell, tmp_path / "summary.pdf")
    until(qtbot, (tmp_path / "summary.pdf").exists)
    ((_record, document),) = ask(qtbot, shell, summaries.released)
    assert document["comments"] == [{"section": "A", "text": "Many came back."}]


def test_few_people_are_never_told_by_what_is_protected(
    qtbot: QtBot, work: Work, tmp_path: Path
) -> None:
    desk = made(tmp_path / "small")
    try:
        with_a_year(desk, YEAR, people=3)
        shell = shell_of(qtbot, desk, work)
        screen = of_the_year(shell)
        page = screen.sheets.pages["figures"]
        until(qtbot, lambda: value(page, "A1") == "3")
        page.protected.click()
        until(qtbot, lambda: page.problem.text() or value(page, "A1") == "< 5")
        assert value(page, "A1") != "3"
    finally:
        desk.close()


def test_the_committee_confirms_aloud_then_reports_in_pictures(
    french: None, qtbot: QtBot, desk: Desk, work: Work, tmp_path: Path, photo: Photo
) -> None:
    signed = tmp_path / "summary.pdf"
    balance.sign(desk, balance.civil_year(YEAR), summaries.Signing("Léa", "présidente"), signed)
    other = made(tmp_path / "committee", "Le comité", commune="94028", kind="NETWORK")
    try:
        shell = shell_of(qtbot, other, work)
        (received,) = ask(qtbot, shell, takein.take, [signed])
        assert received.fate == "held"
        screen = place(shell, "committee")
        screen.period.go("civil", YEAR)
        page = screen.go("received")
        until(qtbot, lambda: page.waiting.ticked)
        (words,) = (w.words for w in ask(qtbot, shell, confirming_waiting))
        assert words in said(page)
        settled()
        photo(shell, "ui-comite-confirmer")
        next(iter(page.waiting.ticked.values())).click()
        page.waiting.confirm.click()
        until(qtbot, lambda: not page.waiting.ticked)
        page = screen.go("freeze")
        until(qtbot, lambda: page.pages.count() > 1)
        settled()
        photo(shell, "ui-comite-bilan")
        page.save.click()
        choose(qtbot, shell, tmp_path / "report.pdf")
        until(qtbot, (tmp_path / "report.pdf").exists)
        until(qtbot, lambda: "report.pdf" in shell.notices.title.text())
        period = summaries.as_period(f"{YEAR}-01-01", f"{YEAR}-12-31")
        assert ask(qtbot, shell, committee.consolidated, period).included == 1
    finally:
        other.close()


def confirming_waiting(desk: Desk) -> Any:
    """The authorities that wait."""
    from lapdesk.services import confirming

    return confirming.waiting(desk)


def test_a_reader_reads_figures_and_nothing_else(qtbot: QtBot, desk: Desk, work: Work) -> None:
    desk.roles = frozenset(("READER",))
    shell = shell_of(qtbot, desk, work)
    screen = of_the_year(shell)
    assert list(screen.sheets.buttons) == ["figures"]
    until(qtbot, lambda: value(screen.sheets.pages["figures"], "A1") == "40")


@pytest.mark.parametrize(
    ("name", "looks", "mirrored"),
    [("dark", Preferences(theme="dark"), False), ("contrast", Preferences(theme="contrast"), False),
     ("large", Preferences(scale=200), False), ("mirrored", Preferences(), True)],
)  # fmt: skip
def test_figures_hold_in_every_look_in_pictures(
    qtbot: QtBot, desk: Desk, work: Work, app: QApplication, photo: Photo,
    name: str, looks: Preferences, mirrored: bool,
) -> None:  # fmt: skip
    from lapdesk.ui import theme

    if mirrored:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.apply(app, looks)
    shell = shell_of(qtbot, desk, work, looks)
    page = of_the_year(shell).sheets.pages["figures"]
    page.by.setCurrentIndex(page.by.findData("sex"))
    until(qtbot, lambda: page.opened.chart is not None)
    settled()
    photo(shell, f"look-chiffres-{name}")
