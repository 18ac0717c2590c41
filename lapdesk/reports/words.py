"""How paper speaks: French typography for our own phrases, dates, hours, figures in prose."""

from __future__ import annotations

import re
from datetime import date, time
from functools import lru_cache
from typing import Final

from lapdesk.figures.results import DECIMALS, Quantity, shown
from lapdesk.i18n import _, language, ngettext

FINE: Final = "\u202f"
_BEFORE: Final = re.compile(r"[ \u00a0\u202f]+(?=[;:!?»])")
_AFTER: Final = re.compile(r"(?<=«)[ \u00a0\u202f]+")
_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")


def typo(phrase: str) -> str:
    """A phrase of our own with French spaces and apostrophes; never used on what people wrote."""
    if language() != "fr":
        return phrase
    spaced = _AFTER.sub(FINE, _BEFORE.sub(FINE, phrase))
    return _APOSTROPHE.sub("’", spaced)


def say(phrase: str, **values: object) -> str:
    """A translated phrase of our own, typeset, with what people wrote put in untouched."""
    text = typo(phrase)
    return text.format(**values) if values else text


def quoted(text: str) -> str:
    """`text` between the quotation marks of the language in use."""
    return f"«{FINE}{text}{FINE}»" if language() == "fr" else f"“{text}”"


def long_day(day: date) -> str:
    """The day in full: « 1er mars 2026 »."""
    if day.day == 1 and locale() == "fr":
        return "1er " + _day(day, "MMMM y", "fr")
    return _day(day, "d MMMM y", locale())


def week_day(day: date) -> str:
    """The day in full with its name: « mardi 3 mars 2026 »."""
    return f"{_day(day, 'EEEE', locale())} {long_day(day)}"


@lru_cache(maxsize=4096)
def _day(day: date, pattern: str, place: str) -> str:
    """A day as `place` writes it: the language may change while the program runs."""
    from babel.dates import format_date

    return format_date(day, pattern, locale=place)


def week_name(weekday: int) -> str:
    """The name of a day of the week, Monday is 0: « mardi »."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", locale=locale())[weekday])


def locale() -> str:
    """The locale of dates: the language in use, English for a test language."""
    return "fr" if language() == "fr" else "en"


def hour(moment: time) -> str:
    """A time of day: « 14 h 30 » in French, 14:30 elsewhere."""
    if language() == "fr":
        minutes = f"\u00a0{moment.minute:02d}" if moment.minute else ""
        return f"{moment.hour}\u00a0h{minutes}"
    return f"{moment.hour}:{moment.minute:02d}"


def duration(minutes: int) -> str:
    """Minutes as people write them: « 1 h 45 », « 2 h », « 20 min »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\u00a0min"
    return f"{hours}\u00a0h" + (f"\u00a0{rest:02d}" if rest else "")


def span(start: date, end: date) -> str:
    """A period as a person says it: a whole year by its number, else both days."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return say(_("Year {year}"), year=start.year)
    return say(_("From {start} to {end}"), start=long_day(start), end=long_day(end))


def printed(quantity: Quantity, unit: str, *, kept: bool = True) -> str:
    """The figure as paper prints it: as elsewhere, typeset; a share of a known base as a range."""
    bounds, under = quantity.interval, quantity.denominator
    if kept and quantity.hidden and unit == "percent" and bounds and under:
        low, high = (shown(Quantity(n, under), unit) for n in bounds)
        return say(_("between {low} and {high}"), low=low, high=high)
    return typo(shown(quantity, unit, kept=kept))


def prose(quantity: Quantity, unit: str, *, kept: bool = True) -> str:
    """The figure inside a sentence: an interval is said by its lower bound (B27)."""
    counted = unit not in DECIMALS or unit in ("hour", "EUR")
    if kept and quantity.hidden and counted and quantity.interval not in (None, (1, 4)):
        assert quantity.interval is not None
        low = shown(Quantity(quantity.interval[0]), unit)
        return say(_("at least {low}"), low=low)
    return printed(quantity, unit, kept=kept)


def base(quantity: Quantity, unit: str, measure: str = "") -> str:
    """The numerator over the denominator of a share; empty for a count.

    `measure` is the unit of both where they are hours or euros.
    """
    if quantity.denominator is None or unit != "percent":
        return ""
    if quantity.hidden and quantity.interval:
        top = "–".join(whole(n, measure) for n in quantity.interval)
    elif quantity.numerator is not None:
        top = whole(quantity.numerator, measure)
    else:
        return ""
    return f"{top}\u00a0/\u00a0{whole(quantity.denominator, measure)}"


def whole(number: int, measure: str = "") -> str:
    """A whole number with its thousands apart; minutes and cents as hours and euros."""
    return shown(Quantity(number), measure)


def of_associations(counts: tuple[int, int]) -> str:
    """How many associations a consolidated figure rests on (B25)."""
    n, total = counts
    return say(
        ngettext("{n} association of {total}", "{n} associations of {total}", n), n=n, total=total
    )
