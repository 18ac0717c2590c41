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


@dataclass(frozen=True, slots=True)
class _Source:
    """Where meetings are noted: tables as SQL joins them, the column of the person, of the day."""

    tables: str
    person: str
    day: str
    only: str = ""


_LAST: Final = 2**62  # a place behind everybody's
_PATH: Final = "{table} AS part JOIN migrapass_path AS path ON path.id = part.path"
# The marks that count are put in from the list.
_SOURCES: Final = (
    _Source("participant", "participant.id", "first_contact"),
    _Source(
        "attendance JOIN session ON session.id = attendance.session",
        "attendance.participant",
        "session.date",
        "attendance.mark IN ({marks})",
    ),
    _Source(
        "accompaniment JOIN support_action AS act ON act.id = accompaniment.support_action",
        "accompaniment.participant",
        "act.date",
    ),
    _Source("orientation", "participant", "date"),
    _Source(
        "orientation JOIN orientation_step AS step ON step.orientation = orientation.id",
        "orientation.participant",
        "step.date",
    ),
    _Source("non_take_up", "participant", "seen_on"),
    _Source("language_assessment", "participant", "date"),
    _Source("autonomy_mark", "participant", "date"),
    _Source("funder_sheet", "participant", "date"),
    _Source("migrapass_path", "participant", "agreed_on"),
    _Source(_PATH.format(table="migrapass_meeting"), "path.participant", "part.date"),
    _Source(_PATH.format(table="skill_statement"), "path.participant", "part.date"),
)


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
        f"SELECT max(day) FROM ({_query(one=True)})", (own,) * len(_SOURCES)
    ).first()
    day = row[0] if row else None
    return date.fromisoformat(day) if day else clock.local_day(born[0])


def slice_after(connection: Connection, after: int, size: int) -> tuple[int, bool]:
    """The place of the last of the next so many persons after a place; whether others follow."""
    found = connection.exec_driver_sql(
        "SELECT n FROM participant WHERE n > ? ORDER BY n LIMIT ?", (after, size + 1)
    ).all()
    more = len(found) > size
    return (int(found[size - 1][0]) if more else _LAST), more


def unmet(connection: Connection, since: date, after: int = 0, until: int = _LAST) -> list[str]:
    """Who was not met on that day or later, nor recorded since then without any date.

    Each is looked at until one meeting is found, which costs far less than everybody's last one;
    `after` and `until` are places: only the persons between are looked at.
    """
    met = _query(one=True).replace("?", "who.id")
    found = connection.exec_driver_sql(
        f"SELECT who.id, who.first_contact IS NULL FROM participant AS who"
        f" WHERE who.n > ? AND who.n <= ? AND NOT EXISTS (SELECT 1 FROM ({met}) WHERE day >= ?)",
        (after, until, since.isoformat()),
    ).all()
    quiet = [(str(UUID(bytes=record)), undated) for record, undated in found]
    return [
        one
        for one, undated in quiet
        if not undated or (of_person(connection, one) or since) < since
    ]


def _query(*, one: bool = False) -> str:
    whose = "= ?" if one else "IS NOT NULL"
    return " UNION ALL ".join(
        f"SELECT {source.person} AS person, {source.day} AS day {_where(source, whose)}"
        for source in _SOURCES
    )


def _where(source: _Source, whose: str) -> str:
    marks = ", ".join(f"'{mark}'" for mark in lists.get("attendance").having("counts"))
    only = f" AND {source.only.format(marks=marks)}" if source.only else ""
    return f"FROM {source.tables} WHERE {source.person} {whose}{only}"


def latest_of(person: str) -> str:
    """The last day of any meeting of the person so named, "" without one, as an expression."""
    days = (f"coalesce((SELECT max({s.day}) {_where(s, f'= {person}')}), '')" for s in _SOURCES)
    return f"max({', '.join(days)})"
