"""What follows by rule from a change: steps of an orientation, an enrolment that becomes active.

`completed` says what a draft leaves unsaid, before its rules are asked; the rest follows when
it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.models.draft import Values
from lapdesk.models.entities import BY_NAME
from lapdesk.models.rules.workshops import LATE, MINUTES_LOST, counts
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready

REVIEWED_DAYS: Final = 30


def completed(entity: str, values: dict[str, Any], before: Values | None) -> dict[str, Any]:
    """The values with what they leave unsaid: minutes lost, the day an action was looked over."""
    if entity == "Attendance":
        return _with_minutes_lost(values, before)
    return _with_day_reviewed(values, before) if entity == "PlanAction" else values


def _with_day_reviewed(values: dict[str, Any], before: Values | None) -> dict[str, Any]:
    """Whoever writes or alters an action of the plan has looked it over (P4).

    A day of the last month stays: two laptops that alter one action seldom clash on it.
    """
    was = before or {}
    altered = before is None or any(was.get(name) != value for name, value in values.items())
    recent = (clock.today() - timedelta(days=REVIEWED_DAYS)).isoformat()
    if "checked_on" in values or not altered or (was.get("checked_on") or "") > recent:
        return values
    return {**values, "checked_on": clock.today().isoformat()}


def _with_minutes_lost(values: dict[str, Any], before: Values | None) -> dict[str, Any]:
    """The minutes that a mark loses where nobody said them.

    A late arrival or an early leave loses 15; another mark that takes its place loses none. A
    mark recorded before without minutes stays as it is: figures count 15 for it.
    """
    was = before or {}
    mark = values.get("mark", was.get("mark"))
    if values.get("minutes_lost") is not None:
        return values
    if mark in LATE:
        told = "minutes_lost" not in values and was.get("minutes_lost") is not None
        old = was.get("mark") == mark and was.get("minutes_lost") is None
        return values if told or old else {**values, "minutes_lost": MINUTES_LOST}
    if was.get("mark") in LATE and was.get("minutes_lost") is not None:
        return {**values, "minutes_lost": None}
    return values


def in_order(entity: str, given: dict[str, Any]) -> dict[str, Any]:
    """Two persons compared, the smaller id first: two laptops meet in one record."""
    if entity == "PersonPair" and given.get("participant") and given.get("other"):
        first, second = sorted((str(given["participant"]), str(given["other"])))
        return {**given, "participant": first, "other": second}
    return given


def with_following(connection: Connection, ready: Ready, before: Values | None) -> list[Ready]:
    """The alteration and those that must be written with it."""
    values = dict(ready.fields or {})
    if ready.entity == "Orientation" and before is None:
        return _with_first_step(ready, values)
    if ready.entity == "OrientationStep" and before is None:
        values["rank"] = 1 + _greatest_rank(connection, str(values["orientation"]))
        return [replace(ready, fields=values)]
    if ready.entity == "Attendance":
        return [ready, *_made_active(connection, {**(before or {}), **values})]
    if ready.entity == "Permanence" and before is not None and values.get("date"):
        return [ready, *_visits_moved(connection, ready, before, str(values["date"]))]
    return [ready]


def _visits_moved(connection: Connection, ready: Ready, before: Values, day: str) -> list[Ready]:
    """The visits of a permanence whose day is corrected are of that day, too."""
    asked = {"permanence": str(ready.record), "date": before.get("date")}
    acts = rows.find(connection, BY_NAME["SupportAction"], asked)
    return [Ready("SupportAction", UUID(act["id"]), {"date": day}) for act in acts]


def _with_first_step(ready: Ready, values: dict[str, Any]) -> list[Ready]:
    """An orientation's state lives in its steps alone; a draft has none."""
    state = values.pop("state", "DRAFT")
    orientation = replace(ready, fields=values)
    if state == "DRAFT":
        return [orientation]
    step = {
        "orientation": str(ready.record),
        "date": values["date"],
        "to_state": state,
        "rank": 1,
    }
    return [orientation, Ready("OrientationStep", uuid4(), step)]


def _greatest_rank(connection: Connection, orientation: str) -> int:
    steps = rows.find(connection, BY_NAME["OrientationStep"], {"orientation": orientation})
    return max((int(step.get("rank") or 0) for step in steps), default=0)


def _made_active(connection: Connection, mark: Mapping[str, Any]) -> list[Ready]:
    """The first counted mark turns a place that waits or is promised into an active one."""
    if not counts(str(mark.get("mark"))):
        return []
    session = rows.get(connection, BY_NAME["Session"], UUID(str(mark["session"])).bytes) or {}
    asked = {"participant": mark["participant"], "workshop": session.get("workshop")}
    found = []
    for place in rows.find(connection, BY_NAME["Enrolment"], asked):
        if place.get("state") in ("WAITING", "ENROLLED"):
            # A start that was noted earlier stands: history may be entered newest first.
            start = min(str(place.get("start") or session["date"]), str(session["date"]))
            values = {"state": "ACTIVE", "start": start}
            found.append(Ready("Enrolment", UUID(place["id"]), values))
    return found


def effects(desk: Desk, ready: Ready, before: Values | None) -> None:
    """What is done at once after writing: what a withdrawn consent allowed is emptied (B8)."""
    values = {**(before or {}), **(ready.fields or {})}
    if ready.entity != "Consent" or not values.get("withdrawn_on"):
        return
    from lapdesk.services import withdrawn

    withdrawn.without_consent(desk, person=str(values["participant"]))
