"""A house's two years, day by day: each thing recorded near the day it happened."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final
from uuid import uuid4

from lapdesk import clock
from lapdesk.models.draft import Draft
from lapdesk.services.example import desks
from lapdesk.services.example.cast import FAMILY, GIVEN_F, GIVEN_M, Cycle
from lapdesk.services.example.cycles import hold, start_cycle
from lapdesk.services.example.stage import Stage, put_all

FIRST: Final = date(2024, 1, 8)
LAST: Final = date(2025, 12, 19)
# Weeks without workshops, as the school holidays of the region roughly fall.
_PAUSES: Final = {1, 8, 9, 16, 17, 28, 29, 30, 31, 32, 33, 34, 43, 44, 52}
_AGES: Final = ("A18", "A26", "A30", "A30", "A30", "A55", "A61", "A65", "A75")


def play(stage: Stage, start: date, end: date) -> None:
    """Everything that happens from `start` to `end`, in the order of the days."""
    with stage.desk.transaction():
        for day, scene in _scenes(stage, start, end):
            stage.later(day, scene)
        while stage.agenda and stage.agenda[0][0] <= end:
            day, _order, scene = heapq.heappop(stage.agenda)
            clock.play(day + timedelta(days=stage.random.choice((0, 0, 0, 1, 2))))
            scene(stage)


def _scenes(stage: Stage, start: date, end: date) -> Iterator[tuple[date, Any]]:
    house, draw = stage.house, stage.random
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    open_days = [d for d in days if d.weekday() < 6 and d.isocalendar()[1] not in _PAUSES]
    share = len(days) / 728
    for n in range(round(house.people * share)):
        day = open_days[
            min(len(open_days) - 1, round(n * len(open_days) / (house.people * share + 1)))
        ]
        yield day, lambda at, day=day: meet(at, day)
    for _n in range(round(2 * house.acts * share)):
        day = draw.choice(open_days[5:])
        yield day, lambda at, day=day: act(at, day)
    for _n in range(round(2 * house.orientations * share)):
        day = draw.choice(open_days[10:])
        yield day, lambda at, day=day: orient(at, day)
    yield from desks.scenes(stage, open_days)
    for cycle in house.cycles:
        yield from _cycle_scenes(stage, cycle, open_days)


def _cycle_scenes(stage: Stage, cycle: Cycle, open_days: list[date]) -> Iterator[tuple[date, Any]]:
    meetings = [d for d in open_days if d.weekday() == cycle.weekday][3:]
    if not meetings:
        return
    workshop: dict[str, str] = {}
    first = meetings[0]

    def begin(at: Stage) -> None:
        workshop["id"] = start_cycle(at, cycle, first, meetings[-1])

    yield first - timedelta(days=6), begin
    for day in meetings:
        yield day, lambda at, day=day: hold(at, cycle, workshop["id"], day)


def meet(stage: Stage, day: date) -> None:
    """A person comes for the first time."""
    draw, house = stage.random, stage.house
    woman = draw.random() < 0.62
    values: dict[str, Any] = {
        "first_contact": day.isoformat(),
        "sex": "NS" if draw.random() < 0.05 else ("F" if woman else "M"),
        "age_band": draw.choice(_AGES),
        "qpv": draw.choice(("YES", "NO", "NO", "NS")),
        "interpreter_needed": draw.choice(("YES", "NO", "NO")),
        "literacy_profile": draw.choice(("ALPHA", "POST_ALPHA", "FLE", "FLE", "NS")),
        "referent": draw.choice(stage.members),
    }
    if draw.random() < 0.92:
        values["commune"] = draw.choice(house.near)
    if draw.random() < 0.1:
        del values["age_band"]
    person = stage.put("Participant", values)
    by = draw.choice(stage.members)
    stage.put("Consent", _consent(person, "RECORD", day, by))
    stage.put("Consent", _consent(person, "IDENTITY", day, by))
    card = {
        "participant": person,
        "given_name": draw.choice(GIVEN_F if woman else GIVEN_M),
        "family_name": draw.choice(FAMILY),
        "phone": f"06 99 {draw.randrange(10**6):06d}",
    }
    stage.put("Identity", card)
    if draw.random() < 0.6:
        stage.put("Consent", _consent(person, "SHARE", day, by))
    stage.people.append(person)


def _consent(person: str, kind: str, day: date, by: str) -> dict[str, Any]:
    return {
        "participant": person,
        "kind": kind,
        "form": "ORAL",
        "given_on": day.isoformat(),
        "told_in": "fr",
        "by": by,
    }


def act(stage: Stage, day: date) -> None:
    """Somebody is helped at the desk, or a few together, or without a record."""
    draw = stage.random
    theme = draw.choice(("ADMIN", "ADMIN", "LEGAL", "HOUSING", "SOCIAL_BENEFITS", "HEALTH",
                         "RETIREMENT", "EDUCATION", "DIGITAL", "EMPLOYMENT", "FRENCH"))  # fmt: skip
    values: dict[str, Any] = {
        "date": day.isoformat(),
        "team_member": draw.choice(stage.members),
        "channel": draw.choice(("DESK", "DESK", "DESK", "APPT", "PHONE", "OUT")),
        "types": draw.sample(
            ("INFO", "FORM_HELP", "ONLINE_HELP", "LISTEN", "CALL"), draw.choice((1, 1, 2))
        ),
        "themes": [theme],
        "minutes": draw.choice((10, 15, 20, 30, 30, 45, 60)),
        "plan_action": stage.house.action,
    }
    if draw.random() < 0.15 or not stage.people:
        values["headcount"] = draw.choice((1, 1, 2, 3))
        stage.put("SupportAction", values)
        return
    made = str(uuid4())
    people = draw.sample(stage.people, min(len(stage.people), draw.choice((1, 1, 1, 1, 2))))
    more = [Draft("Accompaniment", {"support_action": made, "participant": p}) for p in people]
    put_all(stage, [Draft("SupportAction", values, made), *more])


def orient(stage: Stage, day: date) -> None:
    """Somebody is sent on; most of the time what came of it is known in the end."""
    if not stage.people or not stage.offers:
        return
    draw = stage.random
    actor, offer, theme = draw.choice(stage.offers)
    mode = draw.choice(("M0", "M1", "M1", "M2", "M2", "M3", "M4"))
    values: dict[str, Any] = {
        "participant": draw.choice(stage.people),
        "theme": theme,
        "actor": actor,
        "offer": offer,
        "mode": mode,
        "date": day.isoformat(),
        "share": False,
        "state": "AGREED" if draw.random() < 0.9 else "PROPOSED",
    }
    if mode == "M2" and actor in stage.contacts:
        values["actor_contact"] = stage.contacts[actor]
    made = stage.put("Orientation", values)
    if values["state"] == "AGREED" and mode != "M0":
        _follow(stage, made, day)


def _follow(stage: Stage, orientation: str, day: date) -> None:
    """What happened since, noted when it becomes known; of a few nothing is heard again."""
    draw = stage.random
    chance = draw.random()
    later = day + timedelta(days=draw.randrange(7, 35))
    if chance < 0.62:
        stage.later(later, lambda at: _received(at, orientation, later))
    elif chance < 0.74:
        stage.later(later, lambda at: _missed(at, orientation, later))
    elif chance < 0.8:
        stage.later(later, lambda at: _step(at, orientation, later, "DECLINED"))


def _received(stage: Stage, orientation: str, day: date) -> None:
    outcome = stage.random.choice(
        ("RIGHT_OPENED", "SERVICE", "SERVICE", "ENROLLED", "INFO_ONLY", "WAITING",
         "REFUSED_RIGHT", "NO_CAPACITY")
    )  # fmt: skip
    _step(stage, orientation, day, "ATTENDED")
    _step(stage, orientation, day, "CLOSED")
    stage.change("Orientation", orientation, {"outcome": outcome, "outcome_on": day.isoformat()})


def _missed(stage: Stage, orientation: str, day: date) -> None:
    _step(stage, orientation, day, "MISSED")
    stage.change("Orientation", orientation, {"outcome": "NOT_ATTENDED"})


def _step(stage: Stage, orientation: str, day: date, state: str) -> None:
    stage.put(
        "OrientationStep",
        {"orientation": orientation, "date": day.isoformat(), "to_state": state},
    )
