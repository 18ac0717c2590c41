"""What deserves a look after a merge: rules that joined records break, never refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models import rules
from lapdesk.models.base import Entity, fields
from lapdesk.models.check import problems_of_missing, required_names
from lapdesk.models.draft import Problem
from lapdesk.models.entities import BY_NAME, references
from lapdesk.store import journal, rows
from lapdesk.store.desk import Desk, read_setting, write_setting
from lapdesk.store.world import StoreWorld

MOST_KEPT: Final = 200
_KEPT: Final = "to-review"


@dataclass(frozen=True, slots=True)
class Finding:
    """A record and what is to be said of it."""

    entity: str
    record: str
    problem: Problem


def of_records(
    desk: Desk, connection: Connection, touched: Iterable[tuple[str, bytes]]
) -> list[Finding]:
    """The rule breaks of records, given as (entity, id): the same rules as at recording."""
    world = StoreWorld(desk, connection)
    found = []
    for name, record in sorted(touched):
        entity = BY_NAME.get(name)
        values = rows.get(connection, entity, record) if entity is not None else None
        if entity is None or values is None or entity.about.own:
            continue
        given = {n: v for n, v in values.items() if n in fields(entity)}
        about = rules.case(name, str(UUID(bytes=record)), None, given, "review", standing=True)
        problems = [
            *_forgotten(desk, connection, entity, record, given),
            *_dangling(connection, entity, given),
            *rules.problems(about, world),
        ]
        found += [Finding(name, str(UUID(bytes=record)), p) for p in problems if p.level == "error"]
    return found


def keep(connection: Connection, findings: Sequence[Finding]) -> None:
    """Remember what a take-in brought to review, beside what it had brought before."""
    if findings:
        known = read_setting(connection, _KEPT, [])
        brought = [[one.entity, one.record] for one in findings]
        added = [one for one in brought if one not in known]
        write_setting(connection, _KEPT, [*known, *added][-MOST_KEPT:])


def left(desk: Desk) -> int:
    """How many of the records that take-ins brought to review still break a rule."""
    with desk.transaction() as connection:
        kept = read_setting(connection, _KEPT, [])
        if not kept:
            return 0
        touched = [(entity, UUID(record).bytes) for entity, record in kept]
        found = {(one.entity, one.record) for one in of_records(desk, connection, touched)}
        still = [one for one in kept if tuple(one) in found]
        if still != kept:
            write_setting(connection, _KEPT, still)
        return len(still)


def _forgotten(
    desk: Desk, connection: Connection, entity: Entity, record: bytes, values: dict[str, object]
) -> list[Problem]:
    """V1 for what a record must have and was forgotten; of an erased one nothing is asked."""
    missing = [name for name in required_names(entity, values) if values.get(name) is None]
    if not missing:
        return []
    tips = journal.heads(connection, entity.__name__, record)
    changes = journal.history(connection, desk.devices, tips)
    if any(change.erased for change in changes):
        return []
    gone = {name for change in changes for name in (*change.forgotten, change.forgets)}
    return list(problems_of_missing(entity, [name for name in missing if name in gone]))


def _dangling(connection: Connection, entity: Entity, values: dict[str, object]) -> list[Problem]:
    """References to records that are not here; an erased person's residue is no fault."""
    from lapdesk.services.references import missing

    kept = {n: v for n, v in values.items() if references(entity).get(n) != "Participant"}
    return missing(connection, entity, kept, {})
