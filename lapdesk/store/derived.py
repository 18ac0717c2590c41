"""Columns that follow from other records: kept beside the fold, never journalled."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from lapdesk.store import waiting

# An orientation's state is that of its latest step: by date, then rank, then id.
STATE = """coalesce((
    SELECT to_state FROM orientation_step AS step WHERE step.orientation = orientation.id
    ORDER BY step.date DESC, step.rank DESC, step.id DESC LIMIT 1), 'DRAFT')"""


def hanging(connection: Connection, entity: str, record: bytes) -> set[tuple[str, bytes]]:
    """The records whose derived columns hang on this one as it stands now.

    Asked before a fold and after it, so that what a removed part hung on is refreshed too.
    """
    if entity == "Orientation":
        return {(entity, record)}
    if entity == "OrientationStep":
        row = connection.exec_driver_sql(
            "SELECT orientation FROM orientation_step WHERE id = ?", (record,)
        ).first()
        if row is not None and row[0] is not None:
            return {("Orientation", row[0])}
    return set()


def hanging_on_fresh(connection: Connection) -> set[tuple[str, bytes]]:
    """The same for all changes of the take-in under way (see `waiting`)."""
    found = connection.exec_driver_sql(
        "SELECT j.record FROM temp.fresh AS f JOIN journal AS j ON j.id = f.id"
        f" WHERE f.entity = {waiting.OF}"
        " UNION SELECT s.orientation FROM temp.fresh AS f JOIN journal AS j ON j.id = f.id"
        " JOIN orientation_step AS s ON s.id = j.record"
        f" WHERE f.entity = {waiting.OF} AND s.orientation IS NOT NULL",
        ("Orientation", "OrientationStep"),
    )
    return {("Orientation", row[0]) for row in found}


def refresh(connection: Connection, touched: Iterable[tuple[str, bytes]]) -> None:
    """Recompute the derived columns of records, given as (entity, id)."""
    for _entity, record in sorted(touched):
        connection.exec_driver_sql(
            f"UPDATE orientation SET state = {STATE} WHERE id = ?", (record,)
        )
