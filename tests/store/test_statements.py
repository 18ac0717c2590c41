"""A screen asks the store as much for forty lines as for four: statements are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from lapdesk.models import lists
from lapdesk.services import (
    following,
    members,
    mentoring,
    reminders,
    visits,
    volunteering,
    waits,
    walking,
)
from lapdesk.store import engine, save
from lapdesk.store.desk import Desk
from tests.desks import new_desk
from tests.ui import homes
from tests.ui.ateliers import put

DAY = "2026-03-24"
FEW, MANY = 2, 9


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("LAPDESK_TODAY", DAY)
    made = new_desk(tmp_path / "home")
    member = put(
        made, "TeamMember", {"display_name": "Léa", "staff_kind": "VOLUNTEER", "active": True}
    )
    made.member = UUID(member)
    yield made
    made.close()


def asked(desk: Desk, read: Callable[[], object]) -> list[str]:
    """The statements that `read` asks, those of its transaction left out."""
    heard: list[str] = []
    with desk.transaction() as connection:
        raw = engine.raw(connection)
        raw.set_trace_callback(heard.append)
        try:
            read()
        finally:
            raw.set_trace_callback(None)
    # What a statement asks by itself, of a trigger or a search index, begins so.
    return [one for one in heard if not one.startswith("--")]


def a_person(desk: Desk) -> str:
    return put(desk, "Participant", {"first_contact": "2026-01-05"})


def happened(desk: Desk, person: str, number: int) -> None:
    """One thing of each kind that a timeline tells many of, each with a structure of its own."""
    member, day = str(desk.member), f"2026-02-{number + 1:02d}"
    act = put(desk, "SupportAction", {
        "date": day, "team_member": member, "channel": "DESK", "types": ["INFO"],
        "themes": ["ADMIN"], "minutes": 20,
    })  # fmt: skip
    put(desk, "Accompaniment", {"support_action": act, "participant": person})
    actor = put(desk, "Actor", {
        "name": f"Structure {number}", "kind": "JUSTICE", "commune": "94081", "source": "exemple",
        "checked_on": "2026-02-01",
    })  # fmt: skip
    for state in ("AGREED", "DRAFT"):
        sent = put(desk, "Orientation", {
            "participant": person, "theme": "LEGAL", "actor": actor, "mode": "M1", "date": day,
            "share": False, "follow_up_on": "2026-03-01", "state": state,
        })  # fmt: skip
        if state == "AGREED":
            step = {"orientation": sent, "date": day, "to_state": "CONTACTED"}
            put(desk, "OrientationStep", step)
    themes = list(lists.get("theme").entries)
    put(desk, "Need", {"participant": person, "theme": themes[number], "expressed_on": day})
    workshop = put(desk, "Workshop", {
        "title": f"Atelier {number}", "kind": "OTHER", "leaders": [member], "place": "Quai",
        "commune": "94081", "start": "2026-01-06", "end": "2026-06-30",
    })  # fmt: skip
    put(desk, "Enrolment", {
        "participant": person, "workshop": workshop, "asked_on": "2026-01-10",
        "start": "2026-01-10", "state": "ACTIVE",
    })  # fmt: skip
    session = put(desk, "Session", {
        "workshop": workshop, "date": day, "start": "14:00", "end": "16:00", "leaders": [member],
        "state": "HELD",
    })  # fmt: skip
    put(desk, "Attendance", {"session": session, "participant": person, "mark": "P"})
    put(desk, "VolunteerTime", {
        "team_member": member, "date": day, "minutes": 30, "task": "PREP",
    })  # fmt: skip


def mentee(desk: Desk, number: int) -> str:
    """A path whose parts are `number` each."""
    path = put(desk, "MigrapassPath", {
        "participant": a_person(desk), "mentor": str(desk.member), "agreed_on": "2026-02-01",
        "state": "STARTED",
    })  # fmt: skip
    for one in range(number):
        put(desk, "MigrapassMeeting", {
            "path": path, "date": f"2026-02-{one + 2:02d}", "minutes": 60, "step": "S1",
        })  # fmt: skip
        told = put(desk, "Experience", {
            "path": path, "kind": "WORK", "place": "BEFORE", "title": f"Couture {one}",
        })  # fmt: skip
        put(desk, "SkillStatement", {
            "path": path, "experiences": [told], "own": "Coudre", "sentence": "Je sais coudre.",
            "level_self": 2, "date": "2026-02-20",
        })  # fmt: skip
    return path


def test_a_long_story_asks_as_much_as_a_short_one(desk: Desk) -> None:
    short, long = a_person(desk), a_person(desk)
    for person, number in ((short, FEW), (long, MANY)):
        for one in range(number):
            happened(desk, person, one)
    few = asked(desk, lambda: following.follow(desk, short))
    many = asked(desk, lambda: following.follow(desk, long))
    assert len(following.follow(desk, long).timeline) > 4 * len(
        following.follow(desk, short).timeline
    )
    assert len(many) <= len(few)
    assert len(many) < 50


@pytest.mark.parametrize(
    ("read", "most"),
    [
        (reminders.today, 30),
        (waits.waits, 12),
        (visits.offered, 12),
        (lambda desk: volunteering.month(desk, date(2026, 2, 1)), 30),
    ],
    ids=["today", "waits", "quick entry", "time"],
)
def test_a_full_day_asks_as_much_as_a_quiet_one(
    desk: Desk, read: Callable[[Desk], object], most: int
) -> None:
    person = a_person(desk)
    for one in range(FEW):
        happened(desk, person, one)
    few = asked(desk, lambda: read(desk))
    for one in range(FEW, MANY):
        happened(desk, person, one)
    many = asked(desk, lambda: read(desk))
    assert len(many) <= len(few)
    assert len(many) <= most


def test_many_mentees_and_a_full_path_ask_as_much(desk: Desk) -> None:
    short = mentee(desk, FEW)
    one = asked(desk, lambda: mentoring.listed(desk))
    paths = [mentee(desk, MANY) for _number in range(5)]
    assert len(asked(desk, lambda: mentoring.listed(desk))) <= len(one) <= 10
    few = asked(desk, lambda: walking.opened(desk, short))
    many = asked(desk, lambda: walking.opened(desk, paths[0]))
    assert len(walking.opened(desk, paths[0]).skills) == MANY
    assert len(many) <= len(few) <= 40


def test_a_large_team_asks_as_much_as_one_member(tmp_path: Path) -> None:
    # With its keys: who may open it is told by them.
    desk = homes.made(tmp_path / "team")
    one = asked(desk, lambda: members.every(desk))
    for number in range(MANY):
        put(desk, "TeamMember", {
            "display_name": f"Membre {number}", "staff_kind": "VOLUNTEER", "active": True,
        })  # fmt: skip
    many = asked(desk, lambda: members.every(desk))
    assert len(members.every(desk)) > MANY
    assert len(many) <= len(one) <= 6
    desk.close()


def test_heads_of_several_are_those_of_each(desk: Desk) -> None:
    """Also of a record that has two, and of one that is not here."""
    people = [a_person(desk) for _number in range(3)]
    apart = UUID(people[0])
    with desk.transaction() as connection:
        base = save.heads(desk, connection, "Participant", apart)
    for commune in ("94081", "94028"):
        save.save(desk, [save.Ready("Participant", apart, {"commune": commune}, base=base)])
    nobody = str(UUID(int=7))
    with desk.transaction() as connection:
        found = save.heads_of(desk, connection, "Participant", [*people, nobody])
        for one in [*people, nobody]:
            assert found[one] == save.heads(desk, connection, "Participant", UUID(one))
    assert [len(found[one]) for one in (*people, nobody)] == [2, 1, 1, 0]
