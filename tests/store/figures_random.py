"""Random small associations: missing values, erased persons, dangling and doubled records."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from lapdesk.models.lists import get
from tests.store import figures_random_later as later
from tests.store import figures_random_plan as planned
from tests.store.figures_world import World

FIRST = date(2024, 11, 15)
# The year's, and sixty days before two of the days of reckoning.
EDGES = (
    *("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"),
    *("2025-06-02", "2025-06-03", "2025-02-19", "2025-02-20"),
)
COMMUNES = ("94028", "94022", "94081", "75056", "00001", None)


class Chance:
    """Draws everything from one seed."""

    def __init__(self, w: World, seed: int) -> None:
        self.w, self.r = w, random.Random(seed)

    def of(self, name: str) -> str:
        """A code of a closed list."""
        return self.r.choice([*get(name).entries])

    def some(self, name: str, most: int = 3) -> list[str] | None:
        """Several codes of a closed list, or nothing."""
        return self.r.sample([*get(name).entries], self.r.randint(0, most)) or None

    def maybe(self, value: Any, odds: float = 0.6) -> Any:
        """`value`, or nothing."""
        return value if self.r.random() < odds else None

    def day(self) -> str:
        """A day of some fifteen months, often an edge of the year or of sixty days."""
        if self.r.random() < 0.3:
            return self.r.choice(EDGES)
        return (FIRST + timedelta(days=self.r.randint(0, 450))).isoformat()

    def moment(self, day: str) -> datetime:
        """When a record of that day was written, sometimes before, sometimes near midnight."""
        hour = datetime.fromisoformat(f"{day}T{self.r.choice(('00:10', '12:00', '23:50'))}")
        return hour + timedelta(days=self.r.randint(-1, 40))

    def hours(self) -> dict[str, Any]:
        """A start and an end."""
        start = self.r.randint(8, 17)
        minutes = self.r.choice((15, 60, 90, 120))
        end = datetime(2000, 1, 1, start) + timedelta(minutes=minutes)
        return {"start": f"{start:02d}:00", "end": end.strftime("%H:%M")}


def fill(w: World, seed: int) -> None:
    """Make an association of a few persons, workshops and acts."""
    c = Chance(w, seed)
    team = [w.add("TeamMember", staff_kind=c.of("staff_kind")) for _n in range(4)] + [w.new_id()]
    team += [w.add("TeamMember", staff_kind="VOLUNTEER")]
    actors = [
        w.add("Actor", kind=c.of("actor_kind"), circle=c.maybe(c.of("circle")),
              state=c.r.choice(("ACTIVE", "ACTIVE", c.of("actor_status"))),
              commune=c.r.choice(COMMUNES), checked_on=c.maybe(c.day(), 0.9),
              roles=["ULG_MEMBER"] if n == 3 else None)
        for n in range(4)
    ]  # fmt: skip
    actors += [w.add("Actor", kind="ASSO", merged_into=actors[0]), w.new_id()]
    actors += [w.add("Actor", kind="ASSO", merged_into=actors[4])]
    edition = w.add("PlanEdition", state=c.r.choice(("IN_FORCE", "DRAFT")))
    actions = [
        w.add("PlanAction", code=f"A{n}", title=f"Action {n}", axes=c.some("axis"),
              lead=c.maybe(c.r.choice(actors), 0.3), **planned.action(c, edition))
        for n in range(3)
    ] + [w.new_id(), None]  # fmt: skip
    for actor in c.r.sample(actors, 6):
        w.add("ActionPartner", plan_action=c.r.choice(actions[:-1]), actor=actor,
              role=c.r.choice(("LEAD", "PARTNER", "PARTNER")), since=c.maybe(c.day()),
              until=c.maybe(c.day(), 0.3))  # fmt: skip
    people = [_person(c) for _n in range(c.r.randint(0, 9))]
    everyone = [*people, *(w.new_id() for _n in range(2))]
    desks = [
        w.add("Permanence", date=c.day(), team_members=c.r.sample(team, c.r.randint(1, 3)),
              plan_action=c.r.choice(actions), **c.hours())
        for _n in range(3)
    ]  # fmt: skip
    for _n in range(3):
        w.add("VolunteerTime", team_member=c.r.choice(team), date=c.day(), minutes=30,
              task=c.of("volunteer_task"), plan_action=c.r.choice(actions))  # fmt: skip
    paths = [w.add("MigrapassPath", mentor=c.r.choice(team)) for _n in range(2)] + [w.new_id()]
    for _n in range(4):
        w.add("MigrapassMeeting", path=c.r.choice(paths), date=c.day(), minutes=45,
              group=c.r.choice((None, False, True)), step=c.of("migrapass_step"))  # fmt: skip
    for _n in range(c.r.randint(0, 12)):
        _act(c, team, actions, everyone, desks)
    for _n in range(c.r.randint(0, 10)):
        _orientation(c, everyone, actors)
    workshops = [_workshop(c, team, actions, everyone) for _n in range(3)]
    later.fill(c, team, actions, everyone, workshops)
    planned.fill(c, actions, actors)


def _person(c: Chance) -> bytes:
    return c.w.add(
        "Participant",
        first_contact=c.day(),
        sex=c.maybe(c.of("sex")),
        birth_year=c.maybe(c.r.choice((1905, 1949, 1950, 1951, 1960, 1999, 2000, 2009, 2026))),
        age_band=c.maybe(c.of("age_band")),
        commune=c.r.choice(COMMUNES),
        literacy_profile=c.maybe(c.of("literacy_profile")),
        qpv=c.maybe(c.of("yes_no")),
    )


def _act(c: Chance, team: Any, actions: Any, everyone: Any, desks: Any) -> None:
    day = c.day()
    act = c.w.add(
        "SupportAction", written=c.moment(day), date=day, team_member=c.r.choice(team),
        headcount=c.maybe(c.r.randint(1, 9), 0.3), channel=c.of("channel"),
        types=c.some("act_type"), themes=c.some("theme"), minutes=c.r.randint(1, 90),
        plan_action=c.r.choice(actions), permanence=c.maybe(c.r.choice(desks), 0.4),
    )  # fmt: skip
    for person in c.r.sample(everyone, c.r.randint(0, 2)):
        c.w.add("Accompaniment", support_action=act, participant=person)


def _orientation(c: Chance, everyone: Any, actors: Any) -> None:
    state = c.of("orientation_state")
    made = c.w.add(
        "Orientation", participant=c.r.choice(everyone), theme=c.of("theme"),
        actor=c.r.choice(actors), mode=c.of("orientation_mode"), date=c.day(), state=state,
        outcome=c.maybe(c.of("orientation_outcome")),
    )  # fmt: skip
    for to in {state, *c.r.sample(("AGREED", "ATTENDED"), c.r.randint(0, 2))}:
        c.w.add("OrientationStep", orientation=made, date=c.day(), to_state=to, rank=1)


def _workshop(c: Chance, team: Any, actions: Any, everyone: Any) -> bytes:
    workshop = c.w.add(
        "Workshop", kind=c.of("workshop_kind"), plan_action=c.r.choice(actions),
        commune=c.r.choice(COMMUNES), capacity=c.maybe(c.r.randint(1, 12), 0.8),
        start=c.maybe("2025-01-01", 0.3), end=c.maybe(c.day(), 0.3),
    )  # fmt: skip
    for person in everyone:
        for _again in range(c.r.choice((0, 1, 1, 2))):
            c.w.add(
                "Enrolment", participant=person, workshop=workshop, asked_on=c.day(),
                start=c.maybe(c.r.choice((c.day(), "2025-01-01"))), end=c.maybe(c.day()),
                state=c.r.choice(("ACTIVE", "LEFT", "FINISHED", c.of("enrolment_state"))),
                exit_reason=c.maybe(c.of("exit_reason")),
            )  # fmt: skip
    for _n in range(c.r.randint(1, 5)):
        day = c.day()
        session = c.w.add(
            "Session", workshop=workshop, date=day, leaders=c.r.sample(team, c.r.randint(1, 2)),
            state=c.r.choice(("HELD", "HELD", "LOCKED", "PLANNED", "CANCELLED")),
            cancel_reason=c.maybe(c.of("cancel_reason")), **c.hours(),
            outing=c.maybe(c.r.choice((True, False)), 0.5), guest_actor=c.maybe(c.w.new_id(), 0.2),
            anonymous_women=c.maybe(2), anonymous_men=c.maybe(1, 0.2), anonymous_ns=c.maybe(0),
        )  # fmt: skip
        for person in c.r.sample(everyone, c.r.randint(0, len(everyone))):
            c.w.add("Attendance", written=c.moment(day), session=session, participant=person,
                    mark=c.of("attendance"),
                    minutes_lost=c.maybe(c.r.choice((0, 10, 30, 480)), 0.3))  # fmt: skip
    return workshop
