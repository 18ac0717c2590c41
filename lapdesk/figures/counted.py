"""A figure inside a sentence: its number with what it counts, its base, or that there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from lapdesk.figures.explain import sides
from lapdesk.figures.results import Figure, Quantity, shown, value
from lapdesk.i18n import _, ngettext

# What carries its own sign (%, h, €) is not named here.
_NAMED: Final[Mapping[str, Callable[[int], str]]] = MappingProxyType({
    "person": lambda n: ngettext("{n} person", "{n} people", n),
    "contact": lambda n: ngettext("{n} contact", "{n} contacts", n),
    "act": lambda n: ngettext("{n} act", "{n} acts", n),
    "orientation": lambda n: ngettext("{n} orientation", "{n} orientations", n),
    "session": lambda n: ngettext("{n} session", "{n} sessions", n),
    "situation": lambda n: ngettext("{n} situation", "{n} situations", n),
    "pair": lambda n: ngettext("{n} structure", "{n} structures", n),
    "organisation": lambda n: ngettext("{n} structure", "{n} structures", n),
    "action": lambda n: ngettext("{n} action", "{n} actions", n),
    "relay": lambda n: ngettext("{n} relay", "{n} relays", n),
    "link": lambda n: ngettext("{n} link", "{n} links", n),
    "month": lambda n: ngettext("{n} month", "{n} months", n),
    "day": lambda n: ngettext("{n} day", "{n} days", n),
    "point": lambda n: ngettext("{n} point", "{n} points", n),
    "FTE": lambda n: ngettext("{n} full-time equivalent", "{n} full-time equivalents", n),
})  # fmt: skip


def with_unit(quantity: Quantity, unit: str, told: str = "") -> str:
    """A number with what it counts after it; `told` stands for the number as it is written."""
    text = told or shown(quantity, unit)
    bounds = quantity.interval
    if unit not in _NAMED or (quantity.hidden and bounds is None):
        return text
    exact = value(quantity, unit)
    if exact is None and bounds is None:
        return text
    n = bounds[1] if bounds is not None else int(float(exact or 0))
    return _NAMED[unit](n).format(n=text)


def base(figure: Figure) -> str:
    """« 11 sur 17 »: the two sides of a share or a mean; empty for a count."""
    total = figure.total
    if not figure.kept or total.hidden or total.denominator is None or total.numerator is None:
        return ""
    return out_of(*sides(figure))


def out_of(n: object, d: object) -> str:
    """A number with what it is out of: « 11 sur 17 »."""
    return _("{n} of {d}").format(n=n, d=d)


def nothing(figure: Figure | None) -> str:
    """Why a figure says nothing (B25, V36): empty where it says something, if only bounds."""
    if figure is None:
        return _("nothing yet")
    if not figure.kept:
        return _("nothing yet (not followed)")
    if figure.total.hidden or figure.total.denominator != 0 or _medians(figure):
        return ""
    return _("nothing yet (no case)")


def told(figure: Figure, number: str = "") -> str:
    """What a figure says, with its unit; of medians, which are never added, the ends they span."""
    found = sorted(_medians(figure), key=lambda q: Fraction(q.numerator or 0, q.denominator or 1))
    if not found:
        return with_unit(figure.total, figure.unit, number)
    low, high = shown(found[0], figure.unit), with_unit(found[-1], figure.unit)
    return _("{low} to {high} by association").format(low=low, high=high)


def _medians(figure: Figure) -> list[Quantity]:
    """What each association tells of a figure that has no total over several."""
    if figure.by is None or figure.by.name != "association":
        return []
    return [cell.quantity for cell in figure.by.cells if cell.quantity.denominator]
