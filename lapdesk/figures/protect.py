"""What is a small number, and which one beside it gives it away in its line.

Source: domain model, section 7 (Suppression), B22, V35, V36. The hiding itself, over
all tables at once, is done by `lapdesk.figures.audit`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from lapdesk.errors import LapdeskError
from lapdesk.figures.results import Figure, Quantity
from lapdesk.i18n import _

Kind = Literal["free", "people", "amount", "share", "median", "mean", "communes"]

# resources/reference/indicators.json, about_people; a test compares.
ABOUT_PEOPLE: Final = frozenset(
    {"A1", "A2", "A4", "A5", "A6", "R1", "R2", "R3", "R4", "R5", "R7", "R8"}
    | {"S3", "S4", "S5", "S6", "W3", "W4", "W5", "W6", "W7", "W8", "W9"}
    | {"M1", "M2", "M3", "M4", "M5", "M6"}
)
# Not counted in people, yet they tell about the few who stand behind them (hidden_below_people).
# W5 goes with W6: its numerator is nearly the same minutes. Skills, plans and hours of a path are
# as near to the few who have them.
AMOUNTS: Final = frozenset({"S1", "S2", "W6"})
# The base of what an hour costs (F3) is their hours.
BEHIND: Final = AMOUNTS | {"W5", "M3", "M4", "M5", "M6", "F3"}
MEDIANS: Final = frozenset({"S4", "R7"})
# Means over paths: their sums are hours, skills and points, which no other table counts. Euros
# over hours are one, too: the numerator is nobody's secret.
MEANS: Final = frozenset({"M3", "M4", "M5", "F3"})
# Their numerators are persons, so that numerator and rest are two cells of one line.
PEOPLE_SHARES: Final = frozenset(
    {"A5", "A6", "W7", "W8", "M2", "M3.within", "M5.rises", "AMIF.level", "P6"}
)
# Opinions bear no name, yet few of them tell who gave them.
NAMELESS: Final = frozenset({"P6"})
# A count of persons over something else: it is a people cell, whatever the indicator is about.
PEOPLE_OVER: Final = frozenset({"M7.mentees"})
# Counts that are never small by themselves, yet limit some that are: of what is known (Q1) and of
# structures, of which there are no more than orientations (R6).
LIMITING: Final = frozenset({"Q1", "R6"})
# Tables of one action for its funder: people, whatever they are cut by.
FUNDERS: Final = frozenset({"ESF", "AMIF"})
MISSING: Final = "NS"


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds of one release; a coordinator may raise them, never lower them."""

    threshold: int = 5
    share_min_denominator: int = 10
    median_min_cases: int = 5

    def __post_init__(self) -> None:
        """Refuse thresholds under those of the domain model (LD-291)."""
        if self.threshold < 5 or self.share_min_denominator < 10 or self.median_min_cases < 5:
            raise LapdeskError(
                "LD-291",
                _("The protection of small numbers cannot be lowered."),
                _("Keep at least 5 people, shares of at least 10, medians of at least 5 cases."),
            )

    @property
    def small(self) -> tuple[int, int]:
        """The bounds that are told of a small cell: [1, 4] with the usual threshold."""
        return (1, self.threshold - 1)


def base(code: str) -> str:
    """`A5` of `A5.women`."""
    return code.partition(".")[0]


def kind_of(code: str, quantity: Quantity) -> Kind:
    """By which rule a quantity of this figure may have to be hidden."""
    return _kind(code, quantity.denominator is None)


@cache
def _kind(code: str, alone: bool) -> Kind:
    """The same; a number of people stands alone, a share has a base."""
    stem = base(code)
    if stem == "A4":
        return "communes"
    if stem in MEDIANS:
        return "median"
    if code in MEANS:
        return "mean"
    if code in PEOPLE_OVER:
        return "people"
    if stem in AMOUNTS and alone:
        return "amount"
    if stem not in ABOUT_PEOPLE | FUNDERS | NAMELESS:
        return "free"
    return "people" if alone else "share"


def counts_people(code: str) -> bool:
    """Whether the numerator of a share is a number of persons of its base."""
    return code in PEOPLE_SHARES or base(code) in PEOPLE_SHARES


def is_small(code: str, quantity: Quantity, rules: Rules) -> bool:
    """Whether the quantity by itself must be hidden (primary hiding); nothing is never hidden."""
    n, d = quantity.numerator, quantity.denominator
    if n is None or d == 0:
        return False
    kind = kind_of(code, quantity)
    low, high = rules.small
    if kind == "people":
        return low <= n <= high
    if kind == "median":
        return quantity.people is None or quantity.people < rules.median_min_cases
    if kind in ("free", "communes") or (kind == "amount" and n == 0):
        return False
    few = base(code) in BEHIND and quantity.people is not None and low <= quantity.people <= high
    if kind == "amount" or d is None:
        return few
    # n of d persons are published with their rest: d - n persons are a cell of the same line.
    cells = counts_people(code) and (low <= n <= high or low <= d - n <= high)
    return few or d < rules.share_min_denominator or cells


def size(quantity: Quantity) -> int:
    """How much stands behind a quantity, to find the smallest: persons, else base, else count."""
    if quantity.denominator is not None:
        return quantity.denominator
    return quantity.numerator or 0


def named_communes(figures: Iterable[Figure], rules: Rules) -> frozenset[str]:
    """The communes of residence with enough people to be named (B22): A1 by commune."""
    counts: dict[str, int] = {}
    for figure in figures:
        if base(figure.code) == "A4" and figure.extra:
            counts.update(figure.extra.get("people") or {})
    for figure in figures:
        if figure.code == "A1" and figure.by and figure.by.name == "commune":
            counts.update({c.key: c.quantity.numerator or 0 for c in figure.by.cells})
    return frozenset(key for key, n in counts.items() if n >= rules.threshold)


def commune_extra(figure: Figure, names: frozenset[str]) -> Mapping[str, Any]:
    """What A4 may carry: the communes with enough people, the others as a number."""
    kept = sorted(names.intersection((figure.extra or {}).get("communes", ())))
    others = max(0, (figure.total.numerator or 0) - len(kept))
    rest = {k: v for k, v in (figure.extra or {}).items() if k != "people"}
    return {**rest, "communes": kept, "others": others}


def lone(code: str, cells: Sequence[Quantity], rules: Rules) -> int | None:
    """The place of the cell to hide beside a lone hidden one of a line with a visible total."""
    if sum(c.hidden or is_small(code, c, rules) for c in cells) != 1:
        return None
    open_cells = [
        (size(c), i)
        for i, c in enumerate(cells)
        if not c.hidden and not is_small(code, c, rules) and size(c)
    ]
    return min(open_cells)[1] if open_cells else None


def small_cells(figures: Iterable[Figure], rules: Rules | None = None) -> list[tuple[str, str]]:
    """V35: (code, key) of what a file shows although it is small; key is empty for a total."""
    rules = rules or Rules()
    found = []
    for figure in figures:
        if base(figure.code) in MEDIANS:
            continue  # a file does not say over how many cases
        if figure.kept and is_small(figure.code, figure.total, rules):
            found.append((figure.code, ""))
        cells = figure.by.cells if figure.by and figure.kept else ()
        found += [(figure.code, c.key) for c in cells if is_small(figure.code, c.quantity, rules)]
    return found
