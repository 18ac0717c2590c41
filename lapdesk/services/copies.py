"""Copies of a home: verified, kept by day and week, restored as a new laptop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.entities import BY_NAME
from lapdesk.services import audit, erasing, keys, opening
from lapdesk.store import (
    aside,
    backup,
    erase,
    faults,
    journal,
    keyfile,
    names,
    refold,
    rows,
    save,
)
from lapdesk.store import desk as desks
from lapdesk.store.desk import Desk
from lapdesk.store.journal import Devices
from lapdesk.store.lock import holding
from lapdesk.store.save import Ready

Progress = Callable[[int, int], None]
WRONG = "LD-260"


def restore_point(desk: Desk, name: str) -> Path:
    """A verified copy in the home's own folder, under a name that the next one replaces."""
    return backup.backup(
        desk.engine, desk.home, desk.home / names.COPIES / f"{name}{backup.ENDING}"
    )


def back_up(desk: Desk, target: Path | None = None, progress: Progress | None = None) -> Path:
    """A verified copy at `target`, or today's in the home's own folder; gives its place.

    Raises LD-109 for a copy elsewhere by who may not take one away.
    """
    if target is not None:
        roles.refuse_unless(desk.roles, "backup")
        made = backup.backup(desk.engine, desk.home, target, progress)
        with desk.transaction() as connection:
            desks.write_setting(connection, "copied-on", clock.today().isoformat())
        return made
    backup.rotate(desk.engine, desk.home, progress, anew=True)
    return next(iter(backup.copies(desk.home).values()))


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy that lies in the home's own folder: its place, its day, its size in octets."""

    path: Path
    day: date
    octets: int


def kept(desk: Desk) -> list[Kept]:
    """The copies in the home's own folder, latest first."""
    return kept_in(desk.home)


def kept_in(home: Path) -> list[Kept]:
    """The same for a home that is not open, or has no database any more."""
    return [Kept(path, day, path.stat().st_size) for day, path in backup.copies(home).items()]


def holds_data(home: Path) -> bool:
    """Whether there is a database, whole or not."""
    return (home / names.DATABASE).exists()


def days_since_outside_copy(desk: Desk) -> int | None:
    """Days since a copy last left this computer's own folder; None if one never did."""
    with desk.transaction() as connection:
        last = desks.read_setting(connection, "copied-on")
    return None if last is None else (clock.today() - date.fromisoformat(last)).days


def restore(copy: Path, home: Path, passphrase: str, *, erased_here: Path | None = None) -> None:
    """Make a home from a copy, under a new device id, those erased since erased again.

    A restored laptop is a new device: what the lost one wrote after the copy may still arrive.
    The recovery code of the copy's day serves as a passphrase. `erased_here` is the home whose
    own notes of erased persons count, too.
    """

    opening.refuse_unreadable(copy)
    who: list[UUID] = []

    def unlock(path: Path) -> bytes:
        held = _opened(path, passphrase)
        who.extend([] if held.by_recovery else [held.slot])
        return held.data_key

    def after(opened: Engine, erased: list[UUID]) -> None:
        noted = backup.erased_since(backup.beside_copies(erased_here)) if erased_here else []
        every = list(dict.fromkeys((*erased, *noted)))
        values = backup.forgotten_since(copy)
        if erased_here:
            values += backup.forgotten_since(backup.beside_copies(erased_here))
        codes = _codes(opened, every)
        named_anew(opened, uuid4(), every)
        restored = desks.opened(home, opened, None)
        _tell(restored, codes, next(iter(who), None))
        _forget_again(restored, dict.fromkeys(values))

    backup.restore(copy, home, unlock, after)


def restore_over(copy: Path, home: Path, passphrase: str) -> Path | None:
    """Make `home` anew from a copy; what was there lies aside, whole: gives its folder.

    None where there was nothing. Everything is ready before anything is moved, so that a
    refusal (as of `backup.restore`, LD-307 when the home is open) leaves all as it was.
    """
    with faults.told():
        home.mkdir(parents=True, exist_ok=True)
    with holding(home), aside.making(home) as unborn:
        restore(copy, unborn, passphrase, erased_here=home)
        return aside.exchange(home, unborn)


def _opened(path: Path, typed: str) -> keyfile.Unlocked:
    try:
        return keyfile.unlock(path, typed)
    except LapdeskError as wrong:
        if wrong.code != WRONG:
            raise
        with suppress(LapdeskError):
            return keyfile.recover(path, typed)
        raise


def named_anew(opened: Engine, device: UUID, erased: list[UUID]) -> None:
    """Make a restored database another device's; erase again whoever was erased since."""
    with opened.begin() as connection:
        devices = Devices(connection)
        devices.local(connection, device)
        old = desks.read_setting(connection, "device")
        if old is not None:
            _keep_numbers(connection, devices, UUID(old))
            former = desks.read_setting(connection, keys.FORMER, [])
            desks.write_setting(connection, keys.FORMER, [*former, old])
        desks.write_setting(connection, "device", str(device))
        for person in erased:
            erase.empty(connection, devices, str(person))
        refold.everything(connection)


def _codes(opened: Engine, erased: list[UUID]) -> dict[UUID, str]:
    """Those erased since of whom the copy has no marker, each with the code it knows them by."""
    with opened.begin() as connection:
        marked = set(erase.erased(connection))
        people = {one: rows.get(connection, BY_NAME["Participant"], one.bytes) for one in erased}
    return {
        one: str((values or {}).get("code") or str(one)[:8])
        for one, values in people.items()
        if one not in marked
    }


def _tell(desk: Desk, codes: dict[UUID, str], member: UUID | None) -> None:
    """Write the markers that the copy lacks, so that they travel, and that it was restored.

    Why they were erased was lost with the laptop.
    """
    desk.member = member
    with desk.entry():
        save.save(
            desk,
            [
                Ready(
                    "Erasure",
                    uuid4(),
                    {
                        "code": code,
                        "subject": str(person),
                        "reason": "REQUEST",
                        "on": clock.today().isoformat(),
                    },
                )
                for person, code in codes.items()
            ],
        )
        audit.note(desk, "RESTORED", counted=len(codes))


def _forget_again(desk: Desk, values: Iterable[backup.Forgotten]) -> None:
    """Forget what was forgotten since the copy; its own changes that asked so are not in it."""
    with desk.entry() as connection:
        for (device, number), (entity, record, name) in values:
            local = desk.devices.known(device)
            asked = [] if local is None else [desk.devices.pack(connection, (device, number))]
            known = journal.read(connection, desk.devices, asked)
            if not known and journal.heads(connection, entity, record.bytes):
                why = _("forgotten since the copy")
                erasing.forget_value(desk, entity, record, name, why)


def _keep_numbers(connection: Connection, devices: Devices, old: UUID) -> None:
    """The numbers of what was our own device until now become those of another's."""
    local = devices.local(connection, old)
    last = journal.last_number(connection, local)
    if last:
        connection.exec_driver_sql("INSERT INTO span VALUES (?, 1, ?)", (local, last))
