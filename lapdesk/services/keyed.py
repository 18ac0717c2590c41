"""What the grids of a group have in common: who is in it, what a key stands on, one entry a key.

Keys come faster than the disk: a grid remembers what it wrote itself, so that the next key on the
same line alters the same record. Only the worker's thread writes `Written`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import record
from lapdesk.services.record import Outcome
from lapdesk.services.sheet import Seen
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk


@dataclass(slots=True)
class Written:
    """The record that stands behind each place of a grid, and its heads."""

    records: dict[tuple[str, ...], str] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)

    def follow(self, other: Written) -> Written:
        """What was read anew is what the same grid stands on; keys on their way know this one."""
        self.records, self.seen.heads = other.records, other.seen.heads
        return self

    def stand_on(self, desk: Desk, entity: str, place: tuple[str, ...], one: str) -> None:
        """A place shows this record as it stands now."""
        self.records[place] = one
        with desk.transaction() as connection:
            self.seen.heads[entity, one] = save.heads(desk, connection, entity, UUID(one))


def values_of(desk: Desk, entity: str, one: str) -> dict[str, Any]:
    """A record's values; none where it is not there."""
    with desk.transaction() as connection:
        return rows.get(connection, BY_NAME[entity], UUID(one).bytes) or {}


def put(
    desk: Desk,
    written: Written,
    entity: str,
    place: tuple[str, ...],
    fresh: Mapping[str, Any],
    values: Mapping[str, Any],
) -> list[Outcome]:
    """Set `values` on the record of a place; a new one begins with `fresh`, too."""
    known = written.records.get(place)
    one = known or str(uuid4())
    base = written.seen.heads.get((entity, one), ()) if known else ()
    whole = dict(values) if known else {**fresh, **values}
    return _write(desk, written, Draft(entity, whole, one, base), place)


def take_away(desk: Desk, written: Written, entity: str, place: tuple[str, ...]) -> list[Outcome]:
    """Remove the record of a place; nothing where there is none."""
    one = written.records.get(place)
    if one is None:
        return []
    base = written.seen.heads.get((entity, one), ())
    outcomes = _write(desk, written, Draft(entity, None, one, base), place)
    if outcomes[0].status != "refused":
        written.records.pop(place, None)
    return outcomes


def _write(desk: Desk, written: Written, draft: Draft, place: tuple[str, ...]) -> list[Outcome]:
    outcomes = record.write(desk, [draft])
    if outcomes[0].status != "refused":
        written.records[place] = str(draft.record)
        written.seen.follow(outcomes)
    return outcomes
