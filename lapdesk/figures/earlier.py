"""What releases of the same period told before: it stays known to whoever kept them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from lapdesk.figures.attack import Row
from lapdesk.figures.bands import from_keys
from lapdesk.figures.defence import Goal
from lapdesk.figures.linked import Picture, Sum
from lapdesk.figures.protect import MISSING, Rules, counts_people, kind_of
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
        for sum_, quantity, part in told_of(figure, known, home):
            low, high = bounds(quantity, part)
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


def corrected(
    facts: Facts, earlier: Sequence[Sequence[Figure]], known: Picture, rules: Rules, home: str
) -> Iterator[Goal]:
    """Cells that a correction changed by a few people: nobody may read who they are.

    That one person more is followed says nothing of them; that one more lives in a commune does.
    So totals of counts may change, and cells and shares of people may not be told to have.
    """
    low, high = rules.small
    before: dict[frozenset[Any], set[int]] = {}
    for figure in (f for figures in earlier for f in figures if f.kept):
        for sum_, quantity, part in told_of(figure, known, home):
            if part == "n" and quantity.numerator is not None and min(sum_.values()) > 0:
                before.setdefault(frozenset(sum_), set()).add(quantity.numerator)
    for fact in facts.values():
        share = counts_people(fact.spot[0]) and fact.d is not None
        if not share and (fact.kind != "people" or fact.spot[2] in ("", MISSING)):
            continue
        now = fact.quantity.numerator or 0
        for told in before.get(frozenset(fact.n), ()):
            if low <= now - told <= high:
                yield Goal(fact.n, "small", fact.spot, now - told, told)
            elif low <= told - now <= high:
                less = {unknown: -weight for unknown, weight in fact.n.items()}
                yield Goal(less, "small", fact.spot, told - now, -told)


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


def told_of(figure: Figure, known: Picture, home: str) -> Iterator[tuple[Sum, Quantity, str]]:
    """Each number of a file: the sum that it is of, the quantity, and which part of it."""
    code = figure.code
    for part in ("n", "d"):
        yield {(code, "", "", part): 1}, figure.total, part
    if figure.by is None:
        return
    if figure.known is not None and figure.total.denominator is None:
        stated: Sum = {(code, "", "", "n"): 1, (code, figure.by.name, MISSING, "n"): -1}
        yield stated, figure.known, "n"
    name, cells = figure.by.name, figure.by.cells
    fine = known.keys(code, name)
    mapping = from_keys(name, [c.key for c in cells], fine, home).get(name, {})
    for cell in cells:
        keys = [k for k in fine if mapping.get(k, k) == cell.key]
        for part in ("n", "d"):
            if keys:
                yield {(code, name, key, part): 1 for key in keys}, cell.quantity, part


def bounds(quantity: Quantity, part: str) -> tuple[float, float]:
    """What a file tells of a number or its base."""
    shown = quantity.numerator if part == "n" else quantity.denominator
    if shown is not None:
        return (shown, shown)
    if part == "n" and quantity.interval is not None:
        return quantity.interval
    return (0, math.inf)
