"""The committee's balance sheet: the summaries that count, consolidated and laid on paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.figures.columns import Columns, Key
from lapdesk.figures.consolidate import SummaryFigures, Whole
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure
from lapdesk.models import roles
from lapdesk.models.communes import fold
from lapdesk.models.entities import BY_NAME
from lapdesk.services import declared, expected, shared_figures, summaries, summary_columns
from lapdesk.services.declared import Declared
from lapdesk.services.expected import Association
from lapdesk.services.printed import committee as printed
from lapdesk.store import files, rows
from lapdesk.store.desk import Desk

# What is told of each association apart: where its people live, to whom it orients them.
BESIDE: Final[frozenset[Key]] = frozenset({("A1", "commune"), ("R1", "actor_kind")})
# So many summaries are worth the start of what adds columns.
_SEVERAL: Final = 24
_STATES: Final = {"MERGED": "included", "HELD": "held", "UNDONE": "replaced"}


@dataclass(frozen=True, slots=True)
class Received:
    """A summary as it stands at the committee: its record, its document, whether it counts.

    `document` leaves the figures out; they stay packed, for a thousand have to fit in memory.
    """

    record: Mapping[str, Any]
    document: Mapping[str, Any]
    columns: Columns | None
    state: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Those that papers set beside other associations': the totals, and a few cuts."""
        keys = self.columns.keys if self.columns is not None else ()
        return self.told(frozenset(key for key in keys if key[1] is None or key in BESIDE))

    def told(self, wanted: frozenset[Key] | None = None) -> tuple[Figure, ...]:
        """All of them, or those that are wanted by code and breakdown."""
        return self.columns.figures(wanted) if self.columns is not None else ()

    @property
    def association(self) -> str:
        """The association's name as it signed."""
        return str(self.document["association"]["name"])


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A period's balance: the consolidated figures and every file behind them.

    `figures` are those of signed summaries; `declared` is shown beside them. `awaited` are the
    associations that are believed here, whether their summary came or not.
    """

    figures: tuple[Figure, ...]
    received: tuple[Received, ...]
    included: int
    expected: int
    declared: Declared = field(default_factory=Declared)
    awaited: tuple[Association, ...] = ()


def _received(
    connection: Connection, found: Iterable[tuple[dict[str, Any], str]], period: Period
) -> Iterator[Received]:
    """The summaries of a period, each with a head where its figures are on another laptop."""
    for record, told in found:
        if _covers(record, period):
            columns = summary_columns.of(connection, record)
            document = _heading(record) if columns is None else columns.document
            yield Received(record, document, columns, told)


def may_count(desk: Desk, period: Period) -> bool:
    """Whether a summary of the period may count: its record is here."""
    start, end = period.texts
    asked = {
        "kind": "SUMMARY", "import_state": "MERGED", "period_start": start, "period_end": end,
    }  # fmt: skip
    with desk.transaction() as connection:
        return bool(rows.find(connection, BY_NAME["ExchangeFile"], asked, limit=1))


def states(connection: Connection, edition: str) -> list[tuple[dict[str, Any], str]]:
    """Every summary that came, with whether it counts under this edition of the plan.

    One that would count and whose file came to another laptop only is "absent".
    """
    asked = {"kind": "SUMMARY"}
    found = _once(rows.find(connection, BY_NAME["ExchangeFile"], asked))
    latest = _latest(found)
    here = {row[0] for row in connection.exec_driver_sql("SELECT digest FROM content")}
    return [
        (record, "absent" if state == "included" and record.get("digest") not in here else state)
        for record, state in ((one, _state(one, edition, latest)) for one in found)
    ]


def _once(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was taken in, each file once: where two laptops did, what counts on one counts."""
    kept: dict[Any, dict[str, Any]] = {}
    for record in found:
        if record.get("import_state"):
            before = kept.setdefault(record.get("digest"), record)
            kept[record.get("digest")] = min(before, record, key=_standing)
    return list(kept.values())


def _standing(record: Mapping[str, Any]) -> int:
    order = tuple(_STATES)
    state = str(record["import_state"])
    return order.index(state) if state in order else len(order)


