"""W1, W2, W4 to W6, W10: sessions held, who came, for how long, what opened outwards."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import (
    ACTION,
    ATTENDED,
    AXIS,
    COUNTED,
    MISSING,
    PRESENCE,
    SESSION,
    WORKSHOP,
    Ask,
    Fact,
)
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.figures.people import PERSON
from lapdesk.i18n import N_

# Enrolments that are or were real, with the days they cover. Two of one person that overlap
# must not count a session twice: `after` is the last day that an earlier one covers.
ENROLLED: Final = Fact(
    "figures_enrolled",
    "workshop INTEGER, participant BLOB, person INTEGER, start TEXT, end TEXT, after TEXT",
    """
    SELECT workshop, participant, person, start, end, coalesce(max(end) OVER (
        PARTITION BY workshop, participant ORDER BY start, n
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '')
    FROM (
        SELECT e.n, w.n AS workshop, e.participant, p.n AS person,
            coalesce(e.start, e.asked_on) AS start, coalesce(e.end, '9999-12-31') AS end
        FROM enrolment e JOIN workshop w ON w.id = e.workshop
            LEFT JOIN participant p ON p.id = e.participant
        WHERE (e.state = 'ACTIVE' OR e.state IN ('FINISHED', 'LEFT') AND e.end IS NOT NULL)
            AND coalesce(e.start, e.asked_on) <= :end AND coalesce(e.end, :start) >= :start
    )""",
)
COVERED: Final = "s.workshop = e.workshop AND s.date BETWEEN e.start AND e.end AND s.date > e.after"

# Minutes expected of the people enrolled, and attended by them, by workshop.
ROLL: Final = Fact(
    "figures_roll",
    "workshop INTEGER, expected INTEGER, attended INTEGER",
    f"""
    SELECT s.workshop, sum(s.minutes), sum(CASE WHEN {COUNTED} THEN {ATTENDED} ELSE 0 END)
    FROM figures_session s CROSS JOIN figures_enrolled e ON {COVERED}
        LEFT JOIN attendance a ON a.session = s.id AND a.participant = e.participant
    WHERE s.held GROUP BY s.n""",
    (SESSION, ENROLLED),
)

_SESSIONS: Final = """coalesce(sum(s.held), 0) AS held, count(*) AS planned,
    coalesce(sum(s.held AND s.outward), 0) AS outward"""
_SESSION_ROWS: Final = "FROM figures_session s JOIN figures_workshop w ON w.n = s.workshop"

_HELD: Final = Source(
    Ask(f"SELECT {_SESSIONS} FROM figures_session s", (SESSION,)),
    {
        "kind": Ask(
            f"SELECT w.kind AS key, {_SESSIONS} {_SESSION_ROWS} GROUP BY 1", (SESSION, WORKSHOP)
        ),
        "commune": Ask(
            f"SELECT w.commune AS key, {_SESSIONS} {_SESSION_ROWS} GROUP BY 1", (SESSION, WORKSHOP)
        ),
        "axis": Ask(
            f"SELECT x.axis AS key, {_SESSIONS} {_SESSION_ROWS}"
            " JOIN figures_axis x ON x.action = w.action GROUP BY 1",
            (SESSION, WORKSHOP, AXIS),
        ),
    },
)

_SUMS: Final = "count(DISTINCT r.person) AS people, coalesce(sum(r.minutes), 0) AS minutes"


def _by_workshop(column: str, more: str = "", *needs: Fact) -> Ask:
    return Ask(
        f"""SELECT {column} AS key, {_SUMS} FROM figures_presence r
            JOIN figures_workshop w ON w.n = r.workshop {more} GROUP BY 1""",
        (PRESENCE, WORKSHOP, *needs),
    )


def _by_person(column: str) -> Ask:
    """By what is known of the person; minutes of erased persons are not stated."""
    return Ask(
        f"""SELECT coalesce(p.{column}, '{MISSING}') AS key, count(r.person) AS people,
            sum(r.minutes) AS minutes
        FROM (SELECT person, sum(minutes) AS minutes FROM figures_presence GROUP BY person) r
            LEFT JOIN figures_person p ON p.n = r.person GROUP BY 1""",
        (PRESENCE, PERSON),
    )


_PRESENT: Final = Source(
    Ask(f"SELECT {_SUMS} FROM figures_presence r", (PRESENCE,)),
    {
        "kind": _by_workshop("w.kind"),
        "axis": _by_workshop("x.axis", "JOIN figures_axis x ON x.action = w.action", AXIS),
        "action": _by_workshop("c.code", "JOIN figures_action c ON c.n = w.action", ACTION),
        **{name: _by_person(name) for name in ("sex", "age_band", "commune", "profile")},
    },
)

_PEOPLE: Final = f"""
    FROM figures_enrolled e JOIN figures_workshop w ON w.n = e.workshop
    WHERE EXISTS (SELECT 1 FROM figures_session s WHERE s.held AND {COVERED})"""

_ROLLS: Final = Source(
    Ask(
        f"""SELECT coalesce(sum(expected), 0) AS expected, coalesce(sum(attended), 0) AS attended,
            (SELECT count(DISTINCT e.person) {_PEOPLE}) AS people FROM figures_roll""",
        (ROLL, WORKSHOP),
    ),
    {
        "kind": Ask(
            f"""
            WITH p AS (
                SELECT w.kind AS key, count(DISTINCT e.person) AS people {_PEOPLE} GROUP BY 1)
            SELECT w.kind AS key, sum(expected) AS expected, sum(attended) AS attended, p.people
            FROM figures_roll r JOIN figures_workshop w ON w.n = r.workshop
                JOIN p ON p.key = w.kind GROUP BY 1""",
            (ROLL, WORKSHOP),
        )
    },
)

_MODULES: Final = ("WORKSHOP",)

INDICATORS: Final = (
    Indicator(
        "W1", _HELD, "session", "held",
        N_("Workshop sessions held in the period, their sheet closed or not."),
        N_("A session of an action with several axes counts in each axis."),
        modules=_MODULES, breakdowns=("kind", "commune", "axis"),
    ),
    Indicator(
        "W2", _HELD, "percent", "held",
        N_("Workshop sessions held."),
        N_("Sessions cancelled for a holiday are left out; those still planned too."),
        denominator="planned", over=N_("Sessions held and sessions cancelled, holidays left out."),
        modules=_MODULES, breakdowns=("kind",), consolidation="rate",
    ),
    Indicator(
        "W4", _PRESENT, "person", "people",
        N_("People with a code who came at least once to a workshop session held."),
        N_("Someone who comes to two workshops counts once in the total and once in each kind."),
        people="people", modules=_MODULES,
        breakdowns=("kind", "sex", "age_band", "commune", "profile"),
    ),
    Indicator(
        "W5", _ROLLS, "percent", "attended",
        N_("Time that enrolled people attended."),
        N_("Absences, excused or not, and people not called count as no time; guests are"
           " left out."),
        denominator="expected",
        over=N_("Length of the sessions held, for each person enrolled on that day."),
        people="people", modules=_MODULES, breakdowns=("kind",), consolidation="rate",
        measure="hour",
    ),
    Indicator(
        "W6", _PRESENT, "hour", "minutes",
        N_("Time that people with a code attended, guests too."),
        N_("Length of the session minus the time missed: a late arrival or early leave of unknown"
           " length is 15 minutes."),
        people="people", modules=_MODULES,
        breakdowns=("kind", "sex", "age_band", "commune", "axis", "action"),
    ),
    Indicator(
        "W10", _HELD, "percent", "outward",
        N_("Sessions held with an outing or a professional met."),
        denominator="held", over=N_("Workshop sessions held in the period."),
        modules=_MODULES, breakdowns=("kind",), consolidation="rate",
    ),
)  # fmt: skip
