"""Every corner of the window: named, come to by keys, in reading order, legible in each palette."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import lapdesk.ui
from lapdesk.models.base import fields
from lapdesk.models.entities import BY_NAME
from lapdesk.store.desk import Desk
from lapdesk.ui import theme
from lapdesk.ui.inputs_day import CalendarDialog, DayInput
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui import walk_corners as corners
from tests.ui import walk_rules as rules
from tests.ui.everyday import TODAY
from tests.ui.test_theme import first_pages
from tests.ui.walk_colours import unreadable
from tests.ui.walk_corners import Lived, Walk

Home = tuple[Path, Lived]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("lived") / "home"
        yield folder, cast("Lived", everyday.source(folder, corners.fill))


@pytest.fixture
def told() -> Iterator[None]:
    """As while a reader of the screen listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


class Strays(QObject):
    """Hears of windows that nobody asked for: they take the keyboard away from who types."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.windowType() == Qt.WindowType.Window
            and not isinstance(watched, (Shell, QDialog, QMenu))
        ):
            self.found.append(rules.called(watched))
        return False


@pytest.fixture
def strays(app: QApplication) -> Iterator[Strays]:
    ears = Strays()
    app.installEventFilter(ears)
    yield ears
    app.removeEventFilter(ears)


def walked(desk: Desk, qtbot: QtBot, work: Work, looks: Preferences | None = None) -> Walk:
    """A walk that begins at the first page."""
    shell = homes.shell_of(qtbot, desk, work, looks)
    everyday.active(qtbot, shell)
    shell.start()
    walk = Walk(shell, qtbot, work)
    walk.wait()
    return walk


def in_place(page: QWidget) -> QWidget:
    """What the place itself shows, without what stands around every place."""
    shown: QWidget | None = page.stack.currentWidget() if isinstance(page, Shell) else page
    assert shown is not None
    return shown


def by_keys(name: str, page: QWidget) -> list[str]:
    """Names, roles, keys and their order on one corner."""
    way = rules.tabbed(page)
    inside = in_place(page)
    found = rules.unnamed(page) + rules.out_of_reach(page, way) + rules.out_of_order(inside, way)
    return [f"{name}: {one}" for one in found]


def test_every_corner_is_named_and_come_to_by_keys_in_reading_order(
    desk: Desk, source: Home, qtbot: QtBot, work: Work, french: None, told: None, strays: Strays
) -> None:
    walk = walked(desk, qtbot, work)
    wrong: list[str] = []
    seen: set[str] = set()
    for name, page in corners.lived(walk, source[1]):
        wrong += by_keys(name, page)
        seen |= corners.kinds_in_sight(walk.shell)
    assert "\n".join(wrong) == ""
    assert strays.found == []
    assert " ".join(sorted(_kinds() - seen - ELSEWHERE)) == ""


ELSEWHERE = {
    # Before the window is open: walked below.
    "AnswerScreen", "CreateForm", "FirstForm", "JoinForm", "MakingScreen", "PassphraseForm",
    "RecoverForm", "RecoveryScreen", "UnlockScreen", "WayButton", "WelcomeScreen",
    # Windows of their own, held by tests of their own.
    "BugDialog", "CalendarDialog", "CurveDialog", "FileDialog", "LeavingDialog", "RestoreForm",
    "Shell", "Window", "GuidePage", "HelpWindow", "TaskList", "WholePictures",
    # Of a committee's home and of what comes from it; of long work; of a field that no form of
    # these holds now.
    "CommitteePage", "ConfirmSection", "ReferenceSection", "Progress", "SealedInput",
    # Two cards met on one record; a level that falls: said within pages that are walked.
    "SameLines", "Doubt",
    # The kiosk takes the whole window: walked in the tests of opinions.
    "AskStep", "DoorStep", "Kiosk", "LanguageStep", "RoleStep", "Step", "ThanksStep", "_Chosen",
    # With the safe open, and at a desk that has received: in the tests of people and permanences.
    "ActionSection", "ForgetPanel", "VisitRow",
}  # fmt: skip


def _kinds() -> set[str]:
    """Every widget of our own."""
    found = set()
    for module in pkgutil.walk_packages(lapdesk.ui.__path__, "lapdesk.ui."):
        for kind in vars(importlib.import_module(module.name)).values():
            own = inspect.isclass(kind) and kind.__module__ == module.name
            if own and issubclass(kind, QWidget):
                found.add(kind.__qualname__)
    return found


def test_mirrored_the_order_is_mirrored_too(
    app: QApplication, desk: Desk, source: Home, qtbot: QtBot, work: Work, french: None
) -> None:
    everyday.dress(app, "-mirrored")
    walk = walked(desk, qtbot, work)
    wrong: list[str] = []
    for name, page in corners.lived(walk, source[1]):
        way = rules.tabbed(page)
        wrong += [f"{name}: {one}" for one in rules.out_of_order(in_place(page), way)]
    assert "\n".join(wrong) == ""


def test_an_empty_home_is_as_open_to_everyone(
    tmp_path: Path, qtbot: QtBot, work: Work, french: None, told: None, strays: Strays,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("LAPDESK_TODAY", TODAY)
    desk = homes.made(tmp_path / "home")
    walk = walked(desk, qtbot, work)
    wrong: list[str] = []
    for name, page in corners.empty(walk):
        wrong += by_keys(name, page)
    desk.close()
    assert "\n".join(wrong) == ""
    assert strays.found == []


# Below a laptop's fold, too: what is scrolled away would not be looked at.
TALL = 2400


@pytest.mark.parametrize("palette", theme.PALETTES)
def test_every_word_stands_out_from_its_ground(
    app: QApplication, desk: Desk, source: Home, qtbot: QtBot, work: Work, french: None,
    palette: str,
) -> None:  # fmt: skip
    looks = Preferences(theme=palette)
    theme.apply(app, looks)
    walk = walked(desk, qtbot, work, looks)
    walk.shell.resize(walk.shell.width(), TALL)
    walk.wait()
    wrong: list[str] = []
    seen = set[object]()
    for name, page in corners.lived(walk, source[1]):
        wrong += [f"{name}: {one}" for one in unreadable(page, seen)]
    assert "\n".join(wrong) == ""


def test_the_pages_before_the_window_too(
    app: QApplication, qtbot: QtBot, french: None, told: None
) -> None:
    wrong: list[str] = []
    for page in first_pages():
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
        everyday.active(qtbot, page)
        name = type(page).__name__
        wrong += by_keys(name, page)
        wrong += [f"{name}: {one}" for one in unreadable(page)]
    assert "\n".join(wrong) == ""


def test_back_by_tab_is_the_same_way(
    desk: Desk, source: Home, qtbot: QtBot, work: Work, french: None
) -> None:
    walk = walked(desk, qtbot, work)
    walk.place("people").open_record(source[1].around.people[0])
    walk.wait()
    way = rules.tabbed(walk.shell)
    back = []
    for _stop in way:
        here = QApplication.focusWidget()
        assert here is not None
        back.append(here)
        QTest.keyClick(here, Qt.Key.Key_Backtab)
    assert [rules.called(one) for one in back[1:]] == [rules.called(one) for one in way[:0:-1]]


def test_a_day_is_chosen_in_its_calendar_by_keys_alone(app: QApplication, qtbot: QtBot) -> None:
    day = DayInput(fields(BY_NAME["Need"])["expressed_on"])
    qtbot.addWidget(day)
    day.set_value("2026-03-24")
    day.show()
    everyday.active(qtbot, day)
    QTest.keyClick(day.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    dialog = day.findChild(CalendarDialog)
    assert dialog is not None
    dialog.activateWindow()
    inside = dialog.month.focusProxy()
    assert inside is not None
    homes.until(qtbot, lambda: QApplication.focusWidget() is inside)
    QTest.keyClick(inside, Qt.Key.Key_Right)
    QTest.keyClick(inside, Qt.Key.Key_Return)
    assert day.value() == "2026-03-25"


def test_what_is_wrong_would_be_found(app: QApplication, qtbot: QtBot, told: None) -> None:
    page = QWidget()
    first, last, mute, far = QPushButton("1"), QPushButton("2"), QLineEdit(), QPushButton("3")
    far.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    pale = QLabel("hardly seen")
    pale.setStyleSheet("color: #b0b0b0; background: #ffffff")
    lay = QVBoxLayout(page)
    for one in (first, last, mute, far, pale):
        lay.addWidget(one)
    page.setTabOrder(last, first)
    qtbot.addWidget(page)
    page.show()
    everyday.active(qtbot, page)
    way = rules.tabbed(page)
    assert rules.unnamed(page) == ["no name: QLineEdit «  » in QWidget"]
    assert rules.out_of_reach(page, way) == ["no key leads to it: QPushButton « 3 » in QWidget"]
    assert rules.out_of_order(page, way) != []
    assert [one[-13:] for one in unreadable(page)] == ["hardly seen »"]


def test_a_pale_line_of_a_list_would_be_found_and_what_is_shut_is_exempt(
    app: QApplication, qtbot: QtBot
) -> None:
    page, shut, lines = QWidget(), QPushButton("shut"), QListView()
    shut.setStyleSheet("color: #b0b0b0; background: #ffffff")
    shut.setEnabled(False)
    lines.setModel(QStringListModel(["plain", "chosen"]))
    lines.setStyleSheet("selection-color: #ffd0d0; selection-background-color: #ffffff")
    lines.setCurrentIndex(lines.model().index(1, 0))
    lay = QVBoxLayout(page)
    lay.addWidget(shut)
    lay.addWidget(lines)
    qtbot.addWidget(page)
    page.show()
    homes.settled()
    assert [one[-10:] for one in unreadable(page)] == ["« chosen »"]
