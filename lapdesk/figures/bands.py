"""Coarser categories for small numbers: rolled up first, so that less has to be hidden (B27).

The age bands of the list are cut at 60/61, as a funder's form is; so "60 and over" cannot be
built from them, and the rolled bands are under 26, 26-60, over 60.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from lapdesk.figures import protect
from lapdesk.figures.protect import MISSING, Rules, named_communes
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from lapdesk.i18n import N_, _

# Figures cut by what is known of the person; W1 and W3 by commune tell of places instead.
OF_PERSONS: Final = frozenset({"A1", "A2", "W4", "W6", "S6", "M1", "M2"})
# Fewer people followed than this: sex, age and commune are rolled up from the start.
SMALL_ASSOCIATION: Final = 60
TERRITORY: Final = "94"
DEPARTMENT: Final = "DEPARTMENT"
OUTSIDE: Final = "OUTSIDE"
OTHER_SEX: Final = "X_NS"

_SEXES: Final = {"X": OTHER_SEX, MISSING: OTHER_SEX}
_AGES: Final = {
    **dict.fromkeys(("A00", "A16", "A18"), "LT26"),
    **dict.fromkeys(("A26", "A30", "A55"), "26_60"),
    **dict.fromkeys(("A61", "A65", "A75"), "GT60"),
}
_LABELS: Final[Mapping[str, str]] = {
    OTHER_SEX: N_("Other or not stated"),
    "LT26": N_("Under 26"),
    "26_60": N_("26 to 60"),
    "GT60": N_("Over 60"),
    DEPARTMENT: N_("Elsewhere in the department"),
    OUTSIDE: N_("Outside the department, or no fixed home"),
}
_LAST: Final = (DEPARTMENT, OUTSIDE, OTHER_SEX, MISSING)

# Breakdown name -> key of the list -> key that is published; a key not named stays itself.
Groups = Mapping[str, Mapping[str, str]]


def department(commune: str) -> str:
    """`94` of `94028`, `974` of `97411`; the plan's own where there is no commune."""
    if not commune:
        return TERRITORY
    return commune[:3] if commune.startswith("97") else commune[:2]


def communes_to(keys: Iterable[str], named: Collection[str], home: str) -> dict[str, str]:
    """Each commune under its own name if it has enough people, else only where it lies."""
    inside = department(home)
    return {
        key: DEPARTMENT if key.startswith(inside) else OUTSIDE
        for key in keys
        if key not in named and key not in (MISSING, DEPARTMENT, OUTSIDE)
    }


def is_small(figures: Iterable[Figure]) -> bool:
    """Whether so few are followed that everything is rolled up from the start."""
    counts = (f.total.numerator or 0 for f in figures if f.code in ("A1", "W4"))
    return max(counts, default=0) < SMALL_ASSOCIATION


def groups(
    figures: Sequence[Figure], rules: Rules, *, home: str = "", rolled: Collection[str] = ()
) -> Groups:
    """What is published of each breakdown of persons; `rolled` names those to roll up anyway.

    Communes with fewer than `threshold` people followed are never named (B22); a small
    association names its own commune only.
    """
    small = is_small(figures)
    cells = list(_cells(figures))
    keys = {name: {key for n, key, _code, _q in cells if n == name} for name in ("commune",)}
    named = named_communes(figures, rules)
    if small or "commune" in rolled:
        named = frozenset({home} if home else ())
    found: dict[str, Mapping[str, str]] = {
        "commune": communes_to(keys["commune"], named, home),
    }
    for name, roll in (("sex", _SEXES), ("age_band", _AGES)):
        helps = any(
            n == name and key in roll and protect.is_small(code, q, rules)
            for n, key, code, q in cells
        )
        # "Other" and "not stated" are joined only where there is someone to hide among them.
        others = name != "sex" or any(k == "X" and q.numerator for _n, k, _c, q in cells)
        if name in rolled or (small and helps and others):
            found[name] = roll
    return found


def regroup(figure: Figure, into: Groups) -> Figure:
    """The figure with cells of one published key made one; other figures stay as they are."""
    mapping = into.get(figure.by.name) if figure.by and figure.code in OF_PERSONS else None
    if not mapping or figure.by is None:
        return figure
    together: dict[str, list[Cell]] = {}
    for cell in figure.by.cells:
        together.setdefault(mapping.get(cell.key, cell.key), []).append(cell)
    cells = [
        Cell(key, label_of(key, members[0].label), added([m.quantity for m in members]))
        for key, members in together.items()
    ]
    return replace(figure, by=Breakdown(figure.by.name, tuple(in_order(cells))))


def label_of(key: str, otherwise: str) -> str:
    """What people read for a rolled key, else the label of the list."""
    return _(_LABELS[key]) if key in _LABELS else otherwise


def in_order(cells: Iterable[Cell]) -> list[Cell]:
    """Cells in the order given, the rest categories and "not stated" last."""
    return sorted(cells, key=lambda c: _LAST.index(c.key) if c.key in _LAST else -1)


def added(quantities: Sequence[Quantity]) -> Quantity:
    """The sum of visible quantities of one unit that do not overlap."""
    denominators = [q.denominator for q in quantities if q.denominator is not None]
    people = [q.people for q in quantities if q.people is not None]
    return Quantity(
        sum(q.numerator or 0 for q in quantities),
        sum(denominators) if denominators else None,
        sum(people) if people else None,
    )


def from_keys(name: str, published: Collection[str], fine: Iterable[str], home: str) -> Groups:
    """By which groups an earlier file was cut, told by the keys that it shows."""
    if name == "commune":
        return {name: communes_to(fine, published, home)}
    roll = {"sex": _SEXES, "age_band": _AGES}.get(name, {})
    return {name: roll} if set(published) & set(roll.values()) else {}


def coarsest(name: str, published: Collection[str]) -> Mapping[str, str]:
    """How to bring cells of several files to the coarsest cut among them (consolidation)."""
    roll = {"sex": _SEXES, "age_band": _AGES}.get(name, {})
    return roll if set(published) & set(roll.values()) else {}


def _cells(figures: Iterable[Figure]) -> Iterable[tuple[str, str, str, Quantity]]:
    for figure in figures:
        if figure.by and figure.kept and figure.code in OF_PERSONS:
            for cell in figure.by.cells:
                yield figure.by.name, cell.key, figure.code, cell.quantity
