"""Each figure as one statement on the entities' tables, written by hand for speed.

The counterpart of `lapdesk.figures`: no temporary table, nothing shared between figures, and
no count of the persons behind a cell. Rows are (key, numerator) or (key, numerator, denominator).
"""

from __future__ import annotations

from typing import Final

Statements = dict[tuple[str, str | None], str]
DAYS: Final = "BETWEEN '2025-01-01' AND '2025-12-31'"
RIPE: Final = "'2026-01-30'"
HELD: Final = f"s.date {DAYS} AND s.state IN ('HELD', 'LOCKED')"
_MARKS: Final = "a.mark IN ('P', 'L', 'D', 'R')"
_LENGTH: Final = """(substr(s.end, 1, 2) * 60 + substr(s.end, 4, 2)
    - substr(s.start, 1, 2) * 60 - substr(s.start, 4, 2))"""
_STAYED: Final = f"""max(0, {_LENGTH} - coalesce(
    a.minutes_lost, CASE WHEN a.mark IN ('L', 'D') THEN 15 ELSE 0 END))"""
_CAME: Final = f"session s CROSS JOIN attendance a ON a.session = s.id AND {HELD} AND {_MARKS}"
_ACTS: Final = f"support_action s WHERE s.date {DAYS}"
_ACTED: Final = f"""support_action s CROSS JOIN accompaniment c
    ON c.support_action = s.id AND s.date {DAYS}"""
SENT: Final = f"orientation o WHERE o.date {DAYS} AND o.state <> 'DRAFT'"
_SENT_ON: Final = f"{SENT} AND o.mode <> 'M0'"
_MET: Final = f"""migrapass_path h JOIN migrapass_meeting g ON g.path = h.id
    AND g.date {DAYS}"""

FOLLOWED: Final = f"""participant p WHERE p.id IN (
    SELECT a.participant FROM {_CAME} UNION ALL SELECT c.participant FROM {_ACTED}
    UNION ALL SELECT o.participant FROM {SENT} UNION ALL SELECT h.participant FROM {_MET})"""
_THEME_AXIS: Final = """CASE WHEN t.value IN ('FRENCH', 'EMPLOYMENT', 'FAMILY', 'CULTURE',
    'CITIZENSHIP', 'DISCRIMINATION', 'SOCIAL_LINK') THEN 'AX2'
    WHEN t.value IN ('SOLIDARITY', 'MOBILITY') THEN 'AX3' WHEN t.value = 'MEMORY' THEN 'AX4'
    WHEN t.value IS NOT NULL THEN 'AX1' ELSE 'NS' END"""
_AGE: Final = """CASE WHEN p.birth_year IS NULL THEN coalesce(p.age_band, 'NS')
    ELSE CASE WHEN 2025 - p.birth_year <= 15 THEN 'A00' WHEN 2025 - p.birth_year <= 17 THEN 'A16'
    WHEN 2025 - p.birth_year <= 25 THEN 'A18' WHEN 2025 - p.birth_year <= 29 THEN 'A26'
    WHEN 2025 - p.birth_year <= 54 THEN 'A30' WHEN 2025 - p.birth_year <= 60 THEN 'A55'
    WHEN 2025 - p.birth_year <= 64 THEN 'A61' WHEN 2025 - p.birth_year <= 74 THEN 'A65'
    ELSE 'A75' END END"""
PERSON: Final = {
    "sex": "coalesce(p.sex, 'NS')",
    "age_band": _AGE,
    "commune": "coalesce(p.commune, 'NS')",
    "profile": "coalesce(p.literacy_profile, 'NS')",
}
_ACTION: Final = "LEFT JOIN plan_action x ON x.id = {0}.plan_action"
_CAME_W: Final = f"{_CAME} JOIN workshop w ON w.id = s.workshop {_ACTION.format('w')}"
_AXES: Final = "LEFT JOIN json_each(x.axes) j"
_SENT_BY: Final = SENT.replace("WHERE", "JOIN participant p ON p.id = o.participant WHERE")
_NEW: Final = f"p.first_contact {DAYS}"

