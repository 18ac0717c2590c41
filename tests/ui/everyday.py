"""What an ordinary desk holds on a day: people, acts, orientations without news, a session."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.models.kinds_special import new_code
from lapdesk.services import home
from lapdesk.store import save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready
from lapdesk.store.world import sealed
from lapdesk.ui import theme
from lapdesk.ui.leaving import LeavingDialog
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import homes
from tests.ui.ateliers import TODAY, every, person, put

# The day of these tests, and what reads beside the window, come with their world.
__all__ = ["TODAY", "every"]

NAMES = (
    ("Fatoumata", "Diallo"), ("Karim", "Benali"), ("Rosa", "Silva"), ("Olha", "Kovalenko"),
    ("Mehmet", "Demir"), ("Grace", "Mensah"), ("Thi Lan", "Nguyen"), ("Moussa", "Traoré"),
)  # fmt: skip


@dataclass(frozen=True)
class Everyday:
    """The people in the order of NAMES, the orientations that wait, the offer near by."""

    people: tuple[str, ...]
    waiting: tuple[str, ...]
    offer: str
    contact: str


def everyday(desk: Desk) -> Everyday:
    """Fill an open home; the safe must be open."""
    people = tuple(person(desk, given, family) for given, family in NAMES)
    for one in people:
        put(desk, "Participant", {"commune": "94081"}, one)
    actor = put(desk, "Actor", {
        "name": "Point d’accès au droit", "kind": "JUSTICE", "commune": "94081",
        "source": "exemple", "checked_on": "2026-02-01",
    })  # fmt: skip
    offer = put(desk, "Offer", {
        "actor": actor, "title": "Permanence juridique", "themes": ["LEGAL"],
        "nature": "INFORMATION", "commune": "94081", "hours": "mardi, 14 h – 17 h",
        "checked_on": "2026-02-01",
    })  # fmt: skip
    contact = put(desk, "ActorContact", {
        "actor": actor, "name": "Mme Ferry", "function": "accueil",
        "introduce_as": "Mme Ferry, elle reçoit le mardi", "agreed_to_be_listed": True,
    })  # fmt: skip
    waiting = tuple(
        put(desk, "Orientation", {
            "participant": one, "theme": theme, "actor": actor, "mode": "M1", "date": day,
            "share": False, "follow_up_on": due, "state": "AGREED",
        })
        for one, theme, day, due in (
            (people[0], "LEGAL", "2026-01-20", "2026-02-03"),
            (people[1], "HEALTH", "2026-02-10", "2026-02-24"),
            (people[2], "HOUSING", "2025-10-01", "2025-10-15"),
        )
    )  # fmt: skip
    for one, day in ((people[3], "2026-03-02"), (people[4], "2026-03-04")):
        act(desk, one, day)
    return Everyday(people, waiting, offer, contact)


def act(desk: Desk, participant: str, day: str) -> str:
    """One act for one person."""
    made = put(desk, "SupportAction", {
        "date": day, "team_member": str(desk.member), "channel": "DESK", "types": ["INFO"],
        "themes": ["ADMIN"], "minutes": 20,
    })  # fmt: skip
    put(desk, "Accompaniment", {"support_action": made, "participant": participant})
    return made


def many_people(desk: Desk, number: int) -> list[tuple[str, str]]:
    """So many people with a card each, in one entry: their ids and codes."""
    made: list[tuple[str, str]] = []
    ready: list[Ready] = []
    for n in range(number):
        one, card, code = uuid4(), uuid4(), new_code()
        made.append((str(one), code))
        ready.append(Ready("Participant", one, {"code": code, "first_contact": "2026-01-05"}))
        names = {
            "given_name": sealed(desk, str(card), "given_name", NAMES[n % len(NAMES)][0]),
            "family_name": sealed(desk, str(card), "family_name", f"Nom{n:05d}"),
        }
        ready.append(Ready("Identity", card, {"participant": str(one), **names}))
    save.save(desk, ready)
    return made


def source(folder: Path, fill: Callable[[Desk], object]) -> object:
    """A closed home, filled with the safe open; what `fill` gives back."""
    desk = homes.made(folder)
    home.open_safe(desk)
    made = fill(desk)
    desk.close()
    return made


def opened(folder: Path, target: Path, *, safe: bool) -> Iterator[Desk]:
    """The home copied and open, its safe too where asked; given back and thrown away."""
    found = homes.copied(folder, target)
    if safe:
        home.open_safe(found)
    yield found
    found.close()
    shutil.rmtree(target)


def rested(qtbot: QtBot, work: Work) -> None:
    """Wait until all that was asked of the worker has been answered, and is laid out."""
    qtbot.waitUntil(lambda: not work.waiting(), timeout=30_000)
    homes.settled()
    # What is made later may ask in turn.
    while work.waiting():
        qtbot.waitUntil(lambda: not work.waiting(), timeout=30_000)
        homes.settled()


def active(qtbot: QtBot, shell: QWidget) -> None:
    """Shortcuts and the end of editing are for the window that has the keyboard."""
    with qtbot.waitActive(shell, timeout=30_000):
        shell.activateWindow()


def asked(shell: QWidget) -> LeavingDialog:
    """The question whether to leave something that is being typed."""
    return next(d for d in shell.findChildren(LeavingDialog) if d.isVisible())


def begun(qtbot: QtBot, desk: Desk, work: Work, place: str = "") -> Shell:
    """The shell around an open home, with the keyboard, at rest in `place` or the first one."""
    found = homes.shell_of(qtbot, desk, work)
    active(qtbot, found)
    if place:
        homes.place(found, place)
    else:
        found.start()
    rested(qtbot, work)
    return found


LOOKS = {
    "": Preferences(),
    "-dark": Preferences(theme="dark"),
    "-doubled": Preferences(scale=200),
    "-mirrored": Preferences(),
}


def dress(app: QApplication, look: str) -> None:
    """Colours, size of text and side of writing, as one of LOOKS."""
    if look == "-mirrored":
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.apply(app, LOOKS[look])
