"""What is held about one person: the records that lead to them, and where they are only named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.models import lists
from lapdesk.models.base import Entity
from lapdesk.models.change import Change
from lapdesk.models.entities import (
    ALL,
    BY_NAME,
    persons_in,
    pointing_at,
    references,
    way_to_person,
)
from lapdesk.models.fold import in_order
from lapdesk.services import sealing
from lapdesk.store import journal, rows
from lapdesk.store.desk import Desk
from lapdesk.store.world import opened

# Records that speak of a person: those that lead to one, the person, and acts, to which people
# lead.
OF_PEOPLE: Final = frozenset(
    e.__name__ for e in ALL if way_to_person(e) or e.__name__ in ("Participant", "SupportAction")
)


@dataclass(frozen=True, slots=True)
class Holding:
    """One record: its values with sealed ones opened, and its changes, oldest first."""

    entity: str
    record: str
    values: Mapping[str, Any]
    history: tuple[Mapping[str, Any], ...]


def about(desk: Desk, connection: Connection, entity: str, record: str) -> list[Holding]:
    """Every record that is about a person, entity by entity."""
    found: list[tuple[Entity, dict[str, Any]]] = []
    for other in ALL:
        found += [(other, values) for values in _leading(connection, other, entity, record)]
    return [_holding(desk, connection, other, values) for other, values in found]


def mentions(connection: Connection, entity: str, record: str) -> list[tuple[str, str, int]]:
    """(entity, field, how often): where a member or interlocutor is named about somebody else."""
    found = []
    for other, name in pointing_at(entity):
        if _is_about_others(other, entity):
            count = len(rows.find(connection, other, {name: record}))
            if count:
                found.append((other.__name__, name, count))
    return found


def _leading(
    connection: Connection, other: Entity, entity: str, record: str
) -> Iterator[dict[str, Any]]:
    if other.__name__ == entity:
        here = rows.get(connection, other, UUID(record).bytes)
        if here is not None:
            yield here
        return
    if entity == "Participant":
        yield from _of_person(connection, other, record)
        return
    seen = set()
    for name, target in references(other).items():
        if target != entity or _is_about_others(other, entity):
            continue
        for values in rows.find(connection, other, {name: record}):
            if values["id"] not in seen:
                seen.add(values["id"])
                yield values


def _of_person(connection: Connection, other: Entity, person: str) -> Iterator[dict[str, Any]]:
    if other.__name__ == "SupportAction":
        asked = {"participant": person}
        for pair in rows.find(connection, BY_NAME["Accompaniment"], asked):
            act = rows.get(connection, other, UUID(pair["support_action"]).bytes)
            if act is not None:
                yield act
        return
    way = way_to_person(other)
    if len(way) == 1:
        # A pair of records speaks of both its persons.
        for name in persons_in(other):
            yield from rows.find(connection, other, {name: person})
    elif way:
        between = BY_NAME[references(other)[way[0]]]
        for middle in rows.find(connection, between, {way[1]: person}):
            yield from rows.find(connection, other, {way[0]: middle["id"]})


def _is_about_others(other: Entity, entity: str) -> bool:
    """Whether a record that names a member speaks of persons followed: theirs, not the member's."""
    return entity != "Participant" and other.__name__ in OF_PEOPLE


def _holding(desk: Desk, connection: Connection, entity: Entity, values: dict[str, Any]) -> Holding:
    shown = {n: v for n, v in values.items() if n != "id"}
    for name in sealing.names(entity):
        if name in shown:
            shown[name] = opened(desk, entity.__name__, values, name)
    tips = journal.heads(connection, entity.__name__, UUID(values["id"]).bytes)
    changes = in_order(journal.history(connection, desk.devices, tips))
    told = tuple(_told(desk, connection, entity, change) for change in changes)
    return Holding(entity.__name__, values["id"], shown, told)


def _told(desk: Desk, connection: Connection, entity: Entity, change: Change) -> Mapping[str, Any]:
    """A change as the person may read it: when, by what kind of member, what; no one's name."""
    written = dict(change.fields or {})
    for name in sealing.names(entity):
        if written.get(name) is not None:
            written[name] = _unsealed(desk, entity, str(change.record), name, written)
    return {
        "at": clock.moment(change.clock).isoformat(timespec="minutes"),
        "by": _kind_of(connection, change.author),
        "removed": change.fields is None,
        "fields": written,
        "reason": change.reason,
    }


def _unsealed(
    desk: Desk, entity: Entity, record: str, name: str, written: Mapping[str, Any]
) -> str | None:
    try:
        return opened(desk, entity.__name__, {"id": record, name: written[name]}, name)
    except LapdeskError:
        return None  # sealed under a key of before: its value can be read by nobody


def _kind_of(connection: Connection, author: UUID | None) -> str | None:
    member = author and rows.get(connection, BY_NAME["TeamMember"], author.bytes)
    if not member:
        return None
    return lists.get("staff_kind").label(str(member.get("staff_kind") or ""))
