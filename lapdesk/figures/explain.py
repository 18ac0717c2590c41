"""A figure in words: what it counts, its rule, its parts; the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lapdesk.figures.catalogue import BY_CODE
from lapdesk.figures.indicator import BREAKDOWNS, Indicator
from lapdesk.figures.protect import NAMELESS
from lapdesk.figures.results import Figure, Quantity, shown
from lapdesk.i18n import N_, _

# What stands after a number of each unit; percent, hour and EUR carry their own sign.
UNITS: Final[Mapping[str, str]] = {
    "person": N_("people"),
    "contact": N_("contacts"),
    "act": N_("acts"),
    "orientation": N_("orientations"),
    "session": N_("sessions"),
    "FTE": N_("full-time equivalents"),
    "day": N_("days"),
    "situation": N_("situations"),
    "pair": N_("structures"),
    "point": N_("points"),
    "action": N_("actions"),
    "relay": N_("relays"),
    "month": N_("months"),
    "organisation": N_("structures"),
    "link": N_("links"),
}

# A base under one of these is a count of what shares it.
MEANS_IN: Final = frozenset({"hour", "point"})

_TOGETHER: Final[Mapping[str, str]] = {
    "sum": N_("Over several associations: added."),
    "rate": N_("Over several associations: both parts are added, rates are never averaged."),
    "union": N_("Over several associations: each commune counts once; those with fewer than 5"
                " people are not named, so the figure is an interval."),
    "none": N_("Not added over several associations: shown for each."),
    "own": N_("Not added over several associations: they share one plan and one directory, so the"
              " committee's figure is that of its own records."),
}  # fmt: skip
_PEOPLE_TOGETHER: Final = N_(
    "Over several associations: added; a person followed by two associations counts twice."
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure: what it is in words, and its number as a person reads it."""

    words: str
    shown: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is said of a figure, in the language in use; empty text where there is nothing."""

    code: str
    title: str
    unit: str
    definition: str
    rule: str
    parts: tuple[Part, ...]
    together: str
    protection: str
    breakdowns: tuple[str, ...]


def explain(figure: Figure) -> Explanation:
    """What `figure` counts, by which rule, from which parts."""
    indicator = BY_CODE[figure.code]
    return Explanation(
        code=figure.code,
        title=indicator.title,
        unit=unit_label(indicator.unit),
        definition=definition(figure.code),
        rule=_(indicator.rule),
        parts=_parts(indicator, figure),
        together=_together(indicator),
        protection=_protection(indicator),
        breakdowns=tuple(breakdown_label(name) for name in indicator.breakdowns),
    )


def definition(code: str) -> str:
    """What the figure counts and over what, as one line under it."""
    indicator = BY_CODE[code]
    if not indicator.over:
        return _(indicator.counts)
    return _("{counts} Out of: {over}").format(counts=_(indicator.counts), over=_(indicator.over))


def unit_label(unit: str) -> str:
    """The unit in words, empty where the number carries its sign."""
    return _(UNITS[unit]) if unit in UNITS else ""


def breakdown_label(name: str) -> str:
    """A breakdown's name as a heading."""
    return _(BREAKDOWNS[name][0])


def _parts(indicator: Indicator, figure: Figure) -> tuple[Part, ...]:
    """Numerator and denominator in words with their numbers; none for what is not followed."""
    total = figure.total
    if not figure.kept or total.hidden or total.numerator is None:
        return ()
    if indicator.unit == "day":
        cases = shown(Quantity(total.people), "")
        return (Part(_("Records it is reckoned from."), cases),)
    above, below = sides(figure)
    parts = [Part(_(indicator.counts), above)]
    if total.denominator is not None:
        parts.append(Part(_(indicator.over), below))
    if figure.known is not None and figure.known.numerator is not None:
        parts.append(Part(_("Known rate."), shown(figure.known, "percent")))
    elif figure.known is not None:
        parts.append(Part(_("Known rate, which some of these associations hide."), "—"))
    return tuple(parts)


def sides(figure: Figure) -> tuple[str, str]:
    """Numerator and base as a person reads them; a mean is of hours or points, over a count."""
    indicator, total = BY_CODE[figure.code], figure.total
    unit = indicator.measure or (indicator.unit if total.denominator is None else "")
    under = "" if indicator.unit in MEANS_IN else indicator.measure
    if indicator.unit == "EUR/hour":
        unit, under = "EUR", "hour"
    above = shown(Quantity(total.numerator), unit)
    return above, "" if total.denominator is None else shown(Quantity(total.denominator), under)


def _together(indicator: Indicator) -> str:
    if indicator.unit == "person" and indicator.about_people:
        return _(_PEOPLE_TOGETHER)
    return _(_TOGETHER[indicator.consolidation])


def _protection(indicator: Indicator) -> str:
    """What hides it when it leaves the association (domain model, section 7)."""
    if indicator.base in NAMELESS:
        return _(
            "Hidden where it is a share of fewer than 10 answers, or where 1 to 4 answered alike."
        )
    if indicator.hidden_below_people or indicator.code == "F3":
        return _("Hidden where 1 to 4 people with a code stand behind it.")
    if not indicator.about_people or indicator.consolidation == "union":
        return ""
    if indicator.denominator is not None:
        return _("Hidden where it is a share of fewer than 10.")
    return _("From 1 to 4 it is written “< 5”; what would give it away is hidden with it.")
