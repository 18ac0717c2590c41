"""Rules on workshops, enrolments, sessions and who was there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.draft import Problem, Values, World
from lapdesk.models.rules.case import Case, others, refused, warned

SHORTEST, LONGEST = 15, 8 * 60
LAST_CHILD_AGE: Final = 15
# States of an enrolment that has not ended, those that hold a place, those that make a guest.
OPEN: Final = ("WAITING", "ENROLLED", "ACTIVE", "SUSPENDED")
PLACED: Final = ("ENROLLED", "ACTIVE", "SUSPENDED")
NEVER_CAME: Final = ("CANCELLED",)
# Marks of who came late or left early, and the minutes that these miss where nobody said.
LATE: Final = ("L", "D")
MINUTES_LOST: Final = 15
# Publics of an action whose workshops are not for adults alone.
YOUNG_PUBLICS: Final = frozenset(("YOUNG", "UAM", "COLLEGE_STUDENTS"))


def _minutes(hour: str) -> int:
    return int(hour[:2]) * 60 + int(hour[3:])


def length(session: Values) -> int | None:
    """The minutes of a session, None where a time is missing."""
    start, end = session.get("start"), session.get("end")
    return _minutes(end) - _minutes(start) if start and end else None


def by_spaces(workshop: Values) -> bool:
    """Whether its sessions are held at social spaces, in a phase each (ASL)."""
    return workshop.get("kind") == "ASL" or bool(workshop.get("spaces") or workshop.get("phase"))


def counts(mark: str) -> bool:
    """Whether who has this mark was there."""
    return mark in _counting()


@cache
def _counting() -> frozenset[str]:
    return frozenset(lists.get("attendance").having("counts"))


def attended(mark: str, lost: int | None, minutes: int) -> int:
    """The minutes that a mark counts in a session of `minutes`; figures say it in SQL."""
    if not counts(mark):
        return 0
    unsaid = MINUTES_LOST if mark in LATE else 0
    return max(0, minutes - (unsaid if lost is None else lost))


def v4_length(about: Case, world: World) -> Iterator[Problem]:
    """V4: a session lasts 15 minutes to 8 hours."""
    minutes = length(about.after)
    if minutes is None or not about.touches("start", "end"):
        return
    if not SHORTEST <= minutes <= LONGEST:
        message = _(
            "The end ({end}) must follow the start ({start}). Length allowed: 15 min to 8 h."
        )
        yield refused("V4", "end", message.format(**_hours(about.after)))


def _hours(session: Values) -> dict[str, str]:
    return {"start": session["start"], "end": session["end"]}


def v5_leader_overlap(about: Case, world: World) -> Iterator[Problem]:
    """V5 (warn): a leader of two sessions at one time."""
    mine = about.after
    if not about.touches("date", "start", "end", "leaders", "state") or length(mine) is None:
        return
    if mine.get("state") == "CANCELLED" or (about.changed == {"state"} and not _revived(about)):
        return
    for leader in mine.get("leaders") or ():
        found = list(world.find("Session", date=mine.get("date"), leaders=leader))
        for other in others(about, found):
            if other.get("state") != "CANCELLED" and _overlap(mine, other):
                yield _busy(leader, other, world)


def entered_twice(about: Case, world: World) -> Iterator[Problem]:
    """LD-172: one session stands twice, as two laptops entered it; said of what stands alone.

    Whoever enters a second one is told by V5, and may mean it.
    """
    mine = about.after
    if not about.standing or length(mine) is None or mine.get("state") == "CANCELLED":
        return
    same = {"workshop": mine.get("workshop"), "date": mine.get("date")}
    for other in others(about, list(world.find("Session", **same))):
        led = set(mine.get("leaders") or ()).intersection(other.get("leaders") or ())
        if led and other.get("state") != "CANCELLED" and _overlap(mine, other):
            message = _("This session stands twice, from {start} to {end}: keep one sheet.")
            yield refused("LD-172", "start", message.format(**_hours(other)))
            return


def _revived(about: Case) -> bool:
    return about.before is not None and about.before.get("state") == "CANCELLED"


def _overlap(one: Values, other: Values) -> bool:
    return length(other) is not None and bool(
        one["start"] < other["end"] and other["start"] < one["end"]
    )


def _busy(leader: str, other: Values, world: World) -> Problem:
    member = world.get("TeamMember", leader) or {}
    workshop = world.get("Workshop", other.get("workshop")) or {}
    message = _("{name} already leads “{workshop}” from {start} to {end}.").format(
        name=member.get("display_name") or "",
        workshop=workshop.get("title") or "",
        **_hours(other),
    )
    return warned("V5", "leaders", message)


def already_there(entity: str, values: Values, world: World) -> Problem:
    """V6: a record with this natural key is here already; who saves finds that out.

    LD-116 where it is that of a person who was erased: it stays without them.
    """
    if entity == "ActionPartner":
        message = _("This structure already has this part in the action.")
        return refused("V6", "actor", message)
    if entity == "PersonPair":
        message = _("These two records were compared already: change the answer.")
        return refused("V6", "other", message)
    called = world.called(str(values["participant"]))
    if not called:
        return refused("LD-116", "participant", _("This person was erased."))
    if entity == "Attendance":
        message = _("{code} is already on the sheet.").format(code=called)
    else:
        message = _("{code} is already on this act.").format(code=called)
    return refused("V6", "participant", message)


def v7_not_called(about: Case, world: World) -> Iterator[Problem]:
    """V7: locking while someone is still to be called; who has no mark does not block."""
    if about.record is None or not about.becomes("state", "LOCKED"):
        return
    waiting = world.find("Attendance", session=about.record, mark="U")
    if waiting:
        names = ", ".join(world.called(a["participant"]) for a in waiting)
        yield refused("V7", "state", _("Still to call: {names}.").format(names=names))


def v8_locked(about: Case, world: World) -> Iterator[Problem]:
    """V8: a locked session is corrected with a reason."""
    locked = about.before is not None and about.before.get("state") == "LOCKED"
    if locked and (about.changed or about.removed) and not about.reason:
        yield _signed()


def v8_mark_of_locked(about: Case, world: World) -> Iterator[Problem]:
    """V8: so are its marks; the sheet was signed with those it holds."""
    session = world.get("Session", about.after.get("session")) or {}
    if session.get("state") == "LOCKED" and (about.changed or about.removed) and not about.reason:
        yield _signed()


def _signed() -> Problem:
    return refused("V8", None, _("Signed session: give the reason for the correction."))


def v9_minutes_lost(about: Case, world: World) -> Iterator[Problem]:
    """V9: more time missed than the session lasts."""
    lost = about.after.get("minutes_lost")
    minutes = length(world.get("Session", about.after.get("session")) or {})
    if lost and minutes is not None and lost > minutes and about.touches("minutes_lost"):
        yield _too_much(lost, minutes, "minutes_lost")


def v9_shortened(about: Case, world: World) -> Iterator[Problem]:
    """V9: a session made shorter than the time that someone missed of it."""
    minutes = length(about.after)
    if about.new or about.record is None or minutes is None or not about.touches("start", "end"):
        return
    marks = world.find("Attendance", session=about.record)
    lost = max((a.get("minutes_lost") or 0 for a in marks), default=0)
    if lost > minutes > 0:
        yield _too_much(lost, minutes, "end")


def _too_much(lost: int, minutes: int, field: str) -> Problem:
    message = _("The time missed ({lost} min) is longer than the session ({minutes} min).")
    return refused("V9", field, message.format(lost=lost, minutes=minutes))


def attends(enrolment: Values, world: World) -> bool:
    """Whether a person already has a counted mark in the workshop of an enrolment."""
    marks = world.find("Attendance", participant=enrolment.get("participant"))
    return any(
        (world.get("Session", a.get("session")) or {}).get("workshop") == enrolment.get("workshop")
        for a in marks
        if counts(str(a.get("mark")))
    )


def one_open_enrolment(about: Case, world: World) -> Iterator[Problem]:
    """LD-117: one open enrolment a person and workshop."""
    mine = about.after
    if mine.get("state") not in OPEN or not about.touches("state", "participant", "workshop"):
        return
    same = {"participant": mine.get("participant"), "workshop": mine.get("workshop")}
    for other in others(about, list(world.find("Enrolment", **same))):
        if other.get("state") in OPEN:
            message = _("{code} already has an open enrolment in this workshop.")
            called = world.called(str(mine.get("participant") or ""))
            yield refused("LD-117", "participant", message.format(code=called))
            return


def v10_full(about: Case, world: World) -> Iterator[Problem]:
    """V10: taking a place in a full workshop; a person on pause keeps theirs."""
    mine, before = about.after, about.before or {}
    if mine.get("state") not in PLACED or not about.touches("state", "workshop"):
        return
    had = before.get("state") in PLACED and before.get("workshop") == mine.get("workshop")
    capacity = (world.get("Workshop", mine.get("workshop")) or {}).get("capacity")
    if had or not capacity or (not about.new and attends(mine, world)):
        return
    found = list(world.find("Enrolment", workshop=mine.get("workshop")))
    taken = sum(other.get("state") in PLACED for other in others(about, found))
    if taken >= capacity:
        message = _("Workshop full ({n}/{capacity}). Put on the waiting list?")
        yield refused("V10", "state", message.format(n=taken, capacity=capacity))


def v11_guest(about: Case, world: World) -> Iterator[Problem]:
    """V11 (warn): a mark on a day that no enrolment covers is a guest's."""
    mine = about.after
    session = world.get("Session", mine.get("session"))
    if not about.touches("mark", "session", "participant") or session is None:
        return
    same = {"participant": mine.get("participant"), "workshop": session.get("workshop")}
    if not any(covers(e, str(session.get("date"))) for e in world.find("Enrolment", **same)):
        called = world.called(str(mine.get("participant") or ""))
        message = _("{code} is not enrolled on this date: noted as a guest.")
        yield warned("V11", "participant", message.format(code=called))


def covers(enrolment: Values, day: str) -> bool:
    """Whether an enrolment stands on a day; a limit that is not known leaves it open."""
    start, end = enrolment.get("start"), enrolment.get("end")
    if enrolment.get("state") in NEVER_CAME:
        return False
    return (not start or start <= day) and (not end or day <= end)


def v12_child(about: Case, world: World) -> Iterator[Problem]:
    """V12 (warn): a child of 15 or under in a workshop for adults.

    Workshops are for adults (B6) unless their action is for young people.
    """
    if not about.touches("participant", "workshop"):
        return
    person = world.get("Participant", about.after.get("participant")) or {}
    day = about.after.get("start") or about.after.get("asked_on")
    year, born = int(day[:4]) if day else world.today().year, person.get("birth_year")
    child = year - born <= LAST_CHILD_AGE if born else person.get("age_band") == "A00"
    workshop = world.get("Workshop", about.after.get("workshop")) or {}
    action = world.get("PlanAction", workshop.get("plan_action")) or {}
    if child and YOUNG_PUBLICS.isdisjoint(action.get("targets") or ()):
        message = _("This person is 15 or under and the workshop is for adults: is that right?")
        yield warned("V12", "participant", message)
