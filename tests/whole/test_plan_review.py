"""Two laptops of a committee that did not see each other: what a merge breaks is to review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lapdesk.models import shipped
from lapdesk.models.entities import BY_NAME
from lapdesk.services import apply, erasing, finding, holdings, review
from lapdesk.store import intake
from lapdesk.store.desk import Desk
from tests.desks import close, dump, new_desk, put, send

ACTION = shipped.id_of("plan-actions", "A1-01")
ACTOR = shipped.id_of("plan-actors", "cd94")
SURVEY = shipped.id_of("survey-2018", "edition")
BUDGET: dict[str, Any] = {"plan_action": ACTION, "year": 2026}
SHEET: dict[str, Any] = {
    "association": "Les Amis", "commune": "94081", "start": "2025-01-01", "end": "2025-12-31",
    "declarer": "A. Diallo", "function": "présidente", "date": "2026-01-15",
}  # fmt: skip
BOTH: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "V6-MeetingPresence": ({"meeting": "$", "actor": ACTOR}, {"meeting": "$", "actor": ACTOR}),
    "V28-BudgetLine": (
        {**BUDGET, "line": "86", "planned": 10}, {**BUDGET, "line": "87", "planned": 11},
    ),
    "V29-Risk": (
        {"code": "RK9", "text": "a", "reviewed_on": "2026-11-02"},
        {"code": "RK9", "text": "b", "reviewed_on": "2026-11-02"},
    ),
    "V30-DeclaredSheet": (SHEET, {**SHEET, "end": "2025-06-30"}),
    "LD-182-SurveyAnswer": (
        {"survey_edition": SURVEY, "actor": ACTOR}, {"survey_edition": SURVEY, "actor": ACTOR},
    ),
}  # fmt: skip


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Desk]]:
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-20")
    desks = [new_desk(tmp_path / name) for name in "ab"]
    for desk in desks:
        intake.take(desk, shipped.changes())
    yield desks
    close(desks)


@pytest.mark.parametrize("name", BOTH)
def test_what_two_laptops_wrote_apart_is_to_review_on_both(two: list[Desk], name: str) -> None:
    one, other = two
    code, _dash, entity = name.rpartition("-")
    meeting = put(one, "Meeting", kind="SEMINAR", date="2026-11-02", title="x")
    send(one, other)
    for desk, fields in zip(two, BOTH[name], strict=True):
        put(desk, entity, **{n: meeting if v == "$" else v for n, v in fields.items()})
    for came, desk in ((send(one, other), other), (send(other, one), one)):
        with desk.transaction() as connection:
            found = review.of_records(desk, connection, came.touched)
        assert {(f.entity, f.problem.code) for f in found} == {(entity, code)}
    assert dump(one) == dump(other)


def test_who_entered_a_sheet_is_a_member_with_rights(two: list[Desk]) -> None:
    one, other = two
    member = put(one, "TeamMember", display_name="Zebra", staff_kind="VOLUNTEER", active=True)
    sheet = put(one, "DeclaredSheet", **SHEET, a1=43, entered_by=member)
    send(one, other)
    with one.transaction() as connection:
        held = holdings.about(one, connection, "TeamMember", member)
    assert {h.entity for h in held} == {"TeamMember", "DeclaredSheet"}
    erasing.erase_person(one, member, "REQUEST")
    for _round in range(2):
        send(one, other)
        send(other, one)
    assert dump(one) == dump(other)
    (left,) = apply.show(other, BY_NAME["DeclaredSheet"], where={"id": sheet})
    # The sheet stays; who entered it is somebody without a name.
    assert left["fields"]["a1"] == 43
    (nobody,) = apply.show(other, BY_NAME["TeamMember"], where={"id": member})
    assert "display_name" not in nobody["fields"]
    assert b"Zebra" not in dump(other)


@pytest.mark.parametrize(
    ("typed", "entity"),
    [("portrait 2018", "PortraitEdition"), ("enquete acteurs", "SurveyEdition"),
     ("EQ2", "EvaluationQuestion"), ("essoufflement", "Risk"), ("insee", "DocumentResource"),
     ("plan integre", "PlanEdition")],
)  # fmt: skip
def test_what_ships_is_found_by_its_words(two: list[Desk], typed: str, entity: str) -> None:
    assert entity in {hit.entity for hit in finding.find(two[0], typed)}
