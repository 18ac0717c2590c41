"""How far a learner has come: positionings, autonomy by space, and the lines they make.

path_of(desk, participant) -> Path
noted(connection, participant), steps(assessments, marks) -> the lines of a timeline
learners(desk, connection, workshop, states) -> who is in a group, by name
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.communes import fold
from lapdesk.services import naming
from lapdesk.services.naming import Person
from lapdesk.services.sheet import short_names
from lapdesk.store.desk import Desk
from lapdesk.store.queries import progress, workshops
from lapdesk.store.queries.progress import AssessmentRow, AutonomyRow

__all__ = ["AssessmentRow", "AutonomyRow", "Path", "Step", "learners", "noted", "path_of", "steps"]

Noted = tuple[tuple[AssessmentRow, ...], tuple[AutonomyRow, ...]]


@dataclass(frozen=True, slots=True)
class Path:
    """Everything that was noted of a learner's progress, the oldest first."""

    person: Person
    assessments: tuple[AssessmentRow, ...]
    marks: tuple[AutonomyRow, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The lines that it makes in a timeline, the oldest first."""
        return steps(self.assessments, self.marks)

    @property
    def empty(self) -> bool:
        """Whether nothing was noted yet."""
        return not self.assessments and not self.marks


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a timeline: a positioning, or the spaces that were looked at on one day."""

    day: str
    title: str
    said: tuple[str, ...]
    entity: str
    record: str

    @property
    def detail(self) -> str:
        """All that was said, in one line."""
        return " · ".join(self.said)


def path_of(desk: Desk, participant: str) -> Path:
    """A person's progress; raises LD-108 where nobody has this id."""
    with desk.transaction() as connection:
        person = naming.persons(desk, connection, [participant]).get(participant)
        if person is None:
            raise LapdeskError("LD-108", _("No record has this id."))
        return Path(person, *noted(connection, participant))


def noted(connection: Connection, participant: str) -> Noted:
    """The positionings and the autonomy marks of a person, the oldest first."""
    return (
        tuple(progress.assessments(connection, [participant])),
        tuple(progress.autonomy(connection, [participant])),
    )


def steps(assessments: Sequence[AssessmentRow], marks: Sequence[AutonomyRow]) -> tuple[Step, ...]:
    """The lines that these make in a timeline, the oldest first."""
    found = [*map(_assessed, assessments), *_seen(marks)]
    return tuple(sorted(found, key=lambda step: step.day))


def _assessed(row: AssessmentRow) -> Step:
    skills, levels = lists.get("language_skill"), lists.get("cefr")
    said = [
        f"{skills.label(skill)} {levels.label(level)}"
        for skill, level in row.levels.items()
        if level and level != "NS"
    ]
    if row.profile and row.profile != "NS":
        said.append(lists.get("literacy_profile").label(row.profile))
    moment = lists.get("assessment_moment").label(row.moment)
    title = _("Positioning: {moment}").format(moment=moment)
    return Step(row.date, title, tuple(said), "LanguageAssessment", row.id)


def _seen(marks: Sequence[AutonomyRow]) -> Iterator[Step]:
    spaces, levels = lists.get("social_space"), lists.get("autonomy")
    ordered = sorted(marks, key=lambda mark: (mark.date, mark.own))
    for (day, own), some in groupby(ordered, key=lambda mark: (mark.date, mark.own)):
        of_day = list(some)
        last = {mark.space: mark.level for mark in of_day}
        said = tuple(
            _("{space}: {level}").format(space=spaces.label(space), level=levels.label(str(level)))
            for space, level in last.items()
        )
        title = _("Self-assessment of autonomy") if own else _("Autonomy by place")
        yield Step(day, title, said, "AutonomyMark", of_day[-1].id)


def learners(
    desk: Desk, connection: Connection, workshop: str, states: Collection[str]
) -> tuple[Person, ...]:
    """The people whose enrolment in a workshop is in one of these states, by name; `name` is the
    given name and an initial."""
    found = workshops.places(connection, workshop)
    wanted = [row.participant for row in found if row.state in states]
    known = naming.persons(desk, connection, wanted)
    names = short_names(desk, known)
    people = [Person(one, person.code, names[one]) for one, person in known.items()]
    return tuple(sorted(people, key=lambda one: (fold(one.called()), one.code)))
