"""Q1 to Q3: how complete the records are, how soon they are written, who is in."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import ACT, MISSING, QUARTER, SESSION, Ask
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.figures.people import ALL_MODULES, PERSON
from lapdesk.i18n import N_

_KNOWN: Final = f"""
    SELECT count(*) AS people,
        coalesce(sum(sex <> '{MISSING}'), 0) AS sex,
        coalesce(sum(age_band <> '{MISSING}'), 0) AS age,
        coalesce(sum(commune <> '{MISSING}'), 0) AS commune
    FROM figures_person"""

_COMPLETE: Final = Source(
    Ask(
        f"SELECT *, sex + age + commune AS known, 3 * people AS expected FROM ({_KNOWN})",
        (PERSON,),
    ),
    {
        "field": Ask(
            f"""
            WITH k AS ({_KNOWN})
            SELECT 'sex' AS key, sex AS known, people AS expected FROM k
            UNION ALL SELECT 'age', age, people FROM k
            UNION ALL SELECT 'commune', commune, people FROM k""",
            (PERSON,),
        )
    },
)

# The one figure that reads the clock: the local day of the record's first change. Local days
# change on quarters of an hour, and the marks of a session are mostly written in one.
_DELAYS: Final = f"""
    WITH written AS (
        SELECT date, quarter, 1 AS records FROM figures_act
        UNION ALL SELECT s.date, {QUARTER.format("a")}, count(*)
        FROM figures_session s CROSS JOIN attendance a ON a.session = s.id
        WHERE s.held GROUP BY s.n, 2
    ), delays AS (
        SELECT CAST(julianday(quarter * 900, 'unixepoch', 'localtime', 'start of day')
            - julianday(date) AS INTEGER) AS days, sum(records) AS records
        FROM written GROUP BY 1
    ), ranked AS (
        SELECT days, sum(records) OVER (ORDER BY days) AS upto, sum(records) OVER () AS cases
        FROM delays
    ), middle AS (
        SELECT coalesce(max(cases), 0) AS cases,
            min(days) FILTER (WHERE upto >= (cases + 1) / 2) AS low,
            min(days) FILTER (WHERE upto >= cases / 2 + 1) AS high
        FROM ranked
    )
    SELECT cases, CASE WHEN cases % 2 THEN low ELSE coalesce(low + high, 0) END AS days,
        CASE WHEN cases = 0 THEN 0 WHEN cases % 2 THEN 1 ELSE 2 END AS halves
    FROM middle"""

INDICATORS: Final = (
    Indicator(
        "Q1", _COMPLETE, "percent", "known",
        N_("Values known of sex, age and commune of the people followed."),
        N_("“Not stated” and an empty field are not known; no fixed home is known."),
        denominator="expected", over=N_("Three values for each person followed."),
        breakdowns=("field",), consolidation="rate", modules=ALL_MODULES,
    ),
    *(
        Indicator(
            f"Q1.{name}", _COMPLETE, "percent", name, counts,
            denominator="people", over=N_("People followed."),
            consolidation="rate", part=title, modules=ALL_MODULES,
        )
        for name, title, counts in (
            ("sex", N_("Sex known"), N_("People followed whose sex is known.")),
            ("age", N_("Age known"), N_("People followed whose age is known.")),
            ("commune", N_("Commune known"), N_("People followed whose commune is known.")),
        )
    ),
    Indicator(
        "Q2", Source(Ask(_DELAYS, (ACT, SESSION))), "day", "days",
        N_("Half of the acts and attendances are recorded within this many days of their date."),
        N_("A median: it is shown for each association and never added."),
        denominator="halves", people="cases", modules=("DESK", "WORKSHOP"), consolidation="none",
    ),
    Indicator(
        "Q3", None, "percent", "included",
        N_("Associations whose figures are in."),
        N_("Expected: the associations whose key the committee trusts and has not revoked."),
        denominator="expected", over=N_("Associations expected."), consolidation="rate",
    ),
)  # fmt: skip
