"""What tables of one release have to do with each other, as sums that anyone can write down.

An unknown is (code, breakdown, key, part): a numerator "n" or a denominator "d" at the finest
cut recorded; breakdown and key are empty for a total. Every relation here is checked against
the true numbers and left out where it does not hold, so that the attacker's picture is
always possible.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lapdesk.figures.attack import Row
from lapdesk.figures.protect import MEANS, MEDIANS, MISSING, PEOPLE_OVER, base
from lapdesk.figures.results import Figure, Quantity

Unknown = tuple[str, str, str, str]
Sum = dict[Unknown, int]

# B26: where a person, an act or a session has several of them; in other lines each record is
# in one cell (W5 and W6 by kind add minutes of sessions, W4 by kind counts people).
_SEVERAL: Final = frozenset(
    {(code, by) for code in ("A", "S1", "S2", "W") for by in ("axis", "theme")}
    | {("A", "action"), ("A", "kind"), ("S", "type"), ("S5", "reason")}
    | {("W4", "kind"), ("W4", "action"), ("W7", "asl_field"), ("W7", "phase"), ("W8", "skill")}
    | {("W3.waiting", "kind"), ("W3.waiting", "commune")}
)
# Cell by cell and in total, the first is at most the second.
_INSIDE: Final = (
    (("A2", "n"), ("A1", "n")), (("W4", "n"), ("A1", "n")), (("W5", "n"), ("W6", "n")),
    (("R2", "d"), ("R1", "n")), (("R8", "d"), ("R1", "n")), (("R4", "d"), ("R1", "n")),
    (("R3", "d"), ("R4", "d")), (("R3", "d"), ("R1", "n")), (("R5", "d"), ("R1", "n")),
    (("R4", "n"), ("R5", "d")), (("S1", "n"), ("S2", "n")), (("S3", "d"), ("S6", "d")),
    (("R6", "n"), ("R1", "n")), (("M1", "n"), ("M7.mentees", "n")),
    (("S5.solved", "d"), ("S5", "n")), (("M2", "d"), ("M1", "n")),
    (("M3.within", "d"), ("M3", "d")), (("M4", "d"), ("M3", "d")),
    (("AMIF.level", "d"), ("AMIF", "n")),
)  # fmt: skip
# Cell by cell and in total the same number.
_SAME: Final = (
    (("R2", "d"), ("R1", "n")), (("R8", "d"), ("R1", "n")), (("S5.solved", "d"), ("S5", "n")),
    (("M2", "d"), ("M1", "n")), (("M3.within", "d"), ("M3", "d")), (("M4", "d"), ("M3", "d")),
)  # fmt: skip
LONGEST_ACT: Final = 480  # V37, minutes
_YOUNG, _OLD = ("A16", "A18"), ("A65", "A75")


@dataclass
class Picture:
    """The true numbers, and the relations between them that hold."""

    truth: dict[Unknown, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    _keys: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)

    def put(self, unknown: Unknown, value: int) -> None:
        """The true number of an unknown."""
        code, by, key, part = unknown
        if by and unknown not in self.truth:
            self._keys.setdefault((code, by, part), []).append(key)
        self.truth[unknown] = value

    def add(self, sum_: Sum, low: float, high: float, about: Hashable = None) -> bool:
        """Keep a relation between known unknowns if it is true; say whether it was kept."""
        if any(unknown not in self.truth for unknown in sum_):
            return False
        got = sum(c * self.truth[u] for u, c in sum_.items())
        if not low <= got <= high:
            return False
        self.rows.append(Row(dict(sum_), low, high, about))
        return True

    def keys(self, code: str, by: str, part: str = "n") -> list[str]:
        """The keys of the cells of one breakdown."""
        return list(self._keys.get((code, by, part), ()))

    def value(self, sum_: Sum) -> int | None:
        """What a sum comes to; None where a part of it is not recorded."""
        if any(u not in self.truth for u in sum_):
            return None
        return sum(c * self.truth[u] for u, c in sum_.items())


def picture(figures: Sequence[Figure], axes: Mapping[str, Sequence[str]]) -> Picture:
    """Unknowns and relations of unprotected figures; `axes` are those of each plan action."""
    known = Picture()
    for figure in figures:
        _put(known, figure.code, "", "", figure.total)
        for cell in figure.by.cells if figure.by else ():
            _put(known, figure.code, figure.by.name if figure.by else "", cell.key, cell.quantity)
    for unknown in known.truth:
        known.add({unknown: 1}, 0, math.inf)
    lines = dict.fromkeys((c, b) for c, b, _k, _p in known.truth if b)
    for code, by in lines:
        _lines(known, code, by)
    for unknown in list(known.truth):
        _across(known, unknown)
    _known_rates(known)
    _orientations(known)
    _actions(known, axes)
    return known


def _put(known: Picture, code: str, by: str, key: str, quantity: Quantity) -> None:
    if quantity.numerator is not None:
        # Confidence may fall; nothing else is below none, and no sum is made of it.
        known.put((code, by, key, "n"), max(0, quantity.numerator))
        if quantity.denominator is not None:
            known.put((code, by, key, "d"), quantity.denominator)


def overlaps(code: str, by: str) -> bool:
    """Whether one record may count in several cells of a breakdown (B26)."""
    return any((name, by) in _SEVERAL for name in (code[0], base(code), code))


def _lines(known: Picture, code: str, by: str) -> None:
    """Cells add up to the total, or where a record may be in several, at least to it."""
    if base(code) in MEDIANS or code in MEANS:
        return
    several = overlaps(code, by)
    for part in ("n", "d"):
        total = (code, "", "", part)
        cells = [(code, by, key, part) for key in known.keys(code, by, part)]
        if total not in known.truth or not cells:
            continue
        line = {**dict.fromkeys(cells, 1), total: -1}
        if several or not known.add(line, 0, 0):
            known.add(line, 0, math.inf)
            # Lines that leave out sensitive themes hold less than the total.
            if not several:
                known.add(line, -math.inf, 0)
            for cell in cells:
                known.add({total: 1, cell: -1}, 0, math.inf)
    rest: Sum = {(code, "", "", "n"): 1, (code, "", "", "d"): -1}
    for key in known.keys(code, by, "d"):
        rest |= {(code, by, key, "d"): 1, (code, by, key, "n"): -1}
    known.add(rest, 0, math.inf)
    if not several:
        known.add(rest, -math.inf, 0)


def _across(known: Picture, unknown: Unknown) -> None:
    """A share's numerator and base, and one figure inside another, in the same cell."""
    code, by, key, part = unknown
    if part == "n" and base(code) not in MEDIANS and code not in MEANS | PEOPLE_OVER:
        known.add({(code, by, key, "d"): 1, unknown: -1}, 0, math.inf)
    for inner, outer in _INSIDE:
        if inner == (code, part):
            top = (outer[0], by, key, outer[1])
            same = (inner, outer) in _SAME and known.add({top: 1, unknown: -1}, 0, 0)
            if not same:
                known.add({top: 1, unknown: -1}, 0, math.inf)
    if code == "S2":
        known.add({("S1", by, key, "n"): LONGEST_ACT, unknown: -1}, 0, math.inf)


