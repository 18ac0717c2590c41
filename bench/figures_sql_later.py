"""The later figures, each as one statement by hand; see `figures_sql`."""

from __future__ import annotations

from typing import Final

from bench.figures_sql import (
    DAYS,
    FIRST,
    FOLLOWED,
    GIVEN,
    HELD,
    OF_ACTIONS,
    OF_AXES,
    PERSON,
    SENT,
    Statements,
)

_AGE: Final = PERSON["age_band"]
_SEX: Final = PERSON["sex"]
# Those with the value, and those of whom it is known; disability by its own table.
_SHARES: Final = {
    "A5.women": (f"{_SEX} = 'F'", f"{_SEX} <> 'NS'"),
    "A5.young": (f"{_AGE} IN ('A16', 'A18')", f"{_AGE} <> 'NS'"),
    "A5.elderly": (f"{_AGE} IN ('A65', 'A75')", f"{_AGE} <> 'NS'"),
    "A6": ("coalesce(p.qpv, 'NS') = 'YES'", "coalesce(p.qpv, 'NS') <> 'NS'"),
}
_DISABLED: Final = """JOIN (SELECT participant, max(value = 'YES') AS yes FROM sensitive_item
    WHERE item = 'disability' AND value IN ('YES', 'NO') GROUP BY 1) d ON d.participant = p.id"""


def _share(code: str) -> str:
    top, base = _SHARES[code]
    return f"sum({top}), sum({base})"


_ATTENTION: Final[Statements] = {
    **{(code, None): f"SELECT NULL, {_share(code)} FROM {FOLLOWED}" for code in _SHARES},
    **{
        (code, "axis"): f"""SELECT e.axis, {_share(code)} FROM ({OF_AXES}) e
        JOIN participant p ON p.n = e.n GROUP BY 1"""
        for code in ("A5.women", "A5.young", "A5.elderly")
    },
    ("A5.disabled", None): "SELECT NULL, sum(d.yes), count(*) FROM "
    + FOLLOWED.replace("participant p", f"participant p {_DISABLED}", 1),
    ("A5.disabled", "axis"): f"""SELECT e.axis, sum(d.yes), count(*) FROM ({OF_AXES}) e
        JOIN participant p ON p.n = e.n {_DISABLED} GROUP BY 1""",
    ("A6", "action"): f"""SELECT e.code, {_share("A6")} FROM ({OF_ACTIONS}) e
        JOIN participant p ON p.n = e.n GROUP BY 1""",
}

_ASKED: Final = (
    f"need s LEFT JOIN participant p ON p.id = s.participant WHERE s.expressed_on {DAYS}"
)
_S3: Final = """sum(s.state = 'ANSWERED' AND coalesce(s.answered_on, '') <= '2025-12-31'),
    sum(s.state <> 'WITHDRAWN')"""
_S6: Final = "sum(s.state = 'UNANSWERED'), count(*)"
_NEED_KEYS: Final = {"theme": "s.theme", "commune": "coalesce(p.commune, 'NS')"}


def _median(rows: str, *, cut: bool) -> str:
    return f"""SELECT key, sum(days), count(*) FROM (
        SELECT key, days, row_number() OVER (PARTITION BY key ORDER BY days) AS place,
            count(*) OVER (PARTITION BY key) AS cases FROM ({rows})
        ) WHERE place IN ((cases + 1) / 2, cases / 2 + 1) GROUP BY {"1" if cut else "NULL"}"""


def _settled(key: str) -> str:
    return f"""SELECT {key} AS key,
        CAST(max(0, julianday(answered_on) - julianday(expressed_on)) AS INTEGER) AS days
        FROM need WHERE state = 'ANSWERED' AND answered_on {DAYS}"""


def _received(key: str) -> str:
    return f"""SELECT {key} AS key,
        CAST(max(0, julianday(met) - julianday(date)) AS INTEGER) AS days
        FROM (SELECT o.theme, o.date, min(t.date) AS met FROM orientation o
            JOIN orientation_step t ON t.orientation = o.id AND t.to_state = 'ATTENDED'
            WHERE o.date {DAYS} AND o.state <> 'DRAFT' GROUP BY o.n)"""


