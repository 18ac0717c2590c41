"""The plan of a week: its sessions and its desks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.reports.contents_desk import WeekContent, WeekEntry
from lapdesk.services.contents import named, sender
from lapdesk.services.event import joined
from lapdesk.services.printed.asked import Asked
from lapdesk.services.sheet import space_words
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import day as of_day


def pages(desk: Desk, asked: Asked) -> bytes:
    """The plan as PDF bytes."""
    from lapdesk.reports.week import week_plan

    return week_plan(content(desk, asked), large=asked.large)


def content(desk: Desk, asked: Asked) -> WeekContent:
    """The week of the first day asked, or this one."""
    day = date.fromisoformat(asked.start) if asked.start else clock.today()
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=i) for i in range(7)]
    found = [entry for one in days for entry in (*_sessions(desk, one), *_desks(desk, one))]
    return WeekContent(sender(desk), monday, tuple(found), clock.today())


def _sessions(desk: Desk, day: date) -> Iterator[WeekEntry]:
    with desk.transaction() as connection:
        found = of_day.sessions(connection, day.isoformat())
    for one in found:
        session = named(desk, "Session", one.id)
        yield WeekEntry(
            day,
            time.fromisoformat(one.start),
            time.fromisoformat(one.end),
            one.title,
            one.place,
            _members(desk, session.get("leaders") or ()),
            one.expected,
            joined(
                str(session.get("topic") or ""),
                space_words(session.get("space"), session.get("phase")),
            ),
            one.state == "CANCELLED",
        )


def _desks(desk: Desk, day: date) -> Iterator[WeekEntry]:
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Permanence"], {"date": day.isoformat()})
    for one in found:
        yield WeekEntry(
            day,
            time.fromisoformat(one["start"]),
            time.fromisoformat(one["end"]),
            _("Desk"),
            str(one.get("place") or ""),
            _members(desk, one.get("team_members") or ()),
        )


def _members(desk: Desk, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(named(desk, "TeamMember", one).get("display_name") or "") for one in ids)
