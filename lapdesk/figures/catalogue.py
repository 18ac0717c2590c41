"""Every indicator in the committee's order, and what they come to over a period."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection

from lapdesk.figures import (
    attention,
    enrolments,
    migrapass,
    needs,
    nontakeup,
    orientations,
    people,
    progress,
    quality,
    support,
    volunteers,
    workshops,
)
from lapdesk.figures.cells import labelled
from lapdesk.figures.facts import MISSING, Ask, Reckoning, Row
from lapdesk.figures.indicator import SINGLE_VALUED, Indicator
from lapdesk.figures.period import Period
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity

# The groups of the domain model in the committee's order; within one, by number.
GROUPS: Final = "ASRWMPNFHQ"
_FAMILIES: Final = (
    people, attention, support, needs, nontakeup, orientations, workshops, enrolments, progress,
    migrapass, volunteers, quality,
)  # fmt: skip
EVERY: Final[tuple[Indicator, ...]] = tuple(
    sorted(
        (indicator for family in _FAMILIES for indicator in family.INDICATORS),
        key=lambda i: (GROUPS.index(i.base[0]), int(i.base[1:])),
    )
)
BY_CODE: Final[Mapping[str, Indicator]] = {i.code: i for i in EVERY}
NOTHING: Final = Quantity(None)
KEPT: Final = Ask(
    "SELECT (SELECT modules FROM organisation LIMIT 1), EXISTS (SELECT 1 FROM migrapass_path)"
)


def chosen(codes: Iterable[str] | None = None) -> Iterator[Indicator]:
    """The association's indicators that `codes` name, each with its parts; all of them if None."""
    asked = None if codes is None else set(codes)
    for indicator in EVERY:
        if indicator.source is None:
            continue
        if asked is None or indicator.code in asked or indicator.base in asked:
            yield indicator


def compute(
    connection: Connection,
    period: Period,
    *,
    codes: Sequence[str] | None = None,
    by: str | None = None,
) -> list[Figure]:
    """Each chosen figure once, cut by `by` where it lists that breakdown; numbers are plain."""
    gone = not_kept(connection, period)
    with Reckoning(connection, period) as reckoning:
        return [_figure(reckoning, i, by, gone) for i in chosen(codes)]


def compute_all(connection: Connection, period: Period) -> list[Figure]:
    """Every figure once without breakdown, then once for each that it lists, as summaries need."""
    gone = not_kept(connection, period)
    with Reckoning(connection, period) as reckoning:
        return [
            _figure(reckoning, indicator, by, gone)
            for indicator in chosen()
            for by in (None, *indicator.breakdowns)
        ]


def not_kept(connection: Connection, period: Period) -> frozenset[str]:
    """B25: the modules not kept in any year of the period; nothing said means kept.

    Migrapass is off until it is switched on: where nobody spoke of it and no path was ever
    written, it is not kept.
    """
    row = connection.exec_driver_sql(KEPT.sql).one()
    said = json.loads(row[0]) if row[0] else {}
    years = (said.get(str(year), {}).items() for year in period.years)
    gone = frozenset.intersection(*(frozenset(m for m, k in y if k == "NOT_KEPT") for y in years))
    unheard = not row[1] and not any("MIGRAPASS" in year for year in said.values())
    return gone | {"MIGRAPASS"} if unheard else gone


def _figure(
    reckoning: Reckoning, indicator: Indicator, by: str | None, gone: frozenset[str]
) -> Figure:
    asked = by if by in indicator.breakdowns else None
    total_ask = indicator.ask(None)
    assert total_ask is not None  # indicators without a source are not chosen
    unkept = bool(indicator.modules) and gone.issuperset(indicator.modules)
    row = {} if unkept else reckoning.ask(total_ask)[0]
    if unkept or (indicator.given and not row[indicator.given]):
        empty = Breakdown(asked, ()) if asked else None
        return Figure(
            indicator.code, indicator.title, indicator.unit, NOTHING, by=empty, kept=False
        )
    total = _quantity(indicator, row)
    breakdown = _breakdown(reckoning, indicator, asked) if asked else None
    return Figure(
        indicator.code,
        indicator.title,
        indicator.unit,
        total,
        known=_known(indicator, row, total, breakdown),
        by=breakdown,
        extra=indicator.extra_of(row),
    )


def _breakdown(reckoning: Reckoning, indicator: Indicator, by: str) -> Breakdown:
    ask = indicator.ask(by)
    assert ask is not None  # the caller asked for a breakdown that it lists
    rows = {str(row["key"]): row for row in reckoning.ask(ask)}
    cells = (
        Cell(key, label, _quantity(indicator, rows.get(key)))
        for key, label in labelled(reckoning, by, rows)
    )
    return Breakdown(by, tuple(cells))


def _quantity(indicator: Indicator, row: Row | None) -> Quantity:
    def of(column: str | None) -> int | None:
        return None if column is None else (0 if row is None else int(row[column]))

    return Quantity(of(indicator.numerator), of(indicator.denominator), of(indicator.people))


def _known(
    indicator: Indicator, row: Row, total: Quantity, by: Breakdown | None
) -> Quantity | None:
    if indicator.known:
        known, of = indicator.known
        return Quantity(int(row[known]), int(row[of]))
    if by is None or by.name not in SINGLE_VALUED or total.denominator is not None:
        return None
    missing = sum(c.quantity.numerator or 0 for c in by.cells if c.key == MISSING)
    return Quantity((total.numerator or 0) - missing, total.numerator)
