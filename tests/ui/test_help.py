"""The guide from the window: F1 and « Aide », the task of where one is, search, links, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lapdesk import i18n
from lapdesk.app import Application
from lapdesk.services import home
from lapdesk.ui import help_guide, theme
from lapdesk.ui.door import UnlockScreen
from lapdesk.ui.help import HelpWindow
from lapdesk.ui.help_picture import WholePictures
from lapdesk.ui.help_where import task_here
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.shell import Shell
from lapdesk.ui.welcome import WelcomeScreen
from lapdesk.ui.work import Work
from tests.ui import homes
from tests.ui.ateliers import TODAY, Atelier, atelier
from tests.ui.conftest import Photo
from tests.ui.everyday import rested

Open = Callable[[Path], Application]


@pytest.fixture
def start(app: QApplication, qtbot: QtBot) -> Iterator[Open]:
    """Start the window on a folder; what is open at the end is closed."""
    started: list[Application] = []

    def begin(folder: Path) -> Application:
        run = Application(app, folder, Preferences(), lambda: None)
        qtbot.addWidget(run.window)
        run.start()
        started.append(run)
        with qtbot.waitActive(run.window, timeout=30_000):
            run.window.activateWindow()
        return run

    yield begin
    for run in started:
        run.close()


@pytest.fixture
def run(start: Open, qtbot: QtBot, tmp_path: Path) -> Application:
    """The window of an open home."""
    homes.made(tmp_path / "home").close()
    return opened_home(start, qtbot, tmp_path / "home")


def opened_home(start: Open, qtbot: QtBot, folder: Path) -> Application:
    """The window on a home, past its door."""
    run = start(folder)
    qtbot.waitUntil(lambda: isinstance(run.window.page(), UnlockScreen), timeout=30_000)
    run.entrance.unlock(homes.PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(run.window.page(), Shell), timeout=30_000)
    return run


def opened(qtbot: QtBot, run: Application) -> HelpWindow:
    """The help window once it has the keyboard."""
    qtbot.waitUntil(lambda: run.window.findChild(HelpWindow) is not None)
    found = run.window.findChild(HelpWindow)
    assert isinstance(found, HelpWindow)
    qtbot.waitUntil(lambda: found.isVisible() and found.search.hasFocus(), timeout=30_000)
    return found


def heading(shown: HelpWindow) -> str:
    return shown.page.document().firstBlock().text()


def task(name: str, language: str = "en") -> help_guide.Task:
    return next(one for one in help_guide.read(language) if one.name == name)


def test_f1_at_the_first_page_opens_how_to_begin(start: Open, qtbot: QtBot, tmp_path: Path) -> None:
    run = start(tmp_path / "home")
    qtbot.waitUntil(lambda: isinstance(run.window.page(), WelcomeScreen))
    # Keys wait for the first paint.
    qtbot.waitUntil(lambda: run.window.findChild(QShortcut) is not None)
    QTest.keyClick(run.window, Qt.Key.Key_F1)
    assert heading(opened(qtbot, run)) == task("start").heading


def test_help_opens_at_the_place_one_is_in_and_once(run: Application, qtbot: QtBot) -> None:
    shell = run.shell
    assert shell is not None
    for place, name in (
        ("workshops", "workshop"), ("directory", "directory"), ("people", "person"),
    ):  # fmt: skip
        shell.go(place)
        shell.top.help.click()
        assert heading(opened(qtbot, run)) == task(name).heading
    assert len(run.window.findChildren(HelpWindow)) == 1
    QTest.keyClick(opened(qtbot, run), Qt.Key.Key_Escape)
    window = run.window.findChild(HelpWindow)
    assert window is not None
    assert not window.isVisible()


def test_the_innermost_page_tells_where_one_is(qtbot: QtBot, app: QApplication) -> None:
    made: dict[str, type[QWidget]] = {
        name: type(name, (QWidget,), {}) for name in ("WorkshopsScreen", "RollPage", "Plain")
    }
    outer = made["WorkshopsScreen"]()
    qtbot.addWidget(outer)
    roll = made["RollPage"](outer)
    made["Plain"](roll)
    outer.show()
    assert task_here(outer) == "roll"
    roll.hide()
    assert task_here(outer) == "workshop"
    assert task_here(None) == "start"
    plain = made["Plain"]()
    qtbot.addWidget(plain)
    assert task_here(plain) == "start"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Atelier]]:
    """A closed home with a cycle and its session of the day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("help") / "home"
        desk = homes.made(folder)
        home.open_safe(desk)
        made = atelier(desk)
        desk.close()
        yield folder, made


