"""The journal: every change ever made here or taken in, appended and never reordered.

An entry's local id holds the local number of its device in the high bits and its number on
that device in the low ones. A record's history is walked from its heads through the parents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models import canonical
from lapdesk.models.change import Change, ChangeId, of_body
from lapdesk.models.entities import BY_NAME
from lapdesk.store import engine
from lapdesk.store.tables import NUMBER_BITS

_NUMBER_MASK: Final = (1 << NUMBER_BITS) - 1
_COLUMNS: Final = "id, clock, author, entity, record, parent, parents, body"
_INSERT: Final = f"INSERT INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_CHUNK: Final = 500


class Devices:
    """The local number of each device met, and back; kept in memory once read."""

    def __init__(self, connection: Connection) -> None:
        rows = connection.exec_driver_sql("SELECT local, id FROM device").all()
        self._ids = {row[0]: UUID(bytes=row[1]) for row in rows}
        # By the UUID's number: its hash is the quickest.
        self._local = {device.int: local for local, device in self._ids.items()}

    def local(self, connection: Connection, device: UUID) -> int:
        """The number of `device` here, given now if it was never met."""
        found = self._local.get(device.int)
        if found is None:
            found = len(self._local) + 1
            connection.exec_driver_sql("INSERT INTO device VALUES (?, ?)", (found, device.bytes))
            self._local[device.int] = found
            self._ids[found] = device
        return found

    def known(self, device: UUID) -> int | None:
        """The number of `device` here, or None."""
        return self._local.get(device.int)

    def __len__(self) -> int:
        """How many were met."""
        return len(self._ids)

    def every(self) -> dict[int, UUID]:
        """All devices by local number."""
        return dict(self._ids)

    def pack(self, connection: Connection, change: ChangeId) -> int:
        """A change's local id."""
        local = self._local.get(change[0].int) or self.local(connection, change[0])
        return local << NUMBER_BITS | change[1]

    def unpack(self, local_id: int) -> ChangeId:
        """A local id's name in the whole association."""
        return (self._ids[local_id >> NUMBER_BITS], local_id & _NUMBER_MASK)


def number_of(local_id: int) -> int:
    """The number on its device of a local id."""
    return local_id & _NUMBER_MASK


def append(connection: Connection, devices: Devices, changes: Iterable[Change]) -> list[int]:
    """Write changes that are not here yet; gives their local ids."""
    rows = []
    pack = devices.pack
    for change in changes:
        author = change.author
        rows.append(
            (
                pack(connection, (change.device, change.number)),
                change.clock,
                None if author is None else author.bytes,
                change.entity,
                change.record.bytes,
                *above([pack(connection, p) for p in change.parents]),
                canonical.encode(change.body()),
            )
        )
    insert(connection, rows)
    return [row[0] for row in rows]


def above(parents: list[int]) -> tuple[int | None, str | None]:
    """The two columns that hold a change's parents."""
    if len(parents) < 2:
        return (parents[0] if parents else None, None)
    parents.sort()
    return (parents[0], json.dumps(parents[1:]))


