"""Lines of the timeline: orientations with their steps and chain, needs, non-take-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.draft import Values
from lapdesk.models.entities import BY_NAME
from lapdesk.models.rules.orientation import latest
from lapdesk.services import correcting, hushed, needing, proposing
from lapdesk.services.event import Action, Event, Lines, Reading, age, joined
from lapdesk.store import rows
from lapdesk.store.desk import Desk

# What an outcome may call for is proposed as long as it is fresh.
PROPOSED_DAYS: Final = 60
_MOST_SENT: Final = 12
_SENT_ON: Final = (
    "REDIRECTED", "NO_CAPACITY", "NOT_ELIGIBLE", "REFUSED_RIGHT", "NOT_ATTENDED", "UNKNOWN",
)  # fmt: skip


def _orientations(reading: Reading) -> Lines:
    mine = reading.own("Orientation")
    ids = [str(line["id"]) for line in mine]
    reading.world.gather_by("OrientationStep", "orientation", ids)
    reading.world.gather_heads("Orientation", ids)
    reading.name("Actor", (line.get("actor") for line in mine))
    for line in mine:
        steps = reading.find("OrientationStep", orientation=line["id"])
        yield _orientation(reading, line, mine, steps)
        yield from _steps(reading, line, steps)


def _orientation(
    reading: Reading,
    line: Values,
    mine: Sequence[Values],
    steps: Sequence[Values],
) -> Event:
    states, outcomes = lists.get("orientation_state"), lists.get("orientation_outcome")
    code = str(line.get("theme") or "")
    theme = hushed.theme(reading.desk, reading.connection, "Orientation", line["id"], code)
    outcome = outcomes.label(line["outcome"]) if line.get("outcome") else ""
    days = [str(step.get("date") or "") for step in steps]
    return Event(
        str(line.get("date") or ""),
        "orientation",
        _("{theme}: {actor}").format(theme=theme, actor=_actor(reading, line)),
        outcome or states.label(line.get("state")),
        "Orientation",
        line["id"],
        "" if outcome else str(line.get("state") or "DRAFT"),
        reading.heads("Orientation", line["id"]),
        max([str(line.get("date") or ""), *days]),
        chain=_chain(reading, line, mine),
        actions=tuple(_called_for(reading, line)),
        again=_again(reading, line),
    )


def _again(reading: Reading, line: Values) -> str:
    """The theme to orient anew on: where nothing came of it yet, and who enters may read it."""
    code, outcome = str(line.get("theme") or ""), line.get("outcome")
    if line.get("next") or (outcome and outcome not in _SENT_ON) or line.get("state") == "DRAFT":
        return ""
    desk, connection = reading.desk, reading.connection
    hush = hushed.hides(desk, connection, "Orientation", line["id"], (code,))
    return "" if hush else code


def _actor(reading: Reading, line: Values) -> str:
    return reading.called("Actor", line.get("actor"))


def _chain(reading: Reading, line: Values, mine: Sequence[Values]) -> str:
    """Where the person was sent one after the other, as this orientation is part of it."""
    known = {one["id"]: one for one in mine}
    before = {one["next"]: one for one in mine if one.get("next")}
    way = [line]
    while way[0]["id"] in before and len(way) < _MOST_SENT:
        way.insert(0, before[way[0]["id"]])
    while way[-1].get("next") in known and len(way) < _MOST_SENT:
        way.append(known[way[-1]["next"]])
    if len(way) < 2:
        return ""
    return _("Sent on: {way}").format(way=" → ".join(_actor(reading, one) for one in way))


def called_for(desk: Desk, orientation: str) -> list[Action]:
    """What the outcome of an orientation calls for, each in one click; nothing of an erased one."""
    with desk.transaction() as connection:
        line = rows.get(connection, BY_NAME["Orientation"], UUID(orientation).bytes)
        if line is None or not line.get("participant"):
            return []
        return _called_for(Reading(desk, connection, str(line["participant"])), line)


def _called_for(reading: Reading, line: Values) -> list[Action]:
    """What the outcome calls for: a need that is settled, a situation of non-take-up."""
    steps = reading.find("OrientationStep", orientation=line["id"])
    days = [line.get("outcome_on"), line.get("date"), *(step.get("date") for step in steps)]
    known = [str(day) for day in days if day]
    if not known or age(max(known)) > PROPOSED_DAYS:
        return []
    found = []
    success = lists.get("orientation_outcome").entries.get(line.get("outcome") or "")
    if success is not None and success.traits.get("success"):
        found += needing.settled_by(reading, line)
    proposed = proposing.open_for(reading.desk, line)
    if proposed is not None:
        form = lists.get("non_takeup").label(proposed["form"])
        words = _("Note non-take-up: {form}").format(form=form)
        drafts = needing.situation(proposed, proposing.named(line["id"]))
        found.append(Action(words, _("Non-take-up noted."), tuple(drafts)))
    return found


def _steps(reading: Reading, line: Values, steps: Sequence[Values]) -> Lines:
    states = lists.get("orientation_state")
    code = str(line.get("theme") or "")
    hush = hushed.hides(reading.desk, reading.connection, "Orientation", line["id"], (code,))
    last = latest(list(steps))
    for step in steps:
        here = last is not None and step["id"] == last["id"]
        yield Event(
            str(step.get("date") or ""),
            "step",
            states.label(step.get("to_state")),
            joined(_actor(reading, line), "" if hush else str(step.get("note") or "")),
            "OrientationStep",
            step["id"],
            base=reading.heads("Orientation", line["id"]),
            back=correcting.back_from(steps) if here else (),
            parent=line["id"],
        )


def _needs(reading: Reading) -> Lines:
    states = lists.get("need_state")
    mine = reading.own("Need")
    reading.world.gather_heads("Need", (line["id"] for line in mine))
    for line in mine:
        code = str(line.get("theme") or "")
        theme = hushed.theme(reading.desk, reading.connection, "Need", line["id"], code)
        hush = hushed.hides(reading.desk, reading.connection, "Need", line["id"], (code,))
        base = reading.heads("Need", line["id"])
        yield Event(
            str(line.get("expressed_on") or ""),
            "need",
            joined(theme, "" if hush else str(line.get("label") or "")),
            states.label(line.get("state") or "OPEN"),
            "Need",
            line["id"],
            str(line.get("state") or "OPEN"),
            base,
            actions=tuple(needing.moves(line, base)),
            again=code if not hush and line.get("state") in needing.OPEN_NEEDS else "",
        )


def _non_take_up(reading: Reading) -> Lines:
    forms, reasons = lists.get("non_takeup"), lists.get("non_takeup_reason")
    states = lists.get("non_takeup_state")
    mine = reading.own("NonTakeUp")
    reading.world.gather_heads("NonTakeUp", (line["id"] for line in mine))
    for line in mine:
        code = str(line.get("theme") or "")
        theme = hushed.theme(reading.desk, reading.connection, "NonTakeUp", line["id"], code)
        hush = hushed.hides(reading.desk, reading.connection, "NonTakeUp", line["id"], (code,))
        why = ", ".join(reasons.label(one) for one in line.get("reasons") or ())
        base = reading.heads("NonTakeUp", line["id"])
        yield Event(
            str(line.get("seen_on") or ""),
            "non_take_up",
            joined(theme, "" if hush else str(line.get("right") or "")),
            joined(forms.label(line.get("form")), why, states.label(line.get("state") or "OPEN")),
            "NonTakeUp",
            line["id"],
            str(line.get("state") or "OPEN"),
            base,
            actions=tuple(needing.situation_moves(line, base)),
        )


LINES: Final = (_orientations, _needs, _non_take_up)
