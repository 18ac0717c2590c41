"""What releases of other periods have to do with this one: months, their year, a year to date.

Whoever keeps the files of January to November and that of the year can take one from the other;
so what is left, December, is guarded as if it were published hidden. Two relations are known to
anyone. What is counted once, on its day, adds up over the days: acts, hours, orientations. People
come again: in a longer time there are no fewer, and no more than in its parts together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lapdesk.figures.attack import Row
from lapdesk.figures.bands import DEPARTMENT, OUTSIDE
from lapdesk.figures.days import Days, atoms, tilings, together
from lapdesk.figures.defence import Goal
from lapdesk.figures.earlier import bounds, rows_of, told_of
from lapdesk.figures.linked import Picture, Sum, Unknown, picture
from lapdesk.figures.protect import (
    MEANS,
    MEDIANS,
    MISSING,
    PEOPLE_OVER,
    Rules,
    base,
    counts_people,
    is_small,
    kind_of,
)
from lapdesk.figures.published import Fact, Facts
from lapdesk.figures.results import Figure


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another period: its true figures today, unprotected, and every file that told of it.

    Without a file it is what is left of one that was told when others are taken from it.
    """

    days: Days
    figures: Sequence[Figure]
    told: Sequence[Sequence[Figure]] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a release: where and in which plan it is made, in which days, after what."""

    home: str
    axes: Mapping[str, Sequence[str]]
    days: Days | None = None
    others: Sequence[Elsewhere] = ()


def surroundings(
    own: Days,
    released: Sequence[tuple[Days, Sequence[Figure]]],
    truth: Callable[[Days], Sequence[Figure]],
) -> tuple[list[Sequence[Figure]], list[Elsewhere]]:
    """Of all files released, those of these days, and the other periods that matter to them.

    `truth` reckons today's figures of a period, unprotected.
    """
    told: dict[Days, list[Sequence[Figure]]] = {}
    for days, figures in released:
        told.setdefault(days, []).append(figures)
    near = together(own, [days for days in told if days != own])
    missing = [part for part in atoms([own, *near]) if near and part not in (own, *near)]
    others = [Elsewhere(days, truth(days), told.get(days, ())) for days in (*near, *missing)]
    return told.get(own, []), others


@dataclass(slots=True)
class Beyond:
    """What other periods say, as rows; and what of them must stay open."""

    rows: list[Row] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)


def across(
    kept: Sequence[Figure], known: Picture, facts: Facts, around: Around, rules: Rules
) -> Beyond:
    """Rows that tie this release to other periods, and what must stay open there."""
    beyond = Beyond()
    if around.days is None or not around.others:
        return beyond
    mine = _Period("", around.days, known, {})
    periods = [mine, *(_other(i, one, around, rules) for i, one in enumerate(around.others, 1))]
    again = {figure.code: _comes_again(figure) for figure in kept}
    rows = [row for period in periods[1:] for row in period.rows]
    rows += _linked(periods, again)
    fixed = {u: n for period in periods[1:] for u, n in period.fixed.items()}
    beyond.rows = [row for row in (_folded(row, fixed) for row in rows) if row is not None]
    for period in periods[1:]:
        for sum_, true in period.promised:
            beyond.goals.append(Goal(_left(sum_, fixed)[0], "exact", None, true))
        beyond.goals += _left_open(period, rules)
        beyond.goals += _came_besides(period, mine, facts, fixed, rules)
    beyond.goals = [goal for goal in beyond.goals if goal.sum]
    return beyond


@dataclass(slots=True)
class _Period:
    """One period on the way: its unknowns are named after it."""

    name: str
    days: Days
    known: Picture
    fixed: dict[Unknown, int]
    rows: list[Row] = field(default_factory=list)
    promised: list[tuple[Sum, int]] = field(default_factory=list)
    shown: dict[frozenset[Unknown], set[int]] = field(default_factory=dict)
    untold: Sequence[Figure] = ()

    @property
    def told(self) -> bool:
        """Whether a file tells of it, or will: this release's own."""
        return not self.untold

    def at(self, unknown: Unknown) -> Unknown:
        code, by, key, part = unknown
        return (code + self.name, by, key, part)

    def sum(self, sum_: Mapping[Unknown, int]) -> Sum:
        return {self.at(unknown): weight for unknown, weight in sum_.items()}


