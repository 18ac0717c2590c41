"""The tables of a new home, made in one go."""

from __future__ import annotations

from sqlalchemy import Connection

from lapdesk.models import entities as _entities
from lapdesk.models.base import Base
from lapdesk.store import search, stamp
from lapdesk.store import tables as _tables

# Imported so that the metadata is whole.
WHOLE = (_entities.ALL, _tables.journal)


def create(connection: Connection) -> None:
    """Every table and index of this version, and its stamp, on an empty database."""
    Base.metadata.create_all(connection)
    for statement in search.CREATE:
        connection.exec_driver_sql(statement)
    stamp.write(connection)
