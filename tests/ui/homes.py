"""Real homes behind a real shell, for tests of whole screens: made once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lapdesk.models.entities import BY_NAME
from lapdesk.services import home
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.ui.places import PLACES
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work

PASSPHRASE = "girafe lundi tournevis abricot"
LONG_MS = 30_000
T = TypeVar("T")


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


def shell_of(qtbot: QtBot, desk: Desk, work: Work, looks: Preferences | None = None) -> Shell:
    """The real shell around an open home, shown."""
    shell = Shell(desk, work, PLACES, lambda: None, looks or Preferences())
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


def ask(qtbot: QtBot, shell: Shell, function: Callable[..., T], *given: Any) -> T:
    """What a service answers, asked in the worker: one thread alone uses an open home."""
    answers: list[T] = []
    shell.stage.ask(function, *given, done=answers.append)
    until(qtbot, lambda: answers)
    return answers[0]


def read(desk: Desk, entity: str, **equal: Any) -> list[dict[str, Any]]:
    """The records of an entity that hold these values."""
    with desk.transaction() as connection:
        return rows.find(connection, BY_NAME[entity], equal)


def until(qtbot: QtBot, true: Callable[[], object]) -> None:
    """Wait until something holds."""
    qtbot.waitUntil(lambda: bool(true()), timeout=LONG_MS)


def found(page: QWidget, kind: type[Any], name: str) -> Any:
    """The widget of a kind that is called so."""
    return next(w for w in page.findChildren(kind) if w.accessibleName() == name)
