"""The mentees, mine or all: how far each is on their path, and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lapdesk.models import lists
from lapdesk.models.entities import BY_NAME
from lapdesk.models.rules import migrapass as rules
from lapdesk.services import naming
from lapdesk.services.loading import called_all
from lapdesk.services.naming import Person
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.gathered import Gathered
from lapdesk.store.queries import migrapass as queries

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


def steps() -> list[tuple[str, str]]:
    """The steps in their order, by code and words."""
    return [(c, e.label) for c, e in lists.get("migrapass_step").entries.items()]


def listed(desk: Desk, everyone: bool = False) -> list[Mentee]:
    """The mentees of whoever enters, or of all mentors; those under way first."""
    me = str(desk.member) if desk.member is not None else None
    with desk.transaction() as connection:
        equal = {} if everyone else {"mentor": me}
        paths = rows.find(connection, BY_NAME["MigrapassPath"], equal, order=queries.LATEST_FIRST)
        paths = [one for one in paths if one.get("participant")]
        people = naming.persons(desk, connection, [one["participant"] for one in paths])
        met = queries.met(connection)
        world = Gathered(desk, connection)
        world.gather_by("MigrapassMeeting", "path", (one["id"] for one in paths))
        mentors = (one["mentor"] for one in paths if one.get("mentor"))
        names = called_all(desk, connection, "TeamMember", mentors)
        found = [
            _mentee(desk, names, world, one, people[one["participant"]], met.get(one["id"]))
            for one in paths
            if one["participant"] in people
        ]
    return sorted(found, key=lambda one: one.state not in UNDER_WAY)


def _mentee(
    desk: Desk,
    names: Mapping[str, str],
    world: Gathered,
    path: Mapping[str, Any],
    person: Person,
    met: list[queries.Met] | None,
) -> Mentee:
    done = {one.step for one in met or ()}
    return Mentee(
        path["id"],
        person,
        names.get(path.get("mentor") or "", ""),
        desk.member is not None and path.get("mentor") == str(desk.member),
        str(path.get("state") or "PROPOSED"),
        rules.minutes(path, world),
        rules.planned(path),
        tuple(code for code, _words in steps() if code in done),
        next_of(done),
    )


def next_of(done: Collection[str]) -> str:
    """The first step that is not among those met, "" where all were."""
    return next((code for code, _words in steps() if code not in done), "")
