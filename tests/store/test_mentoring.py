"""Mentees and their paths as a mentor reads them, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.models.base import fields
from lapdesk.models.migrapass import MigrapassPath
from lapdesk.services import mentoring, record, walking
from lapdesk.store.desk import Desk
from tests.desks import new_desk
from tests.ui.ateliers import put

DAY = "2026-03-24"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("LAPDESK_TODAY", DAY)
    made = new_desk(tmp_path / "home")
    yield made
    made.close()


def a_person(desk: Desk) -> str:
    return put(desk, "Participant", {"first_contact": "2026-01-05"})


def a_member(desk: Desk, name: str) -> str:
    values = {"display_name": name, "staff_kind": "VOLUNTEER", "active": True}
    return put(desk, "TeamMember", values)


def a_path(desk: Desk, mentor: str, person: str, **more: Any) -> str:
    values = {"participant": person, "mentor": mentor, "agreed_on": "2026-02-01"}
    return put(desk, "MigrapassPath", {**values, "state": "STARTED", **more})


def a_meeting(desk: Desk, path: str, day: str, step: str, minutes: int = 80, **more: Any) -> str:
    values = {"path": path, "date": day, "minutes": minutes, "step": step, **more}
    return put(desk, "MigrapassMeeting", values)


def a_group(desk: Desk, person: str) -> str:
    """A workshop with one session of two hours that the person attended."""
    group = put(desk, "Workshop", {
        "title": "Migrapass en groupe", "kind": "OTHER", "leaders": [a_member(desk, "Léa")],
        "place": "Quai", "commune": "94081", "start": "2026-01-06", "end": "2026-06-30",
    })  # fmt: skip
    put(desk, "Enrolment", {
        "participant": person, "workshop": group, "asked_on": "2026-02-01",
        "start": "2026-02-01", "state": "ACTIVE",
    })  # fmt: skip
    session = put(desk, "Session", {
        "workshop": group, "date": "2026-03-03", "start": "14:00", "end": "16:00",
        "leaders": [a_member(desk, "Ana")], "state": "HELD",
    })  # fmt: skip
    put(desk, "Attendance", {"session": session, "participant": person, "mark": "P"})
    return group


def test_mine_or_all_with_steps_hours_and_the_next_step(desk: Desk) -> None:
    lea, ana = a_member(desk, "Léa"), a_member(desk, "Ana")
    desk.member = UUID(lea)
    first, second = a_person(desk), a_person(desk)
    mine = a_path(desk, lea, first)
    a_path(desk, ana, second, state="FINISHED")
    for day, step in (("2026-02-03", "S1"), ("2026-02-10", "S2"), ("2026-02-17", "S2")):
        a_meeting(desk, mine, day, step)
    (one,) = mentoring.listed(desk)
    assert (one.path, one.person.id, one.mentor, one.mine) == (mine, first, "Léa", True)
    assert (one.minutes, one.steps, one.next_step) == (240, ("S1", "S2"), "S3")
    every = mentoring.listed(desk, everyone=True)
    assert [m.state for m in every] == ["STARTED", "FINISHED"]
    assert [m.mine for m in every] == [True, False]


def test_group_time_comes_from_the_sheet_and_takes_its_step_from_a_meeting(desk: Desk) -> None:
    person = a_person(desk)
    path = a_path(desk, a_member(desk, "Léa"), person, group=a_group(desk, person))
    told = walking.opened(desk, path)
    assert told.minutes == 120
    assert told.group_days == (walking.GroupDay("2026-03-03", 120, ""),)
    a_meeting(desk, path, "2026-03-03", "S3", 120, group=True)
    again = walking.opened(desk, person)
    assert again.minutes == 120
    assert again.group_days[0].step == "S3"
    assert again.met == ("S3",)


def test_what_is_left_is_always_told(desk: Desk) -> None:
    path = a_path(desk, a_member(desk, "Léa"), a_person(desk))
    told = walking.opened(desk, path)
    assert [done for _words, done in told.left] == [False] * 4
    put(desk, "Experience", {"path": path, "kind": "WORK", "place": "BEFORE", "title": "Marché"})
    assert [done for _words, done in walking.opened(desk, path).left] == [True, *[False] * 3]


def test_a_mentor_changes_their_own_mentees_alone(desk: Desk) -> None:
    ana = a_member(desk, "Ana")
    path = a_path(desk, ana, a_person(desk))
    desk.roles = frozenset(("MENTOR",))
    assert not walking.opened(desk, path).writes
    desk.member = UUID(ana)
    assert walking.opened(desk, path).writes


def test_days_follow_the_state(desk: Desk) -> None:
    lea = a_member(desk, "Léa")
    outcome = record.write(desk, [walking.begin(a_person(desk), lea, started=False)])[0]
    assert outcome.record is not None
    path = outcome.record
    assert walking.opened(desk, path).path.values.get("start") is None
    for state, days in (
        ("STARTED", (DAY, None)),
        ("STOPPED", (DAY, DAY)),
        ("STARTED", (DAY, None)),
    ):
        record.write(desk, [walking.move(walking.opened(desk, path), state)])
        values = walking.opened(desk, path).path.values
        assert (values.get("start"), values.get("end")) == days


def test_no_path_is_a_refusal(desk: Desk) -> None:
    with pytest.raises(LapdeskError) as refused:
        walking.opened(desk, a_person(desk))
    assert refused.value.code == "LD-108"


def test_a_path_without_a_plan_is_of_the_length_that_forms_propose(desk: Desk) -> None:
    lea = a_member(desk, "Léa")
    desk.member = UUID(lea)
    unsaid = a_path(desk, lea, a_person(desk))
    said = a_path(desk, lea, a_person(desk), planned_minutes=780)
    proposed = fields(MigrapassPath)["planned_minutes"].initial
    assert {one.path: one.planned for one in mentoring.listed(desk)} == {
        unsaid: proposed, said: 780,
    }  # fmt: skip
    assert [walking.opened(desk, one).planned for one in (unsaid, said)] == [proposed, 780]
