"""What releases of the same period told before: it stays known to whoever kept them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from lapdesk.figures.attack import Row
from lapdesk.figures.bands import from_keys
from lapdesk.figures.linked import Picture, Sum
from lapdesk.figures.protect import Rules, kind_of
from lapdesk.figures.published import KNOWN, Facts
from lapdesk.figures.results import Figure, Quantity


def rows_of(
    earlier: Sequence[Sequence[Figure]], known: Picture, rules: Rules, home: str
) -> tuple[list[Row], list[tuple[Sum, int]]]:
    """Rows of earlier files, and the small sums that they promised to keep open.

    What contradicts today's true numbers was corrected since; it tells nothing of them. All
    else is taken as unchanged, as an attacker would take it.
    """
    rows: list[Row] = []
    small: list[tuple[Sum, int]] = []
    for figure in (f for figures in earlier for f in figures if f.kept):
        for sum_, quantity, part in _told(figure, known, home):
            low, high = _bounds(quantity, part)
            true = known.value(sum_)
            if true is None or not low <= true <= high:
                continue
            rows.append(Row(dict(sum_), low, high))
            # A hidden share has lost its base, so that it looks like a count.
            share = part == "d" or any((*u[:3], "d") in known.truth for u in sum_)
            people = not share and kind_of(figure.code, quantity) == "people"
            if quantity.hidden and people and quantity.interval == rules.small:
                small.append((sum_, true))
    return rows, small


def keep_hidden(facts: Facts, earlier: Sequence[Sequence[Figure]]) -> None:
    """Hide again what was hidden before and has not changed, so that a release is repeatable."""
    for figure in (f for figures in earlier for f in figures if f.kept):
        by = figure.by.name if figure.by else ""
        cells = figure.by.cells if figure.by else ()
        numbers = [("", figure.total), *((c.key, c.quantity) for c in cells)]
        for key, quantity in numbers:
            fact = facts.get((figure.code, by if key else "", key))
            if fact is None or not quantity.hidden or not fact.may_hide:
                continue
            low, high = quantity.interval or (0, math.inf)
            if low <= (fact.quantity.numerator or 0) <= high:
                fact.state = "shut"
        if by and not cells:
            for fact in facts.line(figure.code, by):
                fact.state = "gone"
        rate = facts.get((figure.code, by, KNOWN))
        if rate is not None and figure.known is None:
            rate.state = "shut"


def _told(figure: Figure, known: Picture, home: str) -> Iterator[tuple[Sum, Quantity, str]]:
    code = figure.code
    for part in ("n", "d"):
        yield {(code, "", "", part): 1}, figure.total, part
    if figure.by is None:
        return
    name, cells = figure.by.name, figure.by.cells
    fine = known.keys(code, name)
    mapping = from_keys(name, [c.key for c in cells], fine, home).get(name, {})
    for cell in cells:
        keys = [k for k in fine if mapping.get(k, k) == cell.key]
        for part in ("n", "d"):
            if keys:
                yield {(code, name, key, part): 1 for key in keys}, cell.quantity, part


def _bounds(quantity: Quantity, part: str) -> tuple[float, float]:
    shown = quantity.numerator if part == "n" else quantity.denominator
    if shown is not None:
        return (shown, shown)
    if part == "n" and quantity.interval is not None:
        return quantity.interval
    return (0, math.inf)
