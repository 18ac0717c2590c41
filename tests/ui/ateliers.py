"""A cycle with fifteen people, for the tests of the roll and of workshops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lapdesk.models import calendar
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import cycles, record
from lapdesk.store import rows
from lapdesk.store.desk import Desk

TODAY = "2026-03-24"
SLOTS = [{"weekday": 2, "start": "14:00", "end": "16:00"}]
NAMES = (
    ("Aminata", "Sow"), ("Awa", "Ndiaye"), ("Bintou", "Keita"), ("Carlos", "Mendes"),
    ("Elif", "Kaya"), ("Fatoumata", "Diallo"), ("Fatoumata", "Koné"), ("Hanna", "Bondar"),
    ("Ibrahim", "Cissé"), ("Jamila", "Haddad"), ("Kadiatou", "Barry"), ("Ling", "Chen"),
    ("Maria", "Lopes"), ("Nadia", "Benali"), ("Oumar", "Traoré"),
)  # fmt: skip


def put(desk: Desk, entity: str, values: dict[str, Any], record_id: str | None = None) -> str:
    """Record as everyone does."""
    outcome = record.write(desk, [Draft(entity, values, record_id)])[0]
    assert outcome.status != "refused", outcome.problems
    assert outcome.record is not None
    return outcome.record


def person(desk: Desk, given: str, family: str) -> str:
    """Somebody with a card in the safe, which is open."""
    found = put(desk, "Participant", {"first_contact": "2026-01-05"})
    consent = {"participant": found, "kind": "IDENTITY", "form": "ORAL", "given_on": "2026-01-05"}
    consent["by"] = str(desk.member)
    put(desk, "Consent", consent)
    put(desk, "Identity", {"participant": found, "given_name": given, "family_name": family})
    return found


@dataclass(frozen=True)
class Atelier:
    """A workshop: its id, that of today's session, its people in the order of the sheet."""

    id: str
    today: str
    people: tuple[str, ...]


def atelier(desk: Desk, people: int = 15, capacity: int = 15) -> Atelier:
    """Thirteen Tuesdays from January, holidays left out; the safe must be open."""
    values = {
        "title": "Ateliers du mardi",
        "kind": "ASL",
        "leaders": [str(desk.member)],
        "place": "Salle du quai",
        "commune": "94081",
        "start": "2026-01-06",
        "end": "2026-06-30",
        "weekly_slots": SLOTS,
        "capacity": capacity,
    }
    days = calendar.proposed(date(2026, 3, 24), date(2026, 6, 30), SLOTS, "94")
    outcomes = record.write(desk, cycles.new_cycle(values, [d for d in days if d.ticked]))
    assert all(o.status == "written" for o in outcomes)
    workshop = str(outcomes[0].record)
    found = [person(desk, *NAMES[n]) for n in range(people)]
    for one in found:
        assert record.write(desk, [cycles.enrol(workshop, one)])[0].status == "written"
    today = next(s["id"] for s in every(desk, "Session", workshop=workshop) if s["date"] == TODAY)
    return Atelier(workshop, today, tuple(found))


def every(desk: Desk, entity: str, **equal: Any) -> list[dict[str, Any]]:
    """The records that stand now, read beside the window."""
    with desk.transaction() as connection:
        return rows.find(connection, BY_NAME[entity], equal)


class Keyboard:
    """Presses real keys on whatever has the focus, and counts them."""

    def __init__(self, window: QWidget, settle: Callable[[], None]) -> None:
        self._window = window
        self._settle = settle
        self.pressed = 0

    def press(self, *keys: str) -> None:
        """`A`, `Down`, `Return`, `Ctrl+Return`, `Alt+2`; each is one keystroke."""
        for key in keys:
            self.pressed += 1
            # What opened over the window takes the keys, as for a person; the offscreen platform
            # does not give them back by itself when it is closed.
            if QApplication.activeWindow() is None:
                self._window.activateWindow()
            focused: QWidget | None = QApplication.focusWidget()
            target = focused if focused is not None else self._window.focusWidget()
            name = key.rpartition("+")[2] if len(key) > 1 else key
            held = _held(key)
            if len(name) == 1 and held is Qt.KeyboardModifier.NoModifier:
                QTest.keyClicks(target, name)
            else:
                QTest.keyClick(target, getattr(Qt.Key, f"Key_{name}"), held)

    def wait(self) -> None:
        """Until the worker has answered."""
        self._settle()


def _held(key: str) -> Qt.KeyboardModifier:
    modifiers = Qt.KeyboardModifier
    if "Ctrl+" in key:
        return modifiers.ControlModifier
    return modifiers.AltModifier if "Alt+" in key else modifiers.NoModifier
