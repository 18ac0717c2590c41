"""Every indicator in the committee's order, and what they come to over a period."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Final

from sqlalchemy import Connection

from lapdesk.figures import (
    attention,
    enrolments,
    funding,
    migrapass,
    needs,
    network,
    nontakeup,
    opinions,
    orientations,
    people,
    plan,
    progress,
    quality,
    support,
    targets,
    volunteers,
    workshops,
)
from lapdesk.figures.cells import labelled
from lapdesk.figures.facts import MISSING, Ask, Reckoning, Row
from lapdesk.figures.indicator import SINGLE_VALUED, Indicator
from lapdesk.figures.period import Period
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity
from lapdesk.figures.targets import Standing

# The groups of the domain model in the committee's order; within one, by number.
GROUPS: Final = "ASRWMPNFHQ"
_FAMILIES: Final = (
    people, attention, support, needs, nontakeup, orientations, workshops, enrolments, progress,
    migrapass, volunteers, plan, opinions, targets, network, funding, quality,
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


def title_of(code: str) -> str:
    """What a figure is called; its code where this version does not know it."""
    known = BY_CODE.get(code)
    return known.title if known is not None else code


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
    with _Answering(connection, period) as found:
        return [found.figure(i, by) for i in chosen(codes)]


def compute_all(
    connection: Connection,
    period: Period,
    *,
    codes: Sequence[str] | None = None,
    judged_by: Sequence[Figure] = (),
) -> list[Figure]:
    """Every chosen figure without breakdown, then once for each that it lists.

    Targets are judged by the figures of `judged_by` first: at the committee, the consolidated.
    """
    with _Answering(connection, period, judged_by) as found:
        return [
            found.figure(indicator, by)
            for indicator in chosen(codes)
            for by in (None, *indicator.breakdowns)
        ]


def standings(
    connection: Connection, period: Period, judged_by: Sequence[Figure] = ()
) -> list[Standing]:
    """Every target of the plan in force beside the figure of the period that it speaks of."""
    with _Answering(connection, period, judged_by) as found:
        return found.standings()


class _Answering:
    """The figures of one period, each reckoned once."""

    def __init__(
        self, connection: Connection, period: Period, judged_by: Sequence[Figure] = ()
    ) -> None:
        self._gone = not_kept(connection, period)
        self._reckoning = Reckoning(connection, period)
        self._told = {(f.code, f.by.name if f.by else None): f for f in judged_by}
        self._standings: list[Standing] | None = None

    def __enter__(self) -> _Answering:
        self._reckoning.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._reckoning.__exit__(kind, failure, trace)

    def figure(self, indicator: Indicator, by: str | None) -> Figure:
        """One figure; the targets that P7 counts are judged when it is asked for."""
        if indicator.base == targets.CODE:
            self._reckoning.values["judged"] = targets.as_json(self.standings())
        return _figure(self._reckoning, indicator, by, self._gone)

    def standings(self) -> list[Standing]:
        """Every target beside its figure."""
        if self._standings is None:
            self._standings = list(targets.standings(self._reckoning, self._judged_by))
        return self._standings

    def _judged_by(self, code: str, by: str | None) -> Figure | None:
        """The figure of a target, as the committee has it or as this home does."""
        indicator = BY_CODE.get(code)
        if self._told and (indicator is None or indicator.consolidation != "own"):
            return self._told.get((code, by))
        if indicator is None or indicator.source is None or by not in (None, *indicator.breakdowns):
            return None
        return _figure(self._reckoning, indicator, by, self._gone)


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
