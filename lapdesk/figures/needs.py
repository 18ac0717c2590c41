"""S3, S4, S6: what people ask for, what is settled, what finds no answer."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import MISSING, Ask, Fact, days_between, median
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.i18n import N_

# Needs expressed in the period, and those settled in it whenever they were expressed.
NEED: Final = Fact(
    "figures_need",
    "n INTEGER PRIMARY KEY, person INTEGER, commune TEXT, theme TEXT, expressed INTEGER,"
    " kept INTEGER, answered INTEGER, unanswered INTEGER, days INTEGER",
    f"""
    SELECT n, person, commune, theme, expressed, expressed AND state <> 'WITHDRAWN',
        expressed AND state = 'ANSWERED' AND coalesce(answered_on, expressed_on) <= :end,
        expressed AND state = 'UNANSWERED',
        CASE WHEN state = 'ANSWERED' AND answered_on BETWEEN :start AND :end
            THEN {days_between("expressed_on", "answered_on")} END
    FROM (
        SELECT d.n, p.n AS person, coalesce(p.commune, '{MISSING}') AS commune,
            coalesce(d.theme, '{MISSING}') AS theme, coalesce(d.state, '') AS state,
            d.expressed_on, d.answered_on,
            coalesce(d.expressed_on BETWEEN :start AND :end, 0) AS expressed
        FROM need d LEFT JOIN participant p ON p.id = d.participant
        WHERE d.expressed_on BETWEEN :start AND :end OR d.answered_on BETWEEN :start AND :end
    )""",
)

_SUMS: Final = """
    coalesce(sum(expressed), 0) AS expressed, coalesce(sum(kept), 0) AS kept,
    coalesce(sum(answered), 0) AS answered, coalesce(sum(unanswered), 0) AS unanswered,
    count(DISTINCT CASE WHEN expressed THEN person END) AS people"""


def _by(column: str) -> Ask:
    return Ask(f"SELECT {column} AS key, {_SUMS} FROM figures_need GROUP BY 1", (NEED,))


_NEEDS: Final = Source(
    Ask(f"SELECT {_SUMS} FROM figures_need", (NEED,)),
    {"theme": _by("theme"), "commune": _by("commune")},
)

_WAITED: Final = "SELECT theme AS key, days FROM figures_need WHERE days IS NOT NULL"
_DELAY: Final = Source(
    Ask(median(_WAITED, cut=False), (NEED,)),
    {"theme": Ask(median(_WAITED, cut=True), (NEED,))},
)

_MODULES: Final = ("DESK", "ORIENT")

INDICATORS: Final = (
    Indicator(
        "S3", _NEEDS, "percent", "answered",
        N_("Needs settled by the end of the period."),
        denominator="kept", over=N_("Needs expressed in the period and still asked for."),
        people="people", modules=_MODULES, breakdowns=("theme",), consolidation="rate",
    ),
    Indicator(
        "S4", _DELAY, "day", "days",
        N_("Half of the needs settled in the period were so within this many days."),
        N_("From the day a need was expressed to the day it was settled. A median: it is shown for"
           " each association and never added."),
        denominator="halves", people="cases", modules=_MODULES, breakdowns=("theme",),
        consolidation="none",
    ),
    Indicator(
        "S6", _NEEDS, "percent", "unanswered",
        N_("Needs for which no solution was found."),
        denominator="expressed", over=N_("Needs expressed in the period."),
        people="people", modules=_MODULES, breakdowns=("theme", "commune"), consolidation="rate",
    ),
)  # fmt: skip
