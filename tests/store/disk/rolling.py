"""A child that calls the roll of one session after another, and says each step once it is kept.

A step is one mark, or the closing of a sheet; the first mark of a sheet brings with it that the
session was held, the very first that the workshop is open: a mark without these is half an entry.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

from lapdesk.models import calendar
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import cycles, record, roll
from lapdesk.services.roll import Marked
from lapdesk.store import check_fold, engine, faults, rows
from lapdesk.store.desk import Desk
from tests.store.disk import association

_SPACE: Final = UUID("6f2d9c1e-53a0-4b0f-9a55-0f3c1a7e4b10")
PEOPLE: Final = [str(uuid5(_SPACE, f"person {number}")) for number in range(6)]
# Each person, then the sheet is closed.
STEPS: Final = len(PEOPLE) + 1
_SLOTS: Final = [{"weekday": 2, "start": "14:00", "end": "16:00"}]
_BEGINS, _ENDS = date(2025, 3, 4), date(2025, 3, 25)


def main(say: Callable[[str], None], home: str, template: str, synchronous: str) -> None:
    """Say "ready", then the number of each step."""
    desk, told = association.lay(Path(template), "begun.db", Path(home))
    _cycle(desk, str(told["member"]))
    with desk.engine.connect() as connection:
        engine.raw(connection).execute(f"PRAGMA synchronous = {synchronous}")
    say("ready")
    for place, session in enumerate(_sessions(desk)):
        sheet = roll.open_sheet(desk, session["id"])
        for number, person in enumerate(PEOPLE):
            _kept(roll.mark(desk, sheet, [Marked(person, "P")]))
            say(str(place * STEPS + number))
        _kept(roll.lock(desk, sheet))
        say(str(place * STEPS + len(PEOPLE)))


def _cycle(desk: Desk, leader: str) -> None:
    values = {
        "title": "Mardis", "kind": "ASL", "leaders": [leader], "place": "Salle du quai",
        "commune": "94081", "start": _BEGINS.isoformat(), "end": _ENDS.isoformat(),
        "weekly_slots": _SLOTS, "capacity": len(PEOPLE),
    }  # fmt: skip
    days = calendar.proposed(_BEGINS, _ENDS, _SLOTS, "94")
    begun = record.write(desk, cycles.new_cycle(values, [d for d in days if d.ticked]))
    _kept(begun)
    first = {"first_contact": "2025-02-01"}
    _kept(record.write(desk, [Draft("Participant", first, person) for person in PEOPLE]))
    place = {"workshop": begun[0].record, "asked_on": "2025-03-01", "state": "ENROLLED"}
    _kept(record.write(desk, [Draft("Enrolment", place | {"participant": p}) for p in PEOPLE]))


def _kept(outcomes: list[record.Outcome]) -> None:
    assert all(o.status == "written" for o in outcomes), outcomes


def _sessions(desk: Desk) -> list[dict[str, Any]]:
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Session"], {})
    return sorted(found, key=lambda one: str(one["date"]))


def steps(desk: Desk) -> set[int]:
    """The steps that rest in a desk; fails where half of one does, or a row without a change."""
    sessions = _sessions(desk)
    found = set[int]()
    with faults.told(), desk.transaction() as connection:
        driver = engine.raw(connection)
        assert driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert check_fold.compare(connection)[1] == 0, "rows and journal differ"
        marks = rows.find(connection, BY_NAME["Attendance"], {})
        (workshop,) = rows.find(connection, BY_NAME["Workshop"], {})
    for place, session in enumerate(sessions):
        marked = {PEOPLE.index(m["participant"]) for m in marks if m["session"] == session["id"]}
        assert bool(marked) == (session["state"] in ("HELD", "LOCKED")), "half a first mark"
        found |= {place * STEPS + number for number in marked}
        if session["state"] == "LOCKED":
            found.add(place * STEPS + len(PEOPLE))
    assert bool(marks) == (workshop["state"] == "OPEN"), "half a first mark"
    assert found == set(range(len(found))), "a hole"
    return found
