"""W7 and W8: autonomy and levels of language that learners gained."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import MISSING, Ask, Fact
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.i18n import N_
from lapdesk.models.progress import LEVELS

# Of one day, what was written later comes later: `born, id` is the same on every laptop, `n` the
# order in which this one came to know.
# A person in a social space: the first mark ever and the latest of the period. What people say of
# themselves is compared with what they said, a leader's mark with a leader's.
GAIN: Final = Fact(
    "figures_gain",
    "person INTEGER, field TEXT, phase TEXT, gained INTEGER",
    f"""
    WITH marks AS (
        SELECT p.n AS person, m.space, m.phase, m.date, CAST(m.level AS INTEGER) AS level,
            coalesce(m.self, 0) AS self, count(*) OVER one AS marks,
            first_value(CAST(m.level AS INTEGER)) OVER (
                one ORDER BY m.date, m.born, m.id) AS before,
            row_number() OVER (one ORDER BY m.date DESC, m.born DESC, m.id DESC) AS last
        FROM autonomy_mark m JOIN participant p ON p.id = m.participant
        WHERE m.date <= :end AND m.level IS NOT NULL
        WINDOW one AS (PARTITION BY p.n, m.space, coalesce(m.self, 0))
    )
    SELECT person, coalesce((SELECT value FROM json_each(:spaces) WHERE key = space), '{MISSING}'),
        coalesce(phase, '{MISSING}'), level - before >= 1
    FROM marks WHERE last = 1 AND marks >= 2 AND date >= :start""",
)

# The last exit of the period, else its last mid-course positioning, beside the last entry before.
_RANKS: Final = " UNION ALL ".join(
    f"""SELECT b.person, b.profile, '{skill}' AS skill,
        (SELECT value FROM json_each(:ranks) WHERE key = b.{column})
        - (SELECT value FROM json_each(:ranks) WHERE key = a.{column}) AS steps
    FROM both b JOIN language_assessment a ON a.n = b.entry"""
    for skill, column in LEVELS.items()
)
_COLUMNS: Final = ", ".join(f"m.{column}" for column in LEVELS.values())
LEVEL: Final = Fact(
    "figures_level",
    "person INTEGER, profile TEXT, skill TEXT, gained INTEGER",
    f"""
    WITH later AS (
        SELECT p.n AS person, p.id, coalesce(p.literacy_profile, '{MISSING}') AS profile, m.date,
            {_COLUMNS}, row_number() OVER (
                PARTITION BY p.n ORDER BY m.moment, m.date DESC, m.born DESC, m.id DESC) AS last
        FROM language_assessment m JOIN participant p ON p.id = m.participant
        WHERE m.moment IN ('EXIT', 'MID') AND m.date BETWEEN :start AND :end
    ), both AS MATERIALIZED (
        SELECT m.*, (SELECT a.n FROM language_assessment a WHERE a.participant = m.id
            AND a.moment = 'ENTRY' AND a.date <= m.date
            ORDER BY a.date DESC, a.born DESC, a.id DESC LIMIT 1) AS entry
        FROM later m WHERE m.last = 1
    )
    SELECT person, profile, skill, steps >= 1 FROM ({_RANKS}) WHERE steps IS NOT NULL""",
)


def _sums(fact: Fact, more: str = "") -> str:
    """People with two values, and those of them who gained in at least one of their rows."""
    return f"""count(DISTINCT person) AS people,
        count(DISTINCT CASE WHEN gained THEN person END) AS gained FROM {fact.name} {more}"""


def _source(fact: Fact, **columns: str) -> Source:
    return Source(
        Ask(f"SELECT {_sums(fact)}", (fact,)),
        {
            name: Ask(f"SELECT {column} AS key, {_sums(fact, 'GROUP BY 1')}", (fact,))
            for name, column in columns.items()
        },
    )


MODULES: Final = ("WORKSHOP",)

INDICATORS: Final = (
    Indicator(
        "W7", _source(GAIN, asl_field="field", phase="phase"), "percent", "gained",
        N_("People who gained at least one step of autonomy in a social space."),
        N_("The latest mark of the period is compared with the first one ever, in the same space;"
           " a self-assessment with a self-assessment."),
        denominator="people",
        over=N_("People with two marks in a space, the latest in the period."),
        people="people", modules=MODULES, breakdowns=("asl_field", "phase"), consolidation="rate",
    ),
    Indicator(
        "W8", _source(LEVEL, profile="profile", skill="skill"), "percent", "gained",
        N_("People one level or more above their entry in at least one language skill."),
        N_("The positioning at exit, else the one in mid-course, is compared with the one at"
           " entry; a skill not assessed at both is left out."),
        denominator="people",
        over=N_("People positioned in the period with a level at entry in the same skill."),
        people="people", modules=MODULES, breakdowns=("profile", "skill"), consolidation="rate",
    ),
)  # fmt: skip
