"""What the first page of a day shows: sessions, orientations to ask about, people met last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models import lists
from lapdesk.store import engine
from lapdesk.store.queries.workshops import expected_in


@dataclass(frozen=True, slots=True)
class SessionOfDay:
    """A session with its workshop's title, how many are expected and how many were called."""

    id: str
    workshop: str
    title: str
    start: str
    end: str
    place: str
    state: str
    expected: int
    called: int


def sessions(connection: Connection, day: str) -> list[SessionOfDay]:
    """The sessions of a day, in their order; cancelled ones too, so that nobody waits."""
    found = connection.exec_driver_sql(
        "SELECT session.id, session.workshop, workshop.title, session.start, session.end,"
        " coalesce(session.place, workshop.place), session.state,"
        f" {expected_in('session')},"
        " (SELECT count(*) FROM attendance WHERE attendance.session = session.id"
        "  AND attendance.mark <> 'U')"
        " FROM session LEFT JOIN workshop ON workshop.id = session.workshop"
        " WHERE session.date = ? ORDER BY session.start, session.n",
        (day,),
    )
    return [
        SessionOfDay(
            str(UUID(bytes=row[0])),
            str(UUID(bytes=row[1])) if row[1] else "",
            row[2] or "",
            row[3] or "",
            row[4] or "",
            row[5] or "",
            row[6] or "",
            row[7],
            row[8],
        )
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class ToFollow:
    """An orientation that waits for news: since when, where it stands, its last step's day."""

    id: str
    participant: str | None
    theme: str
    actor: str
    on: str
    follow_up_on: str
    state: str
    last_step: str


_WAITING: Final = """
    SELECT orientation.id, orientation.participant, orientation.theme, actor.name,
        orientation.date, orientation.follow_up_on, orientation.state,
        coalesce((SELECT max(date) FROM orientation_step AS step
            WHERE step.orientation = orientation.id), orientation.date) AS moved
    FROM orientation LEFT JOIN actor ON actor.id = orientation.actor
    WHERE orientation.follow_up_on <= ? AND orientation.outcome IS NULL
        AND orientation.mode <> 'M0' AND orientation.state NOT IN ('DECLINED', 'DRAFT')
        AND orientation.participant IN (SELECT id FROM participant)
    ORDER BY moved <= ?, orientation.follow_up_on, orientation.n LIMIT ?
"""


def to_follow(connection: Connection, day: str, lost: str, limit: int) -> list[ToFollow]:
    """The orientations whose follow-up day has come, the longest due first; at the end those
    without a step since the day `lost`, for which little can be done.

    Those that were closed without an outcome are among them; information alone (M0) is not
    followed, nor what was erased.
    """
    found = connection.exec_driver_sql(_WAITING, (day, lost, limit))
    return [
        ToFollow(
            str(UUID(bytes=row[0])),
            str(UUID(bytes=row[1])) if row[1] else None,
            *(str(value or "") for value in row[2:]),
        )
        for row in found
    ]


def open_orientations(connection: Connection) -> dict[str, int]:
    """How many orientations without an outcome each person has; information alone (M0) is not
    followed."""
    found = connection.exec_driver_sql(
        "SELECT participant, count(*) FROM orientation WHERE outcome IS NULL AND mode <> 'M0'"
        " AND state NOT IN ('DECLINED', 'DRAFT') AND participant IS NOT NULL GROUP BY participant"
    )
    return {str(UUID(bytes=row[0])): int(row[1]) for row in found}


def begun_by(connection: Connection, member: str) -> list[str]:
    """The people without a referent for whom a member began an orientation that has no outcome.

    Each first change of an orientation is looked at once: for a page of the settings.
    """
    found = connection.exec_driver_sql(
        "SELECT DISTINCT o.participant FROM journal j JOIN orientation o ON o.id = j.record"
        " JOIN participant p ON p.id = o.participant"
        " WHERE j.entity = 'Orientation' AND j.author = ? AND j.parent IS NULL"
        " AND p.referent IS NULL AND o.outcome IS NULL AND o.mode <> 'M0'"
        " AND o.state NOT IN ('DECLINED', 'DRAFT')",
        (UUID(member).bytes,),
    )
    return [str(UUID(bytes=row[0])) for row in found]


@dataclass(frozen=True, slots=True)
class Act:
    """A support act with the persons it was for."""

    id: str
    date: str
    team_member: str | None
    channel: str
    types: tuple[str, ...]
    themes: tuple[str, ...]
    minutes: int
    headcount: int | None
    plan_action: str | None
    people: tuple[str, ...]


# A new member has no act yet: nobody reads a million of others' to find that out.
RECENT: Final = 2000


def last_acts(connection: Connection, member: str | None, limit: int) -> list[Act]:
    """The acts recorded last, newest first; `member`: only theirs, among the last of all."""
    from lapdesk.models.entities import BY_NAME
    from lapdesk.store import rows

    whose = UUID(member).bytes if member else None
    recent = connection.exec_driver_sql(
        "SELECT id FROM (SELECT id, team_member FROM support_action ORDER BY n DESC LIMIT ?)"
        " WHERE ? IS NULL OR team_member = ? LIMIT ?",
        (RECENT, whose, whose, limit),
    ).all()
    ids = [str(UUID(bytes=row[0])) for row in recent]
    found = {v["id"]: v for v in rows.among(connection, BY_NAME["SupportAction"], "id", ids)}
    people = _people(connection, [row[0] for row in recent])
    return [_act(found[one], people.get(one, ())) for one in ids if one in found]


def _people(connection: Connection, acts: Sequence[bytes]) -> dict[str, list[str]]:
    """Whom each of these acts was for, of those who are here."""
    marks = ", ".join("?" * len(acts))
    asked = (
        "SELECT support_action, participant FROM accompaniment"
        # The plus: else SQLite goes through everybody first.
        f" WHERE support_action IN ({marks}) AND +participant IN"
        " (SELECT id FROM participant) ORDER BY +n"
    )
    found: dict[str, list[str]] = {}
    for act, person in engine.ask(connection, asked, acts):
        found.setdefault(str(UUID(bytes=act)), []).append(str(UUID(bytes=person)))
    return found


def _act(values: dict[str, Any], people: Sequence[str]) -> Act:
    return Act(
        values["id"],
        str(values.get("date") or ""),
        values.get("team_member"),
        str(values.get("channel") or ""),
        tuple(values.get("types") or ()),
        tuple(values.get("themes") or ()),
        int(values.get("minutes") or 0),
        values.get("headcount"),
        values.get("plan_action"),
        tuple(people),
    )


def last_people(connection: Connection, limit: int) -> list[tuple[str, str]]:
    """Whom the association met last, each once with the day: by act, then by mark."""
    counted = ", ".join(f"'{mark}'" for mark in lists.get("attendance").having("counts"))
    found = connection.exec_driver_sql(
        "SELECT person, max(day) FROM ("
        " SELECT * FROM (SELECT accompaniment.participant AS person, act.date AS day"
        "  FROM accompaniment JOIN support_action AS act"
        "  ON act.id = accompaniment.support_action ORDER BY accompaniment.n DESC LIMIT 60)"
        " UNION ALL"
        " SELECT * FROM (SELECT attendance.participant, session.date FROM attendance"
        "  JOIN session ON session.id = attendance.session"
        f"  WHERE attendance.mark IN ({counted}) ORDER BY attendance.n DESC LIMIT 60))"
        " WHERE person IN (SELECT id FROM participant)"
        " GROUP BY person ORDER BY max(day) DESC LIMIT ?",
        (limit,),
    )
    return [(str(UUID(bytes=row[0])), str(row[1])) for row in found]
