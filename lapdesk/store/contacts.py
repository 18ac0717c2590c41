"""When each person was last met: a first contact, a mark that counts, an act, an orientation."""

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
"""


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
        f"SELECT max(day) FROM ({_query(one=True)})", (own,) * 5
    ).first()
    day = row[0] if row else None
    return date.fromisoformat(day) if day else clock.local_day(born[0])


def _query(*, one: bool = False) -> str:
    marks = ", ".join(f"'{mark}'" for mark in lists.get("attendance").having("counts"))
    asked = {
        "only_id": "WHERE id = ?",
        "and_attendance": "AND attendance.participant = ?",
        "of_accompaniment": "WHERE accompaniment.participant = ?",
        "of_orientation": "WHERE participant = ?",
        "of_step": "WHERE orientation.participant = ?",
    }
    return _MEETINGS.format(marks=marks, **(asked if one else dict.fromkeys(asked, "")))
