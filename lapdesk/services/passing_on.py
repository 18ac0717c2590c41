"""Handing over to a successor: the people a member follows go to another, in one entry.

    held(desk, member) -> tuple[Held, ...]      pass_on(desk, member, successor) -> int

An orientation is nobody's own: the whole team is reminded of it. It goes with its person's
referent, and is counted beside each so that the successor knows what waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

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
    """Somebody whom a member follows: as referent, as mentor or both; `waiting` counts their
    orientations without an outcome."""

    person: Person
    referent: bool
    mentor: bool
    waiting: int


def held(desk: Desk, member: str) -> tuple[Held, ...]:
    """Whom a member follows now, by what they are called."""
    with desk.transaction() as connection:
        people, paths = _followed(connection, member)
        mentored = {str(path["participant"]) for path in paths}
        named = naming.persons(desk, connection, [*(p["id"] for p in people), *mentored])
        waiting = day.open_orientations(connection)
    as_referent = {str(one["id"]) for one in people}
    found = [
        Held(person, one in as_referent, one in mentored, waiting.get(one, 0))
        for one, person in named.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.person.called().casefold(), one.person.id)))


def handing(desk: Desk, member: str) -> tuple[tuple[Held, ...], list[Member]]:
    """Whom a member follows, and who could take over."""
    others = [one for one in every(desk) if one.active and one.id != member]
    return held(desk, member), others


def _followed(
    connection: Connection, member: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The people whose referent the member is, and their mentees' paths under way."""
    people = rows.find(connection, BY_NAME["Participant"], {"referent": member})
    paths = rows.find(connection, BY_NAME["MigrapassPath"], {"mentor": member})
    return people, [p for p in paths if p.get("participant") and p.get("state") in UNDER_WAY]


def pass_on(desk: Desk, member: str, successor: str) -> int:
    """Give all of them to the successor, who must be active: one entry, one undo.

    Gives how many people changed hands. Who followed them until now stays the author of what they
    wrote; whoever works now is the author of the handing over. Raises LD-108 (no such member),
    LD-118 (the successor has left), LD-109 (role; a mentor alone does not give paths away).
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
        people, paths = _followed(connection, str(UUID(member)))
        refuse_if_refused(write(desk, _drafts(people, paths, str(follows))))
    return len({str(p["id"]) for p in people} | {str(p["participant"]) for p in paths})


def _drafts(
    people: Sequence[dict[str, Any]], paths: Sequence[dict[str, Any]], successor: str
) -> list[Draft]:
    return [
        *(Draft("Participant", {"referent": successor}, str(one["id"])) for one in people),
        *(Draft("MigrapassPath", {"mentor": successor}, str(one["id"])) for one in paths),
    ]
