"""Erasure: the bodies of a person's changes emptied for good, and what figures keep of them.

The headers and parents stay, so that history keeps its shape. What figures keep (a mark in a
session, minutes, an orientation's outcome) stays under a random-looking id that leads to
nobody. The same emptying serves what arrives later about a person already erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import Connection

from lapdesk.models.base import KEYED
from lapdesk.models.change import Change, without
from lapdesk.models.entities import BY_NAME, hanging_on, persons_in
from lapdesk.store import emptying, engine, journal, latecomers, rows
from lapdesk.store.emptying import Named
from lapdesk.store.journal import Devices

# Whom an erasure may name: persons; the safe card whose consent was withdrawn; a sensitive item
# whose day has come.
ERASABLE: Final = ("Participant", "TeamMember", "ActorContact", "Identity", "SensitiveItem")
# What begins its record plainly asks for nothing: it need not be read again.
_FORGETTING: Final = (
    "id IN (SELECT id FROM temp.fresh WHERE NOT begins) AND instr(body, '\"forgets\":') > 0"
)


def residue_of(person: str) -> str:
    """The id under which an erased person's marks stay together, leading to nobody."""
    return str(uuid5(KEYED, f"residue\n{person}"))


def enforce(
    connection: Connection, devices: Devices, joined: Iterable[Named] = ()
) -> tuple[set[Named], int]:
    """Empty what the take-in under way brought of erased persons, and what it asks to forget.

    `joined` names the records of which it brought an emptied copy of what was here. Gives the
    records touched, and how many changes came whole of persons erased before.
    """
    touched = _forget_fresh(connection, devices)
    marks = _marks(connection)
    if not marks:
        return touched, 0
    fresh = "id IN (SELECT id FROM temp.fresh UNION ALL SELECT id FROM temp.held_back)"
    erased = {
        str(change.fields["subject"])
        for change in journal.every(connection, devices, f"entity = 'Erasure' AND {fresh}")
        if change.fields and change.fields.get("subject") in marks
    }
    for person in sorted(erased):
        touched |= empty(connection, devices, person)
    came = journal.every(connection, devices, fresh)
    behind = latecomers.behind_emptied(connection).union(joined)
    late = latecomers.of_erased(connection, devices, came, marks, behind)
    came_back = latecomers.came_whole(connection, late)
    latecomers.empty(connection, devices, late, marks)
    return touched | late, came_back


def enforce_saved(
    connection: Connection, devices: Devices, changes: Sequence[Change]
) -> set[Named]:
    """Empty what was just saved of erased persons: a residue takes no words any more."""
    marks = _marks(connection)
    if not marks:
        return set()
    behind = {
        (change.entity, change.record.bytes)
        for change in changes
        if any(p.erased for p in _parents(connection, devices, change))
    }
    late = latecomers.of_erased(connection, devices, changes, marks, behind)
    latecomers.empty(connection, devices, late, marks)
    return late


def _parents(connection: Connection, devices: Devices, change: Change) -> list[Change]:
    return journal.read(connection, devices, [devices.pack(connection, p) for p in change.parents])


def enforce_anew(connection: Connection, devices: Devices) -> set[Named]:
    """Empty all that speaks of erased persons: an upgrade may have learned what does."""
    return {named for person in _marks(connection) for named in empty(connection, devices, person)}


def erased(connection: Connection) -> list[UUID]:
    """Whom erasures name."""
    return [UUID(person) for person in sorted(_marks(connection))]


def _marks(connection: Connection) -> dict[str, str]:
    """Whom erasures name, each with the id that stays."""
    asked = "SELECT DISTINCT subject FROM erasure WHERE subject IS NOT NULL"
    return {person: residue_of(person) for (person,) in engine.ask(connection, asked)}


def _forget_fresh(connection: Connection, devices: Devices) -> set[Named]:
    touched: set[Named] = set()
    for change in list(journal.every(connection, devices, _FORGETTING)):
        if change.forgets is None:
            continue
        above = [devices.pack(connection, p) for p in change.parents]
        record = change.record.bytes
        assert change.forgets is not None
        forget(connection, devices, change.entity, record, change.forgets, above)
        touched.add((change.entity, record))
    return touched


def empty(connection: Connection, devices: Devices, person: str) -> set[Named]:
    """Empty every change of a person's records, waiting ones too; returns the records touched."""
    found = _records_of(connection, devices, person)
    marks = {**_marks(connection), person: residue_of(person)}
    for entity, record in found:
        emptying.empty(connection, devices, entity, record, marks)
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
    tips = journal.heads(connection, entity, record)
    if tips:
        rows.refold(connection, devices, entity, record, tips)


def _records_of(connection: Connection, devices: Devices, person: str) -> set[Named]:
    """Every record that speaks of a person: by the whole journal, for nothing may be missed."""
    own = UUID(person).bytes
    # The heads of what is gone are kept by record alone: its changes tell the entity.
    found: set[Named] = {
        (change.entity, own)
        for entity in ERASABLE
        for change in emptying.all_of(connection, devices, entity, own)
        if change.entity in ERASABLE
    }
    acts: set[bytes] = set()
    for name in (person, residue_of(person)):
        for change in _naming(connection, devices, name):
            entity = BY_NAME.get(change.entity)
            ties = persons_in(entity) if entity is not None else ()
            if change.fields and any(change.fields.get(tie) == name for tie in ties):
                found.add((change.entity, change.record.bytes))
                if change.entity == "Accompaniment":
                    acts.add(UUID(str(change.fields["support_action"])).bytes)
    found |= {("SupportAction", act) for act in acts}
    return found | _hanging(connection, devices, found)


def _hanging(connection: Connection, devices: Devices, found: set[Named]) -> set[Named]:
    """The steps of orientations, the meetings and statements of paths: all that hangs on these."""
    hanging: set[Named] = set()
    for of, record in found:
        ties = {entity.__name__: tie for entity, tie in hanging_on(of)}
        named = str(UUID(bytes=record))
        for change in _naming(connection, devices, named) if ties else ():
            tie = ties.get(change.entity)
            if tie and change.fields and change.fields.get(tie) == named:
                hanging.add((change.entity, change.record.bytes))
    return hanging


def _naming(connection: Connection, devices: Devices, text: str) -> list[Change]:
    return list(journal.every(connection, devices, "instr(body, CAST(? AS BLOB)) > 0", (text,)))
