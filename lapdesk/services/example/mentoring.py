"""Migrapass paths of the example: meetings step by step, experiences told, skills, a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from lapdesk import clock
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.migrapass import STATEMENTS
from lapdesk.services.example import cycles, people, story
from lapdesk.services.example.cast import Cycle, Way
from lapdesk.services.example.people import Given
from lapdesk.services.example.stage import Stage, put_all
from lapdesk.services.example.story import Story
from lapdesk.store import rows

# The steps of a path and the minutes of each meeting: 12 h 30 in all; with a group of four
# sessions of an hour and a half, the group does the sentences and the interview.
_ALONE: Final = (("S1", 60), ("S2", 90), ("S3", 90), ("S4", 90), ("S5", 90), ("S6", 75),
                 ("S7", 75), ("S8", 90), ("S9", 90))  # fmt: skip
_GROUPED: Final = (("S1", 45), ("S2", 60), ("S3", 60), ("S4", 60), ("S6", 60), ("S7", 60),
                   ("S9", 45))  # fmt: skip
_PLACES: Final = {"S2": "BEFORE", "S3": "JOURNEY", "S4": "HERE"}
# How far a path goes that does not end.
_AS_FAR: Final = {"STOPPED": 2, "PAUSED": 2, "STARTED": 4, "PROPOSED": 0, "DECLINED": 0}
_EVERY: Final = 9
_NOTES: Final = {
    "S2": "Beaucoup de détails : nous en gardons un par page.",
    "S3": "Avance à son rythme, avec des pauses.",
    "S6": "Se note plus bas que moi, nous en parlons avec des exemples.",
    "S8": "Entretien joué deux fois, la seconde debout, sans notes.",
}


def come(stage: Stage, way: Way, day: date) -> None:
    """Who will tell their story comes first as anybody does."""
    told = story.every()[way.story]
    stage.heroes[way.story] = people.meet(stage, day, of=Given(told.named, told.born, stays=True))


def agree(stage: Stage, way: Way, day: date) -> None:
    """Mentor and mentee agree on a path; what follows is planned."""
    draw = stage.random
    free = [p for p in stage.around(day) if p not in stage.heroes.values()]
    person = stage.heroes[way.story] if way.story else draw.choice(free)
    mentor = stage.member("MENTOR")
    with stage.entering(mentor):
        values: dict[str, Any] = {
            "participant": person,
            "mentor": mentor,
            "agreed_on": day.isoformat(),
            "state": "PROPOSED",
        }
        path = stage.put("MigrapassPath", values)
    if way.fate == "DECLINED":
        later = day + timedelta(days=10)
        stage.later(later, lambda at: at.change("MigrapassPath", path, {"state": "DECLINED"}))
        return
    if not way.story:
        return
    stage.groups[way.story] = path
    steps = _GROUPED if way.group else _ALONE
    kept = steps[: _AS_FAR.get(way.fate, len(steps))]
    when = list(_days(stage, way, day, len(kept)))
    for (step, minutes), on in zip(kept, when, strict=True):
        stage.later(on, _meeting(way, path, mentor, step, minutes, on))
    if when and way.fate in ("PAUSED", "STOPPED"):
        stop = when[-1] + timedelta(days=20 if way.fate == "PAUSED" else 50)
        stage.later(stop, lambda at: _stop(at, way, path, mentor, stop))


def _days(stage: Stage, way: Way, first: date, count: int) -> Iterator[date]:
    """A meeting every nine days or so; those after the group's sessions wait for them."""
    group = next((c for c in stage.house.cycles if c.title == way.group), None)
    after = date.fromisoformat(group.whole[1]) if group and group.whole else None
    for number in range(count):
        day = first + timedelta(days=_EVERY * number + stage.random.randrange(0, 3))
        if after is not None and number >= 4:
            day = after + timedelta(days=6 + 7 * (number - 4))
        yield day + timedelta(days=1 if day.weekday() == 6 else 0)


def join(stage: Stage, cycle: Cycle) -> None:
    """The mentees of a group enrol in it; their hours there are those of its sheet."""
    workshop = stage.groups[cycle.title]
    for way in stage.house.ways:
        if way.group == cycle.title:
            cycles.enrol(stage, cycle, workshop, stage.heroes[way.story])
            path = stage.groups[way.story]
            stage.change("MigrapassPath", path, {"group": workshop})


