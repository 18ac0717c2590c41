"""What people of the example ask for, what is done about it, and what comes of it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any, Final
from uuid import uuid4

from lapdesk.models.draft import Draft
from lapdesk.services.example import sending
from lapdesk.services.example.stage import Known, Stage, put_all
from lapdesk.services.example.words import LABELS, NOTES

_ASKED: Final = (
    ("ADMIN", 16), ("LEGAL", 14), ("HOUSING", 16), ("SOCIAL_BENEFITS", 14), ("HEALTH", 9),
    ("DIGITAL", 8), ("EMPLOYMENT", 10), ("RETIREMENT", 7), ("EDUCATION", 7), ("FAMILY", 4),
    ("FRENCH", 5), ("BASIC_NEEDS", 4), ("SOCIAL_LINK", 3),
)  # fmt: skip
_TYPES: Final = {
    "ADMIN": ("FORM_HELP", "CALL"),
    "LEGAL": ("INFO", "CALL"),
    "HOUSING": ("ONLINE_HELP", "FORM_HELP"),
    "SOCIAL_BENEFITS": ("ONLINE_HELP", "FORM_HELP"),
    "HEALTH": ("FORM_HELP", "ACCOMPANY"),
    "DIGITAL": ("ONLINE_HELP",),
    "EMPLOYMENT": ("INTERVIEW", "ONLINE_HELP"),
    "RETIREMENT": ("FORM_HELP", "CALL"),
    "SOCIAL_LINK": ("LISTEN",),
    "BASIC_NEEDS": ("MATERIAL", "CALL"),
}
_CHANNELS: Final = ("DESK", "DESK", "DESK", "APPT", "APPT", "PHONE", "PHONE", "MSG", "OUT", "HOME",
                    "THIRD")  # fmt: skip
_MINUTES: Final = (10, 15, 20, 30, 30, 45, 60)
_ENDS: Final = ("ANSWERED", "UNANSWERED", "WITHDRAWN")


def ask(stage: Stage, known: Known, day: date) -> None:
    """A person says what they come for: one thing or several, now or in the months that follow."""
    draw = stage.random
    count = draw.choice((1, 1, 2, 2, 3))
    themes = [theme for theme, _weight in _ASKED]
    for number, theme in enumerate(draw.choices(themes, [w for _t, w in _ASKED], k=count)):
        if theme in known.themes:
            continue
        known.themes.append(theme)
        when = day + timedelta(days=number * draw.randrange(20, 120))
        if when <= known.until:
            stage.later(when, partial(_say, known=known, theme=theme, day=when))


def _say(stage: Stage, known: Known, theme: str, day: date) -> None:
    """A need is noted, then worked on for some weeks."""
    if known.id not in stage.people:
        return
    draw = stage.random
    values: dict[str, Any] = {
        "participant": known.id,
        "theme": theme,
        "priority": draw.choices(("NORMAL", "LOW", "URGENT"), (76, 10, 14))[0],
        "expressed_on": day.isoformat(),
    }
    if theme in LABELS:
        values["label"] = draw.choice(LABELS[theme])
    if values["priority"] == "URGENT":
        values["deadline"] = (day + timedelta(days=draw.randrange(6, 40))).isoformat()
    with stage.entering(stage.member("VOLUNTEER")):
        need = stage.put("Need", values)
    when = day
    for number in range(draw.choice((0, 1, 1, 2, 2, 3, 4))):
        stage.later(
            when,
            partial(_work_on, known=known, need=need, theme=theme, day=when, number=number),
        )
        when += timedelta(days=draw.randrange(5, 28))
    if draw.random() < 0.88:
        stage.later(when, partial(sending.send, known=known, theme=theme, day=when, need=need))
    if draw.random() < 0.8:
        end = when + timedelta(days=draw.randrange(5, 80))
        stage.later(end, lambda at: _settle(at, known, need, end))


def _work_on(stage: Stage, known: Known, need: str, theme: str, day: date, number: int) -> None:
    """An act for the need; the first one says that it is being worked on."""
    if known.id not in stage.people:
        return
    with stage.entering(stage.member("VOLUNTEER")):
        help_with(stage, day, theme, [known.id], need)
        if number == 0:
            stage.change("Need", need, {"state": "WORKED"})


def _settle(stage: Stage, known: Known, need: str, day: date) -> None:
    if known.id not in stage.people:
        return
    state = stage.random.choices(_ENDS, (78, 13, 9))[0]
    values = {"state": state}
    if state == "ANSWERED":
        values["answered_on"] = day.isoformat()
    stage.change("Need", need, values)


def help_with(
    stage: Stage, day: date, theme: str, people: list[str], need: str | None = None
) -> None:
    """Somebody is helped, or a few together, or somebody who has no record."""
    draw, made = stage.random, str(uuid4())
    usual = _TYPES.get(theme, ("INFO", "LISTEN"))
    values: dict[str, Any] = {
        "date": day.isoformat(),
        "team_member": str(stage.desk.member),
        "channel": draw.choice(_CHANNELS),
        "types": sorted({draw.choice(usual), draw.choice((*usual, "INFO", "LISTEN", "FOLLOW_UP"))}),
        "themes": [theme],
        "minutes": draw.choice(_MINUTES),
        "plan_action": stage.house.action,
        "need": need,
    }
    if theme in NOTES and people and draw.random() < 0.22:
        values["note"] = draw.choice(NOTES[theme])
    if not people:
        values["headcount"] = draw.choice((1, 1, 1, 2, 3))
    said = {name: value for name, value in values.items() if value is not None}
    more = [Draft("Accompaniment", {"support_action": made, "participant": p}) for p in people]
    put_all(stage, [Draft("SupportAction", said, made), *more])


def walk_in(stage: Stage, day: date) -> None:
    """An act that no noted need brought: a letter to read, news, a few people together."""
    draw, around = stage.random, stage.around(day)
    count = 0 if draw.random() < 0.22 else draw.choice((1, 1, 1, 1, 1, 2))
    people = draw.sample(around, min(len(around), count))
    themes = [t for p in people for t in stage.known[p].themes] or [t for t, _w in _ASKED]
    with stage.entering(stage.member("VOLUNTEER")):
        help_with(stage, day, draw.choice(themes), people)
