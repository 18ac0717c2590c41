"""Recording: the one way in, for forms, commands and files alike.

A draft is resolved, checked, completed with what follows from it, and written as changes. A
refused draft writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk.i18n import _
from lapdesk.models import canonical, check, roles, rules
from lapdesk.models.base import Entity, fields, keyed_id
from lapdesk.models.change import Change
from lapdesk.models.draft import Draft, Problem, Values
from lapdesk.models.entities import BY_NAME
from lapdesk.services import consequences, mentees, references, removal, sealing
from lapdesk.store import journal, rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready
from lapdesk.store.world import StoreWorld

# A change travels as a line of 64 KiB at most, its header included.
RECORD_LIMIT: Final = 60 * 1024
Status = Literal["written", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft: the record's id where there is one, and what was said."""

    status: Status
    record: str | None
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()


class _RefusedError(Exception):
    """Leaves the transaction; never seen outside."""


def write(desk: Desk, drafts: Sequence[Draft]) -> list[Outcome]:
    """Write drafts as one entry, all or nothing; a later one sees what an earlier one wrote."""
    outcomes: list[Outcome] = []
    try:
        with desk.entry():
            for draft in drafts:
                outcomes.append(write_one(desk, draft))
                if outcomes[-1].status == "refused":
                    raise _RefusedError
    except _RefusedError:
        return [
            o if o.status == "refused" else replace(o, status="refused", changes=())
            for o in outcomes
        ]
    return outcomes


def write_one(desk: Desk, draft: Draft, entered: Collection[str] = ()) -> Outcome:
    """Write one draft, in the entry under way or as one of its own.

    `entered` names the sessions whose sheets are being copied in whole, signed ones too.
    """
    with desk.transaction() as connection:
        entity = BY_NAME.get(draft.entity)
        problem = _not_ours(desk, draft, entity)
        if problem is not None or entity is None:
            return Outcome("refused", draft.record, (problem,) if problem else ())
        world = StoreWorld(desk, connection)
        if draft.fields is None:
            return _remove(desk, connection, entity, draft, world)
        return _write(desk, connection, entity, draft, world, entered)


def problems(desk: Desk, draft: Draft) -> tuple[Problem, ...]:
    """What would be said of a draft, nothing written: what a form shows while it is filled."""
    with desk.transaction() as connection:
        entity = BY_NAME[draft.entity]
        prepared = _prepare(desk, connection, entity, draft, StoreWorld(desk, connection))
        return tuple(prepared.problems)


def _not_ours(desk: Desk, draft: Draft, entity: Entity | None) -> Problem | None:
    if entity is None:
        message = _("Unknown entity “{name}”.").format(name=draft.entity[:60])
        return Problem("LD-102", "error", None, message)
    if entity.about.own:
        message = _("This is written by the product itself.")
        return Problem("LD-119", "error", None, message)
    # Nobody removes a person or the association: the refusal that says why comes later.
    if not roles.may_write(desk.roles, draft.entity):
        return Problem("LD-109", "error", None, _("Your role may not do this."))
    return None


@dataclass(slots=True)
class _Prepared:
    """A draft on its way: the id, what stood before, what will stand, what was said."""

    record: str
    before: dict[str, Any] | None
    values: dict[str, Any]
    problems: list[Problem]

    @property
    def refused(self) -> bool:
        return any(p.level == "error" for p in self.problems)


def _prepare(
    desk: Desk, connection: Connection, entity: Entity, draft: Draft, world: StoreWorld
) -> _Prepared:
    given, problems = references.resolve(connection, entity, dict(draft.fields or {}))
    given = consequences.in_order(draft.entity, given)
    record, id_problem = _record_id(entity, draft, given, world)
    # An id given just now stands nowhere.
    new = draft.record is None and not entity.about.key
    before = None if new else rows.get(connection, entity, UUID(record).bytes)
    plain, more = sealing.sealed_for(desk, entity, record, given, before or {})
    values, found = check.problems_of_values(entity, plain, new=before is None, world=world)
    values = consequences.completed(draft.entity, values, before)
    gone = [] if new else _gone(desk, connection, entity, record, before)
    gone += _code_gone(entity, values, before or {}, world)
    problems += [*id_problem, *more, *gone, *found]
    prepared = _Prepared(record, before, values, _each_once(problems))
    if not prepared.refused:
        prepared.problems += references.missing(connection, entity, values, before or {})
        prepared.problems += _too_large(values, before or {})
        prepared.problems += mentees.not_mine(desk, world, draft.entity, before, values)
    if not prepared.refused:
        about = rules.case(draft.entity, record, before, prepared.values, draft.reason)
        prepared.problems += rules.problems(about, world)
        prepared.problems += sealing.doubts(desk, world, entity, record, given)
    return prepared