def _meeting(way: Way, path: str, mentor: str, step: str, minutes: int, day: date) -> Any:
    def scene(stage: Stage) -> None:
        told = story.every()[way.story]
        with stage.entering(mentor):
            length = minutes + stage.random.choice((-5, 0, 0, 0, 5))
            values: dict[str, Any] = {
                "path": path,
                "date": day.isoformat(),
                "minutes": length,
                "step": step,
            }
            if step in _NOTES and stage.random.random() < 0.4:
                values["note"] = _NOTES[step]
            stage.put("MigrapassMeeting", values)
            _what_was_done(stage, way, path, told, step, day)

    return scene


def _what_was_done(stage: Stage, way: Way, path: str, told: Story, step: str, day: date) -> None:
    """What each step leaves: consent and confidence, experiences, skills, a plan, the end."""
    if step == "S1":
        person, by = stage.heroes[way.story], str(stage.desk.member)
        stage.put("Consent", people.consent(person, "STORY", day, by, told.named.language))
        stage.change("MigrapassPath", path, {"state": "STARTED", "start": day.isoformat()})
        _confidence(stage, path, "ENTRY", told.entry)
    elif step in _PLACES:
        _tell(stage, path, told, _PLACES[step])
        if way.fate == "STARTED" and step == "S4":
            _say_skills(stage, path, told, day)
    elif step == "S6":
        _say_skills(stage, path, told, day)
    elif step == "S7":
        for one in told.plan:
            by_when = day + timedelta(weeks=one["weeks"])
            values = {"path": path, "text": one["text"], "by_when": by_when.isoformat()}
            stage.put("PersonalAction", values)
    elif step == "S9":
        _confidence(stage, path, "EXIT", told.exit)
        stage.change("MigrapassPath", path, {"state": "FINISHED", "end": day.isoformat()})
        later = day + timedelta(days=100)
        stage.later(later, lambda at: _news(at, path, told))


def _confidence(stage: Stage, path: str, moment: str, said: tuple[int, ...]) -> None:
    answers = dict(zip(STATEMENTS, said, strict=True))
    stage.put("ConfidenceCheck", {"path": path, "moment": moment, **answers})


def _tell(stage: Stage, path: str, told: Story, place: str) -> None:
    """The experiences of a time of life, in the person's words."""
    drafts = []
    for one in told.experiences:
        if one["place"] == place:
            values = {
                n: one[n] for n in ("kind", "place", "title", "years", "evidence") if n in one
            }
            drafts.append(Draft("Experience", {**values, "path": path, "own_words": one["words"]}))
    put_all(stage, drafts)


def _say_skills(stage: Stage, path: str, told: Story, day: date) -> None:
    """Each skill in a sentence, on the experiences that it stands on; both say a level."""
    with stage.desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Experience"], {"path": path})
    ids = {one["title"]: one["id"] for one in found}
    titles = [one["title"] for one in told.experiences]
    drafts = []
    for one in told.skills:
        values: dict[str, Any] = {
            "path": path,
            "experiences": [ids[titles[n]] for n in one["of"]],
            "sentence": one["sentence"],
            "level_self": one["self"],
            "level_mentor": one["mentor"],
            "date": day.isoformat(),
        }
        values |= {n: one[n] for n in ("skill", "own") if n in one}
        drafts.append(Draft("SkillStatement", values))
    put_all(stage, drafts)


def _news(stage: Stage, path: str, told: Story) -> None:
    """Some months later the mentor hears what became of the plan."""
    with stage.desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["PersonalAction"], {"path": path})
    states = {one["text"]: one["state"] for one in told.plan}
    for one in found:
        if states[one["text"]] != one.get("state"):
            stage.change("PersonalAction", one["id"], {"state": states[one["text"]]})


def _stop(stage: Stage, way: Way, path: str, mentor: str, day: date) -> None:
    """A pause for a while; or it ends before the end, and the place in the group with it."""
    with stage.entering(mentor):
        if way.fate == "PAUSED":
            stage.change("MigrapassPath", path, {"state": "PAUSED"})
            return
        values = {"state": "STOPPED", "end": day.isoformat()}
        stage.change("MigrapassPath", path, values)
    seat = stage.seats.get(stage.groups.get(way.group or "", ""), {}).get(stage.heroes[way.story])
    if seat is not None and seat.state == "ACTIVE":
        seat.state = "LEFT"
        left = {"state": "LEFT", "exit_reason": "JOB", "end": clock.today().isoformat()}
        stage.change("Enrolment", seat.enrolment, left)
