"""The committee's balance sheet: the summaries that count, consolidated and laid on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure
from lapdesk.models import roles
from lapdesk.models.entities import BY_NAME
from lapdesk.services import receiving, summaries
from lapdesk.services.printed import committee as printed
from lapdesk.store import files, rows
from lapdesk.store.desk import Desk

_STATES: Final = {"MERGED": "included", "HELD": "held", "UNDONE": "replaced"}


@dataclass(frozen=True, slots=True)
class Received:
    """A summary as it stands at the committee: its record, its document, whether it counts."""

    record: Mapping[str, Any]
    document: Mapping[str, Any]
    figures: tuple[Figure, ...]
    state: str

    @property
    def association(self) -> str:
        """The association's name as it signed."""
        return str(self.document["association"]["name"])


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A period's balance: the consolidated figures and every file behind them."""

    figures: tuple[Figure, ...]
    received: tuple[Received, ...]
    included: int
    expected: int


def received(desk: Desk, period: Period | None = None) -> list[Received]:
    """The summaries taken in, of one period or all; each read back from its signed figures."""
    from lapdesk.figures import received as reading

    edition = summaries.edition(desk)["id"]
    with desk.transaction() as connection:
        found = [
            r
            for r in rows.find(connection, BY_NAME["ExchangeFile"], {"kind": "SUMMARY"})
            if r.get("import_state") and (period is None or _covers(r, period))
        ]
        documents = [summaries.document_of(connection, r) for r in found]
    return [
        Received(record, document, reading.from_json(document), _state(record, edition))
        for record, document in zip(found, documents, strict=True)
    ]


def _covers(record: Mapping[str, Any], period: Period) -> bool:
    days = (period.start.isoformat(), period.end.isoformat())
    return (record.get("period_start"), record.get("period_end")) == days


def _state(record: Mapping[str, Any], edition: str) -> str:
    state = _STATES.get(str(record["import_state"]), "refused")
    other = state == "included" and record.get("plan_edition") != edition
    return "other_edition" if other else state


def consolidated(desk: Desk, period: Period) -> Consolidated:
    """The figures of all summaries that count, with who is missing (B19 to B27)."""
    from lapdesk.figures.consolidate import SummaryFigures, consolidate

    found = received(desk, period)
    counted = [r for r in found if r.state == "included"]
    expected = max(len(_expected(desk)), len(counted))
    parts = [
        SummaryFigures(str(r.document["association"]["id"]), r.figures, r.association)
        for r in counted
    ]
    figures = tuple(consolidate(parts, expected))
    return Consolidated(figures, tuple(found), len(counted), expected)


def _expected(desk: Desk) -> list[Mapping[str, Any]]:
    """The associations whose summary is waited for: those trusted and not revoked."""
    return [k for k in receiving.trusted_authorities(desk) if k.get("state") == "TRUSTED"]


def report(desk: Desk, period: Period, out: Path) -> Consolidated:
    """Write the consolidated report; raises LD-109 (role), LD-305, LD-306."""
    roles.refuse_unless(desk.roles, "committee")
    found = consolidated(desk, period)
    files.write(out, printed.pages(desk, period, found))
    return found


def pages(desk: Desk, period: Period) -> bytes:
    """The report's pages, to read before it is written."""
    return printed.pages(desk, period, consolidated(desk, period))
