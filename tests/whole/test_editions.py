"""A next edition of the plan: begun from the one in force, put in force, compared with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.models import lists, shipped
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import aiming, editions, home, record, shared_figures, summaries
from lapdesk.services.editions import comparable
from lapdesk.services.printed import planned
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from tests.whole.commands import WORDS, Lapdesk, a_home

YEAR = summaries.as_period("2026-01-01", "2026-12-31", "2026-03-01")
CHANGED = {"COMPLETED": "A1-01", "DROPPED": "F-01"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A home with the plan of 2018, one action completed and one idea dropped."""
    a_home(tmp_path / "home")
    desk = home.unlock(tmp_path / "home", WORDS)
    more = {"end": "2025-12-31", "results": ["Fait."]}
    for state, code in CHANGED.items():
        action = shipped.id_of("plan-actions", code)
        write(desk, "PlanAction", action, state=state, **(more if state == "COMPLETED" else {}))
    yield desk
    desk.close()


def write(desk: Desk, entity: str, record_id: str | None = None, **fields: Any) -> str:
    (outcome,) = record.write(desk, [Draft(entity, fields, record_id)])
    assert outcome.status in ("written", "unchanged"), outcome
    assert outcome.record is not None
    return outcome.record


def read(desk: Desk, entity: str, **equal: Any) -> list[dict[str, Any]]:
    with desk.transaction() as connection:
        return rows.find(connection, BY_NAME[entity], equal)


def closed(desk: Desk) -> set[str]:
    """The codes of the actions of 2018 that are completed or dropped."""
    every = read(desk, "PlanAction", plan_edition=shipped.EDITION)
    found = {a["code"] for a in every if a["state"] in CHANGED}
    assert set(CHANGED.values()) < found
    return found


def test_what_is_not_closed_goes_on_under_the_same_code_of_another_year(desk: Desk) -> None:
    before = {a["id"]: a for a in read(desk, "PlanAction")}
    begun = editions.begin(desk, "Plan 2027", 2027, "2027-01-01")
    after = read(desk, "PlanAction", plan_edition=begun.id)
    assert begun.actions == len(after) == len(before) - len(closed(desk))
    for action in after:
        former = before[action["continues"]]
        assert action["code"] == f"{former['code']}-2027"
        assert comparable(action["code"]) == former["code"]
        own = {"id", "code", "plan_edition", "continues"}
        assert {k: v for k, v in action.items() if k not in own} == {
            k: v for k, v in former.items() if k not in own
        }
    # The edition before is as it was.
    unchanged = {a["id"]: a for a in read(desk, "PlanAction", plan_edition=shipped.EDITION)}
    assert unchanged == before
    assert {e.state for e in editions.every(desk)} == {"DRAFT", "IN_FORCE"}


def test_who_still_takes_part_goes_on_and_is_new_once(desk: Desk) -> None:
    action = shipped.id_of("plan-actions", "A1-02")
    actor = shipped.id_of("plan-actors", "ville-vitry")
    gone = shipped.id_of("plan-actors", "forim")
    write(desk, "ActionPartner", plan_action=action, actor=actor, role="FUNDER", since="2025-05-01")
    write(desk, "ActionPartner", plan_action=action, actor=gone, role="FUNDER", until="2025-12-31")
    begun = editions.begin(desk, "Plan 2027", 2027, "2027-01-01")
    (next_,) = read(desk, "PlanAction", continues=action)
    funders = read(desk, "ActionPartner", plan_action=next_["id"], role="FUNDER")
    assert [(p["actor"], p.get("since")) for p in funders] == [(actor, None)]
    assert begun.partners == sum(
        len(read(desk, "ActionPartner", plan_action=a["id"]))
        for a in read(desk, "PlanAction", plan_edition=begun.id)
    )


