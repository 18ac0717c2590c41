"""Workshops of the example: a cycle opens with its sessions, people enrol, wait, leave, finish."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from lapdesk import clock
from lapdesk.models import calendar
from lapdesk.models.draft import Draft
from lapdesk.services import cycles
from lapdesk.services.example import funder, progress, rolls
from lapdesk.services.example.cast import Cycle
from lapdesk.services.example.stage import Seat, Stage, put_all

# How often people are there, and how many of each sort.
_REGULAR: Final = ((0.95, 40), (0.84, 40), (0.6, 20))
_WAITING: Final = (2, 2, 3, 4)
_ENDED_BY: Final = ("GOAL", "GOAL", "NEXT_COURSE", "OTHER")
_LEFT_BY: Final = ("JOB", "JOB", "TRAINING", "MOVED", "FAMILY", "FAMILY", "HOURS", "HEALTH",
                   "NO_NEWS", "NO_NEWS", "NEXT_COURSE")  # fmt: skip
# Workshops where the language is learned: levels are noted at the entry and at the exit.
TAUGHT: Final = ("ASL", "FLE", "ALPHA", "PRO_FRENCH", "CONVERSATION")


def open_cycle(stage: Stage, cycle: Cycle, first: date, last: date, title: str) -> None:
    """A workshop opens with the sessions of its calendar; people enrol, the last ones wait."""
    slots = [{"weekday": cycle.weekday + 1, "start": cycle.start, "end": cycle.end}]
    days = [one for one in calendar.proposed(first, last, slots, "94") if one.ticked]
    values: dict[str, Any] = {
        "title": title,
        "kind": cycle.kind,
        "plan_action": cycle.action,
        "leaders": [stage.members[n] for n in cycle.leaders],
        "place": cycle.place,
        "commune": stage.house.commune,
        "start": days[0].day.isoformat(),
        "end": days[-1].day.isoformat(),
        "weekly_slots": slots,
        "capacity": cycle.capacity,
        "profile": cycle.profile,
        "state": "OPEN",
    }
    if cycle.levels:
        values |= {"level_from": cycle.levels[0], "level_to": cycle.levels[1]}
    if cycle.kind == "ASL":
        values["spaces"] = list(progress.SPACES)
    drafts = cycles.new_cycle({n: v for n, v in values.items() if v is not None}, days)
    with stage.entering(stage.members[cycle.leaders[0]]):
        put_all(stage, drafts)
    workshop = str(drafts[0].record)
    stage.groups[title] = workshop
    stage.seats[workshop] = {}
    _fill(stage, cycle, workshop, days[0].day)
    for number, (draft, one) in enumerate(zip(drafts[1:], days, strict=True)):
        stage.later(one.day, _session(cycle, workshop, str(draft.record), number, len(days)))
    stage.later(days[-1].day, lambda at: _close(at, cycle, workshop, days[-1].day))


def _session(cycle: Cycle, workshop: str, session: str, number: int, of: int) -> Any:
    def scene(stage: Stage) -> None:
        with stage.entering(stage.members[cycle.leaders[number % len(cycle.leaders)]]):
            day = rolls.hold(stage, cycle, workshop, session, number)
            if day is None:
                return
            if cycle.kind in TAUGHT:
                progress.after_session(stage, cycle, workshop, day, number, of)
            if number > 1 and number < of - 2 and not cycle.whole:
                _come_and_go(stage, cycle, workshop, day)

    return scene


def _fill(stage: Stage, cycle: Cycle, workshop: str, day: date) -> None:
    """Those for whom it is meant come first; of the last cycle's learners most come again."""
    if cycle.whole:
        return
    draw, around = stage.random, stage.around(day + timedelta(days=60))
    busy = {one for seats in stage.seats.values() for one, seat in seats.items()
            if seat.state in ("ENROLLED", "ACTIVE", "SUSPENDED")}  # fmt: skip
    free = [one for one in around if one not in busy or draw.random() < 0.35]
    draw.shuffle(free)
    free.sort(key=lambda one: stage.known[one].named.profile != (cycle.profile or "NS"))
    places = cycle.capacity
    for number, person in enumerate(free[: places + draw.choice(_WAITING)]):
        full = number >= places or len(stage.seats[workshop]) >= cycle.capacity
        enrol(stage, cycle, workshop, person, waiting=full)


