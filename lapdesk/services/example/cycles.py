"""Workshops of the example: a cycle opens, people enrol, sessions are held and the roll called."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from lapdesk.models.draft import Draft
from lapdesk.services.example.cast import Cycle
from lapdesk.services.example.stage import Stage, put_all


def start_cycle(stage: Stage, cycle: Cycle, first: date, last: date) -> str:
    """A workshop opens and people enrol."""
    draw = stage.random
    workshop = stage.put(
        "Workshop",
        {
            "title": cycle.title,
            "kind": cycle.kind,
            "plan_action": cycle.action,
            "leaders": [draw.choice(stage.members)],
            "place": cycle.place,
            "commune": stage.house.commune,
            "start": first.isoformat(),
            "end": last.isoformat(),
            "weekly_slots": [
                {"weekday": cycle.weekday + 1, "start": cycle.start, "end": cycle.end}
            ],
            "capacity": cycle.capacity,
            "state": "OPEN",
        },
    )
    stage.enrolled[workshop] = []
    for person in draw.sample(stage.people, min(cycle.capacity - 2, len(stage.people))):
        _enrol(stage, workshop, person, first - timedelta(days=3))
    return workshop


def _enrol(stage: Stage, workshop: str, person: str, day: date) -> None:
    stage.put(
        "Enrolment",
        {
            "participant": person,
            "workshop": workshop,
            "asked_on": day.isoformat(),
            "state": "ENROLLED",
        },
    )
    stage.enrolled[workshop].append(person)


def hold(stage: Stage, cycle: Cycle, workshop: str, day: date) -> None:
    """A session is held and the roll called, or it is cancelled."""
    draw = stage.random
    values: dict[str, Any] = {
        "workshop": workshop,
        "date": day.isoformat(),
        "start": cycle.start,
        "end": cycle.end,
        "leaders": [draw.choice(stage.members)],
        "outing": draw.random() < 0.08,
    }
    if draw.random() < 0.05:
        values |= {"state": "CANCELLED", "cancel_reason": draw.choice(("LEADER", "ROOM"))}
        stage.put("Session", values)
        return
    session = stage.put("Session", {**values, "state": "HELD"})
    if len(stage.enrolled[workshop]) < cycle.capacity and draw.random() < 0.2:
        others = [p for p in stage.people if p not in stage.enrolled[workshop]]
        if others:
            _enrol(stage, workshop, draw.choice(others), day)
    marks = [
        Draft(
            "Attendance",
            {
                "session": session,
                "participant": person,
                "mark": draw.choices(("P", "L", "D", "E", "A"), (78, 6, 4, 6, 6))[0],
                "signed_paper": True,
            },
        )
        for person in stage.enrolled[workshop]
    ]
    if marks:
        put_all(stage, marks)
    stage.change("Session", session, {"state": "LOCKED"})