# Accompaniments and acts with one row an axis: the action's, else the themes'.
_ACT_AXES: Final = f"""SELECT {{0}}, coalesce(j.value, 'NS') AS axis FROM {{1}}
    JOIN plan_action x ON x.id = s.plan_action {_AXES} WHERE s.date {DAYS}
    UNION SELECT {{0}}, {_THEME_AXIS} FROM {{1}} LEFT JOIN json_each(s.themes) t
    WHERE s.plan_action IS NULL AND s.date {DAYS}"""
_HELPED: Final = "support_action s CROSS JOIN accompaniment c ON c.support_action = s.id"


def _people(by: str) -> str:
    return f"SELECT {PERSON[by]}, count(*) FROM {FOLLOWED} GROUP BY 1"


def _known(name: str) -> str:
    return f"SELECT NULL, sum({PERSON[name]} <> 'NS'), count(*) FROM {FOLLOWED}"


_ALL_KNOWN: Final = " + ".join(f"({PERSON[n]} <> 'NS')" for n in ("sex", "age_band", "commune"))
_ANON: Final = """coalesce(s.anonymous_women, 0) + coalesce(s.anonymous_men, 0)
    + coalesce(s.anonymous_ns, 0)"""

OF_AXES: Final = f"""
    SELECT p.n, d.axis FROM (
        SELECT DISTINCT a.participant, coalesce(j.value, 'NS') AS axis FROM {_CAME_W} {_AXES}
    ) d JOIN participant p ON p.id = d.participant
    UNION SELECT p.n, d.axis FROM ({_ACT_AXES.format("c.participant", _HELPED)}) d
        JOIN participant p ON p.id = d.participant
    UNION SELECT p.n, 'NS' FROM {_SENT_BY}
    UNION SELECT p.n, 'NS' FROM {_MET} JOIN participant p ON p.id = h.participant"""
OF_ACTIONS: Final = f"""
    SELECT p.n, d.code FROM (
        SELECT DISTINCT a.participant, coalesce(x.code, 'NS') AS code FROM {_CAME_W}
    ) d JOIN participant p ON p.id = d.participant
    UNION SELECT p.n, coalesce(x.code, 'NS') FROM {_ACTED} {_ACTION.format("s")}
        JOIN participant p ON p.id = c.participant
    UNION SELECT p.n, 'NS' FROM {_SENT_BY}
    UNION SELECT p.n, 'NS' FROM {_MET} JOIN participant p ON p.id = h.participant"""

PEOPLE: Final[Statements] = {
    ("A1", None): f"SELECT NULL, count(*) FROM {FOLLOWED}",
    **{("A1", by): _people(by) for by in ("sex", "age_band", "commune")},
    ("A1", "axis"): f"SELECT axis, count(*) FROM ({OF_AXES}) GROUP BY 1",
    ("A1", "action"): f"SELECT code, count(*) FROM ({OF_ACTIONS}) GROUP BY 1",
    ("A2", None): f"SELECT NULL, count(*) FROM {FOLLOWED} AND {_NEW}",
    **{
        ("A2", by): f"SELECT {PERSON[by]}, count(*) FROM {FOLLOWED} AND {_NEW} GROUP BY 1"
        for by in ("sex", "age_band", "commune")
    },
    ("A3", None): f"""SELECT NULL, (SELECT coalesce(sum(s.headcount), 0) FROM {_ACTS})
        + (SELECT coalesce(sum({_ANON}), 0) FROM session s WHERE {HELD})""",
    ("A3", "axis"): f"""SELECT axis, sum(n) FROM (
        SELECT axis, headcount AS n FROM (
            {_ACT_AXES.format("s.n, s.headcount", "support_action s")})
        UNION ALL SELECT coalesce(j.value, 'NS'), {_ANON} FROM session s
            JOIN workshop w ON w.id = s.workshop {_ACTION.format("w")} {_AXES} WHERE {HELD}
    ) GROUP BY 1""",
    ("A3", "action"): f"""SELECT code, sum(n) FROM (
        SELECT coalesce(x.code, 'NS') AS code, s.headcount AS n
        FROM support_action s {_ACTION.format("s")} WHERE s.date {DAYS}
        UNION ALL SELECT coalesce(x.code, 'NS'), {_ANON} FROM session s
            JOIN workshop w ON w.id = s.workshop {_ACTION.format("w")} WHERE {HELD}
    ) GROUP BY 1""",
    ("A4", None): f"SELECT NULL, count(DISTINCT p.commune), 47 FROM {FOLLOWED}"
    " AND p.commune IN (SELECT insee FROM communes_94)",
    ("Q1", None): f"SELECT NULL, sum({_ALL_KNOWN}), 3 * count(*) FROM {FOLLOWED}",
    ("Q1", "field"): f"""
        WITH k AS MATERIALIZED (SELECT sum({PERSON["sex"]} <> 'NS') AS s, sum({_AGE} <> 'NS') AS a,
            sum({PERSON["commune"]} <> 'NS') AS c, count(*) AS n FROM {FOLLOWED})
        SELECT 'sex', s, n FROM k UNION ALL SELECT 'age', a, n FROM k
        UNION ALL SELECT 'commune', c, n FROM k""",
    ("Q1.sex", None): _known("sex"),
    ("Q1.age", None): _known("age_band"),
    ("Q1.commune", None): _known("commune"),
}  # fmt: skip


