"""The attack from outside on the later tables: it reads published figures alone.

One unknown for each kind of person by all that the tables tell at once: the axes they are in,
sex, age, what they declare; one for each kind of situation of non-take-up, of mentee.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Any

from lapdesk.figures.results import Figure, Quantity
from tests.unit.outside_attack import FINE_SEX, INFINITY, Problem, count_told, told

Found = tuple[str, str, str, float, float]
Kind = tuple[Any, ...]
Belongs = Callable[[Kind], bool]


def narrowed(release: Sequence[Figure]) -> list[Found]:
    """Cells that can be placed more closely than 1 to 4."""
    return [*_axes(release), *_actions(release), *_situations(release), *_mentees(release)]


class Attack:
    """Kinds of persons or records, and what each published number says of them."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self.kinds = list(kinds)
        self.problem = Problem(len(self.kinds))
        self.counts: list[tuple[Found, list[int]]] = []
        self.shares: list[tuple[Found, list[int], list[int]]] = []

    def pick(self, belongs: Belongs) -> list[int]:
        return [i for i, kind in enumerate(self.kinds) if belongs(kind)]

    def count(self, name: tuple[str, str, str], quantity: Quantity, belongs: Belongs) -> None:
        places = self.pick(belongs)
        self.problem.know(places, *count_told(quantity))
        if quantity.hidden and quantity.interval == (1, 4):
            self.counts.append(((*name, 0, 0), places))

    def share(
        self, name: tuple[str, str, str], quantity: Quantity, top: Belongs, base: Belongs
    ) -> None:
        above, below = self.pick(lambda k: top(k) and base(k)), self.pick(base)
        self.problem.know(above, *told(quantity))
        self.problem.know(below, *told(quantity, "d"))
        if quantity.hidden:
            self.shares.append(((*name, 0, 0), above, [i for i in below if i not in set(above)]))

    def found(self) -> Iterator[Found]:
        assert self.problem.start()
        for name, places in self.counts:
            low, high = self.problem.ends(places)
            if low > 1 + 1e-6 or high < 4 - 1e-6:
                yield (*name[:3], low, high)
        for name, *parts in self.shares:
            for places in parts:
                low, high = self.problem.ends(places)
                # Proved to be few, and closer than "1 to 4" says.
                if low >= 1 - 1e-6 and high <= 4 + 1e-6 and (low > 1 + 1e-6 or high < 4 - 1e-6):
                    yield (*name[:3], low, high)


def _numbers(
    release: Sequence[Figure], code: str, *names: str
) -> Iterator[tuple[str, str, Quantity]]:
    """(breakdown, key, quantity) of a figure's total and of some of its breakdowns."""
    for figure in release:
        if figure.code == code and figure.by is None:
            yield "", "", figure.total
        elif figure.code == code and figure.by is not None and figure.by.name in names:
            for cell in figure.by.cells:
                yield figure.by.name, cell.key, cell.quantity


def _subsets(keys: Sequence[str], most: int) -> list[frozenset[str]]:
    return [frozenset(c) for n in range(1, most + 1) for c in combinations(keys, n)]


def _axes(release: Sequence[Figure]) -> Iterator[Found]:
    """A1 by axis, A5 by axis, and the cells of A1 by sex that A5 counts."""
    sexes, ages, answers = (
        ("F", "M", "X", "NS"),
        ("young", "old", "other", "NS"),
        (True, False, None),
    )
    attack = Attack(product(_subsets(("AX1", "AX2", "NS"), 3), sexes, ages, answers))
    # Withheld or coarser, an axis has no cell; those of the list are these three.
    for by, key, quantity in _numbers(release, "A1", "axis", "sex"):
        fine = FINE_SEX.get(key, (key,))
        attack.count(("A1", by, key), quantity, lambda k, b=by, x=key, f=fine: (  # type: ignore[misc]
            not b or (x in k[0] if b == "axis" else k[1] in f)
        ))  # fmt: skip
    parts: tuple[tuple[str, Belongs, Belongs], ...] = (
        ("A5.women", lambda k: k[1] == "F", lambda k: k[1] != "NS"),
        ("A5.young", lambda k: k[2] == "young", lambda k: k[2] != "NS"),
        ("A5.elderly", lambda k: k[2] == "old", lambda k: k[2] != "NS"),
        ("A5.disabled", lambda k: k[3] is True, lambda k: k[3] is not None),
    )
    for code, top, base in parts:
        for by, key, quantity in _numbers(release, code, "axis"):
            attack.share((code, by, key), quantity, top, lambda k, b=base, x=key: (  # type: ignore[misc]
                b(k) and (not x or x in k[0])
            ))  # fmt: skip
        _known(release, code, attack, base)
    yield from attack.found()