_SEEN: Final = f"non_take_up s WHERE s.seen_on {DAYS}"
_WHY: Final = f"non_take_up s CROSS JOIN json_each(s.reasons) j WHERE s.seen_on {DAYS}"
_SITUATIONS: Final = {
    None: ("NULL", _SEEN), "form": ("s.form", _SEEN), "theme": ("s.theme", _SEEN),
    "reason": ("j.value", _WHY),
}  # fmt: skip
_R8: Final = """sum(o.state = 'REFUSED' OR coalesce(o.outcome, '') = 'NO_CAPACITY'
    OR o.state = 'CLOSED' AND EXISTS (SELECT 1 FROM orientation_step t
        WHERE t.orientation = o.id AND t.to_state = 'REFUSED')), count(*)"""
_ACTOR: Final = SENT.replace("WHERE", "LEFT JOIN actor a ON a.id = o.actor WHERE")

_CASES: Final[Statements] = {
    ("S3", None): f"SELECT NULL, {_S3} FROM {_ASKED}",
    ("S3", "theme"): f"SELECT s.theme, {_S3} FROM {_ASKED} GROUP BY 1",
    ("S4", None): _median(_settled("NULL"), cut=False),
    ("S4", "theme"): _median(_settled("theme"), cut=True),
    ("S6", None): f"SELECT NULL, {_S6} FROM {_ASKED}",
    **{("S6", by): f"SELECT {k}, {_S6} FROM {_ASKED} GROUP BY 1" for by, k in _NEED_KEYS.items()},
    **{("S5", by): f"SELECT {k}, count(*) FROM {rows} GROUP BY {k}"
       for by, (k, rows) in _SITUATIONS.items()},
    **{("S5.solved", by): f"SELECT {k}, sum(s.state = 'SOLVED'), count(*) FROM {rows} GROUP BY {k}"
       for by, (k, rows) in _SITUATIONS.items()},
    ("R6", None): f"SELECT NULL, count(DISTINCT o.actor) FROM {SENT}",
    ("R6", "circle"): f"""SELECT coalesce(a.circle, 'C0'), count(DISTINCT o.actor)
        FROM {_ACTOR} GROUP BY 1""",
    ("R7", None): _median(_received("NULL"), cut=False),
    ("R7", "theme"): _median(_received("theme"), cut=True),
    ("R8", None): f"SELECT NULL, {_R8} FROM {SENT}",
    ("R8", "theme"): f"SELECT o.theme, {_R8} FROM {SENT} GROUP BY 1",
}  # fmt: skip

_PLACES: Final = f"""SELECT w.kind, w.commune, w.capacity, (SELECT count(DISTINCT e.participant)
        FROM enrolment e WHERE e.workshop = w.id
            AND (e.state = 'ACTIVE' OR e.state IN ('FINISHED', 'LEFT') AND e.end IS NOT NULL)
            AND l.day BETWEEN coalesce(e.start, e.asked_on) AND coalesce(e.end, '9999')) AS taken
    FROM workshop w JOIN (SELECT s.workshop, max(s.date) AS day FROM session s WHERE {HELD}
        GROUP BY 1) l ON l.workshop = w.id"""
_WAIT: Final = """count(DISTINCT p.n) FROM enrolment e JOIN participant p ON p.id = e.participant
    JOIN workshop w ON w.id = e.workshop
    WHERE e.state = 'WAITING' AND e.asked_on <= '2025-12-31'"""
_LEFT: Final = f"""sum(exit_reason IN ('GOAL', 'JOB', 'TRAINING', 'NEXT_COURSE')), count(*)
    FROM enrolment WHERE state IN ('FINISHED', 'LEFT') AND end {DAYS}"""
_OUT: Final = "sum(coalesce(s.outing, 0) OR s.guest_actor IS NOT NULL), count(*)"
_FIELD: Final = """CASE WHEN space IN ('MAIRIE', 'SCHOOL', 'CAF', 'CPAM', 'JOB', 'POST', 'PREF',
    'PENSION', 'TRANSPORT', 'ONLINE') THEN 'PUBLIC' WHEN space IN ('REPUBLIC', 'ASSO', 'COUNCIL')
    THEN 'CITIZEN' WHEN space IN ('LIBRARY', 'MUSEUM', 'CINEMA', 'MEDIA', 'SPORT')
    THEN 'CULTURAL' ELSE 'PERSONAL' END"""
