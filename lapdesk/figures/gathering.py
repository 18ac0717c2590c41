"""Any number of summaries added up in one pass: what `+` gives one after the other, sooner."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any

from lapdesk.figures import catalogue, received
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
        self._sums: dict[tuple[str, str], _Part] = {}

    def add(self, whole: Whole) -> None:
        """What other associations came to."""
        self._count(whole.associations)
        for key, part in whole.parts.items():
            self._part(key, part.style).add(part)

    def read(self, association: str, name: str, figures: Iterable[Mapping[str, Any]]) -> None:
        """The figures of a document that was looked at when it was taken in.

        The same as `Whole.of` makes of them, in a third of the time: no figure is made.
        """
        self._count({association})
        for body in figures:
            code, cut = body["code"], body.get("by")
            style = _style(code, body["unit"])
            if style is None or (cut is not None and style == "apart"):
                continue
            by = cut["breakdown"] if cut is not None else ""
            self._part((code, by), style).read(body, association, name)

    def whole(self) -> Whole:
        """All that came so far."""
        parts = {key: mine.part() for key, mine in self._sums.items()}
        return Whole(frozenset(self._associations), parts)

    def _count(self, associations: Collection[str]) -> None:
        if not self._associations.isdisjoint(associations):
            raise ValueError("an association is consolidated twice")
        self._associations.update(associations)

    def _part(self, key: tuple[str, str], style: Style) -> _Part:
        mine = self._sums.get(key)
        if mine is None:
            mine = self._sums[key] = _Part(style)
        return mine


@cache
def _style(code: str, unit: str) -> Style | None:
    """How a figure of an association is added up; None where it is the committee's alone."""
    return None if code == "Q3" or is_own(code) else style_of(code, unit)


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

    def read(self, body: Mapping[str, Any], style: Style) -> bool:
        """Count a quantity as it is written (`Tally.of`); whether anything is known of it."""
        of, n = self.of, body.get("numerator")
        if n is not None:
            d = body.get("denominator") or 0
            of[0] += 1
            of[3] += n
            of[4] += d
            of[5] += n
            of[6] += n
            if style == "fraction" and d:
                of[7] += Fraction(n, d)
            return True
        bounds = body.get("interval") if style == "sum" else None
        if bounds is None:
            of[2] += 1
            return False
        of[1] += 1
        of[5] += bounds[0]
        of[6] += bounds[1]
        return True

    def tally(self) -> Tally:
        shown, bounded, closed, n, d, low, high = (int(number) for number in self.of[:7])
        return Tally(shown, bounded, closed, n, d, low, high, self.of[7])


@dataclass
class _Part:
    """A part that grows in place."""

    style: Style
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

    def read(self, body: Mapping[str, Any], association: str, name: str) -> None:
        """Take in one association's figure as it is written."""
        code, cut = body["code"], body.get("by")
        known = catalogue.BY_CODE.get(code)
        self.titles.add(known.title if known is not None else code)
        self.units.add(body["unit"])
        if body.get("kept") is False:
            return
        self.kept = True
        if cut is not None and not cut["cells"]:
            self.total.of[2] += 1
            return
        if self.style in ("union", "apart"):
            figure = received.read(body)
            self.included.add(association)
            if self.style == "union":
                self.union += Union.of(figure)
            else:
                self.apart.add((association, name or association, figure.total))
            return
        if self.total.read(body, self.style):
            self.included.add(association)
            if body.get("known") is not None:
                self.known.read(body["known"], "rate")
        for cell in cut["cells"] if cut is not None else ():
            mine = self.cells.get(cell["key"])
            if mine is None:
                mine = self.cells[cell["key"]] = (set(), _Sum())
            mine[0].add(cell["label"])
            mine[1].read(cell, self.style)

    def part(self) -> Part:
        """What it came to."""
        line = {key: (frozenset(ls), tally.tally()) for key, (ls, tally) in self.cells.items()}
        return Part(
            frozenset(self.titles), frozenset(self.units), self.style,
            frozenset(self.included), self.kept, self.total.tally(), self.known.tally(),
            Line(line), self.union, frozenset(self.apart),
        )  # fmt: skip
