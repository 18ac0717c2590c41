"""Small numbers hidden before a figure leaves: what is small, and what gives it away in its line.

Source: domain model, section 7 (Suppression), B22, V35, V36. What follows from several
tables at once is found by `lapdesk.figures.audit`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from lapdesk.errors import LapdeskError
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from lapdesk.i18n import _

Kind = Literal["free", "people", "amount", "share", "median", "communes"]

# resources/reference/indicators.json, about_people; a test compares.
ABOUT_PEOPLE: Final = frozenset(
    {"A1", "A2", "A4", "A5", "A6", "R1", "R2", "R3", "R4", "R5", "R7", "R8"}
    | {"S3", "S4", "S5", "S6", "W3", "W4", "W5", "W6", "W7", "W8", "W9"}
    | {"M1", "M2", "M3", "M4", "M5", "M6"}
)
# Not counted in people, yet they tell about the few who stand behind them (hidden_below_people).
# W5 goes with W6: its numerator is nearly the same minutes.
AMOUNTS: Final = frozenset({"S1", "S2", "W6"})
BEHIND: Final = AMOUNTS | {"W5"}
MEDIANS: Final = frozenset({"S4", "R7"})
# Their numerators are persons, so that numerator and rest are two cells of one line.
PEOPLE_SHARES: Final = frozenset({"A5", "A6", "W7", "W8", "M2"})
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
    stem = base(code)
    if stem == "A4":
        return "communes"
    if stem in MEDIANS:
        return "median"
    if stem in AMOUNTS and quantity.denominator is None:
        return "amount"
    if stem not in ABOUT_PEOPLE:
        return "free"
    return "people" if quantity.denominator is None else "share"


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
    cells = base(code) in PEOPLE_SHARES and (low <= n <= high or low <= d - n <= high)
    return few or d < rules.share_min_denominator or cells


def size(quantity: Quantity) -> int:
    """How much stands behind a quantity, to find the smallest: persons, else base, else count."""
    if quantity.denominator is not None:
        return quantity.denominator
    return quantity.numerator or 0


def protect(figures: Sequence[Figure], rules: Rules | None = None) -> list[Figure]:
    """Hide the small quantities, and in each line the one that would give away a lone one.

    Example 3 of the domain model: F 23, M 3, total 26: M is [1, 4], so F is [22, 25].
    """
    rules = rules or Rules()
    names = named_communes(figures, rules)
    return [_protected(figure, rules, names) for figure in figures]


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


def _protected(figure: Figure, rules: Rules, names: frozenset[str]) -> Figure:
    if not figure.kept:
        return figure
    if base(figure.code) == "A4" and "communes" in (figure.extra or {}):
        return replace(figure, extra=commune_extra(figure, names))
    total = figure.total
    total_small = is_small(figure.code, total, rules)
    by = figure.by and _line(figure.code, figure.by, None if total_small else total, rules)
    missing_hidden = by and any(c.key == MISSING and c.quantity.hidden for c in by.cells)
    return replace(
        figure,
        total=_hide(figure.code, total, rules) if total_small else total,
        by=by,
        known=None if total_small or missing_hidden else figure.known,
    )


def _line(code: str, by: Breakdown, total: Quantity | None, rules: Rules) -> Breakdown:
    quantities = [c.quantity for c in by.cells]
    second = lone(code, quantities, rules) if total is not None else None
    shut = [i == second or is_small(code, q, rules) for i, q in enumerate(quantities)]
    rest = _rest(total, [q for q, s in zip(quantities, shut, strict=True) if not s])
    firsts = [q for i, q in enumerate(quantities) if shut[i] and i != second]

    def closed(i: int, cell: Cell) -> Cell:
        if not shut[i]:
            return cell
        if i != second:
            return replace(cell, quantity=_hide(code, cell.quantity, rules, rest))
        bounds = _beside(code, cell.quantity, firsts[0], rest, rules)
        return replace(cell, quantity=_close(cell.quantity, bounds))

    return _mapped(by, closed)


def _mapped(by: Breakdown, change: Callable[[int, Cell], Cell]) -> Breakdown:
    return replace(by, cells=tuple(change(i, c) for i, c in enumerate(by.cells)))


def _rest(total: Quantity | None, shown: Sequence[Quantity]) -> int | None:
    """What the visible total leaves for the hidden cells; None where the cells overlap (B26)."""
    if total is None or total.numerator is None:
        return None
    rest = total.numerator - sum(q.numerator or 0 for q in shown)
    return rest if rest > 0 else None


def _hide(code: str, quantity: Quantity, rules: Rules, rest: int | None = None) -> Quantity:
    kind = kind_of(code, quantity)
    if kind == "people":
        return quantity.hide(*rules.small)
    if kind == "amount" and rest is not None and rest > 1:
        return quantity.hide(1, rest - 1)
    return _close(quantity, None)


def _beside(
    code: str, second: Quantity, first: Quantity, rest: int | None, rules: Rules
) -> tuple[int, int] | None:
    """Bounds of the second hidden cell, as the visible total and the first one's bounds give."""
    n, m = second.numerator, first.numerator
    if rest is None or n is None or m is None or n + m != rest:
        return None
    if kind_of(code, second) == "people":
        # Not told "< 5", so everyone knows that it has at least 5.
        return (max(rules.threshold, rest - rules.small[1]), rest - 1)
    return (1, rest - 1) if kind_of(code, second) == "amount" else (0, rest)


def _close(quantity: Quantity, bounds: tuple[int, int] | None) -> Quantity:
    if bounds is not None:
        return quantity.hide(*bounds)
    return replace(quantity.hide(0, 0), interval=None)
