"""Ways in ask alike: Ctrl+Z as a removal or a correction does, a proposal, a typed time."""

from __future__ import annotations

import json

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.services import apply, proposing, record, roll, timeline_sent, undo
from lapdesk.store.desk import Desk
from tests.desks import all_changes, answer, dump, put, send
from tests.whole.test_mentor_and_sheets import a_path, asking, find

DAY = "2026-11-20"


def a_session(desk: Desk, state: str = "HELD") -> tuple[str, str, str]:
    """A member, a workshop and its session."""
    member = put(desk, "TeamMember", display_name="Léa", staff_kind="VOLUNTEER", active=True)
    workshop = put(
        desk, "Workshop", title="ASL", kind="ASL", leaders=[member], place="Salle",
        commune="94081", start="2026-09-01", end="2026-12-31",
    )  # fmt: skip
    session = put(desk, "Session", workshop=workshop, date="2026-11-10", start="14:00",
                  end="16:00", leaders=[member], state=state)  # fmt: skip
    return member, workshop, session


def test_a_mark_of_a_sheet_signed_since_is_not_taken_back(two: list[Desk]) -> None:
    one, other = two
    _member, _workshop, session = a_session(one)
    person = put(one, "Participant", first_contact="2026-01-05")
    mark = put(one, "Attendance", session=session, participant=person, mark="P")
    send(one, other)
    put(other, "Session", id=session, state="LOCKED")
    send(other, one)
    before = dump(one)
    with pytest.raises(LapdeskError, match="LD-008"):
        undo.undo(one)
    assert dump(one) == before
    # A correction said why: it can be taken back.
    line = {"entity": "Attendance", "id": mark, "fields": {"mark": "A"}, "reason": "erreur"}
    assert next(apply.apply(one, [json.dumps(line)]))["status"] == "written"
    assert len(undo.undo(one)) == 1
    assert [m["mark"] for m in find(one, "Attendance")] == ["P"]


def test_who_signed_takes_that_back_first_and_the_marks_then(two: list[Desk]) -> None:
    desk, _other = two
    _member, _workshop, session = a_session(desk)
    person = put(desk, "Participant", first_contact="2026-01-05")
    sheet = roll.open_sheet(desk, session)
    roll.add_guest(desk, sheet, person)
    assert {o.status for o in roll.lock(desk, sheet, signed=True)} == {"written"}
    assert len(undo.undo(desk)) == 1
    assert [s["state"] for s in find(desk, "Session")] == ["HELD"]
    assert len(undo.undo(desk)) == 1
    assert find(desk, "Attendance") == []


def test_a_sheet_copied_in_as_signed_is_taken_back_mark_by_mark(two: list[Desk]) -> None:
    desk, _other = two
    _member, workshop, session = a_session(desk)
    people = [put(desk, "Participant", first_contact="2026-01-05") for _one in range(2)]
    (held,) = find(desk, "Session", id=session)
    copied = {**held, "state": "LOCKED", "date": "2026-11-12"}
    made = "6f6c1e1c-0b1e-4a4e-9a51-2f0c6d1c3c11"
    lines = [{"entity": "Session", "id": made, "fields": {k: v for k, v in copied.items()
                                                          if k != "id"}}]  # fmt: skip
    lines += [
        {"entity": "Attendance", "fields": {"session": made, "participant": one, "mark": "P"}}
        for one in people
    ]
    told = list(apply.apply(desk, [json.dumps(line) for line in lines]))
    assert [one["status"] for one in told] == ["written"] * 3
    assert workshop
    assert len(undo.undo(desk, 3)) == 3
    assert find(desk, "Attendance") == []
    assert [s["id"] for s in find(desk, "Session")] == [session]


