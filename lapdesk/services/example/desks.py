"""Permanences of the example: a desk held each week, its visits, and the time typed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from lapdesk.services import desk_visits, permanence
from lapdesk.services.desk_visits import Visit
from lapdesk.services.example.stage import Stage, put_all

_THEMES: Final = ("ADMIN", "ADMIN", "LEGAL", "LEGAL", "HOUSING", "SOCIAL_BENEFITS", "HEALTH",
                  "DIGITAL", "EMPLOYMENT", "RETIREMENT")  # fmt: skip
_RESULTS: Final = ("SETTLED", "SETTLED", "SETTLED", "TO_FOLLOW", "ORIENTED")


def scenes(stage: Stage, open_days: list[date]) -> Iterator[tuple[date, Any]]:
    """A permanence each week on the day of the house, and some hours of preparation."""
    weekday = stage.house.desk[0]
    for number, day in enumerate(d for d in open_days if d.weekday() == weekday):
        yield day, lambda at, day=day: hold_desk(at, day)
        if number % 3 == 0:
            yield day, lambda at, day=day: prepare(at, day)


def hold_desk(stage: Stage, day: date) -> None:
    """Two members hold the desk; some people come, one of them without a record."""
    draw, house = stage.random, stage.house
    _weekday, start, end = house.desk
    members = draw.sample(stage.members, min(2, len(stage.members)))
    made = stage.put(
        "Permanence",
        {
            "date": day.isoformat(),
            "start": start,
            "end": end,
            "place": house.cycles[0].place,
            "commune": house.commune,
            "team_members": members,
            "plan_action": house.action,
        },
    )
    held = permanence.one(stage.desk, made)
    assert held is not None
    for number in range(draw.choice((2, 3, 3, 4, 5))):
        known = number > 0 and bool(stage.people)
        visit = Visit(
            (draw.choice(stage.people),) if known else (),
            None,
            (draw.choice(_THEMES),),
            draw.choice((10, 15, 15, 15, 20, 30)),
            draw.choice(_RESULTS),
        )
        put_all(stage, desk_visits.drafts(held, visit, draw.choice(members)))


def prepare(stage: Stage, day: date) -> None:
    """Somebody prepares, or meets the others: time that nothing else tells."""
    draw = stage.random
    stage.put(
        "VolunteerTime",
        {
            "team_member": draw.choice(stage.members),
            "date": day.isoformat(),
            "minutes": draw.choice((60, 90, 120, 150)),
            "task": draw.choice(("PREP", "PREP", "MEETING", "ADMIN")),
            "plan_action": stage.house.action,
        },
    )
