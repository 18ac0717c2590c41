"""Opening hours as data·inclusion writes them (OpenStreetMap) and as people read them in French.

    shown("Mo-Fr 08:30-12:30; PH off") -> "lu-ve 08:30-12:30 ; fermé les jours fériés"
    written(that text) -> the first again

Days, hours and public holidays alone, which is nearly all that is written; None for the rest.
"""

from __future__ import annotations

import re
from typing import Final

_DAYS: Final = {
    "Mo": "lu", "Tu": "ma", "We": "me", "Th": "je", "Fr": "ve", "Sa": "sa", "Su": "di",
}  # fmt: skip
_BACK: Final = {french: osm for osm, french in _DAYS.items()}
_ALWAYS: Final = {"24/7": "24 h/24, 7 j/7"}
_HOLIDAYS: Final = {"PH off": "fermé les jours fériés", "PH,SH off": "fermé en vacances"}
_TIMES: Final = re.compile(r"\d{2}:\d{2}-\d{2}:\d{2}(?:,\d{2}:\d{2}-\d{2}:\d{2})*")
_OF_DAYS: Final = re.compile(r"[A-Za-z]{2}(?:[-,][A-Za-z]{2})*")


def shown(osm: str) -> str | None:
    """The hours as people read them."""
    if osm.strip() in _ALWAYS:
        return _ALWAYS[osm.strip()]
    rules = [_rule(one.strip(), _DAYS, _HOLIDAYS) for one in osm.rstrip("; ").split(";")]
    return None if None in rules else " ; ".join(one for one in rules if one)


def written(text: str) -> str | None:
    """The hours in OpenStreetMap's form, where the text is one that `shown` gives."""
    found = next((osm for osm, french in _ALWAYS.items() if french == text.strip()), None)
    if found is not None:
        return found
    closed = {french: osm for osm, french in _HOLIDAYS.items()}
    rules = [_rule(one.strip(), _BACK, closed) for one in text.rstrip("; ").split(";")]
    return None if None in rules else "; ".join(one for one in rules if one)


def _rule(text: str, days: dict[str, str], closed: dict[str, str]) -> str | None:
    """One rule in the other language, None where it is more than days and hours."""
    if text in closed:
        return closed[text]
    named, _space, times = text.partition(" ")
    if not _OF_DAYS.fullmatch(named) or not _TIMES.fullmatch(times.replace(", ", ",")):
        return None
    words = re.split("([-,])", named)
    if any(word not in days for word in words[::2]):
        return None
    return f"{''.join(days.get(word, word) for word in words)} {times.replace(', ', ',')}"
