"""Summaries added up column by column: what `Whole.of` makes of each, in a tenth of the time."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the rows of a layout are added: places in the file, and in the sums.

    `summed` are the rows whose bounds count; `totals` the rows of totals, of `parts` in turn;
    `rates` the known rates, which count where the total before them does. `fractions` are rows
    that add as fractions; `closed` are sums of cuts without cells; `apart` the keys of figures
    that are united or stand apart. `added` says which totals each association told.
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
    added: list[tuple[str, Truths]] = field(default_factory=list)


class Adding:
    """Sums that grow by whole files; `finish` gives them to the gathering."""

    def __init__(self, gathering: Gathering) -> None:
        import numpy as np

        self._gathering = gathering
        self._plans: dict[bytes, _Plan] = {}
        self._targets: list[GrowingSum] = []
        self._ids: dict[int, int] = {}
        self._sums: Numbers = np.zeros((_TALLIED, 0), np.int64)
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
        plan.added.append((association, (told | bounded)[plan.totals]))
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
        import numpy as np

        for place, column in enumerate(self._sums.T.tolist()):
            bases = self._fractions.get(place, {})
            whole = sum((Fraction(n, d) for d, n in bases.items() if d), Tally().fraction)
            target = self._targets[place]
            target.add(Tally(*column))
            target.of[7] += whole
        for plan in self._plans.values():
            names = [name for name, _there in plan.added]
            there = np.array([told for _name, told in plan.added], np.bool_).T.tolist()
            for part, counts in zip(plan.parts, there, strict=False):
                part.included.update(compress(names, counts))

    def _planned(self, layout: bytes) -> _Plan:
        import numpy as np

        rows: list[tuple[int, int, bool, bool]] = []
        totals: list[int] = []
        parts: list[GrowingPart] = []
        fractions: list[tuple[int, int]] = []
        closed: list[GrowingSum] = []
        apart: set[Key] = set()
        for _place, at, line in placed(layout):
            part = self._part(line)
            if part is None or not line.kept:
                continue
            if line.by is not None and not line.keys:
                closed.append(part.total)
                continue
            if part.style in ("union", "apart"):
                apart.add((line.code, line.by))
                continue
            totals.append(len(rows))
            parts.append(part)
            for place, target in enumerate(self._targets_of(line, part)):
                rated = line.rated and place == 1
                if part.style == "fraction" and not rated:
                    fractions.append((len(rows), target))
                rows.append((at + place, target, part.style == "sum" and not rated, rated))
        more = len(self._targets) - self._sums.shape[1]
        self._sums = np.pad(self._sums, ((0, 0), (0, max(0, more))))
        places, ids, summed, rates = zip(*rows, strict=True) if rows else ((), (), (), ())
        plan = self._plans[layout] = _Plan(
            np.array(places, np.int64), np.array(ids, np.int64), np.array(summed, np.bool_),
            np.array(rates, np.bool_), np.array(totals, np.int64), parts,
            fractions, closed, frozenset(apart),
        )  # fmt: skip
        return plan

    def _part(self, line: Line) -> GrowingPart | None:
        """The part that a line is added to; None where it is the committee's alone."""
        style = style_in(line.code, line.unit)
        if style is None or (line.by is not None and style == "apart"):
            return None
        part = self._gathering.part((line.code, line.by or ""), style)
        known = catalogue.BY_CODE.get(line.code)
        part.titles.add(known.title if known is not None else line.code)
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
        return known