_GAINED: Final = f"""SELECT person, space, phase, level - before >= 1 AS gained FROM (
    SELECT participant AS person, space, phase, date, CAST(level AS INTEGER) AS level,
        count(*) OVER one AS marks,
        first_value(CAST(level AS INTEGER)) OVER (one ORDER BY date, n) AS before,
        row_number() OVER (one ORDER BY date DESC, n DESC) AS last
    FROM autonomy_mark WHERE date <= '2025-12-31' WINDOW one AS (PARTITION BY participant, space))
    WHERE last = 1 AND marks > 1 AND date {DAYS}"""
_RANK: Final = """CASE {0} WHEN 'INFRA' THEN 0 WHEN 'A1_1' THEN 1 WHEN 'A1' THEN 2 WHEN 'A2' THEN 3
    WHEN 'B1' THEN 4 WHEN 'B2' THEN 5 WHEN 'C1' THEN 6 WHEN 'C2' THEN 7 END"""
_LEVELS: Final = " UNION ALL ".join(
    f"""SELECT p.n AS person, coalesce(p.literacy_profile, 'NS') AS profile, '{skill}' AS skill,
        {_RANK.format(f"b.level_{skill.lower()}")} - {_RANK.format(f"a.level_{skill.lower()}")}
        AS steps
    FROM language_assessment b JOIN language_assessment a ON a.participant = b.participant
        AND a.moment = 'ENTRY' JOIN participant p ON p.id = b.participant
    WHERE b.moment = 'EXIT' AND b.date {DAYS}"""
    for skill in ("CO", "EO", "IO", "CE", "EE")
)
_UP: Final = "count(DISTINCT CASE WHEN {0} THEN person END), count(DISTINCT person)"

_LEARNING: Final[Statements] = {
    ("W3", None): f"SELECT NULL, sum(taken), sum(capacity) FROM ({_PLACES})",
    ("W3.waiting", None): f"SELECT NULL, {_WAIT}",
    **{("W3", by): f"SELECT {by}, sum(taken), sum(capacity) FROM ({_PLACES}) GROUP BY 1"
       for by in ("kind", "commune")},
    **{("W3.waiting", by): f"SELECT w.{by}, {_WAIT} GROUP BY 1" for by in ("kind", "commune")},
    **{("W7", by): f"SELECT {key}, {_UP.format('gained')} FROM ({_GAINED}) GROUP BY {key}"
       for by, key in ((None, "NULL"), ("asl_field", _FIELD), ("phase", "phase"))},
    **{("W8", by): f"""SELECT {key}, {_UP.format("steps > 0")} FROM ({_LEVELS})
       WHERE steps IS NOT NULL GROUP BY {key}"""
       for by, key in ((None, "NULL"), ("profile", "profile"), ("skill", "skill"))},
    ("W9", None): f"SELECT NULL, {_LEFT}",
    ("W9", "exit_reason"): f"SELECT exit_reason, {_LEFT} GROUP BY 1",
    ("W10", None): f"SELECT NULL, {_OUT} FROM session s WHERE {HELD}",
    ("W10", "kind"): f"""SELECT w.kind, {_OUT} FROM session s JOIN workshop w ON w.id = s.workshop
        WHERE {HELD} GROUP BY 1""",
}  # fmt: skip

_PATH: Final = f"migrapass_path h JOIN participant p ON p.id = h.participant WHERE h.start {DAYS}"
_DONE: Final = f"migrapass_path h WHERE h.state = 'FINISHED' AND h.end {DAYS}"
_SPENT: Final = f"""SELECT h.n, coalesce((SELECT sum(g.minutes) FROM migrapass_meeting g
    WHERE g.path = h.id), 0) AS minutes FROM {_DONE}"""
_SKILLS: Final = f"""skill_statement s JOIN migrapass_path h ON h.id = s.path
    AND h.state = 'FINISHED' AND h.end {DAYS}"""