def test_sensitive_items_are_switched_on_anew(desk: Desk) -> None:
    action = shipped.id_of("plan-actions", "A1-02")
    asked = [
        {"item": lists.get("funder_item").first, "purpose": "Compte rendu", "until": "2027-12-31"}
    ]
    write(desk, "PlanAction", action, funder_fields=asked)
    editions.begin(desk, "Plan 2027", 2027, "2027-01-01")
    (next_,) = read(desk, "PlanAction", continues=action)
    assert next_.get("funder_fields") is None


def test_objectives_questions_and_open_risks_are_taken_over(desk: Desk) -> None:
    closed = write(
        desk, "Risk", code="V-99", plan_edition=shipped.EDITION, text="Passé",
        reviewed_on="2025-01-01", state="CLOSED",
    )  # fmt: skip
    begun = editions.begin(desk, "Plan 2027", 2027, "2027-01-01")
    for entity in ("Objective", "EvaluationQuestion", "Risk"):
        former = {
            r["code"]: r for r in read(desk, entity, plan_edition=shipped.EDITION)
            if r["id"] != closed
        }  # fmt: skip
        later = {r["code"]: r for r in read(desk, entity, plan_edition=begun.id)}
        assert former.keys() == later.keys()
        assert not {r["id"] for r in former.values()} & {r["id"] for r in later.values()}


def test_one_is_in_force_and_the_other_stays_readable(desk: Desk) -> None:
    begun = editions.begin(desk, "Plan 2027", 2027, "2027-01-01")
    editions.put_in_force(desk, begun.id)
    states = {e.id: e.state for e in editions.every(desk)}
    assert states == {begun.id: "IN_FORCE", shipped.EDITION: "ARCHIVED"}
    (former,) = read(desk, "PlanEdition", id=shipped.EDITION)
    assert former["end"] == "2026-12-31"
    assert [e.year for e in editions.every(desk)] == [2027, 2018]
    # Again: nothing changes.
    editions.put_in_force(desk, begun.id)
    assert {e.id: e.state for e in editions.every(desk)} == states


def test_the_two_are_compared_action_by_action(desk: Desk) -> None:
    begun = editions.begin(desk, "Plan 2027", 2027, "2027-01-01")
    new = write(
        desk, "PlanAction", code="A9-01-2027", plan_edition=begun.id, axes=["AX1"],
        title="Nouvelle", nature=["RECEPTION"], targets=["ALL_MIGRANTS"], origin="COMMITTEE",
        state="PLANNED",
    )  # fmt: skip
    pairs = editions.compared(desk, shipped.EDITION, begun.id)
    assert [p.code for p in pairs] == sorted(p.code for p in pairs)
    only_before = {p.code for p in pairs if p.later is None}
    only_after = {p.later["id"] for p in pairs if p.earlier is None and p.later is not None}
    assert (only_before, only_after) == (closed(desk), {new})
    both = [(p.code, p.earlier, p.later) for p in pairs if p.earlier and p.later]
    assert all(e["code"] == code == comparable(n["code"]) for code, e, n in both)


def test_an_idea_keeps_its_origin_for_what_became_of_it(desk: Desk) -> None:
    idea = shipped.id_of("plan-actions", "F-02")
    editions.begin(desk, "Plan 2027", 2027, "2027-01-01")
    (next_,) = read(desk, "PlanAction", continues=idea)
    assert (next_["origin"], next_["state"]) == ("WORKSHOP_IDEA", "IDEA")
    write(desk, "PlanAction", next_["id"], state="PLANNED")
    (planned,) = read(desk, "PlanAction", id=next_["id"])
    assert (planned["origin"], planned["state"]) == ("WORKSHOP_IDEA", "PLANNED")
    assert read(desk, "PlanAction", id=idea)[0]["state"] == "IDEA"


def test_a_third_edition_has_comparable_codes_still(desk: Desk) -> None:
    second = editions.begin(desk, "Plan 2027", 2027, "2027-01-01")
    editions.put_in_force(desk, second.id)
    third = editions.begin(desk, "Plan 2030", 2030, "2030-01-01")
    assert third.actions == second.actions
    codes = {a["code"] for a in read(desk, "PlanAction", plan_edition=third.id)}
    assert "A1-02-2030" in codes
    assert all(code.count("-2") == 1 for code in codes)


