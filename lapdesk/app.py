"""The window's composition root: it builds the pages, hands them services, and locks.

What is heavy comes after the first page is painted: see `_warm` and the imports in functions.
"""

from __future__ import annotations

import lapdesk.ui  # noqa: F401 - before all else: it says why

# isort: split
import os
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

from lapdesk import i18n, paths
from lapdesk.i18n import _
from lapdesk.ui import preferences, theme
from lapdesk.ui.entrance import Entrance
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.window import Window

if TYPE_CHECKING:
    from lapdesk.ui.shell import Shell
    from lapdesk.ui.work import Work

# The first page of a day, imported while the passphrase is typed.
FIRST_PAGE = (
    "PySide6.QtSvg",
    "lapdesk.ui.idle",
    "lapdesk.ui.places",
    "lapdesk.ui.shell",
    "lapdesk.ui.screens.today",
)
DATABASE = "desk.db"  # as in lapdesk.store.names, which is not imported before the first page


class Application:
    """One run of the window, from the door to the lock."""

    def __init__(
        self, qt: QApplication, home: Path, chosen: Preferences, restart: Callable[[], None]
    ) -> None:
        self.qt = qt
        self.home = home
        self.preferences = chosen
        self.window = Window()
        self.entrance = Entrance(home, self.window, lambda: self.work, self.enter, self.hold)
        self.desk: Any = None
        self.shell: Shell | None = None
        self._restart = restart
        self._ended = self._sure = self._covered = False
        self.window.painted.connect(self._after_first_paint)
        self.window.closing.connect(self.close)
        self.window.may_close = lambda: self._may_leave(self.window.close)

    @cached_property
    def work(self) -> Work:
        """The worker thread, made after the first page is painted."""
        from lapdesk.ui.work import Work

        made = Work()
        made.broke.connect(self.show_bug)
        return made

    def start(self) -> None:
        """Show the first page: the door of a home that exists, else the ways to begin."""
        if (self.home / DATABASE).exists():
            self.entrance.show_door()
        else:
            self.entrance.welcome()
        self.window.show()

    def _after_first_paint(self) -> None:
        theme.load_other_fonts()
        theme.apply(self.qt, self.preferences)
        theme.speak(i18n.language())
        self._wait_for_help()
        self.work.run(_warm)

    def _wait_for_help(self) -> None:
        """F1 opens the guide, at the door too."""
        from PySide6.QtGui import QKeySequence, QShortcut

        QShortcut(QKeySequence("F1"), self.window).activated.connect(self.show_help)

    def show_help(self) -> None:
        """The guide in a window of its own beside the work, open at what is shown."""
        if self._for_everyone():
            return
        from lapdesk.ui.help import HelpWindow
        from lapdesk.ui.help_where import task_here

        where = task_here(self.window.page())
        HelpWindow.beside(self.window).open_at(where)

    def hold(self, desk: Any) -> None:
        """A home is open, though its shell is not built yet: it will be closed at the end."""
        self.desk = desk

    def enter(self, desk: Any, home: Path) -> None:
        """The home is open: build the shell around it."""
        from lapdesk.ui.idle import Idle
        from lapdesk.ui.places import PLACES
        from lapdesk.ui.shell import Shell

        self.desk, self.home = desk, home
        self.shell = Shell(desk, self.work, PLACES, self.ask_lock, self.preferences)
        self.shell.stage.preferred.connect(self.prefer)
        self.shell.stage.copy_wanted.connect(self.begin_again)
        self.shell.top.asked_help.connect(self.show_help)
        self.idle = Idle(self.qt, self.preferences.idle_minutes)
        self.idle.rested.connect(self.rest)
        self.window.show_page(self.shell)
        self.shell.start()

    def begin_again(self) -> None:
        """Close the home, then ask for the copy that takes its place."""
        if not self._may_leave(self.begin_again):
            return
        self._leave_shell()
        self.work.run(self.desk.close)
        self.desk = None
        self.entrance.ask_copy(back=self.lock)

    def _leave_shell(self) -> None:
        """Save what was typed; answers to a shell that is gone are dropped."""
        if self.shell is not None:
            self.shell.settle()
            self.idle.deleteLater()
            self.window.show_page(QWidget())
            self.shell = None

    def prefer(self, chosen: Preferences) -> None:
        """Look so at once, and at the next start."""
        before, self.preferences = self.preferences, chosen
        preferences.write(self.home, chosen)
        theme.apply(self.qt, chosen)
        self.idle.set_minutes(chosen.idle_minutes)
        if self.shell is not None:
            self.shell.redraw()
        if chosen.spoken != before.spoken and self._may_leave(self._speak):
            self._speak()

    def _speak(self) -> None:
        """Build every page anew in the language that was chosen; the safe is closed."""
        from lapdesk.services import home

        desk = self.desk

        def build(_none: None) -> None:
            i18n.use(self.preferences.spoken)
            theme.speak(i18n.language())
            self._leave_shell()
            self.enter(desk, self.home)
            if self.shell is not None:
                self.shell.go("settings")

        self.work.run(lambda: home.close_safe(desk), build)

    def show_bug(self, error: BaseException) -> None:
        """A bug of ours: say so, with a report to copy; nothing typed is lost."""
        from lapdesk.ui.bugs import BugDialog

        page: Any = self.window.page()
        if hasattr(page, "wait"):
            page.wait(False)
        dialog = BugDialog(error, self.window)
        # Whoever started lapdesk from a terminal reads it there.
        sys.stderr.write(dialog.text.toPlainText() + "\n")
        dialog.open()

    def close(self) -> None:
        """Save what was typed, close the home, end the worker thread; once."""
        if self._ended:
            return
        self._ended = True
        if self.shell is not None:
            self.shell.settle()
            self.idle.deleteLater()
        if self.desk is not None:
            self.work.run(self.desk.close)
        self.work.close()

    def _may_leave(self, again: Callable[[], object]) -> bool:
        """Whether nothing is lost by leaving; otherwise the person is asked, then `again`."""
        places = self.shell.unsaved() if self.shell is not None and not self._ended else []
        if not places or self._sure:
            return True
        from lapdesk.ui.leaving import LeavingDialog

        def leave() -> None:
            self._sure = True
            again()
            self._sure = False

        LeavingDialog(places, leave, self.window).open()
        return False

    def ask_lock(self) -> None:
        """Lock, unless something typed would be lost and the person would rather record it."""
        if self._may_leave(self.lock):
            self.lock()

    def rest(self) -> None:
        """Nobody is there: lock; what waits for a button is only covered, once."""
        if self._ended:
            return
        if self._for_everyone():
            self.idle.set_minutes(self.preferences.idle_minutes)
            return
        if self.shell is None or not self.shell.unsaved() or self._covered:
            self.lock()
            return
        from lapdesk.ui.leaving import cover

        self._covered = True
        self.shell.settle()
        cover(self.window, self.shell.stage, self._uncovered)
        # Whoever does not come back finds all locked after another rest.
        self.idle.set_minutes(self.preferences.idle_minutes)

    def _for_everyone(self) -> bool:
        """Whether the page of opinions covers all: it waits for people for some hours."""
        waits = getattr(self.window.covering(), "waits", None)
        return waits is not None and bool(waits())

    def _uncovered(self) -> None:
        self._covered = False

    def lock(self) -> None:
        """End this process, which held the key, and start again at the door."""
        self.close()
        self._restart()


