"""Undo: the last own entries taken back, as new changes; history is never shortened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models.change import Change, ChangeId, EntryId
from lapdesk.models.entities import BY_NAME, pointing_at
from lapdesk.models.fold import EXISTENCE, Folded, fold
from lapdesk.services import erasing
from lapdesk.store import erase, journal, rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready

DEPTH: Final = 20
# How far back in a device's journal the member's last entries are looked for.
_REACH: Final = 5_000
# How far back the very last one is looked for.
_NEAR: Final = 200


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the entry and the records it had altered, as (entity, id)."""

    entry: EntryId
    records: tuple[tuple[str, str], ...]


def last_entries(desk: Desk, limit: int = DEPTH) -> list[list[Change]]:
    """The member's last entries that can be taken back, newest first, at most 20."""
    with desk.transaction() as connection:
        return _last_entries(desk, connection, min(limit, DEPTH))


def undo(desk: Desk, count: int = 1) -> list[Undone]:
    """Take back the last `count` own entries; fewer where fewer are left.

    Raises LD-112 (others point to what would go), LD-008 (a mark of a sheet signed since).
    """
    with desk.transaction() as connection:
        entries = _last_entries(desk, connection, min(count, DEPTH))
        return [_take_back(desk, connection, entry) for entry in entries]


def emptied_last(desk: Desk) -> bool:
    """Whether what the member wrote last emptied something for good: whoever takes the last entry
    back then takes back an older one."""
    with desk.transaction() as connection:
        own = list(_own(desk, connection, _NEAR))
    last = max(own, key=lambda change: (change.clock, change.device.bytes), default=None)
    if last is None:
        return False
    entry = [change for change in own if change.entry == last.entry]
    # To take a new person back empties them, too: that is what was asked.
    undoing = any(change.undoes is not None for change in entry)
    return not undoing and any(_empties(change) for change in entry)


def _empties(change: Change) -> bool:
    return change.entity == "Erasure" or change.erased or change.forgets is not None


def _last_entries(desk: Desk, connection: Connection, limit: int) -> list[list[Change]]:
    """Own means the member's: a restored laptop is a new device, its history stays undoable."""
    entries: dict[EntryId, list[Change]] = {}
    taken_back: set[EntryId] = set()
    for change in _own(desk, connection):
        if change.undoes is not None:
            taken_back.add(change.undoes)
        else:
            entries.setdefault(change.entry, []).append(change)
    waiting = connection.exec_driver_sql("SELECT change FROM waiting").all()
    # Of another laptop, and not yet shown here: there is nothing to take back.
    unborn = {desk.devices.unpack(row[0]) for row in waiting}
    left = [
        changes
        for entry, changes in entries.items()
        if entry not in taken_back and not any(_final(c) or c.id in unborn for c in changes)
    ]
    left.sort(key=lambda changes: (changes[0].clock, changes[0].device.bytes), reverse=True)
    return left[:limit]


def _own(desk: Desk, connection: Connection, reach: int = _REACH) -> Iterator[Change]:
    for local in desk.devices.every():
        last = journal.last_number(connection, local)
        low = desk.devices.pack(connection, (desk.devices.every()[local], max(0, last - reach)))
        high = desk.devices.pack(connection, (desk.devices.every()[local], last))
        for change in journal.every(connection, desk.devices, "id BETWEEN ? AND ?", (low, high)):
            if change.author is not None and change.author == desk.member:
                yield change


def _final(change: Change) -> bool:
    """Erasures, keys and files sent are never taken back, nor what an erasure emptied.

    Nor is the founding of the home: without its first member nobody could open it again.
    """
    entity = BY_NAME.get(change.entity)
    own = entity is None or entity.about.own
    founds = change.entity == "Organisation" and not change.parents
    return own or founds or change.erased or change.forgets is not None


def _take_back(desk: Desk, connection: Connection, entry: list[Change]) -> Undone:
    back: list[Ready] = []
    for change in reversed(entry):
        ready = _reverse(desk, connection, change, entry[0].entry)
        if ready is None or _stays(connection, ready, back):
            continue
        _refuse_signed(desk, connection, change, ready, back)
        back.append(ready)
    with desk.entry():
        save.save(desk, back)
        for ready in back:
            if ready.fields is None and ready.entity in erase.ERASABLE:
                erasing.empty_undone(desk, ready.entity, ready.record)
        if not back:
            _note(desk, connection, entry[0])
    return Undone(entry[0].entry, tuple((c.entity, str(c.record)) for c in entry))


def _stays(connection: Connection, ready: Ready, back: Sequence[Ready]) -> bool:
    """Whether a person's record that would go is named by one that stays: then it stays, too.

    Any other is refused with LD-112, as its removal would be: what was recorded on it since,
    on another laptop perhaps, would hang on nothing.
    """
    if ready.fields is not None:
        return False
    going = {(one.entity, str(one.record)) for one in back if one.fields is None}
    for entity, name in pointing_at(ready.entity):
        for found in rows.find(connection, entity, {name: str(ready.record)}):
            if (entity.__name__, found["id"]) in going or entity.about.own:
                continue
            if ready.entity in erase.ERASABLE:
                return True
            label = _(entity.about.plural)
            raise LapdeskError(
                "LD-112", _("Other records point to this one: {label}.").format(label=label)
            )
    return False


