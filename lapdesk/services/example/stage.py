"""A house as it stands while its years are played, and how the example records."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from random import Random
from typing import Any, Final

from lapdesk.models.draft import Draft
from lapdesk.services import record
from lapdesk.services.example.cast import House
from lapdesk.store.desk import Desk

_ORDER: Final = count()


class PlayError(Exception):
    """The example wrote something that its own rules refuse: a fault of ours."""


@dataclass(slots=True)
class Stage:
    """A house as it stands while its years are played."""

    house: House
    desk: Desk
    random: Random
    members: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    offers: list[tuple[str, str, str]] = field(default_factory=list)
    contacts: dict[str, str] = field(default_factory=dict)
    enrolled: dict[str, list[str]] = field(default_factory=dict)
    agenda: list[tuple[date, int, Callable[[Any], Any]]] = field(default_factory=list)

    def later(self, day: date, scene: Callable[[Any], Any]) -> None:
        """Play a scene on its day; those of one day in the order they were planned."""
        heapq.heappush(self.agenda, (day, next(_ORDER), scene))

    def put(self, entity: str, values: dict[str, Any], *more: Draft) -> str:
        """Record through the same way in as everyone; gives the id."""
        outcomes = record.write(self.desk, [Draft(entity, values), *more])
        if any(o.status == "refused" for o in outcomes):
            raise PlayError([p for o in outcomes for p in o.problems])
        assert outcomes[0].record is not None
        return outcomes[0].record

    def change(self, entity: str, record_id: str, values: dict[str, Any]) -> None:
        """Alter a record the same way."""
        outcome = record.write(self.desk, [Draft(entity, values, record_id)])[0]
        if outcome.status == "refused":
            raise PlayError(list(outcome.problems))


def put_all(stage: Stage, drafts: Sequence[Draft]) -> None:
    """Record several at once, as one entry."""
    outcomes = record.write(stage.desk, drafts)
    if any(o.status == "refused" for o in outcomes):
        raise PlayError([p for o in outcomes for p in o.problems])