def test_what_another_laptop_recorded_on_it_keeps_a_path_in_place(two: list[Desk]) -> None:
    one, other = two
    path = a_path(one, asking(one))
    send(one, other)
    put(other, "MigrapassMeeting", path=path, date="2026-11-02", minutes=80, step="S2")
    send(other, one)
    before = dump(one)
    with pytest.raises(LapdeskError, match="LD-112"):
        undo.undo(one)
    assert dump(one) == before
    # Once that is gone on both, nothing stands in the way.
    assert len(undo.undo(other)) == 1
    send(other, one)
    assert len(undo.undo(one)) == 1
    assert find(one, "MigrapassPath") == []
    assert all_changes(one)


def test_a_situation_is_proposed_once_whatever_becomes_of_it(two: list[Desk]) -> None:
    desk, _other = two
    ids = asking(desk)
    refused = {
        "participant": ids["person"], "theme": "ADMIN", "date": "2026-10-20",
        "outcome": "REFUSED_RIGHT", "outcome_on": "2026-11-01",
    }  # fmt: skip
    proposed = proposing.open_for(desk, refused)
    assert proposed is not None
    noted = put(desk, "NonTakeUp", **proposed)
    for state in ("OPEN", "PERSISTS", "SOLVED"):
        put(desk, "NonTakeUp", id=noted, right=state, state=state)
        assert proposing.open_for(desk, refused) is None, state
    # A later orientation may tell of another situation.
    later = {**refused, "date": "2026-11-10", "outcome_on": "2026-11-18"}
    assert proposing.open_for(desk, later) is not None
    assert proposing.open_for(desk, {**refused, "theme": "HOUSING"}) is not None


def test_two_laptops_that_agree_to_one_proposal_note_one_situation(two: list[Desk]) -> None:
    one, other = two
    ids = asking(one)
    actor = put(one, "Actor", name="Mairie", kind="COMMUNE", source="x", checked_on=DAY)
    sent = put(one, "Orientation", participant=ids["person"], theme="ADMIN", actor=actor,
               mode="M1", date="2026-10-20", share=False, state="AGREED")  # fmt: skip
    put(one, "Orientation", id=sent, outcome="REFUSED_RIGHT", outcome_on="2026-11-01")
    send(one, other)
    for desk in two:
        (proposed,) = timeline_sent.called_for(desk, sent)
        assert {o.status for o in record.write(desk, proposed.drafts)} == {"written"}
    send(one, other)
    send(other, one)
    for desk in two:
        assert len(find(desk, "NonTakeUp")) == 1
        assert timeline_sent.called_for(desk, sent) == []
        with desk.transaction() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM clash").scalar() == 0


def doubts(desk: Desk, member: str, task: str, day: str = "2026-11-10") -> list[str]:
    found = answer(desk, "VolunteerTime", team_member=member, date=day, minutes=60, task=task)
    assert found["status"] == "written"
    return [problem["code"] for problem in found["problems"]]


def test_time_that_is_counted_by_itself_is_asked_about_when_it_is_typed(two: list[Desk]) -> None:
    desk, _other = two
    member, _workshop, _session = a_session(desk)
    ids = asking(desk)
    put(desk, "MigrapassMeeting", path=a_path(desk, {**ids, "member": member}),
        date="2026-11-10", minutes=80, step="S2")  # fmt: skip
    put(desk, "Permanence", date="2026-11-10", start="09:00", end="12:00", team_members=[member])
    put(desk, "SupportAction", date="2026-11-10", team_member=member, channel="DESK",
        types=["WELCOME"], themes=["ADMIN"], minutes=20, headcount=1)  # fmt: skip
    for task in ("SESSION", "DESK", "ACT", "MENTORING"):
        assert doubts(desk, member, task) == ["LD-174"], task
        assert doubts(desk, member, task, "2026-11-11") == [], task
        assert doubts(desk, ids["member"], task) == [], task
    assert doubts(desk, member, "PREP") == []


def test_a_session_that_is_planned_tells_no_time_yet(two: list[Desk]) -> None:
    desk, _other = two
    member, _workshop, _session = a_session(desk, "PLANNED")
    assert doubts(desk, member, "SESSION") == []
