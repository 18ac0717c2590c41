"""What declared sheets come to: which count, their figures, their sum beside what is signed.

The consolidated figures stay those of signed summaries; a second line says what was declared
without lapdesk, a third both together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.figures import catalogue
from lapdesk.figures.consolidate import SummaryFigures, Whole
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, Quantity
from lapdesk.i18n import N_, _
from lapdesk.models.base import fields
from lapdesk.models.communes import fold
from lapdesk.models.declared import DeclaredSheet
from lapdesk.models.declared_form import core
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds_declared import FEWER, FEWEST, Box
from lapdesk.services import summaries
from lapdesk.store import rows

COUNTS: Final = "counts"
STATES: Final[Mapping[str, str]] = {
    COUNTS: N_("counts as declared"),
    "replaced": N_("replaced by a signed summary"),
    "overlaps": N_("overlaps a signed summary: left out"),
    "other_period": N_("other days: left out"),
    "twice": N_("declared twice: the later page counts"),
    "other_edition": N_("other edition of the plan"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A declared sheet: its record, its figures, what becomes of it (a key of `STATES`).

    `by` is the number of the signed summary that stands in its way.
    """

    record: Mapping[str, Any]
    figures: tuple[Figure, ...]
    state: str
    by: int | None = None

    @property
    def association(self) -> str:
        """The association's name as it was declared."""
        return str(self.record["association"])

    @property
    def said(self) -> str:
        """What becomes of it, in words."""
        return _(STATES[self.state])


@dataclass(frozen=True, slots=True)
class Declared:
    """The sheets that touch a period, the sum of those that count, and signed and declared."""

    sheets: tuple[Sheet, ...] = ()
    figures: tuple[Figure, ...] = ()
    together: tuple[Figure, ...] = ()

    @property
    def counted(self) -> tuple[Sheet, ...]:
        """Those that count."""
        return tuple(one for one in self.sheets if one.state == COUNTS)


def standing(
    connection: Connection, period: Period, edition: str, signed: Iterable[Mapping[str, Any]]
) -> tuple[Sheet, ...]:
    """The sheets of days of this period, by name; `signed` are the records of summaries that count.

    A signed summary of the same association and days takes a sheet's place; one of other days
    that cut the sheet's leaves it out. Of a sheet typed on two laptops the later one counts.
    """
    start, end = period.texts
    signed = list(signed)
    twins = _Twins(connection, signed)
    made = []
    for record in rows.find(connection, BY_NAME["DeclaredSheet"], {}):
        if not str(record["start"]) <= end or not start <= str(record["end"]):
            continue
        state, by = _state(record, (start, end), edition, twins)
        made.append(Sheet(record, figures_of(record), state, by))
    return tuple(sorted(_each_once(made), key=lambda s: (*_unit(s), *_latest_last(s))))


def _each_once(sheets: Sequence[Sheet]) -> list[Sheet]:
    last = {_unit(one): one for one in sorted(sheets, key=_latest_last) if one.state == COUNTS}
    return [
        replace(one, state="twice") if one.state == COUNTS and last[_unit(one)] is not one else one
        for one in sheets
    ]


def _unit(sheet: Sheet) -> tuple[str, str, str]:
    return fold(sheet.association), str(sheet.record["start"]), str(sheet.record["commune"])


def _latest_last(sheet: Sheet) -> tuple[str, str]:
    return str(sheet.record.get("date") or ""), str(sheet.record["id"])


class _Twins:
    """The signed summaries of an association, by folded name and commune."""

    def __init__(self, connection: Connection, signed: Sequence[Mapping[str, Any]]) -> None:
        self._connection = connection
        self._named: dict[str, list[Mapping[str, Any]]] = {}
        for one in signed:
            self._named.setdefault(fold(str(one.get("association") or "")), []).append(one)

    def of(self, sheet: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Those of the association that declared this sheet."""
        named = self._named.get(fold(str(sheet["association"])), ())
        return [one for one in named if self._commune(one) == sheet["commune"]]

    def _commune(self, record: Mapping[str, Any]) -> Any:
        document = summaries.document_of(self._connection, record)
        return document.get("association", {}).get("commune")


def _state(
    sheet: Mapping[str, Any], days: tuple[str, str], edition: str, twins: _Twins
) -> tuple[str, int | None]:
    if sheet.get("plan_edition") not in (None, edition):
        return "other_edition", None
    start, end = str(sheet["start"]), str(sheet["end"])
    cutting = [
        one
        for one in twins.of(sheet)
        if str(one["period_start"]) <= end and start <= str(one["period_end"])
    ]
    for one in cutting:
        if (one["period_start"], one["period_end"]) == (start, end):
            return "replaced", int(one["number"])
    if cutting:
        return "overlaps", int(cutting[0]["number"])
    return (COUNTS if (start, end) == days else "other_period"), None


def figures_of(record: Mapping[str, Any]) -> tuple[Figure, ...]:
    """The figures of a sheet as protected as they were declared; a blank box says nothing."""
    made = []
    for code, (name, base) in core().items():
        if record.get(name) is not None and (base is None or record.get(base) is not None):
            told = catalogue.BY_CODE[code]
            made.append(Figure(code, told.title, told.unit, _quantity(record, name, base)))
    return tuple(made)


def _quantity(record: Mapping[str, Any], name: str, base: str | None) -> Quantity:
    """`< 5` in a box of people is 1 to 4; elsewhere nobody can bound what so few stand behind."""
    n, d = record[name], None if base is None else record[base]
    if FEWER in (n, d):
        kind = fields(DeclaredSheet)[name].kind
        people = isinstance(kind, Box) and kind.people
        return Quantity(None, hidden=True, interval=(1, FEWEST - 1) if people else None)
    return Quantity(int(n), None if d is None else int(d))


def beside(
    whole: Whole, sheets: Sequence[Sheet], expected: int, names: Collection[str] = ()
) -> Declared:
    """The sheets with their sum, and their sum with the signed summaries in `whole`.

    `names` (folded) are those of the `expected` associations: one that declares is still one.
    """
    from lapdesk.figures.gathering import together

    counted = [one for one in sheets if one.state == COUNTS]
    if not counted:
        return Declared(tuple(sheets))
    mine = together(
        Whole.of(SummaryFigures(str(one.record["id"]), one.figures, one.association))
        for one in counted
    )
    signed = {key: part for key, part in whole.parts.items() if key in mine.parts}
    both = Whole(whole.associations, signed) + mine
    return Declared(
        tuple(sheets),
        _without_quality(mine.figures(len(counted))),
        _without_quality(
            both.figures(expected + sum(fold(one.association) not in names for one in counted))
        ),
    )


def _without_quality(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Q3 counts signed summaries alone."""
    return tuple(figure for figure in figures if figure.code != "Q3")
