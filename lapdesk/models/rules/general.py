"""Rules that several entities share: keys, dates, states, the order of start and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.base import fields
from lapdesk.models.draft import Problem, World
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Choice, Day
from lapdesk.models.rules.case import Case, refused, shown, warned
from lapdesk.models.rules.workshops import attends

# The date of what happened; it cannot be to come.
HAPPENED: Final = {
    "Participant": "first_contact",
    "SupportAction": "date",
    "Permanence": "date",
    "VolunteerTime": "date",
    "Orientation": "date",
    "OrientationStep": "date",
    "Session": "date",
}
# The same, of which a date to come is asked about, not refused.
ASKED: Final = {
    "NonTakeUp": "seen_on",
    "FunderSheet": "date",
    "LanguageAssessment": "date",
    "AutonomyMark": "date",
    "MigrapassMeeting": "date",
    "SkillStatement": "date",
    "Meeting": "date",
    "Opinion": "date",
    "DeclaredSheet": "date",
}
# Of these the date is that of what happened only in some states.
HELD: Final[Mapping[str, tuple[str, ...]]] = {"Session": ("HELD", "LOCKED"), "Meeting": ("HELD",)}
# Life cycles of lists that name no next states.
CYCLES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "non_takeup_state": {
        "OPEN": ("SOLVED", "PERSISTS", "CHOSEN"),
        "PERSISTS": ("SOLVED", "CHOSEN"),
        "SOLVED": (),
        "CHOSEN": (),
    },
}
# Those whose date is asked about when it is old.
RECENT: Final = ("SupportAction", "Session", "Orientation", "OrientationStep")
OLD_DAYS, OLD_YEARS = 60, 5
# Where an end may not, or should not, come before its start.
ORDERED: Final[dict[str, tuple[str, str, Literal["error", "warning"]]]] = {
    "PlanAction": ("start", "end", "error"),
    "PlanEdition": ("start", "end", "error"),
    "Workshop": ("start", "end", "error"),
    "Enrolment": ("start", "end", "warning"),
    "ActionPartner": ("since", "until", "warning"),
    "Consent": ("given_on", "withdrawn_on", "warning"),
    "Need": ("expressed_on", "answered_on", "warning"),
    "NonTakeUp": ("seen_on", "solved_on", "warning"),
    "MigrapassPath": ("start", "end", "warning"),
    "SummaryRequest": ("start", "end", "error"),
    "DeclaredSheet": ("start", "end", "error"),
    "CommitteeComment": ("start", "end", "error"),
    "SurveyEdition": ("start", "end", "warning"),
    "ActorLink": ("since", "until", "warning"),
    "Target": ("baseline_on", "due", "warning"),
}


def key_never_changes(about: Case, world: World) -> Iterator[Problem]:
    """LD-113: the fields that make a record's id stay what they are."""
    key = BY_NAME[about.entity].about.key
    for name in key if not about.new else ():
        if name in about.changed:
            message = _("This never changes: remove the line and make another.")
            yield refused("LD-113", name, message)


def v2_future(about: Case, world: World) -> Iterator[Problem]:
    """V2: a date after today; of sessions, those held or locked.

    Where the domain model refuses nothing, it is asked about.
    """
    name = HAPPENED.get(about.entity) or ASKED.get(about.entity, "")
    value = about.after.get(name)
    held = HELD.get(about.entity)
    if not value or not about.touches(name, "state" if held else name):
        return
    if held and about.after.get("state") not in held:
        return
    if date.fromisoformat(value) > world.today():
        level = refused if about.entity in HAPPENED else warned
        yield level("V2", name, _("{date} is not past yet.").format(date=Day().show(value)))


def v3_old(about: Case, world: World) -> Iterator[Problem]:
    """V3: refused after five years, asked about after 60 days."""
    name = "date"
    if about.entity not in RECENT or name not in about.changed or not about.after.get(name):
        return
    value, today = about.after[name], world.today()
    if date.fromisoformat(value) < _years_before(today, OLD_YEARS):
        message = _("{date} is more than 5 years ago.").format(date=Day().show(value))
        yield refused("V3", name, message)
        return
    days = (today - date.fromisoformat(value)).days
    if days > OLD_DAYS:
        yield warned("V3", name, _("{n} days ago: is this the right date?").format(n=days))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def v20_state(about: Case, world: World) -> Iterator[Problem]:
    """V20: a state moves along its list; a new record may start anywhere."""
    state = fields(BY_NAME[about.entity]).get("state")
    if state is None or about.before is None or "state" not in about.changed:
        return
    kind = state.kind
    was, now = about.before.get("state"), about.after.get("state")
    if not isinstance(kind, Choice) or was is None or now is None:
        return
    entry = lists.get(kind.of).entries.get(was)
    next_ = CYCLES.get(kind.of, {}).get(was, entry.next if entry is not None else None)
    if next_ is None:
        return
    allowed = [code for code in next_ if _free(about, code, world)]
    by_a_mark = (about.entity, was, now) == ("Enrolment", "WAITING", "ACTIVE")
    if now not in allowed and not (by_a_mark and attends(about.after, world)):
        yield jump(kind.of, was, now, allowed, "state")


def _free(about: Case, code: str, world: World) -> bool:
    """Whether a state that the list allows is open: a session with marks was held."""
    back = about.entity == "Session" and code == "PLANNED" and about.record is not None
    held = about.before is not None and about.before.get("state") == "HELD"
    return not (back and held and world.find("Attendance", session=about.record))


def jump(of: str, was: str, now: str, allowed: list[str], field: str) -> Problem:
    """The V20 of a state that may not follow."""
    labels = lists.get(of)
    message = _("Cannot go from “{a}” to “{b}”. Possible steps: {list}.").format(
        a=labels.label(was),
        b=labels.label(now),
        list=", ".join(labels.label(code) for code in allowed) or _("none from here"),
    )
    return refused("V20", field, message)


def v29_order(about: Case, world: World) -> Iterator[Problem]:
    """V29: an end before its start; where one is a year alone, years are compared."""
    if about.entity not in ORDERED:
        return
    first, last, level = ORDERED[about.entity]
    start, end = about.after.get(first), about.after.get(last)
    if not start or not end or not about.touches(first, last):
        return
    length = min(len(start), len(end))
    if end[:length] < start[:length]:
        message = _("The end ({end}) comes before the start ({start}).").format(
            end=shown(about.entity, last, end), start=shown(about.entity, first, start)
        )
        yield Problem("V29", level, last, message)
