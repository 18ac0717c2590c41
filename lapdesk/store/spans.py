"""Who has seen what: ranges of change numbers by device."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models import shipped
from lapdesk.models.change import Change
from lapdesk.store import journal
from lapdesk.store.desk import Desk
from lapdesk.store.ranges import Ranges, merged
from lapdesk.store.tables import NUMBER_BITS

Seen = Mapping[UUID, Ranges]


def held(desk: Desk, connection: Connection) -> dict[UUID, Ranges]:
    """The numbers held here of each device, what ships with the product left out."""
    found: dict[UUID, Ranges] = {}
    for row in connection.exec_driver_sql("SELECT device, first, last FROM span ORDER BY 1, 2"):
        found.setdefault(desk.devices.every()[row[0]], []).append((row[1], row[2]))
    if desk.number:
        # Our own numbers are always whole.
        found[desk.device] = [(1, desk.number)]
    found.pop(shipped.DEVICE, None)
    return found


def missing(held_here: Seen, seen: Seen) -> dict[UUID, Ranges]:
    """The part of `held_here` that is not in `seen`."""
    found: dict[UUID, Ranges] = {}
    for device, ranges in held_here.items():
        left: Ranges = []
        for first, last in ranges:
            for low, high in [*merged(seen.get(device, [])), (last + 1, last + 1)]:
                if high < first:
                    continue
                if low > first:
                    left.append((first, min(low - 1, last)))
                first = max(first, high + 1)
                if first > last:
                    break
        if left:
            found[device] = left
    return found


def common(several: Iterable[Seen]) -> dict[UUID, Ranges]:
    """What all of them have seen; nothing where there is nobody."""
    result: dict[UUID, Ranges] | None = None
    for seen in several:
        if result is None:
            result = {device: merged(ranges) for device, ranges in seen.items()}
        else:
            result = {d: _overlap(result[d], merged(seen[d])) for d in result.keys() & seen.keys()}
    return result or {}


def _overlap(one: Ranges, other: Ranges) -> Ranges:
    found = []
    for a, b in one:
        for c, d in other:
            if max(a, c) <= min(b, d):
                found.append((max(a, c), min(b, d)))
    return found


def of_device(connection: Connection, device: UUID) -> dict[UUID, Ranges]:
    """What another laptop is known to have seen."""
    row = connection.exec_driver_sql(
        "SELECT ranges FROM seen WHERE device = ?", (device.bytes,)
    ).first()
    return {} if row is None else from_json(json.loads(row[0]))


def note_seen(connection: Connection, device: UUID, seen: Seen) -> None:
    """Another laptop has seen this, too; knowledge only grows."""
    known = of_device(connection, device)
    joined = {d: merged([*known.get(d, []), *seen.get(d, [])]) for d in known.keys() | seen.keys()}
    connection.exec_driver_sql(
        "INSERT INTO seen VALUES (?, ?)"
        " ON CONFLICT (device) DO UPDATE SET ranges = excluded.ranges",
        (device.bytes, json.dumps(to_json(joined))),
    )


def to_json(seen: Seen) -> dict[str, list[list[int]]]:
    """Ranges as JSON, by device id."""
    return {str(d): [[a, b] for a, b in ranges] for d, ranges in sorted(seen.items(), key=str)}


def from_json(body: Mapping[str, list[list[int]]]) -> dict[UUID, Ranges]:
    """Ranges of a JSON form already checked."""
    return {UUID(d): [(a, b) for a, b in ranges] for d, ranges in body.items()}


def changes_in(desk: Desk, connection: Connection, ranges: Seen) -> Iterator[Change]:
    """The changes of these ranges, device by device in the order they were made."""
    for device, of in sorted(ranges.items(), key=lambda item: item[0].bytes):
        local = desk.devices.known(device)
        for first, last in of if local is not None else ():
            assert local is not None
            low, high = local << NUMBER_BITS | first, local << NUMBER_BITS | last
            yield from journal.every(connection, desk.devices, "id BETWEEN ? AND ?", (low, high))
