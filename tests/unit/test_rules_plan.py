from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from lapdesk.models import lists, rules
from lapdesk.models.rules.orientation import latest, leading_to
from tests.unit.shelf import TODAY, Shelf, codes

ANY = str(uuid4())
IDEA: dict[str, Any] = {"title": "Café des langues", "axes": ["AX2"], "objectives": ["Talk"]}
PLANNED: dict[str, Any] = {
    **IDEA,
    "code": "A1",
    "plan_edition": ANY,
    "nature": [lists.get("action_nature").first],
    "targets": ["ALL_MIGRANTS"],
    "origin": lists.get("action_origin").first,
    "state": "PLANNED",
}


def test_an_idea_needs_a_title_an_axis_an_objective() -> None:
    assert Shelf().write("PlanAction", **IDEA) == []
    for name in IDEA:
        found = Shelf().write("PlanAction", **{**IDEA, name: None})
        assert [(p.code, p.field) for p in found] == [("V1", name)]


@pytest.mark.parametrize(
    "name", ["code", "plan_edition", "axes", "title", "nature", "targets", "origin"]
)
def test_a_planned_action_needs_the_whole_list(name: str) -> None:
    assert Shelf().write("PlanAction", **PLANNED) == []
    found = Shelf().write("PlanAction", **{**PLANNED, name: None})
    assert [(p.code, p.field) for p in found] == [("V1", name)]


def test_an_idea_becomes_planned_once_whole() -> None:
    shelf = Shelf()
    idea = shelf.keep("PlanAction", **IDEA, state="IDEA")
    found = shelf.write("PlanAction", idea, state="PLANNED")
    assert {p.field for p in found} == {"code", "plan_edition", "nature", "targets", "origin"}
    whole = {n: v for n, v in PLANNED.items() if n not in IDEA}
    assert shelf.write("PlanAction", idea, **whole) == []
    assert codes(shelf.write("PlanAction", idea, targets=None)) == ["V1"]
    assert shelf.write("PlanAction", idea, objectives=None) == []


def test_an_idea_shipped_with_gaps_can_be_edited() -> None:
    shelf = Shelf()
    idea = shelf.keep("PlanAction", title="Idea", state="IDEA")
    assert shelf.write("PlanAction", idea, description="More") == []


def test_v29_five_axes_and_a_used_code() -> None:
    shelf = Shelf()
    shelf.write("PlanAction", **PLANNED)
    found = shelf.write("PlanAction", **{**PLANNED, "title": "Other"})
    assert [(p.code, p.message) for p in found] == [
        ("V29", "The code A1 exists already: Café des langues.")
    ]
    assert shelf.write("PlanAction", **{**PLANNED, "code": "A2"}) == []
    first = shelf.find("PlanAction", code="A1")[0]["id"]
    assert shelf.write("PlanAction", first, code="A1", title="New") == []
    assert codes(shelf.write("PlanAction", first, code="A2")) == ["V29"]


def test_v29_holds_for_the_codes_of_structures() -> None:
    shelf = Shelf()
    card: dict[str, Any] = {
        "kind": lists.get("actor_kind").first,
        "source": "P",
        "checked_on": "2025-01-01",
    }
    assert shelf.write("Actor", **card, name="CAF", code="CAF") == []
    assert codes(shelf.write("Actor", **card, name="Caisse", code="CAF")) == ["V29"]
    assert shelf.write("Actor", **card, name="Caisse", code="C2") == []


@pytest.mark.parametrize(
    ("other", "warned"),
    [
        ({"name": "CAFÉ  associatif"}, True),
        ({"name": "Cafe Associatif", "commune": "94081"}, False),
        ({"name": "Cafe Associatif", "state": "MERGED"}, False),
        ({"name": "Café"}, False),
    ],
)
def test_b13_structures_that_look_alike(other: dict[str, Any], warned: bool) -> None:
    shelf = Shelf()
    shelf.keep("Actor", **{"commune": "94028", "state": "ACTIVE", **other})
    found = shelf.write(
        "Actor",
        name="Café associatif",
        commune="94028",
        kind=lists.get("actor_kind").first,
        source="P",
        checked_on="2025-01-01",
    )
    assert [(p.code, p.level) for p in found] == ([("LD-166", "warning")] if warned else [])


