from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from lapdesk.models.draft import World
from tests.unit.shelf import Shelf, codes

ANY = str(uuid4())
ACT: dict[str, Any] = {
    "team_member": ANY,
    "channel": "DESK",
    "types": ["INFO"],
    "themes": ["ADMIN"],
    "minutes": 15,
    "headcount": 3,
}
SESSION: dict[str, Any] = {"workshop": ANY, "start": "14:00", "end": "16:00", "leaders": [ANY]}
ORIENTATION: dict[str, Any] = {
    "participant": ANY,
    "theme": "HOUSING",
    "actor": ANY,
    "mode": "M1",
    "share": False,
}
DATED: dict[str, tuple[str, dict[str, Any]]] = {
    "Participant": ("first_contact", {}),
    "SupportAction": ("date", ACT),
    "Permanence": ("date", {"start": "14:00", "end": "17:00", "team_members": [ANY]}),
    "VolunteerTime": ("date", {"team_member": ANY, "minutes": 60, "task": "PREP"}),
    "Orientation": ("date", ORIENTATION),
    "OrientationStep": ("date", {"orientation": ANY, "to_state": "PROPOSED"}),
    "Session": ("date", {**SESSION, "state": "HELD"}),
}
AGED = ["SupportAction", "Orientation", "OrientationStep", "Session"]


def test_the_shelf_is_a_world() -> None:
    world: World = Shelf()
    assert world.find("Need") == []


@pytest.mark.parametrize("entity", DATED)
def test_v2_refuses_tomorrow_and_admits_today(entity: str) -> None:
    name, rest = DATED[entity]
    problems = Shelf().write(entity, **rest, **{name: "2025-04-01"})
    assert [(p.code, p.field, p.message) for p in problems if p.level == "error"] == [
        ("V2", name, "01/04/2025 is not past yet.")
    ]
    assert codes(Shelf().write(entity, **rest, **{name: "2025-03-31"})) == []


def test_v2_leaves_planned_and_cancelled_sessions_alone_until_they_are_held() -> None:
    shelf = Shelf()
    for state in ("PLANNED", "CANCELLED"):
        assert shelf.write("Session", **SESSION, date="2025-04-01", state=state) == []
    planned = shelf.keep("Session", **SESSION, date="2025-04-01", state="PLANNED")
    assert codes(shelf.write("Session", planned, state="HELD")) == ["V2"]


@pytest.mark.parametrize("entity", AGED)
@pytest.mark.parametrize(
    ("day", "refused", "warned"),
    [
        ("2025-01-30", [], []),  # 60 days
        ("2025-01-29", [], ["V3"]),
        ("2020-03-31", [], ["V3"]),  # five years to the day
        ("2020-03-30", ["V3"], []),
    ],
)
def test_v3_asks_after_60_days_and_refuses_after_5_years(
    entity: str, day: str, refused: list[str], warned: list[str]
) -> None:
    found = Shelf().write(entity, **DATED[entity][1], date=day)
    assert codes(found) == refused
    assert codes(found, "warning") == warned


def test_v3_says_how_many_days() -> None:
    found = Shelf().write("SupportAction", **ACT, date="2025-01-01")
    assert [p.message for p in found] == ["89 days ago: is this the right date?"]


def test_v3_never_looks_at_a_first_contact_nor_at_a_permanence() -> None:
    assert Shelf().write("Participant", first_contact="1998-05-04") == []
    permanence: dict[str, Any] = {"start": "09:00", "end": "12:00", "team_members": [ANY]}
    assert Shelf().write("Permanence", **permanence, date="2001-01-01") == []


def test_v3_on_29_february() -> None:
    from datetime import date

    shelf = Shelf(date(2024, 2, 29))
    assert codes(shelf.write("SupportAction", **ACT, date="2019-02-28")) == []
    assert codes(shelf.write("SupportAction", **ACT, date="2019-02-27")) == ["V3"]


@pytest.mark.parametrize("entity", [e for e in AGED if e != "OrientationStep"])
def test_an_old_record_is_completed_without_a_word_on_its_date(entity: str) -> None:
    shelf = Shelf()
    record = shelf.keep(entity, **DATED[entity][1], date="2015-01-01")
    if entity == "Orientation":
        shelf.kept[entity][record]["state"] = "AGREED"
    more: dict[str, dict[str, Any]] = {
        "Session": {"topic": "The post office"},
        "Orientation": {"outcome": "SERVICE"},
    }
    assert shelf.write(entity, record, **more.get(entity, {"minutes": 20})) == []


@pytest.mark.parametrize(
    ("entity", "first", "last", "rest", "level"),
    [
        ("Workshop", "start", "end", {"title": "A", "kind": "ASL", "leaders": [ANY],
                                      "place": "B", "commune": "94028"}, "error"),
        ("PlanEdition", "start", "end", {"title": "A", "year": 2025, "territory": "94"}, "error"),
        ("PlanAction", "start", "end",
         {"title": "A", "axes": ["AX1"], "objectives": ["One"]}, "error"),
        ("Enrolment", "start", "end",
         {"participant": ANY, "workshop": ANY, "asked_on": "2024-01-01"}, "warning"),
        ("ActionPartner", "since", "until",
         {"plan_action": ANY, "actor": ANY, "role": "LEAD"}, "warning"),
        ("Consent", "given_on", "withdrawn_on",
         {"participant": ANY, "kind": "SHARE", "form": "ORAL", "by": ANY}, "warning"),
        ("Need", "expressed_on", "answered_on",
         {"participant": ANY, "theme": "HOUSING"}, "warning"),
    ],
)  # fmt: skip
def test_v29_an_end_before_its_start(
    entity: str, first: str, last: str, rest: dict[str, Any], level: str
) -> None:
    found = Shelf().write(entity, **rest, **{first: "2025-02-02", last: "2025-02-01"})
    assert [(p.code, p.level, p.field) for p in found] == [("V29", level, last)]
    assert found[0].message == "The end (01/02/2025) comes before the start (02/02/2025)."
    assert Shelf().write(entity, **rest, **{first: "2025-02-02", last: "2025-02-02"}) == []
    assert Shelf().write(entity, **rest, **{first: "2025-02-02"}) == [] or last == "end"


@pytest.mark.parametrize(
    ("start", "end", "refused"),
    [
        ("2024", "2023", True),
        ("2024", "2024", False),
        ("2024-05-01", "2024", False),
        ("2024", "2024-01-01", False),
        ("2024-05-01", "2023", True),
        ("2024", "2023-12-31", True),
    ],
)
def test_v29_compares_years_where_one_is_alone(start: str, end: str, refused: bool) -> None:
    idea: dict[str, Any] = {"title": "A", "axes": ["AX1"], "objectives": ["One"]}
    found = Shelf().write("PlanAction", **idea, start=start, end=end)
    assert codes(found) == (["V29"] if refused else [])
