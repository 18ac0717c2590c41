"""The committee's papers: what the consolidated report and its slides are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, Quantity
from lapdesk.i18n import _
from lapdesk.models import communes
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.reports import contents
from lapdesk.reports.contents_committee import CommitteeContent, DeclaredRow, FileRow, YearRow
from lapdesk.services import declared, frozen, shared_figures
from lapdesk.services.contents import definitions, plan_title, reckoned, sender
from lapdesk.services.printed import planned
from lapdesk.store import rows
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.services.committee import Consolidated, Received
    from lapdesk.services.declared import Sheet
    from lapdesk.services.frozen import Frozen

_YEARS_BACK: Final = 3
# What a comment on the whole report names: it has to name a section.
WHOLE: Final = "ALL"


def pages(desk: Desk, period: Period, found: Consolidated, *, large: bool = False) -> bytes:
    """The consolidated report as PDF bytes."""
    from lapdesk.reports.committee import committee_pages

    return committee_pages(content(desk, period, found), large=large)


def slides(desk: Desk, period: Period, found: Consolidated) -> bytes:
    """The slides of the same content as PDF bytes."""
    from lapdesk.reports.slides import slides_pages

    return slides_pages(content(desk, period, found))


def content(desk: Desk, period: Period, found: Consolidated) -> CommitteeContent:
    """What the report of a period says, from the summaries that count and the plan as it stands."""
    counted = [r for r in found.received if r.state == "included"]
    parts = _drawn(counted)
    release, since = _release(desk, period, found)
    with desk.transaction() as connection:
        standing = planned.judged(connection, period, found.figures)
        actions = planned.actions(connection, found.figures, standing)
        questions = planned.questions(connection, period, found.figures)
        risks = planned.risks(connection)
        own = _own_comments(connection, period)
    return CommitteeContent(
        committee=sender(desk),
        period=reckoned(period),
        plan=plan_title(desk),
        made_on=clock.today(),
        author=_name_of(desk),
        figures=found.figures,
        parts=parts,
        tiles=_tiles(parts),
        files=_files(found),
        questions=questions,
        risks=risks,
        definitions=definitions(found.figures),
        included=found.included,
        expected=found.expected,
        other_communes=_other_communes(found.figures),
        comments=(*own, *_said_by_associations(counted)),
        years=_years(desk, period),
        actions=actions,
        aims=planned.aims(standing),
        missing=_missing(found, counted),
        declared=len(found.declared.counted),
        sheets=tuple(_sheet_row(sheet) for sheet in found.declared.counted),
        declared_figures=found.declared.figures,
        together=found.declared.together,
        number=release.number if release else None,
        changed=release.changed if release else (),
        since=since,
        reason=release.reason if release else "",
    )


def _files(found: Consolidated) -> tuple[FileRow, ...]:
    return (
        *(_file_row(r) for r in sorted(found.received, key=_by_name)),
        *(_form_row(s) for s in found.declared.sheets if s.state != "other_period"),
    )


def _release(desk: Desk, period: Period, found: Consolidated) -> tuple[Frozen | None, int | None]:
    """The frozen release whose figures these are.

    Second, the number under which the year was frozen where these figures are not its own.
    """
    last = frozen.last(desk, period)
    if last is None:
        return None, None
    if frozen.differing(desk, last, found.figures, found.declared):
        return None, last.number
    return last, None


def _sheet_row(sheet: Sheet) -> DeclaredRow:
    """What one page declares, and who answers for it."""
    record = sheet.record
    return DeclaredRow(
        association=sheet.association,
        commune=communes.label(record.get("commune")),
        figures=sheet.figures,
        declarer=str(record.get("declarer") or ""),
        function=str(record.get("function") or ""),
        day=date.fromisoformat(str(record["date"])),
        lines=tuple(str(record.get("lines") or "").splitlines()),
    )


def _own_comments(connection: Connection, period: Period) -> list[contents.Comment]:
    """What the committee itself says of the sections of this period's report."""
    asked = {"start": period.start.isoformat(), "end": period.end.isoformat()}
    return [
        contents.Comment(_section(one), str(one["text"]), _("Comment of the committee"))
        for one in rows.find(connection, BY_NAME["CommitteeComment"], asked)
    ]


