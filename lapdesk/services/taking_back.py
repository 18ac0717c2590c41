"""Ctrl+Z in the window: the last own entry taken back and named, this sitting's before others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from lapdesk.i18n import _
from lapdesk.models.base import Entity, fields
from lapdesk.models.change import Change
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.services import undo
from lapdesk.services.loading import title
from lapdesk.store import journal, rows
from lapdesk.store.desk import Desk

# Public data whose title is nobody's name.
_OPEN = "D0"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back, in words without names, and the entities it touched.

    `earlier`: nothing was, for the last entry is of another sitting; `beyond`: nothing was, for
    what was written after it emptied something for good. `said` names the entry.
    """

    said: str
    touched: frozenset[str] = frozenset()
    earlier: bool = False
    beyond: bool = False


def take_back(desk: Desk, since: int | None) -> TakenBack | None:
    """Take back the last own entry if it was made here after the hybrid clock `since`, and nothing
    after it that cannot be taken back.

    None as `since`: whenever it was made, whatever came after. None comes back where there is
    nothing left.
    """
    with desk.transaction() as connection:
        found = undo.last_entries(desk, 1)
        if not found:
            return None
        said = _said(desk, connection, found[0])
    first = found[0][0]
    if since is not None and (first.device != desk.device or first.clock <= since):
        return TakenBack(said, earlier=True)
    if since is not None and undo.emptied_last(desk):
        return TakenBack(said, beyond=True)
    done = undo.undo(desk)
    return TakenBack(said, frozenset(entity for one in done for entity, _id in one.records))


def _said(desk: Desk, connection: Connection, entry: Sequence[Change]) -> str:
    """An entry in words: one record by its label and day, several by their number."""
    there = {str(one.record) for one in entry}
    groups: dict[str, dict[str, str]] = {}
    for change in entry:
        entity = BY_NAME.get(change.entity)
        if entity is None:
            continue
        values = _values(desk, connection, entity, change)
        if values.get(entity.about.part_of or "id") in there - {str(change.record)}:
            # A part is named by what it was made with.
            continue
        groups.setdefault(change.entity, {})[str(change.record)] = _called(entity, values)
    words = [
        next(iter(made.values()))
        if len(made) == 1
        else f"{len(made)} {_lower(_(BY_NAME[name].about.plural))}"
        for name, made in groups.items()
    ]
    return ", ".join(words)


def _values(desk: Desk, connection: Connection, entity: Entity, change: Change) -> dict[str, Any]:
    """The record as it stands, or as it last stood where it was removed."""
    found = rows.get(connection, entity, change.record.bytes)
    if found is not None:
        return dict(found)
    tips = journal.heads(connection, change.entity, change.record.bytes)
    values: dict[str, Any] = {}
    for one in journal.history(connection, desk.devices, tips):
        values |= one.fields or {}
    return values


def _called(entity: Entity, values: dict[str, Any]) -> str:
    """« Need, 12/03/2026 »: never a person, nor what somebody wrote of them."""
    label, known = _(entity.about.label), fields(entity)
    days = [n for n in known if isinstance(known[n].kind, Day)]
    named = [n for n in (*entity.about.title, *days) if n in days and values.get(n)]
    if named and entity.about.data_class != _OPEN and entity.__name__ != "Participant":
        day = known[named[0]].kind.show(values[named[0]])
        return _("{record} of {day}").format(record=label, day=day)
    if entity.about.data_class == _OPEN or entity.__name__ in ("Participant", "Workshop"):
        shown = title(entity.__name__, {**values, "actor": None})
        return f"{label} – {shown}" if shown else label
    return label


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
