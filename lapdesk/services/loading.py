"""One record as a form is given it: values, what they stand on, what it points to by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Values
from lapdesk.models.entities import BY_NAME, references
from lapdesk.services.apply import shown_fields
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.world import StoreWorld


@dataclass(frozen=True, slots=True)
class Loaded:
    """`values` in JSON form, sealed ones opened or left out; `base` the heads for a draft;
    `names` what each record that it points to is called, by id."""

    entity: str
    record: str
    values: Values
    base: tuple[ChangeId, ...]
    names: Mapping[str, str]


def load(desk: Desk, entity: str, record: str) -> Loaded:
    """A record for its form; raises LD-108 where it is not there."""
    about = BY_NAME[entity]
    with desk.transaction() as connection:
        found = rows.get(connection, about, UUID(record).bytes)
        if found is None:
            raise LapdeskError("LD-108", _("No record has this id."))
        names = {}
        for name, target in references(about).items():
            pointed = found.get(name) or ()
            for one in [pointed] if isinstance(pointed, str) else pointed:
                names[one] = called(desk, connection, target, one)
        base = save.heads(desk, connection, entity, UUID(record))
        return Loaded(entity, record, shown_fields(desk, about, found), base, names)


def called(desk: Desk, connection: Connection, entity: str, record: str) -> str:
    """What one record is called; its id where it is not there."""
    if entity == "Participant":
        return StoreWorld(desk, connection).called(record)
    values: dict[str, Any] | None = rows.get(connection, BY_NAME[entity], UUID(record).bytes)
    if not values:
        return record
    named = {
        name: called(desk, connection, target, values[name])
        for name, target in references(BY_NAME[entity]).items()
        if name in BY_NAME[entity].about.title and isinstance(values.get(name), str)
    }
    return title(entity, values, named)


def title(entity: str, values: Values, named: Mapping[str, str] | None = None) -> str:
    """The fields that name a record, as they are shown; `named` says what records among them
    are called."""
    about = BY_NAME[entity]
    known, names = fields(about), named or {}
    shown = (
        names.get(name) or known[name].kind.show(values.get(name)) for name in about.about.title
    )
    return " · ".join(word for word in shown if word)
