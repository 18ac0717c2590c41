"""The facts of a release, one for each number in it, and in what state each is published."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from lapdesk.figures.attack import Row
from lapdesk.figures.bands import Groups
from lapdesk.figures.linked import Picture, Sum
from lapdesk.figures.protect import LIMITING, MISSING, Kind, Rules, base, is_small, kind_of, lone
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity

# Figure, breakdown, key; both last are empty for a total.
Spot = tuple[str, str, str]
# "small": known to be of 1 to 4; "shut": hidden beside it; "gone": its breakdown is withheld.
State = Literal["shown", "small", "shut", "gone"]
KNOWN: Final = "?known"
# The twelve core figures (B27) stay readable longest; in the order in which a reader wants them.
CORE: Final = ("A1", "A2", "A3", "S1", "S2", "R1", "R3", "R5", "W1", "W4", "W6", "H2")


@dataclass
class Fact:
    """A number to publish: its true quantity, the sums it tells of, its state."""

    spot: Spot
    kind: Kind
    quantity: Quantity
    n: Sum
    d: Sum | None
    state: State = "shown"
    interval: tuple[int, int] | None = None

    def rows(self, rules: Rules) -> Iterator[Row]:
        """What a reader of the release knows of its unknowns."""
        if self.kind not in ("median", "mean"):
            low, high = told(self, rules)
            yield Row(self.n, low, high, self.spot)
        if self.d is not None and self.kind != "median":
            d = self.quantity.denominator or 0
            shown = self.state == "shown"
            yield Row(self.d, d if shown else 0, d if shown else math.inf, self.spot)

    @property
    def cost(self) -> tuple[int, int, Spot]:
        """How much hiding it takes from the reader: the smallest cells go first."""
        code, by, key = self.spot
        size = self.quantity.denominator or self.quantity.numerator or 0
        if key == KNOWN:
            return (0, size, self.spot)
        if not by and base(code) in ("Q1", "A5", "A6"):
            return (1, size, self.spot)
        if by:
            return (2, size, self.spot)
        return (5 if code in CORE else 4, size, self.spot)

    @property
    def may_hide(self) -> bool:
        """Nothing stays visible: a count of 0 is never hidden."""
        zero = self.quantity.numerator == 0 and self.quantity.denominator is None
        return self.state == "shown" and self.kind != "free" and not zero


def told(fact: Fact, rules: Rules) -> tuple[float, float]:
    """Bounds of the numerator that the state itself tells."""
    n = fact.quantity.numerator or 0
    if fact.state == "shown":
        return (n, n)
    if fact.state == "small" and fact.kind == "people":
        return rules.small
    if fact.state == "gone" or fact.kind not in ("people", "amount"):
        return (0, math.inf)
    # Hidden and not told "< 5": a reader concludes that it has 5 or more.
    return (rules.threshold if fact.kind == "people" else 1, math.inf)


class Facts(dict[Spot, Fact]):
    """The facts of a release by their spots; each is put once."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[tuple[str, str], list[Fact]] = {}

    def __setitem__(self, spot: Spot, fact: Fact) -> None:
        """Put a fact where it is published."""
        if spot[2] != KNOWN:
            self._lines.setdefault(spot[:2], []).append(fact)
        super().__setitem__(spot, fact)

    def line(self, code: str, by: str) -> list[Fact]:
        """The cells of one breakdown."""
        return list(self._lines.get((code, by), ()))


def facts_of(figures: Iterable[Figure], into: Groups, known: Picture) -> Facts:
    """The facts of regrouped, unprotected figures, all still shown but for A4."""
    facts = Facts()
    for figure in figures:
        if not figure.kept:
            continue
        by = figure.by.name if figure.by else ""
        for key, quantity in _numbers(figure):
            spot = (figure.code, by if key else "", key)
            n, d = (_sum(spot, part, into, known) for part in ("n", "d"))
            if quantity.numerator is None or not n or spot in facts:
                continue
            kind: Kind = kind_of(figure.code, quantity)
            if kind == "free" and base(figure.code) in LIMITING:
                # Never small by itself, yet it says something of what is.
                kind = "amount" if quantity.denominator is None else "share"
            if kind != "free":
                facts[spot] = Fact(spot, kind, quantity, n, d or None)
        if figure.known is not None and figure.known.numerator is not None:
            fact = _known_fact(figure, by, known)
            facts[fact.spot] = fact
    return facts


