"""One release under attack, and what is hidden until nothing in it can be narrowed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lapdesk.figures.attack import EXACT, Bound, Part, Row, Unknowns
from lapdesk.figures.linked import Sum
from lapdesk.figures.protect import Rules
from lapdesk.figures.published import KNOWN, Fact, Facts, Spot, told

# A hidden share or amount keeps at least as many possible values as a small cell.
_WIDTH: Final = 3
ROLLABLE: Final = frozenset({"sex", "age_band", "commune"})


@dataclass(frozen=True, slots=True)
class Goal:
    """A sum that must stay open, and how: "exact" [1, 4], "small" not proved small, "wide".

    Of a difference with a number that is known, `less` is that number.
    """

    sum: Sum
    how: str
    spot: Spot | None
    true: int
    less: int = 0


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
        least, most = least - goal.less, most - goal.less
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
        # What is told of another period gives it away with this one: not even "small" is said,
        # nor that there is nothing.
        told = [f for f in touched if f.state != "gone" and f.kind != "free"]
        if told:
            self._set(min(told, key=lambda f: f.cost), "gone")
            return True
        return False

    def _withhold(self, code: str, by: str) -> None:
        if by in ROLLABLE - self.rolled:
            self.roll.add(by)
        for fact in self.facts.line(code, by):
            self._set(fact, "gone")
        rate = self.facts.get((code, by, KNOWN))
        if rate is not None:
            self._set(rate, "gone")

    def tells(self, row: Row) -> bool:
        """Whether a row always holds, or is about a fact that is shown."""
        fact = self.facts.get(row.about) if isinstance(row.about, tuple) else None
        return fact is None or fact.state == "shown"

    def base_is_known(self, sum_: Sum) -> bool:
        """Whether a reader can compute a denominator."""
        part = self.unknowns.of(sum_)
        least, most = (part.end(sum_, most=most).value for most in (False, True))
        return most - least < EXACT

    def _set(self, fact: Fact, state: str) -> None:
        fact.state = "gone" if state == "gone" else "shut"
        self.unknowns.forget(fact.spot, *told(fact, self.rules))


def _spots(bound: Bound) -> frozenset[Spot]:
    return frozenset(s for s in bound.by if isinstance(s, tuple))
