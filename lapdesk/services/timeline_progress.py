"""Lines of the timeline: levels, autonomy, Migrapass, the sheets of funders."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from lapdesk.i18n import _, ngettext
from lapdesk.models import lists
from lapdesk.models.progress import LEVELS
from lapdesk.services.loading import called
from lapdesk.services.timeline import Event, Lines, Reading, joined

_SPACES: Final = 4


def _levels(reading: Reading) -> Lines:
    moments, levels = lists.get("assessment_moment"), lists.get("cefr")
    skills = lists.get("language_skill")
    for line in reading.own("LanguageAssessment"):
        told = [
            _("{skill} {level}").format(skill=skills.label(code), level=levels.label(line[name]))
            for code, name in LEVELS.items()
            if line.get(name)
        ]
        yield Event(
            str(line.get("date") or ""),
            "level",
            _("Positioning: {moment}").format(moment=moments.label(line.get("moment"))),
            ", ".join(told),
            "LanguageAssessment",
            line["id"],
        )


def _autonomy(reading: Reading) -> Lines:
    """Marks of one day and one hand are a line together: a grid makes many at once."""
    spaces, levels = lists.get("social_space"), lists.get("autonomy")
    days: defaultdict[tuple[str, bool], list[dict[str, Any]]] = defaultdict(list)
    for line in reading.own("AutonomyMark"):
        days[str(line.get("date") or ""), bool(line.get("self"))].append(line)
    for (day, own), marks in days.items():
        told = [
            _("{space}: {level}").format(
                space=spaces.label(one.get("space")), level=levels.label(one.get("level"))
            )
            for one in marks[:_SPACES]
        ]
        left = len(marks) - len(told)
        if left:
            told.append(ngettext("and another one", "and {n} others", left).format(n=left))
        title = _("Autonomy, as the person sees it") if own else _("Autonomy")
        yield Event(day, "autonomy", title, joined(*told), "AutonomyMark", marks[0]["id"])


def _migrapass(reading: Reading) -> Lines:
    states, steps = lists.get("migrapass_state"), lists.get("migrapass_step")
    for path in reading.own("MigrapassPath"):
        mentor = path.get("mentor")
        with_ = called(reading.desk, reading.connection, "TeamMember", mentor) if mentor else ""
        yield Event(
            str(path.get("start") or path.get("agreed_on") or ""),
            "migrapass",
            _("Migrapass with {mentor}").format(mentor=with_) if with_ else _("Migrapass"),
            states.label(path.get("state")),
            "MigrapassPath",
            path["id"],
        )
        for met in reading.find("MigrapassMeeting", path=path["id"]):
            minutes = int(met.get("minutes") or 0)
            length = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
            yield Event(
                str(met.get("date") or ""),
                "migrapass",
                _("Migrapass: {step}").format(step=steps.label(met.get("step"))),
                joined(length, str(met.get("note") or "")),
                "MigrapassMeeting",
                met["id"],
            )
        for skill in reading.find("SkillStatement", path=path["id"]):
            yield Event(
                str(skill.get("date") or ""),
                "migrapass",
                _("A skill put into words"),
                str(skill.get("sentence") or ""),
                "SkillStatement",
                skill["id"],
            )


def _sheets(reading: Reading) -> Lines:
    """That there is a sheet, never what it holds."""
    moments = lists.get("entry_exit")
    for line in reading.own("FunderSheet"):
        action = line.get("plan_action")
        yield Event(
            str(line.get("date") or ""),
            "sheet",
            _("Funder’s sheet: {moment}").format(moment=moments.label(line.get("moment"))),
            called(reading.desk, reading.connection, "PlanAction", action) if action else "",
            "FunderSheet",
            line["id"],
        )


LINES: Final = (_levels, _autonomy, _migrapass, _sheets)
