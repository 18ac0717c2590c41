"""What an indicator yields: whole numbers, their base, and how they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from lapdesk.i18n import _, language, number

# Units that are written as a sign after the number.
SIGNS: Final[Mapping[str, str]] = {"percent": "%", "hour": "h", "EUR": "€", "EUR/hour": "€/h"}
# Printed decimals of each unit (domain model, section 7); what is not named is a count.
DECIMALS: Final[Mapping[str, int]] = {
    "percent": 1, "hour": 2, "day": 1, "EUR": 2, "FTE": 2, "point": 2, "number": 2,
    "EUR/hour": 2,
}  # fmt: skip

# Their numerators are hundredths: cents, and hundredths of a point of confidence.
_HUNDREDTHS: Final = frozenset({"EUR", "point"})


@dataclass(slots=True, unsafe_hash=True)
class Quantity:
    """A number with its base: minutes, cents, counts, or a numerator over a denominator.

    `denominator` is None for a count. `people` is how many persons with a code stand behind
    the number (how many records behind a median), None where nobody's privacy hangs on it.
    A hidden quantity keeps neither number; `interval` then holds the bounds that anyone can
    compute. Nothing changes one, yet it is not frozen: a thousand summaries make a million, and a
    frozen one takes four times as long to make.
    """

    numerator: int | None
    denominator: int | None = None
    people: int | None = None
    hidden: bool = False
    interval: tuple[int, int] | None = None

    def hide(self, low: int, high: int) -> Quantity:
        """The same quantity with its numbers taken away and bounds in their place."""
        return replace(
            self, numerator=None, denominator=None, people=None, hidden=True, interval=(low, high)
        )


@dataclass(slots=True, unsafe_hash=True)
class Cell:
    """One value of a breakdown: a code of its list, its label, its quantity (not frozen either).

    `associations` is set on consolidated figures: on how many the cell rests, each of which tells
    it, whether it tells the total or not.
    """

    key: str
    label: str
    quantity: Quantity
    associations: int | None = None

    @property
    def apart(self) -> bool:
        """Whether it rests on other associations than its total, above which it would stand."""
        return self.quantity.hidden and self.quantity.interval is None and bool(self.associations)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure cut by one criterion; cells need not add up to the total (B26)."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator (or part of one) over one period, with at most one breakdown.

    `kept` is False where the module behind it is not followed (B25: "non suivi", never 0).
    `associations` is set on consolidated figures: (included, expected).
    `extra` holds what one figure alone carries (A4: communes, others, people by commune).
    """

    code: str
    title: str
    unit: str
    total: Quantity
    known: Quantity | None = None
    by: Breakdown | None = None
    kept: bool = True
    associations: tuple[int, int] | None = None
    extra: Mapping[str, Any] | None = None


def value(quantity: Quantity, unit: str) -> str | None:
    """The figure as a decimal string in its unit, rounded half up; None if hidden or 0/0."""
    n, d = quantity.numerator, quantity.denominator
    if n is None or quantity.hidden or d == 0:
        return None
    number = Decimal(n)
    if unit == "percent":
        number = number * 100 / Decimal(d or 1)
    elif unit == "hour":
        number = number / (60 * Decimal(d or 1))
    elif unit == "EUR/hour":  # cents over minutes
        number = number * 60 / (100 * Decimal(d or 1))
    elif unit in _HUNDREDTHS:
        number = number / (100 * Decimal(d or 1))
    elif d is not None:
        number = number / Decimal(d)
    step = Decimal(1).scaleb(-DECIMALS.get(unit, 0))
    return str(number.quantize(step, rounding=ROUND_HALF_UP))


def shown(quantity: Quantity, unit: str, *, kept: bool = True) -> str:
    """The figure as a person reads it, in the language in use."""
    if not kept:
        return _("not followed")
    if quantity.hidden:
        return _hidden(quantity, unit)
    text = value(quantity, unit)
    if text is None:
        return "—"
    suffix = SIGNS.get(unit, "")
    gap = "\u00a0" if language() == "fr" or suffix != "%" else ""
    return number(text) + (gap + suffix if suffix else "")


def shown_cell(cell: Cell, unit: str) -> str:
    """A cell as a person reads it; one that is no part of its total says so."""
    return _("not comparable") if cell.apart else shown(cell.quantity, unit)


def _hidden(quantity: Quantity, unit: str) -> str:
    """In the unit itself: minutes as whole hours; of a share or a mean, only that it is hidden."""
    step = {"hour": 60, "EUR": 100}.get(unit, 1)
    # The bounds are those of a numerator: beside a percent sign they would be misread.
    if quantity.interval is None or (step == 1 and unit in DECIMALS):
        return _("hidden")
    low, high = quantity.interval
    if (low, high) == (1, 4) and step == 1:
        return _("< 5")
    return _("between {low} and {high}").format(low=low // step, high=-(-high // step))


def quantity_json(quantity: Quantity, unit: str, *, kept: bool = True) -> dict[str, Any]:
    """The keys that the contract gives to a figure or a cell."""
    return {
        "numerator": quantity.numerator,
        "denominator": quantity.denominator,
        "value": value(quantity, unit) if kept else None,
        "shown": shown(quantity, unit, kept=kept),
        "hidden": quantity.hidden,
        "interval": list(quantity.interval) if quantity.interval else None,
    }


def _cell_json(cell: Cell, unit: str) -> dict[str, Any]:
    among = {} if cell.associations is None else {"associations": cell.associations}
    body = {"key": cell.key, "label": cell.label, **quantity_json(cell.quantity, unit), **among}
    return {**body, "shown": shown_cell(cell, unit)} if cell.apart else body


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure in the form of the contract (`indicators --json` and `summary.json`)."""
    return {
        "code": figure.code,
        "unit": figure.unit,
        **quantity_json(figure.total, figure.unit, kept=figure.kept),
        "known": None
        if figure.known is None or figure.known.hidden
        else {
            "numerator": figure.known.numerator,
            "denominator": figure.known.denominator,
        },
        "by": None
        if figure.by is None
        else {
            "breakdown": figure.by.name,
            "cells": [_cell_json(cell, figure.unit) for cell in figure.by.cells],
        },
        # How many live in each commune serves protection and never leaves.
        **{k: v for k, v in (figure.extra or {}).items() if k != "people"},
        **({} if figure.kept else {"kept": False}),
    }
