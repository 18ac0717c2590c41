"""Kinds of time: lengths in minutes, civil days, times of day and moments, all local."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from lapdesk.i18n import _
from lapdesk.models.kinds_plain import Kind, Whole, wrong_type

# A year typed with two figures: 70 to 99 are of the last century.
_PIVOT: Final = 70


@dataclass(frozen=True)
class Minutes(Whole):
    """A length of time in whole minutes, shown h:mm."""

    high: int = 100_000

    def outside(self, value: int) -> str:
        return _("Expected length: {low} to {high} minutes.").format(low=self.low, high=self.high)

    def typed(self, text: str) -> int:
        plain = "".join(text.lower().split())
        alone = re.fullmatch(r"(\d{1,6})(?:min|mn|m|')?", plain)
        if alone:
            return self.check(int(alone[1]))
        found = re.fullmatch(r"(\d{1,4})[h:](\d{0,2})(?:min|mn|m)?", plain)
        if not found or int(found[2] or 0) > 59:
            raise wrong_type(_("Length expected, as 45 or 1:30."))
        return self.check(int(found[1]) * 60 + int(found[2] or 0))

    def show(self, value: Any) -> str:
        return "" if value is None else f"{value // 60}:{value % 60:02d}"


@dataclass(frozen=True)
class Day(Kind):
    """A civil day, `YYYY-MM-DD`; where `year_alone`, a year is enough."""

    year_alone: bool = False

    def check(self, value: Any) -> str:
        if isinstance(value, str) and self._stands(value):
            return value
        raise wrong_type(_("Date expected, as 2025-03-31."))

    def _stands(self, value: str) -> bool:
        if self.year_alone and re.fullmatch(r"[0-9]{4}", value):
            return True
        try:
            # `fromisoformat` reads weeks and other forms too: only the plain one stands.
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False

    def typed(self, text: str) -> str:
        value = text
        found = re.fullmatch(r"(\d{1,2})[/.\s-]+(\d{1,2})[/.\s-]+(\d{2}|\d{4})", text)
        if found:
            day, month, year = (int(part) for part in found.groups())
            if len(found[3]) == 2:
                year += 1900 if year >= _PIVOT else 2000
            value = f"{year:04d}-{month:02d}-{day:02d}"
        if self._stands(value):
            return value
        raise wrong_type(_("Date expected, as 31/03/2025."))

    def show(self, value: Any) -> str:
        if not value or len(value) != 10:
            return value or ""
        return f"{value[8:]}/{value[5:7]}/{value[:4]}"


@dataclass(frozen=True)
class Hour(Kind):
    """A time of day, `HH:MM`."""

    def check(self, value: Any) -> str:
        if isinstance(value, str) and self._stands(value):
            return value
        raise wrong_type(_("Time expected, as 14:30."))

    def _stands(self, value: str) -> bool:
        try:
            return time.fromisoformat(value).strftime("%H:%M") == value
        except ValueError:
            return False

    def typed(self, text: str) -> str:
        plain = "".join(text.lower().split())
        found = re.fullmatch(r"(\d{1,2})(?:[h:.](\d{0,2}))?", plain) or re.fullmatch(
            r"(\d{2})(\d{2})", plain
        )
        value = f"{int(found[1]):02d}:{int(found[2] or 0):02d}" if found else text
        if self._stands(value):
            return value
        raise wrong_type(_("Time expected, as 14h30."))


@dataclass(frozen=True)
class Moment(Kind):
    """A local date and time, `YYYY-MM-DDTHH:MM`."""

    def check(self, value: Any) -> str:
        if isinstance(value, str):
            try:
                if datetime.fromisoformat(value).strftime("%Y-%m-%dT%H:%M") == value:
                    return value
            except ValueError:
                pass
        raise wrong_type(_("Date and time expected, as 2025-03-31T14:30."))

    def typed(self, text: str) -> str:
        day, _gap, hour = text.replace("T", " ").partition(" ")
        if not day or not hour:
            raise wrong_type(_("Date and time expected, as 31/03/2025 14h30."))
        return self.check(f"{Day().typed(day)}T{Hour().typed(hour.strip())}")

    def show(self, value: Any) -> str:
        return f"{Day().show(value[:10])} {value[11:]}" if value else ""
