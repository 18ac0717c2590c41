"""Volunteers' contributions balance; Europe pays no more than its calls say."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.unit.shelf import Shelf, codes

ACTION = str(uuid4())
YEAR: dict[str, Any] = {"plan_action": ACTION, "year": 2025}


def line(shelf: Shelf, code: str, **amounts: Any) -> list[Any]:
    return shelf.write("BudgetLine", **YEAR, line=code, **amounts)


def test_v28_both_accounts_are_equal_once_both_are_there() -> None:
    shelf = Shelf()
    assert line(shelf, "86", planned=60_000) == []
    assert line(shelf, "86", planned=40_000) == []
    found = line(shelf, "87", planned=90_000)
    assert [(p.code, p.level, p.field, p.message) for p in found] == [
        ("V28", "error", "planned",
         "Accounts 86 (1\u202f000,00 €) and 87 (900,00 €): amounts to be made equal."),
    ]  # fmt: skip
    assert line(shelf, "87", planned=100_000) == []


def test_v28_looks_at_one_action_one_year_and_at_what_was_spent() -> None:
    shelf = Shelf()
    assert line(shelf, "86", planned=1000, actual=500) == []
    for other in ({"plan_action": str(uuid4()), "year": 2025}, {**YEAR, "year": 2024}):
        assert shelf.write("BudgetLine", **other, line="87", planned=7) == []
    assert codes(line(shelf, "87", planned=1000, actual=501)) == ["V28"]
    assert line(shelf, "87", planned=1000) == []
    (received,) = shelf.find("BudgetLine", line="87", planned=1000)
    assert codes(shelf.write("BudgetLine", received["id"], actual=499)) == ["V28"]
    assert shelf.write("BudgetLine", received["id"], actual=500) == []
    assert shelf.write("BudgetLine", received["id"], label="rooms lent") == []
    assert codes(shelf.write("BudgetLine", received["id"], planned=2)) == ["V28"]
    assert shelf.remove("BudgetLine", received["id"]) == []


def test_v28_other_accounts_are_not_asked() -> None:
    shelf = Shelf()
    line(shelf, "86", planned=10)
    assert line(shelf, "60", planned=5) == []
    assert line(shelf, "74", planned=90) == []


@pytest.mark.parametrize(("cents", "told"), [(8_000_000, []), (8_200_000, ["LD-184"])])
def test_b15_the_european_share_is_told_above_80_percent(cents: int, told: list[str]) -> None:
    shelf = Shelf()
    line(shelf, "64", planned=9_000_000)
    line(shelf, "60", planned=1_000_000)
    line(shelf, "86", planned=9_000_000)
    found = shelf.write("Funding", **YEAR, kind="AMIF", granted=cents, asked=9_900_000)
    assert codes(found, "warning") == told
    assert codes(found) == []


def test_b15_a_call_has_a_rate_of_its_own_and_all_european_money_is_added() -> None:
    shelf = Shelf()
    line(shelf, "64", planned=10_000)
    assert shelf.write("Funding", **YEAR, kind="ESF", asked=7_500, rate=75) == []
    assert shelf.write("Funding", **YEAR, kind="DEPT", asked=9_000) == []
    found = shelf.write("Funding", **YEAR, kind="EU_CALL", asked=1)
    assert [(p.code, p.message) for p in found] == [
        ("LD-184", "European money: 75,01 € of 100,00 €, more than 75 % of the cost.")
    ]
    refused: dict[str, Any] = {"state": "REFUSED", "kind": "AMIF", "asked": 10_000}
    line(shelf, "60", planned=10_000)
    assert shelf.write("Funding", **YEAR, **refused) == []
    assert codes(line(shelf, "61", planned=0, actual=0), "warning") == []
    (staff,) = shelf.find("BudgetLine", line="64")
    assert codes(shelf.write("BudgetLine", staff["id"], actual=2), "warning") == []
    (other,) = shelf.find("BudgetLine", line="60")
    assert codes(shelf.write("BudgetLine", other["id"], actual=1), "warning") == ["LD-184"]
