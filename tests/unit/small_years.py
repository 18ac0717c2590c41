"""Made-up years of small associations, month by month, and files released one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from lapdesk.figures.across import surroundings
from lapdesk.figures.audit import release
from lapdesk.figures.days import Days
from lapdesk.figures.results import Figure
from tests.unit.small_associations import HOME, Association, Person, Sent, association, tables

MONTHS = 12
File = tuple[Days, list[Figure]]


@dataclass(frozen=True)
class Year:
    """Who came in which months, how long; each act and orientation in its month."""

    people: tuple[Person, ...]
    came: tuple[frozenset[int], ...]
    acts: tuple[tuple[int, tuple[str, int, tuple[int, ...]]], ...]
    sent: tuple[tuple[int, Sent], ...]


def year(random: Random) -> Year:
    """An association's year: some come every month, most a few times."""
    whole = association(random)
    months = range(1, MONTHS + 1)
    came = []
    for _person in whole.people:
        begins = random.choice(months)
        often = random.choice((0.15, 0.5, 0.9))
        later = [m for m in months if m > begins and random.random() < often]
        came.append(frozenset({begins, *later}))
    acts = []
    for channel, minutes, people in whole.acts:
        month = random.choice(months)
        acts.append((month, (channel, minutes, tuple(p for p in people if month in came[p]))))
    sent = tuple((random.choice(months), one) for one in whole.sent)
    return Year(whole.people, tuple(came), tuple(acts), sent)


def corrected(of: Year, random: Random) -> Year:
    """The same once a few were found to be missing, or somebody elsewhere."""
    more = [random.choice(of.people) for _n in range(random.randint(1, 3))]
    months = tuple(frozenset({random.randint(1, MONTHS)}) for _person in more)
    people = list(of.people)
    if random.random() < 0.5:
        changed = random.randrange(len(people))
        people[changed] = replace(people[changed], commune="94028")
    return replace(of, people=(*people, *more), came=of.came + months)


def during(of: Year, days: Days) -> Association:
    """What a period saw; a month is a day here."""
    inside = range(days.first, days.last + 1)
    found = []
    for person, came in zip(of.people, of.came, strict=True):
        times = sum(month in came for month in inside)
        if times:
            kinds, minutes = person.kinds, person.minutes * times
            found.append(replace(person, new=min(came) in inside, kinds=kinds, minutes=minutes))
    acts = tuple(act for month, act in of.acts if month in inside)
    sent = tuple(one for month, one in of.sent if month in inside)
    return Association(tuple(found), sent, acts)


def plans(random: Random) -> list[list[Days]]:
    """Orders in which twelve files of one year come out."""
    months = [Days(m, m) for m in range(1, MONTHS + 1)]
    quarters = [Days(m, m + 2) for m in (1, 4, 7, 10)]
    halves, whole = [Days(1, 6), Days(7, 12)], Days(1, 12)
    mixed = [*quarters, *halves, whole, *random.sample(months, 3), quarters[2], whole]
    return [
        [*months[:10], whole, whole],
        [*months[:11], whole],
        [Days(1, m) for m in range(1, MONTHS + 1)],
        [whole, *random.sample(months, 11)],
        mixed,
        [*quarters[:3], whole, *random.sample(mixed, 6), whole, quarters[0]],
    ]


def released(
    of: Year, plan: Sequence[Days], random: Random, *, most: int = 12
) -> tuple[list[File], Year]:
    """The files, each audited with those before; a period that comes again was corrected.

    Beside them the year as it is known in the end.
    """
    found: list[File] = []
    for days in plan:
        if any(days == before for before, _file in found):
            of = corrected(of, random)
        now = of
        earlier, others = surroundings(days, found, lambda d, now=now: tables(during(now, d)))  # type: ignore[misc]
        plain = tables(during(now, days))
        found.append((days, release(plain, earlier=earlier, home=HOME, days=days, others=others)))
    return found, of