_COUNTED: Final = f"(SELECT count(*) FROM {_DONE})"
_EARLY: Final = """sum(EXISTS (SELECT 1 FROM json_each(s.experiences) j JOIN experience e
    ON e.id = unhex(replace(j.value, '-', '')) WHERE e.place IN ('BEFORE', 'JOURNEY')))"""
_FAMILY: Final = """CASE WHEN s.skill IN ('SK1', 'SK7', 'SK12', 'SK16') THEN 'migration'
    WHEN s.skill IN ('SK2', 'SK3', 'SK4') THEN 'intercultural'
    WHEN s.skill IN ('SK8', 'SK9', 'SK10') THEN 'social' WHEN s.skill = 'SK14' THEN 'trade'
    WHEN s.skill IS NULL THEN 'NS' ELSE 'method' END"""
_SAID: Final = """c.say_what_i_can_do + c.ask_for_information + c.speak_in_a_group
    + c.prepare_an_interview + c.decide_next_step"""
_ROSE: Final = f"""SELECT sum(CASE c.moment WHEN 'EXIT' THEN 1 ELSE -1 END * ({_SAID})) AS gain
    FROM confidence_check c JOIN migrapass_path h ON h.id = c.path AND h.end {DAYS} GROUP BY h.n"""

_MIGRAPASS: Final[Statements] = {
    ("M1", None): f"SELECT NULL, count(DISTINCT p.n) FROM {_PATH}",
    ("M1", "sex"): f"SELECT coalesce(p.sex, 'NS'), count(DISTINCT p.n) FROM {_PATH} GROUP BY 1",
    ("M2", None): f"SELECT NULL, sum(h.state = 'FINISHED'), count(DISTINCT p.n) FROM {_PATH}",
    ("M2", "sex"): f"""SELECT coalesce(p.sex, 'NS'), sum(h.state = 'FINISHED'),
        count(DISTINCT p.n) FROM {_PATH} GROUP BY 1""",
    ("M3", None): f"SELECT NULL, sum(minutes), count(*) FROM ({_SPENT})",
    ("M3.within", None): f"SELECT NULL, sum(minutes BETWEEN 660 AND 840), count(*) FROM ({_SPENT})",
    ("M4", None): f"SELECT NULL, count(*), {_COUNTED} FROM {_SKILLS}",
    ("M4", "family"): f"""SELECT f.value, count(s.n), {_COUNTED} FROM json_each(
        '["migration", "intercultural", "social", "trade", "method", "NS"]') f
        LEFT JOIN (SELECT s.n, {_FAMILY} AS family FROM {_SKILLS}) s ON s.family = f.value
        GROUP BY 1""",
    ("M4.before", None): f"SELECT NULL, {_EARLY}, count(*) FROM {_SKILLS}",
    ("M4.before", "family"): f"SELECT {_FAMILY}, {_EARLY}, count(*) FROM {_SKILLS} GROUP BY 1",
    ("M5", None): f"SELECT NULL, sum(20 * gain), count(*) FROM ({_ROSE})",
    ("M5.rises", None): f"SELECT NULL, sum(gain > 0), count(*) FROM ({_ROSE})",
    ("M6", None): f"""SELECT NULL, sum(i.state = 'DONE'), count(*) FROM personal_action i
        JOIN migrapass_path h ON h.id = i.path AND h.state = 'FINISHED' AND h.end {DAYS}""",
    ("M7", None): f"SELECT NULL, count(DISTINCT h.mentor) FROM {_PATH}",
    ("M7.mentees", None): f"""SELECT NULL, count(DISTINCT p.n), count(DISTINCT h.mentor)
        FROM {_PATH}""",
    ("H3", None): f"SELECT NULL, (2 * sum(minutes) * 1188 + 60) / 120 FROM ({GIVEN})",
    ("H3", "action"): f"""SELECT coalesce(x.code, 'NS'), (2 * t.minutes * 1188 + 60) / 120 FROM (
        SELECT plan_action, sum(minutes) AS minutes FROM ({GIVEN}) GROUP BY 1
        ) t LEFT JOIN plan_action x ON x.id = t.plan_action""",
}

EVERY: Final[Statements] = {**FIRST, **_ATTENTION, **_CASES, **_LEARNING, **_MIGRAPASS}
