"""Fields in clash: shown side by side with author and moment, settled by a person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import check, roles
from lapdesk.models.base import fields
from lapdesk.models.change import Change
from lapdesk.models.entities import BY_NAME
from lapdesk.models.fold import EXISTENCE, fold
from lapdesk.services import withdrawn
from lapdesk.services.loading import called
from lapdesk.services.references import as_id, no_record
from lapdesk.store import journal, save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values in clash: `change` names it, `removed` where it takes the record away."""

    change: str
    value: Any
    author: str | None
    at: datetime
    device: str
    removed: bool = False
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """A field of a record that two persons wrote without seeing each other."""

    id: str
    entity: str
    record: str
    field: str
    sides: tuple[Side, ...]


def every(desk: Desk) -> list[Clash]:
    """All that waits for a choice and that who works may see, by entity and record."""
    with desk.transaction() as connection:
        rows = connection.exec_driver_sql(
            "SELECT entity, record, field FROM clash ORDER BY entity, record, field"
        ).all()
        return [
            _clash(desk, connection, row[0], row[1], row[2])
            for row in rows
            if row[0] not in BY_NAME or roles.may_read(desk.roles, row[0])
        ]


def count(desk: Desk) -> int:
    """How many fields are in clash."""
    with desk.transaction() as connection:
        row = connection.exec_driver_sql("SELECT count(*) FROM clash").first()
        return int(row[0]) if row else 0


def _history(desk: Desk, connection: Connection, entity: str, record: bytes) -> list[Change]:
    tips = journal.heads(connection, entity, record)
    return journal.history(connection, desk.devices, tips)


def _clash(desk: Desk, connection: Connection, entity: str, record: bytes, name: str) -> Clash:
    changes = _history(desk, connection, entity, record)
    folded = fold(changes)
    by_id = {c.id: c for c in changes}
    sides = []
    for change_id in folded.clashes.get(name, ()):
        change = by_id[change_id]
        fields_of = change.fields or {}
        value = fields_of if name == EXISTENCE else fields_of.get(name)
        sides.append(
            Side(
                named(change),
                value,
                None if change.author is None else str(change.author),
                clock.moment(change.clock),
                str(change.device),
                removed=change.fields is None,
                shown=folded.writers.get(name) == change_id,
            )
        )
    record_id = str(UUID(bytes=record))
    return Clash(f"{record_id}/{name}", entity, record_id, name, tuple(sides))


def named(change: Change) -> str:
    """A change's name as people and commands give it: device and number."""
    return f"{change.device}:{change.number}"


def settle(desk: Desk, clash_id: str, *, take: str | None = None, value: Any = None) -> None:
    """A person's choice: one of the sides by its change, or another value.

    Writes the field even where the value is the one shown: that is what settles. Raises
    LD-120 (no such clash), LD-121 (no such side), LD-102 (a newer version's), the field's own
    refusals.
    """
    roles.refuse_unless(desk.roles, "settle")
    with desk.entry():
        found = next((c for c in every(desk) if c.id == clash_id), None)
        if found is None:
            raise LapdeskError("LD-120", _("There is no such clash."), _("It may be settled."))
        if found.entity not in BY_NAME:
            raise LapdeskError(
                "LD-102",
                _("This version does not know this kind of record."),
                _("Settle it with a newer version of lapdesk."),
            )
        save.save(desk, [_choice(found, take, value)])
        if found.entity == "Consent":
            # Whichever day was chosen, what it ends is emptied at once.
            withdrawn.without_consent(desk)


def _choice(clash: Clash, take: str | None, value: Any) -> Ready:
    record = UUID(clash.record)
    if take is not None:
        side = next((s for s in clash.sides if s.change == take), None)
        if side is None:
            raise LapdeskError("LD-121", _("This change is no side of the clash."))
        if clash.field == EXISTENCE:
            return Ready(clash.entity, record, None if side.removed else {})
        return Ready(clash.entity, record, {clash.field: side.value})
    entity = BY_NAME[clash.entity]
    if clash.field not in fields(entity):
        raise LapdeskError("LD-121", _("Choose one of the sides."))
    checked, problems = check.problems_of_values(entity, {clash.field: value}, new=False)
    for problem in problems:
        if problem.level == "error":
            from lapdesk.services.home import refusal_code

            raise LapdeskError(refusal_code(problem.code), problem.message)
    return Ready(clash.entity, record, {clash.field: checked[clash.field]})


def authors(desk: Desk, members: Collection[str]) -> dict[str, str]:
    """What the members behind changes are called, by id."""
    with desk.transaction() as connection:
        return {m: called(desk, connection, "TeamMember", m) for m in members}


def history(desk: Desk, entity: str, record: str) -> list[Change]:
    """Every change of a record, oldest first: who wrote what, where and when; LD-108, LD-109."""
    from lapdesk.models.fold import in_order

    roles.refuse_unless_reads(desk.roles, entity)
    named = as_id(record)
    with desk.transaction() as connection:
        found = in_order(_history(desk, connection, entity, named.bytes))
    if not found:
        raise no_record()
    return found
