"""Real homes behind a real shell, for tests of whole screens: made once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import home, record
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.ui import later
from lapdesk.ui.files import FileDialog
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
    return screen_of(shell)


def screen_of(shell: Shell) -> Any:
    """The screen that is shown."""
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


def settled() -> None:
    """Let all that pages make later be made, and layouts inside layouts find their sizes: each
    level takes a turn of the loop."""
    for window in QApplication.topLevelWidgets():
        later.finish(window)
    for _turn in range(8):
        QApplication.processEvents()


def until(qtbot: QtBot, true: Callable[[], object]) -> None:
    """Wait until something holds and what was shown is laid out."""
    qtbot.waitUntil(lambda: bool(true()), timeout=LONG_MS)
    settled()


def found(page: QWidget, kind: type[Any], name: str) -> Any:
    """The widget of a kind that is called so."""
    return next(w for w in page.findChildren(kind) if w.accessibleName() == name)


def choose(qtbot: QtBot, shell: QWidget, *paths: Path) -> None:
    """Answer the file dialog that is open, as the person does."""
    until(qtbot, lambda: any(d.isVisible() for d in shell.findChildren(FileDialog)))
    dialog = next(d for d in shell.findChildren(FileDialog) if d.isVisible())
    dialog.filesSelected.emit([str(path) for path in paths])
    dialog.close()


def with_a_year(desk: Desk, year: int, people: int = 40) -> None:
    """Record people of two communes and both sexes, each accompanied in `year`."""
    member = str(desk.member)
    for number in range(people):
        person, act = str(uuid4()), str(uuid4())
        day = f"{year}-{1 + number % 12:02d}-{1 + number % 27:02d}"
        drafts = [
            Draft(
                "Participant",
                {
                    "first_contact": day,
                    # Two do not say: few enough to be hidden where it leaves.
                    "sex": "NS" if number in (1, 2) else "M" if number % 3 == 0 else "F",
                    "birth_year": 1950 + number,
                    "commune": ("94028", "94081")[number % 2],
                },
                person,
            ),
            Draft(
                "SupportAction",
                {
                    "date": day, "team_member": member, "channel": "DESK", "types": ["INFO"],
                    "themes": ["HOUSING"], "minutes": 30,
                },
                act,
            ),
            Draft("Accompaniment", {"support_action": act, "participant": person}),
        ]  # fmt: skip
        outcomes = record.write(desk, drafts)
        assert {o.status for o in outcomes} == {"written"}, outcomes
