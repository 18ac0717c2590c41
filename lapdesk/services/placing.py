"""Positioning a whole group: a level by language skill for each person, the profile apart.

levels_of(desk, workshop, moment, day) -> Levels     put(desk, levels, person, column, code)
profile_for(answers) -> what the usual sorting questions point to, never stored
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.models.progress import LEVELS
from lapdesk.models.rules.workshops import PLACED
from lapdesk.services import keyed
from lapdesk.services.keyed import Written
from lapdesk.services.naming import Person
from lapdesk.services.progress import learners
from lapdesk.services.record import Outcome
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import progress
from lapdesk.store.queries.progress import AssessmentRow

ENTITY: Final = "LanguageAssessment"
PROFILE: Final = "profile"
COLUMNS: Final = (PROFILE, *LEVELS)
# One of each in a cycle: it is corrected, not written again. It may come some weeks before.
ONCE: Final = ("ENTRY", "EXIT")
EARLY: Final = timedelta(weeks=6)
NOT_SAID: Final = "NS"


@dataclass(frozen=True, slots=True)
class Standing:
    """A person in the grid of a moment: what was said then, on which day, and what before."""

    person: Person
    day: str
    values: Mapping[str, str]
    before: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Levels:
    """The grid of a workshop for one moment; new positionings are of `day`."""

    workshop: str
    moment: str
    day: str
    lines: tuple[Standing, ...]
    written: Written


def levels_of(desk: Desk, workshop: str, moment: str, day: str) -> Levels:
    """The grid as it stands; at the exit, with those who have left. Raises LD-108."""
    with desk.transaction() as connection:
        about = rows.get(connection, BY_NAME["Workshop"], UUID(workshop).bytes)
        if about is None:
            raise LapdeskError("LD-108", _("No record has this id."))
        states = (*PLACED, "FINISHED", "LEFT") if moment == "EXIT" else PLACED
        people = learners(desk, connection, workshop, states)
        found = progress.assessments(connection, [one.id for one in people])
    written, lines = Written(), []
    begins = str(about.get("start") or "")
    for person in people:
        own = [row for row in found if row.participant == person.id]
        mine = _of_moment(own, moment, day, begins)
        if mine is not None:
            written.stand_on(desk, ENTITY, (person.id,), mine.id)
        lines.append(_standing(person, own, mine, moment))
    return Levels(workshop, moment, day, tuple(lines), written)


def read_again(desk: Desk, levels: Levels) -> Levels:
    """The same grid as it stands now; what it stands on follows."""
    found = levels_of(desk, levels.workshop, levels.moment, levels.day)
    return replace(found, written=levels.written.follow(found.written))


def _of_moment(
    rows_: Sequence[AssessmentRow], moment: str, day: str, begins: str
) -> AssessmentRow | None:
    """The positioning that keys alter: this cycle's entry or exit, another moment's of the day."""
    same = [row for row in rows_ if row.moment == moment]
    if moment not in ONCE:
        same = [row for row in same if row.date == day]
    elif begins:
        since = (date.fromisoformat(begins) - EARLY).isoformat()
        same = [row for row in same if row.date >= since]
    return same[-1] if same else None


def _standing(
    person: Person, own: Sequence[AssessmentRow], mine: AssessmentRow | None, moment: str
) -> Standing:
    before: dict[str, str] = {}
    for row in own:
        later = mine is not None and row.date > mine.date
        if row is mine or later or (row.moment == "SELF" and moment != "SELF"):
            continue
        before |= {name: code for name, code in _said(row).items() if code and code != NOT_SAID}
    return Standing(person, mine.date if mine else "", _said(mine) if mine else {}, before)


def _said(row: AssessmentRow) -> dict[str, str]:
    return {PROFILE: row.profile, **row.levels}


def put(desk: Desk, levels: Levels, person: str, column: str, code: str | None) -> list[Outcome]:
    """Set one value; None takes it back. A positioning that says nothing more is removed.

    A profile that comes before any level stands beside a skill « not assessed » (V1).
    """
    place = (person,)
    fresh = {"participant": person, "moment": levels.moment, "date": levels.day}
    fresh["by"] = str(desk.member)
    known = levels.written.records.get(place)
    now = keyed.values_of(desk, ENTITY, known) if known else {}
    values: dict[str, str | None] = {LEVELS.get(column, column): code}
    after = {name: now.get(name) for name in (PROFILE, *LEVELS.values())} | values
    said = [name for name in LEVELS.values() if after[name] not in (None, NOT_SAID)]
    if not said and after[PROFILE] in (None, NOT_SAID):
        return keyed.take_away(desk, levels.written, ENTITY, place)
    if not said:
        values[LEVELS["CO"]] = NOT_SAID
    return keyed.put(desk, levels.written, ENTITY, place, fresh, values)


@dataclass(frozen=True, slots=True)
class Schooling:
    """The usual sorting questions; None where nobody asked."""

    years: str | None = None  # NONE, FEW (under five), FIVE (five and more)
    in_french: bool | None = None
    same_letters: bool | None = None
    literacy_course: bool | None = None
    at_ease: bool | None = None


def profile_for(said: Schooling) -> str | None:
    """The profile that the answers point to, None where another answer is needed."""
    if said.years is None:
        return None
    if said.years == "NONE":
        course = said.literacy_course
        return None if course is None else "POST_ALPHA" if course else "ALPHA"
    if said.in_french is None:
        return None
    if said.in_french:
        return None if said.at_ease is None else "RAN" if said.at_ease else "ILLETTRISME"
    if said.years == "FEW":
        return "POST_ALPHA"
    letters = said.same_letters
    return None if letters is None else "FLE" if letters else "FLE_OTHER_SCRIPT"


def asked_next(said: Schooling) -> tuple[str, ...]:
    """The questions that matter, given the answers: names of the fields of `Schooling`."""
    if said.years is None:
        return ("years",)
    if said.years == "NONE":
        return ("years", "literacy_course")
    if said.in_french is None:
        return ("years", "in_french")
    if said.in_french:
        return ("years", "in_french", "at_ease")
    return ("years", "in_french") if said.years == "FEW" else ("years", "in_french", "same_letters")
