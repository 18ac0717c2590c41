"""What else waits: places in workshops, drafts, sheets to close, records to erase, a summary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.models import roles
from lapdesk.models.entities import BY_NAME
from lapdesk.services import hushed, naming, rescue_sheet, retaining, review
from lapdesk.services.naming import Person
from lapdesk.store import contacts, rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import workshops
from lapdesk.store.queries.workshops import SessionRow

SHEET_DAYS: Final = 60
MOST: Final = 20
SLICE: Final = 200  # persons, some 15 ms


@dataclass(frozen=True, slots=True)
class WaitingList:
    """A workshop with people who wait for a place."""

    workshop: str
    title: str
    people: int


@dataclass(frozen=True, slots=True)
class DraftOrientation:
    """An orientation that was begun and is not agreed yet."""

    id: str
    person: Person
    theme: str
    actor: str


@dataclass(frozen=True, slots=True)
class Waits:
    """`summary_due` is the year whose summary was not signed yet, `rescue_sheet` the day of the
    sheet to look for; None where there is none or it is for somebody else to do. `to_review`
    counts the records that take-ins brought and that break a rule."""

    lists: tuple[WaitingList, ...]
    drafts: tuple[DraftOrientation, ...]
    sheets: tuple[SessionRow, ...]
    summary_due: int | None
    to_review: int = 0
    rescue_sheet: str | None = None


@dataclass(frozen=True, slots=True)
class LongGone:
    """How many people were not met for 6 months, and for 24; `after` is the place of the last
    one looked at, None once all were."""

    quiet: int = 0
    to_erase: int = 0
    after: int | None = 0


NOBODY: Final = LongGone()


def waits(desk: Desk) -> Waits:
    """What waits, as far as whoever enters has to do with it."""
    leads = roles.may_write(desk.roles, "Session")
    today = clock.today()
    since = (today - timedelta(days=SHEET_DAYS)).isoformat()
    yesterday = (today - timedelta(days=1)).isoformat()
    with desk.transaction() as connection:
        return Waits(
            _lists(connection) if leads else (),
            _drafts(desk, connection),
            tuple(workshops.to_call(connection, yesterday, since, MOST)) if leads else (),
            _summary_due(connection, today) if roles.may_do(desk.roles, "summary") else None,
            review.left(desk) if roles.may_do(desk.roles, "settle") else 0,
            rescue_sheet.to_ask(desk),
        )


def _lists(connection: Connection) -> tuple[WaitingList, ...]:
    found = connection.exec_driver_sql(
        "SELECT w.id, coalesce(w.title, ''), count(*) FROM enrolment e"
        " JOIN workshop w ON w.id = e.workshop WHERE e.state = 'WAITING'"
        " AND w.state IS NOT 'CLOSED' AND +e.participant IN (SELECT id FROM participant)"
        " GROUP BY w.id ORDER BY 3 DESC, 2 LIMIT ?",
        (MOST,),
    )
    return tuple(WaitingList(str(UUID(bytes=row[0])), row[1], row[2]) for row in found)


def _drafts(desk: Desk, connection: Connection) -> tuple[DraftOrientation, ...]:
    found = rows.find(
        connection, BY_NAME["Orientation"], {"state": "DRAFT"}, limit=MOST, order="n DESC"
    )
    named = naming.persons(desk, connection, (o["participant"] for o in found if o["participant"]))
    asked = (one["actor"] for one in found if one.get("actor"))
    actors = rows.among(connection, BY_NAME["Actor"], "id", asked)
    names = {one["id"]: str(one.get("name") or "") for one in actors}
    made = []
    for one in found:
        if one["participant"] not in named:
            continue
        theme = hushed.theme(desk, connection, "Orientation", one["id"], str(one["theme"]))
        name = names.get(one.get("actor") or "", "")
        made.append(DraftOrientation(one["id"], named[one["participant"]], theme, name))
    return tuple(made)


def long_gone(desk: Desk, before: LongGone = NOBODY) -> LongGone:
    """Who is to review and to erase, counted where that is for whoever enters to do.

    It looks at every person, some hundreds at each call: nobody waits behind all of them.
    """
    if not roles.may_do(desk.roles, "retention") or before.after is None:
        return replace(before, after=None)
    today, after = clock.today(), before.after
    with desk.transaction() as connection:
        until, more = contacts.slice_after(connection, after, SLICE)
        unmet = len(contacts.unmet(connection, retaining.met_since(today), after, until))
        erase = len(contacts.unmet(connection, retaining.kept_since(today), after, until))
    return LongGone(before.quiet + unmet - erase, before.to_erase + erase, until if more else None)


def _summary_due(connection: Connection, today: date) -> int | None:
    """Last year, where it has acts or sessions and no summary that ends in it or later."""
    year = today.year - 1
    days = (f"{year}-01-01", f"{year}-12-31")
    worked = connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM support_action WHERE date BETWEEN ? AND ?)"
        " OR EXISTS (SELECT 1 FROM session WHERE date BETWEEN ? AND ?)",
        days * 2,
    ).scalar()
    signed = connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM exchange_file WHERE kind = 'SUMMARY'"
        " AND export_state IS NOT NULL AND period_end >= ?)",
        (days[1],),
    ).scalar()
    return year if worked and not signed else None
