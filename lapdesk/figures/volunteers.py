"""H1 and H2: volunteers and the time they give."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import (
    ACT,
    ACTION,
    MEMBER,
    MISSING,
    SESSION,
    WORKSHOP,
    Ask,
    Fact,
    minutes_between,
)
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.i18n import N_

_MEMBERS: Final = (
    "json_each({0}) j JOIN figures_member m ON m.hex = lower(replace(j.value, '-', ''))"
)

# B4: sessions, permanences and acts outside a permanence, once per member present; the rest typed.
TIME: Final = Fact(
    "figures_time",
    "member INTEGER, task TEXT, action INTEGER, minutes INTEGER",
    f"""
    SELECT * FROM (
        SELECT m.n, 'SESSION', w.action, s.minutes AS minutes
        FROM figures_session s CROSS JOIN figures_workshop w ON w.n = s.workshop
            CROSS JOIN {_MEMBERS.format("s.leaders")} WHERE s.held
        UNION ALL SELECT m.n, 'DESK', coalesce(c.n, 0), {minutes_between("d.start", "d.end")}
        FROM permanence d LEFT JOIN plan_action c ON c.id = d.plan_action
            CROSS JOIN {_MEMBERS.format("d.team_members")}
        WHERE d.date BETWEEN :start AND :end
        UNION ALL SELECT volunteer, 'ACT', action, sum(minutes)
        FROM figures_act WHERE volunteer IS NOT NULL GROUP BY volunteer, action
        UNION ALL SELECT m.n, coalesce(t.task, '{MISSING}'), coalesce(c.n, 0), t.minutes
        FROM volunteer_time t JOIN figures_member m ON m.id = t.team_member
            LEFT JOIN plan_action c ON c.id = t.plan_action
        WHERE t.date BETWEEN :start AND :end
    ) WHERE minutes > 0""",
    (SESSION, WORKSHOP, MEMBER, ACT),
)

_SUMS: Final = """count(DISTINCT t.member) AS volunteers, coalesce(sum(t.minutes), 0) AS minutes,
    :full_time AS full_time"""

_TIME: Final = Source(
    Ask(f"SELECT {_SUMS} FROM figures_time t", (TIME,)),
    {
        "task": Ask(f"SELECT t.task AS key, {_SUMS} FROM figures_time t GROUP BY 1", (TIME,)),
        "action": Ask(
            f"""SELECT c.code AS key, {_SUMS} FROM figures_time t
            JOIN figures_action c ON c.n = t.action GROUP BY 1""",
            (TIME, ACTION),
        ),
    },
)

_MODULES: Final = ("VOLUNTEER",)

INDICATORS: Final = (
    Indicator(
        "H1", _TIME, "person", "volunteers",
        N_("Volunteers who gave time in the period."),
        N_("Employees, trainees and partners are left out. Someone with several tasks counts once"
           " in the total and once in each task."),
        modules=_MODULES, breakdowns=("task",),
    ),
    Indicator(
        "H2", _TIME, "hour", "minutes",
        N_("Time given by volunteers: sessions, permanences, acts outside a permanence and time"
           " noted by hand."),
        N_("Counted once for each volunteer present; an act within a permanence is already in it."),
        modules=_MODULES, breakdowns=("action",),
    ),
    Indicator(
        "H2.fte", _TIME, "FTE", "minutes",
        N_("Time given by volunteers, as a number of full-time jobs."),
        N_("A full-time job is 1,607 hours a year, in proportion to the length of the period."),
        denominator="full_time", over=N_("Hours of one full-time job over the period."),
        modules=_MODULES, breakdowns=("action",), part=N_("Volunteering in full-time equivalents"),
        measure="hour",
    ),
)  # fmt: skip
