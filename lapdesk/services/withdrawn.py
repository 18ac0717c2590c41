"""What a withdrawn consent allowed, emptied for good: the card, sensitive items, a life story.

    without_consent(desk, day=None, person=None) -> how many

Each emptying travels like an erasure, or like a value forgotten. What was removed before is
emptied as well, for its values rest in the journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.change import Change
from lapdesk.models.entities import BY_NAME
from lapdesk.models.fold import in_order
from lapdesk.services import erasing
from lapdesk.store import emptying, rows
from lapdesk.store.desk import Desk

# Whose consents of a kind were all withdrawn by a day, as `models.rules.people.stands` says it,
# and since when: what another one still allows stays.
_NOT_AGREED: Final = """
    SELECT c.participant, c.kind, max(c.withdrawn_on) FROM consent AS c
    WHERE c.kind IN ('IDENTITY', 'SENSITIVE', 'STORY') AND c.withdrawn_on <= :day
        AND c.participant IS NOT NULL AND (:person IS NULL OR c.participant = :person)
        AND NOT EXISTS (SELECT 1 FROM consent AS s
            WHERE s.participant = c.participant AND s.kind = c.kind
            AND (s.withdrawn_on IS NULL OR s.withdrawn_on > :day))
    GROUP BY c.participant, c.kind"""
# An item names the consent that it was given with.
_NOT_AGREED_ITEMS: Final = """
    SELECT i.id, c.withdrawn_on FROM sensitive_item AS i JOIN consent AS c ON c.id = i.consent
    WHERE c.withdrawn_on <= :day AND (:person IS NULL OR i.participant = :person)"""


def without_consent(desk: Desk, day: date | None = None, person: str | None = None) -> int:
    """Empty what a withdrawn consent allowed and no other one allows: card, items, life story.

    Of everybody, or of one person. A withdrawal on another laptop may not have known all of it,
    and one told for a day to come waits for that day.
    """
    given = {"day": (day or clock.today()).isoformat(), "person": _packed(person)}
    with desk.entry() as connection:
        over = [
            (str(UUID(bytes=row[0])), str(row[1]), str(row[2]))
            for row in connection.exec_driver_sql(_NOT_AGREED, given)
        ]
        items = [
            (UUID(bytes=row[0]), str(row[1]))
            for row in connection.exec_driver_sql(_NOT_AGREED_ITEMS, given)
        ]
        kept = Kept(desk, connection)
        done = sum(_withdrawn(kept, who, kind, since) for who, kind, since in over)
        for item, since in items:
            if rows.get(connection, BY_NAME["SensitiveItem"], item.bytes) is not None:
                erasing.empty_item(desk, str(item), "REQUEST", since)
                done += 1
    return done


def _packed(person: str | None) -> bytes | None:
    return None if person is None else UUID(person).bytes


class Kept:
    """What is kept of persons, the journal's part of what was removed read once an entity."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self.desk, self.connection = desk, connection
        self._aside: dict[str, dict[bytes, list[Change]]] = {}

    def of(self, entity: str, tie: str, named: str) -> set[UUID]:
        """The records tied to one, those removed among them."""
        here = rows.find(self.connection, BY_NAME[entity], {tie: named})
        gone = (
            record
            for record, changes in self.removed(entity).items()
            if named in emptying.named_in(changes, tie)
        )
        return {UUID(one["id"]) for one in here} | {UUID(bytes=record) for record in gone}

    def removed(self, entity: str) -> dict[bytes, list[Change]]:
        """The changes of what no row tells of, as far as they were not emptied."""
        if entity not in self._aside:
            aside = emptying.aside(self.connection, self.desk.devices, entity)
            self._aside[entity] = {
                record: changes
                for record, changes in aside.items()
                if rows.get(self.connection, BY_NAME[entity], record) is None
                and not all(change.erased for change in changes if change.fields)
            }
        return self._aside[entity]

    def values_removed(self, entity: str) -> Iterator[dict[str, Any]]:
        """What each of these said last, with its id."""
        for record, changes in self.removed(entity).items():
            said: dict[str, Any] = {}
            for change in in_order(changes):
                said |= change.fields or {}
            yield {**said, "id": str(UUID(bytes=record))}

    def says(self, entity: str, record: UUID, name: str) -> bool:
        """Whether a record, there or removed, still holds a value."""
        values = rows.get(self.connection, BY_NAME[entity], record.bytes)
        if values is not None:
            return values.get(name) is not None
        changes = self.removed(entity).get(record.bytes, ())
        return any((change.fields or {}).get(name) is not None for change in changes)


def _withdrawn(kept: Kept, person: str, kind: str, since: str) -> int:
    """Empty what consents of a kind allowed; gives how many records that was."""
    if kind == "IDENTITY":
        cards = kept.of("Identity", "participant", person)
        for card in cards:
            erasing.empty_card(kept.desk, str(card), person)
        return len(cards)
    if kind == "SENSITIVE":
        items = kept.of("SensitiveItem", "participant", person)
        for item in items:
            erasing.empty_item(kept.desk, str(item), "REQUEST", since)
        sheets = kept.of("FunderSheet", "participant", person)
        return len(items) + sum(_let_go(kept, "FunderSheet", one, "answers") for one in sheets)
    paths = kept.of("MigrapassPath", "participant", person)
    told = [one for path in paths for one in kept.of("Experience", "path", str(path))]
    return sum(_let_go(kept, "Experience", one, "own_words") for one in told)


def _let_go(kept: Kept, entity: str, record: UUID, name: str) -> bool:
    if not kept.says(entity, record, name):
        return False
    erasing.forget_value(kept.desk, entity, record, name, _("consent withdrawn"))
    return True
