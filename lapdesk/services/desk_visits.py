"""Visits at a desk: one line each, with all that the permanence lends them.

drafts(permanence, visit, member)      visits(desk, permanence)
removal(line)                          need_drafts(permanence, line)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Draft
from lapdesk.services import hushed, naming, needing
from lapdesk.services.naming import Person
from lapdesk.services.permanence import Permanence
from lapdesk.services.visits import DEFAULT_MINUTES
from lapdesk.services.visits import drafts as act_drafts
from lapdesk.store import save
from lapdesk.store.desk import Desk
from lapdesk.store.queries import permanences as queries

MOST_VISITS: Final = 200
# What is done at a desk more than anything else; corrected in the line where it was not.
USUAL_TYPE: Final = "INFO"


@dataclass(frozen=True, slots=True)
class Visit:
    """One line of the desk: who, on what, how long, what came of it."""

    people: tuple[str, ...] = ()
    headcount: int | None = None
    themes: tuple[str, ...] = ()
    minutes: int | None = DEFAULT_MINUTES
    result: str | None = None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit as it is listed; `theme` is hushed where it must be, `themes` are its codes."""

    id: str
    people: tuple[Person, ...]
    headcount: int
    theme: str
    themes: tuple[str, ...]
    minutes: int
    result: str
    need: str | None
    base: tuple[ChangeId, ...]

    @property
    def may_leave_need(self) -> bool:
        """Whether what came of it is a need to note."""
        follows = self.result == "TO_FOLLOW" and self.need is None and bool(self.people)
        return follows and needing.theme_of(self.themes) is not None


def lent(permanence: Permanence, member: str) -> dict[str, Any]:
    """What a permanence gives to each of its acts."""
    values = {
        "date": permanence.date,
        "channel": "DESK",
        "permanence": permanence.id,
        "plan_action": permanence.plan_action,
        "commune_place": permanence.commune,
        "team_member": permanence.member_for(member),
    }
    return {name: value for name, value in values.items() if value is not None}


def drafts(permanence: Permanence, visit: Visit, member: str) -> list[Draft]:
    """What to record for a visit; whoever has no record counts as one person."""
    own = {
        "types": [USUAL_TYPE],
        "themes": list(visit.themes),
        "minutes": visit.minutes,
        "headcount": visit.headcount or (None if visit.people else 1),
        "visit_result": visit.result,
    }
    said = {name: value for name, value in own.items() if value not in (None, [])}
    return act_drafts({**lent(permanence, member), **said}, visit.people, member)


def visits(desk: Desk, permanence: Permanence) -> list[VisitLine]:
    """Its visits, the one noted last first, at most 200."""
    with desk.transaction() as connection:
        acts = queries.visits(connection, permanence.id, permanence.date, MOST_VISITS)
        people = queries.people(connection, [act["id"] for act in acts])
        ids = (person for of in people.values() for person in of)
        named = naming.persons(desk, connection, ids)
        return [
            _line(desk, connection, act, [named[p] for p in people.get(act["id"], ())
                                          if p in named])
            for act in acts
        ]  # fmt: skip


def kept(desk: Desk, permanence: Permanence) -> frozenset[str]:
    """The ids of its visits that stand, at most 200."""
    with desk.transaction() as connection:
        acts = queries.visits(connection, permanence.id, permanence.date, MOST_VISITS)
        return frozenset(str(act["id"]) for act in acts)


def _line(
    desk: Desk, connection: Connection, act: Mapping[str, Any], people: Sequence[Person]
) -> VisitLine:
    themes = tuple(act.get("themes") or ())
    return VisitLine(
        act["id"],
        tuple(people),
        int(act.get("headcount") or 0),
        hushed.themes(desk, connection, "SupportAction", act["id"], themes),
        themes,
        int(act.get("minutes") or 0),
        str(act.get("visit_result") or ""),
        act.get("need"),
        save.heads(desk, connection, "SupportAction", UUID(act["id"])),
    )


def removal(line: VisitLine) -> Draft:
    """The draft that takes a visit away, its persons with it."""
    return Draft("SupportAction", None, line.id, line.base)


def need_drafts(permanence: Permanence, line: VisitLine) -> list[Draft]:
    """The need that a visit leaves, none where its themes are of actions alone."""
    act = {"id": line.id, "date": permanence.date, "themes": line.themes}
    return needing.of_act(act, [person.id for person in line.people], line.base)
