"""Figures read back from a summary that someone else made: checked for form and for sense."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lapdesk.figures import catalogue
from lapdesk.figures.contradictions import malformed
from lapdesk.figures.protect import Rules
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from lapdesk.figures.written import MOST, WrittenCell, WrittenCut, WrittenFigure

# The keys of a figure that every one has; what else it holds is kept in `extra`.
_COMMON = frozenset(
    ("code", "unit", "numerator", "denominator", "value", "shown", "known", "hidden",
     "interval", "by", "kept")
)  # fmt: skip
_THRESHOLD: Final = range(5, 1000)


def from_json(document: Mapping[str, Any]) -> tuple[Figure, ...]:
    """The figures of a document that was looked at before: LD-036 where one is none."""
    listed = document.get("figures")
    if not isinstance(listed, list):
        raise malformed()
    return tuple(_figure(f) for f in listed)


def rules_of(document: Mapping[str, Any]) -> Rules:
    """The thresholds that a document says it was protected by; ours where it says none."""
    said = document.get("rules")
    threshold = said.get("threshold") if isinstance(said, dict) else None
    if threshold is None:
        return Rules()
    if type(threshold) is not int or threshold not in _THRESHOLD:
        raise malformed()
    return Rules(threshold)


def _figure(body: Any) -> Figure:
    found = read(body)
    _refuse_cells_above_total(found)
    _refuse_unlisted(found.extra or {})
    return found


def read(body: Any) -> Figure:
    """One figure, looked at for its form alone; LD-036 where it has none."""
    if type(body) is WrittenFigure:
        return _typed(body)
    if not isinstance(body, dict) or not _text(body.get("code")) or not _text(body.get("unit")):
        raise malformed()
    cut = body.get("by")
    return Figure(
        body["code"],
        catalogue.title_of(body["code"]),
        body["unit"],
        _quantity(body, body["code"], body["unit"]),
        known=_known(body.get("known")),
        by=None if cut is None else _breakdown(cut, body["code"], body["unit"]),
        kept=body.get("kept") is not False,
        extra={k: v for k, v in body.items() if k not in _COMMON} or None,
    )


def _typed(body: WrittenFigure) -> Figure:
    """The same of one whose types are right already."""
    code, unit, cut, rate = body.code, body.unit, body.by, body.known
    return Figure(
        code,
        catalogue.title_of(code),
        unit,
        _typed_quantity(body, code, unit),
        known=None if rate is None else _rate(rate.numerator, rate.denominator),
        by=None if cut is None else _typed_cut(cut, code, unit),
        kept=body.kept is not False,
        extra=body.extra or None,
    )


def _typed_cut(body: WrittenCut, code: str, unit: str) -> Breakdown:
    cells = tuple([Cell(c.key, c.label, _typed_quantity(c, code, unit)) for c in body.cells])
    if len({cell.key for cell in cells}) != len(cells):
        raise malformed()
    return Breakdown(body.breakdown, cells)


def _typed_quantity(body: WrittenFigure | WrittenCell, code: str, unit: str) -> Quantity:
    """As `_quantity`, of numbers whose kind and width are right already."""
    if body.hidden:
        return _hidden((body.numerator, body.denominator, body.value), body.interval)
    if body.interval:
        raise malformed()
    return _shown(body.numerator, body.denominator, code, unit)


def _text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200


def _count(value: Any) -> int | None:
    if value is not None and (type(value) is not int or not 0 <= value < MOST):
        raise malformed()
    return value


def _quantity(body: Mapping[str, Any], code: str, unit: str) -> Quantity:
    n, d, interval = body.get("numerator"), body.get("denominator"), body.get("interval", ())
    if body.get("hidden") is True:
        return _hidden((n, d, body.get("value")), interval)
    # Said in one breath: a file holds two thousand of them.
    counted = n is None or (type(n) is int and -MOST < n < MOST)
    based = d is None or (type(d) is int and 0 <= d < MOST)
    if not counted or not based or body.get("hidden") is not False or interval:
        raise malformed()
    return _shown(n, d, code, unit)


def _shown(n: int | None, d: int | None, code: str, unit: str) -> Quantity:
    """A number that is told: confidence alone may fall, and no share is more than its base."""
    if n is not None and n < 0 and unit != "point":
        raise malformed()
    # More may be enrolled in a workshop than it has places.
    if unit == "percent" and n is not None and d is not None and n > d and code != "W3":
        raise malformed()
    return Quantity(n, d)


def _hidden(told: tuple[Any, Any, Any], interval: Any) -> Quantity:
    """Nothing of a hidden number is told but its bounds, and these are told or said not to be."""
    if told != (None, None, None):
        raise malformed()
    if interval is None:
        return Quantity(None, hidden=True)
    if not isinstance(interval, list | tuple) or len(interval) != 2:
        raise malformed()
    low, high = _count(interval[0]), _count(interval[1])
    if low is None or high is None or low > high:
        raise malformed()
    return Quantity(None, hidden=True, interval=(low, high))


def _known(body: Any) -> Quantity | None:
    if body is None:
        return None
    if not isinstance(body, dict):
        raise malformed()
    return _rate(_count(body.get("numerator")), _count(body.get("denominator")))


def _rate(numerator: int | None, denominator: int | None) -> Quantity:
    if numerator is not None and denominator is not None and numerator > denominator:
        raise malformed()
    return Quantity(numerator, denominator)


def _breakdown(body: Any, code: str, unit: str) -> Breakdown:
    if not isinstance(body, dict) or not _text(body.get("breakdown")):
        raise malformed()
    cells = body.get("cells")
    if not isinstance(cells, list) or not all(isinstance(c, dict) for c in cells):
        raise malformed()
    found = {}
    for cell in cells:
        key, label = cell.get("key"), cell.get("label")
        if not _text(key) or not isinstance(label, str) or key in found:
            raise malformed()
        found[key] = Cell(key, label, _quantity(cell, code, unit))
    return Breakdown(body["breakdown"], tuple(found.values()))


def _refuse_cells_above_total(figure: Figure) -> None:
    """No part is greater than its whole, even where parts add up to more (B26)."""
    total = figure.total.numerator
    if figure.by is None or total is None or figure.total.denominator is not None:
        return
    if any((cell.quantity.numerator or 0) > total for cell in figure.by.cells):
        raise malformed()


def _refuse_unlisted(extra: Mapping[str, Any]) -> None:
    """What is united with others' must be names, and a number of those that are not named."""
    for name in ("communes", "keys"):
        names = extra.get(name, [])
        if not isinstance(names, list) or not all(map(_text, names)):
            raise malformed()
    _count(extra.get("others"))
