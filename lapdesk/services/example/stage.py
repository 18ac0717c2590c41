"""A house as it stands while its years are played, and how the example records."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from random import Random
from typing import Any, Final
from uuid import UUID

from lapdesk.models.draft import Draft
from lapdesk.services import record
from lapdesk.services.example.cast import House
from lapdesk.services.example.names import Named
from lapdesk.store.desk import Desk

_ORDER: Final = count()


class PlayError(Exception):
    """The example wrote something that its own rules refuse: a fault of ours."""


@dataclass(slots=True)
class Known:
    """A person as the example knows them: until when they come, what they ask about."""

    id: str
    named: Named
    until: date
    themes: list[str] = field(default_factory=list)
    agrees_to_share: bool = False
    carded: bool = False


@dataclass(slots=True)
class Offer:
    """Somewhere to be sent: its theme, and whom to ask for where somebody is known."""

    actor: str
    offer: str
    theme: str
    contact: str | None = None


@dataclass(slots=True)
class Seat:
    """Somebody's place in a workshop, and how often they are there (0 to 1)."""

    enrolment: str
    state: str
    regular: float


@dataclass(slots=True)
class Stage:
    """A house as it stands while its years are played."""

    house: House
    desk: Desk
    random: Random
    members: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    # Who stands in a story, by its key.
    heroes: dict[str, str] = field(default_factory=dict)
    names: set[tuple[str, str]] = field(default_factory=set)
    offers: list[Offer] = field(default_factory=list)
    seats: dict[str, dict[str, Seat]] = field(default_factory=dict)
    # Workshops by their title.
    groups: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[str, int]] = field(default_factory=dict)
    spaces: dict[tuple[str, str], int] = field(default_factory=dict)
    agenda: list[tuple[date, int, Callable[[Any], Any]]] = field(default_factory=list)

    def later(self, day: date, scene: Callable[[Any], Any]) -> None:
        """Play a scene on its day; those of one day in the order they were planned."""
        heapq.heappush(self.agenda, (day, next(_ORDER), scene))

    def around(self, day: date) -> list[str]:
        """The people who come at that time, in the order in which they were met."""
        return [one for one in self.people if self.known[one].until >= day]

    def member(self, role: str) -> str:
        """A member who has this role; the coordinator, who has each, only where nobody else."""
        able = [n for n, mate in enumerate(self.house.team) if role in mate.roles]
        others = [n for n in able if n]
        return self.members[self.random.choice(others or able)]

    @contextmanager
    def entering(self, member: str) -> Iterator[None]:
        """Let another member enter for a while, with the roles that are theirs."""
        before = (self.desk.member, self.desk.roles)
        roles = self.house.team[self.members.index(member)].roles
        self.desk.member, self.desk.roles = UUID(member), frozenset(roles)
        try:
            yield
        finally:
            self.desk.member, self.desk.roles = before

    def put(self, entity: str, values: dict[str, Any], *more: Draft) -> str:
        """Record through the same way in as everyone; gives the id."""
        outcomes = record.write(self.desk, [Draft(entity, values), *more])
        if any(o.status == "refused" for o in outcomes):
            raise PlayError([p for o in outcomes for p in o.problems])
        assert outcomes[0].record is not None
        return outcomes[0].record

    def change(self, entity: str, record_id: str, values: dict[str, Any]) -> None:
        """Alter a record the same way."""
        put_all(self, [Draft(entity, values, record_id)])


def put_all(stage: Stage, drafts: Sequence[Draft]) -> None:
    """Record several at once, as one entry."""
    outcomes = record.write(stage.desk, drafts)
    if any(o.status == "refused" for o in outcomes):
        raise PlayError([p for o in outcomes for p in o.problems])
