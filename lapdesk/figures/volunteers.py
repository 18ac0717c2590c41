"""H1 to H3: volunteers, the time they give, what it is worth."""

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

# B4: sessions, permanences and acts outside a permanence, once per member present; meetings of a
# mentor (those of a group are its sessions); the rest typed. One row a member and record.
_LINES: Final = f"""
    SELECT m.n AS member, 'SESSION' AS task, w.action AS action, s.minutes AS minutes,
        s.date AS date, 'Session' AS entity, s.id AS record
    FROM figures_session s CROSS JOIN figures_workshop w ON w.n = s.workshop
        CROSS JOIN {_MEMBERS.format("s.leaders")} WHERE s.held
    UNION ALL SELECT m.n, 'DESK', coalesce(c.n, 0), {minutes_between("d.start", "d.end")},
        d.date, 'Permanence', d.id
    FROM permanence d LEFT JOIN plan_action c ON c.id = d.plan_action
        CROSS JOIN {_MEMBERS.format("d.team_members")}
    WHERE d.date BETWEEN :start AND :end
    UNION ALL SELECT volunteer, 'ACT', action, minutes, date, 'SupportAction', id
    FROM figures_act WHERE volunteer IS NOT NULL
    UNION ALL SELECT m.n, 'MENTORING', 0, g.minutes, g.date, 'MigrapassMeeting', g.id
    FROM migrapass_meeting g JOIN migrapass_path h ON h.id = g.path
        JOIN figures_member m ON m.id = h.mentor
    WHERE g.date BETWEEN :start AND :end AND g."group" IS NOT 1
    UNION ALL SELECT m.n, coalesce(t.task, '{MISSING}'), coalesce(c.n, 0), t.minutes,
        t.date, 'VolunteerTime', t.id
    FROM volunteer_time t JOIN figures_member m ON m.id = t.team_member
        LEFT JOIN plan_action c ON c.id = t.plan_action
    WHERE t.date BETWEEN :start AND :end"""
_STAND_ON: Final = (SESSION, WORKSHOP, MEMBER, ACT)

TIME: Final = Fact(
    "figures_time",
    "member INTEGER, task TEXT, action INTEGER, minutes INTEGER",
    f"""
    SELECT member, task, action, sum(minutes) FROM ({_LINES}) WHERE minutes > 0
    GROUP BY member, task, action""",
    _STAND_ON,
)

# What H1 and H2 add up, line by line, for whoever reads their own time.
LINES: Final = Ask(
    f"""SELECT m.id AS member, l.task, l.minutes, l.date, l.entity, l.record
    FROM ({_LINES}) l JOIN figures_member m ON m.n = l.member WHERE l.minutes > 0
    ORDER BY l.date DESC, l.entity, l.record""",
    _STAND_ON,
)

_SUMS: Final = """count(DISTINCT t.member) AS volunteers, coalesce(sum(t.minutes), 0) AS minutes,
    :full_time AS full_time, (SELECT hourly_rate FROM organisation) IS NOT NULL AS rated,
    coalesce((2 * sum(t.minutes) * (SELECT hourly_rate FROM organisation) + 60) / 120, 0)
    AS cents"""

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
    Indicator(
        "H3", _TIME, "EUR", "cents",
        N_("Time given by volunteers, at the hourly rate set for the association."),
        N_("The rate is set in Settings; until then this figure is not followed."),
        modules=_MODULES, breakdowns=("action",), given="rated",
    ),
)  # fmt: skip
