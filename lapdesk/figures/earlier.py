"""What releases of the same period told before: it stays known to whoever kept them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from lapdesk.figures.attack import Row
from lapdesk.figures.bands import from_keys
from lapdesk.figures.linked import Picture, Sum
from lapdesk.figures.protect import Rules, kind_of
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
            if (
                quantity.hidden
                and kind_of(figure.code, quantity) == "people"
                and quantity.interval == rules.small
            ):
                small.append((sum_, true))
    return rows, small


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
