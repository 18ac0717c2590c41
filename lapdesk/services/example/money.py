"""What the example's associations get and spend for their action of the plan, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from lapdesk import clock
from lapdesk.models.draft import Draft
from lapdesk.services.example.stage import Stage, put_all

# In thousandths of the year's cost, which is so many euros a person the house knows.
_EUROS: Final = 95
_SOURCES: Final = (("DEPT", 420), ("COMMUNE", 180), ("FOUNDATION", 140), ("OWN", 90))
_ESF: Final = ("ESF", 170)
# Each account with what was planned and what was spent, 86 beside 87.
_LINES: Final = (
    ("60", 90, 96), ("61", 160, 160), ("62", 120, 111), ("64", 630, 618),
    ("74", 910, 903), ("75", 90, 82), ("86", 240, 240), ("87", 240, 240),
)  # fmt: skip


def of_years(stage: Stage, years: Sequence[int], until: date) -> None:
    """Funding and budget of each year; of the last one, not everything is paid yet."""
    clock.play(until)
    put_all(stage, [draft for year in years for draft in _year(stage, year, year == years[-1])])


def _year(stage: Stage, year: int, last: bool) -> Iterator[Draft]:
    house = stage.house
    cost = house.people * _EUROS * (100 + 4 * (year % 10)) // 100
    about: dict[str, Any] = {"plan_action": house.paid_by or house.action, "year": year}
    for kind, part in (*_SOURCES, *((_ESF,) if house.paid_by else ())):
        granted = _cents(cost, part)
        given = {"kind": kind, "asked": granted * 11 // 10, "granted": granted}
        if last and kind in ("COMMUNE", "ESF"):
            yield Draft("Funding", {**about, **given, "state": "GRANTED",
                                    "due_account_on": f"{year + 1}-06-30"})  # fmt: skip
        else:
            yield Draft("Funding", {**about, **given, "paid": granted, "state": "PAID",
                                    "due_account_on": f"{year + 1}-06-30"})  # fmt: skip
    for line, planned, actual in _LINES:
        amounts = {"planned": _cents(cost, planned), "actual": _cents(cost, actual)}
        yield Draft("BudgetLine", {**about, "line": line, **amounts})


def _cents(cost: int, thousandths: int) -> int:
    """Whole euros of a cost, in cents."""
    return cost * thousandths // 1000 * 100
