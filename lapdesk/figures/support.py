"""S1 and S2: acts of support and the time they took."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import ACT, AXIS, HELPED, MISSING, THEME, WORD, Ask
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.i18n import N_


def _with_people(acts: str, people: str) -> Ask:
    """Acts and minutes a key, with how many persons stand behind each."""
    sql = f"""
        WITH a AS ({acts}), w AS (
            SELECT key, count(*) AS people FROM ({people}) GROUP BY key)
        SELECT a.key, a.acts, a.minutes, coalesce(w.people, 0) AS people
        FROM a LEFT JOIN w ON w.key = a.key"""
    return Ask(sql, (ACT, HELPED, WORD, AXIS, THEME))


def _listed(column: str) -> Ask:
    """By a column that holds several codes: an act counts in each (B26)."""
    return _with_people(
        f"""
        SELECT v.code AS key, sum(acts) AS acts, sum(minutes) AS minutes FROM (
            SELECT {column} AS words, count(*) AS acts, sum(minutes) AS minutes
            FROM figures_act GROUP BY 1
        ) g JOIN figures_word v ON v.words = g.words GROUP BY 1""",
        f"""
        SELECT DISTINCT v.code AS key, h.person FROM (
            SELECT DISTINCT person, {column} AS words FROM figures_helped
        ) h JOIN figures_word v ON v.words = h.words""",
    )


_AXES: Final = f"""
    SELECT DISTINCT v.words, coalesce(t.axis, '{MISSING}') AS axis
    FROM figures_word v LEFT JOIN figures_theme t ON t.theme = v.code"""

_BY_AXIS: Final = _with_people(
    f"""
    SELECT key, sum(acts) AS acts, sum(minutes) AS minutes FROM (
        SELECT x.axis AS key, count(*) AS acts, sum(minutes) AS minutes
        FROM figures_act a JOIN figures_axis x ON x.action = a.action
        WHERE a.action <> 0 GROUP BY 1
        UNION ALL SELECT x.axis, sum(acts), sum(minutes) FROM (
            SELECT themes, count(*) AS acts, sum(minutes) AS minutes
            FROM figures_act WHERE action = 0 GROUP BY themes
        ) a JOIN ({_AXES}) x ON x.words = a.themes GROUP BY 1
    ) GROUP BY key""",
    f"""
    SELECT x.axis AS key, h.person FROM (
        SELECT DISTINCT person, action FROM figures_helped WHERE action <> 0
    ) h JOIN figures_axis x ON x.action = h.action
    UNION SELECT x.axis, h.person FROM (
        SELECT DISTINCT person, themes FROM figures_helped WHERE action = 0
    ) h JOIN ({_AXES}) x ON x.words = h.themes""",
)

_ACTS: Final = Source(
    Ask(
        """SELECT count(*) AS acts, coalesce(sum(minutes), 0) AS minutes,
            (SELECT count(DISTINCT person) FROM figures_helped) AS people FROM figures_act""",
        (ACT, HELPED),
    ),
    {
        "axis": _BY_AXIS,
        "theme": _listed("themes"),
        "type": _listed("types"),
        "channel": _with_people(
            "SELECT channel AS key, count(*) AS acts, sum(minutes) AS minutes"
            " FROM figures_act GROUP BY 1",
            "SELECT DISTINCT channel AS key, person FROM figures_helped",
        ),
    },
)

INDICATORS: Final = (
    Indicator(
        "S1", _ACTS, "act", "acts",
        N_("Acts of support dated in the period."),
        N_("An act for several people is one act; an act with several themes counts in each."),
        people="people", modules=("DESK",), breakdowns=("axis", "theme", "type", "channel"),
    ),
    Indicator(
        "S2", _ACTS, "hour", "minutes",
        N_("Time of the acts of support dated in the period."),
        N_("The minutes of an act count once, however many people it was for."),
        people="people", modules=("DESK",), breakdowns=("axis", "theme"),
    ),
)  # fmt: skip
