"""Folding what a take-in brought, one entity after the other.

What begins a record or follows its single head is written as it is; a record with any other
change is folded anew once, at the end of its entity, from all its changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.models import canonical
from lapdesk.models.base import Entity, fields
from lapdesk.models.entities import BY_NAME
from lapdesk.store import engine, rows, waiting
from lapdesk.store.journal import Devices

_CHUNK: Final = 4000
_NAMED: Final = 2000
_PLAIN: Final = frozenset(("fields", "reason", "undoes"))
Row = Sequence[Any]


@dataclass(slots=True)
class Count:
    """Records of one entity that a take-in made or altered; the first of them by id."""

    made: int = 0
    altered: int = 0
    records: list[bytes] = field(default_factory=list)

    def note(self, record: bytes, *, made: bool) -> None:
        """One record more."""
        if made:
            self.made += 1
        else:
            self.altered += 1
        if len(self.records) < _NAMED:
            self.records.append(record)


@dataclass(slots=True)
class _Grown:
    """A record as the chunk at hand makes it: its head so far and the values written."""

    head: int
    values: dict[str, Any]
    born: int | None  # None: it stood before this chunk


def fresh(connection: Connection, devices: Devices) -> Iterator[tuple[str, Count]]:
    """Fold every fresh change, entity by entity; gives what was made and altered."""
    for name in list(waiting.entities(connection)):
        yield name, _Folding(connection, devices, name).run()


class _Folding:
    """The fold of one entity's fresh changes."""

    def __init__(self, connection: Connection, devices: Devices, name: str) -> None:
        self._connection, self._devices, self._name = connection, devices, name
        self._entity = BY_NAME.get(name)
        self._anew: dict[bytes, set[int]] = {}
        self._count = Count()

    def run(self) -> Count:
        after = -(1 << 62)
        while chunk := self._next(after):
            after = chunk[-1][0]
            if self._entity is None:
                for place, record, *_rest in chunk:
                    self._again(record, (place,))
            else:
                self._grow(self._entity, chunk)
        for record, tips in self._anew.items():
            standing = self._standing_anywhere(record)
            self._count.note(record, made=not standing)
            at = sorted({*tips, *standing})
            rows.refold(self._connection, self._devices, self._name, record, at)
        return self._count

    def _next(self, after: int) -> Sequence[Row]:
        # The driver's own rows: there are as many as changes.
        cursor = engine.raw(self._connection).execute(
            "SELECT j.id, j.record, j.clock, j.parent, j.parents, j.body"
            " FROM temp.fresh AS f JOIN journal AS j ON j.id = f.id"
            " WHERE f.entity = ? AND f.id > ? ORDER BY f.id LIMIT ?",
            (self._name, after, _CHUNK),
        )
        found: Sequence[Row] = cursor.fetchall()
        return found

    def _again(self, record: bytes, tips: Sequence[int]) -> None:
        self._anew.setdefault(record, set()).update(tips)

    def _grow(self, entity: Entity, chunk: Sequence[Row]) -> None:
        standing = self._standing(entity, [row[1] for row in chunk])
        grown: dict[bytes, _Grown] = {}
        for place, record, clock, parent, parents, body in chunk:
            if record in self._anew:
                self._anew[record].add(place)
                continue
            at = grown.get(record)
            head = at.head if at is not None else standing.get(record)
            values = _plain_fields(body) if parents is None and parent == head else None
            if values is None or (head is None and record in self._headed):
                self._again(record, (place,) if at is None else (place, at.head))
                grown.pop(record, None)
            elif at is not None:
                at.head = place
                at.values.update(values)
            else:
                grown[record] = _Grown(place, values, clock if head is None else None)
        self._write(entity, grown)

    def _standing(self, entity: Entity, records: Sequence[bytes]) -> dict[bytes, int]:
        """The single heads of those records that have a row with one; notes who has others."""
        found: dict[bytes, int] = {}
        self._headed: set[bytes] = set()
        driver = engine.raw(self._connection)
        distinct = list(dict.fromkeys(records))
        for start in range(0, len(distinct), 1000):
            part = tuple(distinct[start : start + 1000])
            marks = ",".join("?" * len(part))
            rows_of = f'SELECT id, head FROM "{entity.__tablename__}" WHERE id IN ({marks})'
            for record, head in driver.execute(rows_of, part):
                if head is None:
                    self._headed.add(record)
                else:
                    found[record] = head
            heads_of = f"SELECT DISTINCT record FROM head WHERE record IN ({marks})"
            self._headed.update(row[0] for row in driver.execute(heads_of, part))
        return found

    def _standing_anywhere(self, record: bytes) -> list[int]:
        from lapdesk.store.journal import heads

        return heads(self._connection, self._name, record)

    def _write(self, entity: Entity, grown: Mapping[bytes, _Grown]) -> None:
        new: list[Row] = []
        altered: dict[tuple[str, ...], list[Row]] = {}
        columns = list(fields(entity))
        for record, at in grown.items():
            self._count.note(record, made=at.born is not None)
            values = rows.row_values(entity, at.values)
            if at.born is not None:
                new.append((record, at.head, at.born, *map(values.get, columns)))
            else:
                altered.setdefault(tuple(values), []).append((at.head, *values.values(), record))
        table = f'"{entity.__tablename__}"'
        if new:
            names = "".join(f', "{name}"' for name in columns)
            marks = ", ?" * len(columns)
            statement = f"INSERT INTO {table} (id, head, born{names}) VALUES (?, ?, ?{marks})"
            self._connection.exec_driver_sql(statement, new)
        for named, listed in altered.items():
            sets = "".join(f', "{name}" = ?' for name in named)
            statement = f"UPDATE {table} SET head = ?{sets} WHERE id = ?"
            self._connection.exec_driver_sql(statement, listed)


def _plain_fields(body: bytes) -> dict[str, Any] | None:
    """The fields of an ordinary change; None where a removal, an emptying or more is in it."""
    decoded = canonical.decode(body)
    if decoded.keys() <= _PLAIN and decoded["fields"] is not None:
        found: dict[str, Any] = decoded["fields"]
        return found
    return None
