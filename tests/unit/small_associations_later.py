"""Made-up small associations, continued: axes and priorities, non-take-up, needs, mentees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random

from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from tests.unit.small_associations import Association

AXES = ("AX1", "AX2", "NS")
ACTIONS = ("P1", "P2", "NS")
FORMS = ("NR_UNKNOWN", "NR_NOT_ASKED")
REASONS = ("LANGUAGE", "DIGITAL", "COST", "FEAR")
THEMES = ("HOUSING", "WORK", "RIGHTS")
SEXES = ("F", "M", "X", "NS")
# What a share tells: whether someone has the value, None where it is not known.
Said = Callable[[int], bool | None]


def later(made: Association, random: Random) -> list[Figure]:
    """Every later table of the release, unprotected."""
    return [
        *_priorities(made, random), *_situations(random), *_needs(random), *_mentees(random),
        Figure("R6", "", "pair", Quantity(random.randint(min(1, len(made.sent)), len(made.sent)))),
    ]  # fmt: skip


def _some(random: Random, of: Sequence[str]) -> tuple[str, ...]:
    return tuple(random.sample(of, random.choices((1, 2, 3), (6, 3, 1))[0]))


def _by(name: str, keys: Iterable[str], of: Callable[[str], Quantity]) -> Breakdown:
    return Breakdown(name, tuple(Cell(key, key, of(key)) for key in keys))


def _priorities(made: Association, random: Random) -> list[Figure]:
    people = range(len(made.people))
    axes = [_some(random, AXES) for _p in people]
    actions = [_some(random, ACTIONS) for _p in people]
    odds = random.choice(((1, 3, 12), (1, 6, 3), (0, 1, 8)))
    disabled = [random.choices((True, False, None), odds)[0] for _p in people]
    inside = [random.choices((True, False, None), (4, 6, 2))[0] for _p in people]

    def sex(p: int) -> bool | None:
        known = made.people[p].sex
        return None if known == "NS" else known == "F"

    def aged(*bands: str) -> Said:
        def of(p: int) -> bool | None:
            known = made.people[p].age
            return None if known == "NS" else known in bands

        return of

    shares: list[tuple[str, Said]] = [
        ("A5.women", sex), ("A5.young", aged("A16", "A18")), ("A5.elderly", aged("A65", "A75")),
        ("A5.disabled", lambda p: disabled[p]),
    ]  # fmt: skip
    found = [_counted("axis", AXES, axes), _counted("action", ACTIONS, actions)]
    for code, said in shares:
        found += _shared(code, "axis", AXES, axes, said)
    return [*found, *_shared("A6", "action", ACTIONS, actions, lambda p: inside[p])]


def _counted(name: str, keys: Sequence[str], of: list[tuple[str, ...]]) -> Figure:
    def cell(key: str) -> Quantity:
        n = sum(key in one for one in of)
        return Quantity(n, people=n)

    return Figure("A1", "", "person", Quantity(len(of), people=len(of)), by=_by(name, keys, cell))


def _shared(
    code: str, name: str, keys: Sequence[str], of: list[tuple[str, ...]], said: Said
) -> list[Figure]:
    def share(people: list[int]) -> Quantity:
        told = [answer for answer in map(said, people) if answer is not None]
        return Quantity(sum(told), len(told), len(told))

    everyone = list(range(len(of)))
    total = share(everyone)
    known = Quantity(total.denominator, len(of))
    by = _by(name, keys, lambda key: share([p for p in everyone if key in of[p]]))
    return [
        Figure(code, "", "percent", total, known),
        Figure(code, "", "percent", total, known, by=by),
    ]


def _situations(random: Random) -> list[Figure]:
    seen = [
        (random.choice(FORMS), random.choice(THEMES), _some(random, REASONS), random.random() < 0.4)
        for _s in range(random.choice((3, 9, 20, 40)))
    ]

    def belongs(name: str, key: str) -> list[tuple[str, str, tuple[str, ...], bool]]:
        place = {"form": 0, "theme": 1, "reason": 2}[name]
        return [s for s in seen if key == s[place] or (place == 2 and key in s[2])]

    found = []
    for code, unit in (("S5", "situation"), ("S5.solved", "percent")):

        def of(
            some: Sequence[tuple[str, str, tuple[str, ...], bool]], code: str = code
        ) -> Quantity:
            solved = sum(s[3] for s in some)
            return Quantity(len(some)) if code == "S5" else Quantity(solved, len(some))

        found.append(Figure(code, "", unit, of(seen)))
        for name, keys in (("form", FORMS), ("theme", THEMES), ("reason", REASONS)):
            by = _by(name, keys, lambda key, name=name, of=of: of(belongs(name, key)))  # type: ignore[misc]
            found.append(Figure(code, "", unit, of(seen), by=by))
    return found


def _needs(random: Random) -> list[Figure]:
    states = ("OPEN", "ANSWERED", "UNANSWERED", "WITHDRAWN")
    asked = [
        (random.choice(THEMES), random.choice(states)) for _n in range(random.choice((4, 15, 30)))
    ]

    def answered(some: Sequence[tuple[str, str]]) -> Quantity:
        kept = [s for s in some if s[1] != "WITHDRAWN"]
        return Quantity(sum(s[1] == "ANSWERED" for s in kept), len(kept))

    def unanswered(some: Sequence[tuple[str, str]]) -> Quantity:
        return Quantity(sum(s[1] == "UNANSWERED" for s in some), len(some))

    found = []
    for code, of in (("S3", answered), ("S6", unanswered)):
        by = _by("theme", THEMES, lambda key, of=of: of([s for s in asked if s[0] == key]))  # type: ignore[misc]
        found += [
            Figure(code, "", "percent", of(asked)),
            Figure(code, "", "percent", of(asked), by=by),
        ]
    return found


def _mentees(random: Random) -> list[Figure]:
    paths = [
        (random.choices(SEXES, (8, 5, 1, 1))[0], random.random() < 0.7, random.random() < 0.6)
        for _m in range(random.choice((2, 7, 14, 25)))
    ]
    begun = [p for p in paths if p[1]]

    def count(some: Sequence[tuple[str, bool, bool]]) -> Quantity:
        return Quantity(len(some), people=len(some))

    def done(some: Sequence[tuple[str, bool, bool]]) -> Quantity:
        return Quantity(sum(p[2] for p in some), len(some), len(some))

    found = []
    for code, unit, of in (("M1", "person", count), ("M2", "percent", done)):
        by = _by("sex", SEXES, lambda key, of=of: of([p for p in begun if p[0] == key]))  # type: ignore[misc]
        found += [Figure(code, "", unit, of(begun)), Figure(code, "", unit, of(begun), by=by)]
    found.append(Figure("M7", "", "person", Quantity(2)))
    found.append(Figure("M7.mentees", "", "number", Quantity(len(paths), 2, len(paths))))
    return found
