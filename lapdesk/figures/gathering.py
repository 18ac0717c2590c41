"""Any number of summaries added up in one pass: what `+` gives one after the other, sooner."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache

from lapdesk.figures.consolidate import Part, Whole, is_own, style_of
from lapdesk.figures.results import Quantity
from lapdesk.figures.tally import Line, Style, Tally, Union


def together(wholes: Iterable[Whole]) -> Whole:
    """The same as their sum; raises ValueError where an association is in two of them."""
    gathering = Gathering()
    for whole in wholes:
        gathering.add(whole)
    return gathering.whole()


class Gathering:
    """Summaries added up as they come."""

    def __init__(self) -> None:
        self._associations: set[str] = set()
        self._sums: dict[tuple[str, str], GrowingPart] = {}

    def add(self, whole: Whole) -> None:
        """What other associations came to."""
        self.count(whole.associations)
        for key, part in whole.parts.items():
            self.part(key, part.style).add(part)

    def whole(self) -> Whole:
        """All that came so far."""
        parts = {key: mine.part() for key, mine in self._sums.items()}
        return Whole(frozenset(self._associations), parts)

    def count(self, associations: Collection[str]) -> None:
        """Further associations; ValueError where one of them is there already."""
        if not self._associations.isdisjoint(associations):
            raise ValueError("an association is consolidated twice")
        self._associations.update(associations)

    def part(self, key: tuple[str, str], style: Style = "sum") -> GrowingPart:
        """What a figure or a cut of it came to so far; begun in this style where it is new."""
        mine = self._sums.get(key)
        if mine is None:
            mine = self._sums[key] = GrowingPart(style)
        return mine


@cache
def style_in(code: str, unit: str) -> Style | None:
    """How a figure of an association is added up; None where it is the committee's alone."""
    return None if code == "Q3" or is_own(code) else style_of(code, unit)


class GrowingSum:
    """A tally that grows in place."""

    __slots__ = ("of",)

    def __init__(self) -> None:
        self.of = [0, 0, 0, 0, 0, 0, 0, Tally().fraction]

    def add(self, tally: Tally) -> None:
        of = self.of
        of[0] += tally.shown
        of[1] += tally.bounded
        of[2] += tally.closed
        of[3] += tally.numerator
        of[4] += tally.denominator
        of[5] += tally.low
        of[6] += tally.high
        if tally.fraction:
            of[7] += tally.fraction

    def tally(self) -> Tally:
        shown, bounded, closed, n, d, low, high = (int(number) for number in self.of[:7])
        return Tally(shown, bounded, closed, n, d, low, high, self.of[7])


@dataclass
class GrowingPart:
    """A part that grows in place."""

    style: Style
    titles: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    included: set[str] = field(default_factory=set)
    kept: bool = False
    total: GrowingSum = field(default_factory=GrowingSum)
    known: GrowingSum = field(default_factory=GrowingSum)
    cells: dict[str, tuple[set[str], GrowingSum]] = field(default_factory=dict)
    union: Union = field(default_factory=Union)
    apart: set[tuple[str, str, Quantity]] = field(default_factory=set)

    def add(self, part: Part) -> None:
        """Take in the same figure of further associations."""
        self.titles |= part.titles
        self.units |= part.units
        self.included |= part.included
        self.kept = self.kept or part.kept
        self.total.add(part.total)
        self.known.add(part.known)
        for key, (labels, tally) in part.line.cells.items():
            mine = self.cell(key)
            mine[0].update(labels)
            mine[1].add(tally)
        if part.style == "union":
            self.union += part.union
        self.apart |= part.apart

    def cell(self, key: str) -> tuple[set[str], GrowingSum]:
        """The labels and the sum of a cell."""
        mine = self.cells.get(key)
        if mine is None:
            mine = self.cells[key] = (set(), GrowingSum())
        return mine

    def part(self) -> Part:
        """What it came to."""
        line = {key: (frozenset(ls), tally.tally()) for key, (ls, tally) in self.cells.items()}
        return Part(
            frozenset(self.titles), frozenset(self.units), self.style,
            frozenset(self.included), self.kept, self.total.tally(), self.known.tally(),
            Line(line), self.union, frozenset(self.apart),
        )  # fmt: skip
