"""Which version of the tables a database has, read and written in plain SQL."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

# Every version there ever was, oldest first; `versions/v<number>.py` leads to each.
KNOWN: Final = ("0001", "0002", "0003", "0004")
HEAD: Final = KNOWN[-1]
TABLE: Final = "alembic_version"


def read(connection: Connection) -> str | None:
    """The stamp of a database, None where there is none."""
    there = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (TABLE,)
    ).first()
    if there is None:
        return None
    row = connection.exec_driver_sql(f"SELECT version_num FROM {TABLE}").first()
    return None if row is None else str(row[0])


def write(connection: Connection, version: str = HEAD) -> None:
    """Stamp a database, in the transaction that made its tables so."""
    connection.exec_driver_sql(
        f"CREATE TABLE IF NOT EXISTS {TABLE} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    )
    connection.exec_driver_sql(f"DELETE FROM {TABLE}")
    connection.exec_driver_sql(f"INSERT INTO {TABLE} VALUES (?)", (version,))


def refuse_newer(version: str) -> None:
    """Refuse (LD-308) tables of a version that comes after ours."""
    if version not in KNOWN:
        raise LapdeskError(
            "LD-308",
            _("These data were written by a newer version of lapdesk."),
            _("Install the latest version, then open again. Nothing was changed."),
        )
