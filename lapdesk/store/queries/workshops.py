"""Workshops as screens read them: cycles, their sessions, who has a place, who was marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models import lists
from lapdesk.models.rules.workshops import PLACED


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A workshop with the session that comes next and how many places are taken."""

    id: str
    title: str
    kind: str
    state: str
    place: str
    commune: str
    start: str
    end: str
    capacity: int | None
    next_session: str | None
    next_date: str
    next_start: str
    taken: int
    waiting: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session with its workshop, how many are expected, how many marks count."""

    id: str
    workshop: str
    title: str
    date: str
    start: str
    end: str
    state: str
    cancel_reason: str
    topic: str
    space: str
    phase: str
    outing: bool
    place: str
    expected: int
    called: int
    present: int
    without_record: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Somebody's enrolment in a workshop, with the marks that counted and all marks."""

    id: str
    participant: str
    state: str
    asked_on: str
    start: str
    end: str
    exit_reason: str
    present: int
    called: int


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What stands against a person's name on the sheet of a session."""

    id: str
    participant: str
    mark: str
    minutes_lost: int | None
    signed: int


def _in(codes: Sequence[str]) -> str:
    return "(" + ", ".join(f"'{code}'" for code in codes) + ")"


def _plain(row: Sequence[Any]) -> list[Any]:
    """A row's values, ids as text; the columns stand in the order of the frozen row's fields."""
    return [str(UUID(bytes=value)) if isinstance(value, bytes) else value for value in row]


_CYCLES: Final = """
    SELECT w.id, coalesce(w.title, ''), coalesce(w.kind, ''), coalesce(w.state, ''),
        coalesce(w.place, ''), coalesce(w.commune, ''), coalesce(w.start, ''),
        coalesce(w.end, ''), w.capacity, s.id, coalesce(s.date, ''), coalesce(s.start, ''),
        (SELECT count(*) FROM enrolment e WHERE e.workshop = w.id AND e.state IN {placed}),
        (SELECT count(*) FROM enrolment e WHERE e.workshop = w.id AND e.state = 'WAITING')
    FROM workshop w LEFT JOIN session s ON s.n = (
        SELECT n FROM session WHERE session.workshop = w.id AND date >= ? AND state = 'PLANNED'
        ORDER BY date, start LIMIT 1)
    WHERE w.state {which} 'CLOSED'
    ORDER BY s.date IS NULL, s.date, s.start, w.start DESC, w.n DESC LIMIT ?"""


def cycles(
    connection: Connection, today: str, *, closed: bool = False, limit: int = 200
) -> list[CycleRow]:
    """The workshops that are not closed, the soonest session first; or the closed ones, the
    latest first."""
    sql = _CYCLES.format(placed=_in(PLACED), which="=" if closed else "IS NOT")
    return [CycleRow(*_plain(row)) for row in connection.exec_driver_sql(sql, (today, limit))]


_SESSIONS: Final = """
    SELECT s.id, coalesce(s.workshop, ''), coalesce(w.title, ''), coalesce(s.date, ''),
        coalesce(s.start, ''), coalesce(s.end, ''), coalesce(s.state, ''),
        coalesce(s.cancel_reason, ''), coalesce(s.topic, ''), coalesce(s.space, ''),
        coalesce(s.phase, ''), s.outing IS TRUE, coalesce(s.place, w.place, ''),
        {expected},
        (SELECT count(*) FROM attendance a WHERE a.session = s.id AND a.mark <> 'U'),
        (SELECT count(*) FROM attendance a WHERE a.session = s.id AND a.mark IN {counted}),
        coalesce(s.anonymous_women, 0) + coalesce(s.anonymous_men, 0)
            + coalesce(s.anonymous_ns, 0)
    FROM session s LEFT JOIN workshop w ON w.id = s.workshop
    WHERE {where} ORDER BY s.date {way}, s.start {way}, s.n {way} LIMIT ?"""


def _sessions(
    connection: Connection, where: str, given: Sequence[Any], *, latest_first: bool = False
) -> list[SessionRow]:
    counted = _in(lists.get("attendance").having("counts"))
    way = "DESC" if latest_first else "ASC"
    sql = _SESSIONS.format(expected=expected_in("s"), counted=counted, where=where, way=way)
    return [SessionRow(*_plain(row)) for row in connection.exec_driver_sql(sql, tuple(given))]


def sessions(connection: Connection, workshop: str, limit: int = 400) -> list[SessionRow]:
    """The sessions of a workshop in the order of days."""
    return _sessions(connection, "s.workshop = ?", (UUID(workshop).bytes, limit))


def session(connection: Connection, record: str) -> SessionRow | None:
    """One session, None where it is not there."""
    found = _sessions(connection, "s.id = ?", (UUID(record).bytes, 1))
    return found[0] if found else None


def to_call(connection: Connection, today: str, since: str, limit: int) -> list[SessionRow]:
    """The sessions from `since` to today whose sheet is not closed, the latest day first."""
    where = "s.date BETWEEN ? AND ? AND s.state IN ('PLANNED', 'HELD')"
    return _sessions(connection, where, (since, today, limit), latest_first=True)


