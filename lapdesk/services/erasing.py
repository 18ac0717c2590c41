"""Erasing: a person, a member, an interlocutor, a withdrawn card, a single value; with proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists, roles
from lapdesk.models.base import KEYED, fields
from lapdesk.models.draft import Problem
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Malformed
from lapdesk.models.kinds_special import PersonCode
from lapdesk.models.rules.people import v38_erasing
from lapdesk.services import audit
from lapdesk.services.references import as_id
from lapdesk.store import derived, emptying, erase, journal, rows, save, search
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready
from lapdesk.store.world import StoreWorld

_PERSONS: Final = ("Participant", "TeamMember", "ActorContact")


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof of an erasure: whom by code, when, why; no content. Warnings said before.

    `code` is None for a person whose code was forgotten.
    """

    code: str | None
    on: date
    reason: str
    warnings: tuple[Problem, ...] = ()


def erase_person(desk: Desk, named: str, reason: str) -> Receipt:
    """Erase whom a code or id names: a person, a member or an interlocutor.

    Raises LD-015 (nobody), LD-105 (reason), LD-109 (role).
    """
    if reason not in lists.get("deletion_reason").entries:
        raise LapdeskError("LD-105", _("Unknown reason for erasing."), _("Choose one of the list."))
    roles.refuse_unless(desk.roles, "erase")
    with desk.entry() as connection:
        entity, record, code = whom(desk, connection, named)
        warnings = before(desk, record) if entity == "Participant" else ()
        touched = _mark(desk, connection, record, code, reason)
        audit.note(desk, "ERASED", entity=entity, counted=touched)
    known = None if entity == "Participant" and code == record[:8] else code
    return Receipt(known, clock.today(), reason, warnings)


def whom(desk: Desk, connection: Connection, named: str) -> tuple[str, str, str]:
    """Entity, id and code of whom a code or id names; LD-015 where it is nobody.

    Whose record was removed is found as well, as long as the journal still tells of them.
    """
    try:
        code = PersonCode().check(named)
    except Malformed:
        code = ""
    if code:
        for found in rows.find(connection, BY_NAME["Participant"], {"code": code}):
            return "Participant", found["id"], code
        for record in _removed_with(desk, connection, code):
            return "Participant", str(record), code
    try:
        record = UUID(named)
    except ValueError:
        raise _nobody() from None
    for entity in _PERSONS:
        here = rows.get(connection, BY_NAME[entity], record.bytes)
        if here is not None:
            return entity, str(record), str(here.get("code") or str(record)[:8])
    for entity in _PERSONS:
        changes = emptying.all_of(connection, desk.devices, entity, record.bytes)
        if any(c.entity == entity and c.fields and not c.erased for c in changes):
            code = _former_code(desk, connection, entity, record)
            return entity, str(record), code or str(record)[:8]
    raise _nobody()


def _removed_with(desk: Desk, connection: Connection, code: str) -> Iterator[UUID]:
    """The persons of whom only the journal tells any more, by their code."""
    asked = "entity = 'Participant' AND instr(body, CAST(? AS BLOB)) > 0"
    for change in list(journal.every(connection, desk.devices, asked, (code,))):
        named = change.fields is not None and change.fields.get("code") == code
        gone = rows.get(connection, BY_NAME["Participant"], change.record.bytes) is None
        if named and gone and not change.erased:
            yield change.record


def _nobody() -> LapdeskError:
    return LapdeskError(
        "LD-015",
        _("Nobody has this code: read it again sign by sign."),
        _("A person already erased is not found any more."),
    )


def before(desk: Desk, person: str) -> tuple[Problem, ...]:
    """What is to be known before a person, by id, is erased."""
    with desk.transaction() as connection:
        return tuple(v38_erasing(person, StoreWorld(desk, connection)))


