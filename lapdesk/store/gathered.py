"""Records for the lines of a list: what all lines ask is read at once and not asked again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Values
from lapdesk.models.entities import BY_NAME
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.world import StoreWorld


class Gathered(StoreWorld):
    """A world that remembers what was gathered; for one reading, in one transaction.

    A hundred lines that each ask for an act, a structure and heads are three statements.
    """

    def __init__(self, desk: Desk, connection: Connection) -> None:
        super().__init__(desk, connection)
        self._by_id: dict[tuple[str, str], Values | None] = {}
        self._by_field: dict[tuple[str, str, str], list[Values]] = {}
        self._heads: dict[tuple[str, str], tuple[ChangeId, ...]] = {}

    def gather(self, entity: str, records: Iterable[str | None]) -> None:
        """These records, by their ids; what is no id is passed over."""
        asked = {one for one in records if one} - {r for e, r in self._by_id if e == entity}
        found = rows.among(self._connection, BY_NAME[entity], "id", asked)
        self._by_id.update({(entity, one): None for one in asked})
        self._by_id.update({(entity, one["id"]): one for one in found})

    def gather_by(self, entity: str, name: str, values: Iterable[str]) -> None:
        """The records that have one of these values in a field."""
        asked = [v for v in dict.fromkeys(values) if (entity, name, v) not in self._by_field]
        self._by_field.update({(entity, name, one): [] for one in asked})
        for one in rows.among(self._connection, BY_NAME[entity], name, asked):
            self._by_field[entity, name, one[name]].append(one)

    def gather_heads(self, entity: str, records: Iterable[str | None]) -> None:
        """What drafts of these records stand on."""
        asked = (one for one in records if one)
        found = save.heads_of(self._desk, self._connection, entity, asked)
        self._heads.update({(entity, one): heads for one, heads in found.items()})

    def get(self, entity: str, record: str | None) -> Values | None:
        """A record's values, from what was gathered where it is there."""
        if record is not None and (entity, record) in self._by_id:
            return self._by_id[entity, record]
        return super().get(entity, record)

    def find(self, entity: str, **equal: Any) -> Sequence[Values]:
        """Records by their values, the same way."""
        if len(equal) == 1:
            ((name, value),) = equal.items()
            kept = self._by_field.get((entity, name, value)) if isinstance(value, str) else None
            if kept is not None:
                return list(kept)
        return super().find(entity, **equal)

    def heads(self, entity: str, record: str) -> tuple[ChangeId, ...]:
        """What a draft of this record stands on."""
        kept = self._heads.get((entity, record))
        if kept is not None:
            return kept
        return save.heads(self._desk, self._connection, entity, UUID(record))
