"""A house's years, day by day: each thing recorded near the day it happened."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from lapdesk import clock
from lapdesk.services.example import (
    cycles,
    desks,
    funder,
    mentoring,
    needs,
    people,
    places,
    privacy,
    refusals,
)
from lapdesk.services.example.cast import Cycle, Way
from lapdesk.services.example.stage import Stage

Scene = tuple[date, Callable[[Stage], Any]]
FIRST: Final = date(2024, 1, 8)
# Two plan years, and the first weeks of the third: they are what is under way when it is opened.
LAST: Final = date(2026, 3, 19)
# Weeks without desks, as the school holidays of the region roughly fall.
_PAUSES: Final = {1, 8, 17, 30, 31, 32, 33, 34, 52}
# Known before the association took lapdesk up, and written down in the first weeks.
_BEFORE: Final = 0.38
_SCHOOL_YEARS: Final = (
    (2023, date(2024, 1, 22), date(2024, 6, 22)),
    (2024, date(2024, 9, 16), date(2025, 6, 21)),
    (2025, date(2025, 9, 15), date(2026, 6, 20)),
)


def plan(stage: Stage) -> None:
    """Everything that is to happen, each thing on its day."""
    for day, scene in _scenes(stage):
        stage.later(day, scene)


def play(stage: Stage, until: date) -> None:
    """What was planned until a day, in the order of the days; some is noted a day or two later."""
    with stage.desk.transaction():
        while stage.agenda and stage.agenda[0][0] <= until:
            day, _order, scene = heapq.heappop(stage.agenda)
            clock.play(min(LAST, day + timedelta(days=stage.random.choice((0, 0, 0, 1, 2)))))
            scene(stage)


def _scenes(stage: Stage) -> Iterator[Scene]:
    house, draw = stage.house, stage.random
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    days = [d for d in days if d.weekday() < 6 and d.isocalendar()[1] not in _PAUSES]
    yield from _meetings(stage, days)
    years = (LAST - FIRST).days / 365
    for _n in range(round(house.acts * years)):
        day = draw.choice(days[10:])
        yield day, partial(needs.walk_in, day=day)
    for _n in range(round(house.people / 4)):
        day = draw.choice(days[40:])
        yield day, partial(refusals.see, day=day)
    for number, day in enumerate(d for d in days if d.weekday() == house.desk[0]):
        yield day, partial(desks.hold_desk, day=day)
        if number % 3 == 0:
            yield day, partial(desks.prepare, day=day)
    for day in (date(2024, 9, 12), date(2025, 3, 13), date(2025, 9, 11)):
        yield day, places.check_again
    for cycle in house.cycles:
        yield from _openings(cycle)
    for way in house.ways:
        yield from _path(way)
    yield from _rights(stage)


def _meetings(stage: Stage, days: list[date]) -> Iterator[Scene]:
    """Those known before are written down first, with the day they came; then others come."""
    draw, count = stage.random, stage.house.people - len(stage.house.ways) - 4
    for n in range(count):
        if n < count * _BEFORE:
            day = days[n // 4]
            first = day - timedelta(days=draw.randrange(20, 600))
            yield day, partial(people.meet, day=day, first=first)
        else:
            day = draw.choice(days[8:-4])
            yield day, partial(people.meet, day=day)


def _openings(cycle: Cycle) -> Iterator[Scene]:
    """A workshop opens each school year, some days before its first session."""
    if cycle.whole:
        first, last = (date.fromisoformat(day) for day in cycle.whole)

        def begin(stage: Stage) -> None:
            cycles.open_cycle(stage, cycle, first, last, cycle.title)
            mentoring.join(stage, cycle)

        yield first - timedelta(days=6), begin
        return
    for year, first, last in _SCHOOL_YEARS:
        if year < cycle.first_year:
            continue
        title = f"{cycle.title} {year}-{year + 1}"
        yield (
            first - timedelta(days=5),
            partial(cycles.open_cycle, cycle=cycle, first=first, last=last, title=title),
        )


def _path(way: Way) -> Iterator[Scene]:
    agreed = date.fromisoformat(way.agreed)
    if way.story:
        first = max(FIRST + timedelta(days=4), agreed - timedelta(days=70))
        yield first, partial(mentoring.come, way=way, day=first)
    yield agreed, partial(mentoring.agree, way=way, day=agreed)


def _rights(stage: Stage) -> Iterator[Scene]:
    """What people ask for their own records, and what the coordinator switches on."""
    for kind, day in (("IDENTITY", date(2025, 5, 20)), ("SHARE", date(2025, 6, 3))):
        yield day, partial(privacy.withdraw, kind=kind, day=day)
    erased, alike, twice = date(2025, 11, 18), date(2024, 11, 5), date(2026, 2, 12)
    yield alike, partial(privacy.two_of_one_name, day=alike)
    yield twice, partial(privacy.written_twice, day=twice)
    yield erased, partial(privacy.erase, day=erased)
    if stage.house.paid_by:
        taken = date(2025, 4, 15)
        yield date(2024, 9, 2), funder.switch_on
        yield taken, partial(privacy.withdraw, kind="SENSITIVE", day=taken)