def _acts(worth: str, by: str | None) -> str:
    if by is None:
        return f"SELECT NULL, {worth} FROM {_ACTS}"
    if by == "channel":
        return f"SELECT s.channel, {worth} FROM {_ACTS} GROUP BY 1"
    if by == "axis":
        inner = _ACT_AXES.format("s.n, s.minutes", "support_action s")
        return f"SELECT axis, {worth.replace('s.', '')} FROM ({inner}) GROUP BY 1"
    column = {"theme": "s.themes", "type": "s.types"}[by]
    return f"""SELECT coalesce(j.value, 'NS'), {worth} FROM support_action s
        LEFT JOIN json_each({column}) j WHERE s.date {DAYS} GROUP BY 1"""


_DUE: Final = f"{_SENT_ON} AND o.date <= {RIPE} AND o.state <> 'DECLINED'"
_TOLD: Final = "o.outcome <> 'UNKNOWN' AND o.outcome IS NOT NULL"
_GOOD: Final = "o.outcome IN ('RIGHT_OPENED', 'SERVICE', 'ENROLLED', 'INFO_ONLY')"
_RECEIVED: Final = """EXISTS (SELECT 1 FROM orientation_step t
    WHERE t.orientation = o.id AND t.to_state = 'ATTENDED')"""
_RATES: Final = {
    "R1": ("count(*)", SENT),
    "R2": ("sum(o.mode IN ('M2', 'M3', 'M4')), count(*)", SENT),
    "R3": (f"sum({_RECEIVED}), count(*)", _DUE),
    "R4": (f"sum(coalesce({_TOLD}, 0)), count(*)", f"{_SENT_ON} AND o.date <= {RIPE}"),
    "R5": (f"sum({_GOOD}), count(*)", f"{_SENT_ON} AND {_TOLD}"),
}


def _sent(code: str, by: str | None) -> str:
    worth, rows = _RATES[code]
    if by is None:
        return f"SELECT NULL, {worth} FROM {rows}"
    if by == "actor_kind":
        rows = rows.replace("WHERE", "LEFT JOIN actor k ON k.id = o.actor WHERE")
        return f"SELECT coalesce(k.kind, 'NS'), {worth} FROM {rows} GROUP BY 1"
    return f"SELECT o.{by}, {worth} FROM {rows} GROUP BY 1"


SUPPORT: Final[Statements] = {
    **{("S1", by): _acts("count(*)", by) for by in (None, "axis", "theme", "type", "channel")},
    **{("S2", by): _acts("sum(s.minutes)", by) for by in (None, "axis", "theme")},
}
ORIENTATIONS: Final[Statements] = {
    **{("R1", by): _sent("R1", by) for by in (None, "theme", "actor_kind", "mode")},
    **{("R2", by): _sent("R2", by) for by in (None, "theme")},
    **{("R3", by): _sent("R3", by) for by in (None, "theme", "mode")},
    **{("R4", by): _sent("R4", by) for by in (None, "theme")},
    **{("R5", by): _sent("R5", by) for by in (None, "theme", "mode")},
}

