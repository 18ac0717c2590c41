"""Three laptops of one association, one clock of them far off: nothing lost, the same figures.

The same three days are lived twice, by true clocks and by one that is wrong: a session called on
two laptops, a person erased on one while another writes of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest

from lapdesk import clock
from lapdesk.figures import catalogue
from lapdesk.figures.period import Period
from lapdesk.models.base import keyed_id
from lapdesk.models.entities import BY_NAME
from lapdesk.services.erasing import _mark
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready, save
from tests.desks import all_changes, close, dump, new_desk, send
from tests.store.small_world import named

TRUE = 1_773_000_000_000  # a day of March 2026
YEAR = 366 * 24 * 3_600_000
WRONG = {"1970": 0, "2038": 2_150_000_000_000, "a year ahead": TRUE + YEAR}
# Q2 looks at when a thing was entered, which a wrong clock cannot know.
BY_THE_CLOCK = ("Q2",)
LEA, PEOPLE = named("Léa"), [named(f"person {n}") for n in range(4)]
WORKSHOP, SESSION = named("workshop"), named("session of Tuesday")


def lived(folder: Path, far: int | None) -> list[Desk]:
    """The three laptops after their days; the third believes to be at `far`."""
    desks = [new_desk(folder / str(n), named(f"laptop {n}"), LEA) for n in range(3)]
    now = [TRUE]

    def at(n: int, act: Callable[[Desk], object]) -> None:
        now[0] += 60_000
        shift = (far - TRUE) if far is not None and n == 2 else 0
        with patch.object(clock, "milliseconds", lambda: now[0] + shift):
            act(desks[n])

    at(0, _begin)
    at(1, lambda desk: send(desks[0], desk))
    at(2, lambda desk: send(desks[1], desk))
    # The same sheet on two laptops, one mark said otherwise; a visit on each.
    at(1, lambda desk: _roll(desk, "PPAP"))
    at(2, lambda desk: _roll(desk, "PPPP"))
    for n in range(3):
        at(n, lambda desk, n=n: _visit(desk, n))  # type: ignore[misc]
    # One person is erased here while another laptop writes of them there.
    at(0, lambda desk: _erase(desk, PEOPLE[3]))
    at(2, lambda desk: _write_of(desk, PEOPLE[3]))
    for one, other in ((0, 1), (1, 2), (2, 0), (0, 1), (1, 2)):
        at(other, lambda desk, one=one: send(desks[one], desk))  # type: ignore[misc]
    return desks


def _begin(desk: Desk) -> None:
    save(desk, [Ready("TeamMember", LEA, {"display_name": "Léa", "staff_kind": "VOLUNTEER"})])
    for number, one in enumerate(PEOPLE):
        values = {"code": f"0000{number}A", "first_contact": "2026-01-05", "sex": "F"}
        save(desk, [Ready("Participant", one, values)])
    cycle = {"title": "ASL", "kind": "ASL", "leaders": [str(LEA)], "commune": "94081"}
    save(desk, [Ready("Workshop", WORKSHOP, {**cycle, "start": "2026-01-06", "end": "2026-06-30"})])
    session = {
        "workshop": str(WORKSHOP), "date": "2026-03-03", "start": "14:00", "end": "16:00",
        "leaders": [str(LEA)], "state": "PLANNED",
    }  # fmt: skip
    save(desk, [Ready("Session", SESSION, session)])


def _roll(desk: Desk, marks: str) -> None:
    for one, mark in zip(PEOPLE, marks, strict=True):
        key = {"session": str(SESSION), "participant": str(one)}
        record = UUID(keyed_id(BY_NAME["Attendance"], key))
        save(desk, [Ready("Attendance", record, {**key, "mark": mark})])
    save(desk, [Ready("Session", SESSION, {"state": "HELD"})])


def _visit(desk: Desk, number: int) -> None:
    act, one = named(f"act {number}"), str(PEOPLE[number])
    values = {
        "date": "2026-03-04", "team_member": str(LEA), "channel": "DESK", "types": ["INFO"],
        "themes": ["HOUSING"], "minutes": 15 * (number + 1),
    }  # fmt: skip
    key = {"support_action": str(act), "participant": one}
    line = UUID(keyed_id(BY_NAME["Accompaniment"], key))
    save(desk, [Ready("SupportAction", act, values), Ready("Accompaniment", line, key)])


def _erase(desk: Desk, one: UUID) -> None:
    with desk.entry() as connection:
        _mark(desk, connection, str(one), "00003A", "REQUEST")


def _write_of(desk: Desk, one: UUID) -> None:
    save(desk, [Ready("Participant", one, {"commune": "94028"})])
    need = {"participant": str(one), "theme": "HEALTH", "label": "secretword", "state": "OPEN"}
    save(desk, [Ready("Need", named("need of the erased"), need)])


def figures(desk: Desk) -> list[Any]:
    """Every figure of the year, each by every breakdown, but those that look at the clock."""
    year = Period(date(2026, 1, 1), date(2026, 12, 31), as_of=date(2027, 1, 15))
    with desk.transaction() as connection:
        found = catalogue.compute_all(connection, year)
    return [f for f in found if not f.code.startswith(BY_THE_CLOCK)]


@pytest.mark.parametrize("far", WRONG.values(), ids=WRONG)
def test_a_wrong_clock_loses_nothing_and_changes_no_figure(tmp_path: Path, far: int) -> None:
    true, wrong = lived(tmp_path / "true", None), lived(tmp_path / "wrong", far)
    assert dump(wrong[0]) == dump(wrong[1]) == dump(wrong[2])
    told = [{(c.device, c.number) for c in all_changes(desks[0])} for desks in (true, wrong)]
    assert told[0] == told[1]
    assert b"secretword" not in dump(wrong[2])
    with wrong[2].transaction() as connection:
        assert rows.get(connection, BY_NAME["Participant"], PEOPLE[3].bytes) is None
        # One sheet, called twice: four marks; the one said otherwise is shown as a clash.
        marks = rows.find(connection, BY_NAME["Attendance"], {"session": str(SESSION)})
        clashes = connection.exec_driver_sql("SELECT entity, field FROM clash").all()
    assert len(marks) == len(PEOPLE)
    assert [tuple(one) for one in clashes] == [("Attendance", "mark")]
    for desks in (true, wrong):
        _settle(desks[0])
        send(desks[0], desks[2])
    assert any(figure.code == "A1" for figure in figures(true[2]))
    assert figures(wrong[2]) == figures(true[2])
    assert figures(wrong[0]) == figures(true[2])
    close([*true, *wrong])


def _settle(desk: Desk) -> None:
    """Somebody says which of both marks is right."""
    key = {"session": str(SESSION), "participant": str(PEOPLE[2])}
    save(desk, [Ready("Attendance", UUID(keyed_id(BY_NAME["Attendance"], key)), {"mark": "P"})])
