"""The fold, proved: each record made anew from its changes and compared with its row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.models.base import Entity, fields
from lapdesk.models.entities import BY_NAME
from lapdesk.models.fold import Folded, fold
from lapdesk.store import journal, rows
from lapdesk.store.journal import Devices

# Columns that follow from other records: checked on their own.
_DERIVED: Final = {"Orientation": frozenset(("state",))}


def compare(connection: Connection) -> tuple[int, int]:
    """How many records the journal makes, and how many do not rest here as it makes them."""
    devices = Devices(connection)
    looked = wrong = 0
    for entity, record, ids in _records(connection):
        looked += 1
        try:
            folded = fold(journal.read(connection, devices, ids))
        except (ValueError, KeyError, TypeError):  # a change that cannot even be read
            wrong += 1
        else:
            wrong += not _same(connection, devices, entity, record, folded)
    return looked, wrong + _unfounded(connection)


def _records(connection: Connection) -> Iterator[tuple[str, bytes, list[int]]]:
    """Each record with its changes that are in the fold."""
    ordered = connection.exec_driver_sql(
        "SELECT entity, record, id FROM journal"
        " WHERE id NOT IN (SELECT change FROM waiting) ORDER BY entity, record, id"
    )
    for (entity, record), of in groupby(ordered, key=lambda row: (row[0], row[1])):
        yield entity, record, [row[2] for row in of]


def _same(
    connection: Connection, devices: Devices, name: str, record: bytes, folded: Folded
) -> bool:
    if journal.heads(connection, name, record) != sorted(
        devices.pack(connection, head) for head in folded.heads
    ):
        return False
    listed = connection.exec_driver_sql("SELECT field FROM clash WHERE record = ?", (record,))
    if {row[0] for row in listed} != set(folded.clashes):
        return False
    entity = BY_NAME.get(name)
    if entity is None:
        return True
    row = connection.exec_driver_sql(_select(entity), (record,)).first()
    if folded.values is None or row is None:
        return folded.values is None and row is None
    compared = _compared(entity)
    expected = rows.row_values(entity, {**dict.fromkeys(compared), **folded.values})
    made: list[Any] = [folded.born, *(expected[field] for field in compared)]
    return list(row) == made


@cache
def _compared(entity: Entity) -> tuple[str, ...]:
    derived = _DERIVED.get(entity.__name__, frozenset())
    return tuple(name for name in fields(entity) if name not in derived)


@cache
def _select(entity: Entity) -> str:
    columns = "".join(f', "{name}"' for name in _compared(entity))
    return f'SELECT born{columns} FROM "{entity.__tablename__}" WHERE id = ?'


def _unfounded(connection: Connection) -> int:
    """Rows of which the journal knows nothing."""
    return sum(
        connection.exec_driver_sql(
            f'SELECT count(*) FROM "{entity.__tablename__}"'
            " WHERE id NOT IN (SELECT record FROM journal)"
        ).scalar_one()
        for entity in BY_NAME.values()
    )