def hide_small(facts: Facts, rules: Rules) -> None:
    """First what is small by itself, then the one beside a lone hidden cell of a line."""
    for fact in facts.values():
        if fact.spot[2] != KNOWN and is_small(fact.spot[0], fact.quantity, rules):
            fact.state = "small"
    for code, by in dict.fromkeys((c, b) for c, b, _k in facts if b):
        total = facts.get((code, "", ""))
        line = facts.line(code, by)
        second = lone(code, [f.quantity for f in line], rules)
        if second is not None and total is not None and total.state == "shown":
            line[second].state = "shut"
        missing = facts.get((code, by, MISSING))
        rate = facts.get((code, by, KNOWN))
        if rate and ((missing and missing.state != "shown") or (total and total.state != "shown")):
            rate.state = "shut"


def reopen(facts: Facts, certain: Callable[[Fact], bool]) -> None:
    """Show again what was hidden beside others and everyone can compute: nobody learns by it.

    `certain` says whether the base of a share is known, too. A small cell is never left as the
    only hidden one of its line.
    """
    for fact in facts.values():
        n = fact.quantity.numerator
        if fact.state != "shut" or fact.interval != (n, n) or not certain(fact):
            continue
        code, by, key = fact.spot
        hidden = [f for f in facts.line(code, by) if f.state != "shown"] if key else []
        if len(hidden) != 2:
            fact.state, fact.interval = "shown", None


def shut(figure: Figure, facts: Facts) -> Figure:
    """The figure as it is published, from the states and intervals of its facts."""
    if not figure.kept:
        return figure
    code, by = figure.code, figure.by
    own = facts.get((code, "", ""))
    if own is not None and own.kind == "communes" and own.state != "shown":
        return _uncounted(figure, own)
    if by is not None:
        cells = tuple(
            Cell(c.key, c.label, _shut(c.quantity, facts.get((code, by.name, c.key))))
            for c in by.cells
        )
        if any(f.state == "gone" for f in facts.line(code, by.name)):
            cells = ()
        by = Breakdown(by.name, cells)
    rate = facts.get((code, by.name if by else "", KNOWN))
    known = figure.known if rate is None or rate.state == "shown" else None
    return replace(figure, total=_shut(figure.total, own), by=by, known=known)


def _uncounted(figure: Figure, fact: Fact) -> Figure:
    """A4 without the number of communes that are not named."""
    extra = {**(figure.extra or {}), "others": None}
    named, base_ = len(extra.get("communes", ())), fact.quantity.denominator or 0
    return replace(figure, total=fact.quantity.hide(named, base_), known=None, extra=extra)


def _shut(quantity: Quantity, fact: Fact | None) -> Quantity:
    if fact is None or fact.state == "shown":
        return quantity
    hidden = quantity.hide(*(fact.interval or (0, 0)))
    return hidden if fact.interval else replace(hidden, interval=None)


def _numbers(figure: Figure) -> Iterator[tuple[str, Quantity]]:
    yield "", figure.total
    for cell in figure.by.cells if figure.by else ():
        yield cell.key, cell.quantity


def _sum(spot: Spot, part: str, into: Groups, known: Picture) -> Sum:
    code, by, _key = spot
    return {(code, by, fine, part): 1 for fine in _parts(spot, into, known.keys(code, by, part))
            if (code, by, fine, part) in known.truth}  # fmt: skip


def _parts(spot: Spot, into: Groups, fine: Sequence[str]) -> list[str]:
    _code, by, key = spot
    mapping = into.get(by, {})
    found = [k for k in fine if mapping.get(k, k) == key and (k == key or k in mapping)]
    return found or [key]


def _known_fact(figure: Figure, by: str, known: Picture) -> Fact:
    """A known rate: its numerator and base are sums of the tables, else unknowns of their own."""
    code, rate = figure.code, figure.known or Quantity(None)
    people: Sum = {("A1", "", "", "n"): 1}
    own: Sum = {(code, "", "", "n"): 1}
    if code == "A4":
        n, d = {**people, ("A1", "commune", MISSING, "n"): -1}, people
    elif base(code) in ("A5", "A6"):
        n, d = {(code, "", "", "d"): 1}, people
    elif code[0] == "R":
        n, d = {(code, "", "", "d"): 1}, {("R1", "", "", "n"): 1, ("R1", "mode", "M0", "n"): -1}
    else:
        n, d = {**own, (code, by, MISSING, "n"): -1}, own

    def true(sum_: Sum, value: int | None, part: str) -> Sum:
        if known.value(sum_) == value:
            return sum_
        lonely = (code, by, KNOWN, part)
        known.put(lonely, value or 0)
        return {lonely: 1}

    spot = (code, by, KNOWN)
    return Fact(spot, "share", rate, true(n, rate.numerator, "n"), true(d, rate.denominator, "d"))
