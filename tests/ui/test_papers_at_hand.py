"""Every paper from the screen where it is wanted: one click shows it, the second prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.reports.notice import LANGUAGES
from lapdesk.store.desk import Desk
from lapdesk.ui.printing import PrintDialog
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import atelier
from tests.ui.everyday import TODAY, Everyday

Home = tuple[Path, tuple[Everyday, str]]
Reach = Callable[[Shell, Home, Callable[[], None]], QAbstractButton]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("papers") / "home"

        def fill(desk: Desk) -> tuple[Everyday, str]:
            return everyday.everyday(desk), atelier(desk, people=4).id

        yield folder, cast("tuple[Everyday, str]", everyday.source(folder, fill))


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot, work: Work, french: None) -> Shell:
    found = homes.shell_of(qtbot, desk, work)
    found.start()
    everyday.rested(qtbot, work)
    return found


@pytest.fixture
def wait(qtbot: QtBot, work: Work) -> Callable[[], None]:
    return lambda: everyday.rested(qtbot, work)


class Printer:
    """Stands for the system's own dialog: it is asked, and answers no; nothing comes out."""

    asked: ClassVar[list[str]] = []

    def __init__(self, printer: Any, _parent: Any) -> None:
        self.asked.append(printer.docName())

    def exec(self) -> int:
        return int(QDialog.DialogCode.Rejected.value)


def today(shell: Shell, _source: Home, _wait: Callable[[], None]) -> Any:
    return homes.screen_of(shell)


def record(shell: Shell, source: Home, wait: Callable[[], None]) -> Any:
    shell.go("people", source[1][0].people[0])
    wait()
    return homes.screen_of(shell).record


def agreements(shell: Shell, source: Home, wait: Callable[[], None]) -> Any:
    found = record(shell, source, wait)
    found.sheets.go("safe")
    wait()
    return found.safe


def new_person(shell: Shell, _source: Home, wait: Callable[[], None]) -> Any:
    page = homes.place(shell, "people")
    page.begin()
    wait()
    return page.new


def news(shell: Shell, _source: Home, wait: Callable[[], None]) -> Any:
    shell.go("people", "news")
    wait()
    return homes.screen_of(shell).lists.pages["news"]


def cycle(shell: Shell, source: Home, wait: Callable[[], None]) -> Any:
    shell.go("workshops")
    homes.screen_of(shell).open_record(source[1][1])
    wait()
    return homes.screen_of(shell).page


def settings(name: str) -> Callable[[Shell, Home, Callable[[], None]], Any]:
    def reached(shell: Shell, _source: Home, wait: Callable[[], None]) -> Any:
        page = homes.place(shell, "settings").go(name)
        wait()
        return page

    return reached


WANTED = {
    "week, today": (today, "week", "Imprimer le plan de la semaine"),
    "reminders, today": (today, "waiting.print", "Imprimer la liste des relances"),
    "reminders, list": (news, "print", "Imprimer la liste des relances"),
    "card, record": (record, "card", "Imprimer les cartes de code"),
    "cards, workshop": (cycle, "cards", "Imprimer les cartes de code"),
    "grid, workshop": (cycle, "grid", "Imprimer la grille de présence"),
    "notice, new person": (new_person, "notice", "Imprimer la notice d’information"),
    "notice, agreements": (agreements, "notice", "Imprimer la notice d’information"),
    "notice, privacy": (settings("privacy"), "notice", "Imprimer la notice d’information"),
    "rescue sheet, keys": (settings("keys"), "blank", "Imprimer la fiche de secours"),
}


@pytest.mark.parametrize("wanted", WANTED)
def test_two_clicks_from_where_it_is_wanted(
    shell: Shell, source: Home, wait: Callable[[], None], monkeypatch: pytest.MonkeyPatch,
    wanted: str,
) -> None:  # fmt: skip
    monkeypatch.setattr("PySide6.QtPrintSupport.QPrintDialog", Printer)
    monkeypatch.setattr(Printer, "asked", [])
    reach, path, title = WANTED[wanted]
    button: Any = reach(shell, source, wait)
    for step in path.split("."):
        button = getattr(button, step)
    click(button, wait)
    dialog = only_dialog(shell)
    made = dialog.made
    assert made is not None
    assert made.pages >= 1
    assert dialog.windowTitle() == title
    click(dialog.print, wait)
    assert Printer.asked == [title]
    dialog.reject()


def click(button: QAbstractButton, wait: Callable[[], None]) -> None:
    """A real click on what is in sight."""
    homes.settled()
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait()


def only_dialog(shell: QWidget) -> PrintDialog:
    (dialog,) = [one for one in shell.findChildren(PrintDialog) if one.isVisible()]
    return dialog


def test_the_notice_is_there_in_each_of_its_languages_the_one_in_use_first(
    shell: Shell, source: Home, wait: Callable[[], None]
) -> None:
    new_person(shell, source, wait).notice.click()
    wait()
    dialog = only_dialog(shell)
    codes = [dialog.other.itemData(n).second for n in range(dialog.other.count())]
    assert codes[0] == "fr"
    assert sorted(codes) == sorted(LANGUAGES)
    pages = set()
    for number in range(len(codes)):
        dialog.other.setCurrentIndex(number)
        wait()
        assert dialog.made is not None
        pages.add(dialog.made.pdf)
    assert len(pages) == len(codes)
    dialog.reject()


def test_a_paper_without_names_neither_offers_them_nor_warns_of_them(
    shell: Shell, source: Home, wait: Callable[[], None]
) -> None:
    record(shell, source, wait).card.click()
    wait()
    dialog = only_dialog(shell)
    assert not dialog.names.isVisible()
    assert not dialog.danger.isVisible()
    dialog.reject()


def test_next_weeks_plan_is_another(shell: Shell, source: Home, wait: Callable[[], None]) -> None:
    today(shell, source, wait).week.click()
    wait()
    dialog = only_dialog(shell)
    assert [dialog.other.itemText(n) for n in range(2)] == ["Cette semaine", "La semaine prochaine"]
    this = dialog.made
    dialog.other.setCurrentIndex(1)
    wait()
    assert dialog.made is not None
    assert this is not None
    assert dialog.made.pdf != this.pdf
    dialog.reject()
