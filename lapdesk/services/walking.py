"""One Migrapass path in full, with all its parts, and what moves it on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.models.rules import migrapass as rules
from lapdesk.models.rules.people import agrees
from lapdesk.services import naming
from lapdesk.services.loading import Loaded, called_all, load, load_all
from lapdesk.services.mentoring import next_of, steps
from lapdesk.services.naming import Person
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import migrapass as queries
from lapdesk.store.world import StoreWorld


@dataclass(frozen=True, slots=True)
class GroupDay:
    """A session of the group that the person attended: minutes, and the step it was about
    where somebody said so."""

    day: str
    minutes: int
    step: str


@dataclass(frozen=True, slots=True)
class Told:
    """One path in full. `checks` by moment, `left` what must be there to finish, each with
    whether it is; `writes`: whether whoever enters may change it; `story`: agreed to be kept."""

    path: Loaded
    person: Person
    mentor: str
    minutes: int
    met: tuple[str, ...]
    next_step: str
    meetings: tuple[Loaded, ...]
    group_days: tuple[GroupDay, ...]
    experiences: tuple[Loaded, ...]
    skills: tuple[Loaded, ...]
    checks: Mapping[str, Loaded]
    actions: tuple[Loaded, ...]
    orientations: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, bool], ...]
    story: bool
    writes: bool

    @property
    def state(self) -> str:
        """The code of its state."""
        return str(self.path.values.get("state") or "PROPOSED")

    @property
    def planned(self) -> int:
        """The minutes that were planned."""
        return rules.planned(self.path.values)


def opened(desk: Desk, path: str) -> Told:
    """One path, by its id or by that of its person (their latest); LD-108 where there is none."""
    with desk.transaction() as connection:
        loaded = load(desk, "MigrapassPath", _found(connection, path))
        values = {**loaded.values, "id": loaded.record}
        world = StoreWorld(desk, connection)
        person = str(values.get("participant") or "")
        done = {one.step for one in queries.met(connection, loaded.record).get(loaded.record, ())}

        def parts(entity: str, order: str = "born, id") -> tuple[Loaded, ...]:
            held = rows.find(connection, BY_NAME[entity], {"path": loaded.record}, order=order)
            return tuple(load_all(desk, connection, entity, held))

        meetings = parts("MigrapassMeeting", "date, born, id")
        return Told(
            loaded,
            naming.persons(desk, connection, [person]).get(person, Person(person, "")),
            loaded.names.get(str(values.get("mentor")), ""),
            rules.minutes(values, world),
            tuple(code for code, _words in steps() if code in done),
            next_of(done),
            meetings,
            tuple(_group_days(values, world, meetings)),
            parts("Experience"),
            parts("SkillStatement", "date, born, id"),
            {str(one.values["moment"]): one for one in parts("ConfidenceCheck")},
            parts("PersonalAction", "by_when IS NULL, by_when, born, id"),
            tuple(_orientations(desk, connection, person)),
            tuple(rules.parts(loaded.record, world)),
            bool(person) and agrees(person, "STORY", world),
            _writes(desk, values),
        )


def _found(connection: Connection, wanted: str) -> str:
    entity = BY_NAME["MigrapassPath"]
    if rows.get(connection, entity, UUID(wanted).bytes) is not None:
        return wanted
    held = queries.latest(connection, wanted)
    if held is None:
        raise LapdeskError("LD-108", _("No record has this id."))
    return held


def _group_days(
    path: Mapping[str, Any], world: StoreWorld, meetings: tuple[Loaded, ...]
) -> Iterator[GroupDay]:
    said = {
        m.values.get("date"): str(m.values.get("step")) for m in meetings if m.values.get("group")
    }
    for day, minutes in sorted(rules.group_days(path, world)):
        yield GroupDay(day, minutes, said.get(day, ""))


def _orientations(desk: Desk, connection: Connection, person: str) -> Iterator[tuple[str, str]]:
    """The person's orientations, newest first: id, and the day and organisation."""
    held = rows.find(
        connection, BY_NAME["Orientation"], {"participant": person}, order="date DESC, n"
    )
    names = called_all(
        desk, connection, "Actor", (one["actor"] for one in held if one.get("actor"))
    )
    for one in held:
        where = names.get(one.get("actor") or "", "")
        yield one["id"], " · ".join(w for w in (Day().show(one.get("date")), where) if w)


def _writes(desk: Desk, path: Mapping[str, Any]) -> bool:
    if not roles.may_write(desk.roles, "MigrapassPath"):
        return False
    mine = desk.member is not None and path.get("mentor") == str(desk.member)
    return mine or not roles.own_mentees_only(desk.roles, "MigrapassPath")


def begin(participant: str, member: str, *, started: bool = True) -> Draft:
    """A new path with `member` as mentor, agreed today; begun at once unless only proposed."""
    today = clock.today().isoformat()
    values = {"participant": participant, "mentor": member, "agreed_on": today}
    values["state"] = "STARTED" if started else "PROPOSED"
    return Draft("MigrapassPath", {**values, "start": today} if started else values)


def move(told: Told, state: str) -> Draft:
    """The path in another state: a first start and an end get today's day."""
    today = clock.today().isoformat()
    values: dict[str, Any] = {"state": state}
    if state == "STARTED":
        values["end"] = None
        if not told.path.values.get("start"):
            values["start"] = today
    elif state in ("FINISHED", "STOPPED", "DECLINED"):
        values["end"] = today
    return Draft("MigrapassPath", values, told.path.record, told.path.base)
