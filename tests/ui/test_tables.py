"""A list of a million rows holds some hundred, and every row can be reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lapdesk.services.pages import Page, Request, Row
from lapdesk.ui import theme
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.tables import KEPT, Column, PagesTable, PagesView
from tests.ui.homes import settled

MILLION = 1_000_000
COLUMNS = [Column("n", "Number", sorts=True, right=True), Column("name", "Name")]


def line(number: int) -> Row:
    return Row(str(number), (number, number), (str(number), f"<b>row {number}</b>"), {})


class Million:
    """A million rows that are made when asked for; remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.late: list[Callable[[], None]] | None = None

    def __call__(self, request: Request, answer: Callable[[Page], None]) -> None:
        self.asked.append(request)
        if self.late is None:
            answer(self.page(request))
        else:
            self.late.append(lambda: answer(self.page(request)))

    def page(self, request: Request) -> Page:
        step = -1 if request.descending else 1
        first, last = (MILLION - 1, 0) if request.descending else (0, MILLION - 1)
        if request.before is not None:
            begin = request.before[1] - step * request.limit
            found = [begin + step * k for k in range(request.limit)]
        else:
            begin = request.after[1] + step if request.after else request.start
            begin = first if begin is None else begin
            found = [begin + step * k for k in range(request.limit)]
        kept = [number for number in found if 0 <= number < MILLION]
        above, below = bool(kept) and kept[0] != first, bool(kept) and kept[-1] != last
        return Page(tuple(line(number) for number in kept), above, below)


@pytest.fixture
def million() -> Million:
    return Million()


@pytest.fixture
def view(app: QApplication, qtbot: QtBot, million: Million) -> PagesView:
    table = PagesTable(COLUMNS, million, Request(sort="n"))
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    made = PagesView(table, "Rows")
    table.setParent(made)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    table.ask_anew()
    return made


def top(view: PagesView) -> str:
    return view.table.row(max(0, view.rowAt(0))).id


def test_the_first_page_is_there_at_once(view: PagesView, million: Million) -> None:
    assert top(view) == "0"
    assert view.table.rowCount() < 200
    assert view.table.count_words() == "More than 60 rows"


def test_scrolling_reads_on_and_forgets_what_is_far(view: PagesView) -> None:
    seen: list[int] = []
    for _page in range(40):
        bar = view.verticalScrollBar()
        bar.setValue(bar.maximum())
        seen.append(int(top(view)))
        assert view.table.rowCount() <= KEPT + 60
    assert seen == sorted(seen)
    assert seen[-1] > 2_000
    for _page in range(60):
        view.verticalScrollBar().setValue(0)
    assert top(view) == "0"


def test_a_jump_goes_anywhere(view: PagesView, million: Million) -> None:
    before = len(million.asked)
    view.jump(777_777)
    assert top(view) == "777777"
    assert len(million.asked) - before <= 3
    view.verticalScrollBar().setValue(0)
    assert int(view.table.row(0).id) < 777_777


def test_a_click_on_a_heading_sorts_the_whole_list(view: PagesView) -> None:
    view.sort_by("n", descending=True)
    assert top(view) == str(MILLION - 1)
    header = view.horizontalHeader()
    header.sectionClicked.emit(1)  # it does not sort
    assert top(view) == str(MILLION - 1)
    header.sectionClicked.emit(0)
    assert top(view) == "0"


def test_an_answer_to_an_older_question_is_dropped(view: PagesView, million: Million) -> None:
    million.late = []
    view.jump(10)
    view.jump(500_000)
    for answer in reversed(million.late):
        answer()
    assert top(view) == "500000"


def test_enter_opens_the_row(view: PagesView, qtbot: QtBot) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.opened) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["1"]


def test_cells_are_plain_text(view: PagesView) -> None:
    index = view.table.index(0, 1)
    assert index.data() == "<b>row 0</b>"
    assert view.table.columnCount(QModelIndex()) == 2


def test_rows_and_columns_grow_with_the_text(view: PagesView, app: QApplication) -> None:
    def sizes() -> tuple[int, int]:
        return view.rowHeight(0), view.columnWidth(0)

    settled()
    before = sizes()
    theme.apply(app, Preferences(scale=200))
    settled()
    line = view.fontMetrics().height()
    assert view.rowHeight(0) >= line
    assert sizes()[1] > 1.6 * before[1]
    theme.apply(app, Preferences())
    settled()
    assert sizes() == before
