"""Summaries added up column by column: what `Whole.of` makes of each, in a tenth of the time."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from typing import TYPE_CHECKING, Any, Final

from lapdesk.figures import catalogue
from lapdesk.figures.columns import BOUNDED, TOLD, WIDTH, Columns, Key, Line, placed
from lapdesk.figures.gathering import Gathering, GrowingPart, GrowingSum, style_in
from lapdesk.figures.tally import Tally, Union

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.int64]]
    Truths = np.ndarray[Any, np.dtype[np.bool_]]

# Shown, bounded, closed, numerators, bases, least, most: as a tally has them.
_TALLIED: Final = 7
# Styles of which a figure is taken as a whole.
_WHOLE: Final = ("union", "apart")
# Sums that there is room for at first; layouts and lines that are remembered.
_ROOM: Final = 4096
_PLANS: Final = 16
_WAYS: Final = 1024


@dataclass(frozen=True, slots=True)
class _Way:
    """How the rows of a line are added: to which sums, and whose bounds count.

    `rates` says which row is a known rate: that counts where the total before it does.
    """

    part: GrowingPart
    ids: Sequence[int]
    summed: Sequence[bool]
    rates: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a file is added: its rows as those of a `_Way`, one line after the other.

    `totals` are the places of totals among `rows`, of `parts` in turn; `fractions` are rows that
    add as fractions; `closed` are sums of cuts without cells; `apart` the keys of figures that are
    united or stand apart.
    """

    rows: Numbers
    ids: Numbers
    summed: Truths
    rates: Truths
    totals: Numbers
    parts: Sequence[GrowingPart]
    fractions: Sequence[tuple[int, int]]
    closed: Sequence[GrowingSum]
    apart: frozenset[Key]


class Adding:
    """Sums that grow by whole files; `finish` gives them to the gathering."""

    def __init__(self, gathering: Gathering) -> None:
        import numpy as np

        self._gathering = gathering
        self._plans: dict[bytes, _Plan] = {}
        self._ways: dict[Line, _Way | None] = {}
        self._targets: list[GrowingSum] = []
        self._ids: dict[int, int] = {}
        self._sums: Numbers = np.zeros((_TALLIED, _ROOM), np.int64)
        # By target, the numerators over each base: fractions are slow, bases are few.
        self._fractions: dict[int, dict[int, int]] = {}

    def add(self, association: str, name: str, columns: Columns) -> None:
        """One association's summary; ValueError where it is there already."""
        import numpy as np

        self._gathering.count({association})
        plan = self._plans.get(columns.layout) or self._planned(columns.layout)
        content = zlib.decompress(columns.numbers)
        n, d, low, high, flags = np.frombuffer(content, "<i8").reshape(WIDTH, -1)[:, plan.rows]
        told = (flags & TOLD) > 0
        bounded = ~told & plan.summed & ((flags & BOUNDED) > 0)
        # A rate stands right after its total.
        counts = ~plan.rates
        counts[1:] |= (told | bounded)[:-1]
        told, bounded, closed = told & counts, bounded & counts, ~(told | bounded) & counts
        self._sums[:, plan.ids] += (
            told, bounded, closed, n * told, d * told, n * told + low * bounded,
            n * told + high * bounded,
        )  # fmt: skip
        for part in compress(plan.parts, (told | bounded)[plan.totals].tolist()):
            part.included.add(association)
        for at, target in plan.fractions:
            if told[at]:
                bases = self._fractions.setdefault(target, {})
                bases[int(d[at])] = bases.get(int(d[at]), 0) + int(n[at])
        for total in plan.closed:
            total.of[2] += 1
        self._set_apart(association, name, columns, plan)

    def _set_apart(self, association: str, name: str, columns: Columns, plan: _Plan) -> None:
        for figure in columns.figures(plan.apart) if plan.apart else ():
            part = self._gathering.part((figure.code, figure.by.name if figure.by else ""))
            part.included.add(association)
            if part.style == "union":
                part.union += Union.of(figure)
            else:
                part.apart.add((association, name or association, figure.total))

    def finish(self) -> None:
        """Add what came to the gathering's sums."""
        for place, target in enumerate(self._targets):
            bases = self._fractions.get(place, {})
            target.add(Tally(*self._sums[:, place].tolist()))
            target.of[7] += sum((Fraction(n, d) for d, n in bases.items() if d), Tally().fraction)

    def _planned(self, layout: bytes) -> _Plan:
        import numpy as np

        rows: list[int] = []
        ways: list[_Way] = []
        totals: list[int] = []
        fractions: list[tuple[int, int]] = []
        closed: list[GrowingSum] = []
        apart: set[Key] = set()
        for _place, at, line in placed(layout):
            way = self._way(line)
            if way is None:
                continue
            if line.by is not None and not line.keys:
                closed.append(way.part.total)
                continue
            if way.part.style in _WHOLE:
                apart.add((line.code, line.by))
                continue
            if way.part.style == "fraction":
                first = len(rows)
                fractions += [(first + n, i) for n, i in enumerate(way.ids) if not way.rates[n]]
            totals.append(len(rows))
            ways.append(way)
            rows += range(at, at + line.rows)
        _keep_few(self._plans, _PLANS)
        plan = self._plans[layout] = _Plan(
            np.array(rows, np.int64),
            np.array([one for way in ways for one in way.ids], np.int64),
            np.array([one for way in ways for one in way.summed], np.bool_),
            np.array([one for way in ways for one in way.rates], np.bool_),
            np.array(totals, np.int64), [way.part for way in ways], fractions, closed,
            frozenset(apart),
        )  # fmt: skip
        return plan

    def _way(self, line: Line) -> _Way | None:
        """How a line is added, which most files have alike; None where it is not."""
        if line not in self._ways:
            _keep_few(self._ways, _WAYS)
            part, way = self._part(line), None
            if part is not None and line.kept:
                ids = [] if part.style in _WHOLE else self._targets_of(line, part)
                rates = [line.rated and place == 1 for place in range(line.rows)]
                summed = [part.style == "sum" and not rate for rate in rates]
                way = _Way(part, ids, summed, rates)
            self._ways[line] = way
        return self._ways[line]

    def _part(self, line: Line) -> GrowingPart | None:
        """The part that a line is added to; None where it is the committee's alone."""
        style = style_in(line.code, line.unit)
        if style is None or (line.by is not None and style == "apart"):
            return None
        part = self._gathering.part((line.code, line.by or ""), style)
        part.titles.add(catalogue.title_of(line.code))
        part.units.add(line.unit)
        part.kept = part.kept or line.kept
        return part

    def _targets_of(self, line: Line, part: GrowingPart) -> list[int]:
        found = [part.total, *([part.known] if line.rated else [])]
        for key, label in zip(line.keys, line.labels, strict=True):
            labels, cell = part.cell(key)
            labels.add(label)
            found.append(cell)
        return [self._id_of(one) for one in found]

    def _id_of(self, target: GrowingSum) -> int:
        known = self._ids.get(id(target))
        if known is None:
            known = self._ids[id(target)] = len(self._targets)
            self._targets.append(target)
            if known == self._sums.shape[1]:
                import numpy as np

                self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)], axis=1)
        return known


def _keep_few(known: dict[Any, Any], most: int) -> None:
    """Associations may each have lines of their own: what is remembered of them has an end."""
    if len(known) >= most:
        known.clear()
