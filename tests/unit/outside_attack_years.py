"""The attack from outside on a year's files: months, quarters, the year, corrected numbers.

It shares no code with the audit. People: one unknown for each cell and period, a longer time
holding no fewer and no more than its parts. Acts, hours and orientations: one unknown for each
cell and month, whatever was published. The attacker even knows which of the earlier numbers a
correction has made untrue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from lapdesk.figures.days import Days
from lapdesk.figures.results import Figure, Quantity
from tests.unit.outside_attack import INFINITY, Problem, count_told

Found = tuple[str, Days, str, str, str, float, float]
Cell = tuple[Days, str, str, str]
Truth = Callable[[Days], Sequence[Figure]]
PEOPLE = ("A1", "A2", "W4")
EVENTS = ("R1", "S1", "W6")
CUTS = {
    "A1": ("sex", "age_band", "commune"), "A2": ("sex", "age_band", "commune"),
    "W4": ("sex", "age_band", "commune"), "W6": ("sex", "age_band", "commune"),
    "R1": ("theme", "mode"), "S1": ("channel",),
}  # fmt: skip
JOINED = {
    "X_NS": ("X", "NS"), "LT26": ("A00", "A16", "A18"), "26_60": ("A26", "A30", "A55"),
    "GT60": ("A61", "A65", "A75"),
}  # fmt: skip


class Years:
    """What an attacker writes down of one association's files."""

    def __init__(self, files: Sequence[tuple[Days, Sequence[Figure]]], truth: Truth) -> None:
        self.files = files
        self.days = list(dict.fromkeys(days for days, _file in files))
        self.last = max(days.last for days in self.days)
        months = [Days(m, m) for m in range(1, self.last + 1)]
        self.true: dict[Cell, int] = {}
        for days in {*self.days, *months}:
            for code, by, key, quantity in numbers(truth(days)):
                self.true[days, code, by, key] = quantity.numerator or 0
        self.keys: dict[tuple[str, str], list[str]] = {}
        for _days, code, by, key in self.true:
            known = self.keys.setdefault((code, by), [])
            if key not in known:
                known.append(key)
        self.places: dict[Cell, int] = {}
        for line, keys in self.keys.items():
            for days in self.days if line[0] in PEOPLE else months:
                for key in keys:
                    self.places[days, *line, key] = len(self.places)
        self.problem = Problem(len(self.places))
        self._lines()
        self._times()
        self._told()
        assert self.problem.start()

    def at(self, days: Days, code: str, by: str, keys: Iterable[str]) -> list[int]:
        """The unknowns that make up a number."""
        if code in PEOPLE:
            return [self.places[days, code, by, key] for key in keys]
        months = [Days(m, m) for m in range(days.first, days.last + 1)]
        return [self.places[month, code, by, key] for month in months for key in keys]

    def truth_of(self, days: Days, code: str, by: str, keys: Iterable[str]) -> int:
        return sum(self.true.get((days, code, by, key), 0) for key in keys)

    def fine(self, code: str, by: str, key: str, published: Iterable[str]) -> list[str]:
        """The cells of the list that a published cell stands for."""
        every = self.keys.get((code, by), [])
        if key in ("DEPARTMENT", "OUTSIDE"):
            away = key == "OUTSIDE"
            left = [k for k in every if k not in set(published) and k != "NS"]
            return [k for k in left if k.startswith("94") != away]
        return [k for k in JOINED.get(key, (key,)) if k in every]

    def _lines(self) -> None:
        for (code, by), keys in self.keys.items():
            if not by:
                continue
            for days in (
                self.days if code in PEOPLE else [Days(m, m) for m in range(1, self.last + 1)]
            ):
                cells, total = self.at(days, code, by, keys), self.at(days, code, "", [""])
                self.problem.at_most(cells, total)
                self.problem.at_most(total, cells)
        for inner in ("A2", "W4"):
            for days in self.days:
                for by in ("", *CUTS["A1"]):
                    for key in self.keys.get((inner, by), []):
                        if key in self.keys.get(("A1", by), []):
                            parts = (self.at(days, code, by, [key]) for code in (inner, "A1"))
                            self.problem.at_most(*parts)

    def _times(self) -> None:
        for (code, by), keys in self.keys.items():
            if code not in PEOPLE:
                continue
            for whole in self.days:
                inside = [d for d in self.days if d != whole and whole.holds(d)]
                for key in keys:
                    top = self.at(whole, code, by, [key])
                    for part in inside:
                        self._if_true(code, by, key, [part], [whole])
                    if code != "A2":
                        for tiles in _covers(whole, inside):
                            parts = [i for d in tiles for i in self.at(d, code, by, [key])]
                            self.problem.at_most(top, parts)

    def _if_true(self, code: str, by: str, key: str, low: list[Days], high: list[Days]) -> None:
        """New people of a month need not be new in a year that began before."""
        less, more = (sum(self.truth_of(d, code, by, [key]) for d in ds) for ds in (low, high))
        if less <= more:
            self.problem.at_most(*(
                [i for d in ds for i in self.at(d, code, by, [key])] for ds in (low, high)
            ))  # fmt: skip

    def _told(self) -> None:
        for days, file in self.files:
            for figure in file:
                for code, by, key, quantity in numbers([figure]):
                    published = [c.key for c in figure.by.cells] if figure.by else [""]
                    keys = self.fine(code, by, key, published) if by else [""]
                    low, high = bounds(code, quantity)
                    if keys and low <= self.truth_of(days, code, by, keys) <= high:
                        self.problem.know(self.at(days, code, by, keys), low, high)

    def found(self) -> Iterator[Found]:
        """Cells told to be "< 5" that are placed more closely, and few people told by two files."""
        for days, file in self.files:
            for figure in file:
                for code, by, key, quantity in numbers([figure]):
                    published = [c.key for c in figure.by.cells] if figure.by else [""]
                    keys = self.fine(code, by, key, published) if by else [""]
                    small = quantity.hidden and quantity.interval == (1, 4) and code != "W6"
                    if not small or not 1 <= self.truth_of(days, code, by, keys) <= 4:
                        continue
                    low, high = self.problem.ends(self.at(days, code, by, keys))
                    if low > 1 + 1e-6 or high < 4 - 1e-6:
                        yield ("cell", days, code, by, key, low, high)
        yield from self._left()
        yield from self._besides()

    def _left(self) -> Iterator[Found]:
        """Orientations of a month that no file is of: what is left of the others."""
        for (code, by), keys in self.keys.items():
            if code != "R1":
                continue
            for month in (Days(m, m) for m in range(1, self.last + 1)):
                for key in keys if month not in self.days else ():
                    if 1 <= self.truth_of(month, code, by, [key]) <= 4:
                        low, high = self.problem.ends(self.at(month, code, by, [key]))
                        if _told_small(low, high):
                            yield ("left", month, code, by, key, low, high)

    def _besides(self) -> Iterator[Found]:
        """Cells of two files of which one's time holds the other's: who came in one alone."""
        for i, (days, file) in enumerate(self.files):
            for other, before in self.files[:i]:
                if not (days.holds(other) or other.holds(days)):
                    continue
                sign = 1 if days.holds(other) else -1
                shown = {(c, b, k): q for c, b, k, q in numbers(before) if not q.hidden}
                for code, by, key, _quantity in numbers(file):
                    told = shown.get((code, by, key))
                    if key in ("", "NS") or told is None or code not in ("A1", "A2", "W4"):
                        continue
                    figure = next(f for f in file if f.code == code and f.by and f.by.name == by)
                    assert figure.by is not None
                    keys = self.fine(code, by, key, [c.key for c in figure.by.cells])
                    true = sign * (self.truth_of(days, code, by, keys) - (told.numerator or 0))
                    if not 1 <= abs(true) <= 4 or (true < 0 and days != other):
                        continue
                    low, high = self.problem.ends(self.at(days, code, by, keys))
                    ends = sorted(sign * (end - (told.numerator or 0)) for end in (low, high))
                    if true < 0:
                        ends = [-ends[1], -ends[0]]
                    if _told_small(*ends):
                        yield ("besides", days, code, by, key, ends[0], ends[1])


