from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from lapdesk.models import rules
from tests.unit.shelf import Shelf, codes

LEA, SAM = str(uuid4()), str(uuid4())


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf()
    made.keep("TeamMember", id=LEA, display_name="Léa")
    made.keep("TeamMember", id=SAM, display_name="Sam")
    return made


def person(shelf: Shelf, code: str = "ABC123", **more: Any) -> str:
    return shelf.keep("Participant", code=code, first_contact="2024-01-01", **more)


def workshop(shelf: Shelf, **more: Any) -> str:
    return shelf.keep("Workshop", **{"title": "ASL matin", "kind": "ASL", "leaders": [LEA], **more})


def session(shelf: Shelf, of: str, **more: Any) -> str:
    planned = {"date": "2025-03-31", "start": "14:00", "end": "16:00", "leaders": [LEA]}
    return shelf.keep("Session", workshop=of, **{**planned, "state": "PLANNED", **more})


@pytest.mark.parametrize(
    ("start", "end", "refused"),
    [
        ("14:00", "14:15", False),
        ("14:00", "14:14", True),
        ("09:00", "17:00", False),
        ("09:00", "17:01", True),
        ("14:00", "14:00", True),
        ("14:00", "13:00", True),
    ],
)
def test_v4_length_of_a_session(shelf: Shelf, start: str, end: str, refused: bool) -> None:
    given: dict[str, Any] = {"workshop": workshop(shelf), "date": "2025-03-31", "leaders": [LEA]}
    found = shelf.write("Session", **given, start=start, end=end)
    assert codes(found) == (["V4"] if refused else [])
    if refused:
        assert found[0].message == (
            f"The end ({end}) must follow the start ({start}). Length allowed: 15 min to 8 h."
        )


def test_v4_lets_a_permanence_be_long_but_not_backwards(shelf: Shelf) -> None:
    given: dict[str, Any] = {"date": "2025-03-31", "team_members": [LEA]}
    assert shelf.write("Permanence", **given, start="08:00", end="19:00") == []
    assert codes(shelf.write("Permanence", **given, start="14:00", end="14:00")) == ["V4"]


@pytest.mark.parametrize(
    ("other", "warned"),
    [
        ({}, True),
        ({"start": "15:59", "end": "17:00"}, True),
        ({"start": "16:00", "end": "17:00"}, False),
        ({"date": "2025-03-30"}, False),
        ({"leaders": [SAM]}, False),
        ({"leaders": [SAM, LEA]}, True),
        ({"state": "CANCELLED"}, False),
    ],
)
def test_v5_a_leader_in_two_places(shelf: Shelf, other: dict[str, Any], warned: bool) -> None:
    there = session(shelf, workshop(shelf, title="Chorale"), **other)
    given: dict[str, Any] = {"workshop": workshop(shelf), "date": "2025-03-31", "leaders": [LEA]}
    found = shelf.write("Session", **given, start="14:30", end="16:00")
    assert codes(found, "warning") == (["V5"] if warned else [])
    if warned:
        taken = shelf.kept["Session"][there]
        assert found[0].message == (
            f"Léa already leads “Chorale” from {taken['start']} to {taken['end']}."
        )


def test_v5_is_asked_when_it_changes_only(shelf: Shelf) -> None:
    of = workshop(shelf)
    session(shelf, of)
    second = session(shelf, of)
    assert shelf.write("Session", second, topic="The bank") == []
    assert codes(shelf.write("Session", second, state="HELD"), "warning") == []
    cancelled = session(shelf, of, state="CANCELLED")
    assert codes(shelf.write("Session", cancelled, state="PLANNED"), "warning") == ["V5", "V5"]


def standing(shelf: Shelf, record: str) -> list[str]:
    """What is said of a session as it stands, nobody writing."""
    about = rules.case("Session", record, None, shelf.kept["Session"][record], standing=True)
    return [p.code for p in rules.problems(about, shelf) if p.level == "error"]


