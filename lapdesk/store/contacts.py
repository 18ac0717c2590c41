"""When each person was last met: a first contact, a mark that counts, an act, an orientation,
a positioning, a step of Migrapass, a sheet filled together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.models import lists


@dataclass(frozen=True, slots=True)
class LastContact:
    """A person by id and code, and the day they were last met."""

    record: str
    code: str
    day: date


# Each a person and a day; the marks that count are put in from the list.
_MEETINGS: Final = """
    SELECT id AS person, first_contact AS day FROM participant {only_id}
    UNION ALL
    SELECT attendance.participant, session.date FROM attendance
    JOIN session ON session.id = attendance.session
    WHERE attendance.mark IN ({marks}) {and_attendance}
    UNION ALL
    SELECT accompaniment.participant, support_action.date FROM accompaniment
    JOIN support_action ON support_action.id = accompaniment.support_action {of_accompaniment}
    UNION ALL
    SELECT participant, date FROM orientation {of_orientation}
    UNION ALL
    SELECT orientation.participant, step.date FROM orientation_step AS step
    JOIN orientation ON orientation.id = step.orientation {of_step}
    {more}
"""
# Tables whose lines are each a person and a day; those of a path lead to the person through it.
_OWN: Final = (
    ("non_take_up", "seen_on"),
    ("language_assessment", "date"),
    ("autonomy_mark", "date"),
    ("funder_sheet", "date"),
    ("migrapass_path", "agreed_on"),
)
_OF_PATH: Final = (("migrapass_meeting", "date"), ("skill_statement", "date"))


def last(connection: Connection) -> Iterator[LastContact]:
    """Everybody's last contact, those met longest ago first."""
    found = connection.exec_driver_sql(
        f"SELECT participant.id, participant.code, participant.born, met.day FROM participant"
        f" LEFT JOIN (SELECT person, max(day) AS day FROM ({_query()}) GROUP BY person) AS met"
        f" ON met.person = participant.id ORDER BY met.day, participant.code"
    )
    for record, code, born, day in found:
        # A record without any date is as old as its recording.
        when = date.fromisoformat(day) if day else clock.local_day(born)
        yield LastContact(str(UUID(bytes=record)), str(code or ""), when)


def of_person(connection: Connection, record: str) -> date | None:
    """One person's last contact, None where nobody has this id."""
    own = UUID(record).bytes
    born = connection.exec_driver_sql("SELECT born FROM participant WHERE id = ?", (own,)).first()
    if born is None:
        return None
    row = connection.exec_driver_sql(
        f"SELECT max(day) FROM ({_query(one=True)})", (own,) * (5 + len(_OWN) + len(_OF_PATH))
    ).first()
    day = row[0] if row else None
    return date.fromisoformat(day) if day else clock.local_day(born[0])


def unmet(connection: Connection, since: date) -> list[str]:
    """Who was not met on that day or later, nor recorded since then without any date.

    Each is looked at until one meeting is found, which costs far less than everybody's last one.
    """
    met = _query(one=True).replace("?", "who.id")
    found = connection.exec_driver_sql(
        f"SELECT who.id, who.first_contact IS NULL FROM participant AS who"
        f" WHERE NOT EXISTS (SELECT 1 FROM ({met}) WHERE day >= ?)",
        (since.isoformat(),),
    ).all()
    quiet = [(str(UUID(bytes=record)), undated) for record, undated in found]
    return [
        one
        for one, undated in quiet
        if not undated or (of_person(connection, one) or since) < since
    ]


def _query(*, one: bool = False) -> str:
    marks = ", ".join(f"'{mark}'" for mark in lists.get("attendance").having("counts"))
    asked = {
        "only_id": "WHERE id = ?",
        "and_attendance": "AND attendance.participant = ?",
        "of_accompaniment": "WHERE accompaniment.participant = ?",
        "of_orientation": "WHERE participant = ?",
        "of_step": "WHERE orientation.participant = ?",
    }
    chosen = asked if one else dict.fromkeys(asked, "")
    return _MEETINGS.format(marks=marks, more=_more(one=one), **chosen)


def _more(*, one: bool) -> str:
    own = " WHERE participant = ?" if one else " WHERE participant IS NOT NULL"
    of_path = " WHERE path.participant = ?" if one else ""
    lines = [f"UNION ALL SELECT participant, {day} FROM {table}{own}" for table, day in _OWN]
    lines += [
        f"UNION ALL SELECT path.participant, part.{day} FROM {_with_path(table)}{of_path}"
        for table, day in _OF_PATH
    ]
    return " ".join(lines)


def _with_path(table: str) -> str:
    return f"{table} AS part JOIN migrapass_path AS path ON path.id = part.path"


def latest_of(person: str) -> list[str]:
    """Queries of the last day in each table of `_OWN` and `_OF_PATH`, of the person so named."""
    own = [f"SELECT max({day}) FROM {table} WHERE participant = {person}" for table, day in _OWN]
    return own + [
        f"SELECT max(part.{day}) FROM {_with_path(table)} WHERE path.participant = {person}"
        for table, day in _OF_PATH
    ]
