"""A committee's reference file taken in: joined like any change, if its committee is believed.

One whose committee is not confirmed yet is kept whole and *held*; confirming takes it in. What an
association has written itself of a structure or an action stays: where both wrote one field
without seeing each other, it is in clash and a person chooses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import shipped
from lapdesk.models.arrived import Arrived
from lapdesk.models.entities import BY_NAME
from lapdesk.services import asked, keys, met_before, receiving, reference_file, summaries
from lapdesk.services.takein import Received
from lapdesk.store import faults, intake, plainly, rows, save
from lapdesk.store.desk import Desk, read_setting
from lapdesk.store.journal import Devices
from lapdesk.store.save import Ready

if TYPE_CHECKING:
    from lapdesk.exchange.reference import ReferenceReading

_BATCH: Final = 1000
_HELD: Final = {"kind": reference_file.KIND, "import_state": "HELD"}


def take(desk: Desk, connection: Connection, received: Received, into: intake.Intake) -> None:
    """Take in one reference file, in a savepoint of the caller's.

    Raises what `read_reference` raises, LD-233 (more than is shared), LD-234 (this home gives
    one itself), LD-235 (in the name of a laptop of ours), LD-220, LD-292.
    """
    from lapdesk.exchange import limits, reference

    with faults.told():
        whole = limits.read_within(received.path, limits.WORKING_OCTETS)
    digest = hashlib.sha256(whole).hexdigest()
    trusted = {str(key["fingerprint"]) for key in receiving.trusted_authorities(desk)}
    before = _known(connection, digest)
    if before is not None and not _may_come_in(before, trusted):
        met_before.say(received, str(before.get("taken_on") or ""), before)
        return
    reading = reference.read_reference(whole)
    received.number = reading.header.number
    if reading.fingerprint == keys.fingerprint(desk).hexadecimal:
        received.fate = "known"
        said = _("It is your own committee's: your laptops hand working files to each other.")
        received.notes.append(said)
        return
    _refuse_giver(connection)
    if reading.fingerprint in trusted:
        received.new, received.known = into.add(_arriving(desk, connection, reading))
        _note(desk, reading, digest, "MERGED", before)
        _enter(connection, digest)
        return
    # Read to its end, so that what is held can be taken in once its committee is confirmed.
    count = sum(len(batch) for batch in _arriving(desk, connection, reading))
    summaries.keep_content(connection, digest, whole)
    _note(desk, reading, digest, "HELD")
    refusal = reference.unknown_signer(reading)
    receiving.hold(desk, received, refusal, reading.committee, reading.authority)
    received.new = count


def restore_point(desk: Desk) -> None:
    """A restore point where confirming a committee may take a held file in."""
    from lapdesk.services import copies

    with desk.transaction() as connection:
        waiting = rows.find(connection, BY_NAME["ExchangeFile"], _HELD, limit=1)
    if waiting:
        copies.restore_point(desk, "before-takein")


def release_held(desk: Desk) -> int:
    """Take in the held files whose committee has been confirmed since; gives how many.

    One that can no longer be joined (LD-220, LD-292) is marked as rejected.
    """
    trusted = {str(key["fingerprint"]) for key in receiving.trusted_authorities(desk)}
    freed = 0
    with desk.entry() as connection:
        waiting = [
            record
            for record in rows.find(connection, BY_NAME["ExchangeFile"], _HELD)
            if record.get("key_fingerprint") in trusted
        ]
        if not waiting:
            return 0
        into = intake.Intake(desk, connection)
        for record in sorted(waiting, key=lambda r: int(r["number"])):
            freed += _release(desk, connection, into, record)
        into.finish()
    return freed


def say(desk: Desk, connection: Connection, received: Received) -> None:
    """Note what a reference file brings, once it is folded: the plan in force, what is asked."""
    found = rows.find(connection, BY_NAME["PlanEdition"], {"state": "IN_FORCE"})
    for edition in found:
        said = _("Plan in force: {title} ({year}).")
        received.notes.append(said.format(title=edition.get("title"), year=edition.get("year")))
    wanted = asked.current(desk)
    if wanted is not None:
        received.notes.append(asked.said(wanted))


def _release(
    desk: Desk, connection: Connection, into: intake.Intake, record: dict[str, Any]
) -> bool:
    from lapdesk.exchange import reference

    digest, counts = str(record["digest"]), into.counted()
    row = connection.exec_driver_sql(
        "SELECT bytes FROM content WHERE digest = ?", (digest,)
    ).first()
    if row is None:
        # Held on another laptop of the association, which brings its changes itself.
        return False
    state = "MERGED"
    try:
        with connection.begin_nested():
            reading = reference.read_reference(bytes(row[0]))
            into.add(_arriving(desk, connection, reading))
    except LapdeskError:
        desk.devices = Devices(connection)
        into.forget_file(counts)
        state = "REJECTED"
    connection.exec_driver_sql("DELETE FROM content WHERE digest = ?", (digest,))
    if state == "MERGED":
        _enter(connection, digest)
    save.save(desk, [Ready("ExchangeFile", UUID(record["id"]), {"import_state": state})])
    return state == "MERGED"


def _known(connection: Connection, digest: str) -> dict[str, Any] | None:
    found = receiving.held(connection, digest)
    return next((record for record in found if record.get("import_state")), None)


def _may_come_in(before: Mapping[str, Any], trusted: Collection[str]) -> bool:
    """Whether a file that came before was not joined then and could be now.

    It may have been held on another laptop of the association, where its content is.
    """
    return before["import_state"] != "MERGED" and before.get("key_fingerprint") in trusted


def _arriving(
    desk: Desk, connection: Connection, reading: ReferenceReading
) -> Iterator[list[Arrived]]:
    """The file's changes in batches; none may speak for a laptop of ours or for the product."""
    from lapdesk.exchange import lines

    ours, shapes = _own_devices(desk, connection), plainly.shapes()
    batch: list[Arrived] = []
    for line in reading.changes():
        if line.device in ours:
            raise _in_our_name()
        batch.append(lines.to_arrived(line, shapes))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _own_devices(desk: Desk, connection: Connection) -> frozenset[UUID]:
    found = rows.find(connection, BY_NAME["Key"], {"purpose": keys.LAPTOP})
    named = {str(key.get("device")) for key in found} | set(
        read_setting(connection, keys.FORMER, [])
    )
    return frozenset((desk.device, shipped.DEVICE, *(UUID(one) for one in named)))


