"""Taking changes in: a join of what is here and what comes, whatever the order or repetition.

The whole journal is written first, file by file, then one entity after the other is folded, so
that its indexes stay in the cache. The same change with another body means a copied folder:
its file is refused and leaves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import change as changes_of
from lapdesk.models.arrived import Arrived, of_change, to_change
from lapdesk.models.change import Change
from lapdesk.store import (
    circles,
    derived,
    erase,
    faults,
    folding,
    journal,
    plainly,
    rows,
    search,
    waiting,
)
from lapdesk.store.desk import Desk
from lapdesk.store.ranges import Held, Ranges
from lapdesk.store.tables import NUMBER_BITS

Named = tuple[str, bytes]
_BATCH: Final = 1000
# What laptops write of the files themselves: to bring nothing else is to bring no news.
NOTES: Final = ("AuditEntry", "ExchangeFile")
# How many of the records touched are named: what a person can look through after a merge.
NAMED: Final = 2000


@dataclass(slots=True)
class Taken:
    """What a take-in did, in changes (new, known, waiting) and in records (made, altered).

    `noted` counts the new changes that only note what was done with files, `came_back` those
    of erased persons that came whole and were emptied. `touched` names the records folded, as
    (entity, id), the first 2,000 of them.
    """

    new: int = 0
    known: int = 0
    noted: int = 0
    came_back: int = 0
    made: int = 0
    altered: int = 0
    waiting: int = 0
    touched: set[Named] = field(default_factory=set)


def copied_folder() -> LapdeskError:
    """Two devices wrote under one name."""
    return LapdeskError(
        "LD-220",
        _("Two laptops have written under the same name."),
        _("One of them was copied from the other's folder. Restore it as a new laptop."),
    )


def take(desk: Desk, changes: Iterable[Change]) -> Taken:
    """Join changes to those here and fold what they complete, in one transaction."""
    shapes = plainly.shapes()
    rows_of = (of_change(change, shapes) for change in changes)
    with desk.transaction() as connection:
        intake = Intake(desk, connection)
        intake.add(iter(lambda: list(islice(rows_of, _BATCH)), []))
        return intake.finish()


class Intake:
    """One take-in of any number of files, in the transaction under way."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self._desk, self._connection = desk, connection
        self._held: dict[bytes, tuple[int, Held]] = {}
        self._emptied: set[Named] = set()
        self._kinds: dict[str, int] = {}
        self._taken = Taken()
        # What lacked a parent when it came: only there can a circle be closed later.
        self._unsure = waiting.every(connection)
        waiting.begin(connection)

    @faults.told()
    def add(self, batches: Iterable[Sequence[Arrived]]) -> tuple[int, int]:
        """Write one file's changes to the journal; gives how many are new, how many known.

        Call it in a savepoint, and `forget_file` where it was taken back: raises LD-220, LD-292.
        """
        before = (self._taken.new, self._taken.known)
        for batch in batches:
            self._write(batch)
        circles.refuse(self._connection, sorted(self._unsure))
        return (self._taken.new - before[0], self._taken.known - before[1])

    def forget_file(self, before: Taken) -> None:
        """A file was taken back: what was read of the store before it is read again."""
        self._held = {}
        self._taken = before

    def counted(self) -> Taken:
        """A copy of the counts so far."""
        return Taken(self._taken.new, self._taken.known, self._taken.noted)

    @faults.told()
    def finish(self) -> Taken:
        """Fold what is complete, enforce erasures, and say what was done."""
        desk, connection, taken = self._desk, self._connection, self._taken
        self._note_spans()
        taken.waiting = waiting.settle(connection, self._kinds)
        hanging = derived.hanging_on_fresh(connection)
        for name, count in folding.fresh(connection, desk.devices):
            taken.made += count.made
            taken.altered += count.altered
            taken.touched |= {(name, r) for r in islice(count.records, NAMED - len(taken.touched))}
        for name, record in sorted(self._emptied):
            tips = journal.heads(connection, name, record)
            if tips:  # none where all of it still waits
                rows.refold(connection, desk.devices, name, record, tips)
        enforced, taken.came_back = erase.enforce(connection, desk.devices, self._emptied)
        touched = self._emptied | enforced
        desk.log_tells |= bool(touched)
        search.refresh_fresh(connection)
        search.refresh(connection, touched)
        hanging |= derived.hanging_on_fresh(connection)
        hanging |= {t for one in touched for t in derived.hanging(connection, *one)}
        derived.refresh(connection, hanging)
        waiting.end(connection)
        return taken

    def _write(self, batch: Sequence[Arrived]) -> None:
        listed: list[tuple[Any, ...]] = []
        fresh: list[tuple[int, int, int]] = []
        doubtful: list[tuple[int]] = []
        again: list[Arrived] = []
        kinds = self._kinds
        for change in batch:
            device, number, clock, author, entity, record, parents, body, begins = change
            local, held = self._held.get(device) or self._met(device)
            if not held.add(number):
                again.append(change)
                continue
            if device == self._desk.device.bytes:
                # A number of ours that we never wrote: this folder was rolled back or copied.
                raise copied_folder()
            place = local << NUMBER_BITS | number
            above: tuple[Any, Any] = (None, None)
            if parents:
                above, here = self._above(parents)
                if not here:
                    doubtful.append((place,))
                if not here or (device, number) in parents:
                    self._unsure.add(place)
            listed.append((place, clock, author, entity, record, *above, body))
            fresh.append((kinds.setdefault(entity, len(kinds) + 1), place, begins))
        journal.insert(self._connection, listed)
        waiting.note(self._connection, fresh, doubtful)
        self._taken.new += len(fresh)
        notes = {kinds[name] for name in NOTES if name in kinds}
        if notes:
            self._taken.noted += sum(kind in notes for kind, _place, _begins in fresh)
        self._taken.known += len(again)
        for change in again:
            self._join(change)

    def _above(self, parents: Iterable[tuple[bytes, int]]) -> tuple[tuple[Any, Any], bool]:
        """The journal's two columns for these parents, and whether all of them are here."""
        places, here = [], True
        for device, number in parents:
            local, held = self._held.get(device) or self._met(device)
            places.append(local << NUMBER_BITS | number)
            here = here and number in held
        return journal.above(places), here

    def _met(self, device: bytes) -> tuple[int, Held]:
        """The local number of a device, and the numbers held of it."""
        local = self._desk.devices.local(self._connection, UUID(bytes=device))
        if local == self._desk.local:
            ranges = [(1, self._desk.number)] if self._desk.number else []
        else:
            ranges = _spans(self._connection, local)
        found = self._held[device] = (local, Held(ranges))
        return found

    def _join(self, arrived: Arrived) -> None:
        """A change that is here already: the same, or the more emptied of the two."""
        connection, devices = self._connection, self._desk.devices
        change = to_change(arrived)
        here = journal.read(connection, devices, [devices.pack(connection, change.id)])[0]
        joined = changes_of.join(here, change)
        if joined is None:
            raise copied_folder()
        if joined != here:
            journal.rewrite(connection, devices, joined)
            self._emptied.add((here.entity, here.record.bytes))

    def _note_spans(self) -> None:
        for local, held in self._held.values():
            if local == self._desk.local:
                continue
            self._connection.exec_driver_sql("DELETE FROM span WHERE device = ?", (local,))
            listed = [(local, first, last) for first, last in held.every()]
            if listed:
                self._connection.exec_driver_sql("INSERT INTO span VALUES (?, ?, ?)", listed)


def _spans(connection: Connection, local: int) -> Ranges:
    found = connection.exec_driver_sql("SELECT first, last FROM span WHERE device = ?", (local,))
    return [(row[0], row[1]) for row in found]
