"""M1 to M7: mentees, their hours, the skills they put into words, what they gained."""

from __future__ import annotations

from typing import Final

from lapdesk.figures.facts import ATTENDED, COUNTED, MISSING, Ask, Fact, minutes_between
from lapdesk.figures.indicator import Indicator, Source
from lapdesk.i18n import N_
from lapdesk.models.migrapass import STATEMENTS
from lapdesk.models.rules.migrapass import WITHIN

# What `models.rules.migrapass.minutes` says: meetings, and the group's sessions attended.
_MINUTES: Final = f"""
    (SELECT coalesce(sum(g.minutes), 0) FROM migrapass_meeting g WHERE g.path = h.id
        AND NOT (coalesce(g."group", 0) AND h."group" IS NOT NULL))
    + (SELECT coalesce(sum({ATTENDED.replace("s.minutes", minutes_between("s.start", "s.end"))}), 0)
        FROM attendance a JOIN session s ON s.id = a.session
        WHERE a.participant = h.participant AND s.workshop = h."group"
            AND s.state IN ('HELD', 'LOCKED') AND {COUNTED})"""

# Paths of people with a record that began by the end of the period; minutes of those that were
# finished in it, over the whole path.
PATH: Final = Fact(
    "figures_path",
    "n INTEGER PRIMARY KEY, id BLOB, person INTEGER, sex TEXT, mentor BLOB, started INTEGER,"
    " done INTEGER, under_way INTEGER, ended INTEGER, finished INTEGER, settled INTEGER,"
    " minutes INTEGER",
    f"""
    SELECT h.n, h.id, h.person, h.sex, h.mentor, h.first >= :start, h.state = 'FINISHED',
        h.state IN ('STARTED', 'PAUSED') OR h.last >= :start,
        h.closed, h.closed AND h.state = 'FINISHED',
        h.closed AND h.state = 'FINISHED' AND h.last <= :settled,
        CASE WHEN h.closed AND h.state = 'FINISHED' THEN {_MINUTES} END
    FROM (
        SELECT h.n, h.id, p.n AS person, coalesce(p.sex, '{MISSING}') AS sex, h.mentor,
            h.participant, h."group", h.state, coalesce(h.start, h.agreed_on) AS first,
            coalesce(h.end, h.start, h.agreed_on) AS last,
            h.state IN ('FINISHED', 'STOPPED')
                AND coalesce(h.end BETWEEN :start AND :end, 0) AS closed
        FROM migrapass_path h JOIN participant p ON p.id = h.participant
        WHERE h.state IN ('STARTED', 'PAUSED', 'FINISHED', 'STOPPED')
    ) h WHERE h.first <= :end""",
)

_PEOPLE: Final = f"""
    count(DISTINCT CASE WHEN started THEN person END) AS started,
    count(DISTINCT CASE WHEN started AND done THEN person END) AS done,
    count(DISTINCT CASE WHEN finished THEN person END) AS finished,
    coalesce(sum(CASE WHEN finished THEN minutes END), 0) AS minutes,
    coalesce(sum(finished), 0) AS paths,
    coalesce(sum(finished AND minutes BETWEEN {WITHIN[0]} AND {WITHIN[1]}), 0) AS within,
    count(DISTINCT CASE WHEN under_way THEN person END) AS mentees,
    count(DISTINCT CASE WHEN under_way THEN mentor END) AS mentors
    FROM figures_path"""
_PATHS: Final = Source(
    Ask(f"SELECT {_PEOPLE}", (PATH,)),
    {"sex": Ask(f"SELECT sex AS key, {_PEOPLE} GROUP BY 1", (PATH,))},
)

# Skills in a sentence of finished paths, by family, and whether one of their experiences dates
# from before the migration or from the journey.
SKILL: Final = Fact(
    "figures_skill",
    "family TEXT, early INTEGER",
    f"""
    SELECT coalesce((SELECT value FROM json_each(:families) WHERE key = s.skill), '{MISSING}'),
        EXISTS (SELECT 1 FROM experience e JOIN json_each(s.experiences) j
            ON lower(hex(e.id)) = lower(replace(j.value, '-', ''))
            WHERE e.path = s.path AND e.place IN ('BEFORE', 'JOURNEY'))
    FROM figures_path h JOIN skill_statement s ON s.path = h.id WHERE h.finished""",
)
_FINISHED: Final = """(SELECT count(*) FROM figures_path WHERE finished) AS paths,
    (SELECT count(DISTINCT person) FROM figures_path WHERE finished) AS people"""
_SKILLS: Final = Source(
    Ask(
        f"""SELECT count(*) AS skills, coalesce(sum(early), 0) AS early, {_FINISHED}
        FROM figures_skill""",
        (PATH, SKILL),
    ),
    {
        "family": Ask(
            f"""SELECT f.key, count(s.family) AS skills, coalesce(sum(s.early), 0) AS early,
                {_FINISHED}
            FROM (SELECT DISTINCT value AS key FROM json_each(:families)
                UNION SELECT '{MISSING}') f
                LEFT JOIN figures_skill s ON s.family = f.key GROUP BY 1""",
            (PATH, SKILL),
        )
    },
)

