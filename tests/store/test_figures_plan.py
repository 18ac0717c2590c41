"""Figures of the plan, its opinions and its targets, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from lapdesk.figures import catalogue
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, Quantity, shown, value
from tests.store.figures_world import YEAR, World, world


@pytest.fixture
def w() -> Iterator[World]:
    with world() as made:
        yield made


def action(w: World, code: str, state: str = "RUNNING", **values: Any) -> bytes:
    return w.add("PlanAction", code=code, state=state, title=f"Action {code}", **values)


def test_actions_by_state_axis_and_nature(w: World) -> None:
    action(w, "A1", axes=["AX1", "AX2"], nature=["ASL", "READING"])
    action(w, "A2", "IDEA", axes=["AX1"], nature=["ASL"])
    action(w, "A3", "DROPPED")
    assert w.base("P1") == (3, None)
    assert w.cells("P1", "state") == {"RUNNING": 1, "IDEA": 1, "DROPPED": 1}
    assert w.cells("P1", "axis") == {"AX1": 2, "AX2": 1, "NS": 1}
    assert w.cells("P1", "nature") == {"ASL": 2, "READING": 1, "NS": 1}


def test_only_the_edition_in_force_counts_where_there_is_one(w: World) -> None:
    old, now = (w.add("PlanEdition", state=s) for s in ("ARCHIVED", "IN_FORCE"))
    action(w, "A1", plan_edition=old)
    action(w, "B1", plan_edition=now)
    action(w, "B2", plan_edition=now)
    assert w.base("P1") == (2, None)


def test_ideas_that_became_actions(w: World) -> None:
    for code, state, origin in (
        ("A1", "IDEA", "WORKSHOP_IDEA"), ("A2", "PLANNED", "WORKSHOP_IDEA"),
        ("A3", "RUNNING", "WORKSHOP_IDEA"), ("A4", "COMPLETED", "ACTOR"),
        ("A5", "DROPPED", "WORKSHOP_IDEA"), ("A6", "RUNNING", "DEPT_CENSUS"),
        ("A7", "IDEA", "COMMITTEE"),
    ):  # fmt: skip
        action(w, code, state, origin=origin, axes=["AX1" if code < "A4" else "AX2"],
               themes=["HOUSING"] if code == "A2" else None)  # fmt: skip
    assert w.base("P2") == (3, 6)
    assert w.cells("P2", "axis") == {"AX1": (2, 3), "AX2": (1, 3)}
    assert w.cells("P2", "theme") == {"HOUSING": (1, 1), "NS": (2, 5)}
    assert shown(w.figure("P2").total, "percent") == "50.0%"


def test_communes_where_an_action_runs(w: World) -> None:
    action(w, "A1", axes=["AX1"], communes=["94028", "94022", "75056"])
    action(w, "A2", axes=["AX2"], communes=["94028"])
    action(w, "A3", "PLANNED", axes=["AX2"], communes=["94081"])
    assert w.base("P3") == (2, 47)
    assert w.cells("P3", "axis") == {"AX1": (2, 47), "AX2": (1, 47)}
    extra = w.figure("P3").extra
    assert extra is not None
    assert extra["communes"] == ["94022", "94028"]
    action(w, "A4", axes=["AX3"], whole_territory=True)
    assert w.base("P3") == (47, 47)
    assert w.cells("P3", "axis")["AX3"] == (47, 47)


def test_how_fresh_the_plan_and_its_portrait_are(w: World) -> None:
    for code, state, checked in (
        ("A1", "RUNNING", "2025-01-01"), ("A2", "IDEA", "2024-12-31"), ("A3", "RUNNING", None),
        ("A4", "COMPLETED", "2025-06-01"), ("A5", "SUSPENDED", "2026-03-01"),
    ):  # fmt: skip
        action(w, code, state, checked_on=checked)
    # Twelve months before 31 December 2025: what was checked in 2025 is fresh.
    assert w.base("P4") == (2, 4)
    assert not w.figure("P4.portrait").kept
    w.add("PortraitEdition", year=2018, published_on="2018-02-28")
    assert w.base("P4.portrait") == (94, None)
    w.add("PortraitEdition", year=2023)
    assert w.base("P4.portrait") == (24, None)
    early = Period(YEAR.start, YEAR.end, date(2025, 3, 14))
    assert w.base("P4.portrait", early) == (14, None)


def test_relays_of_communication(w: World) -> None:
    one, two, idea = action(w, "A1"), action(w, "A2"), action(w, "A3", "IDEA")
    assert not w.figure("P5").kept
    for of, channel, day in (
        (one, "WEB", "2025-02-01"), (one, "WEB", "2025-03-01"), (one, "PRESS", "2025-03-01"),
        (idea, "PRESS", "2025-12-31"), (two, "WEB", "2024-12-31"),
    ):  # fmt: skip
        w.add("CommRelay", plan_action=of, channel=channel, date=day)
    assert w.base("P5") == (4, None)
    assert w.cells("P5", "relay_channel") == {"WEB": 2, "PRESS": 2}
    assert w.base("P5.covered") == (1, 2)
    cells = w.cells("P5.covered", "relay_channel")
    assert (cells["WEB"], cells["PRESS"], cells["MAGAZINE"]) == ((1, 2), (1, 2), (0, 2))


def test_opinions_without_those_who_have_none(w: World) -> None:
    first = w.add("EvaluationQuestion", code="EQ1", text="Visible?")
    second = w.add("EvaluationQuestion", code="EQ2", text="Useful?")
    for question, role, scale, day in (
        (first, "PARTICIPANT", 4, "2025-01-01"), (first, "PARTICIPANT", 3, "2025-05-01"),
        (first, "STATE", 2, "2025-05-01"), (first, "STATE", 0, "2025-05-01"),
        (second, "STATE", 1, "2025-12-31"), (second, "STATE", 4, "2026-01-01"),
    ):  # fmt: skip
        w.add("Opinion", question=question, role=role, scale=scale, date=day)
    assert w.base("P6") == (2, 4)
    assert w.base("P6.none") == (1, 5)
    assert w.cells("P6", "question") == {"EQ1": (2, 3), "EQ2": (0, 1)}
    assert w.cells("P6", "role") == {"PARTICIPANT": (2, 2), "STATE": (0, 2)}
    cut = w.figure("P6", "question").by
    assert cut is not None
    assert [c.label for c in cut.cells] == ["Visible?", "Useful?", "Not stated"]


def target(w: World, indicator: str, wanted: str, due: str = "2025-12-31", **more: Any) -> bytes:
    return w.add("Target", indicator=indicator, target=wanted, due=due, **more)


def test_targets_reached_of_those_due(w: World) -> None:
    held = action(w, "A1", axes=["AX1"])
    action(w, "A2")
    for _n in range(3):
        w.add("SupportAction", date="2025-03-03", minutes=30, plan_action=held, headcount=4)
    target(w, "S1", "3")  # 3 acts
    target(w, "S1", "4")
    target(w, "S2", "1.5")  # 1.50 h
    target(w, "A3", "10", plan_action=held)  # 12 contacts of the action
    target(w, "P1", "1", baseline="5")  # less is wanted: 2 actions
    target(w, "P1", "2", at_most=True)
    target(w, "S1", "1", plan_action=held)  # no cell by action: nobody can say
    target(w, "H3", "1")  # not followed
    target(w, "S1", "1", due="2026-01-01")
    assert w.base("P7") == (4, 8)
    assert w.figure("P7").known == Quantity(6, 8)
    assert w.cells("P7", "axis") == {"AX1": (1, 2), "NS": (3, 6)}


def test_each_target_beside_its_figure(w: World) -> None:
    held = action(w, "A1")
    w.add("SupportAction", date="2025-03-03", minutes=45, plan_action=held, headcount=4)
    first = target(w, "S2", "1", baseline="0.5", due="2025-06-30")
    target(w, "A3", "4", plan_action=held)
    target(w, "R3", "80", due="2027-12-31")
    target(w, "Z9", "1")
    hours, contacts, unknown, rate = catalogue.standings(w.connection, YEAR)
    assert hours.id == str(UUID(bytes=first))
    assert (hours.code, hours.unit, hours.baseline, hours.target) == (
        "S2", "hour", Decimal("0.5"), Decimal(1),
    )  # fmt: skip
    assert hours.quantity is not None
    assert (value(hours.quantity, "hour"), hours.reached) == ("0.75", False)
    assert (contacts.action, contacts.title, contacts.reached) == ("A1", "Action A1", True)
    assert (rate.reached, rate.quantity) == (None, Quantity(0, 0, 0))
    assert (unknown.reached, unknown.name) == (None, "Z9")


def test_the_committee_judges_by_the_consolidated_figures(w: World) -> None:
    held = action(w, "A1")
    target(w, "S1", "50")
    target(w, "A3", "10", plan_action=held)
    target(w, "R5", "60")
    target(w, "A1", "43")
    told = [
        Figure("S1", "Acts", "act", Quantity(60)),
        Figure("R5", "Success", "percent", Quantity(None, hidden=True, interval=(1, 9))),
        Figure("A1", "People", "person", Quantity(None, hidden=True, interval=(43, 46))),
    ]
    found = {s.code: s.reached for s in catalogue.standings(w.connection, YEAR, told)}
    assert found == {"S1": True, "A3": None, "R5": None, "A1": True}
    (total, _by_axis) = catalogue.compute_all(w.connection, YEAR, codes=["P7"], judged_by=told)
    assert total.total == Quantity(2, 4)
