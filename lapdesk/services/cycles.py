"""Workshops as cycles of sessions: listed, begun with their sessions, with who has a place.

`listing`, `page`, `kind_of`, `new_session` and `people` read; the rest makes drafts for
`record.write`, so that a whole cycle is one entry and one undo.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.calendar import Proposed
from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Draft, Values
from lapdesk.models.entities import BY_NAME
from lapdesk.models.rules.workshops import PLACED
from lapdesk.services import loading, naming
from lapdesk.services.sheet import short_names
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.queries import workshops as queries
from lapdesk.store.queries.workshops import CycleRow, PlaceRow, SessionRow

__all__ = [
    "Cycle", "CycleRow", "Listing", "Place", "SessionRow", "change", "enrol", "first_values",
    "kind_of", "leave", "listing", "more_sessions", "move", "new_cycle", "new_session",
    "next_states", "next_year", "page", "people",
]  # fmt: skip

# How far back a sheet that was not closed is asked about, and how many at once.
ASKED_DAYS: Final = 60
MOST_ASKED: Final = 12
# Leaving for one of these reasons is to have finished.
FINISHED_BY: Final = ("GOAL", "NEXT_COURSE")
YEAR: Final = timedelta(weeks=52)
# « Ateliers du mardi 2025-2026 » is next year's « 2026-2027 ».
_YEARS: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Listing:
    """The workshops, and the sessions up to today whose sheet is not closed."""

    cycles: tuple[CycleRow, ...]
    to_call: tuple[SessionRow, ...]


@dataclass(frozen=True, slots=True)
class Place(naming.Named):
    """Somebody's enrolment, what they are called, what a draft on it stands on."""

    row: PlaceRow
    code: str
    name: str
    base: tuple[ChangeId, ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """A workshop for its page: the record, its sessions in order, who has or had a place."""

    loaded: loading.Loaded
    sessions: tuple[SessionRow, ...]
    places: tuple[Place, ...]

    @property
    def taken(self) -> int:
        """How many places are taken."""
        return sum(place.row.state in PLACED for place in self.places)

    @property
    def full(self) -> bool:
        """Whether the next person waits."""
        capacity = self.loaded.values.get("capacity")
        return capacity is not None and self.taken >= int(capacity)

    @property
    def next_in(self) -> Place | None:
        """Who has waited longest while a place is free, None where nobody can be offered one."""
        if self.full or self.loaded.values.get("state") == "CLOSED":
            return None
        return next((place for place in self.places if place.row.state == "WAITING"), None)

    @property
    def staying(self) -> tuple[str, ...]:
        """The people who have a place, in the order in which they asked for it."""
        return tuple(p.row.participant for p in self.places if p.row.state in PLACED)


def listing(desk: Desk, closed: bool = False) -> Listing:
    """The workshops that are open or planned, or those that are closed."""
    today = clock.today()
    since = (today - timedelta(days=ASKED_DAYS)).isoformat()
    with desk.transaction() as connection:
        cycles = queries.cycles(connection, today.isoformat(), closed=closed)
        asked = queries.to_call(connection, today.isoformat(), since, MOST_ASKED)
    return Listing(tuple(cycles), tuple(asked))


def page(desk: Desk, workshop: str) -> Cycle:
    """One workshop with its sessions and places; raises LD-108 where it is not there."""
    loaded = loading.load(desk, "Workshop", workshop)
    with desk.transaction() as connection:
        sessions = queries.sessions(connection, workshop)
        found = queries.places(connection, workshop)
        known = naming.persons(desk, connection, [row.participant for row in found])
        names = short_names(desk, known)
        places = [
            Place(
                row,
                known[row.participant].code,
                names[row.participant],
                save.heads(desk, connection, "Enrolment", UUID(row.id)),
            )
            for row in found
        ]
    return Cycle(loaded, tuple(sessions), tuple(places))


def kind_of(desk: Desk, record: str) -> str:
    """Whether an id is a workshop's or a session's; raises LD-108 where it is neither."""
    with desk.transaction() as connection:
        for name in ("Workshop", "Session"):
            if rows.get(connection, BY_NAME[name], UUID(record).bytes) is not None:
                return name
    raise LapdeskError("LD-108", _("No record has this id."))


def people(desk: Desk, text: str) -> list[naming.Person]:
    """Persons to enrol or to add to a sheet: by code, by name too while the safe is open."""
    with desk.transaction() as connection:
        found = naming.find(desk, connection, text, 10)
        names = short_names(desk, {one.id: one for one in found})
    return [replace(one, name=names[one.id]) for one in found]


def new_cycle(values: Values, days: Iterable[Proposed]) -> list[Draft]:
    """A workshop and its sessions, to be written as one entry; its id is the first draft's."""
    workshop = str(uuid4())
    made = Draft("Workshop", dict(values), workshop)
    leaders = values.get("leaders")
    return [made, *(_session(workshop, leaders, one) for one in days)]


def more_sessions(cycle: Cycle, days: Iterable[Proposed]) -> list[Draft]:
    """Sessions added to a workshop that is there."""
    leaders = cycle.loaded.values.get("leaders")
    return [_session(cycle.loaded.record, leaders, one) for one in days]


def _session(workshop: str, leaders: Any, one: Proposed) -> Draft:
    values = {
        "workshop": workshop,
        "date": one.day.isoformat(),
        "start": one.start,
        "end": one.end,
        "leaders": leaders,
    }
    return Draft("Session", values, str(uuid4()))


def new_session(desk: Desk, workshop: str) -> dict[str, Any]:
    """What a session that was not planned begins with: today, the usual hours and leaders."""
    today = clock.today()
    with desk.transaction() as connection:
        about = rows.get(connection, BY_NAME["Workshop"], UUID(workshop).bytes)
        times = queries.last_times(connection, workshop)
    if about is None:
        raise LapdeskError("LD-108", _("No record has this id."))
    slots = about.get("weekly_slots") or ()
    of_day = [s for s in slots if s["weekday"] == today.isoweekday()] or list(slots)
    if of_day:
        times = (of_day[0]["start"], of_day[0]["end"])
    values = {"workshop": workshop, "date": today.isoformat(), "leaders": about.get("leaders")}
    values |= {"phase": about["phase"]} if about.get("phase") else {}
    return {**values, "start": times[0], "end": times[1]} if times else values


def enrol(workshop: str, person: str, *, waiting: bool = False) -> Draft:
    """A place for somebody, or a place in the queue."""
    values = {
        "participant": person,
        "workshop": workshop,
        "asked_on": clock.today().isoformat(),
        "state": "WAITING" if waiting else "ENROLLED",
    }
    return Draft("Enrolment", values)


def move(place: Place, state: str) -> Draft:
    """Another state of an enrolment: from the queue to a place, a pause, back."""
    values: dict[str, Any] = {"state": state}
    if place.row.state == "LEFT" and state == "ACTIVE":
        values |= {"end": None, "exit_reason": None}
    return Draft("Enrolment", values, place.row.id, place.base)


def leave(place: Place, reason: str) -> Draft:
    """Somebody gives their place up today; who never came has cancelled, whose goal is reached
    has finished."""
    if place.row.state in ("WAITING", "ENROLLED"):
        state = "CANCELLED"
    elif place.row.state == "ACTIVE" and reason in FINISHED_BY:
        state = "FINISHED"
    else:
        state = "LEFT"
    values = {"state": state, "exit_reason": reason, "end": clock.today().isoformat()}
    return Draft("Enrolment", values, place.row.id, place.base)


def next_states(cycle: Cycle) -> tuple[str, ...]:
    """Where a workshop may go from its state."""
    entry = lists.get("workshop_state").entries.get(str(cycle.loaded.values.get("state")))
    return entry.next or () if entry else ()


def change(cycle: Cycle, values: Mapping[str, Any]) -> Draft:
    """Fields of the workshop itself."""
    return Draft("Workshop", dict(values), cycle.loaded.record, cycle.loaded.base)


def next_year(cycle: Cycle) -> dict[str, Any]:
    """What the same workshop begins with a year later: its days 52 weeks on, on the same
    weekdays; years in its title follow."""
    kept = {n: v for n, v in cycle.loaded.values.items() if n not in ("id", "state")}
    for name in ("start", "end"):
        kept[name] = (date.fromisoformat(str(kept[name])) + YEAR).isoformat()
    kept["title"] = _YEARS.sub(lambda found: str(int(found[0]) + 1), str(kept["title"]))
    return kept


def first_values(desk: Desk) -> tuple[dict[str, Any], dict[str, str]]:
    """What a new workshop begins with, and what it points to by name: our commune, the place of
    the last one, whoever enters as its leader, today."""
    with desk.transaction() as connection:
        own = rows.find(connection, BY_NAME["Organisation"], {}, limit=1)
        last = rows.find(connection, BY_NAME["Workshop"], {}, limit=1, order="n DESC")
        leader = str(desk.member) if desk.member else None
        values = {
            "commune": own[0].get("commune") if own else None,
            "place": last[0].get("place") if last else None,
            "leaders": [leader] if leader else None,
            "start": clock.today().isoformat(),
        }
        names = {leader: loading.called(desk, connection, "TeamMember", leader)} if leader else {}
    return {name: value for name, value in values.items() if value}, names