def enrol(stage: Stage, cycle: Cycle, workshop: str, person: str, *, waiting: bool = False) -> None:
    """A place for somebody, or a place in the queue; the funder's sheet where there is one."""
    with stage.entering(stage.members[cycle.leaders[0]]):
        draft = cycles.enrol(workshop, person, waiting=waiting)
        made = stage.put(draft.entity, dict(draft.fields or {}))
    regular = stage.random.choices([r for r, _n in _REGULAR], [n for _r, n in _REGULAR])[0]
    stage.seats[workshop][person] = Seat(made, "WAITING" if waiting else "ENROLLED", regular)
    if cycle.action == stage.house.paid_by and not waiting:
        funder.enter(stage, person, clock.today())


def _come_and_go(stage: Stage, cycle: Cycle, workshop: str, day: date) -> None:
    """Somebody leaves, pauses or comes back; a free place goes to whoever waited longest."""
    draw, seats = stage.random, stage.seats[workshop]
    for person, seat in list(seats.items()):
        chance = draw.random()
        if seat.state == "ACTIVE" and chance < 0.011:
            _leave(stage, cycle, workshop, person, draw.choice(_LEFT_BY))
        elif seat.state == "ACTIVE" and chance < 0.016:
            _move(stage, seat, {"state": "SUSPENDED"})
        elif seat.state == "SUSPENDED" and chance < 0.25:
            _move(stage, seat, {"state": "ACTIVE"})
    taken = sum(seat.state in ("ENROLLED", "ACTIVE", "SUSPENDED") for seat in seats.values())
    waiting = next((p for p, seat in seats.items() if seat.state == "WAITING"), None)
    if taken < cycle.capacity and waiting is not None:
        _move(stage, seats[waiting], {"state": "ENROLLED"})
        if cycle.action == stage.house.paid_by:
            funder.enter(stage, waiting, day)
    elif waiting is None and draw.random() < 0.16:
        others = [p for p in stage.around(day + timedelta(days=40)) if p not in seats]
        if others:
            full = taken >= cycle.capacity
            enrol(stage, cycle, workshop, draw.choice(others), waiting=full)


def _move(stage: Stage, seat: Seat, values: dict[str, Any]) -> None:
    stage.change("Enrolment", seat.enrolment, values)
    seat.state = values["state"]


def _leave(stage: Stage, cycle: Cycle, workshop: str, person: str, reason: str) -> None:
    """Somebody gives their place up."""
    seat = stage.seats[workshop][person]
    finished = reason in cycles.FINISHED_BY
    values = {"state": "FINISHED" if finished else "LEFT", "exit_reason": reason}
    _move(stage, seat, {**values, "end": clock.today().isoformat()})
    if cycle.action == stage.house.paid_by:
        funder.leave(stage, person, clock.today())


def _close(stage: Stage, cycle: Cycle, workshop: str, day: date) -> None:
    """The last session is over: the others finish, those who never came are taken off."""
    with stage.entering(stage.members[cycle.leaders[0]]):
        drafts = []
        for person, seat in stage.seats[workshop].items():
            if seat.state in ("ACTIVE", "SUSPENDED"):
                done = seat.state == "ACTIVE"
                reason = stage.random.choice(_ENDED_BY) if done else "NO_NEWS"
                seat.state = "FINISHED" if done else "LEFT"
                values = {"exit_reason": reason, "end": day.isoformat()}
                if cycle.action == stage.house.paid_by:
                    funder.leave(stage, person, day)
            elif seat.state in ("WAITING", "ENROLLED"):
                seat.state, values = "CANCELLED", {"end": day.isoformat()}
            else:
                continue
            drafts.append(Draft("Enrolment", {**values, "state": seat.state}, seat.enrolment))
        put_all(stage, [*drafts, Draft("Workshop", {"state": "CLOSED"}, workshop)])