def numbers(file: Sequence[Figure]) -> Iterator[tuple[str, str, str, Quantity]]:
    """(code, breakdown, key, quantity) of what is attacked."""
    for figure in file:
        if figure.code in CUTS and figure.kept:
            if figure.by is None:
                yield figure.code, "", "", figure.total
            elif figure.by.name in CUTS[figure.code]:
                for cell in figure.by.cells:
                    yield figure.code, figure.by.name, cell.key, cell.quantity


def bounds(code: str, quantity: Quantity) -> tuple[float, float]:
    """What one published number tells by itself."""
    if quantity.numerator is not None:
        return (quantity.numerator, quantity.numerator)
    if code in ("W6", "S1"):
        return quantity.interval or (0, INFINITY)
    return count_told(quantity)


def _told_small(low: float, high: float) -> bool:
    within = low >= 1 - 1e-6 and high <= 4 + 1e-6
    return within and (low > 1 + 1e-6 or high < 4 - 1e-6)


def _covers(whole: Days, inside: Sequence[Days]) -> Iterator[list[Days]]:
    """Periods one after the other that make up the whole."""
    ways: list[tuple[int, list[Days]]] = [(whole.first, [])]
    found = 0
    while ways and found < 40:
        upto, tiles = ways.pop()
        if upto > whole.last:
            found += 1
            yield tiles
        ways += [(d.last + 1, [*tiles, d]) for d in inside if d.first == upto]
