"""Rules on Migrapass: what closes a path, whose experiences are told, which hours count.

minutes(path, world) -> minutes of a path, its group's among them
planned(path) -> minutes that were planned for it
parts(path, world) -> what a path must hold to be finished, and whether it does
missing(path, world) -> what a path still needs to be finished, in words
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from lapdesk.i18n import _
from lapdesk.models.check import problems_of_missing
from lapdesk.models.draft import Problem, Values, World
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Minutes
from lapdesk.models.migrapass import PLANNED
from lapdesk.models.rules.case import Case, refused, warned
from lapdesk.models.rules.people import agrees, is_minor, minor_alone, v23_guardian
from lapdesk.models.rules.sensitive import once
from lapdesk.models.rules.workshops import LAST_CHILD_AGE, attended, counts, length

SHORTEST, LONGEST = 6 * 60, 20 * 60
# 12 to 13 hours a person are expected (domain model, V26); an hour more or less is within.
EXPECTED: Final = (12 * 60, 13 * 60)
WITHIN: Final = (EXPECTED[0] - 60, EXPECTED[1] + 60)
STORY_FROM: Final = 300


def parts(path: str, world: World) -> list[tuple[str, bool]]:
    """What a path must hold to be finished, each with whether it does."""
    return [
        (words, bool(world.find(entity, path=path, **asked)))
        for entity, asked, words in (
            ("Experience", {}, _("an experience")),
            ("SkillStatement", {}, _("a skill in a sentence")),
            ("PersonalAction", {}, _("the action plan")),
            ("ConfidenceCheck", {"moment": "EXIT"}, _("confidence at exit")),
        )
    ]


def missing(path: str, world: World) -> list[str]:
    """What a path still needs before it can be finished."""
    return [words for words, there in parts(path, world) if not there]


def v25_parts(about: Case, world: World) -> Iterator[Problem]:
    """V25: a path is finished with all its parts; one recorded afterwards may wait for them."""
    if not about.becomes("state", "FINISHED") or about.record is None:
        return
    left = missing(about.record, world)
    if left:
        message = _("Before it ends: {list}.").format(list=", ".join(left))
        yield Problem("V25", "warning" if about.new else "error", "state", message)


def minutes(path: Values, world: World) -> int:
    """The minutes of a path: meetings, and the sessions of its group that the person attended.

    A meeting in the group counts only where the path names no group: its sheet counts then.
    """
    held = world.find("MigrapassMeeting", path=path.get("id"))
    alone = sum(m.get("minutes") or 0 for m in held if not (m.get("group") and path.get("group")))
    return alone + sum(attended for _day, attended in group_days(path, world))


def planned(path: Values) -> int:
    """The minutes planned for a path: those of most paths where nobody said."""
    return int(path.get("planned_minutes") or PLANNED)


def group_days(path: Values, world: World) -> Iterator[tuple[str, int]]:
    """Each session of a path's group that the person attended: its day and their minutes."""
    group, person = path.get("group"), path.get("participant")
    if not group or not person:
        return
    for mark in world.find("Attendance", participant=person):
        session = world.get("Session", mark.get("session")) or {}
        if session.get("workshop") != group or session.get("state") not in ("HELD", "LOCKED"):
            continue
        if counts(str(mark.get("mark"))):
            lost, whole = mark.get("minutes_lost"), length(session) or 0
            yield str(session["date"]), attended(str(mark["mark"]), lost, whole)


def v26_hours(about: Case, world: World) -> Iterator[Problem]:
    """V26 (warn): a finished path of less than 6 or more than 20 hours."""
    if about.new or not about.becomes("state", "FINISHED"):
        return
    total = minutes({**about.after, "id": about.record}, world)
    if not SHORTEST <= total <= LONGEST:
        message = _("Unusual length: {time} (12 to 13 hours expected).")
        yield warned("V26", "state", message.format(time=Minutes().show(total)))


def v12_mentee(about: Case, world: World) -> Iterator[Problem]:
    """V12 (warn): a mentee of 15 or under."""
    if not about.touches("participant") or about.removed:
        return
    person = world.get("Participant", about.after.get("participant")) or {}
    day, born = about.after.get("agreed_on"), person.get("birth_year")
    year = date.fromisoformat(day).year if day else world.today().year
    if year - born <= LAST_CHILD_AGE if born else person.get("age_band") == "A00":
        message = _("This person is 15 or under and Migrapass is for adults: is that right?")
        yield warned("V12", "participant", message)


def counted_by_the_sheet(about: Case, world: World) -> Iterator[Problem]:
    """LD-170 (warn): the sheet of the group counts this time already; only the step is kept."""
    if about.removed or not about.after.get("group") or not about.touches("group", "date", "path"):
        return
    path = world.get("MigrapassPath", about.after.get("path")) or {}
    if any(day == about.after.get("date") for day, _minutes in group_days(path, world)):
        message = _("The group's sheet counts this time already: here it adds nothing.")
        yield warned("LD-170", "minutes", message)


def story(about: Case, world: World) -> Iterator[Problem]:
    """LD-168, V23: more than 300 characters of a life story ask for consent to keep it.

    A minor's is the guardian's to grant; a minor alone tells no story (B7).
    """
    words = about.after.get("own_words") or ""
    if about.removed or len(words) <= STORY_FROM or not about.touches("own_words", "path"):
        return
    path = world.get("MigrapassPath", about.after.get("path")) or {}
    person = path.get("participant")
    if minor_alone(person, world):
        yield v23_guardian("own_words")
    elif not agrees(person, "STORY", world):
        message = _("More than {n} characters: the person has not agreed to keep their story.")
        yield refused("LD-168", "own_words", message.format(n=STORY_FROM))
    elif is_minor(world.get("Participant", person), world.today().year) and not agrees(
        person, "STORY", world, "GUARDIAN"
    ):
        yield v23_guardian("own_words")


def v1_skill(about: Case, world: World) -> Iterator[Problem]:
    """V1: a statement names a skill of the list, or says it in other words."""
    if about.removed or not (about.new or about.touches("skill", "own")):
        return
    if not about.after.get("skill") and not about.after.get("own"):
        yield from problems_of_missing(BY_NAME["SkillStatement"], ["skill"])


def own_experiences(about: Case, world: World) -> Iterator[Problem]:
    """LD-169: a skill stands on experiences of the same path."""
    if about.removed or not about.touches("experiences", "path"):
        return
    for one in about.after.get("experiences") or ():
        held = world.get("Experience", one)
        if held is not None and held.get("path") != about.after.get("path"):
            message = _("This experience belongs to another path.")
            yield refused("LD-169", "experiences", message)
            return


def one_check(about: Case, world: World) -> Iterator[Problem]:
    """LD-167: confidence is asked once at entry and once at exit."""
    if about.touches("path", "moment"):
        yield from once(about, world, "path")