def test_the_command(lapdesk: Lapdesk) -> None:
    (only,) = lapdesk("edition", "list", "--json").json
    assert (only["year"], only["state"], only["actions"]) == (2018, "IN_FORCE", 45)
    begun = lapdesk(
        "edition", "begin", "--title", "Plan 2027", "--year", "2027", "--start", "2027-01-01",
        "--json",
    ).json  # fmt: skip
    assert begun["actions"] == only["open"]
    done = lapdesk("edition", "enforce", begun["id"], "--json")
    assert [e["state"] for e in done.json] == ["IN_FORCE", "ARCHIVED"]
    again = lapdesk("edition", "begin", "--title", "x", "--year", "2027", "--start", "2027-01-01")
    assert (again.status, again.err[:6]) == (1, "LD-134")
    assert "2018" in lapdesk("edition", "list").out


def test_what_is_refused_leaves_nothing(desk: Desk) -> None:
    before = len(read(desk, "PlanAction"))
    for year, start, code in (
        (2018, "2018-06-01", "LD-134"),
        (1900, "1900-01-01", "LD-107"),
        (2027, "someday", "LD-104"),
    ):
        with pytest.raises(LapdeskError) as refused:
            editions.begin(desk, "Plan", year, start)
        assert refused.value.code == code
    write(desk, "PlanEdition", shipped.EDITION, state="ARCHIVED")
    with pytest.raises(LapdeskError) as refused:
        editions.begin(desk, "Plan", 2027, "2027-01-01")
    assert refused.value.code == "LD-133"
    with pytest.raises(LapdeskError) as refused:
        editions.put_in_force(desk, "00000000-0000-4000-8000-000000000000")
    assert refused.value.code == "LD-108"
    desk.roles = frozenset(("VOLUNTEER",))
    for call in (
        lambda: editions.begin(desk, "Plan", 2027, "2027-01-01"),
        lambda: editions.put_in_force(desk, shipped.EDITION),
    ):
        with pytest.raises(LapdeskError) as refused:
            call()
        assert refused.value.code == "LD-109"
    assert len(read(desk, "PlanAction")) == before
    assert [e.year for e in editions.every(desk)] == [2018]


def test_paper_tells_of_the_edition_in_force_alone(desk: Desk) -> None:
    def told() -> list[tuple[str, ...]]:
        with desk.transaction() as connection:
            return [tuple(r.code for r in planned.risks(connection)),
                    tuple(q.code for q in planned.questions(connection, YEAR))]  # fmt: skip

    before = told()
    assert len(before[0]) == 8
    begun = editions.begin(desk, "Plan 2027", 2027, "2027-01-01")
    assert told() == before
    editions.put_in_force(desk, begun.id)
    assert told() == before


def test_a_target_of_an_idea_without_code_is_not_one_of_the_whole_plan(desk: Desk) -> None:
    idea = write(desk, "PlanAction", title="Une idée", axes=["AX1"], state="IDEA",
                 objectives=["Se connaître"], plan_edition=shipped.EDITION)  # fmt: skip
    member = str(desk.member)
    write(desk, "SupportAction", date="2026-02-03", team_member=member, channel="DESK",
          types=["INFO"], themes=["HOUSING"], minutes=30, headcount=40)  # fmt: skip
    aim = {"indicator": "A3", "target": "10", "due": "2026-12-31"}
    of_idea = write(desk, "Target", plan_action=idea, **aim)
    of_plan = write(desk, "Target", plan_edition=shipped.EDITION, **aim)
    found = {one.id: one for one in shared_figures.standings(desk, YEAR)}
    assert found[of_plan].reached
    assert found[of_idea].reached is None
    assert [one.code for one in planned.aims(found.values())] == ["A3"]
    assert aiming.standing(desk, idea)[of_idea].count("40") == 0
