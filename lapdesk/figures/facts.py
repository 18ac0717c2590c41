"""What several figures stand on, reckoned once: temporary tables made from those of the entities.

A `Fact` is a temporary table; an `Ask` is a query over facts. A `Reckoning` makes each fact
when it is first needed and remembers each answer, so that a year's figures read every table
of the desk about once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.figures.period import Period
from lapdesk.models import lists
from lapdesk.models.communes import territories
from lapdesk.models.rules.workshops import LATE, MINUTES_LOST

# The key of what is missing, in every breakdown (B26).
MISSING: Final = "NS"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Fact:
    """A temporary table: its name, its columns, the SELECT that fills it, the facts it reads."""

    name: str
    columns: str
    rows: str
    needs: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Ask:
    """A query over facts; a breakdown's first column is `key`, a total gives one row."""

    sql: str
    needs: tuple[Fact, ...] = ()


class Reckoning:
    """The facts and answers of one period on one connection; leaving it drops the facts.

    `more` are values that its asks name besides those of the period; others may be put beside
    them in `values` before they are asked for.
    """

    def __init__(
        self, connection: Connection, period: Period, more: Mapping[str, str] | None = None
    ) -> None:
        self.connection = connection
        self.period = period
        self._made: list[Fact] = []
        self._answers: dict[Ask, list[Row]] = {}
        self.values = {
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
            "year": period.end.year,
            "ripe": period.ripe_until.isoformat(),
            "settled": period.settled_until.isoformat(),
            "full_time": period.full_time_minutes,
            "looked": period.looked_on.isoformat(),
            "as_of": period.as_of.isoformat(),
            "fresh_after": period.fresh_after.isoformat(),
            "year_after": period.year_after.isoformat(),
            "before_start": period.before[0].isoformat(),
            "before_end": period.before[1].isoformat(),
            "budget_years": json.dumps(period.budget_years),
            **_traits(),
            **(more or {}),
        }

    def __enter__(self) -> Reckoning:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._made:
            self.connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{self._made.pop().name}")

    def ask(self, ask: Ask) -> list[Row]:
        """The rows of `ask`, reckoned the first time only."""
        if ask not in self._answers:
            self._make(ask.needs)
            found = self.connection.exec_driver_sql(ask.sql, self.values)
            self._answers[ask] = [dict(row) for row in found.mappings()]
        return self._answers[ask]

    def _make(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            if fact in self._made:
                continue
            self._make(fact.needs)
            # One left by a reckoning that a full disk or a cancelled call cut short.
            self.connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{fact.name}")
            self._made.append(fact)
            self.connection.exec_driver_sql(f"CREATE TEMP TABLE {fact.name} ({fact.columns})")
            self.connection.exec_driver_sql(f"INSERT INTO {fact.name} {fact.rows}", self.values)


def _traits() -> Mapping[str, str]:
    """What the shipped lists say of their codes, as JSON that queries read."""
    themes = lists.get("theme").entries.items()
    bands = [
        {"code": code, "low": entry.traits["min"], "high": entry.traits["max"]}
        for code, entry in lists.get("age_band").entries.items()
        if code != MISSING
    ]
    bands[-1]["high"] = 1000  # the last band has no end, whatever the list says
    found = {
        "counted": lists.get("attendance").having("counts"),
        "success": lists.get("orientation_outcome").having("success"),
        "positive": lists.get("exit_reason").having("positive"),
        "spaces": {
            code: e.traits["field"] for code, e in lists.get("social_space").entries.items()
        },
        "families": {code: e.traits["family"] for code, e in lists.get("skill").entries.items()},
        "ranks": {
            c: e.traits["rank"] for c, e in lists.get("cefr").entries.items() if c != MISSING
        },
        "theme_axes": {code: entry.traits["axis"] for code, entry in themes},
        "bands": bands,
        "communes": sorted(territories()),
        "channels": [*lists.get("comm_channel").entries],
        "sources": [*lists.get("funding_kind").entries],
    }
    return {name: json.dumps(value) for name, value in found.items()}


def minutes_between(start: str, end: str) -> str:
    """SQL for the minutes from one `HH:MM` column to another, never less than none."""
    of = "(substr({0}, 1, 2) * 60 + substr({0}, 4, 2))"
    return f"max(0, coalesce({of.format(end)} - {of.format(start)}, 0))"


ACTION: Final = Fact(
    "figures_action",
    "n INTEGER PRIMARY KEY, code TEXT, title TEXT",
    f"""
    SELECT n, coalesce(code, lower(hex(id))), coalesce(title, '') FROM plan_action
    UNION ALL SELECT 0, '{MISSING}', ''""",
)

# The axes of each action of the plan; 0 stands for no action.
AXIS: Final = Fact(
    "figures_axis",
    "action INTEGER, axis TEXT, PRIMARY KEY (action, axis)",
    f"""
    SELECT p.n, coalesce(j.value, '{MISSING}') FROM plan_action p LEFT JOIN json_each(p.axes) j
    UNION SELECT 0, '{MISSING}'""",
)

# The axis that a theme serves where an act has no action (B26).
THEME: Final = Fact(
    "figures_theme",
    "theme TEXT PRIMARY KEY, axis TEXT",
    "SELECT key, value FROM json_each(:theme_axes)",
)

# Volunteers only: employees' hours are no volunteer hours. `hex` is how lists name a member.
MEMBER: Final = Fact(
    "figures_member",
    "n INTEGER PRIMARY KEY, id BLOB UNIQUE, hex TEXT UNIQUE",
    "SELECT n, id, lower(hex(id)) FROM team_member WHERE staff_kind = 'VOLUNTEER'",
)

WORKSHOP: Final = Fact(
    "figures_workshop",
    "n INTEGER PRIMARY KEY, kind TEXT, commune TEXT, action INTEGER",
    f"""
    SELECT w.n, coalesce(w.kind, '{MISSING}'), coalesce(w.commune, '{MISSING}'), coalesce(p.n, 0)
    FROM workshop w LEFT JOIN plan_action p ON p.id = w.plan_action
    UNION ALL SELECT 0, '{MISSING}', '{MISSING}', 0""",
)

# Sessions of the period that were held, and those cancelled for another reason than a holiday.
SESSION: Final = Fact(
    "figures_session",
    "n INTEGER PRIMARY KEY, id BLOB, workshop INTEGER, date TEXT, held INTEGER,"
    " minutes INTEGER, anonymous INTEGER, leaders TEXT, outward INTEGER",
    f"""
    SELECT s.n, s.id, coalesce(w.n, 0), s.date, s.state <> 'CANCELLED',
        {minutes_between("s.start", "s.end")},
        coalesce(s.anonymous_women, 0) + coalesce(s.anonymous_men, 0)
        + coalesce(s.anonymous_ns, 0),
        s.leaders, coalesce(s.outing, 0) OR s.guest_actor IS NOT NULL
    FROM session s LEFT JOIN workshop w ON w.id = s.workshop
    WHERE s.date BETWEEN :start AND :end AND (s.state IN ('HELD', 'LOCKED')
        OR s.state = 'CANCELLED' AND s.cancel_reason IS NOT 'HOLIDAY')""",
)

# Marks that count, and the minutes of one: what `models.rules.workshops.attended` says.
COUNTED: Final = "a.mark IN (SELECT value FROM json_each(:counted))"
ATTENDED: Final = f"""max(0, s.minutes - coalesce(
    a.minutes_lost, CASE WHEN a.mark IN {LATE} THEN {MINUTES_LOST} ELSE 0 END))"""

# Minutes of each person in each workshop; no person where they were erased (B9).
PRESENCE: Final = Fact(
    "figures_presence",
    "person INTEGER, workshop INTEGER, minutes INTEGER",
    f"""
    SELECT p.n, s.workshop, sum({ATTENDED})
    FROM figures_session s CROSS JOIN attendance a ON a.session = s.id
        LEFT JOIN participant p ON p.id = a.participant
    WHERE s.held AND {COUNTED}
    GROUP BY p.n, s.workshop""",
    (SESSION,),
)

# Lists of themes and of types as small numbers: thousands of acts share a few hundred.
WORDS: Final = Fact(
    "figures_words",
    "n INTEGER PRIMARY KEY, text TEXT UNIQUE",
    """
    (text) SELECT coalesce(themes, '') FROM support_action WHERE date BETWEEN :start AND :end
    UNION SELECT coalesce(types, '') FROM support_action WHERE date BETWEEN :start AND :end""",
)

WORD: Final = Fact(
    "figures_word",
    "words INTEGER, code TEXT, PRIMARY KEY (words, code)",
    f"""
    SELECT DISTINCT w.n, coalesce(j.value, '{MISSING}')
    FROM figures_words w LEFT JOIN json_each(nullif(w.text, '')) j""",
    (WORDS,),
)

# The quarter of an hour of a record's first change, since 1970: local days change on one.
QUARTER: Final = "({0}.born >> 16) / 900000"

# `volunteer` is set where the act's minutes are a volunteer's and no permanence tells them (B4).
ACT: Final = Fact(
    "figures_act",
    "n INTEGER PRIMARY KEY, id BLOB, date TEXT, quarter INTEGER, action INTEGER, channel TEXT,"
    " types INTEGER, themes INTEGER, minutes INTEGER, headcount INTEGER, volunteer INTEGER",
    f"""
    SELECT a.n, a.id, a.date, {QUARTER.format("a")}, coalesce(p.n, 0),
        coalesce(a.channel, '{MISSING}'), y.n, t.n, coalesce(a.minutes, 0),
        coalesce(a.headcount, 0), m.n
    FROM support_action a
        JOIN figures_words y ON y.text = coalesce(a.types, '')
        JOIN figures_words t ON t.text = coalesce(a.themes, '')
        LEFT JOIN plan_action p ON p.id = a.plan_action
        LEFT JOIN figures_member m ON m.id = a.team_member AND a.permanence IS NULL
    WHERE a.date BETWEEN :start AND :end""",
    (WORDS, MEMBER),
)

# The persons whom the acts were for, erased ones left out.
HELPED: Final = Fact(
    "figures_helped",
    "person INTEGER, action INTEGER, channel TEXT, types INTEGER, themes INTEGER",
    """
    SELECT p.n, f.action, f.channel, f.types, f.themes
    FROM figures_act f CROSS JOIN accompaniment c ON c.support_action = f.id
        CROSS JOIN participant p ON p.id = c.participant""",
    (ACT,),
)

# The persons who met their mentor.
MET: Final = Fact(
    "figures_met",
    "person INTEGER PRIMARY KEY",
    """
    SELECT DISTINCT p.n FROM migrapass_meeting g JOIN migrapass_path h ON h.id = g.path
        JOIN participant p ON p.id = h.participant
    WHERE g.date BETWEEN :start AND :end""",
)


def median(rows: str, *, cut: bool) -> str:
    """SQL for the median of `rows`, which give (key, days): of each key, or of all as one row.

    Columns: cases, the sum of the one or two middle days, how many these are (0 where no case).
    """
    over = "PARTITION BY key ORDER BY days" if cut else "ORDER BY days"
    alike = "PARTITION BY key" if cut else ""
    return f"""
        SELECT {"key," if cut else ""} coalesce(max(cases), 0) AS cases,
            coalesce(sum(days), 0) AS days, count(*) AS halves
        FROM (
            SELECT key, days, row_number() OVER ({over}) AS place,
                count(*) OVER ({alike}) AS cases FROM ({rows})
        ) WHERE place IN ((cases + 1) / 2, cases / 2 + 1) {"GROUP BY key" if cut else ""}"""


def days_between(first: str, last: str) -> str:
    """SQL for the days from one day to another, never less than none."""
    return f"max(0, CAST(julianday({last}) - julianday({first}) AS INTEGER))"
