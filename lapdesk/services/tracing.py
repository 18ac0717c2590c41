"""Who wrote what of a person's record, and when; field names, never their values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.change import Change
from lapdesk.models.entities import BY_NAME, pointing_at
from lapdesk.models.kinds import Day
from lapdesk.services.loading import called
from lapdesk.store import journal, rows
from lapdesk.store.desk import Desk

MOST = 200


@dataclass(frozen=True, slots=True)
class Trace:
    """One change: when, what was touched, by whom; `forgettable` are the fields, by name and
    words, of which the value can still be deleted for good."""

    when: str
    what: str
    author: str
    entity: str = ""
    record: str = ""
    forgettable: tuple[tuple[str, str], ...] = ()


def traces(desk: Desk, person: str) -> list[Trace]:
    """The changes of a person and of all that points to them, newest first, at most 200."""
    with desk.transaction() as connection:
        found = list(_changes(desk, connection, person))
        found.sort(key=lambda c: (c.clock, c.number), reverse=True)
        names: dict[UUID, str] = {}
        return [_trace(desk, connection, change, names) for change in found[:MOST]]


def _changes(desk: Desk, connection: Connection, person: str) -> Iterator[Change]:
    yield from _history(desk, connection, "Participant", person)
    for entity, name in pointing_at("Participant"):
        for values in rows.find(connection, entity, {name: person}):
            yield from _history(desk, connection, entity.__name__, values["id"])


def _history(desk: Desk, connection: Connection, entity: str, record: str) -> list[Change]:
    tips = journal.heads(connection, entity, UUID(record).bytes)
    return journal.history(connection, desk.devices, tips)


def _trace(desk: Desk, connection: Connection, change: Change, names: dict[UUID, str]) -> Trace:
    author = change.author
    if author is not None and author not in names:
        names[author] = called(desk, connection, "TeamMember", str(author))
    moment = clock.moment(change.clock)
    when = f"{Day().show(moment.date().isoformat())} {moment:%H:%M}"
    by = names[author] if author is not None else _("lapdesk")
    entity, record = change.entity, str(change.record)
    return Trace(when, _what(change), by, entity, record, tuple(_forgettable(change)))


def _forgettable(change: Change) -> Iterator[tuple[str, str]]:
    """What the change wrote that is no tie to others, and that a record can do without."""
    entity = BY_NAME[change.entity]
    about, known = entity.about, fields(entity)
    for name, value in (change.fields or {}).items():
        ties = name in (about.person, about.part_of, about.also, *about.key)
        if value is not None and name in known and not ties and not known[name].required:
            yield name, known[name].title


def _what(change: Change) -> str:
    entity = BY_NAME[change.entity]
    label = _(entity.about.label)
    if change.erased:
        return _("{record}: erased").format(record=label)
    if change.fields is None:
        return _("{record}: removed").format(record=label)
    known = fields(entity)
    touched = [known[n].title for n in change.fields if n in known and n != "participant"]
    words = _("{record}: taken back ({fields})") if change.undoes else _("{record}: {fields}")
    return words.format(record=label, fields=", ".join(touched))
