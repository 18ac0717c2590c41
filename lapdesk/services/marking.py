"""Autonomy by space and phase for a whole group: a figure a person, earlier marks stay.

spaces_of(desk, workshop, day) -> Spaces
put(desk, spaces, person, space, phase, level, own=False) -> list of Outcome
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.entities import BY_NAME
from lapdesk.models.rules.workshops import PLACED
from lapdesk.services import keyed
from lapdesk.services.keyed import Written
from lapdesk.services.naming import Person
from lapdesk.services.progress import learners
from lapdesk.services.record import Outcome
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import progress, workshops
from lapdesk.store.queries.progress import AutonomyRow

ENTITY: Final = "AutonomyMark"
Place = tuple[str, str, str]  # person, space, phase


@dataclass(frozen=True, slots=True)
class Spaces:
    """The grid of a workshop: its people, the spaces it works on (`chosen`), the space ("" where
    none is said) and phase of its last session, the marks noted for it by leaders (`noted`) and
    by people themselves (`own`), the oldest first."""

    workshop: str
    title: str
    day: str
    people: tuple[Person, ...]
    chosen: tuple[str, ...]
    space: str
    phase: str
    noted: Mapping[Place, tuple[AutonomyRow, ...]]
    own: Mapping[Place, tuple[AutonomyRow, ...]]
    written: Written

    def known(self, space: str, phase: str) -> int:
        """For how many of these people something was noted there."""
        return sum((one.id, space, phase) in self.noted for one in self.people)

    def of_day(self, person: str, space: str, phase: str, *, own: bool = False) -> int | None:
        """The level of this day, None where nothing was noted today."""
        marks = (self.own if own else self.noted).get((person, space, phase), ())
        return marks[-1].level if marks and marks[-1].date == self.day else None

    def before(self, person: str, space: str, phase: str) -> AutonomyRow | None:
        """The last mark of an earlier day."""
        marks = self.noted.get((person, space, phase), ())
        return next((mark for mark in reversed(marks) if mark.date < self.day), None)


def spaces_of(desk: Desk, workshop: str, day: str) -> Spaces:
    """The grid as it stands; raises LD-108."""
    with desk.transaction() as connection:
        about = rows.get(connection, BY_NAME["Workshop"], UUID(workshop).bytes)
        if about is None:
            raise LapdeskError("LD-108", _("No record has this id."))
        people = learners(desk, connection, workshop, PLACED)
        found = progress.autonomy(connection, [one.id for one in people])
        space, phase = workshops.last_space(connection, workshop, day) or ("", "")
    written = Written()
    for mark in found:
        if mark.date == day:
            place = (mark.participant, mark.space, mark.phase, str(mark.own))
            written.stand_on(desk, ENTITY, place, mark.id)
    phases, chosen = lists.get("asl_phase"), set(about.get("spaces") or ())
    return Spaces(
        workshop,
        str(about.get("title") or ""),
        day,
        people,
        tuple(code for code in lists.get("social_space").entries if code in chosen),
        space,
        phase or str(about.get("phase") or phases.first),
        _by_place([mark for mark in found if not mark.own]),
        _by_place([mark for mark in found if mark.own]),
        written,
    )


def read_again(desk: Desk, spaces: Spaces) -> Spaces:
    """The same grid as it stands now; what it stands on follows."""
    found = spaces_of(desk, spaces.workshop, spaces.day)
    return replace(found, written=spaces.written.follow(found.written))


def _by_place(marks: Sequence[AutonomyRow]) -> dict[Place, tuple[AutonomyRow, ...]]:
    found: dict[Place, list[AutonomyRow]] = {}
    for mark in marks:
        found.setdefault((mark.participant, mark.space, mark.phase), []).append(mark)
    return {place: tuple(some) for place, some in found.items()}


def put(
    desk: Desk,
    spaces: Spaces,
    person: str,
    space: str,
    phase: str,
    level: int | None,
    own: bool = False,
) -> list[Outcome]:
    """Note a level today, None takes it back; another one of the same day corrects it."""
    place = (person, space, phase, str(own))
    if level is None:
        return keyed.take_away(desk, spaces.written, ENTITY, place)
    fresh = {
        "participant": person,
        "space": space,
        "phase": phase,
        "date": spaces.day,
        "self": own,
    }
    return keyed.put(desk, spaces.written, ENTITY, place, fresh, {"level": str(level)})
