"""Public holidays computed, school holidays by zone, the days of a cycle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lapdesk.models import calendar, communes

TUESDAY = [{"weekday": 2, "start": "14:00", "end": "16:00"}]


@pytest.mark.parametrize(
    "day",
    ["1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
     "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2049-04-18"],
)  # fmt: skip
def test_easter_of_known_years(day: str) -> None:
    known = date.fromisoformat(day)
    assert calendar.easter(known.year) == known


def test_easter_is_always_a_sunday_in_its_five_weeks() -> None:
    for year in range(1900, 2200):
        found = calendar.easter(year)
        assert found.weekday() == 6
        assert date(year, 3, 22) <= found <= date(year, 4, 25)


def test_the_eleven_public_holidays_of_a_year() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    found = [d.isoformat()[5:] for d in days if calendar.public_holiday(d)]
    assert found == [
        "01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11",
        "12-25",
    ]  # fmt: skip


def test_holidays_of_some_departments_alone() -> None:
    assert calendar.public_holiday(date(2026, 12, 26), "67") == "Boxing Day"
    assert calendar.public_holiday(date(2026, 12, 26), "94") is None
    assert calendar.public_holiday(date(2026, 4, 3), "68") == "Good Friday"
    assert calendar.public_holiday(date(2026, 5, 22), "972") == "Abolition of slavery"


def test_every_mainland_department_has_one_zone() -> None:
    found = {c.departement for c in communes.every().values() if c.departement}
    own = {d for d in found if calendar.zone(d) is None}
    assert own == {d for d in found if d.startswith(("2A", "2B", "97", "98"))}
    assert calendar.zone("94") == "C"
    assert calendar.zone("69") == "A"
    assert calendar.zone("13") == "B"


@pytest.mark.parametrize(
    ("day", "departement", "name"),
    [
        ("2026-02-21", "94", "Winter school holidays"),
        ("2026-03-08", "94", "Winter school holidays"),
        ("2026-03-09", "94", None),
        ("2026-02-10", "94", None),
        ("2026-02-10", "69", "Winter school holidays"),
        ("2025-12-24", "35", "Christmas school holidays"),
        ("2027-02-08", "94", "Winter school holidays"),
        ("2025-05-30", "75", "Ascension bridge"),
        ("2026-02-10", "2A", None),
    ],
)
def test_school_holidays_by_zone(day: str, departement: str, name: str | None) -> None:
    assert calendar.school_break(date.fromisoformat(day), departement) == name


def test_a_cycle_leaves_holidays_unticked() -> None:
    found = calendar.proposed(date(2026, 1, 6), date(2026, 3, 31), TUESDAY, "94")
    assert len(found) == 13
    assert all(p.day.weekday() == 1 for p in found)
    assert [p.day.isoformat() for p in found if not p.ticked] == ["2026-02-24", "2026-03-03"]
    assert not any(p.to_check for p in found)


def test_two_slots_a_week_come_in_the_order_of_days() -> None:
    slots = [{"weekday": 5, "start": "09:00", "end": "11:00"}, *TUESDAY]
    found = calendar.proposed(date(2026, 1, 5), date(2026, 1, 18), slots, "94")
    assert [(p.day.day, p.start) for p in found] == [
        (6, "14:00"), (9, "09:00"), (13, "14:00"), (16, "09:00"),
    ]  # fmt: skip


def test_what_lies_beyond_the_known_years_is_to_check() -> None:
    last = calendar.known_until("94")
    assert last is not None
    found = calendar.proposed(last, last + timedelta(days=60), TUESDAY, "94")
    assert [p.to_check for p in found] == [p.day > last for p in found]
    assert all(p.to_check for p in calendar.proposed(last, last, _every_day(), "2B"))


def _every_day() -> list[dict[str, object]]:
    return [{"weekday": n, "start": "09:00", "end": "10:00"} for n in range(1, 8)]


def test_a_cycle_without_slots_or_days_has_no_sessions() -> None:
    assert calendar.proposed(date(2026, 1, 1), date(2026, 2, 1), [], "94") == []
    assert calendar.proposed(date(2026, 2, 1), date(2026, 1, 1), TUESDAY, "94") == []


def test_a_cycle_of_years_stops_somewhere() -> None:
    found = calendar.proposed(date(2020, 1, 1), date(2060, 1, 1), _every_day(), "94")
    assert len(found) == calendar.MOST
