"""Migrapass as screens read it: whose paths, which steps were met on each."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Met:
    """A step of a path that was met: how often, and on which day last."""

    step: str
    times: int
    last: str


def met(connection: Connection, path: str | None = None) -> dict[str, list[Met]]:
    """The steps that were met, by path; of one path alone where it is named."""
    where, given = ("", ()) if path is None else (" WHERE path = ?", (UUID(path).bytes,))
    found = connection.exec_driver_sql(
        f"SELECT path, step, count(*), max(date) FROM migrapass_meeting{where} GROUP BY path, step",
        given,
    )
    steps: dict[str, list[Met]] = {}
    for row in found:
        if row[0] is not None and row[1]:
            steps.setdefault(str(UUID(bytes=row[0])), []).append(Met(row[1], row[2], row[3] or ""))
    return steps