_PLACES: Final = """
    SELECT e.id, e.participant, coalesce(e.state, ''), coalesce(e.asked_on, ''),
        coalesce(e.start, ''), coalesce(e.end, ''), coalesce(e.exit_reason, ''),
        (SELECT count(*) FROM attendance a JOIN session s ON s.id = a.session
            WHERE a.participant = e.participant AND s.workshop = e.workshop
            AND a.mark IN {counted}),
        (SELECT count(*) FROM attendance a JOIN session s ON s.id = a.session
            WHERE a.participant = e.participant AND s.workshop = e.workshop AND a.mark <> 'U')
    FROM enrolment e WHERE e.workshop = ? AND e.participant IN (SELECT id FROM participant)
    ORDER BY e.asked_on, e.id"""


def places(connection: Connection, workshop: str) -> list[PlaceRow]:
    """The enrolments of a workshop in the order they were asked for; erased people left out."""
    sql = _PLACES.format(counted=_in(lists.get("attendance").having("counts")))
    found = connection.exec_driver_sql(sql, (UUID(workshop).bytes,))
    return [PlaceRow(*_plain(row)) for row in found]


def marks(connection: Connection, session_id: str) -> list[MarkRow]:
    """What the sheet of a session holds, erased people left out."""
    found = connection.exec_driver_sql(
        "SELECT id, participant, coalesce(mark, ''), minutes_lost, signed_paper IS 1"
        " FROM attendance WHERE session = ? AND participant IN (SELECT id FROM participant)"
        " ORDER BY n",
        (UUID(session_id).bytes,),
    )
    return [MarkRow(*_plain(row)) for row in found]


# Enrolments `e` that put a person on the sheet of a day: they hold a place, or held it until a
# day that is known. Who waits or pauses is not expected, nor is who was erased.
_ON_THE_SHEET: Final = """(e.state IN ('ENROLLED', 'ACTIVE')
        OR e.state IN ('FINISHED', 'LEFT') AND e.end IS NOT NULL)
    AND coalesce(e.start, '') <= {day} AND coalesce(e.end, '9999') >= {day}
    AND e.participant IN (SELECT id FROM participant)"""


def expected_in(session: str) -> str:
    """SQL for how many people are expected in a session, that table being called `session`."""
    return f"""(SELECT count(DISTINCT e.participant) FROM enrolment e
        WHERE e.workshop = {session}.workshop AND {_ON_THE_SHEET.format(day=f"{session}.date")})"""


def expected(connection: Connection, workshop: str, day: str) -> list[str]:
    """The people whose place in a workshop covers a day, those who wait or pause left out."""
    found = connection.exec_driver_sql(
        "SELECT DISTINCT e.participant FROM enrolment e WHERE e.workshop = :workshop"
        f" AND {_ON_THE_SHEET.format(day=':day')}",
        {"workshop": UUID(workshop).bytes, "day": day},
    )
    return [str(_plain(row)[0]) for row in found]


def covered(connection: Connection, workshop: str, day: str) -> set[str]:
    """The people for whom a mark on a day is no guest's (V11): any place that covers it."""
    found = connection.exec_driver_sql(
        "SELECT DISTINCT participant FROM enrolment WHERE workshop = ? AND state <> 'CANCELLED'"
        " AND coalesce(start, '') <= ? AND coalesce(end, '9999') >= ?",
        (UUID(workshop).bytes, day, day),
    )
    return {str(_plain(row)[0]) for row in found}


def last_times(connection: Connection, workshop: str) -> tuple[str, str] | None:
    """The hours of a workshop's latest session, None where it has none."""
    row = connection.exec_driver_sql(
        "SELECT start, end FROM session WHERE workshop = ? ORDER BY date DESC, n DESC LIMIT 1",
        (UUID(workshop).bytes,),
    ).first()
    return (str(row[0]), str(row[1])) if row and row[0] and row[1] else None


def last_space(connection: Connection, workshop: str, day: str) -> tuple[str, str] | None:
    """The social space and the phase ("" unsaid) of a workshop's latest session up to a day that
    says where it was, None where none does."""
    row = connection.exec_driver_sql(
        "SELECT space, coalesce(phase, '') FROM session WHERE workshop = ? AND date <= ?"
        " AND space IS NOT NULL AND state <> 'CANCELLED' ORDER BY date DESC, start DESC LIMIT 1",
        (UUID(workshop).bytes, day),
    ).first()
    return (str(row[0]), str(row[1])) if row else None


@dataclass(frozen=True, slots=True)
class MapRow:
    """One mark of a whole workshop, for a map of all of them."""

    session: str
    participant: str
    mark: str
    minutes_lost: int | None


def every_mark(connection: Connection, workshop: str) -> list[MapRow]:
    """The marks of all sessions of a workshop, those still to call and erased people left out."""
    found = connection.exec_driver_sql(
        "SELECT a.session, a.participant, a.mark, a.minutes_lost"
        " FROM session s JOIN attendance a ON a.session = s.id"
        " WHERE s.workshop = ? AND a.mark <> 'U'"
        " AND a.participant IN (SELECT id FROM participant)",
        (UUID(workshop).bytes,),
    )
    return [MapRow(*_plain(row)) for row in found]
