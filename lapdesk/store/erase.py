"""Erasure: the bodies of a person's changes emptied for good, and what figures keep of them.

The headers and parents stay, so that history keeps its shape. What figures keep (a mark in a
session, minutes, an orientation's outcome) stays under a random-looking id that leads to
nobody. The same emptying serves what arrives later about a person already erased.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import Connection

from lapdesk.models.base import KEYED, residue_fields
from lapdesk.models.change import Change, reduced, without
from lapdesk.models.entities import BY_NAME, way_to_person
from lapdesk.store import journal, rows
from lapdesk.store.journal import Devices

Named = tuple[str, bytes]
# Whom an erasure may name: persons, and the safe card whose consent was withdrawn.
ERASABLE: Final = ("Participant", "TeamMember", "ActorContact", "Identity")


def residue_of(person: str) -> str:
    """The id under which an erased person's marks stay together, leading to nobody."""
    return str(uuid5(KEYED, f"residue\n{person}"))


def enforce(connection: Connection, devices: Devices) -> set[Named]:
    """Empty what the take-in under way brought of erased persons, and what it asks to forget."""
    touched: set[Named] = set()
    for change in list(_fresh(connection, devices, "instr(body, '\"forgets\":') > 0")):
        above = [devices.pack(connection, p) for p in change.parents]
        record = change.record.bytes
        assert change.forgets is not None
        forget(connection, devices, change.entity, record, change.forgets, above)
        touched.add((change.entity, record))
    subjects = {
        row[0] for row in connection.exec_driver_sql("SELECT DISTINCT subject FROM erasure")
    }
    if not subjects:
        return touched
    # Emptied copies count, too: what hangs on them here may still be whole.
    owners: set[str] = set()
    for change in _fresh(connection, devices, "1"):
        if change.entity == "Erasure" and change.fields and change.fields.get("subject"):
            owners.add(str(change.fields["subject"]))
        else:
            owners.add(_owner(connection, devices, change, subjects))
    for owner in sorted(owners - {""}):
        touched |= empty(connection, devices, owner)
    return touched


def _fresh(connection: Connection, devices: Devices, where: str) -> Iterator[Change]:
    asked = f"{where} AND id IN (SELECT id FROM temp.fresh)"
    return journal.every(connection, devices, asked)


def empty(connection: Connection, devices: Devices, person: str) -> set[Named]:
    """Empty every change of a person's records, waiting ones too; returns the records touched."""
    found = _records_of(connection, devices, person)
    residue = residue_of(person)
    for entity, record in found:
        known = BY_NAME.get(entity)
        keep = tuple(residue_fields(known)) if known is not None else ()
        for change in _all_of(connection, devices, entity, record):
            emptied = reduced(change, keep, {"participant": residue})
            if emptied != change:
                journal.rewrite(connection, devices, emptied)
        tips = journal.heads(connection, entity, record)
        if tips:
            rows.refold(connection, devices, entity, record, tips)
    connection.exec_driver_sql("DELETE FROM unsaved WHERE instr(body, ?) > 0", (person,))
    return found


def forget(
    connection: Connection, devices: Devices, entity: str, record: bytes, name: str,
    above: Sequence[int],
) -> None:  # fmt: skip
    """Delete a field's value from these changes of a record and from all that they stand on."""
    for change in journal.history(connection, devices, above):
        emptied = without(change, name)
        if emptied != change:
            journal.rewrite(connection, devices, emptied)
    rows.refold(connection, devices, entity, record, journal.heads(connection, entity, record))


def _all_of(connection: Connection, devices: Devices, entity: str, record: bytes) -> list[Change]:
    tips = journal.heads(connection, entity, record)
    waiting = [
        row[0]
        for row in connection.exec_driver_sql(
            "SELECT change FROM waiting WHERE record = ?", (record,)
        )
    ]
    return journal.history(connection, devices, [*tips, *waiting])


def _records_of(connection: Connection, devices: Devices, person: str) -> set[Named]:
    """Every record that speaks of a person: by the whole journal, for nothing may be missed."""
    own = UUID(person).bytes
    found: set[Named] = {
        (entity, own) for entity in ERASABLE if journal.heads(connection, entity, own)
    }
    acts: set[bytes] = set()
    for name in (person, residue_of(person)):
        for change in _naming(connection, devices, name):
            entity = BY_NAME.get(change.entity)
            way = way_to_person(entity) if entity is not None else ()
            if way and change.fields and change.fields.get(way[0]) == name:
                found.add((change.entity, change.record.bytes))
                if change.entity == "Accompaniment":
                    acts.add(UUID(str(change.fields["support_action"])).bytes)
    found |= {("SupportAction", act) for act in acts}
    for _entity, record in [f for f in found if f[0] == "Orientation"]:
        for change in _naming(connection, devices, str(UUID(bytes=record))):
            if change.entity == "OrientationStep":
                found.add((change.entity, change.record.bytes))
    return found


def _naming(connection: Connection, devices: Devices, text: str) -> list[Change]:
    return list(journal.every(connection, devices, "instr(body, CAST(? AS BLOB)) > 0", (text,)))


def _owner(connection: Connection, devices: Devices, change: Change, subjects: set[str]) -> str:
    """The erased person a change speaks of, "" where it is about nobody erased."""
    by_mark = {residue_of(s): s for s in subjects} | {s: s for s in subjects}
    entity = BY_NAME.get(change.entity)
    if entity is not None and way_to_person(entity) == ("participant",):
        row = rows.get(connection, entity, change.record.bytes)
        if row is not None and row.get("participant") not in by_mark:
            return ""
    if str(change.record) in by_mark:
        return by_mark[str(change.record)]
    named = _person_named(connection, devices, change)
    return next((by_mark[n] for n in named if n in by_mark), "")


def _person_named(connection: Connection, devices: Devices, change: Change) -> list[str]:
    """The persons that a change's record leads to, by all its changes."""
    entity = BY_NAME.get(change.entity)
    if change.entity == "SupportAction":
        rows_here = connection.exec_driver_sql(
            "SELECT participant FROM accompaniment WHERE support_action = ?",
            (change.record.bytes,),
        )
        return [str(UUID(bytes=row[0])) for row in rows_here if row[0]]
    way = way_to_person(entity) if entity is not None else ()
    if not way:
        return []
    of = _all_of(connection, devices, change.entity, change.record.bytes)
    named = [str(c.fields[way[0]]) for c in of if c.fields and c.fields.get(way[0])]
    if len(way) > 1:
        orientations = (
            rows.get(connection, BY_NAME["Orientation"], UUID(record).bytes) for record in named
        )
        return [str(o["participant"]) for o in orientations if o and "participant" in o]
    return named