def test_a_session_that_two_laptops_entered_is_to_review(shelf: Shelf) -> None:
    of = workshop(shelf)
    one = session(shelf, of)
    assert standing(shelf, one) == []
    two = session(shelf, of)
    assert standing(shelf, one) == standing(shelf, two) == ["LD-172"]
    # Whoever writes is warned by V5 and not refused.
    assert codes(shelf.write("Session", two, state="HELD"), "error") == []
    shelf.kept["Session"][two]["state"] = "CANCELLED"
    assert standing(shelf, one) == standing(shelf, two) == []
    other = shelf.keep("TeamMember", display_name="Karim", active=True)
    session(shelf, of, leaders=[other])  # a second group at the same hour
    session(shelf, workshop(shelf))
    assert standing(shelf, one) == []


def test_v6_says_who_is_there_already(shelf: Shelf) -> None:
    awa = person(shelf)
    found = rules.already_there("Attendance", {"participant": awa}, shelf)
    assert (found.code, found.level, found.message) == (
        "V6",
        "error",
        "ABC123 is already on the sheet.",
    )
    shelf.names[awa] = "Awa"
    assert (
        "Awa is already" in rules.already_there("Attendance", {"participant": awa}, shelf).message
    )
    assert "act" in rules.already_there("Accompaniment", {"participant": awa}, shelf).message
    assert rules.already_there("ActionPartner", {}, shelf).field == "actor"


def test_v7_who_is_still_to_call(shelf: Shelf) -> None:
    one, two = person(shelf, "AAA111"), person(shelf, "BBB222")
    held = session(shelf, workshop(shelf), state="HELD")
    shelf.keep("Attendance", session=held, participant=one, mark="P")
    waiting = shelf.keep("Attendance", session=held, participant=two, mark="U")
    found = shelf.write("Session", held, state="LOCKED")
    assert [(p.code, p.message) for p in found] == [("V7", "Still to call: BBB222.")]
    shelf.kept["Attendance"][waiting]["mark"] = "A"
    assert shelf.write("Session", held, state="LOCKED") == []


def test_v7_nobody_marked_does_not_block(shelf: Shelf) -> None:
    held = session(shelf, workshop(shelf), state="HELD")
    assert shelf.write("Session", held, state="LOCKED") == []


def test_v8_a_locked_session_asks_why(shelf: Shelf) -> None:
    locked = session(shelf, workshop(shelf), state="LOCKED")
    for reason in (None, "", "  "):
        assert codes(shelf.write("Session", locked, reason, topic="Banks")) == ["V8"]
    assert shelf.write("Session", locked, "topic forgotten", topic="Banks") == []
    assert shelf.write("Session", locked, topic="Banks") == []  # nothing changes
    assert codes(shelf.remove("Session", locked)) == ["V8"]
    assert shelf.remove("Session", locked, "entered twice") == []


def test_v8_covers_the_marks_of_a_locked_session(shelf: Shelf) -> None:
    of = workshop(shelf)
    awa, locked = person(shelf), session(shelf, of, state="LOCKED")
    shelf.keep("Enrolment", participant=awa, workshop=of, state="ACTIVE")
    key = {"session": locked, "participant": awa}
    assert codes(shelf.write("Attendance", **key, mark="P")) == ["V8"]
    assert shelf.write("Attendance", reason="forgotten", **key, mark="P") == []
    mark = next(iter(shelf.kept["Attendance"]))
    assert codes(shelf.write("Attendance", mark, mark="A")) == ["V8"]
    assert shelf.write("Attendance", mark, "left before", mark="A") == []
    assert codes(shelf.remove("Attendance", mark)) == ["V8"]
    assert shelf.remove("Attendance", mark, "wrong person") == []


def test_v8_is_silent_while_a_session_is_held(shelf: Shelf) -> None:
    of = workshop(shelf)
    held = session(shelf, of, state="HELD")
    awa = person(shelf)
    shelf.keep("Enrolment", participant=awa, workshop=of, state="ACTIVE")
    assert shelf.write("Session", held, topic="Banks") == []
    assert shelf.write("Attendance", session=held, participant=awa, mark="P") == []


