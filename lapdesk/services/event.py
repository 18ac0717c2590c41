"""A line of a timeline: what happened, what can be done at once, and what lines are read with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Action:
    """What one click does: `words` on the button, `said` once it is done."""

    words: str
    said: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline; `record` is what it is about, `state` where that stands where
    something can still happen, `last_step` when it moved last.

    `chain` tells where a person was sent on; `back` the states to which the orientation `parent`
    may be set back; `again` its theme where one may orient from it; `of` the code of the other
    record where two are one person's; `themes` those of an act that may leave a situation.
    """

    day: str
    kind: str
    title: str
    detail: str
    entity: str
    record: str
    state: str = ""
    base: tuple[ChangeId, ...] = ()
    last_step: str = ""
    chain: str = ""
    actions: tuple[Action, ...] = ()
    parent: str = ""
    back: tuple[tuple[str, str], ...] = ()
    again: str = ""
    of: str = ""
    themes: tuple[str, ...] = ()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the lines of one person are read with."""

    desk: Desk
    connection: Connection
    person: str

    def own(self, entity: str) -> list[dict[str, Any]]:
        """The person's records of an entity that names them itself."""
        return self.find(entity, participant=self.person)

    def find(self, entity: str, **equal: Any) -> list[dict[str, Any]]:
        """Records by their values."""
        return rows.find(self.connection, BY_NAME[entity], equal)

    def whole(self, entity: str, record: str | None) -> dict[str, Any]:
        """A record's values, none where it is not here."""
        if not record:
            return {}
        return rows.get(self.connection, BY_NAME[entity], UUID(record).bytes) or {}

    def heads(self, entity: str, record: str) -> tuple[ChangeId, ...]:
        """What a draft of this record stands on."""
        return save.heads(self.desk, self.connection, entity, UUID(record))


Lines = Iterator[Event]


def age(day: str) -> int:
    """How many days ago an ISO day was."""
    return (clock.today() - date.fromisoformat(day)).days


def joined(*words: str) -> str:
    """The words that there are, with a point between them."""
    return " · ".join(word for word in words if word)
