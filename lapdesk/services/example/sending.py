"""Orientations of the example: where to, how it went on step by step, what came of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from lapdesk.models.draft import Draft
from lapdesk.services.example import refusals
from lapdesk.services.example.stage import Known, Offer, Stage, put_all
from lapdesk.services.example.words import STEPS

# Ways an orientation goes: how often, the states with the days between, the outcome.
_WAYS: Final[tuple[tuple[int, tuple[tuple[int, str], ...], str | None], ...]] = (
    (15, ((2, "CONTACTED"), (9, "APPOINTED"), (10, "ATTENDED"), (4, "CLOSED")), "RIGHT_OPENED"),
    (10, ((12, "ATTENDED"), (6, "CLOSED")), "SERVICE"),
    (8, ((3, "CONTACTED"), (11, "ATTENDED"), (5, "CLOSED")), "SERVICE"),
    (6, ((10, "ATTENDED"), (1, "CLOSED")), "ENROLLED"),
    (8, ((9, "ATTENDED"), (0, "CLOSED")), "INFO_ONLY"),
    (5, ((4, "CONTACTED"), (14, "ATTENDED"), (20, "CLOSED")), "WAITING"),
    (5, ((6, "APPOINTED"), (12, "ATTENDED"), (25, "CLOSED")), "REFUSED_RIGHT"),
    (3, ((8, "ATTENDED"), (8, "CLOSED")), "NOT_ELIGIBLE"),
    (5, ((5, "CONTACTED"), (9, "REFUSED"), (0, "CLOSED")), "NO_CAPACITY"),
    (6, ((13, "MISSED"), (7, "APPOINTED"), (12, "ATTENDED"), (5, "CLOSED")), "SERVICE"),
    (6, ((15, "MISSED"), (10, "CLOSED")), "NOT_ATTENDED"),
    (5, ((6, "DECLINED"),), None),
    (5, ((62, "LOST"), (0, "CLOSED")), "UNKNOWN"),
    (6, ((10, "ATTENDED"), (2, "CLOSED")), "REDIRECTED"),
    # Of some, nothing was heard yet.
    (12, (), None),
)  # fmt: skip
# Of those sent before this day, somebody gave up asking in the end.
_LATELY: Final = date(2025, 12, 1)
_LOST: Final = (((64, "LOST"), (20, "CLOSED")), "UNKNOWN")
_MODES: Final = ("M0", "M1", "M1", "M1", "M2", "M2", "M2", "M3", "M3", "M4")


def send(stage: Stage, known: Known, theme: str, day: date, need: str | None) -> str | None:
    """A person is sent to a service of the theme; gives the orientation where there is one."""
    places = [place for place in stage.offers if place.theme == theme]
    if known.id not in stage.people or not places:
        return None
    draw, place = stage.random, stage.random.choice(places)
    with stage.entering(stage.member("VOLUNTEER")):
        made = stage.put("Orientation", _values(stage, known, place, day, need))
    _weight, states, outcome = draw.choices(_WAYS, [way[0] for way in _WAYS])[0]
    if not states and day < _LATELY:
        states, outcome = _LOST
    when = day
    for number, (days, state) in enumerate(states):
        when += timedelta(days=days + draw.randrange(0, 5) if days else 0)
        last = number == len(states) - 1
        stage.later(when, _scene(known, made, when, state, outcome if last else None))
    return made


def _values(
    stage: Stage, known: Known, place: Offer, day: date, need: str | None
) -> dict[str, Any]:
    draw = stage.random
    mode = draw.choice(_MODES)
    values: dict[str, Any] = {
        "participant": known.id,
        "theme": place.theme,
        "actor": place.actor,
        "offer": place.offer,
        "mode": mode,
        "date": day.isoformat(),
        "share": known.agrees_to_share and draw.random() < 0.7,
        "state": "AGREED",
    }
    if mode in ("M2", "M3") and place.contact:
        values["actor_contact"] = place.contact
    return values | ({"need": need} if need else {})


def _scene(known: Known, made: str, day: date, state: str, outcome: str | None) -> Any:
    return lambda stage: _go_on(stage, known, made, day, state, outcome)


def _go_on(
    stage: Stage, known: Known, made: str, day: date, state: str, outcome: str | None
) -> None:
    """A step is heard of; the last one tells what came of it."""
    if known.id not in stage.people:
        return
    step: dict[str, Any] = {"orientation": made, "date": day.isoformat(), "to_state": state}
    if state in STEPS and stage.random.random() < 0.4:
        step["note"] = stage.random.choice(STEPS[state])
    drafts = [Draft("OrientationStep", step)]
    if state == "APPOINTED":
        on = day + timedelta(days=stage.random.randrange(3, 12))
        hour = stage.random.choice(("09:30", "10:15", "14:00", "15:30"))
        drafts.append(Draft("Orientation", {"appointment_at": f"{on.isoformat()}T{hour}"}, made))
    if outcome is not None:
        told = {"outcome": outcome, "outcome_on": day.isoformat()}
        drafts.append(Draft("Orientation", told, made))
    with stage.entering(stage.member("VOLUNTEER")):
        put_all(stage, drafts)
        if outcome == "REDIRECTED":
            _send_on(stage, known, made, day)
        if outcome is not None or state == "DECLINED":
            refusals.after(stage, known, made, day)


def _send_on(stage: Stage, known: Known, made: str, day: date) -> None:
    """The chain: the service knew a better one, the person is sent there."""
    themes = [place.theme for place in stage.offers]
    then = send(stage, known, stage.random.choice(themes), day, None)
    if then is not None:
        stage.change("Orientation", made, {"next": then})