def test_v9_time_missed(shelf: Shelf) -> None:
    of = workshop(shelf)
    held, awa = session(shelf, of, state="HELD"), person(shelf)
    shelf.keep("Enrolment", participant=awa, workshop=of, state="ACTIVE")
    given: dict[str, Any] = {"session": held, "participant": awa, "mark": "L"}
    found = shelf.write("Attendance", **given, minutes_lost=121)
    assert [(p.code, p.field) for p in found] == [("V9", "minutes_lost")]
    assert "(121 min) is longer than the session (120 min)" in found[0].message
    assert shelf.write("Attendance", **given, minutes_lost=120) == []
    assert codes(shelf.write("Session", held, end="15:00")) == ["V9"]
    assert shelf.write("Session", held, end="16:30") == []


@pytest.mark.parametrize("state", ["ENROLLED", "ACTIVE"])
def test_v10_a_full_workshop(shelf: Shelf, state: str) -> None:
    of = workshop(shelf, capacity=2)
    shelf.keep("Enrolment", participant=person(shelf), workshop=of, state="ENROLLED")
    on_pause = shelf.keep("Enrolment", participant=person(shelf), workshop=of, state="SUSPENDED")
    for ended in ("WAITING", "FINISHED", "LEFT", "CANCELLED"):
        shelf.keep("Enrolment", participant=person(shelf), workshop=of, state=ended)
    given: dict[str, Any] = {"participant": person(shelf), "workshop": of, "asked_on": "2025-03-01"}
    found = shelf.write("Enrolment", **given, state=state)
    assert [(p.code, p.message) for p in found] == [
        ("V10", "Workshop full (2/2). Put on the waiting list?")
    ]
    assert shelf.write("Enrolment", **given) == []
    waits = next(
        e["id"] for e in shelf.find("Enrolment", workshop=of, participant=given["participant"])
    )
    assert codes(shelf.write("Enrolment", waits, state="ENROLLED")) == ["V10"]
    assert shelf.write("Enrolment", on_pause, state="ACTIVE") == []
    shelf.kept["Workshop"][of]["capacity"] = 3
    assert shelf.write("Enrolment", waits, state="ENROLLED") == []


def test_v10_without_capacity_nothing_is_full(shelf: Shelf) -> None:
    of = workshop(shelf)
    for _n in range(3):
        given = {"participant": person(shelf), "workshop": of, "asked_on": "2025-03-01"}
        assert shelf.write("Enrolment", **given, state="ACTIVE") == []


@pytest.mark.parametrize(
    ("enrolment", "guest"),
    [
        (None, True),
        ({"state": "ACTIVE"}, False),
        ({"state": "WAITING"}, False),
        ({"state": "ENROLLED", "start": "2025-03-31", "end": "2025-03-31"}, False),
        ({"state": "ACTIVE", "start": "2025-04-01"}, True),
        ({"state": "LEFT", "start": "2025-01-01", "end": "2025-03-30"}, True),
        ({"state": "LEFT", "start": "2025-01-01", "end": "2025-03-31"}, False),
        ({"state": "CANCELLED"}, True),
    ],
)
def test_v11_a_guest(shelf: Shelf, enrolment: dict[str, Any] | None, guest: bool) -> None:
    of = workshop(shelf)
    awa = person(shelf)
    if enrolment:
        shelf.keep("Enrolment", participant=awa, workshop=of, **enrolment)
    held = session(shelf, of, state="HELD")
    found = shelf.write("Attendance", session=held, participant=awa, mark="P")
    assert codes(found) == []
    assert [p.message for p in found] == (
        ["ABC123 is not enrolled on this date: noted as a guest."] if guest else []
    )


