"""A line of a timeline: what happened, what can be done at once, and what lines are read with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Draft, Values
from lapdesk.services.loading import called_all
from lapdesk.store.desk import Desk
from lapdesk.store.gathered import Gathered


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


class Reading:
    """What the lines of one person are read with; what many lines ask is gathered first."""

    def __init__(self, desk: Desk, connection: Connection, person: str) -> None:
        self.desk = desk
        self.connection = connection
        self.person = person
        self.world = Gathered(desk, connection)
        self._called: dict[str, str] = {}

    def own(self, entity: str) -> list[Values]:
        """The person's records of an entity that names them itself."""
        self.world.gather_by(entity, "participant", [self.person])
        return self.find(entity, participant=self.person)

    def find(self, entity: str, **equal: Any) -> list[Values]:
        """Records by their values."""
        return list(self.world.find(entity, **equal))

    def whole(self, entity: str, record: str | None) -> Values:
        """A record's values, none where it is not here."""
        return self.world.get(entity, record) or {}

    def heads(self, entity: str, record: str) -> tuple[ChangeId, ...]:
        """What a draft of this record stands on."""
        return self.world.heads(entity, record)

    def name(self, entity: str, records: Iterable[str | None]) -> None:
        """Ask at once what these records are called."""
        wanted = {one for one in records if one} - set(self._called)
        self._called.update(called_all(self.desk, self.connection, entity, wanted))

    def called(self, entity: str, record: str | None) -> str:
        """What a record is called, "" where none is told."""
        self.name(entity, [record])
        return self._called[record] if record else ""


Lines = Iterator[Event]


def age(day: str) -> int:
    """How many days ago an ISO day was."""
    return (clock.today() - date.fromisoformat(day)).days


def joined(*words: str) -> str:
    """The words that there are, with a point between them."""
    return " · ".join(word for word in words if word)
