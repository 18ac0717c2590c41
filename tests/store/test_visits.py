"""What is said of a visit once it is noted, and the need that it leaves, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lapdesk.services import record, visits
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
