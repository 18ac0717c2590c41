"""A1 to A4: whom the association follows and welcomes."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import (
    ACT,
    ACTION,
    AXIS,
    HELPED,
    MET,
    MISSING,
    PRESENCE,
    SESSION,
    THEME,
    WORD,
    WORKSHOP,
    Ask,
    Fact,
)
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.figures.orientations import ORIENTATION
from lapdesk.i18n import N_

# B5, B26: age is that of the period's end by birth year, else the band noted, else not stated.
_AGE_BAND: Final = f"""
    CASE WHEN p.birth_year IS NULL THEN coalesce(p.age_band, '{MISSING}') ELSE coalesce((
        SELECT json_extract(value, '$.code') FROM json_each(:bands)
        WHERE :year - p.birth_year
            BETWEEN json_extract(value, '$.low') AND json_extract(value, '$.high')
    ), '{MISSING}') END"""

# One row a person of A1.
PERSON: Final = Fact(
    "figures_person",
    "n INTEGER PRIMARY KEY, sex TEXT, age_band TEXT, commune TEXT, profile TEXT, qpv TEXT,"
    " fresh INTEGER",
    f"""
    SELECT p.n, coalesce(p.sex, '{MISSING}'), {_AGE_BAND}, coalesce(p.commune, '{MISSING}'),
        coalesce(p.literacy_profile, '{MISSING}'), coalesce(p.qpv, '{MISSING}'),
        coalesce(p.first_contact BETWEEN :start AND :end, 0)
    FROM (SELECT person FROM figures_presence UNION SELECT person FROM figures_helped
        UNION SELECT person FROM figures_orientation UNION SELECT person FROM figures_met) e
    JOIN participant p ON p.n = e.person""",
    (PRESENCE, HELPED, ORIENTATION, MET),
)

# What a person took part in, as (person, action): orientations and mentoring belong to none.
BY_ACTION: Final = """
    SELECT r.person, w.action FROM figures_presence r
        JOIN figures_workshop w ON w.n = r.workshop WHERE r.person IS NOT NULL
    UNION SELECT person, action FROM figures_helped
    UNION SELECT person, 0 FROM figures_orientation WHERE person IS NOT NULL
    UNION SELECT person, 0 FROM figures_met"""

BY_AXIS: Final = f"""
    SELECT e.person, x.axis AS key FROM (
        SELECT r.person, w.action FROM figures_presence r
            JOIN figures_workshop w ON w.n = r.workshop WHERE r.person IS NOT NULL
        UNION SELECT person, action FROM figures_helped WHERE action <> 0
        UNION SELECT person, 0 FROM figures_orientation WHERE person IS NOT NULL
        UNION SELECT person, 0 FROM figures_met
    ) e JOIN figures_axis x ON x.action = e.action
    UNION SELECT h.person, coalesce(t.axis, '{MISSING}') FROM (
        SELECT DISTINCT person, themes FROM figures_helped WHERE action = 0
    ) h JOIN figures_word v ON v.words = h.themes LEFT JOIN figures_theme t ON t.theme = v.code"""

OF_AXES: Final = (PRESENCE, HELPED, ORIENTATION, MET, WORKSHOP, AXIS, THEME, WORD)
OF_ACTIONS: Final = (PRESENCE, HELPED, ORIENTATION, MET, WORKSHOP, ACTION)


def _by(column: str) -> Ask:
    return Ask(
        f"SELECT {column} AS key, count(*) AS followed, coalesce(sum(fresh), 0) AS fresh"
        f" FROM figures_person GROUP BY 1",
        (PERSON,),
    )


_FOLLOWED: Final = Source(
    Ask(
        "SELECT count(*) AS followed, coalesce(sum(fresh), 0) AS fresh FROM figures_person",
        (PERSON,),
    ),
    {
        "sex": _by("sex"),
        "age_band": _by("age_band"),
        "commune": _by("commune"),
        "axis": Ask(
            f"SELECT key, count(*) AS followed FROM ({BY_AXIS}) GROUP BY key",
            OF_AXES,
        ),
        "action": Ask(
            f"""SELECT code AS key, count(*) AS followed FROM (
                SELECT DISTINCT c.code, e.person FROM ({BY_ACTION}) e
                JOIN figures_action c ON c.n = e.action) GROUP BY code""",
            OF_ACTIONS,
        ),
    },
)

_COVER: Final = Source(
    Ask(
        f"""
        SELECT coalesce(sum(inside), 0) AS reached, json_array_length(:communes) AS communes,
            coalesce(sum(people) FILTER (WHERE commune <> '{MISSING}'), 0) AS known,
            coalesce(sum(people), 0) AS people,
            json_object(
                'communes', json_group_array(commune) FILTER (WHERE inside),
                'others', 0,
                'people', json_group_object(commune, people) FILTER (WHERE inside)
            ) AS extra
        FROM (SELECT commune, count(*) AS people,
                commune IN (SELECT value FROM json_each(:communes)) AS inside
            FROM figures_person GROUP BY commune ORDER BY commune)""",
        (PERSON,),
    )
)

_ALL_ANONYMOUS: Final = """
    SELECT action, 0 AS themes, sum(headcount) AS contacts FROM figures_act
        WHERE headcount > 0 AND action <> 0 GROUP BY action
    UNION ALL SELECT 0, themes, sum(headcount) FROM figures_act
        WHERE headcount > 0 AND action = 0 GROUP BY themes
    UNION ALL SELECT w.action, 0, sum(s.anonymous) FROM figures_session s
        JOIN figures_workshop w ON w.n = s.workshop WHERE s.held GROUP BY w.action"""

_ANONYMOUS: Final = Source(
    Ask(
        """SELECT (SELECT coalesce(sum(headcount), 0) FROM figures_act)
            + (SELECT coalesce(sum(anonymous), 0) FROM figures_session WHERE held) AS contacts""",
        (ACT, SESSION),
    ),
    {
        "axis": Ask(
            f"""
            WITH e AS MATERIALIZED (
                SELECT row_number() OVER () AS n, * FROM ({_ALL_ANONYMOUS}))
            SELECT key, sum(contacts) AS contacts FROM (
                SELECT e.n, x.axis AS key, contacts FROM e
                    JOIN figures_axis x ON x.action = e.action WHERE e.themes = 0
                UNION SELECT e.n, coalesce(t.axis, '{MISSING}'), contacts FROM e
                    JOIN figures_word v ON v.words = e.themes
                    LEFT JOIN figures_theme t ON t.theme = v.code
            ) GROUP BY key""",
            (ACT, SESSION, WORKSHOP, AXIS, THEME, WORD),
        ),
        "action": Ask(
            f"""SELECT c.code AS key, sum(contacts) AS contacts FROM ({_ALL_ANONYMOUS}) e
            JOIN figures_action c ON c.n = e.action GROUP BY c.code""",
            (ACT, SESSION, WORKSHOP, ACTION),
        ),
    },
)

ALL_MODULES: Final = ("DESK", "ORIENT", "WORKSHOP", "MIGRAPASS")

INDICATORS: Final = (
    Indicator(
        "A1", _FOLLOWED, "person", "followed",
        N_("People with a code who came to a workshop, were supported, oriented or met their mentor"
           " in the period."),
        N_("Each person counts once, however many workshops, acts or orientations they had."
           " A person followed by two associations counts twice in a consolidated figure."),
        people="followed", modules=ALL_MODULES,
        breakdowns=("sex", "age_band", "commune", "axis", "action"),
    ),
    Indicator(
        "A2", _FOLLOWED, "person", "fresh",
        N_("People followed in the period whose first contact lies in it."),
        people="fresh", modules=ALL_MODULES, breakdowns=("sex", "age_band", "commune"),
    ),
    Indicator(
        "A3", _ANONYMOUS, "contact", "contacts",
        N_("People welcomed without a record, in acts and in workshop sessions held."),
        N_("The same person counts at each visit: these contacts are never added to people."),
        modules=("DESK", "WORKSHOP"), breakdowns=("axis", "action"),
    ),
    Indicator(
        "A4", _COVER, "percent", "reached",
        N_("Communes of Val-de-Marne where at least one person followed lives."),
        N_("Once figures are protected, communes with fewer than 5 people are counted, not named."),
        denominator="communes", over=N_("The 47 communes of Val-de-Marne."),
        known=("known", "people"), extra="extra",
        modules=ALL_MODULES, consolidation="union",
    ),
)  # fmt: skip
