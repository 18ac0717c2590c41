"""Figures read back from a summary that someone else made: checked for form and for sense."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lapdesk.errors import LapdeskError
from lapdesk.figures import catalogue
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from lapdesk.i18n import _

# The keys of a figure that every one has; what else it holds is kept in `extra`.
_COMMON = frozenset(
    ("code", "unit", "numerator", "denominator", "value", "shown", "known", "hidden",
     "interval", "by", "kept")
)  # fmt: skip


def malformed() -> LapdeskError:
    """A figure that is not one."""
    return LapdeskError(
        "LD-036",
        _("This summary holds figures that contradict themselves."),
        _("Nothing was taken in. Ask the association for a new file made with lapdesk."),
    )


def from_json(document: Mapping[str, Any]) -> tuple[Figure, ...]:
    """The figures of a summary's document; LD-036 where one breaks the rules of figures."""
    listed = document.get("figures")
    if not isinstance(listed, list):
        raise malformed()
    return tuple(_figure(f) for f in listed)


def _figure(body: Any) -> Figure:
    if not isinstance(body, dict) or not _text(body.get("code")) or not _text(body.get("unit")):
        raise malformed()
    known = catalogue.BY_CODE.get(body["code"])
    cut = body.get("by")
    found = Figure(
        body["code"],
        known.title if known is not None else body["code"],
        body["unit"],
        _quantity(body),
        known=_known(body.get("known")),
        by=None if cut is None else _breakdown(cut),
        kept=body.get("kept") is not False,
        extra={k: v for k, v in body.items() if k not in _COMMON} or None,
    )
    _refuse_cells_above_total(found)
    return found


def _text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200


def _count(value: Any, *, signed: bool = False) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not abs(value) < 10**12:
        raise malformed()
    if value < 0 and not signed:
        raise malformed()
    return value


def _quantity(body: Mapping[str, Any]) -> Quantity:
    # Confidence alone may fall.
    numerator = _count(body.get("numerator"), signed=body.get("unit") == "point")
    denominator = _count(body.get("denominator"))
    hidden, interval = body.get("hidden"), body.get("interval")
    if hidden not in (True, False) or (hidden and (numerator, denominator) != (None, None)):
        raise malformed()
    bounds = None
    if interval is not None:
        if not isinstance(interval, list) or len(interval) != 2:
            raise malformed()
        low, high = _count(interval[0]), _count(interval[1])
        if low is None or high is None or low > high or not hidden:
            raise malformed()
        bounds = (low, high)
    # More may be enrolled in a workshop than it has places.
    share = body.get("unit") == "percent" and body.get("code") != "W3"
    if share and None not in (numerator, denominator) and (numerator or 0) > (denominator or 0):
        raise malformed()
    return Quantity(numerator, denominator, hidden=bool(hidden), interval=bounds)


def _known(body: Any) -> Quantity | None:
    if body is None:
        return None
    if not isinstance(body, dict):
        raise malformed()
    numerator, denominator = _count(body.get("numerator")), _count(body.get("denominator"))
    if numerator is not None and denominator is not None and numerator > denominator:
        raise malformed()
    return Quantity(numerator, denominator)


def _breakdown(body: Any) -> Breakdown:
    if not isinstance(body, dict) or not _text(body.get("breakdown")):
        raise malformed()
    cells = body.get("cells")
    if not isinstance(cells, list) or not all(isinstance(c, dict) for c in cells):
        raise malformed()
    found = []
    for cell in cells:
        if not _text(cell.get("key")) or not isinstance(cell.get("label"), str):
            raise malformed()
        found.append(Cell(cell["key"], cell["label"], _quantity(cell)))
    if len({cell.key for cell in found}) != len(found):
        raise malformed()
    return Breakdown(body["breakdown"], tuple(found))


def _refuse_cells_above_total(figure: Figure) -> None:
    """No part is greater than its whole, even where parts add up to more (B26)."""
    total = figure.total.numerator
    if figure.by is None or total is None or figure.total.denominator is not None:
        return
    if any((cell.quantity.numerator or 0) > total for cell in figure.by.cells):
        raise malformed()