def insert(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    """Write rows as the table holds them, of changes that are not here yet."""
    if len(rows) == 1:
        engine.ask(connection, _INSERT, rows[0])
    elif rows:
        connection.exec_driver_sql(_INSERT, rows)


def rewrite(connection: Connection, devices: Devices, change: Change) -> None:
    """Replace the body of a change that was emptied; its header stays."""
    connection.exec_driver_sql(
        "UPDATE journal SET body = ? WHERE id = ?",
        (canonical.encode(change.body()), devices.pack(connection, change.id)),
    )


def read(connection: Connection, devices: Devices, ids: Sequence[int]) -> list[Change]:
    """The changes of these local ids that are here, in no promised order."""
    found: list[Change] = []
    for start in range(0, len(ids), _CHUNK):
        part = tuple(ids[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        rows = connection.exec_driver_sql(
            f"SELECT {_COLUMNS} FROM journal WHERE id IN ({marks})", part
        )
        found.extend(_change(devices, row) for row in rows)
    return found


def _change(devices: Devices, row: Sequence[Any]) -> Change:
    local_id, clock, author, entity, record, parent, others, body = row
    device, number = devices.unpack(local_id)
    parents = [] if parent is None else [parent, *(json.loads(others) if others else ())]
    return of_body(
        device,
        number,
        clock,
        _by_name([devices.unpack(p) for p in parents]),
        None if author is None else UUID(bytes=author),
        entity,
        UUID(bytes=record),
        canonical.decode(body),
    )


def _by_name(several: list[ChangeId]) -> tuple[ChangeId, ...]:
    """In the one order of the whole association: local numbers differ from laptop to laptop."""
    if len(several) > 1:
        several.sort(key=lambda which: (which[0].bytes, which[1]))
    return tuple(several)


def heads(connection: Connection, entity: str, record: bytes) -> list[int]:
    """The local ids of a record's heads; empty where it has no change in the fold."""
    return standing(connection, entity, record)[0]


def heads_of(
    connection: Connection, entity: str, records: Iterable[bytes]
) -> dict[bytes, list[int]]:
    """The same for several records: two statements for some five hundred of them."""
    wanted = list(dict.fromkeys(records))
    found: dict[bytes, list[int]] = {one: [] for one in wanted}
    table = BY_NAME[entity].__tablename__
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        marks = ", ".join("?" * len(part))
        asked = f'SELECT id, head FROM "{table}" WHERE id IN ({marks})'
        one_head = {row[0]: row[1] for row in engine.ask(connection, asked, part)}
        # Without a row, or with several heads, they stand in a table of their own.
        others = [one for one in part if not one_head.get(one)]
        found.update({one: [one_head[one]] for one in part if one_head.get(one)})
        marks = ", ".join("?" * len(others))
        asked = f"SELECT record, change FROM head WHERE record IN ({marks}) ORDER BY change"
        for record, change in engine.ask(connection, asked, others) if others else ():
            found[record].append(change)
    return found


def standing(connection: Connection, entity: str, record: bytes) -> tuple[list[int], bool, bool]:
    """A record's heads, whether it has a row, and whether a field of it is in clash."""
    found = engine.ask(connection, _standing(entity), {"record": record})
    of_row = [head for what, head in found if what == "row"]
    heads = of_row if any(of_row) else sorted(change for what, change in found if what == "head")
    return heads, bool(of_row), any(what == "clash" for what, _none in found)


@cache
def _standing(entity: str) -> str:
    asked = (
        "SELECT 'head', change FROM head WHERE record = :record"
        " UNION ALL SELECT 'clash', NULL FROM clash WHERE record = :record"
    )
    known = BY_NAME.get(entity)
    if known is None:
        return asked
    return f"SELECT 'row', head FROM \"{known.__tablename__}\" WHERE id = :record UNION ALL {asked}"


def history(connection: Connection, devices: Devices, tips: Iterable[int]) -> list[Change]:
    """All changes that these local ids stand on, themselves included."""
    found: dict[ChangeId, Change] = {}
    asked = set(tips)
    while asked:
        step = read(connection, devices, sorted(asked))
        found.update((c.id, c) for c in step)
        asked = {devices.pack(connection, p) for c in step for p in c.parents if p not in found}
    return list(found.values())


def histories(
    connection: Connection, devices: Devices, tips: Mapping[bytes, Iterable[int]]
) -> dict[bytes, list[Change]]:
    """The same for several records at once, by record."""
    found: dict[int, Change] = {}
    above_of: dict[int, list[int]] = {}
    asked = {place for of in tips.values() for place in of}
    while asked:
        for change in read(connection, devices, sorted(asked)):
            place = devices.pack(connection, change.id)
            found[place] = change
            above_of[place] = [devices.pack(connection, p) for p in change.parents]
        asked = {p for place in asked for p in above_of.get(place, ()) if p not in found}
    return {record: [found[p] for p in _below(above_of, of)] for record, of in tips.items()}


def _below(above_of: Mapping[int, Iterable[int]], tips: Iterable[int]) -> set[int]:
    """The tips and all that they stand on, of what is here."""
    reached: set[int] = set()
    asked = [*tips]
    while asked:
        place = asked.pop()
        if place in above_of and place not in reached:
            reached.add(place)
            asked += above_of[place]
    return reached


def every(
    connection: Connection, devices: Devices, where: str = "1", values: tuple[Any, ...] = ()
) -> Iterator[Change]:
    """Changes by local id, a stream; `where` is a condition of ours, never of a person."""
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM journal WHERE {where} ORDER BY id", values
    )
    for row in rows:
        yield _change(devices, row)


def last_number(connection: Connection, local: int) -> int:
    """The greatest number held of a device, 0 where there is none."""
    row = connection.exec_driver_sql(
        "SELECT max(id) FROM journal WHERE id BETWEEN ? AND ?",
        (local << NUMBER_BITS, local << NUMBER_BITS | _NUMBER_MASK),
    ).first()
    return 0 if row is None or row[0] is None else number_of(row[0])
