"""How learners of the example get on: levels by skill, autonomy by place; not everybody rises."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from lapdesk.models import lists
from lapdesk.models.draft import Draft
from lapdesk.models.progress import LEVELS
from lapdesk.services.example.cast import Cycle
from lapdesk.services.example.stage import Stage, put_all

# The places that a year of social and language workshops goes through, one a month or so.
SPACES: Final = ("TRANSPORT", "MAIRIE", "HEALTH", "SCHOOL", "SHOP", "LIBRARY", "CAF", "POST",
                 "HOUSING", "MUSEUM", "CPAM", "ONLINE")  # fmt: skip
_WORKED: Final = 3
_LOOKED: Final = 6
# The rank at which people of a profile begin, by skill: listening and speaking come first.
_BEGIN: Final = {
    "ALPHA": (1, 1, 1, 0, 0),
    "POST_ALPHA": (2, 2, 2, 1, 0),
    "FLE": (2, 2, 2, 3, 2),
    "FLE_OTHER_SCRIPT": (1, 1, 1, 1, 1),
    "ILLETTRISME": (5, 5, 5, 2, 1),
    "RAN": (5, 5, 5, 3, 3),
    "NS": (2, 2, 2, 2, 1),
}
_TOOLS: Final = ("entretien et images", "grille de l’association", "test du réseau")


def space_of(number: int) -> str:
    """The place that a session works on."""
    return SPACES[number // _WORKED % len(SPACES)]


def phase_of(number: int) -> str:
    """Discovery, exploration, then acting alone, as the sessions on a place follow each other."""
    return ("P1", "P2", "P3")[number % _WORKED]


def after_session(
    stage: Stage, cycle: Cycle, workshop: str, day: date, number: int, of: int
) -> None:
    """What leaders note after some sessions: levels at the entry, midway and at the exit, and
    what people can do in the places that were worked on."""
    here = [p for p, seat in stage.seats[workshop].items() if seat.state == "ACTIVE"]
    if number == 1:
        _assess(stage, here, "ENTRY", day)
    elif number == of // 2 and of > 20:
        _assess(stage, here, "MID", day)
    elif number == of - 2:
        _assess(stage, [p for p in here if stage.random.random() < 0.9], "EXIT", day)
    if cycle.kind in ("ASL", "ALPHA") and number % _LOOKED == _LOOKED - 1:
        _look(stage, here, day, number)


def _assess(stage: Stage, people: list[str], moment: str, day: date) -> None:
    """Levels by skill; who never was assessed begins where their schooling left them."""
    draw, codes = stage.random, list(lists.get("cefr").entries)
    drafts = []
    for person in people:
        profile = stage.known[person].named.profile
        ranks, said = stage.levels.get(person), moment
        if ranks is None:
            ranks, said = _first(stage, profile), "ENTRY"
        elif moment != "ENTRY":
            ranks = {skill: _next(stage, skill, rank) for skill, rank in ranks.items()}
        stage.levels[person] = ranks
        values: dict[str, Any] = {
            "participant": person,
            "moment": said,
            "date": day.isoformat(),
            "profile": profile,
            "by": str(stage.desk.member),
            **{LEVELS[skill]: codes[rank] for skill, rank in ranks.items()},
        }
        if draw.random() < 0.7:
            values["tool"] = draw.choice(_TOOLS)
        drafts.append(Draft("LanguageAssessment", values))
    put_all(stage, drafts)


def _first(stage: Stage, profile: str) -> dict[str, int]:
    """Nobody begins above B1."""
    found = {}
    for skill, rank in zip(LEVELS, _BEGIN[profile], strict=True):
        found[skill] = max(0, min(4, rank + stage.random.choice((-1, 0, 0, 0, 1))))
    return found


def _next(stage: Stage, skill: str, rank: int) -> int:
    """Half a year on: speech rises sooner than writing; some stay, a few lose ground."""
    chance, rises = stage.random.random(), 0.42 if skill in ("CO", "EO", "IO") else 0.27
    if chance < rises:
        return min(5, rank + 1)
    return max(0, rank - 1) if chance > 0.97 else rank


def _look(stage: Stage, people: list[str], day: date, number: int) -> None:
    """The grid of the places worked on lately; midway and at the end people say it themselves."""
    draw, drafts = stage.random, []
    own = number // _LOOKED % 2 == 1
    for space in dict.fromkeys(space_of(n) for n in range(number - _LOOKED + 1, number + 1)):
        for person in people:
            if draw.random() < 0.12:
                continue
            level = _autonomy(stage, person, space)
            phase = ("P1", "P2", "P3")[min(2, max(0, level - 1))]
            said = {"participant": person, "space": space, "date": day.isoformat()}
            drafts.append(Draft("AutonomyMark", {**said, "phase": phase, "level": str(level)}))
            if own and draw.random() < 0.8:
                felt = str(max(0, min(4, level + draw.choice((-1, 0, 0, 1)))))
                mine = {**said, "phase": phase, "level": felt, "self": True}
                drafts.append(Draft("AutonomyMark", mine))
    put_all(stage, drafts)


def _autonomy(stage: Stage, person: str, space: str) -> int:
    """One step at most since the last look; one in four stays where they were."""
    before = stage.spaces.get((person, space))
    level = stage.random.choice((1, 1, 2)) if before is None else before
    if before is not None and stage.random.random() < 0.75:
        level = min(4, before + 1)
    elif before is None and stage.random.random() < 0.3:
        level += 1
    stage.spaces[person, space] = level
    return level
