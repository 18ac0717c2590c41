"""One person's record: who they are, what was agreed, and everything that happened, by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.change import ChangeId
from lapdesk.models.entities import BY_NAME
from lapdesk.services import naming, retaining, timeline
from lapdesk.services.event import Event
from lapdesk.services.loading import Loaded, load
from lapdesk.services.naming import Person
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.queries import migrapass, pairs


@dataclass(frozen=True, slots=True)
class Same:
    """Another record that was said to be the same person's; `pair` is what says so."""

    person: Person
    pair: str
    base: tuple[ChangeId, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the person was told or agreed to; `withdrawn_on` empty: it stands."""

    id: str
    kind: str
    label: str
    detail: str
    withdrawn_on: str
    base: tuple[ChangeId, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """Everything of one person, as a screen shows it. `card` is None where the safe holds none,
    or while it is closed; `has_card` tells which. `same` are other records of theirs, whose lines
    stand in the timeline too; `path` is their open Migrapass path."""

    person: Person
    loaded: Loaded
    last_contact: str
    state: str
    timeline: tuple[Event, ...]
    agreements: tuple[Agreement, ...]
    has_card: bool
    card: Loaded | None
    same: tuple[Same, ...] = ()
    path: str | None = None

    def agrees(self, kind: str) -> bool:
        """Whether an agreement of this kind stands."""
        return any(a.kind == kind and not a.withdrawn_on for a in self.agreements)


def follow(desk: Desk, person: str) -> Followed:
    """A person's record; raises LD-108 where nobody has this id."""
    with desk.transaction() as connection:
        named = naming.persons(desk, connection, [person]).get(person)
        if named is None:
            raise LapdeskError("LD-108", _("No record has this id."))
        cards = rows.find(connection, BY_NAME["Identity"], {"participant": person}, limit=1)
        opens = bool(cards) and desk.safe_key is not None
        same = tuple(_same(desk, connection, person))
        last = _last(desk, [person, *(one.person.id for one in same)])
        return Followed(
            named,
            load(desk, "Participant", person),
            last[0].isoformat() if last else "",
            last[1] if last else "ACTIVE",
            _lines(desk, connection, person, same),
            tuple(_agreements(desk, connection, person)),
            bool(cards),
            load(desk, "Identity", cards[0]["id"]) if opens else None,
            same,
            migrapass.latest(connection, person, going=True),
        )


def _last(desk: Desk, records: Sequence[str]) -> tuple[date, retaining.State] | None:
    """When a person was last met, on whichever of their records that was noted."""
    met = [retaining.last_contact(desk, one) for one in records]
    return max((one for one in met if one is not None), default=None)


def _lines(
    desk: Desk, connection: Connection, person: str, same: Sequence[Same]
) -> tuple[Event, ...]:
    """The lines of a person; those of their other records among them, each with its code."""
    found = timeline.events(desk, connection, person)
    for other in same:
        theirs = timeline.events(desk, connection, other.person.id)
        found += [replace(line, of=other.person.code) for line in theirs]
    found.sort(key=lambda line: line.day, reverse=True)
    return tuple(found)


def _same(desk: Desk, connection: Connection, person: str) -> Iterator[Same]:
    """Records linked to this one, and those linked to them."""
    tied = pairs.tied(connection, person)
    named = naming.persons(desk, connection, [one.other for one in tied])
    for one in tied:
        if one.other in named:
            yield Same(named[one.other], one.id, _heads(desk, connection, "PersonPair", one.id))


def _find(connection: Connection, entity: str, person: str) -> list[dict[str, Any]]:
    return rows.find(connection, BY_NAME[entity], {"participant": person})


def _heads(desk: Desk, connection: Connection, entity: str, record: str) -> tuple[ChangeId, ...]:
    return save.heads(desk, connection, entity, UUID(record))


def _agreements(desk: Desk, connection: Connection, person: str) -> Iterator[Agreement]:
    kinds, forms = lists.get("consent"), lists.get("consent_form")
    mine = _find(connection, "Consent", person)
    bases = save.heads_of(desk, connection, "Consent", [line["id"] for line in mine])
    for line in mine:
        kind = str(line.get("kind") or "")
        given = str(line.get("given_on") or "")
        said = _("{form}, on {day}").format(form=forms.label(line.get("form")), day=_day(given))
        language = lists.get("language").label(line.get("told_in")) if line.get("told_in") else ""
        yield Agreement(
            line["id"],
            kind,
            kinds.label(kind),
            " · ".join(word for word in (said, language) if word),
            str(line.get("withdrawn_on") or ""),
            bases[line["id"]],
        )


def _day(value: str) -> str:
    from lapdesk.models.kinds import Day

    return Day().show(value) if value else ""