def _note(
    desk: Desk,
    reading: ReferenceReading,
    digest: str,
    state: str,
    before: Mapping[str, Any] | None = None,
) -> None:
    header = reading.header
    values = {
        "kind": reference_file.KIND,
        "number": header.number,
        "association": reading.committee[:120],
        "association_id": str(header.association),
        "plan_edition": None if header.edition is None else str(header.edition[0]),
        "reference_version": header.reference[:40],
        "key_fingerprint": reading.fingerprint,
        "made_at": header.made_at.strftime("%Y-%m-%dT%H:%M"),
        "taken_on": clock.today().isoformat(),
        "digest": digest,
        "records": header.changes,
        "import_state": state,
    }
    kept = {name: value for name, value in values.items() if value is not None}
    record = uuid4() if before is None else UUID(before["id"])
    save.save(desk, [Ready("ExchangeFile", record, kept)])


def _enter(connection: Connection, digest: str) -> None:
    """From now on this file is a repeated one: it costs no restore point."""
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO ledger VALUES (?, ?)",
        (bytes.fromhex(digest), clock.today().isoformat()),
    )


def _refuse_giver(connection: Connection) -> None:
    if reference_file.gives_one(connection):
        raise LapdeskError(
            "LD-234",
            _("This home writes the reference file itself."),
            _("It takes none of another committee in. Ask who sent it what it is for."),
        )


def _in_our_name() -> LapdeskError:
    return LapdeskError(
        "LD-235",
        _("This reference file speaks in the name of a laptop of your own."),
        _("Nothing was taken in. Do not use it, and tell the committee."),
    )
