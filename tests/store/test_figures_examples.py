"""The numbers that the domain model gives, and the edges of each figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from lapdesk.figures.catalogue import compute
from lapdesk.figures.period import Period
from lapdesk.figures.results import Breakdown, Quantity, figure_json, shown, value
from tests.store.figures_world import YEAR, World, world


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


def test_both_ends_of_the_period_are_in(w: World) -> None:
    for day in ("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"):
        w.add("SupportAction", date=day, minutes=30, channel="DESK")
    assert w.base("S1") == (2, None)
    assert w.base("S2") == (60, None)


def test_no_mark_counts_as_no_time_and_guests_only_in_hours(w: World) -> None:
    workshop = w.add("Workshop", kind="FLE")
    session = w.session(workshop=workshop)
    (present,) = roll(w, workshop, session, "P")
    for state in ("ACTIVE", "WAITING", "ENROLLED", "CANCELLED", "SUSPENDED"):
        person = w.add("Participant")
        w.add("Enrolment", participant=person, workshop=workshop, state=state, start="2025-01-06")
    guest = w.add("Participant")
    w.add("Attendance", session=session, participant=guest, mark="R")
    assert w.base("W5") == (120, 240)  # one present, one active without a mark
    assert w.base("W6") == (240, None)
    assert w.cells("W4", "kind") == {"FLE": 2}
    assert present != guest


@pytest.mark.parametrize(
    ("end", "expected"), [("2025-03-10", 120), ("2025-03-09", None), (None, None)]
)
def test_an_ended_enrolment_covers_its_days(w: World, end: str, expected: int | None) -> None:
    workshop = w.add("Workshop", kind="FLE")
    w.session("2025-03-10", workshop=workshop)
    person = w.add("Participant")
    w.add("Enrolment", participant=person, workshop=workshop, state="LEFT", start="2025-03-10",
          end=end)  # fmt: skip
    assert w.base("W5") == (0, expected or 0)
    assert value(w.figure("W5").total, "percent") == ("0.0" if expected else None)


def test_two_enrolments_that_meet_count_a_session_once(w: World) -> None:
    workshop = w.add("Workshop", kind="FLE")
    session = w.session("2025-03-10", workshop=workshop)
    person = w.add("Participant")
    for start, end, state in (
        ("2025-01-06", "2025-03-10", "LEFT"),
        ("2025-03-10", None, "ACTIVE"),
    ):
        w.add("Enrolment", participant=person, workshop=workshop, state=state, start=start, end=end)
    w.add("Attendance", session=session, participant=person, mark="P")
    assert w.base("W5") == (120, 120)


def test_planned_sessions_hold_nothing_yet(w: World) -> None:
    person = w.add("Participant")
    session = w.session(state="PLANNED", anonymous_women=4)
    w.add("Attendance", session=session, participant=person, mark="P")
    assert [w.base(code) for code in ("A1", "A3", "W1", "W6")] == [(0, None)] * 4
    assert w.base("W2") == (0, 0)


def test_holidays_are_no_cancelled_sessions(w: World) -> None:
    w.session()
    w.session(state="LOCKED")
    for reason in ("HOLIDAY", "ROOM", None):
        w.session(state="CANCELLED", cancel_reason=reason)
    assert w.base("W1") == (2, None)
    assert w.base("W2") == (2, 4)


def orientation(w: World, day: str, state: str, *steps: str, **values: Any) -> None:
    given: dict[str, Any] = {"mode": "M2", "theme": "LEGAL", "participant": w.new_id(), **values}
    made = w.add("Orientation", date=day, state=state, **given)
    for step in steps:
        w.add("OrientationStep", orientation=made, to_state=step, date=day)


def test_reception_waits_sixty_days_and_leaves_out_declined_and_mere_information(w: World) -> None:
    # Reckoned on 30 June 2026 by YEAR: all are old enough, so reckon in the autumn of 2025.
    autumn = Period(YEAR.start, YEAR.end, date(2025, 10, 30))
    orientation(w, "2025-08-31", "CLOSED", "AGREED", "ATTENDED", "CLOSED", outcome="SERVICE")
    orientation(w, "2025-09-01", "ATTENDED", "ATTENDED")  # 59 days: too young
    orientation(w, "2025-03-01", "DECLINED", "DECLINED")
    orientation(w, "2025-03-01", "ATTENDED", "ATTENDED", mode="M0", outcome="SERVICE")
    orientation(w, "2025-03-01", "LOST", "LOST", outcome="UNKNOWN")
    orientation(w, "2025-03-01", "DRAFT")
    bases = {code: w.base(code, autumn) for code in ("R1", "R2", "R3", "R4", "R5")}
    assert bases == {"R1": (5, None), "R2": (4, 5), "R3": (1, 2), "R4": (1, 3), "R5": (1, 1)}
    assert w.cells("R3", "mode", autumn) == {"M2": (1, 2)}


def test_a_permanence_gives_its_time_once(w: World) -> None:
    volunteer = w.add("TeamMember", staff_kind="VOLUNTEER")
    employee = w.add("TeamMember", staff_kind="EMPLOYEE")
    desk = w.add("Permanence", date="2025-02-03", start="14:00", end="17:00",
                 team_members=[volunteer, employee])  # fmt: skip
    act: dict[str, Any] = {"date": "2025-02-03", "team_member": volunteer, "channel": "DESK"}
    w.add("SupportAction", minutes=20, permanence=desk, **act)
    w.add("SupportAction", minutes=40, **act)
    w.session(leaders=[volunteer, employee])
    w.add("VolunteerTime", team_member=volunteer, date="2025-02-04", minutes=30, task="PREP")
    assert w.base("H1") == (1, None)
    assert w.base("H2") == (180 + 40 + 120 + 30, None)
    assert w.cells("H1", "task") == {"SESSION": 1, "DESK": 1, "ACT": 1, "PREP": 1}
    assert w.base("H2.fte") == (370, 96_420)


def test_erased_persons_leave_their_acts_and_minutes(w: World) -> None:
    workshop = w.add("Workshop", kind="ASL")
    session = w.session(workshop=workshop)
    erased = w.new_id()
    w.add("Attendance", session=session, participant=erased, mark="P")
    w.add("Enrolment", participant=erased, workshop=workshop, state="ACTIVE", start="2025-01-06")
    act = w.add("SupportAction", date="2025-02-03", minutes=20, themes=["LEGAL"], channel="DESK")
    w.add("Accompaniment", support_action=act, participant=erased)
    orientation(w, "2025-02-03", "AGREED")
    assert [w.base(c)[0] for c in ("S1", "S2", "R1", "W1", "W6")] == [1, 20, 1, 1, 120]
    assert w.base("W5") == (120, 120)
    assert [w.base(c)[0] for c in ("A1", "A2", "W4")] == [0, 0, 0]
    assert w.cells("W6", "sex") == {"NS": 120}
    assert [w.figure(c).total.people for c in ("S1", "R1", "W5", "W6")] == [0, 0, 0, 0]


def test_a_record_of_several_axes_counts_in_each_and_once_in_total(w: World) -> None:
    action = w.add("PlanAction", code="A1", title="Desk", axes=["AX1", "AX3"])
    person = w.add("Participant")
    acts = [
        w.add("SupportAction", date="2025-02-03", minutes=10, channel="DESK",
              themes=["LEGAL", "HOUSING", "MEMORY"], plan_action=given)
        for given in (action, None)
    ] + [w.add("SupportAction", date="2025-02-03", minutes=10, channel="DESK")]  # fmt: skip
    for act in acts:
        w.add("Accompaniment", support_action=act, participant=person)
    assert w.base("S1") == (3, None)
    assert w.cells("S1", "axis") == {"AX1": 2, "AX3": 1, "AX4": 1, "NS": 1}
    assert w.cells("S1", "theme") == {"LEGAL": 2, "HOUSING": 2, "MEMORY": 2, "NS": 1}
    assert w.cells("A1", "axis") == {"AX1": 1, "AX3": 1, "AX4": 1, "NS": 1}
    assert w.cells("A1", "action") == {"A1": 1, "NS": 1}


@pytest.mark.parametrize(
    ("values", "band"),
    [
        ({"birth_year": 1960}, "A65"),
        ({"birth_year": 1961, "age_band": "A00"}, "A61"),
        ({"birth_year": 1900}, "A75"),
        ({"birth_year": 2026}, "NS"),
        ({"age_band": "A18"}, "A18"),
        ({}, "NS"),
    ],
)
def test_age_is_that_of_the_period_s_end(w: World, values: dict[str, Any], band: str) -> None:
    person = w.add("Participant", **values)
    w.add("Attendance", session=w.session(), participant=person, mark="L")
    assert w.cells("W4", "age_band") == {band: 1}


def test_communes_reached_and_known(w: World) -> None:
    session = w.session()
    for commune in ("94028", "94028", "94081", "75056", "00001", None):
        person = w.add("Participant", commune=commune, sex=commune and "F")
        w.add("Attendance", session=session, participant=person, mark="P")
    figure = w.figure("A4")
    assert (figure.total.numerator, figure.total.denominator) == (2, 47)
    assert figure.known == Quantity(5, 6)
    assert figure.extra == {
        "communes": ["94028", "94081"], "others": 0, "people": {"94028": 2, "94081": 1}
    }  # fmt: skip
    assert "people" not in figure_json(figure)
    by = w.figure("A1", "commune")
    assert by.known == Quantity(5, 6)
    assert by.by is not None
    labels = [(c.key, c.label) for c in by.by.cells]
    assert labels[:2] == [("94028", "Créteil"), ("94081", "Vitry-sur-Seine")]
    assert by.by.cells[-1].key == "NS"
    assert w.base("Q1") == (5 + 0 + 5, 18)
    assert w.cells("Q1", "field") == {"sex": (5, 6), "age": (0, 6), "commune": (5, 6)}
    assert w.base("Q1.commune") == (5, 6)


def test_entry_delay_is_a_median_of_local_days(w: World) -> None:
    assert w.figure("Q2").total == Quantity(0, 0, 0)
    for written in ("2025-02-03T23:59", "2025-02-04T00:01", "2025-02-07T12:00", "2025-02-10T08:00"):
        w.add("SupportAction", date="2025-02-03", minutes=10, channel="DESK",
              written=datetime.fromisoformat(written))  # fmt: skip
    total = w.figure("Q2").total
    assert (total.numerator, total.denominator, total.people) == (5, 2, 4)
    assert value(total, "day") == "2.5"


def test_what_is_not_followed_is_not_zero(w: World) -> None:
    w.add("Organisation", modules={"2025": {"WORKSHOP": "NOT_KEPT", "DESK": "PARTLY"}})
    w.session()
    w.add("SupportAction", date="2025-02-03", minutes=10, channel="DESK")
    figure = w.figure("W1", "kind")
    assert not figure.kept
    assert figure.total == Quantity(None)
    assert figure.by == Breakdown("kind", ())
    assert shown(figure.total, figure.unit, kept=figure.kept) == "not followed"
    assert w.base("S1") == (1, None)
    # Followed in one of the two years that the period touches: what is there counts.
    assert w.base("W1", Period(date(2025, 1, 1), date(2026, 1, 1), date(2026, 1, 1))) == (1, None)


def test_a_breakdown_that_a_figure_does_not_list_gives_none(w: World) -> None:
    found = {f.code: f.by for f in compute(w.connection, YEAR, by="sex")}
    assert {code for code, by in found.items() if by} == {"A1", "A2", "W4", "W6", "M1", "M2"}
    assert [c.label for c in (found["A1"] or Breakdown("", ())).cells] == [
        "Woman", "Man", "Other", "Not stated"
    ]  # fmt: skip
    assert not any(f.by for f in compute(w.connection, YEAR, by="nonsense"))


def test_parts_come_with_their_figure_and_nothing_is_left_behind(w: World) -> None:
    codes = [f.code for f in compute(w.connection, YEAR, codes=["Q1", "H2.fte"])]
    assert codes == ["H2.fte", "Q1", "Q1.sex", "Q1.age", "Q1.commune"]
    left = w.connection.exec_driver_sql("SELECT name FROM sqlite_temp_master").fetchall()
    assert left == []
