"""The grid of presence of a workshop, over a month or its whole cycle."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.figures.attended import Attended, attended
from lapdesk.figures.period import Period
from lapdesk.i18n import _
from lapdesk.models.communes import fold
from lapdesk.reports.contents_desk import GridColumn, GridContent, GridRow
from lapdesk.services import naming
from lapdesk.services import sheet as sheets
from lapdesk.services.contents import named, sender
from lapdesk.services.papers import KEYS
from lapdesk.services.printed.asked import Asked, only
from lapdesk.store.desk import Desk
from lapdesk.store.queries import workshops
from lapdesk.store.queries.workshops import SessionRow


def pages(desk: Desk, asked: Asked) -> bytes:
    """The grid as PDF bytes."""
    from lapdesk.reports.grid import presence_grid

    return presence_grid(content(desk, asked), large=asked.large)


def content(desk: Desk, asked: Asked) -> GridContent:
    """Sessions between two days, or all; people placed on one of them, or marked; names only
    if asked and with the safe open. Raises LD-127 (no workshop named), LD-108 (no such one)."""
    workshop = named(desk, "Workshop", only(asked.ids))
    if not workshop:
        raise LapdeskError("LD-108", _("No record has this id."), _("Choose a workshop."))
    with desk.transaction() as connection:
        sessions = [
            s
            for s in workshops.sessions(connection, workshop["id"], -1)
            if (asked.start or "") <= s.date <= (asked.end or "9999")
        ]
        marks = {s.id: _marks(connection, s) for s in sessions}
        hours = _hours(connection, sessions, workshop["id"]) if asked.filled else {}
        people = _people(desk, connection, sessions, marks, asked.names)
    rows = tuple(
        GridRow(
            label,
            tuple(marks[s.id].get(one, "") for s in sessions) if asked.filled else (),
            (hours[one].minutes if one in hours else 0) if asked.filled else None,
        )
        for one, label in people
    )
    return GridContent(
        sender(desk),
        str(workshop.get("title") or ""),
        str(workshop.get("place") or ""),
        tuple(
            str(named(desk, "TeamMember", one).get("display_name") or "")
            for one in workshop.get("leaders") or ()
        ),
        tuple(_column(s) for s in sessions),
        rows,
        clock.today(),
        named=asked.names and desk.safe_key is not None,
        spare=0 if asked.filled else 3,
    )


def _column(session: SessionRow) -> GridColumn:
    start, end = (time.fromisoformat(t) for t in (session.start, session.end))
    day = date.fromisoformat(session.date)
    return GridColumn(day, start, end, session.state == "CANCELLED")


def _marks(connection: Connection, session: SessionRow) -> dict[str, str]:
    """The letter of each person called; a mark not yet made stays white."""
    if session.state == "CANCELLED":
        return {}
    return {
        m.participant: KEYS.get(m.mark, m.mark)
        for m in workshops.marks(connection, session.id)
        if m.mark and m.mark != "U"
    }


def _hours(
    connection: Connection, sessions: list[SessionRow], workshop: str
) -> dict[str, Attended]:
    if not sessions:
        return {}
    first, last = (date.fromisoformat(s.date) for s in (sessions[0], sessions[-1]))
    return attended(connection, Period(first, last, clock.today()), workshop)


def _people(
    desk: Desk,
    connection: Connection,
    sessions: list[SessionRow],
    marks: dict[str, dict[str, str]],
    names: bool,
) -> list[tuple[str, str]]:
    found: dict[str, None] = {}
    for s in sessions:
        found.update(dict.fromkeys(workshops.expected(connection, s.workshop, s.date)))
        found.update(dict.fromkeys(marks[s.id]))
    known = naming.persons(desk, connection, found)
    short = sheets.short_names(desk, known) if names else {}
    called = {one: short.get(one) or person.code for one, person in known.items()}
    return sorted(called.items(), key=lambda item: (fold(item[1]), item[1]))
