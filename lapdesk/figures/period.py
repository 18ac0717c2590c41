"""The days a figure speaks of, both ends included, and the day it is reckoned on."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

# A full-time year of French labour law, in minutes (H2.fte, domain model section 7).
FULL_TIME_MINUTES: Final = 1607 * 60
# An orientation younger than this says nothing yet about reception or outcome (R3, R4).
RIPE_DAYS: Final = 60
# A plan that a person made for themselves is looked at so long after the path's end (M6).
SETTLED_DAYS: Final = 90
# A card of the directory looked at so long ago is no longer fresh (N6).
FRESH_DAYS: Final = 180
REASON: Final = range(1900, 2201)


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end` inclusive; `as_of` only ages orientations, all that is recorded counts.

    Raises `LapdeskError` LD-150 where the end comes before the start or a year is out of reason.
    """

    start: date
    end: date
    as_of: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts, and years that nobody means."""
        years = (self.start.year, self.end.year, self.as_of.year)
        if min(years) not in REASON or max(years) not in REASON:
            raise LapdeskError(
                "LD-150",
                _("A date of the period is out of reason."),
                _("Give years between {first} and {last}.").format(
                    first=REASON.start, last=REASON.stop - 1
                ),
            )
        if self.end < self.start:
            raise LapdeskError(
                "LD-150",
                _("The period ends before it starts."),
                _("Give the first day, then the last one."),
            )

    @property
    def texts(self) -> tuple[str, str]:
        """The first and the last day, as records and files write them."""
        return self.start.isoformat(), self.end.isoformat()

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days + 1

    @property
    def years(self) -> range:
        """The civil years it touches."""
        return range(self.start.year, self.end.year + 1)

    @property
    def ripe_until(self) -> date:
        """The last day on which an orientation is old enough on the day of reckoning."""
        return self.as_of - timedelta(days=RIPE_DAYS)

    @property
    def settled_until(self) -> date:
        """The last day on which a path's end is old enough on the day of reckoning."""
        return self.as_of - timedelta(days=SETTLED_DAYS)

    @property
    def looked_on(self) -> date:
        """The day on which freshness is judged: the period's last, or that of reckoning before."""
        return min(self.end, self.as_of)

    @property
    def fresh_after(self) -> date:
        """What was checked on this day or before is no longer fresh."""
        return self.looked_on - timedelta(days=FRESH_DAYS)

    @property
    def year_after(self) -> date:
        """What was updated on this day or before was not so within twelve months."""
        return _years_after(self.looked_on, -1)

    @property
    def before(self) -> tuple[date, date]:
        """The days of the period of the same length just before: whole months by whole months."""
        last = self.start - timedelta(days=1)
        if self.start.day != 1 or not _ends_a_month(self.end):
            return last - timedelta(days=self.days - 1), last
        year, month = divmod(2 * _months(self.start) - _months(self.end) - 1, 12)
        return date(year, month + 1, 1), last

    @property
    def budget_years(self) -> tuple[int, ...]:
        """The years whose budgets it speaks of: those of which it holds half, else its last."""
        found = tuple(year for year in self.years if 2 * self._days_of(year) >= 365)
        return found or (self.end.year,)

    def _days_of(self, year: int) -> int:
        first, last = max(self.start, date(year, 1, 1)), min(self.end, date(year, 12, 31))
        return (last - first).days + 1

    def years_ago(self, count: int) -> Period:
        """The same days of an earlier year, reckoned so much earlier."""
        start, end, as_of = (_years_before(d, count) for d in (self.start, self.end, self.as_of))
        if _ends_a_month(self.end):  # February's last day is the 28th or the 29th
            end = end.replace(day=monthrange(end.year, end.month)[1])
        return Period(start, end, as_of)

    @property
    def full_time_minutes(self) -> int:
        """The minutes of a full-time job over the period: whole years, then days of the next one.

        A civil or a school year is exactly 1,607 hours.
        """
        whole = 0
        while _years_after(self.start, whole + 1) <= self.end + timedelta(days=1):
            whole += 1
        begins, ends = _years_after(self.start, whole), _years_after(self.start, whole + 1)
        left = Fraction((self.end + timedelta(days=1) - begins).days, (ends - begins).days)
        return max(1, int(FULL_TIME_MINUTES * (whole + left) + Fraction(1, 2)))


def _years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes the 28th where there is none."""
    year = day.year - years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _ends_a_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
