"""The window's tests: offscreen, dressed as the product, any Qt warning fails the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lapdesk import i18n
from lapdesk.store.desk import Desk
from lapdesk.ui import theme
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.screens import today_waits
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import Keyboard
from tests.ui.homes import LONG_MS

LAPTOP = (1366, 768)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application as the product makes it."""
    return ["lapdesk", "-style", "Fusion"]


class Patient(QtBot):
    """Waits as long as a slow machine may need; what never comes fails all the same."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = LONG_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = LONG_MS, **named: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **named)

    def waitActive(self, widget: QWidget, *, timeout: int = LONG_MS) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = LONG_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The window's own, with more patience than its five seconds."""
    return Patient(request)


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, light and at 100 %, left as it was found."""
    theme.load_other_fonts()
    theme.apply(qapp, Preferences())
    # A blinking cursor would make two pictures of one page differ now and then.
    qapp.setCursorFlashTime(0)
    yield qapp
    # What a test leaves standing would be dressed anew for every test to come.
    for left in qapp.topLevelWidgets():
        left.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply(qapp, Preferences())
    theme.speak("en")


@pytest.fixture
def work(app: QApplication, qtbot: QtBot) -> Iterator[Work]:
    """A worker thread, ended after the test with what it still had to do."""
    made = Work()
    yield made
    made.close()
    # Answers on their way are dropped with the test that asked.
    app.removePostedEvents(made, QEvent.Type.MetaCall.value)


@pytest.fixture(autouse=True)
def _counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page of the day counts a second later is there as soon as the rest."""
    monkeypatch.setattr(today_waits, "LATER_MS", 0)


@pytest.fixture
def french() -> Iterator[None]:
    """The language of most volunteers."""
    i18n.use("fr")
    theme.speak("fr")
    yield
    theme.speak("en")


@pytest.fixture
def look(app: QApplication, request: pytest.FixtureRequest) -> str:
    """How the window is dressed before it is built, one of `everyday.LOOKS`."""
    name = str(getattr(request, "param", ""))
    everyday.dress(app, name)
    return name


@pytest.fixture(scope="module")
def source() -> tuple[Path, object] | None:
    """What the homes of a module are copies of, a closed home first; none: each is made anew."""
    return None


@pytest.fixture
def desk(
    request: pytest.FixtureRequest,
    source: tuple[Path, object] | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    """A home of the test's own, on the module's DAY if it has one; the safe of a copy is open
    unless its SAFE says no."""
    monkeypatch.setenv("LAPDESK_TODAY", getattr(request.module, "DAY", everyday.TODAY))
    if source is not None:
        safe = getattr(request.module, "SAFE", True)
        yield from everyday.opened(source[0], tmp_path / "home", safe=safe)
        return
    found = homes.made(tmp_path / "home")
    yield found
    found.close()


Open = Callable[[Desk], Shell]


@pytest.fixture
def opened(request: pytest.FixtureRequest, qtbot: QtBot, work: Work, french: None) -> Open:
    """The window around any home, in the place that the module's PLACE names."""
    place = getattr(request.module, "PLACE", "")
    return lambda desk: everyday.begun(qtbot, desk, work, place)


@pytest.fixture
def shell(desk: Desk, look: str, opened: Open) -> Shell:
    """The window of the test's own home, dressed as `look` says."""
    return opened(desk)


@pytest.fixture
def keys(shell: Shell, qtbot: QtBot, work: Work) -> Keyboard:
    """The keyboard of the test's own window."""
    return Keyboard(shell, lambda: everyday.rested(qtbot, work))


Photo = Callable[[QWidget, str], Path | None]


@pytest.fixture
def photo(qtbot: QtBot) -> Photo:
    """Lay a page out at a laptop's size and, where LAPDESK_PICTURES names a folder, keep it."""

    def taken(widget: QWidget, name: str) -> Path | None:
        if widget.isWindow():
            widget.resize(*LAPTOP)
            widget.show()
        qtbot.waitExposed(widget)
        homes.settled()
        picture = widget.grab()
        assert not picture.isNull()
        folder = os.environ.get("LAPDESK_PICTURES")
        if not folder:
            return None
        path = Path(folder) / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        assert picture.save(str(path), quality=0)  # as small as it gets, nothing lost
        # A window has few colours: a palette of its own makes the file half as large.
        with Image.open(path) as whole:
            small = whole.convert("RGB").quantize(256, dither=Image.Dither.NONE)
        small.save(path, optimize=True)
        return path

    return taken
