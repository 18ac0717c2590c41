"""A release is attacked before it leaves, and more is hidden until nothing can be narrowed.

The attacker knows every published number, the rules of hiding, the plan, the definitions of
the figures and earlier releases of the same period. Source: domain model, section 7 and B27.
What is promised of a small cell is that each of 1 to 4 stays possible, in whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lapdesk.errors import LapdeskError
from lapdesk.figures import bands
from lapdesk.figures.attack import EXACT, Bound, Part, Row, Unknowns
from lapdesk.figures.crossed import families
from lapdesk.figures.earlier import keep_hidden, rows_of
from lapdesk.figures.linked import Picture, Sum, commune_rows, picture
from lapdesk.figures.linked_later import relate
from lapdesk.figures.protect import Rules, base, commune_extra, counts_people, named_communes
from lapdesk.figures.published import (
    KNOWN,
    Fact,
    Facts,
    Spot,
    facts_of,
    hide_small,
    reopen,
    shut,
    told,
)
from lapdesk.figures.results import Figure, value
from lapdesk.i18n import _

# A hidden share or amount keeps at least as many possible values as a small cell.
_WIDTH: Final = 3
_ROLLABLE: Final = frozenset({"sex", "age_band", "commune"})


@dataclass(frozen=True, slots=True)
class Goal:
    """A sum that must stay open, and how: "exact" [1, 4], "small" not proved small, "wide"."""

    sum: Sum
    how: str
    spot: Spot | None
    true: int


@dataclass
class Attack:
    """One release under attack: its facts, the solver, what had to be hidden."""

    facts: Facts
    unknowns: Unknowns
    rules: Rules
    roll: set[str] = field(default_factory=set)
    rolled: frozenset[str] = frozenset()

    def defend(self, goal: Goal) -> None:
        """Hide until the goal is open, or nothing of this release narrows it any more."""
        while True:
            if goal.spot is not None and self.facts[goal.spot].state == "gone":
                goal = replace(goal, how="small" if goal.how == "exact" else goal.how, spot=None)
            by = self._narrowed(goal)
            if by is None or not self._yield(goal, by):
                return

    def survey(self, goals: Sequence[Goal]) -> None:
        """Look for possibilities that show many goals open at once, before asking one by one."""
        for most in (True, False):
            left = list(goals)
            while left:
                together: dict[int, tuple[Part, dict[Hashable, int]]] = {}
                for goal in left:
                    part = self.unknowns.of(goal.sum)
                    _part, sums = together.setdefault(id(part), (part, {}))
                    for unknown, weight in goal.sum.items():
                        sums[unknown] = sums.get(unknown, 0) + weight
                for part, sums in together.values():
                    part.end(sums, most=most)
                before, left = len(left), [g for g in left if not self._reached(g, most=most)]
                if len(left) == before:
                    break

    def _reached(self, goal: Goal, *, most: bool) -> bool:
        least, highest = self.unknowns.of(goal.sum).seen(goal.sum)
        if goal.how == "exact":
            low, high = self.rules.small
            return highest >= high - EXACT if most else least <= low + EXACT
        return self._open(goal, least, highest)

    def _narrowed(self, goal: Goal) -> frozenset[Spot] | None:
        """The facts that an attack on the goal hangs on; None where it fails."""
        part = self.unknowns.of(goal.sum)
        if self._open(goal, *part.seen(goal.sum)):
            return None
        least = part.end(goal.sum, most=False)
        if goal.how == "small" and least.whole and self._open(goal, least.value, least.value):
            return None
        most = part.end(goal.sum, most=True)
        if not self._open(goal, least.value, most.value):
            return _spots(least) | _spots(most)
        if goal.how != "wide" and not (least.whole and most.whole):
            ends = (part.whole_end(goal.sum, most=False), part.whole_end(goal.sum, most=True))
            if not self._open(goal, *ends):
                return _spots(least) | _spots(most)
        return None

    def _open(self, goal: Goal, least: float, most: float) -> bool:
        """Whether a goal whose sum can be as little as `least` and as much as `most` is safe."""
        low, high = self.rules.small
        if least > most:
            return False
        spans = least <= low + EXACT and most >= high - EXACT
        if goal.how == "exact":
            return spans
        if goal.how == "wide":
            return most - least >= max(_WIDTH, goal.true // 2) - EXACT
        # Proved to lie within 1 to 4, and closer than these.
        return spans or least < low - EXACT or most > high + EXACT

    def _yield(self, goal: Goal, by: frozenset[Spot]) -> bool:
        """Hide the cheapest fact that the attack hangs on, else withhold a breakdown."""
        touched = [self.facts[spot] for spot in by if spot in self.facts]
        cells = [f for f in touched if f.may_hide and f.cost[0] <= 2]
        if cells:
            self._set(min(cells, key=lambda f: f.cost), "shut")
            return True
        lines = {f.spot[:2] for f in touched if f.spot[1] and f.state != "gone"}
        own = goal.spot[:2] if goal.spot and goal.spot[1] else None
        if own and any(f.state != "gone" for f in self.facts.line(*own)):
            lines.add(own)
        if lines:
            self._withhold(*min(lines, key=lambda line: (line != own, line)))
            return True
        totals = [f for f in touched if f.may_hide]
        if totals:
            self._set(min(totals, key=lambda f: f.cost), "shut")
            return True
        if goal.spot is not None and not goal.spot[1] and self.facts[goal.spot].state == "small":
            self._set(self.facts[goal.spot], "gone")
            return True
        return False

    def _withhold(self, code: str, by: str) -> None:
        if by in _ROLLABLE - self.rolled:
            self.roll.add(by)
        for fact in self.facts.line(code, by):
            self._set(fact, "gone")
        rate = self.facts.get((code, by, KNOWN))
        if rate is not None:
            self._set(rate, "gone")

    def base_is_known(self, sum_: Sum) -> bool:
        """Whether a reader can compute a denominator."""
        part = self.unknowns.of(sum_)
        least, most = (part.end(sum_, most=most).value for most in (False, True))
        return most - least < EXACT

    def _set(self, fact: Fact, state: str) -> None:
        fact.state = "gone" if state == "gone" else "shut"
        self.unknowns.forget(fact.spot, *told(fact, self.rules))


def release(
    figures: Sequence[Figure],
    rules: Rules | None = None,
    earlier: Sequence[Sequence[Figure]] = (),
    *,
    home: str = "",
    axes: Mapping[str, Sequence[str]] | None = None,
) -> list[Figure]:
    """What may leave of unprotected figures: every table at once, each breakdown once.

    `earlier` are the releases of the same association and period that others may still hold;
    `home` is the association's commune (INSEE), `axes` the axes of each action of the plan.
    A breakdown withheld keeps its name and loses its cells. Raises LD-290 where nothing
    readable is left.
    """
    rules = rules or Rules()
    rolled: frozenset[str] = frozenset()
    while True:
        attack, coarse = _attacked(figures, rules, earlier, home, axes or {}, rolled)
        if not attack.roll:
            break
        # Rather coarser categories than none; each name is rolled up once at most.
        rolled |= attack.roll
    _intervals(attack)
    released = [shut(figure, attack.facts) for figure in coarse]
    if not any(f.kept and value(f.total, f.unit) is not None for f in released):
        raise LapdeskError(
            "LD-290",
            _("Too few people: nothing of this period can be published."),
            _("Choose a longer period, or tell the committee that nothing can be shown."),
        )
    return released


def _attacked(
    figures: Sequence[Figure],
    rules: Rules,
    earlier: Sequence[Sequence[Figure]],
    home: str,
    axes: Mapping[str, Sequence[str]],
    rolled: frozenset[str],
) -> tuple[Attack, list[Figure]]:
    kept = [f for f in figures if f.kept]
    known = picture(kept, axes)
    relate(known)
    into = bands.groups(kept, rules, home=home, rolled=rolled)
    coarse = [_communes(bands.regroup(f, into), kept, rules) for f in figures]
    facts = facts_of(coarse, into, known)
    hide_small(facts, rules)
    keep_hidden(facts, earlier)
    before, promised = rows_of(earlier, known, rules, home)
    rows = [*known.rows, *_communes_told(coarse, known, rules, home), *before]
    rows += [row for fact in facts.values() for row in fact.rows(rules)]
    attack = Attack(facts, _unknowns(rows, families(known)), rules, rolled=rolled)
    if bands.is_small(kept):
        # All is rolled up from the start: there is nothing coarser.
        attack.rolled = _ROLLABLE
    goals = [*_goals(facts, known, rules), *(Goal(s, "exact", None, n) for s, n in promised)]
    attack.survey(goals)
    for goal in goals:
        attack.defend(goal)
    return attack, coarse


def _unknowns(rows: list[Row], families_: Sequence[list[Row]]) -> Unknowns:
    unknowns = Unknowns([*rows, *(row for family in families_ for row in family)])
    if unknowns.possible():
        return unknowns
    for family in families_:
        if family and Unknowns([*rows, *family]).possible():
            rows += family
    return Unknowns(rows)


def _goals(facts: Facts, known: Picture, rules: Rules) -> Iterator[Goal]:
    low, high = rules.small
    told_small: list[Sum] = []
    for fact in facts.values():
        n = fact.quantity.numerator or 0
        if fact.kind == "people" and fact.state == "small":
            told_small.append(fact.n)
            yield Goal(fact.n, "exact", fact.spot, n)
        elif fact.state == "small" and counts_people(fact.spot[0]) and fact.d:
            rest = {**fact.d, **dict.fromkeys(fact.n, -1)}
            d = fact.quantity.denominator or 0
            for sum_, count in ((fact.n, n), (rest, d - n)):
                if low <= count <= high:
                    yield Goal(sum_, "small", fact.spot, count)
        elif fact.state == "small" and fact.kind in ("amount", "share"):
            yield Goal(fact.n, "wide", fact.spot, n if fact.kind == "amount" else 0)
    # What is rolled up or withheld must not be proved small through other tables either;
    # of a commune that is not named nobody knows that it is among the others.
    for unknown, n in known.truth.items():
        personal = unknown[1] in ("sex", "age_band") and unknown[0] in ("A1", "A2", "W4", "M1")
        if personal and low <= n <= high and {unknown: 1} not in told_small:
            yield Goal({unknown: 1}, "small", None, n)


def _communes(figure: Figure, figures: Sequence[Figure], rules: Rules) -> Figure:
    if not figure.kept or base(figure.code) != "A4" or "communes" not in (figure.extra or {}):
        return figure
    return replace(figure, extra=commune_extra(figure, named_communes(figures, rules)))


def _communes_told(
    figures: Sequence[Figure], known: Picture, rules: Rules, home: str
) -> Iterator[Row]:
    for figure in figures:
        if figure.kept and figure.code == "A4" and "communes" in (figure.extra or {}):
            extra = figure.extra or {}
            yield from commune_rows(
                known, extra["communes"], extra["others"], rules.threshold, bands.department(home)
            )


def _intervals(attack: Attack) -> None:
    """Bounds of each hidden number as the attacker computes them, in whole numbers."""
    for fact in attack.facts.values():
        if fact.state == "shown" or fact.spot[2] == KNOWN or fact.kind in ("median", "mean"):
            continue
        if fact.kind == "people" and fact.state == "small":
            fact.interval = attack.rules.small
            continue
        part = attack.unknowns.of(fact.n)
        least, most = (part.end(fact.n, most=most).value for most in (False, True))
        if not math.isinf(most):
            fact.interval = (math.ceil(least - EXACT), math.floor(most + EXACT))
    reopen(attack.facts, lambda fact: fact.d is None or attack.base_is_known(fact.d))


def _spots(bound: Bound) -> frozenset[Spot]:
    return frozenset(s for s in bound.by if isinstance(s, tuple))
