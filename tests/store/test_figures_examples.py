"""The numbers that the domain model gives, and the edges of each figure."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lapdesk.figures.results import shown, value
from tests.store.figures_world import World, world


@pytest.fixture
def w() -> Iterator[World]:
    with world() as made:
        yield made


def roll(w: World, workshop: bytes, session: bytes, marks: str) -> list[bytes]:
    """Enrolled people, one a mark."""
    people = []
    for mark in marks:
        person = w.add("Participant", first_contact="2025-01-05")
        w.add("Enrolment", participant=person, workshop=workshop, state="ACTIVE",
              asked_on="2025-01-05", start="2025-01-06")  # fmt: skip
        w.add("Attendance", session=session, participant=person, mark=mark)
        people.append(person)
    return people


def test_example_1_hours_and_attendance_rate(w: World) -> None:
    workshop = w.add("Workshop", kind="ASL")
    session = w.session(workshop=workshop)
    roll(w, workshop, session, "P" * 12 + "L" + "E")
    person = w.add("Participant")
    w.add("Enrolment", participant=person, workshop=workshop, state="ACTIVE", start="2025-01-06")
    w.add("Attendance", session=session, participant=person, mark="D", minutes_lost=30)
    assert w.base("W6") == (1635, None)
    assert w.base("W5") == (1635, 1800)
    assert value(w.figure("W6").total, "hour") == "27.25"
    assert value(w.figure("W5").total, "percent") == "90.8"


def test_example_2_two_workshops_one_person(w: World) -> None:
    person = w.add("Participant", sex="F")
    for kind in ("ASL", "FLE"):
        session = w.session(workshop=w.add("Workshop", kind=kind))
        w.add("Attendance", session=session, participant=person, mark="P")
    assert w.base("A1") == (1, None)
    assert w.base("W4") == (1, None)
    assert w.cells("W4", "kind") == {"ASL": 1, "FLE": 1}