def _known_rates(known: Picture) -> None:
    """Q1 and A5 are sums of cells of A1: known is all but those not stated."""
    people: Unknown = ("A1", "", "", "n")
    for by, part, parts in (
        ("sex", "sex", {"A5.women": ("F",)}),
        ("age_band", "age", {"A5.young": _YOUNG, "A5.elderly": _OLD}),
        ("commune", "commune", {}),
    ):
        missing: Unknown = ("A1", by, MISSING, "n")
        for cell in (("Q1." + part, "", ""), ("Q1", "field", part)):
            known.add({people: 1, missing: -1, (*cell, "n"): -1}, 0, 0)
            known.add({people: 1, (*cell, "d"): -1}, 0, 0)
        for code, keys in parts.items():
            known.add({people: 1, missing: -1, (code, "", "", "d"): -1}, 0, 0)
            known.add({**{("A1", by, k, "n"): 1 for k in keys}, (code, "", "", "n"): -1}, 0, 0)
    fields: Sum = {("Q1." + part, "", "", "n"): 1 for part in ("sex", "age", "commune")}
    known.add({**fields, ("Q1", "", "", "n"): -1}, 0, 0)
    known.add({people: 3, ("Q1", "", "", "d"): -1}, 0, 0)


def _orientations(known: Picture) -> None:
    """M0 is information alone: R3 to R5 leave it out; R2 counts M2 to M4."""
    accompanied: Sum = {("R1", "mode", mode, "n"): 1 for mode in ("M2", "M3", "M4")}
    known.add({**accompanied, ("R2", "", "", "n"): -1}, 0, 0)
    for code in ("R3", "R4", "R5"):
        sent: Sum = {("R1", "", "", "n"): 1, ("R1", "mode", "M0", "n"): -1}
        known.add({**sent, (code, "", "", "d"): -1}, 0, math.inf)


def _actions(known: Picture, axes: Mapping[str, Sequence[str]]) -> None:
    """The plan says to which axes an action belongs, so its people are among theirs."""
    for code in ("A1", "W6"):
        for axis in known.keys(code, "axis"):
            top: Unknown = (code, "axis", axis, "n")
            inside = [
                (code, "action", a, "n")
                for a in known.keys(code, "action")
                if axis in axes.get(a, ())
            ]
            if code == "W6" and inside:
                known.add({top: 1, **dict.fromkeys(inside, -1)}, 0, 0)
            for cell in inside:
                known.add({top: 1, cell: -1}, 0, math.inf)


def commune_rows(
    known: Picture, names: Sequence[str], others: int | None, threshold: int, inside: str
) -> Iterator[Row]:
    """What A4 tells: who is named has enough people, how many are not named; others fewer."""
    unnamed: list[Unknown] = []
    for key in known.keys("A1", "commune"):
        cell: Unknown = ("A1", "commune", key, "n")
        if key in names:
            yield Row({cell: 1}, threshold, math.inf)
        elif key.startswith(inside):
            unnamed.append(cell)
            yield Row({cell: 1}, 0, threshold - 1)
    if others is not None and unnamed:
        yield Row(dict.fromkeys(unnamed, 1), others, others * (threshold - 1), ("A4", "", ""))
