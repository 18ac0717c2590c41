"""Saving: changes made here, appended to the journal with the rows they alter, in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models.base import fields
from lapdesk.models.change import Change, ChangeId, EntryId
from lapdesk.models.entities import BY_NAME
from lapdesk.store import derived, erase, journal, rows, search
from lapdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Ready:
    """A checked alteration of one record; `base` None stands on the heads that are here."""

    entity: str
    record: UUID
    fields: Mapping[str, Any] | None
    base: tuple[ChangeId, ...] | None = None
    reason: str | None = None
    undoes: EntryId | None = None
    forgets: str | None = None


def save(desk: Desk, alterations: Sequence[Ready]) -> list[Change]:
    """Write alterations under one tick of the clock, or that of the entry under way."""
    if not alterations:
        return []
    with desk.entry() as connection:
        named = [(a.entity, a.record.bytes) for a in alterations]
        touched = {t for name in named for t in derived.hanging(connection, *name)}
        made = [_one(desk, connection, alteration) for alteration in alterations]
        touched |= {t for name in named for t in derived.hanging(connection, *name)}
        emptied = erase.enforce_saved(connection, desk.devices, made)
        desk.log_tells |= bool(emptied)
        touched |= {t for name in emptied for t in derived.hanging(connection, *name)}
        derived.refresh(connection, touched)
        search.refresh(connection, {*named, *emptied})
        return made


def heads(desk: Desk, connection: Connection, entity: str, record: UUID) -> tuple[ChangeId, ...]:
    """The names of a record's heads: what a form keeps while it stands open."""
    found = journal.heads(connection, entity, record.bytes)
    return tuple(desk.devices.unpack(h) for h in found)


def heads_of(
    desk: Desk, connection: Connection, entity: str, records: Iterable[str]
) -> dict[str, tuple[ChangeId, ...]]:
    """The same for the lines of a list, by id."""
    found = journal.heads_of(connection, entity, [UUID(one).bytes for one in records])
    return {
        str(UUID(bytes=record)): tuple(desk.devices.unpack(h) for h in several)
        for record, several in found.items()
    }


def _one(desk: Desk, connection: Connection, alteration: Ready) -> Change:
    entity = BY_NAME[alteration.entity]
    record = alteration.record.bytes
    standing, row_here, in_clash = journal.standing(connection, alteration.entity, record)
    base = alteration.base
    parents = [desk.devices.pack(connection, p) for p in base] if base is not None else standing
    values = alteration.fields
    if values is not None and standing and not row_here and sorted(parents) == standing:
        # Made again after a removal: every field is written, or old values would come back.
        # A form that had not seen the removal writes what it changed: that is a clash.
        values = {**dict.fromkeys(fields(entity)), **values}
    desk.number += 1
    change = Change(
        desk.device,
        desk.number,
        desk.clock,
        tuple(desk.devices.unpack(p) for p in parents),
        desk.member,
        alteration.entity,
        alteration.record,
        values,
        alteration.reason,
        alteration.undoes,
        forgets=alteration.forgets,
    )
    journal.append(connection, desk.devices, [change])
    head = desk.devices.pack(connection, change.id)
    simple = sorted(parents) == standing and values is not None and len(standing) <= 1
    # A field may be in clash under a single head: what follows may settle it.
    if simple and (row_here or not standing) and not in_clash:
        rows.follow(connection, entity, change, head)
    else:
        tips = sorted({*standing, head})
        rows.refold(connection, desk.devices, alteration.entity, record, tips)
    return change
