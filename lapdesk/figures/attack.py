"""The attacker's tool: the least and the most that a hidden number can be, by HiGHS."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

Expression = Mapping[Any, int]
EXACT: Final = 1e-6
# One problem and many questions: presolve costs more than it saves, and the last answer is a
# feasible start for the primal simplex (4) whatever is asked next.
_OPTIONS: Final = (
    ("output_flag", False),
    ("presolve", "off"),
    ("threads", 1),
    ("solver", "simplex"),
    ("simplex_strategy", 4),
    ("mip_max_nodes", 200),
)
# What the solver calls an objective where it has none.
_NONE: Final = 1e15


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a weighted sum of unknowns: it lies between `low` and `high`.

    `about` is the published fact that says so; None for what always holds.
    """

    sum: Expression
    low: float
    high: float
    about: Hashable = None


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of what an unknown sum can be, and the facts that this end hangs on."""

    value: float
    by: frozenset[Hashable] = frozenset()
    whole: bool = True


class Unknowns:
    """Whole numbers, none below zero, of which rows are known.

    What no row ties together is solved apart: people here, orientations there.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        heads: dict[Hashable, Hashable] = {}

        def head(unknown: Hashable) -> Hashable:
            while (above := heads.setdefault(unknown, unknown)) != unknown:
                heads[unknown] = heads[above]
                unknown = above
            return unknown

        for row in rows:
            first, *rest = row.sum
            for unknown in rest:
                heads[head(unknown)] = head(first)
        parts: dict[Hashable, list[Row]] = {}
        for row in rows:
            parts.setdefault(head(next(iter(row.sum))), []).append(row)
        self._parts = [Part(tied) for tied in parts.values()]
        self._part_of = {u: part for part in self._parts for u in part.place}
        self._about: dict[Hashable, list[Part]] = {}
        for part in self._parts:
            for about in part.rows_of:
                self._about.setdefault(about, []).append(part)

    def possible(self) -> bool:
        """Whether anything at all satisfies every row."""
        return all(part.solve() == "Optimal" for part in self._parts)

    def forget(self, about: Hashable, low: float, high: float) -> None:
        """Replace what a fact says by wider bounds; more becomes possible, never less."""
        for part in self._about.get(about, ()):
            part.forget(about, low, high)

    def ties(self, sum_: Expression) -> bool:
        """Whether rows tie all the unknowns of a sum together, so that they limit it at all."""
        parts = {id(self._part_of.get(unknown)) for unknown in sum_}
        return len(parts) == 1 and next(iter(sum_)) in self._part_of

    def of(self, sum_: Expression) -> Part:
        """The part where a sum is decided; its unknowns are tied together by some row."""
        return self._part_of[next(iter(sum_))]


@dataclass
class Part:
    """Unknowns that rows tie together, and one warm solver for all questions about them."""

    rows: Sequence[Row]
    place: dict[Hashable, int] = field(default_factory=dict)
    rows_of: dict[Hashable, list[int]] = field(default_factory=dict)
    _seen: list[Any] = field(default_factory=list)
    _solver: Any = None

    def __post_init__(self) -> None:
        """Number the unknowns."""
        for i, row in enumerate(self.rows):
            if row.about is not None:
                self.rows_of.setdefault(row.about, []).append(i)
            for unknown in row.sum:
                self.place.setdefault(unknown, len(self.place))

    def forget(self, about: Hashable, low: float, high: float) -> None:
        """Widen the rows of one fact."""
        for i in self.rows_of[about]:
            self._highs().changeRowBounds(i, low, high)

    def seen(self, sum_: Expression) -> tuple[float, float]:
        """The least and the most of a sum among the whole possibilities met so far."""
        low, high = math.inf, -math.inf
        for values in self._seen:
            got = sum(c * values[self.place[u]] for u, c in sum_.items())
            low, high = min(low, got), max(high, got)
        return low, high

    def end(self, sum_: Expression, *, most: bool) -> Bound:
        """The most or the least of a sum; infinite where nothing bounds it."""
        import numpy as np

        sign = -1 if most else 1
        self._aim(sum_, sign)
        status = self.solve()
        self._aim(sum_, 0)
        if status != "Optimal":
            return Bound(math.inf * -sign)
        solution = self._highs().getSolution()
        columns = np.asarray(solution.col_value)
        whole = bool(np.all(np.abs(columns - np.rint(columns)) < EXACT))
        if whole:
            self._seen.append(columns)
        duals = np.asarray(solution.row_dual)
        by = {self.rows[int(i)].about for i in np.flatnonzero(np.abs(duals) > EXACT)}
        value = sum(c * float(columns[self.place[u]]) for u, c in sum_.items())
        return Bound(value, frozenset(by - {None}), whole)

    def whole_end(self, sum_: Expression, *, most: bool) -> float:
        """As `end`, over whole numbers only; slower, for the few ends that need it."""
        self._integral(whole=True)
        sign = -1 if most else 1
        self._aim(sum_, sign)
        status = self.solve()
        info = self._highs().getInfo()
        value = float(info.objective_function_value) * sign
        self._aim(sum_, 0)
        self._integral(whole=False)
        if status == "Unbounded":
            return math.inf * -sign
        # Stopped before the end, the best that was found; nothing found is no possibility.
        return value if math.isfinite(value) and abs(value) < _NONE else math.inf * sign

    def solve(self) -> str:
        """Run the solver; its own word for how that ended."""
        highs = self._highs()
        highs.run()
        return str(highs.modelStatusToString(highs.getModelStatus()))

    def _aim(self, sum_: Expression, sign: int) -> None:
        for unknown, coefficient in sum_.items():
            self._highs().changeColCost(self.place[unknown], float(sign * coefficient))

    def _integral(self, *, whole: bool) -> None:
        import highspy
        import numpy as np

        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        n = len(self.place)
        self._highs().changeColsIntegrality(n, np.arange(n, dtype=np.int32), [kind] * n)

    def _highs(self) -> Any:
        if self._solver is not None:
            return self._solver
        import highspy
        import numpy as np

        lp: Any = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.place), len(self.rows)
        lp.col_cost_ = lp.col_lower_ = np.zeros(len(self.place))
        lp.col_upper_ = np.full(len(self.place), highspy.kHighsInf)
        lp.row_lower_ = np.array([row.low for row in self.rows], dtype=float)
        lp.row_upper_ = np.array([row.high for row in self.rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(row.sum) for row in self.rows)])
        lp.a_matrix_.index_ = np.array([self.place[u] for r in self.rows for u in r.sum])
        lp.a_matrix_.value_ = np.array([float(c) for r in self.rows for c in r.sum.values()])
        make: Any = highspy.Highs
        self._solver = make()
        for name, value in _OPTIONS:
            self._solver.setOptionValue(name, value)
        self._solver.passModel(lp)
        return self._solver
