"""Figures of the network and of the money, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from lapdesk.figures.period import Period
from lapdesk.figures.results import shown, value
from tests.store.figures_world import YEAR, World, world


@pytest.fixture
def w() -> Iterator[World]:
    with world() as made:
        yield made


def actor(w: World, checked: str = "2025-12-01", **values: Any) -> bytes:
    given = {"kind": "ASSO", "state": "ACTIVE", "circle": "C1", **values}
    return w.add("Actor", checked_on=checked, **given)


def link(w: World, first: bytes, other: bytes, **values: Any) -> None:
    pair: dict[str, Any] = {"from": first, "to": other}
    w.add("ActorLink", **pair, **values)


def running(w: World, code: str = "A1", **values: Any) -> bytes:
    return w.add("PlanAction", code=code, **{"state": "RUNNING", "axes": ["AX1"], **values})


def test_active_structures(w: World) -> None:
    kept = actor(w, commune="94028")
    actor(w, kind="STATE", circle="C2")
    actor(w, state="PROSPECT")
    actor(w, state="MERGED", merged_into=kept)
    assert w.base("N1") == (2, None)
    assert w.cells("N1", "circle") == {"C1": 1, "C2": 1}
    assert w.cells("N1", "actor_kind") == {"ASSO": 1, "STATE": 1}
    assert w.cells("N1", "commune") == {"94028": 1, "NS": 1}


def test_links_that_began_in_the_period(w: World) -> None:
    one, two, three = (actor(w) for _n in range(3))
    held = running(w, axes=["AX1", "AX2"])
    w.add("ActionPartner", plan_action=held, actor=one, role="PARTNER", since="2025-01-01")
    w.add("ActionPartner", plan_action=held, actor=two, role="PARTNER")
    for kind, since, of in (
        ("POOLS", "2025-12-31", None), ("TRAINS", "2025-06-01", held), ("POOLS", "2024-12-31", None)
    ):  # fmt: skip
        link(w, two, three, kind=kind, since=since, plan_action=of)
    assert w.base("N2") == (3, None)
    assert w.cells("N2", "axis") == {"AX1": 2, "AX2": 2, "NS": 1}
    assert w.cells("N2", "link_kind") == {"PARTNER": 1, "POOLS": 1, "TRAINS": 1}


def test_partners_of_running_actions(w: World) -> None:
    one, two = actor(w), actor(w)
    merged = actor(w, state="MERGED", merged_into=one)
    first, second = running(w), running(w, "A2", axes=["AX2"])
    idle = running(w, "A3", state="PLANNED")
    for of, who, role, until in (
        (first, one, "PARTNER", None), (first, merged, "PARTNER", None),
        (first, two, "PARTNER", "2025-01-01"), (first, two, "FUNDER", None),
        (second, one, "LEAD", None), (second, two, "PARTNER", "2024-12-31"),
        (second, two, "IDENTIFIED", None), (idle, two, "PARTNER", None),
    ):  # fmt: skip
        w.add("ActionPartner", plan_action=of, actor=who, role=role, until=until)
    assert w.base("N3") == (2, 2)
    assert value(w.figure("N3").total, "number") == "1.00"
    assert w.base("N3.several") == (1, 2)
    assert w.cells("N3", "axis") == {"AX1": (2, 1), "AX2": (0, 1)}


def test_means_that_are_shared_on_the_last_day(w: World) -> None:
    one, two = actor(w), actor(w)
    for kind, since, until in (
        ("POOLS", None, None), ("POOLS", "2025-12-31", "2026-01-05"), ("POOLS", "2026-01-01", None),
        ("POOLS", None, "2025-12-30"), ("TRAINS", None, None),
    ):  # fmt: skip
        link(w, one, two, kind=kind, since=since, until=until)
    assert w.base("N4") == (2, None)


def test_structures_at_meetings(w: World) -> None:
    assert not w.figure("N5").kept
    one, two, three = (actor(w) for _n in range(3))
    merged = actor(w, state="MERGED", merged_into=one)
    for kind, day, state, present in (
        ("SEMINAR", "2024-03-01", "HELD", (one, two, three)),
        ("COMMITTEE", "2025-03-01", "HELD", (merged, one)),
        ("SEMINAR", "2025-12-31", "PLANNED", (two,)),
        ("SEMINAR", "2023-12-31", "HELD", (three,)),
    ):  # fmt: skip
        made = w.add("Meeting", kind=kind, date=day, state=state)
        for who in present:
            w.add("MeetingPresence", meeting=made, actor=who, persons=2)
    assert w.base("N5") == (2, None)
    assert w.base("N5.again") == (2, 3)
    assert w.cells("N5", "meeting_kind") == {"COMMITTEE": 1, "SEMINAR": 1}
    assert w.cells("N5.again", "meeting_kind") == {"SEMINAR": (1, 3)}
    # A meeting that is still planned after the day of reckoning has nobody yet.
    assert w.base("N5", Period(YEAR.start, YEAR.end, date(2025, 12, 30))) == (1, None)


def test_cards_checked_within_180_days(w: World) -> None:
    fresh, stale = actor(w, "2025-07-05"), actor(w, "2025-07-04", kind="STATE")
    closed = actor(w, state="CLOSED")
    for of, checked in ((fresh, "2025-12-01"), (stale, "2025-01-01"), (closed, "2025-12-01")):
        w.add("Offer", actor=of, checked_on=checked)
    assert w.base("N6") == (2, 4)
    assert w.base("N6.actors") == (1, 2)
    assert w.base("N6.offers") == (1, 2)
    assert w.cells("N6", "actor_kind") == {"ASSO": (2, 2), "STATE": (0, 2)}
    # Before the year is over, the day of reckoning is looked from.
    assert w.base("N6", Period(YEAR.start, YEAR.end, date(2025, 7, 4))) == (3, 4)


def money(w: World, of: bytes, kind: str, year: int = 2025, **more: Any) -> None:
    w.add("Funding", plan_action=of, kind=kind, year=year, **{"state": "GRANTED", **more})


def line(w: World, of: bytes, account: str, planned: int, actual: int | None = None) -> None:
    w.add("BudgetLine", plan_action=of, year=2025, line=account, planned=planned, actual=actual)


def test_money_by_source_paid_else_granted(w: World) -> None:
    assert shown(w.figure("F1").total, "percent") == "—"
    assert not w.figure("F1.amount").kept
    one, two = running(w), running(w, "A2", axes=["AX1", "AX2"])
    money(w, one, "OWN", paid=100_00, granted=500_00)
    money(w, two, "OWN", granted=100_00)
    money(w, two, "DEPT", granted=200_00)
    money(w, two, "STATE", granted=900_00, state="REFUSED")
    money(w, two, "STATE", asked=900_00, state="REQUESTED")
    money(w, two, "STATE", paid=900_00, year=2024)
    assert w.base("F1") == (400_00, 400_00)
    cells = w.cells("F1", "source")
    assert (cells["OWN"], cells["DEPT"]) == ((200_00, 400_00), (200_00, 400_00))
    assert cells["STATE"] == (0, 400_00)
    assert w.cells("F1.amount", "axis") == {"AX1": 400_00, "AX2": 300_00}
    assert shown(w.figure("F1.amount").total, "EUR") == "400.00 €".replace(" ", "\u00a0")
    assert w.base("F1.own") == (1, 2)
    assert w.cells("F1.own", "axis") == {"AX1": (1, 2), "AX2": (0, 1)}


def test_european_share_of_known_costs(w: World) -> None:
    one, two = running(w), running(w, "A2")
    money(w, one, "AMIF", granted=50_000_00)
    money(w, one, "ESF", paid=32_000_00)
    money(w, one, "DEPT", paid=18_000_00)
    money(w, two, "EU_CALL", paid=5_000_00)  # its cost is not known
    line(w, one, "60", 40_000_00, 60_000_00)
    line(w, one, "64", 40_000_00)
    line(w, one, "86", 9_000_00)
    assert w.base("F2") == (82_000_00, 100_000_00)
    assert shown(w.figure("F2").total, "percent") == "82.0%"
    assert w.cells("F2", "action") == {"A1": (82_000_00, 100_000_00)}
    # Above 80 %, where no call says more; at 82 % there is no warning.
    assert w.figure("F2").extra == {"above": ["A1"]}
    money(w, one, "ESF", rate=82)
    assert w.figure("F2").extra == {"above": []}


def test_cost_of_an_hour_and_budget_done(w: World) -> None:
    held, other = running(w), running(w, "A2")
    line(w, held, "61", 200_00)
    assert not w.figure("F3").kept
    assert not w.figure("F4").kept
    line(w, held, "60", 800_00, 500_00)
    line(w, held, "87", 800_00, 800_00)
    person = w.add("Participant")
    session = w.session(workshop=w.add("Workshop", kind="ASL", plan_action=held))
    w.add("Attendance", session=session, participant=person, mark="P")
    act = w.add("SupportAction", date="2025-03-03", minutes=30, plan_action=held)
    w.add("Accompaniment", support_action=act, participant=w.add("Participant"))
    w.add("SupportAction", date="2025-03-03", minutes=150, plan_action=other, headcount=3)
    hour = w.figure("F3", "action")
    assert (hour.total.numerator, hour.total.denominator, hour.total.people) == (500_00, 300, 2)
    assert shown(hour.total, "EUR/hour") == "100.00\u00a0€/h"
    assert w.cells("F3", "action") == {"A1": (500_00, 150)}
    done = w.figure("F4")
    assert (done.total.numerator, done.total.denominator) == (500_00, 1_000_00)
    assert shown(done.known, "percent") == "50.0%" if done.known else False


def test_a_school_year_has_the_budget_of_the_year_it_mostly_lies_in(w: World) -> None:
    money(w, running(w), "OWN", paid=100_00)
    school = Period(date(2024, 9, 1), date(2025, 8, 31), date(2026, 6, 30))
    autumn = Period(date(2025, 9, 1), date(2025, 12, 31), date(2026, 6, 30))
    assert {w.base("F1.amount", p)[0] for p in (school, autumn)} == {100_00}
