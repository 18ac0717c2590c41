"""The roll of a session: who is expected, what was marked, and closing the sheet.

    open_sheet(desk, session) -> Sheet      mark(desk, sheet, marked, reason=None)
    add_guest(desk, sheet, person)          describe(desk, sheet, fields, reason=None)
    sign(desk, sheet, signed, reason=None)
    lock(desk, sheet, signed)  cancel(desk, sheet, reason)  revive(desk, sheet)  -> list of Outcome

Whoever opened the sheet closes the safe again where it says `opened_safe`.
Every call writes one entry, all of it or nothing. Marks stand on what the sheet showed and on
what it wrote itself since, so that keys may come faster than the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from lapdesk.models.draft import Draft, Values
from lapdesk.models.entities import BY_NAME
from lapdesk.models.rules.workshops import LATE, counts
from lapdesk.services import home, record
from lapdesk.services.record import Outcome
from lapdesk.services.sheet import Sheet, mark_id, read
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import workshops as queries


def read_again(desk: Desk, sheet: Sheet) -> Sheet:
    """The same sheet as it stands now; what it stands on follows."""
    found = read(desk, sheet.id)
    sheet.seen.heads = found.seen.heads
    return replace(found, seen=sheet.seen, opened_safe=sheet.opened_safe)


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark to set; `minutes` missed of a late arrival or early leave, None where unknown."""

    participant: str
    mark: str
    minutes: int | None = None


class _RefusedError(Exception):
    """Leaves the transaction; never seen outside."""


def open_sheet(desk: Desk, session: str) -> Sheet:
    """The sheet of a session; opens the safe for who may. Raises LD-108."""
    opens = home.open_safe_if_entitled(desk)
    return replace(read(desk, session), opened_safe=opens)


def mark(
    desk: Desk, sheet: Sheet, marked: Sequence[Marked], reason: str | None = None
) -> list[Outcome]:
    """Set marks; the first of a planned session says that it was held."""
    drafts = [_draft(sheet, one, reason) for one in marked]
    return _write(desk, sheet, lambda: _held(desk, sheet), lambda: drafts)


def _draft(sheet: Sheet, one: Marked, reason: str | None) -> Draft:
    record_id = mark_id(sheet.id, one.participant)
    late = one.mark in LATE
    values = {
        "session": sheet.id,
        "participant": one.participant,
        "mark": one.mark,
        "minutes_lost": one.minutes if late else None,
    }
    base = sheet.seen.heads.get(("Attendance", record_id), ())
    return Draft("Attendance", values, record_id, base, reason)


def add_guest(desk: Desk, sheet: Sheet, person: str, reason: str | None = None) -> list[Outcome]:
    """Mark somebody present who was not expected; V6 where they are on the sheet already."""
    values = {"session": sheet.id, "participant": person, "mark": "P"}
    draft = Draft("Attendance", values, reason=reason)
    return _write(desk, sheet, lambda: _held(desk, sheet), lambda: [draft])


def describe(desk: Desk, sheet: Sheet, fields: Values, reason: str | None = None) -> list[Outcome]:
    """Write what is known of the session itself: topic, place, headcounts."""
    draft = _session(sheet, dict(fields), reason)
    return _write(desk, sheet, lambda: [draft])


def sign(desk: Desk, sheet: Sheet, signed: bool, reason: str | None = None) -> list[Outcome]:
    """All who came have signed the paper sheet, or not. A cross counts, and so does whoever the
    leader attests was there."""
    return _write(desk, sheet, lambda: _signatures(desk, sheet, signed, reason))


def _signatures(desk: Desk, sheet: Sheet, signed: bool, reason: str | None) -> list[Draft]:
    with desk.transaction() as connection:
        found = queries.marks(connection, sheet.id)
    return [
        Draft("Attendance", {"signed_paper": signed}, one.id,
              sheet.seen.heads.get(("Attendance", one.id), ()), reason)
        for one in found
        if counts(one.mark) and bool(one.signed) is not signed
    ]  # fmt: skip


def lock(desk: Desk, sheet: Sheet, signed: bool = False) -> list[Outcome]:
    """Close the sheet, `signed` by all who came where that was said; V7 where somebody expected
    was not called."""
    return _write(
        desk,
        sheet,
        lambda: _held(desk, sheet),
        lambda: _signatures(desk, sheet, True, None) if signed else [],
        lambda: [*_not_called(desk, sheet), _session(sheet, {"state": "LOCKED"})],
    )


def cancel(desk: Desk, sheet: Sheet, why: str) -> list[Outcome]:
    """The session does not take place; one that was begun and has no mark is planned again
    first."""

    def planned() -> list[Draft]:
        held = _state(desk, "Session", sheet.id) == "HELD"
        return [_session(sheet, {"state": "PLANNED"})] if held else []

    values = {"state": "CANCELLED", "cancel_reason": why}
    return _write(desk, sheet, planned, lambda: [_session(sheet, values)])


def revive(desk: Desk, sheet: Sheet) -> list[Outcome]:
    """A cancelled session takes place after all."""
    values = {"state": "PLANNED", "cancel_reason": None}
    return _write(desk, sheet, lambda: [_session(sheet, values)])


def _session(sheet: Sheet, values: dict[str, Any], reason: str | None = None) -> Draft:
    return Draft("Session", values, sheet.id, sheet.seen.heads["Session", sheet.id], reason)


def _held(desk: Desk, sheet: Sheet) -> list[Draft]:
    """A planned session that is called was held, and its workshop is open."""
    if _state(desk, "Session", sheet.id) != "PLANNED":
        return []
    found = [_session(sheet, {"state": "HELD"})]
    if _state(desk, "Workshop", sheet.workshop) == "PLANNED":
        base = sheet.seen.heads["Workshop", sheet.workshop]
        found.append(Draft("Workshop", {"state": "OPEN"}, sheet.workshop, base))
    return found


def _not_called(desk: Desk, sheet: Sheet) -> list[Draft]:
    """A mark « to call » for each person who was expected and has none: closing then stops."""
    with desk.transaction() as connection:
        values = rows.get(connection, BY_NAME["Session"], UUID(sheet.id).bytes) or {}
        expected = queries.expected(connection, sheet.workshop, str(values.get("date")))
        called_ = {m.participant for m in queries.marks(connection, sheet.id)}
    left = [one for one in expected if one not in called_]
    return [_draft(sheet, Marked(one, "U"), None) for one in left]


def _state(desk: Desk, entity: str, record_id: str) -> str:
    with desk.transaction() as connection:
        values = rows.get(connection, BY_NAME[entity], UUID(record_id).bytes) or {}
    return str(values.get("state") or "")


def _write(desk: Desk, sheet: Sheet, *steps: Callable[[], list[Draft]]) -> list[Outcome]:
    """Write steps one after the other as one entry; a later one stands on the earlier ones."""
    outcomes: list[Outcome] = []
    kept = dict(sheet.seen.heads)
    try:
        with desk.entry():
            for step in steps:
                made = record.write(desk, step())
                outcomes += made
                if any(o.status == "refused" for o in made):
                    raise _RefusedError
                sheet.seen.follow(made)
    except _RefusedError:
        sheet.seen.heads = kept
        return [replace(o, status="refused", changes=()) for o in outcomes]
    return outcomes
