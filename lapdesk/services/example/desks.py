"""Permanences of the example: a desk held each week, its visits, and the time typed by hand."""

from __future__ import annotations

from datetime import date
from typing import Final

from lapdesk.services import desk_visits, permanence
from lapdesk.services.desk_visits import Visit
from lapdesk.services.example.stage import Stage, put_all

_THEMES: Final = ("ADMIN", "ADMIN", "LEGAL", "LEGAL", "HOUSING", "SOCIAL_BENEFITS", "HEALTH",
                  "DIGITAL", "EMPLOYMENT", "RETIREMENT")  # fmt: skip
_RESULTS: Final = ("SETTLED", "SETTLED", "SETTLED", "TO_FOLLOW", "ORIENTED")


def hold_desk(stage: Stage, day: date) -> None:
    """Two members hold the desk; some people come, one of them without a record."""
    draw, house = stage.random, stage.house
    _weekday, start, end = house.desk
    members = list(dict.fromkeys(stage.member("VOLUNTEER") for _n in range(3)))[:2]
    with stage.entering(members[0]):
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
        around = stage.around(day)
        came = draw.sample(around, min(len(around), draw.choice((1, 2, 2, 3, 4))))
        for person in (None, *came):
            own = stage.known[person].themes if person else []
            visit = Visit(
                (person,) if person else (),
                None,
                (draw.choice(own or _THEMES),),
                draw.choice((10, 15, 15, 15, 20, 30)),
                draw.choice(_RESULTS),
            )
            put_all(stage, desk_visits.drafts(held, visit, draw.choice(members)))


def prepare(stage: Stage, day: date) -> None:
    """Somebody prepares, keeps the accounts, or the team meets: time that nothing else tells."""
    draw = stage.random
    if draw.random() < 0.2:
        for member in draw.sample(stage.members, min(4, len(stage.members))):
            _type_in(stage, member, day, 90, "MEETING")
        return
    member = stage.member(draw.choice(("LEADER", "LEADER", "VOLUNTEER", "STEWARD")))
    task = draw.choice(("PREP", "PREP", "PREP", "ADMIN"))
    _type_in(stage, member, day, draw.choice((45, 60, 90, 120)), task)


def _type_in(stage: Stage, member: str, day: date, minutes: int, task: str) -> None:
    values = {
        "team_member": member,
        "date": day.isoformat(),
        "minutes": minutes,
        "task": task,
        "plan_action": stage.house.action,
    }
    stage.put("VolunteerTime", values)
