"""A year's files one after the other, attacked together: months, the year, corrected numbers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from lapdesk.figures.audit import release
from lapdesk.figures.days import Days, atoms, tilings, together
from lapdesk.figures.results import Figure
from tests.unit import small_years
from tests.unit.outside_attack import narrowed
from tests.unit.outside_attack_years import Years
from tests.unit.small_associations import Person, tables
from tests.unit.small_years import Year, during, plans, released, year
from tests.unit.test_audit import naive

# Six ways in which a year comes out; in a campaign fifty sequences of twelve files. In the 24th
# a year that was corrected since stood beside a quarter: who came outside it were told.
SEQUENCES = range(50) if os.environ.get("LAPDESK_CAMPAIGN") else (0, 1, 23)


def files_of(seed: int) -> tuple[list[small_years.File], Any]:
    random = Random(seed)
    made = year(random)
    ways = plans(random)
    files, last = released(made, ways[seed % len(ways)], random)
    return files, lambda days: tables(during(last, days))


@pytest.mark.parametrize("seed", SEQUENCES)
def test_no_file_gives_away_what_another_hides(seed: int) -> None:
    files, truth = files_of(seed)
    assert len(files) == 12
    assert list(Years(files, truth).found()) == []
    for _days, file in files:
        assert narrowed(file) == []


def test_other_places_may_be_more_places_in_a_longer_time() -> None:
    """8 from one commune outside, then 11 and 1 from another: the 4 that came since are few."""
    places = ["94028"] * 20 + ["94041"] * 20 + ["77288"] * 11 + ["75113"]
    people = [Person("F" if n % 2 else "M", "A30", at, True, (), 60) for n, at in enumerate(places)]
    came = [frozenset({6 if at == "75113" or n > 47 else 2}) for n, at in enumerate(places)]
    files, last = released(
        Year(tuple(people), tuple(came), (), ()), [Days(1, 5), Days(1, 7)], Random(0)
    )
    told = [
        cell.quantity.numerator
        for _days, file in files
        for figure in file
        if figure.code == "A1" and figure.by and figure.by.name == "commune"
        for cell in figure.by.cells
        if cell.key == "OUTSIDE"
    ]
    assert told == [8, None]
    assert list(Years(files, lambda days: tables(during(last, days))).found()) == []


def test_the_attack_succeeds_on_naive_hiding(monkeypatch: pytest.MonkeyPatch) -> None:
    def hidden(plain: Sequence[Figure], **_around: Any) -> list[Figure]:
        return naive(plain)

    monkeypatch.setattr(small_years, "release", hidden)
    broken = sum(any(True for _one in Years(*files_of(seed)).found()) for seed in range(6))
    assert broken >= 2  # 30 % at least: the attack is able


def test_the_attack_succeeds_on_files_that_look_at_their_own_days_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def alone(plain: Sequence[Figure], **around: Any) -> list[Figure]:
        return release(plain, earlier=around["earlier"], home=around["home"])

    monkeypatch.setattr(small_years, "release", alone)
    broken = sum(any(True for _one in Years(*files_of(seed)).found()) for seed in (1, 7))
    assert broken >= 1


def test_periods_and_what_they_are_made_of() -> None:
    january, to_march, march, year_, after = (
        Days(1, 31), Days(1, 90), Days(60, 90), Days(1, 365), Days(400, 430)
    )  # fmt: skip
    assert atoms([january, year_]) == [january, Days(32, 365)]
    assert atoms([january, after]) == [january, after]
    assert together(january, [march, after]) == []
    assert set(together(january, [march, to_march, after])) == {march, to_march}
    assert tilings(to_march, [january, march, Days(32, 59), to_march]) == [
        [january, Days(32, 59), march]
    ]
    assert tilings(to_march, [january, march]) == []