def _mark(
    desk: Desk,
    connection: Connection,
    record: str,
    code: str,
    reason: str,
    marker: UUID | None = None,
    on: str | None = None,
) -> int:
    """Write the marker and empty what it names; gives how many records that was."""
    values = {
        "code": code,
        "subject": record,
        "reason": reason,
        "on": on or clock.today().isoformat(),
    }
    save.save(desk, [Ready("Erasure", marker or uuid4(), values)])
    touched = erase.empty(connection, desk.devices, record)
    desk.log_tells = True
    hanging = {t for name in touched for t in derived.hanging(connection, *name)}
    derived.refresh(connection, hanging)
    search.refresh(connection, touched)
    return len(touched)


def empty_card(desk: Desk, card: str, participant: str) -> None:
    """Empty a safe card whose consent was withdrawn; the marker travels like an erasure."""
    with desk.entry() as connection:
        person = rows.get(connection, BY_NAME["Participant"], UUID(participant).bytes)
        code = str((person or {}).get("code") or "")
        _mark(desk, connection, card, code or card[:8], "REQUEST")


def empty_item(desk: Desk, item: str, reason: str, on: str) -> None:
    """Empty a sensitive item for good; two laptops that do so on one day make one marker of it."""
    with desk.entry() as connection:
        named = f"Erasure\n{item}\n{reason}"
        marker = uuid5(KEYED, named if reason == "RETENTION" else f"{named}\n{on}")
        _mark(desk, connection, item, item[:8], reason, marker, on)


def empty_undone(desk: Desk, entity: str, record: UUID) -> None:
    """Empty a person's record whose entry was taken back: they were never to be here."""
    with desk.entry() as connection:
        code = _former_code(desk, connection, entity, record) or str(record)[:8]
        _mark(desk, connection, str(record), code, "ERROR")


def _former_code(desk: Desk, connection: Connection, entity: str, record: UUID) -> str:
    """The code that a record had, gone or not; empty where it had none."""
    changes = emptying.all_of(connection, desk.devices, entity, record.bytes)
    codes = [c.fields["code"] for c in changes if c.fields and c.fields.get("code")]
    return str(codes[-1]) if codes else ""


def forget(desk: Desk, entity: str, record: str, name: str, reason: str) -> None:
    """Delete one value for good, with its earlier values, from journal, index and undo.

    A later change that drops the value travels; every laptop that takes it in forgets too.
    Raises LD-102, LD-103, LD-114, LD-109, LD-001 (no reason), LD-130 (what ties it to others).
    """
    known = BY_NAME.get(entity)
    if known is None or name not in fields(known):
        code = "LD-102" if known is None else "LD-103"
        raise LapdeskError(code, _("Unknown entity or field."), _("The dictionary lists them all."))
    if name in (known.about.person, known.about.part_of, *known.about.key):
        # Without it an erasure would not find the record any more.
        raise LapdeskError(
            "LD-130",
            _("This ties the record to what it belongs to: it cannot be forgotten alone."),
            _("Remove the record, or erase the person."),
        )
    if not reason.strip():
        raise LapdeskError("LD-001", _("To fill in: {field}.").format(field=_("reason")))
    roles.refuse_unless(desk.roles, "forget")
    forget_value(desk, entity, as_id(record), name, reason)


def forget_value(
    desk: Desk, entity: str, named: UUID, name: str, reason: str, *, by_itself: bool = False
) -> None:
    """Delete one value for good, whoever enters, of a removed record, too; LD-114 where there
    never was such a record.

    What goes on its day goes `by_itself` from a restored copy, too: the others are noted for it.
    """
    with desk.entry() as connection:
        tips = journal.heads(connection, entity, named.bytes)
        here = rows.is_here(connection, BY_NAME[entity], named.bytes)
        if not here and not tips:
            raise LapdeskError("LD-114", _("There is no such record."))
        # What was removed stays so: its removal is said once more, and asks to forget.
        ready = Ready(entity, named, {name: None} if here else None, None, reason, forgets=name)
        (asked,) = save.save(desk, [ready])
        erase.forget(connection, desk.devices, entity, named.bytes, name, tips)
        if not by_itself:
            desk.forgotten.append((asked.id, (entity, named, name)))
        desk.log_tells = True
        derived.refresh(connection, derived.hanging(connection, entity, named.bytes))
        search.refresh(connection, [(entity, named.bytes)])
        audit.note(desk, "FORGOTTEN", name, entity=entity)