_SESSIONS: Final = f"session s JOIN workshop w ON w.id = s.workshop {_ACTION.format('w')}"
_KEPT: Final = f"""s.date {DAYS} AND (s.state IN ('HELD', 'LOCKED')
    OR s.state = 'CANCELLED' AND s.cancel_reason IS NOT 'HOLIDAY')"""
_OF_PERSON: Final = f"{_CAME} JOIN participant p ON p.id = a.participant"
_ROLL: Final = f"""session s CROSS JOIN enrolment e ON e.workshop = s.workshop
    AND (e.state = 'ACTIVE' OR e.state IN ('FINISHED', 'LEFT') AND e.end IS NOT NULL)
    AND coalesce(e.start, e.asked_on) <= s.date AND coalesce(e.end, '9999') >= s.date
    LEFT JOIN attendance a ON a.session = s.id AND a.participant = e.participant AND {_MARKS}"""
_RATE: Final = f"""sum(CASE WHEN a.mark IS NULL THEN 0 ELSE {_STAYED} END), sum({_LENGTH})"""

WORKSHOPS: Final[Statements] = {
    ("W1", None): f"SELECT NULL, count(*) FROM session s WHERE {HELD}",
    ("W1", "kind"): f"SELECT w.kind, count(*) FROM {_SESSIONS} WHERE {HELD} GROUP BY 1",
    ("W1", "commune"): f"SELECT w.commune, count(*) FROM {_SESSIONS} WHERE {HELD} GROUP BY 1",
    ("W1", "axis"): f"""SELECT coalesce(j.value, 'NS'), count(*) FROM {_SESSIONS} {_AXES}
        WHERE {HELD} GROUP BY 1""",
    ("W2", None): f"""SELECT NULL, sum(s.state <> 'CANCELLED'), count(*)
        FROM session s WHERE {_KEPT}""",
    ("W2", "kind"): f"""SELECT w.kind, sum(s.state <> 'CANCELLED'), count(*)
        FROM {_SESSIONS} WHERE {_KEPT} GROUP BY 1""",
    ("W4", None): f"SELECT NULL, count(DISTINCT p.n) FROM {_OF_PERSON}",
    ("W4", "kind"): f"""SELECT kind, count(*) FROM (
        SELECT DISTINCT w.kind, p.n FROM {_OF_PERSON} JOIN workshop w ON w.id = s.workshop
        ) GROUP BY 1""",
    **{
        ("W4", by): f"""SELECT {key}, count(*) FROM participant p
        WHERE p.id IN (SELECT a.participant FROM {_CAME}) GROUP BY 1"""
        for by, key in PERSON.items()
    },
    ("W5", None): f"SELECT NULL, {_RATE} FROM {_ROLL} WHERE {HELD}",
    ("W5", "kind"): f"""SELECT w.kind, sum(came), sum(asked) FROM (
        SELECT s.workshop, {_RATE.replace("), sum(", ") AS came, sum(")} AS asked
        FROM {_ROLL} WHERE {HELD} GROUP BY s.n) r JOIN workshop w ON w.id = r.workshop
        GROUP BY 1""",
    ("W6", None): f"SELECT NULL, sum({_STAYED}) FROM {_CAME}",
    **{
        ("W6", by): f"""SELECT {key}, sum(m) FROM (
        SELECT {"w.kind" if by == "kind" else "w.plan_action"} AS k, sum({_STAYED}) AS m
        FROM {_CAME} JOIN workshop w ON w.id = s.workshop GROUP BY s.n) r {more} GROUP BY 1"""
        for by, key, more in (
            ("kind", "k", ""),
            ("axis", "coalesce(j.value, 'NS')", f"LEFT JOIN plan_action x ON x.id = r.k {_AXES}"),
            ("action", "coalesce(x.code, 'NS')", "LEFT JOIN plan_action x ON x.id = r.k"),
        )
    },
    **{
        ("W6", by): f"""SELECT {key}, sum(m) FROM (
        SELECT a.participant, sum({_STAYED}) AS m FROM {_CAME} GROUP BY 1) r
        LEFT JOIN participant p ON p.id = r.participant GROUP BY 1"""
        for by, key in PERSON.items()
        if by != "profile"
    },
}  # fmt: skip