def test_f1_in_the_roll_opens_the_rolls_part(
    start: Open, qtbot: QtBot, workshop: tuple[Path, Atelier], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("LAPDESK_TODAY", TODAY)
    homes.copied(workshop[0], tmp_path / "home").close()
    run = opened_home(start, qtbot, tmp_path / "home")
    assert run.shell is not None
    screen = homes.place(run.shell, "workshops")
    screen.call(workshop[1].today)
    rested(qtbot, run.work)
    QTest.keyClick(screen.page.view, Qt.Key.Key_F1)
    assert heading(opened(qtbot, run)) == task("roll").heading


def test_each_page_of_the_window_has_its_task(
    qtbot: QtBot, work: Work, workshop: tuple[Path, Atelier], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("LAPDESK_TODAY", TODAY)
    desk = homes.copied(workshop[0], tmp_path / "home")
    shell = homes.shell_of(qtbot, desk, work)
    with qtbot.waitActive(shell, timeout=30_000):
        shell.activateWindow()

    def here() -> str:
        rested(qtbot, work)
        return task_here(shell)

    cycle = workshop[1].id
    shell.go("today")
    assert here() == "visit"
    screen = homes.place(shell, "workshops")
    for go, name in (
        (lambda: screen.open_record(cycle), "workshop"), (lambda: screen.show_map(cycle), "map"),
        (lambda: screen.show_progress(cycle), "levels"), (screen.begin, "workshop"),
    ):  # fmt: skip
        go()
        assert here() == name
    settings = homes.place(shell, "settings")
    for part, name in (("copies", "copies"), ("team", "team"), ("keys", "safe-keys")):
        settings.go(part)
        assert here() == name
    figures = homes.place(shell, "figures")
    for part, name in (("summary", "summary"), ("exchange", "laptops"), ("look", "clash")):
        figures.go(part)
        assert here() == name
    desk.close()


@pytest.fixture
def shown(qtbot: QtBot, app: QApplication) -> HelpWindow:
    """The help window alone, as wide as it opens."""
    made = HelpWindow()
    qtbot.addWidget(made)
    made.open_at("roll")
    with qtbot.waitActive(made, timeout=30_000):
        made.activateWindow()
    return made


def test_words_are_looked_for_by_keyboard_alone(shown: HelpWindow, qtbot: QtBot) -> None:
    assert heading(shown) == task("roll").heading
    QTest.keyClicks(shown.search, "list")
    assert heading(shown) == task("enrol").heading
    found = shown.list.count()
    assert 1 < found < len(shown.tasks)
    QTest.keyClick(shown.search, Qt.Key.Key_Down)
    assert heading(shown) != task("enrol").heading
    QTest.keyClick(shown.search, Qt.Key.Key_Up)
    assert heading(shown) == task("enrol").heading
    QTest.keyClicks(shown.search, " zyxw")
    assert shown.list.item(0).text() == "Nothing fits."
    shown.search.clear()
    assert shown.list.count() == len(shown.tasks) + len({one.part for one in shown.tasks})


def test_arrows_step_over_the_names_of_parts(shown: HelpWindow) -> None:
    names = [one.name for one in shown.tasks]
    shown.go(names[0])
    for name in names[1:]:
        QTest.keyClick(shown.search, Qt.Key.Key_Down)
        assert shown.list.name_at(shown.list.currentRow()) == name
        assert heading(shown) == task(name).heading
    QTest.keyClick(shown.search, Qt.Key.Key_Down)
    assert shown.list.name_at(shown.list.currentRow()) == names[-1]


def test_links_lead_to_tasks_and_nowhere_else(shown: HelpWindow) -> None:
    QTest.keyClicks(shown.search, "roll")
    shown.page.anchorClicked.emit(QUrl("#copies"))
    assert heading(shown) == task("copies").heading
    shown.page.anchorClicked.emit(QUrl("https://example.org/x"))
    assert heading(shown) == task("copies").heading


def test_pictures_open_as_large_as_they_are(shown: HelpWindow, qtbot: QtBot) -> None:
    shown.go("permanence")
    shown.closer.click()
    whole = shown.findChild(WholePictures)
    assert whole is not None
    qtbot.waitUntil(whole.isVisible)
    seen = [one for one in whole.findChildren(QLabel) if not one.pixmap().isNull()]
    assert [one.accessibleName() for one in seen] == [w for w, _f in task("permanence").pictures]
    assert {one.width() for one in seen} == {1366}
    QTest.keyClick(whole, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown.findChild(WholePictures) is None)
    shown.go("keys")
    assert not shown.closer.isEnabled()


def images(shown: HelpWindow) -> list[tuple[str, float]]:
    """The pictures of the page: name and width."""
    found = []
    block = shown.page.document().begin()
    while block.isValid():
        pieces: Any = block.begin()
        while not pieces.atEnd():
            form = pieces.fragment().charFormat()
            if form.isImageFormat():
                image = form.toImageFormat()
                picture = shown.page.loadResource(2, QUrl(image.name()))
                found.append((image.name(), picture.width()))  # type: ignore[attr-defined]
            pieces += 1
        block = block.next()
    return found


def test_every_task_shows_its_pictures_within_the_page(shown: HelpWindow) -> None:
    for one in shown.tasks:
        shown.go(one.name)
        pictured = images(shown)
        assert [name for name, _width in pictured] == [name for _words, name in one.pictures]
        for name, width in pictured:
            assert 200 < width <= shown.page.viewport().width() * shown.devicePixelRatioF(), name
        assert shown.page.horizontalScrollBar().maximum() == 0, one.name


def test_nothing_from_elsewhere_is_read(shown: HelpWindow) -> None:
    assert shown.page.loadResource(3, QUrl("file:///etc/passwd")) is None


def test_text_grows_with_the_setting(shown: HelpWindow, app: QApplication) -> None:
    before = shown.page.document().size().height()
    theme.apply(app, Preferences(scale=200, theme="dark"))
    homes.settled()
    assert shown.page.document().defaultFont().pixelSize() == 28
    assert shown.page.document().size().height() > before


def test_another_language_makes_the_window_anew(qtbot: QtBot, app: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first = HelpWindow.beside(window)
    assert HelpWindow.beside(window) is first
    i18n.use("fr")
    second = HelpWindow.beside(window)
    assert second is not first
    assert second.tasks == help_guide.read("fr")
    assert window.findChildren(HelpWindow) == [second]


@pytest.mark.parametrize(("language", "said"), [("en", True), ("fr", False)])
def test_pictures_in_another_language_say_so(
    qtbot: QtBot, app: QApplication, language: str, said: bool
) -> None:
    i18n.use(language)
    window = HelpWindow()
    qtbot.addWidget(window)
    window.open_at("roll")
    assert window.in_french.isVisible() is said
    window.go("wrong")
    assert not window.in_french.isVisible()


def test_inputs_have_names_and_escape_closes(shown: HelpWindow) -> None:
    for one in (shown.search, shown.list, shown.page, shown.close_it):
        assert one.accessibleName()
    shown.go("wrong")
    assert shown.page.accessibleName() == task("wrong").heading
    QTest.keyClick(shown.search, Qt.Key.Key_Escape)
    assert not shown.isVisible()


@pytest.mark.parametrize("look", ["", "-dark", "-doubled"])
def test_pictures_of_help(
    app: QApplication, qtbot: QtBot, french: None, photo: Photo, look: str
) -> None:
    looks: dict[str, dict[str, Any]] = {
        "": {},
        "-dark": {"theme": "dark"},
        "-doubled": {"scale": 200},
    }
    theme.apply(app, Preferences().but(**looks[look]))
    shown = HelpWindow()
    qtbot.addWidget(shown)
    shown.open_at("roll")
    photo(shown, f"ui-help{look}")
    assert heading(shown) == task("roll", "fr").heading