def _known(release: Sequence[Figure], code: str, attack: Attack, base: Belongs) -> None:
    for figure in release:
        if figure.code == code and figure.known is not None:
            attack.problem.know(attack.pick(base), *told(figure.known))
            attack.problem.know(attack.pick(lambda _k: True), *told(figure.known, "d"))


def _actions(release: Sequence[Figure]) -> Iterator[Found]:
    attack = Attack(product(_subsets(("P1", "P2", "NS"), 3), (True, False, None)))
    for by, key, quantity in _numbers(release, "A1", "action"):
        attack.count(("A1", by, key), quantity, lambda k, x=key: not x or x in k[0])  # type: ignore[misc]
    for by, key, quantity in _numbers(release, "A6", "action"):
        attack.share(("A6", by, key), quantity, lambda k: k[1] is True, lambda k, x=key: (  # type: ignore[misc]
            k[1] is not None and (not x or x in k[0])
        ))  # fmt: skip
    _known(release, "A6", attack, lambda k: k[1] is not None)
    yield from attack.found()


def _situations(release: Sequence[Figure]) -> Iterator[Found]:
    forms, themes = ("NR_UNKNOWN", "NR_NOT_ASKED"), ("HOUSING", "WORK", "RIGHTS")
    reasons = _subsets(("LANGUAGE", "DIGITAL", "COST", "FEAR"), 3)
    attack = Attack(product(forms, themes, reasons, (True, False)))

    def cell(by: str, key: str) -> Belongs:
        if by == "reason":
            return lambda k: key in k[2]
        place = {"form": 0, "theme": 1}.get(by)
        return lambda k: place is None or k[place] == key

    for by, key, quantity in _numbers(release, "S5", "form", "theme", "reason"):
        attack.count(("S5", by, key), quantity, cell(by, key))
    for by, key, quantity in _numbers(release, "S5.solved", "form", "theme", "reason"):
        within = cell(by, key)
        solved = [i for i in attack.pick(within) if attack.kinds[i][3]]
        attack.problem.know(solved, *told(quantity))
        attack.problem.know(attack.pick(within), *told(quantity, "d"))
    yield from attack.found()


def _mentees(release: Sequence[Figure]) -> Iterator[Found]:
    """Sex, begun in the period, finished."""
    attack = Attack(product(("F", "M", "X", "NS"), (True, False), (True, False)))
    for _by, _key, quantity in _numbers(release, "M7.mentees"):
        attack.count(("M7.mentees", "", ""), quantity, lambda _k: True)
    for by, key, quantity in _numbers(release, "M1", "sex"):
        sexes = FINE_SEX.get(key, (key,))
        attack.count(("M1", by, key), quantity, lambda k, s=sexes, b=by: (  # type: ignore[misc]
            k[1] and (not b or k[0] in s)
        ))  # fmt: skip
    for by, key, quantity in _numbers(release, "M2", "sex"):
        sexes = FINE_SEX.get(key, (key,))
        attack.share(("M2", by, key), quantity, lambda k: k[2], lambda k, s=sexes, b=by: (  # type: ignore[misc]
            k[1] and (not b or k[0] in s)
        ))  # fmt: skip
    yield from attack.found()


def structures(release: Sequence[Figure]) -> list[Found]:
    """There are no more structures than orientations: R6 must not narrow R1."""
    sent = next((q for by, _k, q in _numbers(release, "R1") if not by), None)
    pairs = next((q for by, _k, q in _numbers(release, "R6") if not by), None)
    if sent is None or pairs is None or not sent.hidden or sent.interval != (1, 4):
        return []
    least = pairs.numerator if pairs.numerator is not None else (pairs.interval or (0, INFINITY))[0]
    return [("R1", "", "", least, 4)] if least > 1 else []
