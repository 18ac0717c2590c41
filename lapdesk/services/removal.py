"""Removing a record with its own parts; what others point to stays."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection

from lapdesk.i18n import _
from lapdesk.models.base import Entity
from lapdesk.models.draft import Draft, Problem
from lapdesk.models.entities import parts_of, pointing_at
from lapdesk.store import rows
from lapdesk.store.save import Ready


def prepare(
    connection: Connection, entity: Entity, draft: Draft
) -> tuple[list[Problem], list[Ready]]:
    """The problems of a removal, and the alterations that make it: the parts first."""
    record = _known(connection, entity, draft.record)
    if record is None:
        return [Problem("LD-114", "error", "id", _("There is nothing to remove."))], []
    if entity.__name__ == "Participant":
        message = _("A person is erased, not removed.")
        return [Problem("LD-116", "error", None, message)], []
    going = _with_parts(connection, entity.__name__, str(record))
    for name, one in going:
        for other, field in pointing_at(name):
            for row in rows.find(connection, other, {field: one}):
                if (other.__name__, row["id"]) not in going:
                    message = _("Other records point to this one: {label}.")
                    label = _(other.about.plural)
                    problem = Problem("LD-112", "error", field, message.format(label=label))
                    return [problem], []
    alterations = [
        Ready(name, UUID(one), None, draft.base if one == str(record) else None, draft.reason)
        for name, one in going
    ]
    return [], alterations


def _known(connection: Connection, entity: Entity, record: str | None) -> UUID | None:
    try:
        found = UUID(record or "")
    except ValueError:
        return None
    return found if rows.get(connection, entity, found.bytes) is not None else None


def _with_parts(connection: Connection, name: str, record: str) -> list[tuple[str, str]]:
    found = []
    for part, field in parts_of(name):
        for row in rows.find(connection, part, {field: record}):
            found += _with_parts(connection, part.__name__, row["id"])
    return [*found, (name, record)]
