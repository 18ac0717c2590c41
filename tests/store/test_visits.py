"""What is said of a visit once it is noted, and the need that it leaves, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from lapdesk.models import lists
from lapdesk.services import desk_visits, following, needing, permanence, record, visits
from lapdesk.services.desk_visits import Visit
from lapdesk.store.desk import Desk
from tests.desks import new_desk
from tests.ui.ateliers import put

DAY = "2026-03-24"
ACT = {"channel": "DESK", "types": ["INFO"], "themes": ["LEGAL"], "minutes": 15}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("LAPDESK_TODAY", DAY)
    made = new_desk(tmp_path / "home")
    yield made
    made.close()


def a_member(desk: Desk) -> str:
    return put(
        desk, "TeamMember", {"display_name": "Léa", "staff_kind": "VOLUNTEER", "active": True}
    )


def a_person(desk: Desk) -> str:
    return put(desk, "Participant", {"first_contact": "2026-01-05"})


def test_that_a_visit_is_for_nobody_is_said_only_where_nobody_follows(desk: Desk) -> None:
    member, person = a_member(desk), a_person(desk)
    for people, codes in (([person], []), ([], ["LD-165"])):
        outcomes = record.write(desk, visits.drafts(ACT, people, member))
        assert {one.status for one in outcomes} == {"written"}
        # The rule sees the act before who follows it.
        assert "LD-165" in [p.code for one in outcomes for p in one.problems]
        assert [p.code for p in visits.left_to_say(outcomes, people)] == codes


def test_what_else_is_said_of_a_visit_is_shown(desk: Desk) -> None:
    outcomes = record.write(desk, visits.drafts({**ACT, "minutes": 900}, [a_person(desk)], ""))
    said = [p.code for p in visits.left_to_say(outcomes, ["somebody"])]
    assert said
    assert "LD-165" not in said


def test_the_need_an_act_leaves_is_of_its_first_theme_that_persons_have(desk: Desk) -> None:
    themes = lists.get("theme").entries
    offered = visits.themes_for_people()
    of_actions = next(code for code in themes if code not in offered)
    assert needing.theme_of([of_actions, "LEGAL", "HOUSING"]) == "LEGAL"
    act = {"id": "a", "date": DAY, "themes": [of_actions]}
    assert needing.of_act(act, ["p"], ()) == []
    act["themes"] = [of_actions, "LEGAL"]
    need, tied = needing.of_act(act, ["p"], ())
    assert (need.fields or {})["theme"] == "LEGAL"
    assert (tied.record, tied.fields) == ("a", {"need": need.record})
    # An act says one need at most: of two persons' it says none.
    two = needing.of_act(act, ["p", "q"], ())
    assert [(d.entity, (d.fields or {})["participant"]) for d in two] == [
        ("Need", "p"), ("Need", "q"),
    ]  # fmt: skip


def test_a_visit_at_a_desk_and_the_record_leave_the_same_need(desk: Desk) -> None:
    member, person = a_member(desk), a_person(desk)
    desk.member = UUID(member)
    held = permanence.one(
        desk,
        put(desk, "Permanence", {
            "date": DAY, "start": "09:00", "end": "12:00", "place": "Quai", "commune": "94081",
            "team_members": [member],
        }),
    )  # fmt: skip
    assert held is not None
    for themes, count in ((("LEGAL",), 2), (("NETWORK",), 0)):
        visit = Visit((person,), themes=themes, result="TO_FOLLOW")
        act = record.write(desk, desk_visits.drafts(held, visit, member))[0].record
        line = next(one for one in desk_visits.visits(desk, held) if one.id == act)
        assert line.may_leave_need is bool(count)
        at_desk = desk_visits.need_drafts(held, line)
        event = next(e for e in following.follow(desk, person).timeline if e.record == act)
        of_record = [draft for action in event.actions for draft in action.drafts]
        assert len(at_desk) == len(of_record) == count
        assert [d.fields for d in at_desk[:1]] == [d.fields for d in of_record[:1]]