# Both checks of paths that ended in the period. A step on one of five statements is a fifth of a
# point, kept in hundredths as money is in cents.
_SUM: Final = " + ".join(f"coalesce(c.{name}, 0)" for name in STATEMENTS)
_CHECK: Final = f"""(SELECT {_SUM} FROM confidence_check c
    WHERE c.path = h.id AND c.moment = '{{0}}' ORDER BY c.born DESC, c.id DESC LIMIT 1)"""
_CONFIDENCE: Final = Source(
    Ask(
        f"""SELECT coalesce(sum(20 * (later - before)), 0) AS hundredths, count(*) AS paths,
            coalesce(sum(later > before), 0) AS rises, count(DISTINCT person) AS people
        FROM (SELECT person, {_CHECK.format("ENTRY")} AS before, {_CHECK.format("EXIT")} AS later
            FROM figures_path h WHERE ended)
        WHERE before IS NOT NULL AND later IS NOT NULL""",
        (PATH,),
    )
)

_PLANS: Final = Source(
    Ask(
        """SELECT count(*) AS items, coalesce(sum(i.state = 'DONE'), 0) AS done,
            count(DISTINCT h.person) AS people
        FROM figures_path h JOIN personal_action i ON i.path = h.id WHERE h.settled""",
        (PATH,),
    )
)

_MODULES: Final = ("MIGRAPASS",)
_PATHS_OVER: Final = N_("Paths finished in the period.")

INDICATORS: Final = (
    Indicator(
        "M1", _PATHS, "person", "started",
        N_("People who began a Migrapass path in the period."),
        people="started", modules=_MODULES, breakdowns=("sex",),
    ),
    Indicator(
        "M2", _PATHS, "percent", "done",
        N_("People who finished the path begun in the period, whenever they finished it."),
        denominator="started", over=N_("People who began a path in the period."),
        people="started", modules=_MODULES, breakdowns=("sex",), consolidation="rate",
    ),
    Indicator(
        "M3", _PATHS, "hour", "minutes",
        N_("Hours with a mentor and in the group, by path finished in the period."),
        N_("The whole path counts; the time in the group is that of its attendance sheets."),
        denominator="paths", over=_PATHS_OVER,
        people="finished", modules=_MODULES, consolidation="rate", measure="hour",
    ),
    Indicator(
        "M3.within", _PATHS, "percent", "within",
        N_("Paths finished in the period that took 11 to 14 hours."),
        N_("The mark is 12 to 13 hours, one more or less."),
        denominator="paths", over=_PATHS_OVER,
        people="finished", modules=_MODULES, consolidation="rate",
        part=N_("Paths of 12 to 13 hours, one more or less"),
    ),
    Indicator(
        "M4", _SKILLS, "number", "skills",
        N_("Skills put into a sentence, by path finished in the period."),
        denominator="paths", over=_PATHS_OVER,
        people="people", modules=_MODULES, breakdowns=("family",), consolidation="rate",
    ),
    Indicator(
        "M4.before", _SKILLS, "percent", "early",
        N_("Skills that stand on an experience from before the migration or from the journey."),
        denominator="skills", over=N_("Skills put into a sentence in these paths."),
        people="people", modules=_MODULES, breakdowns=("family",), consolidation="rate",
        part=N_("Skills from before the migration or from the journey"),
    ),
    Indicator(
        "M5", _CONFIDENCE, "point", "hundredths",
        N_("Points of confidence gained, on a scale from 1 to 5, by path ended in the period."),
        N_("The mean of five statements at exit less the mean at entry."),
        denominator="paths", over=N_("Paths ended in the period with confidence asked twice."),
        people="people", modules=_MODULES, consolidation="rate", measure="point",
    ),
    Indicator(
        "M5.rises", _CONFIDENCE, "percent", "rises",
        N_("Paths on which confidence rose."),
        denominator="paths", over=N_("Paths ended in the period with confidence asked twice."),
        people="people", modules=_MODULES, consolidation="rate", part=N_("Confidence risen"),
    ),
    Indicator(
        "M6", _PLANS, "percent", "done",
        N_("Personal actions that are done."),
        N_("Only of paths that ended at least 90 days before the day of reckoning."),
        denominator="items", over=N_("Personal actions of paths finished in the period."),
        people="people", modules=_MODULES, consolidation="rate",
    ),
    Indicator(
        "M7", _PATHS, "person", "mentors",
        N_("Mentors of a path under way in the period."),
        modules=_MODULES,
    ),
    Indicator(
        "M7.mentees", _PATHS, "number", "mentees",
        N_("People on a path under way in the period, by mentor."),
        denominator="mentors", over=N_("Mentors of a path under way in the period."),
        people="mentees", modules=_MODULES, consolidation="rate", part=N_("Mentees by mentor"),
    ),
)  # fmt: skip
