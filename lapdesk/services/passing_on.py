"""Handing over to a successor: all that a member holds goes to another, in one entry.

    held(desk, member) -> Holding      pass_on(desk, member, successor) -> Passed

An orientation has no owner of its own: whoever is the person's referent follows it. So the person
goes to the successor with what is under way; where they have no referent and the member began an
orientation that has no outcome yet, the successor becomes their referent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.models import roles
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import home, naming
from lapdesk.services.members import Member, every, refuse_if_refused
from lapdesk.services.mentoring import UNDER_WAY
from lapdesk.services.naming import Person
from lapdesk.services.record import write
from lapdesk.services.references import as_id, no_record
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import day


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody whom a member follows: as referent, as mentor, or by an orientation that they
    began; `waiting` counts their orientations without an outcome."""

    person: Person
    referent: bool
    mentor: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class Led:
    """A workshop that is not closed and that the member leads; so many sessions are to come."""

    id: str
    title: str
    sessions: int


@dataclass(frozen=True, slots=True)
class Holding:
    """Whom a member follows, by what they are called, and what they lead."""

    people: tuple[Held, ...]
    workshops: tuple[Led, ...]

    def __bool__(self) -> bool:
        return bool(self.people or self.workshops)


@dataclass(frozen=True, slots=True)
class Passed:
    """How many people and workshops changed hands."""

    people: int
    workshops: int


@dataclass(frozen=True, slots=True)
class _Records:
    """The records that name the member, and the people whom nobody else follows."""

    people: list[dict[str, Any]]
    paths: list[dict[str, Any]]
    begun: list[str]
    workshops: list[dict[str, Any]]
    sessions: list[dict[str, Any]]


def held(desk: Desk, member: str) -> Holding:
    """What a member holds now."""
    with desk.transaction() as connection:
        found = _records(desk, connection, member)
        mentored = {str(path["participant"]) for path in found.paths}
        referred = {str(one["id"]) for one in found.people}
        named = naming.persons(desk, connection, [*referred, *mentored, *found.begun])
        waiting = day.open_orientations(connection)
    people = [
        Held(person, one in referred, one in mentored, waiting.get(one, 0))
        for one, person in named.items()
    ]
    people.sort(key=lambda one: (one.person.called().casefold(), one.person.id))
    coming = [str(session["workshop"]) for session in found.sessions]
    led = [
        Led(str(one["id"]), str(one.get("title") or ""), coming.count(str(one["id"])))
        for one in found.workshops
    ]
    return Holding(tuple(people), tuple(sorted(led, key=lambda one: (one.title, one.id))))


def handing(desk: Desk, member: str) -> tuple[Holding, list[Member]]:
    """What a member holds, and who could take over."""
    others = [one for one in every(desk) if one.active and one.id != member]
    return held(desk, member), others


def _records(desk: Desk, connection: Connection, member: str) -> _Records:
    paths = rows.find(connection, BY_NAME["MigrapassPath"], {"mentor": member})
    leads = roles.may_write(desk.roles, "Workshop")
    workshops = list(_led_by(connection, "Workshop", member)) if leads else []
    sessions = list(_led_by(connection, "Session", member)) if leads else []
    today = clock.today().isoformat()
    return _Records(
        rows.find(connection, BY_NAME["Participant"], {"referent": member}),
        [p for p in paths if p.get("participant") and p.get("state") in UNDER_WAY],
        day.begun_by(connection, member),
        [one for one in workshops if one.get("state") != "CLOSED"],
        [one for one in sessions if one.get("state") == "PLANNED" and one["date"] >= today],
    )


def _led_by(connection: Connection, entity: str, member: str) -> Iterator[dict[str, Any]]:
    for one in rows.each(connection, BY_NAME[entity]):
        if member in (one.get("leaders") or ()):
            yield one


def pass_on(desk: Desk, member: str, successor: str) -> Passed:
    """Give all of it to the successor, who must be active: one entry, one undo.

    Who held it until now stays the author of what they wrote; whoever works now is the author of
    the handing over. Workshops go where whoever works now may write them. Raises LD-108 (no such
    member), LD-118 (the successor has left), LD-109 (role; a mentor alone gives no path away).
    """
    follows = as_id(successor)
    with desk.entry() as connection:
        given = rows.get(connection, BY_NAME["TeamMember"], follows.bytes)
        if (
            given is None
            or rows.get(connection, BY_NAME["TeamMember"], as_id(member).bytes) is None
        ):
            raise no_record()
        if given.get("active") is False:
            raise home.no_longer_active()
        former = str(UUID(member))
        found = _records(desk, connection, former)
        refuse_if_refused(write(desk, list(_drafts(found, former, str(follows)))))
    people = {str(p["id"]) for p in found.people} | {str(p["participant"]) for p in found.paths}
    return Passed(len(people.union(found.begun)), len(found.workshops))


def _drafts(found: _Records, former: str, successor: str) -> Iterator[Draft]:
    for person in dict.fromkeys([*(str(p["id"]) for p in found.people), *found.begun]):
        yield Draft("Participant", {"referent": successor}, person)
    for path in found.paths:
        yield Draft("MigrapassPath", {"mentor": successor}, str(path["id"]))
    for entity, led in (("Workshop", found.workshops), ("Session", found.sessions)):
        for one in led:
            leaders = [successor if m == former else m for m in one["leaders"]]
            yield Draft(entity, {"leaders": list(dict.fromkeys(leaders))}, str(one["id"]))