def _other(number: int, one: Elsewhere, around: Around, rules: Rules) -> _Period:
    kept = [f for f in one.figures if f.kept and (one.told or not _comes_again(f))]
    known = picture(kept, around.axes)
    period = _Period(f"@{number}", one.days, known, {}, untold=() if one.told else kept)
    told, promised = rows_of(one.told, known, rules, around.home)
    for row in (*known.rows, *told):
        # Nothing is below none: the solver knows it.
        if len(row.sum) > 1 or row.low > 0 or row.high < math.inf:
            period.rows.append(Row(period.sum(row.sum), row.low, row.high))
    for row in told:
        (unknown, weight), *more = row.sum.items()
        if not more and weight == 1 and row.low == row.high:
            period.fixed[period.at(unknown)] = int(row.low)
    period.promised = [(period.sum(sum_), n) for sum_, n in promised]
    for figure in (f for figures in one.told for f in figures if f.kept):
        for sum_, quantity, part in told_of(figure, known, around.home):
            low, high = bounds(quantity, part)
            # What a correction has made untrue since is still read beside this release.
            if part == "n" and low == high:
                period.shown.setdefault(frozenset(sum_), set()).add(int(low))
    return period


def _linked(periods: Sequence[_Period], again: Mapping[str, bool]) -> Iterator[Row]:
    """The relations over time of every unknown that two periods have."""
    unknowns = dict.fromkeys(u for period in periods for u in period.known.truth)
    order = _Order(periods)
    for unknown in unknowns:
        code = unknown[0]
        if base(code) in MEDIANS or code in MEANS or base(code) == "A4" or code not in again:
            continue
        if again[code]:
            yield from order.people(unknown)
        else:
            yield from order.counts(unknown)


def _comes_again(figure: Figure) -> bool:
    """Whether it counts who may come in several periods."""
    code = figure.code
    return figure.unit in ("person", "pair") or code in PEOPLE_OVER or counts_people(code)


class _Order:
    """Which periods lie in which, and which make which."""

    def __init__(self, periods: Sequence[_Period]) -> None:
        self.periods = periods
        self.inside = [
            (whole, part)
            for whole in periods
            for part in periods
            if whole is not part and whole.days.holds(part.days) and whole.told and part.told
        ]
        by_days = {p.days: p for p in periods}
        self.tiled = [
            (whole, [[by_days[days] for days in tiles] for tiles in ways])
            for whole in periods
            if (ways := tilings(whole.days, list(by_days)))
        ]
        self.crossing = [
            (a, b, by_days[a.days.with_(b.days)], by_days[a.days.within(b.days)])
            for a in periods
            for b in periods
            if a.days.first < b.days.first <= a.days.last < b.days.last
            and a.days.with_(b.days) in by_days
            and a.days.within(b.days) in by_days
        ]

    def counts(self, unknown: Unknown) -> Iterator[Row]:
        """What is counted once, on its day; where a state moved since, it is no less at least."""
        for whole, (parts, *_ways) in self.tiled:
            row = self._row(unknown, [(whole, 1), *((part, -1) for part in parts)], 0, 0)
            if row is not None:
                yield row
                continue
            for part in parts:
                yield from self._rows(unknown, [(whole, 1), (part, -1)])

    def people(self, unknown: Unknown) -> Iterator[Row]:
        """Who comes in a part comes in the whole; who comes in the whole, in a part."""
        for whole, part in self.inside:
            yield from self._rows(unknown, [(whole, 1), (part, -1)])
        for whole, ways in self.tiled:
            for tiles in ways:
                # Of a period that nobody told of, nobody knows how many came.
                if all(tile.told for tile in tiles):
                    yield from self._rows(unknown, [*((tile, 1) for tile in tiles), (whole, -1)])
        for one, other, both, shared in self.crossing:
            yield from self._rows(unknown, [(one, 1), (other, 1), (both, -1), (shared, -1)])

    def _rows(self, unknown: Unknown, terms: Sequence[tuple[_Period, int]]) -> Iterator[Row]:
        row = self._row(unknown, terms, 0, math.inf)
        if row is not None:
            yield row

    def _row(
        self, unknown: Unknown, terms: Sequence[tuple[_Period, int]], low: float, high: float
    ) -> Row | None:
        """The relation, if it is true; who is in no cell of a period's list is nobody."""
        here = [(p, weight) for p, weight in terms if unknown in p.known.truth]
        true = sum(weight * p.known.truth[unknown] for p, weight in here)
        if not here or not low <= true <= high:
            return None
        return Row({p.at(unknown): weight for p, weight in here}, low, high)