def _warm() -> None:
    """Import, while the passphrase is typed, what the first page of the day needs."""
    import gc
    from importlib import import_module

    from lapdesk.services import warming

    warming.warm()
    for name in FIRST_PAGE:
        import_module(name)

    # What stands now stays: the collector (`lapdesk.ui.garbage`) need not look at it again.
    gc.freeze()


def start_again() -> None:
    """Start a new process of the same program, in the same place, and end this one."""
    from PySide6.QtCore import QProcess

    arguments = [] if getattr(sys, "frozen", False) else ["-m", "lapdesk"]
    QProcess.startDetached(sys.executable, arguments)
    QApplication.exit(0)


def has_screen() -> bool:
    """Whether Qt will find something to draw on; it aborts the process where it does not."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main() -> int:
    """Open the window; 1 where there is no screen."""
    home = paths.default_home()
    chosen = preferences.read(home)
    i18n.use(chosen.spoken)
    if not has_screen():
        advice = _("lapdesk needs a screen for its window. Without one: lapdesk --help")
        sys.stderr.write(advice + "\n")
        return 1
    qt = QApplication(["lapdesk", "-style", "Fusion"])
    qt.setApplicationName("lapdesk")
    theme.apply_first(qt, chosen)
    application = Application(qt, home, chosen, start_again)
    sys.excepthook = lambda _kind, error, _trace: application.show_bug(error)
    application.start()
    return int(qt.exec())