def test_one_edition_in_force() -> None:
    shelf = Shelf()
    given: dict[str, Any] = {
        "title": "Plan",
        "year": 2025,
        "start": "2025-01-01",
        "territory": "94",
    }
    assert shelf.write("PlanEdition", **given, state="IN_FORCE") == []
    assert codes(shelf.write("PlanEdition", **given, state="IN_FORCE")) == ["LD-162"]
    draft = shelf.keep("PlanEdition", **given, state="DRAFT")
    assert codes(shelf.write("PlanEdition", draft, state="IN_FORCE")) == ["LD-162"]
    first = shelf.find("PlanEdition", state="IN_FORCE")[0]["id"]
    assert shelf.write("PlanEdition", first, title="Plan 2025") == []
    assert shelf.write("PlanEdition", first, state="ARCHIVED") == []
    assert shelf.write("PlanEdition", draft, state="IN_FORCE") == []


def test_b14_a_completed_action_says_how_it_ended() -> None:
    shelf = Shelf()
    running = shelf.keep("PlanAction", **{**PLANNED, "state": "RUNNING"})
    found = shelf.write("PlanAction", running, state="COMPLETED")
    assert [(p.code, p.level, p.field) for p in found] == [
        ("V1", "error", "end"), ("V1", "error", "results"),
    ]  # fmt: skip
    told: dict[str, Any] = {"end": "2025", "results": ["40 people informed"]}
    assert shelf.write("PlanAction", running, state="COMPLETED", **told) == []
    assert codes(shelf.write("PlanAction", running, results=None)) == ["V1"]
    assert shelf.write("PlanAction", running, title="Said otherwise") == []


def test_b14_what_ended_long_ago_is_entered_with_what_is_left_of_it() -> None:
    found = Shelf().write("PlanAction", **{**PLANNED, "state": "COMPLETED"})
    assert {(p.code, p.level, p.field) for p in found} == {
        ("V1", "warning", "end"), ("V1", "warning", "results"),
    }  # fmt: skip


def test_b14_an_idea_keeps_its_origin_once_planned() -> None:
    shelf = Shelf()
    idea = shelf.keep("PlanAction", **{**PLANNED, "origin": "WORKSHOP_IDEA", "state": "IDEA"})
    assert shelf.write("PlanAction", idea, origin="ACTOR") == []
    assert shelf.write("PlanAction", idea, origin="WORKSHOP_IDEA") == []
    assert codes(shelf.write("PlanAction", idea, origin="ACTOR", state="PLANNED")) == ["LD-185"]
    assert shelf.write("PlanAction", idea, state="PLANNED") == []
    assert codes(shelf.write("PlanAction", idea, origin="COMMITTEE")) == ["LD-185"]


def test_v29_a_code_is_used_once_in_an_edition() -> None:
    shelf = Shelf()
    risk: dict[str, Any] = {"code": "RK1", "text": "Fatigue", "reviewed_on": "2025-01-01"}
    assert shelf.write("Risk", **risk, plan_edition=ANY) == []
    assert codes(shelf.write("Risk", **risk, plan_edition=ANY)) == ["V29"]
    assert shelf.write("Risk", **risk, plan_edition=str(uuid4())) == []
    objective: dict[str, Any] = {"code": "O1", "en": "a", "fr": "b", "plan_edition": ANY}
    assert shelf.write("Objective", **objective) == []
    (kept,) = shelf.find("Objective", code="O1")
    assert shelf.write("Objective", kept["id"], fr="c") == []
    assert [p.message for p in shelf.write("Objective", **objective)] == [
        "The code O1 exists already: c."
    ]


def test_a_target_is_of_an_action_or_of_an_edition() -> None:
    shelf = Shelf()
    aim: dict[str, Any] = {"indicator": "A1", "target": "120", "due": "2025-12-31"}
    (neither,) = shelf.write("Target", **aim)
    assert neither.code == "V1"
    assert neither.message == "To fill in: Action of the plan or Edition of the plan."
    assert shelf.write("Target", **aim, plan_edition=ANY) == []
    (kept,) = shelf.find("Target", indicator="A1")
    assert codes(shelf.write("Target", kept["id"], plan_edition=None)) == ["V1"]
    assert shelf.write("Target", kept["id"], plan_edition=None, plan_action=ANY) == []
    assert [p.code for p in shelf.write("Target", kept["id"], baseline_on="2026-01-01")] == ["V29"]


