"""The committee's balance sheet: the summaries that count, consolidated and laid on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from lapdesk import clock
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, Quantity
from lapdesk.models import roles
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.reports import contents
from lapdesk.services import receiving, summaries
from lapdesk.services.contents import definitions, plan_title, reckoned, sender
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
    files.write(out, _pages(desk, period, found))
    return found


def pages(desk: Desk, period: Period) -> bytes:
    """The report's pages, to read before it is written."""
    return _pages(desk, period, consolidated(desk, period))


def _pages(desk: Desk, period: Period, found: Consolidated) -> bytes:
    from lapdesk.reports import reference
    from lapdesk.reports.committee import committee_pages

    counted = [r for r in found.received if r.state == "included"]
    member = _name_of(desk)
    content = contents.CommitteeContent(
        committee=sender(desk),
        period=reckoned(period),
        plan=plan_title(desk),
        made_on=clock.today(),
        author=member,
        figures=found.figures,
        parts=tuple(contents.Part(r.association, r.figures) for r in counted),
        tiles=_tiles(counted),
        files=tuple(_file_row(r) for r in sorted(found.received, key=_by_name)),
        questions=reference.questions(),
        risks=reference.risks(),
        definitions=definitions(found.figures),
        included=found.included,
        expected=found.expected,
        other_communes=_other_communes(found.figures),
        comments=tuple(
            contents.Comment(str(c["section"]), f"{r.association} : {c['text']}")
            for r in counted
            for c in r.document.get("comments", ())
        ),
    )
    return committee_pages(content)


def _name_of(desk: Desk) -> str:
    if desk.member is None:
        return ""
    with desk.transaction() as connection:
        person = rows.get(connection, BY_NAME["TeamMember"], desk.member.bytes)
    return str((person or {}).get("display_name", ""))


def _by_name(received_one: Received) -> tuple[str, int]:
    return (received_one.association.casefold(), int(received_one.document["number"]))


def _file_row(one: Received) -> contents.FileRow:
    document = one.document
    day = Day()
    return contents.FileRow(
        association=one.association,
        number=int(document["number"]),
        period=f"{day.show(document['from'])} – {day.show(document['to'])}",
        state=one.state,
        signer=str(document["signer"]),
        function=str(document["function"]),
        day=date.fromisoformat(str(document["made_at"])[:10]),
        fingerprint=str(one.record.get("digest", "")),
    )


def _tiles(counted: Sequence[Received]) -> tuple[contents.Tile, ...]:
    """Per commune, the people that summaries may name there; hidden ones as an interval."""
    found: dict[str, contents.Tile] = {}
    for one in counted:
        for insee, quantity in _by_commune(one.figures):
            before = found.get(insee)
            joined = quantity if before is None else _added(before.people, quantity)
            count = 1 + (before.associations if before is not None else 0)
            found[insee] = contents.Tile(insee, joined, count)
    return tuple(found[insee] for insee in sorted(found))


def _by_commune(figures: Sequence[Figure]) -> list[tuple[str, Quantity]]:
    for figure in figures:
        if figure.code == "A1" and figure.by is not None and figure.by.name == "commune":
            return [
                (cell.key, cell.quantity)
                for cell in figure.by.cells
                if cell.key.isdecimal() and (cell.quantity.hidden or cell.quantity.numerator)
            ]
    return []


def _added(one: Quantity, other: Quantity) -> Quantity:
    low = _bounds(one)[0] + _bounds(other)[0]
    high = _bounds(one)[1] + _bounds(other)[1]
    if not one.hidden and not other.hidden:
        return Quantity(low)
    return replace(Quantity(None), hidden=True, interval=(low, high))


def _bounds(quantity: Quantity) -> tuple[int, int]:
    if quantity.numerator is not None:
        return (quantity.numerator, quantity.numerator)
    return quantity.interval or (0, 0)


def _other_communes(figures: Sequence[Figure]) -> tuple[int, int] | None:
    for figure in figures:
        if figure.code == "A4" and figure.by is None and figure.total.interval is not None:
            named = len((figure.extra or {}).get("communes", ()))
            low, high = figure.total.interval
            return (max(0, low - named), max(0, high - named))
    return None
