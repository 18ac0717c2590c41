"""Taking changes in: a join of what is here and what comes, whatever the order or repetition.

The whole journal is written first, file by file, then one entity after the other is folded, so
that its indexes stay in the cache. The same change with another body means a copied folder:
its file is refused and leaves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import change as changes_of
from lapdesk.models.change import Change
from lapdesk.store import derived, erase, folding, journal, rows, search, waiting
from lapdesk.store.desk import Desk
from lapdesk.store.ranges import Held, Ranges

Named = tuple[str, bytes]
_BATCH: Final = 1000
# How many of the records touched are named: what a person can look through after a merge.
NAMED: Final = 2000


@dataclass(slots=True)
class Taken:
    """What a take-in did, in changes (new, known, waiting) and in records (made, altered).

    `touched` names the records folded, as (entity, id), the first 2,000 of them.
    """

    new: int = 0
    known: int = 0
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
    with desk.transaction() as connection:
        intake = Intake(desk, connection)
        intake.add(changes)
        return intake.finish()


class Intake:
    """One take-in of any number of files, in the transaction under way."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self._desk, self._connection = desk, connection
        self._held: dict[int, Held] = {}
        self._emptied: set[Named] = set()
        self._taken = Taken()
        waiting.begin(connection)

    def add(self, changes: Iterable[Change]) -> tuple[int, int]:
        """Write one file's changes to the journal; gives how many are new, how many known.

        Call it in a savepoint, and `forget_file` where it was taken back: raises LD-220.
        """
        before = (self._taken.new, self._taken.known)
        stream = iter(changes)
        while batch := list(islice(stream, _BATCH)):
            self._write(batch)
        return (self._taken.new - before[0], self._taken.known - before[1])

    def forget_file(self, before: Taken) -> None:
        """A file was taken back: what was read of the store before it is read again."""
        self._held = {}
        self._taken = before

    def counted(self) -> Taken:
        """A copy of the counts so far."""
        return Taken(self._taken.new, self._taken.known)

    def finish(self) -> Taken:
        """Fold what is complete, enforce erasures, and say what was done."""
        desk, connection, taken = self._desk, self._connection, self._taken
        self._note_spans()
        taken.waiting = waiting.settle(connection)
        hanging = derived.hanging_on_fresh(connection)
        for name, count in folding.fresh(connection, desk.devices):
            taken.made += count.made
            taken.altered += count.altered
            taken.touched |= {(name, r) for r in islice(count.records, NAMED - len(taken.touched))}
        for name, record in sorted(self._emptied):
            tips = journal.heads(connection, name, record)
            rows.refold(connection, desk.devices, name, record, tips)
        touched = self._emptied | erase.enforce(connection, desk.devices)
        search.refresh_fresh(connection)
        search.refresh(connection, touched)
        hanging |= derived.hanging_on_fresh(connection)
        hanging |= {t for one in touched for t in derived.hanging(connection, *one)}
        derived.refresh(connection, hanging)
        waiting.end(connection)
        return taken

    def _write(self, batch: list[Change]) -> None:
        desk, connection = self._desk, self._connection
        fresh: list[Change] = []
        again: list[Change] = []
        for change in batch:
            held = self._held_of(desk.devices.local(connection, change.device))
            if change.number in held:
                again.append(change)
            else:
                held.add(change.number)
                fresh.append(change)
        if any(change.device == desk.device for change in fresh):
            # Numbers of ours that we never wrote: this folder was rolled back or copied.
            raise copied_folder()
        ids = journal.append(connection, desk.devices, fresh)
        waiting.note(connection, fresh, ids)
        self._taken.new += len(fresh)
        self._taken.known += len(again)
        for change in again:
            self._join(change)

    def _held_of(self, local: int) -> Held:
        held = self._held.get(local)
        if held is None:
            if local == self._desk.local:
                ranges = [(1, self._desk.number)] if self._desk.number else []
            else:
                ranges = _spans(self._connection, local)
            held = self._held[local] = Held(ranges)
        return held

    def _join(self, change: Change) -> None:
        """A change that is here already: the same, or the more emptied of the two."""
        connection, devices = self._connection, self._desk.devices
        here = journal.read(connection, devices, [devices.pack(connection, change.id)])[0]
        joined = changes_of.join(here, change)
        if joined is None:
            raise copied_folder()
        if joined != here:
            journal.rewrite(connection, devices, joined)
            self._emptied.add((here.entity, here.record.bytes))

    def _note_spans(self) -> None:
        for local, held in self._held.items():
            if local == self._desk.local:
                continue
            self._connection.exec_driver_sql("DELETE FROM span WHERE device = ?", (local,))
            listed = [(local, first, last) for first, last in held.every()]
            if listed:
                self._connection.exec_driver_sql("INSERT INTO span VALUES (?, ?, ?)", listed)


def _spans(connection: Connection, local: int) -> Ranges:
    found = connection.exec_driver_sql("SELECT first, last FROM span WHERE device = ?", (local,))
    return [(row[0], row[1]) for row in found]
