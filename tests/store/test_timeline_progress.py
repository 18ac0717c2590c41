"""A positioning and the places seen read the same in a person's record and beside their curve."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lapdesk.models import lists
from lapdesk.services import following, progress
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


def test_the_record_and_the_curve_say_the_same_words(desk: Desk) -> None:
    person = put(desk, "Participant", {"first_contact": "2026-01-05"})
    of = {"participant": person, "date": DAY}
    member = put(
        desk, "TeamMember", {"display_name": "Léa", "staff_kind": "VOLUNTEER", "active": True}
    )
    # A profile alone stands beside a skill that is not assessed, which is no news to anybody.
    put(
        desk,
        "LanguageAssessment",
        {**of, "moment": "ENTRY", "by": member, "profile": "FLE", "level_co": "NS"},
    )
    spaces = list(lists.get("social_space").entries)[:6]
    for place in spaces:
        put(desk, "AutonomyMark", {**of, "space": place, "phase": "P1", "level": "2"})
    put(
        desk,
        "AutonomyMark",
        {**of, "space": spaces[0], "phase": "P1", "level": "1", "self": True},
    )
    steps = {(s.entity, s.title): s for s in progress.path_of(desk, person).steps}
    lines = {
        (e.entity, e.title): e
        for e in following.follow(desk, person).timeline
        if e.kind in ("level", "autonomy")
    }
    assert lines.keys() == steps.keys()
    assert len(lines) == 3
    for key, line in lines.items():
        told = steps[key].said
        assert (line.record, line.day) == (steps[key].record, DAY)
        if len(told) <= 4:
            assert line.detail == steps[key].detail
        else:
            assert line.detail == " · ".join((*told[:4], "and 2 others"))
    (level,) = [e for e in lines.values() if e.kind == "level"]
    assert level.detail == lists.get("literacy_profile").label("FLE")
