"""What a page makes once its first content is in sight: in order, a part a turn, nothing lost."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lapdesk.ui import later, parts
from lapdesk.ui.later import Later


class _Page(QWidget):
    """A line to type in, and what comes below it."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.below: QVBoxLayout = parts.column()
        self.asked = 0
        self.later = Later(self, lambda: self.asked)
        self.made: list[int] = []
        self.turns: list[str] = []
        lay = parts.column(self.line)
        lay.addLayout(self.below)
        self.setLayout(lay)

    def make(self, number: int) -> None:
        self.below.addWidget(parts.label(f"Ligne {number}"))
        self.made.append(number)
        self.turns.append(self.line.text())

    def parts(self, number: int) -> list[later.Make]:
        return [partial(self.make, n) for n in range(number)]


@pytest.fixture
def page(app: QApplication, qtbot: QtBot) -> _Page:
    made = _Page()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_parts_come_in_order_after_what_is_seen_first(page: _Page, qtbot: QtBot) -> None:
    page.later.start(page.parts(6))
    assert page.made == []
    assert page.later.left() == 6
    assert later.pending(page.window()) == [page.later]
    qtbot.waitUntil(lambda: not page.later.left())
    assert page.made == list(range(6))
    labels = [one for one in page.findChildren(QLabel) if one.text().startswith("Ligne")]
    assert len(labels) == 6
    assert all(one.isVisible() for one in labels)
    assert [one.y() for one in labels] == sorted(one.y() for one in labels)


def test_a_key_pressed_meanwhile_is_taken_between_two_parts(page: _Page, qtbot: QtBot) -> None:
    page.line.setFocus()
    first, *others = page.parts(6)

    def pressed() -> None:
        first()
        # As from the keyboard: it waits in the queue while a part is made.
        QTest.keyClicks(page.line, "A")

    page.later.start([pressed, *others])
    qtbot.waitUntil(lambda: not page.later.left())
    assert page.turns == ["", *["A"] * 5]
    assert page.line.text() == "A"
    assert page.line.hasFocus() or not page.isActiveWindow()
    QTest.keyClick(page.line, Qt.Key.Key_B)
    assert page.line.text().upper() == "AB"


def test_what_was_asked_for_before_is_forgotten(page: _Page, qtbot: QtBot) -> None:
    page.later.start(page.parts(6))
    page.later.start([partial(page.make, 9)])
    qtbot.waitUntil(lambda: not page.later.left())
    assert page.made == [9]
    page.later.start(page.parts(3))
    page.later.start(())
    assert not later.pending(page.window())
    QApplication.processEvents()
    assert page.made == [9]


def test_all_at_once_where_it_is_wanted(page: _Page) -> None:
    page.later.start([*page.parts(3), lambda: page.later.start([partial(page.make, 7)])])
    later.finish(page.window())
    # What a part leaves for later in turn, too.
    assert page.made == [0, 1, 2, 7]
    assert not later.pending(page.window())
    page.later.finish()
    assert page.made == [0, 1, 2, 7]


def test_nothing_is_made_of_a_page_that_is_gone(app: QApplication) -> None:
    page = _Page()
    made, waits = page.made, page.later
    waits.start(page.parts(3))
    page.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(page)
    # Its parts went with it: nobody is left to make them.
    assert not isValid(waits)
    assert made == []


def test_what_a_key_asked_is_answered_before_the_next_part(page: _Page, qtbot: QtBot) -> None:
    def make_and_ask() -> None:
        page.make(0)
        page.asked = 1

    page.later.start([make_and_ask, *page.parts(3)[1:]])
    qtbot.waitUntil(lambda: page.asked == 1)
    qtbot.wait(2 * later.FRAME_MS)
    assert page.made == [0]
    page.asked = 0
    qtbot.waitUntil(lambda: page.made == [0, 1, 2])


def test_work_of_minutes_keeps_no_page_from_being_made(page: _Page, qtbot: QtBot) -> None:
    page.asked = 1
    page.later.start(page.parts(3))
    qtbot.waitUntil(lambda: not page.later.left())
    assert page.made == [0, 1, 2]
