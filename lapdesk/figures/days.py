"""Periods as numbers of days: which lie in which, which share days, which make up which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from lapdesk.figures.period import Period

# Of the ways to put a period together from others, so many are looked at.
_TILINGS: Final = 12


@dataclass(frozen=True, order=True, slots=True)
class Days:
    """The first and the last day, as ordinal numbers."""

    first: int
    last: int

    @classmethod
    def of(cls, period: Period) -> Days:
        """Those of a period."""
        return cls(period.start.toordinal(), period.end.toordinal())

    def period(self, as_of: date) -> Period:
        """The period of these days, reckoned on a day."""
        return Period(date.fromordinal(self.first), date.fromordinal(self.last), as_of)

    def holds(self, other: Days) -> bool:
        """Whether every day of the other is one of these."""
        return self.first <= other.first and other.last <= self.last

    def with_(self, other: Days) -> Days:
        """From the first day of both to the last."""
        return Days(min(self.first, other.first), max(self.last, other.last))

    def within(self, other: Days) -> Days:
        """The days that both have."""
        return Days(max(self.first, other.first), min(self.last, other.last))


def atoms(periods: Sequence[Days]) -> list[Days]:
    """The shortest periods that all these are made of."""
    edges = sorted({edge for p in periods for edge in (p.first, p.last + 1)})
    parts = [Days(a, b - 1) for a, b in pairwise(edges)]
    return [part for part in parts if any(p.holds(part) for p in periods)]


def together(own: Days, periods: Sequence[Days]) -> list[Days]:
    """The periods that share days with this one, or with one that does."""
    found, left = [own], list(periods)
    while near := [p for p in left if any(_meet(p, one) for one in found)]:
        found += near
        left = [p for p in left if p not in near]
    return found[1:]


def _meet(one: Days, other: Days) -> bool:
    return one.first <= other.last and other.first <= one.last


def tilings(whole: Days, periods: Sequence[Days]) -> list[list[Days]]:
    """Ways to put a period together from others that follow one another."""
    found: list[list[Days]] = []

    def lay(upto: int, tiles: list[Days]) -> None:
        if upto > whole.last and len(found) < _TILINGS:
            found.append(tiles)
        fitting = [p for p in periods if p != whole and p.first == upto and p.last <= whole.last]
        for tile in sorted(fitting, key=lambda p: -p.last):
            if len(found) < _TILINGS:
                lay(tile.last + 1, [*tiles, tile])

    lay(whole.first, [])
    return found