def _too_large(values: Values, before: Values) -> list[Problem]:
    """A record that no working file could carry would keep all the others here, too."""
    if len(canonical.encode({**before, **values})) <= RECORD_LIMIT:
        return []
    message = _("This record is too long as a whole: shorten its texts or lists.")
    return [Problem("LD-106", "error", None, message)]


def _each_once(problems: list[Problem]) -> list[Problem]:
    """One word for each field: a reference that is not known is not also missing."""
    found: dict[tuple[str | None, str], Problem] = {}
    for problem in problems:
        found.setdefault((problem.field, problem.level), problem)
    return list(found.values())


def _record_id(
    entity: Entity, draft: Draft, given: Values, world: StoreWorld
) -> tuple[str, list[Problem]]:
    """The record a draft is about; a natural key decides where there is one."""
    if draft.record is not None:
        try:
            named: str | None = str(UUID(draft.record))
        except ValueError:
            return str(uuid4()), [Problem("LD-108", "error", "id", _("No record has this id."))]
    else:
        named = None
    by_key = keyed_id(entity, given)
    if by_key is None:
        return named or str(uuid4()), []
    if named is None:
        if world.get(entity.__name__, by_key) is not None:
            return by_key, [rules.already_there(entity.__name__, given, world)]
        return by_key, []
    if named != by_key and world.get(entity.__name__, named) is None:
        message = _("This id is not the one that the record's key gives.")
        return named, [Problem("LD-111", "error", "id", message)]
    return named, []


def _gone(
    desk: Desk, connection: Connection, entity: Entity, record: str, before: Values | None
) -> list[Problem]:
    """An erased record takes nothing more: it would bring a person back."""
    if before is not None:
        return []
    tips = journal.heads(connection, entity.__name__, UUID(record).bytes)
    if any(c.erased for c in journal.read(connection, desk.devices, tips)):
        return [Problem("LD-116", "error", "id", _("This person was erased."))]
    return []


def _code_gone(entity: Entity, values: Values, before: Values, world: StoreWorld) -> list[Problem]:
    """The code of somebody erased names nobody else: receipts and papers still show it."""
    code = values.get("code") if entity.__name__ == "Participant" else None
    if not code or code == before.get("code") or not world.find("Erasure", code=code):
        return []
    return [Problem("LD-116", "error", "code", _("This person was erased."))]


def _changed(values: Values, before: Values) -> frozenset[str]:
    return frozenset(name for name, value in values.items() if before.get(name) != value)


def _write(
    desk: Desk,
    connection: Connection,
    entity: Entity,
    draft: Draft,
    world: StoreWorld,
    entered: Collection[str],
) -> Outcome:
    prepared = _prepare(desk, connection, entity, draft, world)
    if prepared.before is None and prepared.values.get("session") in entered:
        # The paper was signed with this mark on it: it is copied, not corrected.
        prepared.problems = [p for p in prepared.problems if p.code != "V8"]
    said = tuple(prepared.problems)
    if prepared.refused:
        return Outcome("refused", draft.record or None, said)
    changed = _changed(prepared.values, prepared.before or {})
    if prepared.before is not None and not changed:
        return Outcome("unchanged", prepared.record, said)
    values = {n: v for n, v in prepared.values.items() if n in changed}
    if entity.__name__ == "Session" and values.get("state") == "LOCKED":
        # Locking writes every field, so that what was signed for stands as one.
        whole = {**dict.fromkeys(fields(entity)), **(prepared.before or {}), **prepared.values}
        values = {n: v for n, v in whole.items() if n != "id"}
    with desk.entry():
        ready = Ready(draft.entity, UUID(prepared.record), values, draft.base, draft.reason)
        made = consequences.with_following(connection, ready, prepared.before)
        changes = save.save(desk, made)
        consequences.effects(desk, ready, prepared.before)
    return Outcome("written", prepared.record, said, tuple(changes))


def _remove(
    desk: Desk, connection: Connection, entity: Entity, draft: Draft, world: StoreWorld
) -> Outcome:
    found, alterations = removal.prepare(connection, entity, draft)
    if not found:
        record = str(alterations[-1].record)
        before = rows.get(connection, entity, UUID(record).bytes)
        found += mentees.not_mine(desk, world, draft.entity, before, {})
        about = rules.case(draft.entity, record, before, {}, draft.reason, removed=True)
        found += rules.problems(about, world)
    if any(p.level == "error" for p in found):
        return Outcome("refused", draft.record, tuple(found))
    changes = save.save(desk, alterations)
    return Outcome("written", draft.record, tuple(found), tuple(changes))
