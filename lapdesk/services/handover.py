"""Handing over: a working file with what the association's other laptops have not seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles, shipped
from lapdesk.services import keys
from lapdesk.store import files, save, spans
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready

if TYPE_CHECKING:
    from lapdesk.exchange.lines import Range

# A header has 64 KiB for what is inside and what was seen; a range takes some 70 octets.
_MOST_RANGES: Final = 400


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was written: the files, how many changes, to how many laptops."""

    paths: tuple[Path, ...]
    changes: int
    laptops: int


def write(desk: Desk, out: Path, to: Sequence[str] = (), *, everything: bool = False) -> HandedOver:
    """Write a working file for other laptops: what they have not seen, or `everything`.

    `to` names laptops by id (default: all that are not revoked). More than one file can hold
    becomes `OUT-1`, `OUT-2` …, to be taken in in any order. Raises LD-109 (role), LD-221 (unknown
    laptop), LD-305, LD-306 (the place to write to).
    """
    from lapdesk.exchange import working

    roles.refuse_unless(desk.roles, "handover")
    with desk.transaction() as connection:
        receivers = _receivers(desk, to)
        held = spans.held(desk, connection)
        seen = spans.common(spans.of_device(connection, UUID(str(r["device"]))) for r in receivers)
        ranges = held if everything or not receivers else spans.missing(held, seen)
        parts = list(working.parts(_lines(desk, connection, ranges)))
        paths = named(out, len(parts))
        for number, (path, part) in enumerate(zip(paths, parts, strict=True), start=1):
            _write_part(desk, connection, path, part, receivers, (number, len(parts)))
    return HandedOver(tuple(paths), sum(len(p) for p in parts), len(receivers))


def _receivers(desk: Desk, to: Sequence[str]) -> list[Mapping[str, Any]]:
    others = [k for k in keys.known(desk, keys.LAPTOP) if k.get("device") != str(desk.device)]
    if not to:
        return others
    wanted = {name.lower() for name in to}
    found = [k for k in others if {str(k["device"]), str(k["device"])[:8]} & wanted]
    if len(found) < len(wanted):
        raise LapdeskError(
            "LD-221",
            _("This laptop is not one of the association's, or it was revoked."),
            _("The list of laptops is under “Settings”, or: lapdesk keys show."),
        )
    return found


def _lines(desk: Desk, connection: Connection, ranges: spans.Seen) -> Iterator[bytes]:
    from lapdesk.exchange import lines

    for change in spans.changes_in(desk, connection, ranges):
        yield lines.encode_line(lines.from_change(change))


def named(out: Path, count: int) -> list[Path]:
    """Where a file of `count` parts is written."""
    if count == 1:
        return [out]
    return [part_of(out, i) for i in range(1, count + 1)]


def part_of(out: Path, number: int) -> Path:
    """Where one of several parts of a handover is written."""
    return out.parent / f"{out.stem}-{number}{out.suffix}"


def _write_part(
    desk: Desk,
    connection: Connection,
    path: Path,
    part: list[bytes],
    receivers: Sequence[Mapping[str, Any]],
    place: tuple[int, int],
) -> None:
    from lapdesk.exchange import lines, working
    from lapdesk.exchange.header import WorkingHeader

    key, certificate, _identity = keys.laptop(desk)
    _authority_key, authority = keys.authority(desk)
    number = _next_number(desk, connection)
    ids = [lines.decode_line(line) for line in part]
    header = WorkingHeader(
        association=UUID(keys.organisation(desk)["id"]),
        sender=desk.device,
        recipients=tuple(UUID(str(r["device"])) for r in receivers),
        number=number,
        made_at=datetime.now(UTC).replace(microsecond=0),
        ranges=wider(lines.ranges_of((line.device, line.number) for line in ids)),
        seen=longest(_as_ranges(spans.held(desk, connection))),
        reference=shipped.VERSION,
        part=place,
    )
    whole = working.write_working(
        header,
        part,
        key=key,
        certificate=certificate,
        authority=authority,
        recipients=_recipients(desk, receivers),
    )
    files.write(path, whole)
    _note(desk, number, whole, len(part))


def _as_ranges(seen: spans.Seen) -> tuple[Range, ...]:
    from lapdesk.exchange.lines import Range

    return tuple(
        Range(device, first, last)
        for device, of in sorted(seen.items(), key=lambda item: item[0].bytes)
        for first, last in of
    )


def wider(ranges: Sequence[Range], most: int = _MOST_RANGES) -> tuple[Range, ...]:
    """At most so many ranges that hold all of `ranges`: the smallest gaps are closed.

    A reader only asks whether a change lies inside. What comes from a committee has many gaps.
    """
    gaps = sorted(
        (after.first - before.last, place)
        for place, (before, after) in enumerate(pairwise(ranges), start=1)
        if before.device == after.device
    )
    closed = {place for _gap, place in gaps[: max(0, len(ranges) - most)]}
    found: list[Range] = []
    for place, one in enumerate(ranges):
        if place in closed:
            found[-1] = found[-1]._replace(last=one.last)
        else:
            found.append(one)
    return tuple(found)


def longest(ranges: Sequence[Range], most: int = _MOST_RANGES) -> tuple[Range, ...]:
    """The longest of `ranges`, in their order: of what was seen too little may be said.

    What is left out is handed over once more, and is known there.
    """
    kept = sorted(range(len(ranges)), key=lambda i: ranges[i].first - ranges[i].last)[:most]
    return tuple(ranges[i] for i in sorted(kept))


def _recipients(desk: Desk, receivers: Sequence[Mapping[str, Any]]) -> list[str]:
    """The receivers, this laptop itself, and the recovery key: nobody is locked out."""
    own = [k for k in keys.known(desk, keys.LAPTOP) if k.get("device") == str(desk.device)]
    return [str(k["recipient"]) for k in [*receivers, *own, *keys.known(desk, keys.RECOVERY)]]


def _next_number(desk: Desk, connection: Connection) -> int:
    row = connection.exec_driver_sql(
        "SELECT coalesce(max(number), 0) + 1 FROM exchange_file"
        " WHERE kind = 'WORKING' AND association_id = ?",
        (str(desk.device),),
    ).first()
    return int(row[0]) if row else 1


def _note(desk: Desk, number: int, whole: bytes, records: int) -> None:
    values = {
        "kind": "WORKING",
        "number": number,
        "association_id": str(desk.device),
        "reference_version": shipped.VERSION,
        "made_at": clock.moment(clock.milliseconds() << clock.COUNTER_BITS).strftime(
            "%Y-%m-%dT%H:%M"
        ),
        "digest": hashlib.sha256(whole).hexdigest(),
        "records": records,
        "export_state": "SEALED",
    }
    save.save(desk, [Ready("ExchangeFile", uuid4(), values)])
