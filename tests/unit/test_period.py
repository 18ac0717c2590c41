"""Days in and out of a period, and a full-time job over it."""

from __future__ import annotations

from datetime import date

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.figures.period import Period


def period(start: date, end: date, as_of: date | None = None) -> Period:
    return Period(start, end, as_of or end)


def civil_year(year: int, as_of: date | None = None) -> Period:
    return period(date(year, 1, 1), date(year, 12, 31), as_of)


def school_year(year: int) -> Period:
    return period(date(year, 9, 1), date(year + 1, 8, 31))


def test_a_period_knows_its_days_and_years() -> None:
    assert civil_year(2024).days == 366
    assert list(school_year(2024).years) == [2024, 2025]


@pytest.mark.parametrize(
    ("given", "minutes"),
    [
        (civil_year(2025), 96_420),
        (civil_year(2024), 96_420),
        (school_year(2024), 96_420),
        (period(date(2024, 2, 29), date(2025, 2, 28)), 96_420),
        (period(date(2023, 1, 1), date(2024, 12, 31)), 192_840),
        (period(date(2025, 1, 1), date(2025, 3, 31)), 23_775),  # 90 of 365 days
        (period(date(2025, 1, 1), date(2025, 1, 1)), 264),
        (period(date(2025, 1, 1), date(2026, 1, 1)), 96_684),
    ],
)
def test_a_full_time_job_goes_with_the_length(given: Period, minutes: int) -> None:
    assert given.full_time_minutes == minutes


def test_an_orientation_is_ripe_after_sixty_days() -> None:
    assert civil_year(2025, date(2025, 10, 30)).ripe_until == date(2025, 8, 31)


@pytest.mark.parametrize(
    ("given", "before"),
    [
        (civil_year(2025), (date(2024, 1, 1), date(2024, 12, 31))),
        (civil_year(2024), (date(2023, 1, 1), date(2023, 12, 31))),
        (school_year(2024), (date(2023, 9, 1), date(2024, 8, 31))),
        (period(date(2025, 4, 1), date(2025, 6, 30)), (date(2025, 1, 1), date(2025, 3, 31))),
        (period(date(2025, 3, 1), date(2025, 3, 31)), (date(2025, 2, 1), date(2025, 2, 28))),
        (period(date(2025, 3, 5), date(2025, 3, 9)), (date(2025, 2, 28), date(2025, 3, 4))),
        (period(date(1900, 1, 1), date(1900, 1, 31)), (date(1899, 12, 1), date(1899, 12, 31))),
    ],
)
def test_the_period_before_is_as_long_in_months_or_in_days(
    given: Period, before: tuple[date, date]
) -> None:
    assert given.before == before


@pytest.mark.parametrize(
    ("given", "years"),
    [
        (civil_year(2025), (2025,)),
        (school_year(2024), (2025,)),
        (period(date(2024, 7, 1), date(2025, 6, 30)), (2024,)),
        (period(date(2024, 1, 1), date(2025, 12, 31)), (2024, 2025)),
        (period(date(2024, 11, 1), date(2025, 2, 28)), (2025,)),
    ],
)
def test_the_budgets_of_a_period_are_those_of_the_years_it_mostly_holds(
    given: Period, years: tuple[int, ...]
) -> None:
    assert given.budget_years == years


def test_the_same_days_of_earlier_years() -> None:
    assert civil_year(2025, date(2026, 3, 1)).years_ago(2) == civil_year(2023, date(2024, 3, 1))
    assert civil_year(2025).years_ago(0) == civil_year(2025)
    february = period(date(2025, 2, 1), date(2025, 2, 28))
    assert february.years_ago(1).end == date(2024, 2, 29)
    leap = period(date(2024, 2, 29), date(2024, 2, 29))
    assert (leap.years_ago(1).start, leap.years_ago(1).end) == (
        date(2023, 2, 28),
        date(2023, 2, 28),
    )


def test_freshness_is_looked_at_on_the_last_day_or_that_of_reckoning_before() -> None:
    assert civil_year(2025, date(2026, 4, 1)).fresh_after == date(2025, 7, 4)
    assert civil_year(2025, date(2025, 7, 4)).looked_on == date(2025, 7, 4)
    assert civil_year(2025, date(2026, 4, 1)).year_after == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2025, 1, 2), date(2025, 1, 1)),
        (date(1, 1, 1), date(2025, 1, 1)),
        (date(2025, 1, 1), date(9999, 12, 31)),
    ],
)
def test_senseless_periods_are_refused(start: date, end: date) -> None:
    with pytest.raises(LapdeskError) as refused:
        period(start, end)
    assert refused.value.code == "LD-150"
