"""Whether the figures of a file agree with one another, and whether what they hide stays hidden.

Every rule here is one that no release of lapdesk breaks: the audit sees to far more (`audit`).
It is asked of files that others made, line by line, so that it costs little.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from lapdesk.errors import LapdeskError
from lapdesk.figures import bands, catalogue, linked
from lapdesk.figures.indicator import SINGLE_VALUED
from lapdesk.figures.protect import (
    ABOUT_PEOPLE,
    AMOUNTS,
    MEANS,
    MEDIANS,
    MISSING,
    Rules,
    base,
    kind_of,
)
from lapdesk.figures.results import Figure, Quantity
from lapdesk.i18n import _


def malformed() -> LapdeskError:
    """LD-036: a figure that breaks its own rules, or two that contradict each other."""
    return LapdeskError(
        "LD-036",
        _("This summary holds figures that contradict themselves."),
        _("Nothing was taken in. Ask the association for a new file made with lapdesk."),
    )


def given_away() -> LapdeskError:
    """LD-239: a hidden figure that its visible neighbours tell."""
    return LapdeskError(
        "LD-239",
        _("A figure that this summary hides can be worked out from those beside it."),
        _("Nothing was taken in. Ask the association for a summary made with lapdesk."),
    )


def refuse(figures: Sequence[Figure], rules: Rules) -> None:
    """Refuse figures that contradict each other (LD-036) or give a hidden one away (LD-239)."""
    totals: dict[str, Quantity] = {}
    seen: set[tuple[str, str]] = set()
    for figure in figures:
        place = (figure.code, figure.by.name if figure.by else "")
        if place in seen or totals.setdefault(figure.code, figure.total) != figure.total:
            raise malformed()
        seen.add(place)
        if figure.kept:
            _refuse_torn(figure)
            _refuse_told(figure, rules)


def _refuse_torn(figure: Figure) -> None:
    """Cells are no more than their total, nor together where each record is in one of them."""
    if figure.total.numerator is None and not figure.total.hidden:
        raise malformed()
    if figure.by is None or not figure.by.cells or figure.code not in catalogue.BY_CODE:
        return
    if any(c.quantity.numerator is None and not c.quantity.hidden for c in figure.by.cells):
        raise malformed()
    if not _adds(figure.code, figure.by.name):
        return
    cells = [cell.quantity for cell in figure.by.cells]
    least = sum(_bounds(cell)[0] for cell in cells)
    most = sum(_bounds(cell)[1] for cell in cells)
    low, high = _bounds(figure.total)
    if least > high or (_whole(figure) and most < low):
        raise malformed()
    bases = [cell.denominator or 0 for cell in cells]
    if figure.total.denominator is not None and sum(bases) > figure.total.denominator:
        raise malformed()


def _refuse_told(figure: Figure, rules: Rules) -> None:
    low, high = rules.small
    for quantity in _people(figure):
        # Closer than "1 to 4", and within it: known to be small, and how small.
        told = quantity.interval
        if told is not None and told != rules.small and low <= told[0] and told[1] <= high:
            raise given_away()
    total = figure.total.numerator
    if figure.by is None or total is None or not _whole(figure):
        return
    cells = [cell.quantity for cell in figure.by.cells]
    hidden = [cell for cell in cells if cell.hidden]
    if figure.total.denominator is not None or kind_of(figure.code, figure.total) != "people":
        return
    left = total - sum(cell.numerator or 0 for cell in cells)
    if len(hidden) == 1 and low <= left <= high:
        raise given_away()
    _refuse_missing(figure, rules)
    small = [cell for cell in hidden if cell.interval == rules.small]
    others = len(hidden) - len(small)
    if small:
        # The others hold the threshold at least, and have no upper bound of their own.
        most = left - low * (len(small) - 1) - rules.threshold * others
        least = left - high * (len(small) - 1) if not others else -math.inf
        if most < high or least > low:
            raise given_away()


def _refuse_missing(figure: Figure, rules: Rules) -> None:
    """A known rate tells how many are not stated."""
    known, cells = figure.known, figure.by.cells if figure.by else ()
    missing = any(c.key == MISSING and c.quantity.interval == rules.small for c in cells)
    if missing and known is not None and None not in (known.numerator, known.denominator):
        raise given_away()


def _adds(code: str, by: str) -> bool:
    """Whether each record is in one cell at most."""
    counted = base(code) in (ABOUT_PEOPLE | AMOUNTS) - MEDIANS and code not in MEANS
    return counted and not linked.overlaps(code, by)


def _whole(figure: Figure) -> bool:
    """Whether each person is in one cell, and "not stated" is one: the cells make the total."""
    if figure.by is None or not figure.by.cells:
        return False
    return figure.code in bands.OF_PERSONS and figure.by.name in SINGLE_VALUED


def _people(figure: Figure) -> Iterator[Quantity]:
    cells = figure.by.cells if figure.by else ()
    for quantity in (figure.total, *(cell.quantity for cell in cells)):
        if quantity.hidden and figure.unit == "person" and figure.code in catalogue.BY_CODE:
            yield quantity


def _bounds(quantity: Quantity) -> tuple[float, float]:
    if quantity.numerator is not None:
        return (quantity.numerator, quantity.numerator)
    return quantity.interval or (0, math.inf)