def test_exactly_one_association() -> None:
    shelf = Shelf()
    given: dict[str, Any] = {
        "name": "Nous",
        "commune": "94028",
        "kind": lists.get("actor_kind").first,
    }
    assert shelf.write("Organisation", **given) == []
    assert codes(shelf.write("Organisation", **given)) == ["LD-163"]
    ours = next(iter(shelf.kept["Organisation"]))
    assert shelf.write("Organisation", ours, name="Nous autres") == []
    assert codes(shelf.remove("Organisation", ours)) == ["LD-163"]


ACT: dict[str, Any] = {
    "date": "2025-03-01",
    "team_member": ANY,
    "channel": "DESK",
    "types": ["INFO"],
    "themes": ["ADMIN"],
    "minutes": 15,
    "headcount": 2,
}


@pytest.mark.parametrize(("days", "refused"), [(0, False), (30, False), (31, True)])
def test_v8_an_act_recorded_long_ago(days: int, refused: bool) -> None:
    shelf = Shelf()
    act = shelf.keep("SupportAction", **ACT)
    somebody = shelf.keep("Accompaniment", support_action=act, participant=ANY)
    shelf.born[act] = shelf.born[somebody] = TODAY - timedelta(days=days)
    expected = ["V8"] if refused else []
    assert codes(shelf.write("SupportAction", act, minutes=20)) == expected
    assert shelf.write("SupportAction", act, "mistyped", minutes=30) == []
    assert codes(shelf.remove("Accompaniment", somebody)) == expected
    assert codes(shelf.remove("SupportAction", act)) == expected
    if refused:
        # Adding a person is no edit.
        assert shelf.write("Accompaniment", support_action=act, participant=str(uuid4())) == []
        assert shelf.remove("SupportAction", act, "entered twice") == []


def test_an_act_for_nobody_is_warned_of() -> None:
    shelf = Shelf()
    assert codes(shelf.write("SupportAction", **{**ACT, "headcount": None}), "warning") == [
        "LD-165"
    ]
    act = shelf.keep("SupportAction", **ACT)
    somebody = shelf.keep("Accompaniment", support_action=act, participant=ANY)
    assert shelf.write("SupportAction", act, headcount=None) == []
    assert codes(shelf.remove("Accompaniment", somebody), "warning") == ["LD-165"]


def test_v18_a_named_interlocutor_or_desk() -> None:
    given: dict[str, Any] = {"participant": ANY, "theme": "HOUSING", "actor": ANY,
                             "date": "2025-03-01", "share": False}  # fmt: skip
    found = Shelf().write("Orientation", **given, mode="M2")
    assert [(p.code, p.message) for p in found] == [
        ("V18", "Name the person to see, or choose “Address and opening hours given”.")
    ]
    assert Shelf().write("Orientation", **given, mode="M2", actor_contact=ANY) == []
    assert Shelf().write("Orientation", **given, mode="M2", offer=ANY) == []
    for mode in ("M0", "M1", "M3", "M4"):
        assert Shelf().write("Orientation", **given, mode=mode) == []


@pytest.mark.parametrize(
    ("consent", "refused"),
    [
        (None, True),
        ({}, False),
        ({"withdrawn_on": "2025-03-30"}, True),
        ({"withdrawn_on": "2025-04-01"}, False),
        ({"kind": "STORY"}, True),
        ({"participant": str(uuid4())}, True),
    ],
)
def test_v19_sharing_asks_for_consent(consent: dict[str, Any] | None, refused: bool) -> None:
    shelf = Shelf()
    given: dict[str, Any] = {"participant": ANY, "theme": "HOUSING", "actor": ANY,
                             "date": "2025-03-01", "mode": "M1"}  # fmt: skip
    if consent is not None:
        shelf.keep("Consent", **{"participant": ANY, "kind": "SHARE", "form": "ORAL", **consent})
    assert codes(shelf.write("Orientation", **given, share=True)) == (["V19"] if refused else [])
    assert shelf.write("Orientation", **given, share=False) == []
    kept = shelf.keep("Orientation", **given, share=False)
    assert codes(shelf.write("Orientation", kept, share=True)) == (["V19"] if refused else [])


def test_v19_does_not_ask_again_for_what_was_shared() -> None:
    shelf = Shelf()
    kept = shelf.keep("Orientation", participant=ANY, share=True, mode="M1", state="AGREED")
    assert shelf.write("Orientation", kept, outcome="SERVICE") == []
    assert rules.v19_no_consent().code == "V19"