_UUID: Final = "unhex(replace(j.value, '-', ''))"
GIVEN: Final = f"""
    SELECT m.n, 'SESSION' AS task, w.plan_action, {_LENGTH} AS minutes
    FROM session s JOIN workshop w ON w.id = s.workshop CROSS JOIN json_each(s.leaders) j
        JOIN team_member m ON m.id = {_UUID} AND m.staff_kind = 'VOLUNTEER' WHERE {HELD}
    UNION ALL SELECT m.n, 'DESK', s.plan_action, {_LENGTH}
    FROM permanence s CROSS JOIN json_each(s.team_members) j
        JOIN team_member m ON m.id = {_UUID} AND m.staff_kind = 'VOLUNTEER' WHERE s.date {DAYS}
    UNION ALL SELECT m.n, 'ACT', s.plan_action, s.minutes
    FROM support_action s JOIN team_member m ON m.id = s.team_member
        AND m.staff_kind = 'VOLUNTEER' WHERE s.date {DAYS} AND s.permanence IS NULL
    UNION ALL SELECT m.n, 'MENTORING', NULL, s.minutes
    FROM migrapass_meeting s JOIN migrapass_path h ON h.id = s.path JOIN team_member m
        ON m.id = h.mentor AND m.staff_kind = 'VOLUNTEER'
        WHERE s.date {DAYS} AND s."group" IS NOT 1
    UNION ALL SELECT m.n, s.task, s.plan_action, s.minutes
    FROM volunteer_time s JOIN team_member m ON m.id = s.team_member
        AND m.staff_kind = 'VOLUNTEER' WHERE s.date {DAYS}"""
_BY_ACTION: Final = f"""SELECT coalesce(x.code, 'NS'), {{0}} FROM (
    SELECT plan_action, sum(minutes) AS minutes FROM ({GIVEN}) GROUP BY 1
    ) t LEFT JOIN plan_action x ON x.id = t.plan_action GROUP BY 1"""

VOLUNTEERS: Final[Statements] = {
    ("H1", None): f"SELECT NULL, count(DISTINCT n) FROM ({GIVEN})",
    ("H1", "task"): f"SELECT task, count(DISTINCT n) FROM ({GIVEN}) GROUP BY 1",
    ("H2", None): f"SELECT NULL, sum(minutes) FROM ({GIVEN})",
    ("H2", "action"): _BY_ACTION.format("sum(minutes)"),
    ("H2.fte", None): f"SELECT NULL, sum(minutes), 96420 FROM ({GIVEN})",
    ("H2.fte", "action"): _BY_ACTION.format("sum(minutes), 96420"),
}

DELAY: Final[Statements] = {
    ("Q2", None): f"""
        WITH r AS (SELECT date, (born >> 16) / 900000 AS q, count(*) AS c
            FROM support_action WHERE date {DAYS} GROUP BY 1, 2
            UNION ALL SELECT s.date, (a.born >> 16) / 900000, count(*)
            FROM session s CROSS JOIN attendance a ON a.session = s.id AND {HELD}
            GROUP BY 1, 2),
        d AS (SELECT CAST(julianday(q * 900, 'unixepoch', 'localtime', 'start of day')
            - julianday(date) AS INTEGER) AS days, sum(c) AS c FROM r GROUP BY 1),
        u AS (SELECT days, sum(c) OVER (ORDER BY days) AS upto, sum(c) OVER () AS t FROM d)
        SELECT NULL, CASE WHEN max(t) % 2 THEN low ELSE low + high END, 2 - max(t) % 2 FROM (
            SELECT t, min(days) FILTER (WHERE upto >= (t + 1) / 2) AS low,
                min(days) FILTER (WHERE upto >= t / 2 + 1) AS high FROM u)"""
}

FIRST: Final[Statements] = {
    **PEOPLE, **SUPPORT, **ORIENTATIONS, **WORKSHOPS, **VOLUNTEERS, **DELAY,
}  # fmt: skip