def counting(connection: Connection, edition: str) -> list[dict[str, Any]]:
    """The records of the summaries that count, of whatever period."""
    return [record for record, state in states(connection, edition) if state == "included"]


def _heading(record: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a summary whose figures were taken in on another laptop."""
    return {
        "association": {"id": record.get("association_id"), "name": record.get("association")},
        "from": record.get("period_start"),
        "to": record.get("period_end"),
        "number": record["number"],
        "signer": record.get("signer_name") or "",
        "function": record.get("signer_function") or "",
        "made_at": record.get("made_at"),
    }


def _covers(record: Mapping[str, Any], period: Period) -> bool:
    return summaries.days_of(record) == period.texts


def _latest(found: Sequence[Mapping[str, Any]]) -> set[str]:
    """What counts of each association, period and plan: one that renewed its authority has two."""
    best: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for record in found:
        if record["import_state"] == "MERGED":
            names = ("association_id", "period_start", "period_end", "plan_edition")
            unit = tuple(record.get(name) for name in names)
            best[unit] = max(best.get(unit, record), record, key=_age)
    return {str(record["id"]) for record in best.values()}


def _age(record: Mapping[str, Any]) -> tuple[int, str, str]:
    return (int(record["number"]), str(record.get("made_at")), str(record["id"]))


def _state(record: Mapping[str, Any], edition: str, latest: Collection[str]) -> str:
    state = _STATES.get(str(record["import_state"]), "refused")
    if state == "included" and record["id"] not in latest:
        return "replaced"
    other = state == "included" and record.get("plan_edition") != edition
    return "other_edition" if other else state


def consolidated(desk: Desk, period: Period) -> Consolidated:
    """The figures of all summaries that count, with who is missing (B19 to B27)."""
    edition = summaries.edition(desk, period.texts)["id"]
    with desk.transaction() as connection:
        stand = states(connection, edition)
        found = list(_received(connection, stand, period))
        counts = [record for record, state in stand if state == "included"]
        sheets = declared.standing(connection, period, edition, counts)
    whole = _added([one for one in found if one.state == "included"])
    counted = {str(one.record.get("association_id")) for one in found if one.state == "included"}
    believed = expected.associations(desk)
    included, awaited = len(counted), len(counted | {one.id for one in believed})
    figures = shared_figures.completed(desk, period, whole, awaited)
    beside = declared.beside(whole, sheets, awaited, {fold(one.name) for one in believed})
    return Consolidated(figures, tuple(found), included, awaited, beside, tuple(believed))


def _added(counted: Sequence[Received]) -> Whole:
    """What the summaries that count come to together."""
    from lapdesk.figures.gathering import Gathering

    gathering = Gathering()
    listed = [(str(r.document["association"]["id"]), r.association, r) for r in counted]
    if len(listed) < _SEVERAL:
        for of, name, one in listed:
            figures = one.told()
            gathering.add(Whole.of(SummaryFigures(of, figures, name)))
        return gathering.whole()
    from lapdesk.figures.adding import Adding

    adding = Adding(gathering)
    for of, name, one in listed:
        if one.columns is not None:
            adding.add(of, name, one.columns)
    adding.finish()
    return gathering.whole()


def report(desk: Desk, period: Period, out: Path) -> Consolidated:
    """Write the consolidated report; raises LD-109 (role), LD-305, LD-306."""
    roles.refuse_unless(desk.roles, "committee")
    found = consolidated(desk, period)
    files.write(out, printed.pages(desk, period, found))
    return found


def pages(desk: Desk, period: Period, *, large: bool = False) -> bytes:
    """The report's pages, to read before it is written; raises LD-109 (role)."""
    roles.refuse_unless(desk.roles, "committee")
    return printed.pages(desk, period, consolidated(desk, period), large=large)


def slides(desk: Desk, period: Period) -> bytes:
    """The same as slides to project; raises LD-109 (role)."""
    roles.refuse_unless(desk.roles, "committee")
    return printed.slides(desk, period, consolidated(desk, period))
