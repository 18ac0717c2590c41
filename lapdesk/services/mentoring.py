"""Migrapass as a mentor sees it: the mentees, one path in full, and what moves it on.

listed(desk, everyone)      the mentees, mine or all
path_of(desk, participant)  a person's paths for their timeline, newest first
opened(desk, path)          one path with all its parts
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Minutes
from lapdesk.models.rules import migrapass as rules
from lapdesk.services import naming
from lapdesk.services.loading import called
from lapdesk.services.naming import Person
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import migrapass as queries
from lapdesk.store.world import StoreWorld

# 12 to 13 hours a person are expected (domain model, V26).
EXPECTED: Final = (12 * 60, 13 * 60)
UNDER_WAY: Final = ("PROPOSED", "STARTED", "PAUSED")


@dataclass(frozen=True, slots=True)
class Mentee:
    """One line of the list; `steps` are the codes that were met, `next_step` the first that was
    not ("" when all were)."""

    path: str
    person: Person
    mentor: str
    mine: bool
    state: str
    minutes: int
    planned: int
    steps: tuple[str, ...]
    next_step: str


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that happened on a path, as a timeline says it; notes stay with the mentor."""

    day: str
    title: str
    detail: str
    entity: str
    record: str


@dataclass(frozen=True, slots=True)
class Way:
    """A path as a person's record shows it: where it stands, and what happened, oldest first."""

    path: str
    state: str
    mentor: str
    minutes: int
    planned: int
    next_step: str
    events: tuple[Passed, ...]


def steps() -> list[tuple[str, str]]:
    """The steps in their order, by code and words."""
    return [(c, e.label) for c, e in lists.get("migrapass_step").entries.items()]


def listed(desk: Desk, everyone: bool = False) -> list[Mentee]:
    """The mentees of whoever enters, or of all mentors; those under way first."""
    me = str(desk.member) if desk.member is not None else None
    with desk.transaction() as connection:
        equal = {} if everyone else {"mentor": me}
        paths = rows.find(connection, BY_NAME["MigrapassPath"], equal, order="agreed_on DESC, n")
        paths = [one for one in paths if one.get("participant")]
        people = naming.persons(desk, connection, [one["participant"] for one in paths])
        met = queries.met(connection)
        world = StoreWorld(desk, connection)
        found = [
            _mentee(desk, connection, world, one, people[one["participant"]], met.get(one["id"]))
            for one in paths
            if one["participant"] in people
        ]
    return sorted(found, key=lambda one: one.state not in UNDER_WAY)


def _mentee(
    desk: Desk,
    connection: Connection,
    world: StoreWorld,
    path: Mapping[str, Any],
    person: Person,
    met: list[queries.Met] | None,
) -> Mentee:
    done = {one.step for one in met or ()}
    return Mentee(
        path["id"],
        person,
        called(desk, connection, "TeamMember", path["mentor"]) if path.get("mentor") else "",
        desk.member is not None and path.get("mentor") == str(desk.member),
        str(path.get("state") or "PROPOSED"),
        rules.minutes(path, world),
        int(path.get("planned_minutes") or EXPECTED[0]),
        tuple(code for code, _words in steps() if code in done),
        next_of(done),
    )


def next_of(done: Collection[str]) -> str:
    """The first step that is not among those met, "" where all were."""
    return next((code for code, _words in steps() if code not in done), "")


def path_of(desk: Desk, participant: str) -> tuple[Way, ...]:
    """A person's paths for their timeline, newest first; empty where there is none."""
    with desk.transaction() as connection:
        world = StoreWorld(desk, connection)
        entity = BY_NAME["MigrapassPath"]
        paths = rows.find(
            connection, entity, {"participant": participant}, order="agreed_on DESC, n DESC"
        )
        return tuple(_way(desk, connection, world, one) for one in paths)


def _way(desk: Desk, connection: Connection, world: StoreWorld, path: Mapping[str, Any]) -> Way:
    events = sorted(_events(connection, world, path), key=lambda event: event.day)
    done = {one.step for one in queries.met(connection, path["id"]).get(path["id"], ())}
    return Way(
        path["id"],
        str(path.get("state") or "PROPOSED"),
        called(desk, connection, "TeamMember", path["mentor"]) if path.get("mentor") else "",
        rules.minutes(path, world),
        int(path.get("planned_minutes") or EXPECTED[0]),
        next_of(done),
        tuple(events),
    )


def _events(connection: Connection, world: StoreWorld, path: Mapping[str, Any]) -> Iterator[Passed]:
    """Days of agreement, start and end; meetings; skills as they were put into words."""
    title = _("Migrapass")
    for name, words in (
        ("agreed_on", _("Path agreed")),
        ("start", _("Path begun")),
        ("end", lists.get("migrapass_state").label(path.get("state"))),
    ):
        # Begun on the day it was agreed: once is enough.
        if path.get(name) and not (name == "start" and path["start"] == path.get("agreed_on")):
            yield Passed(str(path[name]), title, words, "MigrapassPath", path["id"])
    for one in world.find("MigrapassMeeting", path=path["id"]):
        words = lists.get("migrapass_step").label(one.get("step"))
        detail = f"{words} · {Minutes().show(one.get('minutes'))}"
        yield Passed(str(one.get("date") or ""), title, detail, "MigrapassMeeting", one["id"])
    for one in world.find("SkillStatement", path=path["id"]):
        words = str(one.get("own") or lists.get("skill").label(one.get("skill")))
        yield Passed(str(one.get("date") or ""), title, words, "SkillStatement", one["id"])
