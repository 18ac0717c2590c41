"""What is asked of a printed output, and the records that its ids name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.entities import BY_NAME
from lapdesk.store import rows
from lapdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person asks of an output; each takes the options that it lists."""

    ids: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    second: str | None = None
    large: bool = False
    filled: bool = False
    nameless: bool = False
    names: bool = False
    level: bool = False
    by: str = ""
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Output:
    """A printed output: its title, the options it takes, and what makes its pages."""

    title: str
    options: tuple[str, ...]
    pages: Callable[[Desk, Asked], bytes]


def only(ids: tuple[str, ...]) -> str:
    """The one id; raises LD-127 for none or several."""
    if len(ids) != 1:
        raise LapdeskError("LD-127", _("Name one record with --id."))
    return ids[0]


def record(connection: Connection, entity: str, named: str) -> dict[str, Any] | None:
    """The record that an id, or a code where the entity has one, names."""
    try:
        return rows.get(connection, BY_NAME[entity], UUID(named).bytes)
    except ValueError:
        if "code" not in fields(BY_NAME[entity]):
            return None
        found = rows.find(connection, BY_NAME[entity], {"code": named.strip().upper()}, limit=1)
        return found[0] if found else None


def people_and_workshop(desk: Desk, ids: Sequence[str]) -> tuple[list[str], dict[str, Any] | None]:
    """The persons, by id, that ids and codes name, and the workshop among them if there is one.

    Raises LD-127 for none, LD-015 where an id is neither a person's nor a workshop's.
    """
    if not ids:
        raise LapdeskError("LD-127", _("Name one record with --id."))
    people: list[str] = []
    workshop = None
    with desk.transaction() as connection:
        for one in ids:
            person = record(connection, "Participant", one)
            if person:
                people.append(str(person["id"]))
                continue
            workshop = _workshop(connection, one)
    return list(dict.fromkeys(people)), workshop


def _workshop(connection: Connection, named: str) -> dict[str, Any]:
    try:
        found = rows.get(connection, BY_NAME["Workshop"], UUID(named).bytes)
    except ValueError:
        found = None
    if found is None:
        raise LapdeskError("LD-015", _("Nobody has this code: read it again sign by sign."))
    return found
