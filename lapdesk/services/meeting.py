"""Meetings of structures: those there were and will be, who came to one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lapdesk.models import lists
from lapdesk.models.base import fields
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.services import loading
from lapdesk.services.loading import Loaded
from lapdesk.store import rows
from lapdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting in the list: how many structures came, with how many people."""

    id: str
    date: str
    kind: str
    title: str
    structures: int
    people: int


@dataclass(frozen=True, slots=True)
class Present:
    """A structure that came."""

    id: str
    actor: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as its form takes it, and who came, in the order of names."""

    loaded: Loaded
    present: tuple[Present, ...]


def every(desk: Desk) -> list[Line]:
    """All meetings, the latest first."""
    with desk.transaction() as connection:
        found = connection.exec_driver_sql(
            "SELECT m.id, m.date, m.kind, m.title, count(p.id), total(p.persons)"
            " FROM meeting m LEFT JOIN meeting_presence p ON p.meeting = m.id"
            " GROUP BY m.id ORDER BY m.date DESC, m.title"
        ).all()
    kinds, day = lists.get("meeting_kind"), Day()
    return [
        Line(str(UUID(bytes=r[0])), day.show(r[1]), kinds.label(r[2]), str(r[3] or ""),
             int(r[4]), int(r[5]))
        for r in found
    ]  # fmt: skip


def open_one(desk: Desk, record: str) -> Meeting:
    """A meeting with who came; raises LD-108 where it is not there."""
    loaded = loading.load(desk, "Meeting", record)
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["MeetingPresence"], {"meeting": record})
        present = [
            Present(
                str(one["id"]), str(one["actor"]),
                loading.called(desk, connection, "Actor", str(one["actor"])),
                int(one.get("persons") or 1),
            )
            for one in found
        ]  # fmt: skip
    return Meeting(loaded, tuple(sorted(present, key=lambda p: p.name.casefold())))


def coming(meeting: str, actor: str, people: int = 1) -> Draft:
    """A structure came, with so many people."""
    return Draft("MeetingPresence", {"meeting": meeting, "actor": actor, "persons": people})


def people_of(present: Present, people: int) -> Draft:
    """The same structure, with another number of people."""
    return Draft("MeetingPresence", {"persons": people}, present.id)


def gone(present: Present) -> Draft:
    """It did not come after all."""
    return Draft("MeetingPresence", None, present.id)


def most_people() -> int:
    """How many people of one structure may come."""
    kind = fields(BY_NAME["MeetingPresence"])["persons"].kind
    return int(getattr(kind, "high", 50))
