"""The days of a cycle: weekly slots between two dates, public and school holidays set apart.

    public_holiday(day, departement="") -> its name, or None (computed, Easter too)
    school_break(day, departement) -> its name, or None     known_until(departement) -> date | None
    proposed(start, end, slots, departement) -> list of Proposed

Names are marked at import and translated when shown. School holidays are dated reference data
for zones A, B and C; Corsica and overseas departments set their own, which are not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from lapdesk import paths
from lapdesk.i18n import N_

MOST: Final = 200
_FIXED: Final[Mapping[tuple[int, int], str]] = MappingProxyType(
    {
        (1, 1): N_("New Year’s Day"),
        (5, 1): N_("1 May"),
        (5, 8): N_("8 May"),
        (7, 14): N_("14 July"),
        (8, 15): N_("Assumption"),
        (11, 1): N_("All Saints’ Day"),
        (11, 11): N_("11 November"),
        (12, 25): N_("Christmas Day"),
    }
)
_AFTER_EASTER: Final[Mapping[int, str]] = MappingProxyType(
    {1: N_("Easter Monday"), 39: N_("Ascension Day"), 50: N_("Whit Monday")}
)
_ALSACE_MOSELLE: Final = ("57", "67", "68")
# The day on which slavery was abolished, a holiday where it was.
_ABOLITION: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {"971": (5, 27), "972": (5, 22), "973": (6, 10), "974": (12, 20), "976": (4, 27)}
)
_BREAKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "autumn": N_("Autumn school holidays"),
        "christmas": N_("Christmas school holidays"),
        "winter": N_("Winter school holidays"),
        "spring": N_("Spring school holidays"),
        "ascension": N_("Ascension bridge"),
        "summer": N_("Summer school holidays"),
    }
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A session that a weekly slot would give.

    `reason` names the holiday that leaves it unticked; `to_check` that school holidays of that
    day are not known here.
    """

    day: date
    start: str
    end: str
    reason: str = ""
    to_check: bool = False

    @property
    def ticked(self) -> bool:
        """Whether it is held unless somebody says otherwise."""
        return not self.reason


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the method of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def public_holiday(day: date, departement: str = "") -> str | None:
    """The public holiday that falls on a day in a department, those of all France first."""
    named = _FIXED.get((day.month, day.day))
    if named:
        return named
    after = (day - easter(day.year)).days
    if after in _AFTER_EASTER:
        return _AFTER_EASTER[after]
    if departement in _ALSACE_MOSELLE:
        if after == -2:
            return N_("Good Friday")
        if (day.month, day.day) == (12, 26):
            return N_("Boxing Day")
    if _ABOLITION.get(departement) == (day.month, day.day):
        return N_("Abolition of slavery")
    return None


@cache
def _school() -> Any:
    return paths.shipped("reference-own", "school-holidays.json")


def zone(departement: str) -> str | None:
    """The school zone A, B or C of a department, None where it sets its own holidays."""
    for name, departements in _school()["zones"].items():
        if departement in departements:
            return str(name)
    return None


def known_until(departement: str) -> date | None:
    """The last day whose school holidays are known here."""
    if zone(departement) is None:
        return None
    return date.fromisoformat(max(year["known_until"] for year in _school()["years"]))


def known_from(departement: str) -> date | None:
    """The first day whose school holidays are known here."""
    if zone(departement) is None:
        return None
    first = min(part["first"] for year in _school()["years"] for part in year["breaks"])
    return date.fromisoformat(first)


def school_break(day: date, departement: str) -> str | None:
    """The school holidays that a day belongs to, None outside them or where they are not known."""
    mine, asked = zone(departement), day.isoformat()
    if mine is None:
        return None
    for year in _school()["years"]:
        for part in year["breaks"]:
            if mine in part["zones"] and part["first"] <= asked <= part["last"]:
                return _BREAKS[part["name"]]
    return None


def proposed(
    start: date, end: date, slots: Iterable[Mapping[str, Any]], departement: str
) -> list[Proposed]:
    """What weekly slots (`Slots` in JSON form) give from `start` to `end`, at most 200."""
    found: list[Proposed] = []
    by_weekday: dict[int, list[Mapping[str, Any]]] = {}
    for slot in sorted(slots, key=lambda s: (s["weekday"], s["start"])):
        by_weekday.setdefault(slot["weekday"], []).append(slot)
    first, last = known_from(departement), known_until(departement)
    day = start
    while by_weekday and day <= end and len(found) < MOST:
        known = first is not None and last is not None and first <= day <= last
        reason = public_holiday(day, departement) or school_break(day, departement) or ""
        found += [
            Proposed(day, slot["start"], slot["end"], reason, not known)
            for slot in by_weekday.get(day.isoweekday(), ())
        ]
        day += timedelta(days=1)
    return found[:MOST]
