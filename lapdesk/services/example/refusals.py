"""Non-take-up in the example: rights that people could have and have not, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from lapdesk.models.entities import BY_NAME
from lapdesk.services import proposing
from lapdesk.services.example.stage import Known, Stage
from lapdesk.services.example.words import RIGHTS
from lapdesk.store import rows

# Why, by form; the first is the likeliest.
_WHY: Final = {
    "NR_UNKNOWN": ("UNAWARE", "LANGUAGE", "FRAGMENTED", "CULTURE"),
    "NR_NOT_ASKED": ("COMPLEX", "DIGITAL", "FEAR", "STIGMA", "HOURS"),
    "NR_NOT_RECEIVED": ("REFUSAL", "DELAY", "LOST_FILE", "RULES"),
    "NR_NOT_OFFERED": ("FRAGMENTED", "LANGUAGE", "MOBILITY"),
}


def after(stage: Stage, known: Known, orientation: str, day: date) -> None:
    """What the product proposes after an orientation is agreed to, most of the time."""
    with stage.desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Orientation"], {"id": orientation}, limit=1)[0]
    proposed = proposing.open_for(stage.desk, found)
    if proposed is None or stage.random.random() < 0.25:
        return
    _note(stage, known, {**proposed, "seen_on": day.isoformat()}, day)


def see(stage: Stage, day: date) -> None:
    """At the desk, somebody is found not to have what they could; at times nobody to name."""
    draw, around = stage.random, stage.around(day)
    form = draw.choices(tuple(_WHY), (40, 32, 16, 12))[0]
    known = stage.known[draw.choice(around)] if around and draw.random() < 0.75 else None
    with stage.entering(stage.member("VOLUNTEER")):
        values = {"theme": draw.choice(sorted(RIGHTS)), "form": form, "seen_on": day.isoformat()}
        _note(stage, known, values, day)


def _note(stage: Stage, known: Known | None, values: dict[str, Any], day: date) -> None:
    draw = stage.random
    first, *others = _WHY[values["form"]]
    reasons = list(values.get("reasons") or [first])
    reasons += draw.sample(others, draw.choice((0, 0, 1, 2)))
    whole = {**values, "reasons": list(dict.fromkeys(reasons))[:3]}
    if known is not None:
        whole["participant"] = known.id
    if values["theme"] in RIGHTS and "CHOICE" not in reasons:
        whole["right"] = draw.choice(RIGHTS[values["theme"]])
    made = stage.put("NonTakeUp", whole)
    later = day + timedelta(days=draw.randrange(30, 150))
    if "CHOICE" in reasons:
        stage.later(later, lambda at: _ends(at, known, made, {"state": "CHOSEN"}))
    elif draw.random() < 0.5:
        solved = {"state": "SOLVED", "solved_on": later.isoformat()}
        stage.later(later, lambda at: _ends(at, known, made, solved))
    elif draw.random() < 0.55:
        stage.later(later, lambda at: _ends(at, known, made, {"state": "PERSISTS"}))


def _ends(stage: Stage, known: Known | None, made: str, values: dict[str, Any]) -> None:
    """Solved, often by an orientation that ended well; or it persists."""
    if known is not None and known.id not in stage.people:
        return
    if known is not None and values["state"] == "SOLVED":
        good = _ended_well(stage, known.id)
        values = values | ({"solved_by": good} if good else {})
    with stage.entering(stage.member("VOLUNTEER")):
        stage.change("NonTakeUp", made, values)


def _ended_well(stage: Stage, person: str) -> str | None:
    with stage.desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Orientation"], {"participant": person})
    well = [o["id"] for o in found if o.get("outcome") in ("RIGHT_OPENED", "SERVICE", "ENROLLED")]
    return well[-1] if well else None
