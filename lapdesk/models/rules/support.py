"""Rules on support acts and permanences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lapdesk.i18n import _
from lapdesk.models.draft import Problem, World
from lapdesk.models.rules.case import Case, refused, warned

FREE_DAYS: Final = 30
# What tells volunteers' time by itself, by task: the records, whose they are, their states.
_TOLD: Final = {
    "SESSION": ("Session", "leaders", ("HELD", "LOCKED")),
    "DESK": ("Permanence", "team_members", None),
    "ACT": ("SupportAction", "team_member", None),
}


def v8_old_act(about: Case, world: World) -> Iterator[Problem]:
    """V8: an act recorded more than 30 days ago is corrected with a reason."""
    if not about.new and (about.changed or about.removed):
        yield from _without_reason(about, about.record, world)


def v8_person_of_old_act(about: Case, world: World) -> Iterator[Problem]:
    """V8: taking a person off such an act is an edit of it; adding one is none."""
    if about.removed:
        yield from _without_reason(about, about.after.get("support_action"), world)


def _without_reason(about: Case, act: str | None, world: World) -> Iterator[Problem]:
    recorded = world.recorded_on("SupportAction", act) if act else None
    if recorded and (world.today() - recorded).days > FREE_DAYS and not about.reason:
        message = _("Act noted more than 30 days ago: give the reason for the correction.")
        yield refused("V8", None, message)


def for_nobody(about: Case, world: World) -> Iterator[Problem]:
    """LD-165 (warn): an act for nobody, neither a person nor a headcount."""
    if about.removed or about.after.get("headcount"):
        return
    if not about.new and "headcount" not in about.changed:
        return
    if about.record is None or not world.find("Accompaniment", support_action=about.record):
        yield _nobody()


def last_person_leaves(about: Case, world: World) -> Iterator[Problem]:
    """LD-165 (warn): the act that this person leaves is for nobody any more."""
    act = about.after.get("support_action")
    if not about.removed or not act:
        return
    left = [a for a in world.find("Accompaniment", support_action=act) if a["id"] != about.record]
    if not left and not (world.get("SupportAction", act) or {}).get("headcount"):
        yield _nobody()


def _nobody() -> Problem:
    return warned("LD-165", "headcount", _("This act is for nobody: name a person or a number."))


def v4_permanence(about: Case, world: World) -> Iterator[Problem]:
    """V4: a permanence ends after it starts; any length will do."""
    start, end = about.after.get("start"), about.after.get("end")
    if start and end and end <= start and about.touches("start", "end"):
        message = _("The end ({end}) must follow the start ({start}).")
        yield refused("V4", "end", message.format(start=start, end=end))


def counted_already(about: Case, world: World) -> Iterator[Problem]:
    """LD-174 (warn): what the member did that day tells this time already (B4)."""
    mine = about.after
    day, member, task = mine.get("date"), mine.get("team_member"), mine.get("task")
    if about.removed or not about.touches("date", "team_member", "task") or not (day and member):
        return
    if any(_told(str(task), str(day), str(member), world)):
        message = _("This time is counted already, by what was recorded that day: it counts twice.")
        yield warned("LD-174", "minutes", message)


def _told(task: str, day: str, member: str, world: World) -> Iterator[bool]:
    if task == "MENTORING":
        for meeting in world.find("MigrapassMeeting", date=day):
            path = world.get("MigrapassPath", meeting.get("path")) or {}
            yield path.get("mentor") == member and not meeting.get("group")
    elif task in _TOLD:
        entity, whose, states = _TOLD[task]
        for one in world.find(entity, date=day, **{whose: member}):
            yield states is None or one.get("state") in states
