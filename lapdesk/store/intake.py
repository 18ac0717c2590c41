"""Taking changes in: a join of what is here and what comes, whatever the order or repetition.

A change whose ancestors are not all here waits in the journal; the fold uses the causally
closed part. The same change with another body means a copied folder: nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import change as changes_of
from lapdesk.models.change import Change
from lapdesk.models.entities import BY_NAME
from lapdesk.store import derived, erase, journal, rows, search
from lapdesk.store.desk import Desk
from lapdesk.store.journal import Devices

Named = tuple[str, bytes]


@dataclass(slots=True)
class Taken:
    """What a take-in did: changes by fate, and the records folded, as (entity, id)."""

    new: int = 0
    known: int = 0
    emptied: int = 0
    waiting: int = 0
    made: set[Named] = field(default_factory=set)
    altered: set[Named] = field(default_factory=set)


def copied_folder() -> LapdeskError:
    """Two devices wrote under one name."""
    return LapdeskError(
        "LD-220",
        _("Two laptops have written under the same name."),
        _("One of them was copied from the other's folder. Restore it as a new laptop."),
    )


def take(desk: Desk, changes: Iterable[Change]) -> Taken:
    """Join changes to those here and fold what they complete, in one transaction."""
    taken = Taken()
    with desk.transaction() as connection:
        fresh, emptied = _sort(desk, connection, changes, taken)
        journal.append(connection, desk.devices, fresh)
        _note_spans(connection, desk, fresh)
        ready = _ready(connection, desk.devices, fresh, taken)
        _fold(connection, desk.devices, ready, emptied, taken)
        erased = erase.enforce(connection, desk.devices, ready)
        _settle_derived(connection, taken.made | taken.altered | emptied | erased)
        taken.emptied = len(emptied)
        row = connection.exec_driver_sql("SELECT count(*) FROM waiting").first()
        taken.waiting = row[0] if row else 0
    return taken


def _sort(
    desk: Desk, connection: Connection, changes: Iterable[Change], taken: Taken
) -> tuple[list[Change], set[Named]]:
    """The changes that are not here, each once; those here are compared and perhaps emptied."""
    asked: dict[int, Change] = {}
    for change in changes:
        place = desk.devices.pack(connection, change.id)
        before = asked.get(place)
        joined = change if before is None else changes_of.join(before, change)
        if joined is None:
            raise copied_folder()
        taken.known += before is not None
        asked[place] = joined
    emptied: set[Named] = set()
    for here in journal.read(connection, desk.devices, sorted(asked)):
        joined = changes_of.join(here, asked.pop(desk.devices.pack(connection, here.id)))
        if joined is None:
            raise copied_folder()
        taken.known += 1
        if joined != here:
            journal.rewrite(connection, desk.devices, joined)
            emptied.add((here.entity, here.record.bytes))
    if any(change.device == desk.device for change in asked.values()):
        # Numbers of ours that we never wrote: this folder was rolled back or copied.
        raise copied_folder()
    taken.new = len(asked)
    return list(asked.values()), emptied


def _note_spans(connection: Connection, desk: Desk, fresh: Sequence[Change]) -> None:
    numbers: dict[int, list[int]] = {}
    for change in fresh:
        local = desk.devices.local(connection, change.device)
        numbers.setdefault(local, []).append(change.number)
    for local, new in numbers.items():
        held = connection.exec_driver_sql(
            "SELECT first, last FROM span WHERE device = ?", (local,)
        ).all()
        ranges = merged([*((row[0], row[1]) for row in held), *((n, n) for n in new)])
        connection.exec_driver_sql("DELETE FROM span WHERE device = ?", (local,))
        connection.exec_driver_sql(
            "INSERT INTO span VALUES (?, ?, ?)", [(local, first, last) for first, last in ranges]
        )


def merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of whole numbers in order, those that touch made one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _ready(
    connection: Connection, devices: Devices, fresh: Sequence[Change], taken: Taken
) -> list[Change]:
    """The changes that can be folded now: fresh or long waiting, all their ancestors here."""
    held = [
        row[0] for row in connection.exec_driver_sql("SELECT change FROM waiting ORDER BY change")
    ]
    open_ones = {c.id: c for c in [*fresh, *journal.read(connection, devices, held)]}
    outside = {p for c in open_ones.values() for p in c.parents} - open_ones.keys()
    packed = {devices.pack(connection, p): p for p in outside}
    here = {packed[i] for i in _present(connection, sorted(packed))}
    settled, ready = set(here), []
    progress = True
    while progress:
        step = [c for c in open_ones.values() if all(p in settled for p in c.parents)]
        progress = bool(step)
        for change in step:
            settled.add(change.id)
            del open_ones[change.id]
            ready.append(change)
    connection.exec_driver_sql("DELETE FROM waiting")
    for change in open_ones.values():
        connection.exec_driver_sql(
            "INSERT INTO waiting VALUES (?, ?, ?)",
            (devices.pack(connection, change.id), change.record.bytes, change.entity),
        )
    return ready


def _present(connection: Connection, ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(ids), 500):
        part = tuple(ids[start : start + 500])
        marks = ",".join("?" * len(part))
        rows_here = connection.exec_driver_sql(
            f"SELECT id FROM journal WHERE id IN ({marks})", part
        )
        found.update(row[0] for row in rows_here)
    return found


def _fold(
    connection: Connection,
    devices: Devices,
    ready: Sequence[Change],
    emptied: set[Named],
    taken: Taken,
) -> None:
    by_record: dict[Named, list[Change]] = {name: [] for name in emptied}
    for change in ready:
        by_record.setdefault((change.entity, change.record.bytes), []).append(change)
    for (entity, record), of in by_record.items():
        standing = journal.heads(connection, entity, record)
        known = BY_NAME.get(entity)
        alone = len(of) == 1 and not standing and known is not None
        if alone and of[0].fields is not None and not of[0].erased:
            assert known is not None
            rows.follow(connection, known, of[0], devices.pack(connection, of[0].id))
        else:
            tips = {*standing, *(devices.pack(connection, c.id) for c in of)}
            rows.refold(connection, devices, entity, record, sorted(tips))
        if of:
            (taken.altered if standing else taken.made).add((entity, record))


def _settle_derived(connection: Connection, touched: set[Named]) -> None:
    hanging = {t for name in touched for t in derived.hanging(connection, *name)}
    derived.refresh(connection, hanging)
    search.refresh(connection, touched)