def started(shelf: Shelf, *states: str) -> str:
    orientation = shelf.keep("Orientation", participant=ANY, state="DRAFT")
    for rank, state in enumerate(states, 1):
        shelf.keep("OrientationStep", orientation=orientation, date="2025-03-01", to_state=state,
                   rank=rank)  # fmt: skip
    return orientation


@pytest.mark.parametrize(
    ("states", "to_state", "reason", "refused"),
    [
        ((), "PROPOSED", None, False),
        ((), "AGREED", None, True),
        ((), "DRAFT", None, False),
        (("PROPOSED",), "AGREED", None, False),
        (("PROPOSED",), "ATTENDED", None, True),
        (("PROPOSED", "AGREED"), "ATTENDED", None, False),
        (("PROPOSED", "AGREED"), "PROPOSED", None, True),
        (("PROPOSED", "AGREED"), "PROPOSED", "noted too soon", False),
        (("PROPOSED", "AGREED"), "CLOSED", "a reason opens no way forward", True),
        (("PROPOSED", "DECLINED"), "AGREED", None, True),
        (("PROPOSED", "DECLINED"), "AGREED", "misheard", False),
        (("AGREED", "LOST"), "ATTENDED", None, False),
        (("AGREED", "ATTENDED", "CLOSED"), "ATTENDED", None, True),
        (("AGREED", "ATTENDED", "CLOSED"), "ATTENDED", "not over", False),
    ],
)
def test_v20_steps(
    states: tuple[str, ...], to_state: str, reason: str | None, refused: bool
) -> None:
    shelf = Shelf()
    orientation = started(shelf, *states)
    given: dict[str, Any] = {"orientation": orientation, "date": "2025-03-10", "to_state": to_state}
    found = shelf.write("OrientationStep", reason=reason, **given)
    assert codes(found) == (["V20"] if refused else [])
    assert all(p.field == "to_state" for p in found)


def test_the_latest_step_is_by_date_then_rank_then_id() -> None:
    steps = [
        {"id": "a", "date": "2025-03-02", "rank": 1},
        {"id": "b", "date": "2025-03-01", "rank": 9},
        {"id": "c", "date": "2025-03-02", "rank": 2},
        {"id": "d", "date": "2025-03-02", "rank": 2},
    ]
    assert (latest(list(steps)) or {})["id"] == "d"
    assert latest([]) is None


def test_what_leads_to_a_state() -> None:
    assert leading_to("DRAFT") == set()
    assert leading_to("DECLINED") >= {"DRAFT", "PROPOSED", "AGREED"}
    assert "CLOSED" not in leading_to("ATTENDED")


def test_steps_stay_and_states_move_by_them() -> None:
    shelf = Shelf()
    orientation = started(shelf, "PROPOSED")
    shelf.kept["Orientation"][orientation]["state"] = "PROPOSED"
    step = shelf.find("OrientationStep", orientation=orientation)[0]["id"]
    assert codes(shelf.write("OrientationStep", step, note="Other words")) == ["LD-160"]
    assert codes(shelf.remove("OrientationStep", step)) == ["LD-160"]
    assert shelf.write("OrientationStep", step, to_state="PROPOSED", rank=1) == []
    assert codes(shelf.write("Orientation", orientation, state="AGREED")) == ["LD-161"]
    assert codes(shelf.write("Orientation", orientation, state="CLOSED")) == ["V20", "LD-161"]
    assert shelf.write("Orientation", orientation, state="PROPOSED", outcome="UNKNOWN") == []


@pytest.mark.parametrize(
    ("entity", "states"),
    [
        ("Orientation", ["AGREED", "CLOSED", "LOST"]),
        ("Session", ["HELD", "LOCKED", "CANCELLED"]),
        ("Need", ["ANSWERED", "WITHDRAWN"]),
        ("PlanAction", ["COMPLETED", "DROPPED"]),
        ("Enrolment", ["LEFT", "FINISHED"]),
    ],
)
def test_history_may_be_entered_in_any_state(entity: str, states: list[str]) -> None:
    for state in states:
        asked = rules.case(entity, str(uuid4()), None, {"state": state})
        assert "V20" not in [p.code for p in rules.problems(asked, Shelf())]
