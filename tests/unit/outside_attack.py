"""An attack on a release from outside: it reads published figures alone.

It shares no code with the audit. Where the audit thinks in margins, this one thinks in people:
one unknown for each crossing of sex, age, commune, new or not, learner or not; and one for each
kind of orientation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any

import highspy
import numpy as np

from lapdesk.figures.results import Figure, Quantity

BREAKDOWNS = ("sex", "age_band", "commune")
FINE_SEX = {"F": ("F",), "M": ("M",), "X_NS": ("X", "NS"), "X": ("X",), "NS": ("NS",)}
INFINITY = float("inf")


class Problem:
    """Rows over non-negative unknowns, and the ends of a sum."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.rows: list[tuple[list[int], list[float], float, float]] = []
        self.solver: Any = None

    def know(self, places: Iterable[int], low: float, high: float) -> None:
        places = list(places)
        self.rows.append((places, [1.0] * len(places), low, high))

    def at_most(self, inner: Iterable[int], outer: Iterable[int]) -> None:
        inner, outer = list(inner), list(outer)
        weights = [1.0] * len(inner) + [-1.0] * len(outer)
        self.rows.append((inner + outer, weights, -INFINITY, 0))

    def start(self) -> bool:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.size, len(self.rows)
        lp.col_cost_ = lp.col_lower_ = np.zeros(self.size)
        lp.col_upper_ = np.full(self.size, INFINITY)
        lp.row_lower_ = np.array([row[2] for row in self.rows], dtype=float)
        lp.row_upper_ = np.array([row[3] for row in self.rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(row[0]) for row in self.rows)])
        lp.a_matrix_.index_ = np.array([i for row in self.rows for i in row[0]])
        lp.a_matrix_.value_ = np.array([v for row in self.rows for v in row[1]])
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]  # half of it has types
        for name, value in (
            ("output_flag", False),
            ("presolve", "off"),
            ("threads", 1),
            ("simplex_strategy", 4),
        ):
            self.solver.setOptionValue(name, value)
        self.solver.passModel(lp)
        self.solver.run()
        return bool(self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def ends(self, places: Sequence[int]) -> tuple[float, float]:
        found = []
        for sign in (1.0, -1.0):
            for place in places:
                self.solver.changeColCost(place, sign)
            self.solver.run()
            done = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            value = sign * self.solver.getInfo().objective_function_value
            found.append(value if done else sign * -INFINITY)
            for place in places:
                self.solver.changeColCost(place, 0.0)
        return (found[0], found[1])


def told(quantity: Quantity, part: str = "n") -> tuple[float, float]:
    """What one published count of people tells by itself."""
    shown = quantity.numerator if part == "n" else quantity.denominator
    if shown is not None:
        return (shown, shown)
    if part == "d" or quantity.interval is None:
        return (0, INFINITY)
    if quantity.denominator is None and quantity.interval == (1, 4):
        return (1, 4)
    return quantity.interval


def count_told(quantity: Quantity) -> tuple[float, float]:
    """A count that is hidden and not "< 5" is 5 or more."""
    low, high = told(quantity)
    return (max(low, 5), high) if quantity.hidden and quantity.interval != (1, 4) else (low, high)


def narrowed(release: Sequence[Figure]) -> list[tuple[str, str, str, float, float]]:
    """Small cells of people or orientations that can be placed more closely than 1 to 4."""
    return [*_people(release), *_orientations(release)]


def impossible(release: Sequence[Figure]) -> bool:
    """Whether the published figures contradict each other."""
    return not _crossed(release)[0].start() or not _sent(release)[0].start()


def _by(release: Sequence[Figure], code: str, name: str) -> Figure | None:
    for figure in release:
        if figure.code == code and figure.by is not None and figure.by.name == name:
            return figure if figure.by.cells else None
    return None


def _plain(release: Sequence[Figure], code: str) -> Figure | None:
    return next((f for f in release if f.code == code and f.by is None), None)


Pick = Callable[[str, str, str], list[int]]


def _keys(release: Sequence[Figure]) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {name: [] for name in BREAKDOWNS}
    for name in BREAKDOWNS:
        for code in ("A1", "A2", "W4"):
            figure = _by(release, code, name)
            if figure is not None and figure.by is not None:
                keys[name] += [c.key for c in figure.by.cells if c.key not in keys[name]]
        if _by(release, "A1", name) is None:
            # There may be people in cells that no table shows.
            keys[name].append("?")
    keys["sex"] = ["F", "M", "X", "NS"]
    return keys


def _crossed(release: Sequence[Figure]) -> tuple[Problem, Pick]:
    keys = _keys(release)
    crossings = list(product(keys["sex"], keys["age_band"], keys["commune"], (0, 1), (0, 1)))

    def pick(code: str, name: str, key: str) -> list[int]:
        wanted = FINE_SEX[key] if name == "sex" else (key,)
        place = BREAKDOWNS.index(name) if name else 0
        return [
            i for i, crossing in enumerate(crossings)
            if (not name or crossing[place] in wanted)
            and (code != "A2" or crossing[3]) and (code != "W4" or crossing[4])
        ]  # fmt: skip

    problem = Problem(len(crossings))
    for code in ("A1", "A2", "W4"):
        total = _plain(release, code)
        if total is not None:
            problem.know(pick(code, "", ""), *count_told(total.total))
        for name in BREAKDOWNS:
            figure = _by(release, code, name)
            for cell in figure.by.cells if figure is not None and figure.by else ():
                problem.know(pick(code, name, cell.key), *count_told(cell.quantity))
            if figure is not None and figure.known is not None and "NS" in keys[name]:
                n, d = figure.known.numerator or 0, figure.known.denominator or 0
                problem.know(pick(code, name, "NS"), d - n, d - n)
    _rates(release, problem, pick, keys)
    _places(release, problem, pick, keys)
    return problem, pick


def _rates(
    release: Sequence[Figure], problem: Problem, pick: Pick, keys: dict[str, list[str]]
) -> None:
    for code, name in (("Q1.sex", "sex"), ("Q1.age", "age_band"), ("Q1.commune", "commune")):
        figure = _plain(release, code)
        if figure is None or "NS" not in keys[name]:
            continue
        rest = [i for k in keys[name] if k != "NS" for i in pick("A1", name, k)]
        problem.know(rest, *told(figure.total))
        problem.know(pick("A1", "", ""), *told(figure.total, "d"))
    figure = _plain(release, "A5.women")
    if figure is not None and "F" in keys["sex"]:
        problem.know(pick("A1", "sex", "F"), *told(figure.total))
        rest = [i for k in keys["sex"] if k != "NS" for i in pick("A1", "sex", k)]
        problem.know(rest, *told(figure.total, "d"))


def _places(
    release: Sequence[Figure], problem: Problem, pick: Pick, keys: dict[str, list[str]]
) -> None:
    """A4: who is named has 5 people or more, each other commune of the department 1 to 4."""
    figure = _plain(release, "A4")
    inside = [k for k in keys["commune"] if k.startswith("94") or k == "DEPARTMENT"]
    if figure is None or not figure.extra or figure.total.hidden or not inside:
        return
    if not any(f.code == "A1" and f.by and f.by.name == "commune" and f.by.cells for f in release):
        return
    named, others = figure.extra["communes"], figure.extra["others"]
    apart = [k for k in named if k in inside]
    for key in apart:
        problem.know(pick("A1", "commune", key), 5, INFINITY)
    rest = [i for k in inside if k not in apart for i in pick("A1", "commune", k)]
    hidden = len(named) - len(apart)
    problem.know(rest, others + 5 * hidden, INFINITY if hidden else 4 * others)


def _people(release: Sequence[Figure]) -> list[tuple[str, str, str, float, float]]:
    problem, pick = _crossed(release)
    assert problem.start()
    found = []
    for code in ("A1", "A2", "W4"):
        for name in ("", *BREAKDOWNS):
            figure = _by(release, code, name) if name else _plain(release, code)
            if figure is None:
                continue
            cells = figure.by.cells if figure.by else ()
            pairs = [(c.key, c.quantity) for c in cells] if name else [("", figure.total)]
            found += [
                (code, name, key, *ends)
                for key, quantity in pairs
                if quantity.hidden and quantity.interval == (1, 4)
                and _too_close(ends := problem.ends(pick(code, name, key)))
            ]  # fmt: skip
    return found


def _too_close(ends: tuple[float, float]) -> bool:
    return ends[0] > 1 + 1e-6 or ends[1] < 4 - 1e-6


def _belongs(code: str, part: str, kind: tuple[str, str, str, str]) -> bool:
    mode, _theme, far, outcome = kind
    ripe = not far.startswith("young") and mode != "M0"
    whole = part == "d"
    answered = outcome != "" and mode != "M0"
    return {
        "R1": True,
        "R2": whole or mode in ("M2", "M3", "M4"),
        "R3": ripe and far != "declined" and (whole or far == "attended"),
        "R4": ripe and (whole or outcome != ""),
        "R5": answered and (whole or outcome == "success"),
    }[code]


# Mode, theme, how far it went (not ripe, declined, open, attended), outcome.
SENT = ("R1", "R2", "R3", "R4", "R5")
FAR = ("young", "declined", "open", "attended", "young attended", "young declined")
OUTCOMES = ("", "success", "failure")


def _sent(
    release: Sequence[Figure],
) -> tuple[Problem, Callable[[str, str, str, str], list[int]]]:
    keys = {}
    for name in ("mode", "theme"):
        figures = [f for f in release if f.code in SENT and f.by and f.by.name == name]
        met = dict.fromkeys(c.key for f in figures for c in (f.by.cells if f.by else ()))
        keys[name] = list(met) or ["?"]
    kinds = list(product(keys["mode"], keys["theme"], FAR, OUTCOMES))

    def pick(code: str, part: str, name: str, key: str) -> list[int]:
        place = {"mode": 0, "theme": 1}.get(name)
        return [
            i for i, kind in enumerate(kinds)
            if (place is None or kind[place] == key) and _belongs(code, part, kind)
        ]  # fmt: skip

    problem = Problem(len(kinds))
    known_modes = keys["mode"] != ["?"]
    for figure in release:
        if figure.code not in SENT or not figure.kept or (figure.code == "R2" and not known_modes):
            continue
        name = figure.by.name if figure.by else ""
        cells = figure.by.cells if figure.by else ()
        pairs = [(c.key, c.quantity) for c in cells] if name else [("", figure.total)]
        for key, quantity in pairs:
            bounds = count_told(quantity) if figure.code == "R1" else told(quantity)
            problem.know(pick(figure.code, "n", name, key), *bounds)
            if figure.code != "R1":
                problem.know(pick(figure.code, "d", name, key), *told(quantity, "d"))
    return problem, pick


def _orientations(release: Sequence[Figure]) -> list[tuple[str, str, str, float, float]]:
    problem, pick = _sent(release)
    assert problem.start()
    found = []
    for figure in release:
        if figure.code != "R1":
            continue
        name = figure.by.name if figure.by else ""
        cells = figure.by.cells if figure.by else ()
        pairs = [(c.key, c.quantity) for c in cells] if name else [("", figure.total)]
        found += [
            ("R1", name, key, *ends)
            for key, quantity in pairs
            if quantity.hidden and quantity.interval == (1, 4)
            and _too_close(ends := problem.ends(pick("R1", "n", name, key)))
        ]  # fmt: skip
    return found
