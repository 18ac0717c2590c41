"""The reference file of a committee: the plan, the directory and what is asked, for everybody.

Each file holds all that is shared, so that whoever missed one needs only the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk.models import roles, shared, shipped
from lapdesk.services import audit, handover, keys, summaries
from lapdesk.store import files, journal, save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready

# What `ExchangeFile` calls a reference file.
KIND = "DIRECTORY"


@dataclass(frozen=True, slots=True)
class ReferenceWritten:
    """What was written: the files, their number, the version that summaries name, the changes."""

    paths: tuple[Path, ...]
    number: int
    reference: str
    changes: int


def write(desk: Desk, out: Path) -> ReferenceWritten:
    """Write the reference file, signed by this laptop for its committee.

    More than one file can hold becomes `OUT-1`, `OUT-2` …, taken in in any order. Raises LD-109
    (role), LD-305, LD-306 (the place to write to).
    """
    from lapdesk.exchange import working

    roles.refuse_unless(desk.roles, "reference")
    with desk.entry() as connection:
        parts = list(working.parts(_lines(desk, connection)))
        paths = handover.named(out, len(parts))
        number = 1 + _last_number(connection)
        for place, (path, part) in enumerate(zip(paths, parts, strict=True), start=1):
            _write_part(desk, path, part, number, (place, len(parts)))
        changes = sum(len(part) for part in parts)
        audit.note(
            desk, "REFERENCE_WRITTEN", f"no. {number}", entity="ExchangeFile", counted=changes
        )
    return ReferenceWritten(tuple(paths), number, _named(number), changes)


def version(desk: Desk) -> str:
    """The reference that this home counts against: what ships, and the last file of a committee.

    Of the committee heard of last the highest number: an earlier file that comes again later
    takes nothing away.
    """
    with desk.transaction() as connection:
        row = connection.exec_driver_sql(
            "WITH counting AS (SELECT number, association_id, coalesce(taken_on, made_at) AS came"
            " FROM exchange_file WHERE kind = ?"
            " AND (export_state IS NOT NULL OR import_state = 'MERGED'))"
            " SELECT max(number) FROM counting WHERE association_id IS"
            " (SELECT association_id FROM counting ORDER BY came DESC, number DESC LIMIT 1)",
            (KIND,),
        ).first()
    last = row and row[0]
    return _named(int(last)) if last else shipped.VERSION


def gives_one(connection: Connection) -> bool:
    """Whether this home has written a reference file: then it takes none of another in."""
    return _last_number(connection) > 0


def was_taken(connection: Connection) -> bool:
    """Whether a committee's reference file counts here."""
    row = connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM exchange_file WHERE kind = ? AND import_state = 'MERGED')",
        (KIND,),
    ).first()
    return bool(row and row[0])


def _named(number: int) -> str:
    return f"{shipped.VERSION}+{number}"


def _last_number(connection: Connection) -> int:
    row = connection.exec_driver_sql(
        "SELECT max(number) FROM exchange_file WHERE kind = ? AND export_state IS NOT NULL",
        (KIND,),
    ).first()
    return int(row[0] or 0) if row else 0


def _lines(desk: Desk, connection: Connection) -> Iterator[bytes]:
    """Every shared change but those that ship with the product, which all have."""
    from lapdesk.exchange import lines

    marks = ",".join("?" * len(shared.SHARED))
    for change in journal.every(connection, desk.devices, f"entity IN ({marks})", shared.SHARED):
        left = shared.carried(change)
        if left is not None and left.device != shipped.DEVICE:
            yield lines.encode_line(lines.from_change(left))


def _write_part(
    desk: Desk, path: Path, part: list[bytes], number: int, place: tuple[int, int]
) -> None:
    from lapdesk.exchange import reference
    from lapdesk.exchange.header import ReferenceHeader

    key, certificate, _identity = keys.laptop(desk)
    _authority_key, authority = keys.authority(desk)
    own, edition = keys.organisation(desk), summaries.edition(desk)
    header = ReferenceHeader(
        association=UUID(own["id"]),
        sender=desk.device,
        number=number,
        made_at=datetime.now(UTC).replace(microsecond=0),
        reference=_named(number),
        edition=(UUID(str(edition["id"])), int(edition["year"])),
        part=place,
    )
    whole = reference.write_reference(
        header, part, key=key, certificate=certificate, authority=authority
    )
    files.write(path, whole)
    values = {
        "kind": KIND,
        "number": number,
        "association": str(own["name"])[:120],
        "association_id": own["id"],
        "plan_edition": edition["id"],
        "reference_version": header.reference,
        "key_fingerprint": keys.fingerprint(desk).hexadecimal,
        "made_at": header.made_at.strftime("%Y-%m-%dT%H:%M"),
        "digest": hashlib.sha256(whole).hexdigest(),
        "records": len(part),
        "export_state": "SEALED",
    }
    save.save(desk, [Ready("ExchangeFile", uuid4(), values)])
