"""Clashes, rule breaks and last entries in words: what a person looks at after a merge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.base import Field, fields
from lapdesk.models.change import Change
from lapdesk.models.entities import BY_NAME, references
from lapdesk.models.fold import EXISTENCE
from lapdesk.models.kinds import Many, Ref
from lapdesk.models.kinds_special import Sealed
from lapdesk.services import clashes, loading, undo
from lapdesk.services.clashes import Clash, Side
from lapdesk.services.review import Finding
from lapdesk.store import rows
from lapdesk.store.desk import Desk

MOST = 50
# What is no part of another record and is shown on its page all the same.
_ON: Final = {"Session": "workshop"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values in clash in words: what, who wrote it, when; `shown` is seen now."""

    change: str
    words: str
    author: str
    moment: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A field in clash: what the record is called and whose it is, the field, its values side by
    side.

    `field` None: whether the record is removed at all; another value cannot be typed then.
    """

    id: str
    entity: str
    record: str
    kind: str
    title: str
    whose: str
    field: Field | None
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ToReview:
    """A rule that a record breaks since a merge, in words.

    `way` leads from the record to the person it speaks of, or to what it is a part of, as
    (entity, id): one of them has a page. `whose` is what the last of them is called.
    """

    entity: str
    record: str
    kind: str
    title: str
    code: str
    message: str
    way: tuple[tuple[str, str], ...]
    whose: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the member's last entries: when, what it touched."""

    moment: str
    words: str


def pairs(desk: Desk) -> list[Pair]:
    """The first fields in clash, in words."""
    found = [one for one in clashes.every(desk) if one.entity in BY_NAME]
    with desk.transaction() as connection:
        return [_pair(desk, connection, one) for one in found[:MOST]]


def _pair(desk: Desk, connection: Connection, one: Clash) -> Pair:
    entity = BY_NAME[one.entity]
    about = fields(entity).get(one.field)
    label = _("Removed or kept") if one.field == EXISTENCE else one.field
    return Pair(
        one.id,
        one.entity,
        one.record,
        _(entity.about.label),
        loading.called(desk, connection, one.entity, one.record),
        _whose(desk, connection, tuple(_way(connection, one.entity, one.record))),
        None if about is not None and isinstance(about.kind, Sealed) else about,
        about.title if about is not None else label,
        tuple(_choice(desk, connection, about, side) for side in one.sides),
    )


def _choice(desk: Desk, connection: Connection, about: Field | None, side: Side) -> Choice:
    if side.removed:
        words = _("Removed")
    elif about is None:
        words = _("Kept")
    else:
        words = _words(desk, connection, about, side.value)
    author = _("unknown")
    if side.author is not None:
        author = loading.called(desk, connection, "TeamMember", side.author)
    moment = side.at.strftime("%d/%m/%Y %H:%M")
    return Choice(side.change, words, author, moment, side.shown)


def _words(desk: Desk, connection: Connection, about: Field, value: Any) -> str:
    if value in (None, "", []):
        return _("empty")
    if isinstance(about.kind, Sealed):
        return _("In the safe")
    kind = about.kind.item if isinstance(about.kind, Many) else about.kind
    if isinstance(kind, Ref):
        several = value if isinstance(value, list) else [value]
        return ", ".join(loading.called(desk, connection, kind.to, one) for one in several)
    return about.kind.show(value)


def reviews(desk: Desk, findings: Sequence[Finding]) -> list[ToReview]:
    """Rule breaks that a merge brought, with what each record is called."""
    with desk.transaction() as connection:
        return [_reviewed(desk, connection, found) for found in findings]


def _reviewed(desk: Desk, connection: Connection, found: Finding) -> ToReview:
    way = tuple(_way(connection, found.entity, found.record))
    return ToReview(
        found.entity,
        found.record,
        _(BY_NAME[found.entity].about.label),
        loading.called(desk, connection, found.entity, found.record),
        found.problem.code,
        found.problem.message,
        way,
        _whose(desk, connection, way),
    )


def _whose(desk: Desk, connection: Connection, way: Sequence[tuple[str, str]]) -> str:
    """What the last of them is called; of whom was erased an id alone is left."""
    whose = loading.called(desk, connection, *way[-1]) if len(way) > 1 else ""
    return "" if whose == way[-1][1] else whose


def _way(connection: Connection, entity: str, record: str) -> Iterator[tuple[str, str]]:
    yield entity, record
    about = BY_NAME[entity].about
    name = about.person if about.person not in ("", "id") else about.part_of or _ON.get(entity)
    values = rows.get(connection, BY_NAME[entity], UUID(record).bytes) or {}
    if name and isinstance(values.get(name), str):
        yield from _way(connection, references(BY_NAME[entity])[name], values[name])


def entries(desk: Desk) -> list[Entry]:
    """What the member can take back, newest first."""
    found = undo.last_entries(desk)
    with desk.transaction() as connection:
        return [_entry(desk, connection, changes) for changes in found]


def _entry(desk: Desk, connection: Connection, changes: Sequence[Change]) -> Entry:
    moment = clock.moment(changes[0].clock).strftime("%d/%m/%Y %H:%M")
    records: dict[UUID, str] = {}
    for change in changes:
        entity = BY_NAME.get(change.entity)
        if entity is None:
            continue
        label = _(entity.about.label)
        named = loading.called(desk, connection, change.entity, str(change.record))
        # A record that is gone, or has no name of its own, is called by what it is.
        gone = named in ("", str(change.record))
        what = label if gone else f"{label} · {named}"
        records[change.record] = (
            _("{what} (removed)").format(what=what) if change.fields is None else what
        )
    words = list(records.values())
    more = len(words) - 2
    said = ", ".join(words[:2])
    return Entry(moment, _("{what} and {n} more").format(what=said, n=more) if more > 0 else said)


def review_all(desk: Desk) -> list[ToReview]:
    """Every record looked over: the rules that they break as they stand, the first of them."""
    from lapdesk.services import checking

    return reviews(desk, checking.run(desk, deep=True).findings[:MOST])
