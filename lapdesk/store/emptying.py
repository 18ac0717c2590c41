"""Emptying one record: its changes keep their headers and what figures keep, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models.base import residue_fields
from lapdesk.models.change import Change, reduced
from lapdesk.models.entities import BY_NAME, way_to_person
from lapdesk.store import journal, rows
from lapdesk.store.journal import Devices

Named = tuple[str, bytes]
# An emptied body says so; the second test keeps out what only looks like it.
EMPTIED: Final = (
    "(instr({0}.body, '\"erased\":true') > 0"
    " AND json_extract(CAST({0}.body AS TEXT), '$.erased') = 1)"
)


def empty(
    connection: Connection,
    devices: Devices,
    entity: str,
    record: bytes,
    nobodies: Mapping[str, str],
) -> None:
    """Empty every change of a record; `nobodies` gives who is erased the id that stays."""
    known = BY_NAME.get(entity)
    keep = tuple(residue_fields(known)) if known is not None else ()
    if known is not None and str(UUID(bytes=record)) not in nobodies:
        # The tie to the person stays as a tie to nobody: what comes later is known by it.
        keep += way_to_person(known)[:1]
    for change in all_of(connection, devices, entity, record):
        emptied = reduced(change, keep, nobodies)
        if emptied != change:
            journal.rewrite(connection, devices, emptied)
    tips = journal.heads(connection, entity, record)
    if tips:
        rows.refold(connection, devices, entity, record, tips)


def all_of(connection: Connection, devices: Devices, entity: str, record: bytes) -> list[Change]:
    """Every change of a record that is here, those that wait among them."""
    tips = journal.heads(connection, entity, record)
    waiting = connection.exec_driver_sql(
        "SELECT change FROM waiting WHERE record = ? AND entity = ?", (record, entity)
    )
    return journal.history(connection, devices, [*tips, *(row[0] for row in waiting)])


def aside(connection: Connection, devices: Devices, entity: str) -> dict[bytes, list[Change]]:
    """The changes of an entity's records that a row does not tell of: removed, or waiting."""
    found = connection.exec_driver_sql(
        "SELECT j.record FROM head AS h JOIN journal AS j ON j.id = h.change WHERE j.entity = ?"
        " UNION SELECT record FROM waiting WHERE entity = ?",
        (entity, entity),
    ).all()
    return {row[0]: all_of(connection, devices, entity, row[0]) for row in found}


def named_in(changes: list[Change], name: str) -> set[str]:
    """Every value that one of the changes gives a field."""
    return {str(c.fields[name]) for c in changes if c.fields and c.fields.get(name)}