@pytest.mark.parametrize(
    ("age", "child"),
    [
        ({"birth_year": 2010}, True),
        ({"birth_year": 2009}, False),
        ({"age_band": "A00"}, True),
        ({"age_band": "A16"}, False),
        ({}, False),
    ],
)
def test_v12_a_child_among_adults(shelf: Shelf, age: dict[str, Any], child: bool) -> None:
    given: dict[str, Any] = {"participant": person(shelf, **age), "asked_on": "2025-03-01"}
    found = shelf.write("Enrolment", **given, workshop=workshop(shelf))
    assert codes(found) == []
    assert codes(found, "warning") == (["V12"] if child else [])
    young = shelf.keep("PlanAction", title="Collège", targets=["COLLEGE_STUDENTS"])
    assert shelf.write("Enrolment", **given, workshop=workshop(shelf, plan_action=young)) == []


@pytest.mark.parametrize("state", ["WAITING", "ENROLLED", "ACTIVE", "SUSPENDED"])
def test_one_open_enrolment(shelf: Shelf, state: str) -> None:
    of, awa = workshop(shelf), person(shelf)
    shelf.keep("Enrolment", participant=awa, workshop=of, state=state)
    given: dict[str, Any] = {"participant": awa, "asked_on": "2025-03-01"}
    assert codes(shelf.write("Enrolment", **given, workshop=of)) == ["LD-117"]
    assert shelf.write("Enrolment", **given, workshop=of, state="FINISHED") == []
    assert shelf.write("Enrolment", **given, workshop=workshop(shelf)) == []


def test_v20_names_what_may_follow(shelf: Shelf) -> None:
    planned = session(shelf, workshop(shelf))
    found = shelf.write("Session", planned, state="LOCKED")
    assert [(p.code, p.field, p.message) for p in found] == [
        (
            "V20",
            "state",
            "Cannot go from “Planned” to “Signed and locked”. Possible steps: Held, Cancelled.",
        )
    ]
    locked = session(shelf, workshop(shelf), state="LOCKED")
    found = shelf.write("Session", locked, "mistake", state="HELD")
    assert found[0].message.endswith("Possible steps: none from here.")


def test_v20_a_session_with_marks_was_held(shelf: Shelf) -> None:
    held = session(shelf, workshop(shelf), state="HELD")
    mark = shelf.keep("Attendance", session=held, participant=person(shelf), mark="A")
    found = shelf.write("Session", held, state="PLANNED")
    assert codes(found) == ["V20"]
    assert found[0].message.endswith("Possible steps: Signed and locked.")
    shelf.remove("Attendance", mark)
    assert shelf.write("Session", held, state="PLANNED") == []


def test_v20_a_cancelled_session_comes_back(shelf: Shelf) -> None:
    cancelled = session(shelf, workshop(shelf), state="CANCELLED")
    assert shelf.write("Session", cancelled, state="PLANNED") == []


def test_v20_a_counted_mark_takes_someone_off_the_waiting_list(shelf: Shelf) -> None:
    of, awa = workshop(shelf, capacity=1), person(shelf)
    shelf.keep("Enrolment", participant=person(shelf), workshop=of, state="ACTIVE")
    waiting = shelf.keep("Enrolment", participant=awa, workshop=of, state="WAITING")
    held = session(shelf, of, state="HELD")
    mark = shelf.keep("Attendance", session=held, participant=awa, mark="A")
    assert codes(shelf.write("Enrolment", waiting, state="ACTIVE")) == ["V20", "V10"]
    shelf.kept["Attendance"][mark]["mark"] = "L"
    assert shelf.write("Enrolment", waiting, state="ACTIVE") == []


def test_a_key_never_changes(shelf: Shelf) -> None:
    of = workshop(shelf)
    mark = shelf.keep("Attendance", session=session(shelf, of), participant=LEA, mark="P")
    other = session(shelf, of, date="2025-03-30")
    found = shelf.write("Attendance", mark, session=other)
    assert ("LD-113", "session") in [(p.code, p.field) for p in found]