def _left(sum_: Mapping[Unknown, int], fixed: Mapping[Unknown, int]) -> tuple[Sum, int]:
    """A sum without what is known, and what that comes to."""
    left = {u: weight for u, weight in sum_.items() if u not in fixed}
    return left, sum(weight * fixed[u] for u, weight in sum_.items() if u in fixed)


def _folded(row: Row, fixed: Mapping[Unknown, int]) -> Row | None:
    left, known = _left(row.sum, fixed)
    return Row(left, row.low - known, row.high - known) if left else None


def _left_open(period: _Period, rules: Rules) -> Iterator[Goal]:
    """What nobody published and differences tell: small cells may not be proved to be so."""
    low, high = rules.small
    for figure in period.untold:
        cells = figure.by.cells if figure.by else ()
        by = figure.by.name if figure.by else ""
        for key, quantity in (("", figure.total), *((c.key, c.quantity) for c in cells)):
            unknown: Unknown = (figure.code, by if key else "", key, "n")
            if unknown not in period.known.truth or not is_small(figure.code, quantity, rules):
                continue
            n, kind = quantity.numerator or 0, kind_of(figure.code, quantity)
            if kind == "people" and low <= n <= high:
                yield Goal({period.at(unknown): 1}, "small", None, n)
            elif kind == "amount":
                yield Goal({period.at(unknown): 1}, "wide", None, n)


def _came_besides(
    period: _Period, mine: _Period, facts: Facts, fixed: Mapping[Unknown, int], rules: Rules
) -> Iterator[Goal]:
    """A few people who are in one of two periods alone: no cell may tell of them."""
    low, high = rules.small
    longer = mine.days.holds(period.days)
    if not longer and not period.days.holds(mine.days):
        return
    for fact in facts.values():
        # Of whom nothing is stated nothing is told.
        if fact.kind != "people" or fact.spot[2] in ("", MISSING):
            continue
        now = fact.quantity.numerator or 0
        for told in sorted(_told_of_them(fact, period, longer=longer)):
            more, sign = (now - told, 1) if longer else (told - now, -1)
            if low <= more <= high:
                left = {u: sign * w for u, w in fact.n.items()}
                yield Goal(left, "small", fact.spot, more, sign * told)


def _told_of_them(fact: Fact, period: _Period, *, longer: bool) -> set[int]:
    """What another period told of the same people.

    A line of all other places holds more of them in a longer time: whoever lives in a place that
    had nobody before came besides too.
    """
    own = frozenset(fact.n)
    told = set(period.shown.get(own, ()))
    if fact.spot[2] in (DEPARTMENT, OUTSIDE):
        for others, numbers in period.shown.items():
            if others < own if longer else own < others:
                told |= numbers
    return told
