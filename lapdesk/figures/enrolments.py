"""W3 and W9: places taken, people who wait, why people leave."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import MISSING, SESSION, WORKSHOP, Ask, Fact
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.figures.workshops import ENROLLED
from lapdesk.i18n import N_

# Workshops with a number of places, on the day of their last session of the period; on the last
# day of theirs within it where none was held, and then only if somebody was enrolled.
PLACES: Final = Fact(
    "figures_places",
    "workshop INTEGER PRIMARY KEY, places INTEGER, taken INTEGER",
    """
    WITH last AS (
        SELECT workshop, max(date) AS day FROM figures_session WHERE held GROUP BY workshop
    ), here AS (
        SELECT w.n AS workshop, w.capacity AS places, l.day IS NOT NULL AS held,
            coalesce(l.day, min(:end, coalesce(w.end, :end))) AS day
        FROM workshop w LEFT JOIN last l ON l.workshop = w.n
        WHERE w.capacity > 0 AND coalesce(w.start, :start) <= :end
            AND coalesce(w.end, :end) >= :start OR w.capacity > 0 AND l.day IS NOT NULL
    ), taken AS (
        SELECT h.workshop, h.places, h.held, count(DISTINCT e.participant) AS taken
        FROM here h LEFT JOIN figures_enrolled e
            ON e.workshop = h.workshop AND h.day BETWEEN e.start AND e.end
        GROUP BY h.workshop
    )
    SELECT workshop, places, taken FROM taken WHERE held OR taken > 0""",
    (SESSION, ENROLLED),
)

WAITING: Final = Fact(
    "figures_waiting",
    "person INTEGER, workshop INTEGER, PRIMARY KEY (person, workshop)",
    """
    SELECT DISTINCT p.n, coalesce(w.n, 0) FROM enrolment e
        JOIN participant p ON p.id = e.participant LEFT JOIN workshop w ON w.id = e.workshop
    WHERE e.state = 'WAITING' AND e.asked_on <= :end""",
)

# Those who left or finished in the period; leaving twice is two exits.
EXIT: Final = Fact(
    "figures_exit",
    "n INTEGER PRIMARY KEY, person INTEGER, reason TEXT, positive INTEGER",
    f"""
    SELECT e.n, p.n, coalesce(e.exit_reason, '{MISSING}'),
        coalesce(e.exit_reason IN (SELECT value FROM json_each(:positive)), 0)
    FROM enrolment e LEFT JOIN participant p ON p.id = e.participant
    WHERE e.state IN ('FINISHED', 'LEFT') AND e.end BETWEEN :start AND :end""",
)

_TAKEN: Final = """coalesce(sum(x.taken), 0) AS taken, coalesce(sum(x.places), 0) AS places
    FROM figures_places x"""
_WAIT: Final = "count(DISTINCT x.person) AS people FROM figures_waiting x"
_OF: Final = "JOIN figures_workshop w ON w.n = x.workshop GROUP BY 1"


def _by_workshop(sums: str, fact: Fact) -> Source:
    return Source(
        Ask(f"SELECT {sums}", (fact,)),
        {
            name: Ask(f"SELECT w.{name} AS key, {sums} {_OF}", (fact, WORKSHOP))
            for name in ("kind", "commune")
        },
    )


_EXITS: Final = """count(*) AS exits, coalesce(sum(positive), 0) AS positive,
    count(DISTINCT person) AS people FROM figures_exit"""
_LEFT: Final = Source(
    Ask(f"SELECT {_EXITS}", (EXIT,)),
    {"exit_reason": Ask(f"SELECT reason AS key, {_EXITS} GROUP BY 1", (EXIT,))},
)

_MODULES: Final = ("WORKSHOP",)
_CUTS: Final = ("kind", "commune")

INDICATORS: Final = (
    Indicator(
        "W3", _by_workshop(_TAKEN, PLACES), "percent", "taken",
        N_("Places taken on the day of each workshop's last session of the period."),
        N_("Workshops without a number of places are left out. Each workshop weighs as many"
           " places as it has."),
        denominator="places", over=N_("Places of these workshops."),
        people="taken", modules=_MODULES, breakdowns=_CUTS, consolidation="rate",
    ),
    Indicator(
        "W3.waiting", _by_workshop(_WAIT, WAITING), "person", "people",
        N_("People on a waiting list at the end of the period."),
        N_("Someone who waits for two workshops counts once in the total."),
        people="people", modules=_MODULES, breakdowns=_CUTS, part=N_("People on a waiting list"),
    ),
    Indicator(
        "W9", _LEFT, "percent", "positive",
        N_("Exits with a goal reached, a job, a training or another course."),
        N_("Leaving two workshops is two exits; a reason that is not stated is no positive one."),
        denominator="exits", over=N_("Enrolments that ended in the period."),
        people="people", modules=_MODULES, breakdowns=("exit_reason",), consolidation="rate",
    ),
)  # fmt: skip
