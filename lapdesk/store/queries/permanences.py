"""Permanences as a desk needs them: the last one, those of late, the visits of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models.entities import BY_NAME
from lapdesk.store import rows


def get(connection: Connection, record: str) -> dict[str, Any] | None:
    """A permanence by its id, None where it is not there any more."""
    return rows.get(connection, BY_NAME["Permanence"], UUID(record).bytes)


def latest(connection: Connection, limit: int) -> list[dict[str, Any]]:
    """The permanences held last, the newest first."""
    return rows.find(
        connection, BY_NAME["Permanence"], {}, limit=limit, order="date DESC, start DESC, n DESC"
    )


def last_of(connection: Connection, member: str) -> dict[str, Any] | None:
    """The permanence that a member held last."""
    found = rows.find(
        connection,
        BY_NAME["Permanence"],
        {"team_members": member},
        limit=1,
        order="date DESC, start DESC, n DESC",
    )
    return found[0] if found else None


def visits(connection: Connection, record: str, day: str, limit: int) -> list[dict[str, Any]]:
    """The acts of a permanence held on a day, the one noted last first."""
    asked = {"date": day, "permanence": record}
    return rows.find(connection, BY_NAME["SupportAction"], asked, limit=limit, order="n DESC")


def count(connection: Connection, record: str, day: str) -> int:
    """How many visits it has."""
    found = connection.exec_driver_sql(
        "SELECT count(*) FROM support_action WHERE date = ? AND permanence = ?",
        (day, UUID(record).bytes),
    )
    return int(found.scalar() or 0)


def people(connection: Connection, acts: list[str]) -> dict[str, tuple[str, ...]]:
    """The persons whom each act was for."""
    found: dict[str, list[str]] = {}
    asked = tuple(UUID(act).bytes for act in acts)
    places = ", ".join("?" * len(asked))
    for act, person in connection.exec_driver_sql(
        "SELECT support_action, participant FROM accompaniment"
        f" WHERE support_action IN ({places}) ORDER BY n",
        asked,
    ):
        if person is not None:
            found.setdefault(str(UUID(bytes=act)), []).append(str(UUID(bytes=person)))
    return {act: tuple(of) for act, of in found.items()}
