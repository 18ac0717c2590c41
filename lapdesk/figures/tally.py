"""What several associations' numbers come to, in any order and any grouping.

Every value here joins with its like by `+`, commutatively and associatively; nothing is
divided before all parts are in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from lapdesk.figures.results import Figure, Quantity

# Counts add up; shares add numerators and bases; full-time jobs add as fractions; communes are
# united; medians stay apart.
Style = Literal["sum", "rate", "fraction", "union", "apart"]


@dataclass(slots=True)
class Tally:
    """Parts of one number: those shown, those known by bounds, those not known at all.

    Nothing changes one, yet it is not frozen: a thousand summaries make a million, and a frozen
    one takes four times as long to make.
    """

    shown: int = 0
    bounded: int = 0
    closed: int = 0
    numerator: int = 0
    denominator: int = 0
    low: int = 0
    high: int = 0
    fraction: Fraction | int = 0

    @classmethod
    def of(cls, quantity: Quantity, style: Style) -> Tally:
        """One association's part."""
        n, d = quantity.numerator, quantity.denominator
        if n is not None and not quantity.hidden:
            # Adding fractions takes as long as all else together: only where they are asked for.
            whole = Fraction(n, d) if style == "fraction" and d else 0
            return cls(1, 0, 0, n, d or 0, n, n, whole)
        if style == "sum" and quantity.interval is not None:
            return cls(bounded=1, low=quantity.interval[0], high=quantity.interval[1])
        return cls(closed=1)

    @property
    def told(self) -> int:
        """How many parts say their number or its bounds."""
        return self.shown + self.bounded

    def __add__(self, other: Tally) -> Tally:
        """Both parts together."""
        return Tally(
            self.shown + other.shown, self.bounded + other.bounded, self.closed + other.closed,
            self.numerator + other.numerator, self.denominator + other.denominator,
            self.low + other.low, self.high + other.high, self.fraction + other.fraction,
        )  # fmt: skip

    def quantity(self, style: Style) -> Quantity:
        """The consolidated number: an interval where a part is hidden (B22), Σn/Σd (B21)."""
        if not self.shown and not self.bounded:
            return Quantity(None, hidden=True) if self.closed else Quantity(0, 0)
        if style == "rate":
            return Quantity(self.numerator, self.denominator)
        if style == "fraction":
            return Quantity(self.fraction.numerator, self.fraction.denominator)
        if self.bounded:
            return Quantity(None, hidden=True, interval=(self.low, self.high))
        return Quantity(self.numerator)


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one breakdown, by key, each with every label that it was given."""

    cells: Mapping[str, tuple[frozenset[str], Tally]] = field(default_factory=dict)

    def __add__(self, other: Line) -> Line:
        """Cells of one key together."""
        joined = dict(self.cells)
        for key, (labels, tally) in other.cells.items():
            mine, before = joined.get(key, (frozenset[str](), Tally()))
            joined[key] = (mine | labels, before + tally)
        return Line(joined)


@dataclass(frozen=True, slots=True)
class Union:
    """Things met by associations: those named, how many others at most, the least in all."""

    named: frozenset[str] = frozenset()
    others: int = 0
    least: int = 0
    base: int = 0

    @classmethod
    def of(cls, figure: Figure) -> Union:
        """One association's part; hidden numbers count by their bounds."""
        extra = figure.extra or {}
        named = frozenset(extra.get("communes") or extra.get("keys") or ())
        total, most = figure.total.numerator, figure.total.numerator
        if figure.total.interval is not None:
            total, most = figure.total.interval
        least = max(total or 0, len(named))
        others = max(0, (most or 0) - len(named))
        return cls(named, others, least, figure.total.denominator or 0)

    def __add__(self, other: Union) -> Union:
        """The others of both may be the same, or among the named."""
        return Union(
            self.named | other.named,
            self.others + other.others,
            max(self.least, other.least),
            max(self.base, other.base),
        )

    def quantity(self) -> Quantity:
        """How many in all, exact where everything is named."""
        low = max(self.least, len(self.named))
        high = len(self.named) + self.others
        high = min(high, self.base) if self.base else high
        if low >= high:
            return Quantity(low, self.base or None)
        return Quantity(None, hidden=True, interval=(low, high))
