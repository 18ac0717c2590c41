"""Made-up small associations: people, acts, orientations, and the tables made from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity

SEXES = ("F", "M", "X", "NS")
AGES = ("A00", "A16", "A18", "A26", "A30", "A55", "A61", "A65", "A75", "NS")
KINDS = ("FRENCH", "DIGITAL", "COOKING")
MODES = ("M0", "M1", "M2", "M3", "M4")
THEMES = ("HEALTH", "HOUSING", "WORK", "RIGHTS")
COMMUNES = ("94028", "94041", "94080", "94017", "94046", "75113", "77288")
HOME = "94028"


@dataclass(frozen=True)
class Person:
    sex: str
    age: str
    commune: str
    new: bool
    kinds: tuple[str, ...]
    minutes: int


@dataclass(frozen=True)
class Sent:
    mode: str
    theme: str
    ripe: bool
    declined: bool
    attended: bool
    outcome: str  # "", "success", "failure"


@dataclass(frozen=True)
class Association:
    people: tuple[Person, ...]
    sent: tuple[Sent, ...]
    acts: tuple[tuple[str, int, tuple[int, ...]], ...]  # channel, minutes, persons


def association(random: Random, people: int | None = None) -> Association:
    """One of 8 to 90 people, unevenly spread, as small associations are."""
    n = people or random.choice((8, 12, 18, 25, 30, 40, 60, 90))
    skew = random.choice(((12, 6, 0, 1), (20, 2, 0, 0), (10, 8, 1, 2)))
    ages = [random.random() ** 2 for _age in AGES]
    places = [random.random() ** 3 for _place in (*COMMUNES, "NS")]

    def person() -> Person:
        learns = random.random() < 0.6
        kinds = tuple(k for k in KINDS if random.random() < 0.4) if learns else ()
        return Person(
            random.choices(SEXES, skew)[0], random.choices(AGES, ages)[0],
            random.choices((*COMMUNES, "NS"), places)[0], random.random() < 0.4,
            kinds, 90 * random.randint(1, 20) if kinds else 0,
        )  # fmt: skip

    def sent() -> Sent:
        mode = random.choices(MODES, (3, 4, 2, 1, 1))[0]
        ripe, declined = random.random() < 0.7, random.random() < 0.1
        outcome = random.choice(("", "success", "success", "failure"))
        return Sent(
            mode, random.choice(THEMES), ripe, declined,
            not declined and random.random() < 0.6, outcome,
        )  # fmt: skip

    acts = tuple(
        (random.choice(("DESK", "PHONE", "HOME")), 5 * random.randint(2, 12),
         tuple(random.sample(range(n), random.choice((0, 1, 1, 1, 2)))))
        for _act in range(random.randint(0, 2 * n))
    )  # fmt: skip
    return Association(
        tuple(person() for _p in range(n)),
        tuple(sent() for _o in range(random.randint(0, n))),
        acts,
    )


def cells(name: str, keys: Iterable[str], of: Callable[[str], Quantity]) -> Breakdown:
    return Breakdown(name, tuple(Cell(key, key, of(key)) for key in keys))


def tables(made: Association) -> list[Figure]:
    """Every table of the release, unprotected."""
    people = made.people
    learners = [p for p in people if p.kinds]
    found = [
        *counted("A1", people),
        *counted("A2", [p for p in people if p.new]),
        *counted("W4", learners),
        *minutes(learners),
        *supported(made),
        *oriented(made.sent),
    ]
    kinds = Breakdown("kind", tuple(
        Cell(k, k, count([p for p in learners if k in p.kinds])) for k in (*KINDS, "NS")
    ))  # fmt: skip
    found.append(Figure("W4", "", "person", count(learners), by=kinds))
    for name, of in (("sex", "sex"), ("age", "age"), ("commune", "commune")):
        n = sum(getattr(p, of) != "NS" for p in people)
        found.append(Figure("Q1." + name, "", "percent", Quantity(n, len(people))))
    women = sum(p.sex == "F" for p in people)
    sexed = sum(p.sex != "NS" for p in people)
    found.append(Figure("A5.women", "", "percent", Quantity(women, sexed)))
    found.append(Figure("W1", "", "session", Quantity(20)))
    inside = Counter(p.commune for p in people if p.commune.startswith("94"))
    extra = {"communes": sorted(inside), "others": 0, "people": dict(inside)}
    found.append(Figure("A4", "", "percent", Quantity(len(inside), 47), extra=extra))
    return found


def count(people: Iterable[Person]) -> Quantity:
    n = len(list(people))
    return Quantity(n, people=n)


def counting(
    of: Callable[[Iterable[Any]], Quantity], every: Sequence[Any], name: str
) -> Callable[[str], Quantity]:
    """What `of` says of those whose attribute `name` is a key."""
    return lambda key: of(one for one in every if getattr(one, name) == key)


def counted(code: str, people: Iterable[Person]) -> list[Figure]:
    people = list(people)
    total = count(people)
    found = [Figure(code, "", "person", total)]
    for name, of, keys in personal(people):
        by = cells(name, keys, counting(count, people, of))
        missing = sum(getattr(p, of) == "NS" for p in people)
        known = Quantity(len(people) - missing, len(people))
        found.append(Figure(code, "", "person", total, known, by))
    return found


def personal(people: Iterable[Person]) -> list[tuple[str, str, tuple[str, ...]]]:
    met = tuple(sorted({p.commune for p in people} - {"NS"}))
    return [("sex", "sex", SEXES), ("age_band", "age", AGES), ("commune", "commune", (*met, "NS"))]


def minutes(people: list[Person]) -> list[Figure]:
    def of(some: Iterable[Person]) -> Quantity:
        some = list(some)
        return Quantity(sum(p.minutes for p in some), people=len(some))

    found = [Figure("W6", "", "hour", of(people))]
    for name, field, keys in personal(people):
        by = cells(name, keys, counting(of, people, field))
        found.append(Figure("W6", "", "hour", of(people), by=by))
    return found


def supported(made: Association) -> list[Figure]:
    def of(acts: list[tuple[str, int, tuple[int, ...]]], minutes: bool) -> Quantity:
        people = {p for _c, _m, who in acts for p in who}
        return Quantity(sum(m if minutes else 1 for _c, m, _w in acts), people=len(people))

    acts = list(made.acts)
    channels = ("DESK", "PHONE", "HOME")
    by = cells("channel", channels, lambda k: of([a for a in acts if a[0] == k], False))
    return [
        Figure("S1", "", "act", of(acts, False)),
        Figure("S1", "", "act", of(acts, False), by=by),
        Figure("S2", "", "hour", of(acts, True)),
    ]


def oriented(sent: tuple[Sent, ...]) -> list[Figure]:
    measures: tuple[tuple[str, Callable[[Sent], bool] | None, Callable[[Sent], bool]], ...] = (
        ("R1", None, lambda _o: True),
        ("R2", lambda o: o.mode in ("M2", "M3", "M4"), lambda _o: True),
        ("R3", lambda o: o.attended, lambda o: o.ripe and o.mode != "M0" and not o.declined),
        ("R4", lambda o: bool(o.outcome), lambda o: o.ripe and o.mode != "M0"),
        ("R5", lambda o: o.outcome == "success", lambda o: bool(o.outcome) and o.mode != "M0"),
    )
    found = []
    for code, top, over in measures:

        def of(some: Iterable[Sent], top=top, over=over) -> Quantity:  # type: ignore[no-untyped-def]
            base = [o for o in some if over(o)]
            return Quantity(len(base)) if top is None else Quantity(sum(map(top, base)), len(base))

        unit = "orientation" if top is None else "percent"
        total = of(sent)
        found.append(Figure(code, "", unit, total))
        for name, keys in (("theme", THEMES), ("mode", MODES)):
            if name == "mode" and code in ("R2", "R4"):
                continue
            by = cells(name, keys, counting(of, sent, name))
            found.append(Figure(code, "", unit, total, by=by))
    return found
