"""Any number of summaries added up in one pass: what `+` gives one after the other, sooner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lapdesk.figures.consolidate import Part, Whole
from lapdesk.figures.results import Quantity
from lapdesk.figures.tally import Line, Tally, Union


def together(wholes: Iterable[Whole]) -> Whole:
    """The same as their sum; raises ValueError where an association is in two of them."""
    associations: set[str] = set()
    sums: dict[tuple[str, str], _Part] = {}
    for whole in wholes:
        if not associations.isdisjoint(whole.associations):
            raise ValueError("an association is consolidated twice")
        associations |= whole.associations
        for key, part in whole.parts.items():
            mine = sums.get(key)
            if mine is None:
                mine = sums[key] = _Part(part)
            mine.add(part)
    return Whole(frozenset(associations), {key: mine.part() for key, mine in sums.items()})


class _Sum:
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
class _Part:
    """A part that grows in place; `like` gives its style, which is that of all."""

    like: Part
    titles: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    included: set[str] = field(default_factory=set)
    kept: bool = False
    total: _Sum = field(default_factory=_Sum)
    known: _Sum = field(default_factory=_Sum)
    cells: dict[str, tuple[set[str], _Sum]] = field(default_factory=dict)
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
        cells = self.cells
        for key, (labels, tally) in part.line.cells.items():
            mine = cells.get(key)
            if mine is None:
                mine = cells[key] = (set(), _Sum())
            mine[0].update(labels)
            mine[1].add(tally)
        if part.style == "union":
            self.union += part.union
        self.apart |= part.apart

    def part(self) -> Part:
        """What it came to."""
        line = {key: (frozenset(ls), tally.tally()) for key, (ls, tally) in self.cells.items()}
        return Part(
            frozenset(self.titles), frozenset(self.units), self.like.style,
            frozenset(self.included), self.kept, self.total.tally(), self.known.tally(),
            Line(line), self.union, frozenset(self.apart),
        )  # fmt: skip
