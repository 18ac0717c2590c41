"""Who attended what for how long: the parts of W6, by person, workshop and session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.figures.facts import ATTENDED, COUNTED, SESSION, Ask, Reckoning
from lapdesk.figures.period import Period

_ATTENDED: Final = Ask(
    f"""SELECT p.id AS person, w.id AS workshop, s.id AS session, {ATTENDED} AS minutes
    FROM figures_session s CROSS JOIN attendance a ON a.session = s.id
        JOIN participant p ON p.id = a.participant JOIN workshop w ON w.n = s.workshop
    WHERE s.held AND {COUNTED} ORDER BY s.date, s.id""",
    (SESSION,),
)


@dataclass(frozen=True, slots=True)
class Attended:
    """Minutes of one person in one workshop, with those of each session by its id."""

    minutes: int
    sessions: Mapping[str, int]


def attended(connection: Connection, period: Period, workshop: str) -> dict[str, Attended]:
    """What W6 counts in one workshop over a period, by the person's id; erased people left out."""
    wanted = UUID(workshop).bytes
    found: dict[str, dict[str, int]] = {}
    with Reckoning(connection, period) as reckoning:
        for row in reckoning.ask(_ATTENDED):
            if row["workshop"] == wanted:
                sessions = found.setdefault(str(UUID(bytes=row["person"])), {})
                sessions[str(UUID(bytes=row["session"]))] = row["minutes"]
    return {one: Attended(sum(s.values()), s) for one, s in found.items()}
