"""Folding what a take-in brought, one entity after the other.

What begins a record plainly becomes a row in one statement; what begins it otherwise or follows
its single head is written as it is; a record with any other change is folded anew once, at the
end of its entity, from all its changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.models import canonical
from lapdesk.models.base import Entity, fields
from lapdesk.models.entities import BY_NAME
from lapdesk.store import engine, plainly, rows, waiting
from lapdesk.store.journal import Devices

_CHUNK: Final = 4000
_OF: Final = waiting.OF
_AT_ONCE: Final = 500
_PART: Final = 20_000
_FIRST: Final = -(1 << 62)  # before every local id
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
    old: bool  # it stood before this take-in


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
        self._altered: set[bytes] = set()
        self._count = Count()

    def run(self) -> Count:
        if self._entity is not None:
            self._begin(self._entity)
        after = _FIRST
        while chunk := self._next(after):
            after = chunk[-1][0]
            if self._entity is None:
                for place, record, *_rest in chunk:
                    self._again(record, (place,))
            else:
                self._grow(self._entity, chunk)
        records = list(self._anew)
        for start in range(0, len(records), _AT_ONCE):
            self._refold(records[start : start + _AT_ONCE])
        return self._count

    def _begin(self, entity: Entity) -> None:
        """Make the rows of all that begins a record plainly; what could not is left to do."""
        driver = engine.raw(self._connection)
        table = f'"{entity.__tablename__}"'
        (self._last,) = driver.execute(f"SELECT coalesce(max(n), 0) FROM {table}").fetchone()
        expected, after = 0, _FIRST
        # A part at a time: what SQLite holds for one statement grows with its rows.
        part = (
            "SELECT count(*), max(id) FROM (SELECT id FROM temp.fresh"
            f" WHERE entity = {_OF} AND id > ? AND begins ORDER BY id LIMIT ?)"
        )
        while True:
            count, last = driver.execute(part, (self._name, after, _PART)).fetchone()
            if not count:
                break
            expected += count
            given = (self._name, after, last)
            self._count.made += driver.execute(plainly.insert(entity), given).rowcount
            after = last
        if not expected:
            return
        first = f"SELECT id FROM {table} WHERE n > ? ORDER BY n LIMIT ?"
        self._count.records = [row[0] for row in driver.execute(first, (self._last, _NAMED))]
        if self._count.made < expected:
            driver.execute(
                f"UPDATE temp.fresh SET begins = 0 WHERE entity = {_OF} AND begins AND NOT EXISTS ("
                f" SELECT 1 FROM journal AS j JOIN {table} AS r ON r.id = j.record"
                " WHERE j.id = fresh.id AND r.head = j.id)",
                (self._name,),
            )

    def _next(self, after: int) -> Sequence[Row]:
        # The driver's own rows: there are as many as changes.
        cursor = engine.raw(self._connection).execute(
            "SELECT j.id, j.record, j.clock, j.parent, j.parents, j.body"
            " FROM temp.fresh AS f CROSS JOIN journal AS j ON j.id = f.id"
            f" WHERE f.entity = {_OF} AND f.id > ? AND NOT f.begins ORDER BY f.id LIMIT ?",
            (self._name, after, _CHUNK),
        )
        found: Sequence[Row] = cursor.fetchall()
        return found

    def _again(self, record: bytes, tips: Iterable[int]) -> None:
        self._anew.setdefault(record, set()).update(tips)

    def _refold(self, records: Sequence[bytes]) -> None:
        """Fold these records anew, from what stood before and what came."""
        standing: dict[bytes, list[int]] = {record: [] for record in records}
        known = self._standing(self._entity, records) if self._entity is not None else {}
        for record, (head, _old) in known.items():
            standing[record].append(head)
        others = _among("SELECT record, change FROM head WHERE record IN ({})", records)
        for statement, part in others:
            for record, change in engine.raw(self._connection).execute(statement, part):
                standing[record].append(change)
        for record, tips in standing.items():
            self._note(record, made=not tips, old=known.get(record, (0, True))[1])
        tips_of = {record: self._anew[record].union(of) for record, of in standing.items()}
        rows.refold_all(self._connection, self._devices, self._name, tips_of)

    def _note(self, record: bytes, *, made: bool, old: bool) -> None:
        """Count a record once, as made or as altered."""
        if made:
            self._count.note(record, made=True)
        elif old and record not in self._altered:
            self._altered.add(record)
            self._count.note(record, made=False)

    def _grow(self, entity: Entity, chunk: Sequence[Row]) -> None:
        standing = self._standing(entity, [row[1] for row in chunk])
        grown: dict[bytes, _Grown] = {}
        for place, record, clock, parent, parents, body in chunk:
            if record in self._anew:
                self._anew[record].add(place)
                continue
            at = grown.get(record)
            head, old = (at.head, at.old) if at else standing.get(record, (None, True))
            follows = parents is None and parent == head and record not in self._clashing
            values = _plain_fields(body) if follows else None
            if values is None or (head is None and record in self._headed):
                self._again(record, (place,) if at is None else (place, at.head))
                grown.pop(record, None)
            elif at is not None:
                at.head = place
                at.values.update(values)
            else:
                grown[record] = _Grown(place, values, clock if head is None else None, old)
        self._write(entity, grown)

    def _standing(self, entity: Entity, records: Iterable[bytes]) -> dict[bytes, tuple[int, bool]]:
        """The single heads of those records that have a row with one, and whether they stood
        before this take-in; notes who has other heads, and who a clash that may end."""
        found: dict[bytes, tuple[int, bool]] = {}
        self._headed: set[bytes] = set()
        self._clashing: set[bytes] = set()
        driver = engine.raw(self._connection)
        distinct = list(dict.fromkeys(records))
        rows_of = f'SELECT id, head, n FROM "{entity.__tablename__}" WHERE id IN ({{}})'
        for statement, part in _among(rows_of, distinct):
            for record, head, n in driver.execute(statement, part):
                if head is None:
                    self._headed.add(record)
                else:
                    found[record] = (head, n <= self._last)
        for statement, part in _among("SELECT record FROM head WHERE record IN ({})", distinct):
            self._headed.update(row[0] for row in driver.execute(statement, part))
        for statement, part in _among("SELECT record FROM clash WHERE record IN ({})", distinct):
            self._clashing.update(row[0] for row in driver.execute(statement, part))
        return found

    def _write(self, entity: Entity, grown: Mapping[bytes, _Grown]) -> None:
        new: list[Row] = []
        altered: dict[tuple[str, ...], list[Row]] = {}
        columns = list(fields(entity))
        for record, at in grown.items():
            self._note(record, made=at.born is not None, old=at.old)
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


def _among(statement: str, records: Sequence[bytes]) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """A statement that asks for records by a list of ids, in as many parts as it needs."""
    for start in range(0, len(records), 1000):
        part = tuple(records[start : start + 1000])
        yield statement.format(",".join("?" * len(part))), part


def _plain_fields(body: bytes) -> dict[str, Any] | None:
    """The fields of an ordinary change; None where a removal, an emptying or more is in it."""
    decoded = canonical.decode(body)
    if decoded.keys() <= _PLAIN and decoded["fields"] is not None:
        found: dict[str, Any] = decoded["fields"]
        return found
    return None
