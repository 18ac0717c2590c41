"""Migrapass as screens read it: whose paths, which steps were met on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

# Of one day, the path written last comes first; the same on every laptop.
LATEST_FIRST: Final = "agreed_on DESC, born DESC, id DESC"
_ENDED: Final = "('FINISHED', 'STOPPED', 'DECLINED')"


@dataclass(frozen=True, slots=True)
class Met:
    """A step of a path that was met: how often, and on which day last."""

    step: str
    times: int
    last: str


def latest(connection: Connection, person: str, *, going: bool = False) -> str | None:
    """The path of a person: the one agreed last, by its id; of those not ended where `going`."""
    only = f" AND coalesce(state, '') NOT IN {_ENDED}" if going else ""
    found = connection.exec_driver_sql(
        f"SELECT id FROM migrapass_path WHERE participant = ?{only} ORDER BY {LATEST_FIRST}",
        (UUID(person).bytes,),
    ).first()
    return str(UUID(bytes=found[0])) if found else None


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