def _refuse_signed(
    desk: Desk, connection: Connection, change: Change, ready: Ready, back: Sequence[Ready]
) -> None:
    """LD-008 for a mark of a sheet that was signed since: it is corrected with a reason.

    A correction has one, and a sheet copied in as signed never stood without its marks.
    """
    if ready.entity != "Attendance" or change.reason:
        return
    here = rows.get(connection, BY_NAME["Attendance"], ready.record.bytes) or {}
    session = str((ready.fields or {}).get("session") or here.get("session") or UUID(int=0))
    held = rows.get(connection, BY_NAME["Session"], UUID(session).bytes) or {}
    opened = any(str(one.record) == session and "state" in (one.fields or {}) for one in back)
    if held.get("state") != "LOCKED" or opened:
        return
    tips = journal.heads(connection, "Session", UUID(session).bytes)
    made = journal.history(connection, desk.devices, tips)
    if not any((c.fields or {}).get("state") == "LOCKED" for c in made if not c.parents):
        raise LapdeskError("LD-008", _("Signed session: give the reason for the correction."))


def _note(desk: Desk, connection: Connection, change: Change) -> None:
    """An entry of which nothing stands any more is marked as taken back; nothing else changes."""
    now, base = _now(desk, connection, change)
    fields: dict[str, Any] | None = None if now.values is None else {}
    ready = Ready(change.entity, change.record, fields, base, undoes=change.entry)
    save.save(desk, [ready])


def _now(
    desk: Desk, connection: Connection, change: Change
) -> tuple[Folded, tuple[ChangeId, ...] | None]:
    """A change's record as it stands, and what an undo may stand on without settling a clash.

    A removal that is in clash with an edit is left to a person, unless it is what is undone.
    """
    changes = _history(desk, connection, change)
    now = fold(changes)
    if EXISTENCE not in now.clashes or change.fields is None:
        return now, None
    removals = {c.id for c in changes if c.fields is None}
    return now, tuple(head for head in now.heads if head not in removals)


def _history(desk: Desk, connection: Connection, change: Change) -> list[Change]:
    tips = journal.heads(connection, change.entity, change.record.bytes)
    return journal.history(connection, desk.devices, tips)


def _reverse(desk: Desk, connection: Connection, change: Change, entry: EntryId) -> Ready | None:
    """The alteration that takes one change back, as far as it still stands."""
    changes = _history(desk, connection, change)
    now, base = _now(desk, connection, change)
    before = _before(changes, change)
    if change.fields is None:
        if now.values is not None or before is None:
            return None
        return Ready(change.entity, change.record, before, undoes=entry)
    if before is None:
        if now.values is None or _edited_since(changes, change):
            return None
        return Ready(change.entity, change.record, None, undoes=entry)
    if now.values is None:
        return None
    headed = [n for n in change.fields if _heads(changes, now, n, change)]
    old = {n: before.get(n) for n in headed if before.get(n) != now.values.get(n)}
    return Ready(change.entity, change.record, old, base, undoes=entry) if old else None


def _heads(changes: list[Change], now: Folded, name: str, change: Change) -> bool:
    """Whether a field is the change's own; what is in clash is left to a person.

    An undo stands for the change whose value it gave back: so one after the other goes back.
    """
    by_id = {c.id: c for c in changes}
    writer = by_id.get(now.writers[name]) if name in now.writers else None
    seen: set[ChangeId] = set()
    # A change from elsewhere may claim to undo what came after it: that leads nowhere.
    while writer is not None and writer.undoes is not None and writer.id not in seen:
        seen.add(writer.id)
        undone = [c for c in changes if c.entry == writer.undoes and name in (c.fields or ())]
        former = _folded_before(changes, undone[0]) if undone else None
        at = former.writers.get(name) if former is not None else None
        writer = by_id.get(at) if at is not None else None
    return writer is not None and writer.id == change.id and name not in now.clashes


def _edited_since(changes: list[Change], made: Change) -> bool:
    """Whether a record was edited after it was made, edits taken back left aside."""
    taken_back = {c.undoes for c in changes if c.undoes is not None}
    return any(
        c.id != made.id and c.fields and c.undoes is None and c.entry not in taken_back
        for c in changes
    )


def _before(changes: list[Change], change: Change) -> dict[str, Any] | None:
    """What the record was for the author of `change` just before it, None if it was not."""
    folded = _folded_before(changes, change)
    return None if folded is None or folded.values is None else dict(folded.values)


def _folded_before(changes: list[Change], change: Change) -> Folded | None:
    by_id = {c.id: c for c in changes}
    above: dict[Any, Change] = {}
    asked = [by_id[p] for p in change.parents if p in by_id]
    while asked:
        one = asked.pop()
        if one.id not in above:
            above[one.id] = one
            asked += [by_id[p] for p in one.parents if p in by_id]
    return fold(above.values()) if above else None
