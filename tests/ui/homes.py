"""Real homes behind a real shell, for tests of whole screens: made once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lapdesk.services import home
from lapdesk.store.desk import Desk
from lapdesk.ui.places import PLACES
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work

PASSPHRASE = "girafe lundi tournevis abricot"
LONG_MS = 30_000


def made(
    folder: Path, name: str = "Les Amis", *, commune: str = "94081", kind: str = "ASSO"
) -> Desk:
    """A new home, open, with every role."""
    created = home.create(
        folder, association=name, commune=commune, kind=kind, member="Léa",
        passphrase=PASSPHRASE, example=True,
    )  # fmt: skip
    return created.desk


def copied(source: Path, target: Path) -> Desk:
    """The home in `source` (closed) copied and opened."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("desk.lock"))
    return home.unlock(target, PASSPHRASE)


def shell_of(qtbot: QtBot, desk: Desk, work: Work) -> Shell:
    """The real shell around an open home, shown."""
    shell = Shell(desk, work, PLACES, lambda: None, Preferences())
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    qtbot.waitExposed(shell)
    return shell


def place(shell: Shell, name: str) -> Any:
    """The screen of a place, after a click on its name in the rail."""
    shell.rail.buttons[name].click()
    area: Any = shell.stack.currentWidget()
    return area.widget()


def until(qtbot: QtBot, true: Callable[[], object]) -> None:
    """Wait until something holds."""
    qtbot.waitUntil(lambda: bool(true()), timeout=LONG_MS)


def found(page: QWidget, kind: type[Any], name: str) -> Any:
    """The widget of a kind that is called so."""
    return next(w for w in page.findChildren(kind) if w.accessibleName() == name)