def _section(comment: Mapping[str, Any]) -> str:
    """The section as pages have it: there the whole has no name."""
    section = str(comment["section"])
    return "" if section == WHOLE else section


def _said_by_associations(counted: Sequence[Received]) -> list[contents.Comment]:
    return [
        contents.Comment(str(c["section"]), str(c["text"]), r.association)
        for r in counted
        for c in r.document.get("comments", ())
    ]


def _years(desk: Desk, period: Period) -> tuple[YearRow, ...]:
    """The same period of earlier years, those of which something counts, the oldest first."""
    from lapdesk.services import committee

    made: list[YearRow] = []
    for back in range(_YEARS_BACK, 0, -1):
        before = period.years_ago(back)
        # What was frozen is what was discussed; and it costs nothing to read.
        done = frozen.last(desk, before)
        told = () if done is None else tuple(shared_figures.dated(frozen.figures_of(desk, done)))
        if done is not None and told:
            made.append(YearRow(str(before.end.year), told, done.included, done.expected))
            continue
        if not committee.may_count(desk, before):
            continue
        then = committee.consolidated(desk, before)
        if then.included:
            figures = tuple(shared_figures.dated(then.figures))
            made.append(YearRow(str(before.end.year), figures, then.included, then.expected))
    return tuple(made)


def _missing(found: Consolidated, counted: Sequence[Received]) -> tuple[str, ...]:
    """Whose summary is waited for: believed associations none of whose summaries counts."""
    here = {str(r.record.get("association_id")) for r in counted}
    return tuple(sorted(a.name for a in found.awaited if a.id not in here))


def _name_of(desk: Desk) -> str:
    if desk.member is None:
        return ""
    with desk.transaction() as connection:
        person = rows.get(connection, BY_NAME["TeamMember"], desk.member.bytes)
    return str((person or {}).get("display_name", ""))


def _by_name(received_one: Received) -> tuple[str, int]:
    return (received_one.association.casefold(), int(received_one.document["number"]))


def _file_row(one: Received) -> FileRow:
    document = one.document
    day = Day()
    return FileRow(
        association=one.association,
        number=int(document["number"]),
        period=f"{day.show(document['from'])} – {day.show(document['to'])}",
        state=one.state,
        signer=str(document["signer"]),
        function=str(document["function"]),
        day=date.fromisoformat(str(document["made_at"])[:10]),
        fingerprint=str(one.record.get("digest", "")),
    )


def _form_row(sheet: Sheet) -> FileRow:
    """A declared sheet among the files; one that was typed has no fingerprint."""
    record, day = sheet.record, Day()
    return FileRow(
        association=sheet.association,
        number=None,
        period=f"{day.show(record['start'])} – {day.show(record['end'])}",
        state="declared" if sheet.state == declared.COUNTS else sheet.state,
        signer=str(record.get("declarer") or ""),
        function=str(record.get("function") or ""),
        day=date.fromisoformat(str(record["date"])),
        fingerprint=str(record.get("digest") or ""),
    )


def _drawn(counted: Sequence[Received]) -> tuple[contents.Part, ...]:
    """What the report draws of each association."""
    from lapdesk.reports.committee_charts import SIDE_BY_SIDE
    from lapdesk.services.committee import BESIDE

    drawn = BESIDE.union((code, None) for code in SIDE_BY_SIDE)
    return tuple(contents.Part(r.association, r.told(drawn)) for r in counted)


def _tiles(parts: Sequence[contents.Part]) -> tuple[contents.Tile, ...]:
    """Per commune, the people that summaries may name there; hidden ones as an interval."""
    found: dict[str, contents.Tile] = {}
    for one in parts:
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
