"""The figures of a summary in columns, kept beside the bytes that were signed.

They follow from these bytes alone: what is not there is made again, whoever took it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from lapdesk.figures import columns, received
from lapdesk.figures.columns import Columns
from lapdesk.services import summaries


def of(connection: Connection, record: Mapping[str, Any]) -> Columns | None:
    """Those of a summary by its record: as they were kept, else made now and kept.

    None where its figures are on another laptop.
    """
    digest = str(record["digest"])
    row = connection.exec_driver_sql(
        "SELECT bytes FROM content WHERE digest = ?", (_place(digest),)
    ).first()
    if row is not None:
        return columns.unpacked(row[0])
    document = summaries.document_of(connection, record)
    if not document:
        return None
    made = columns.packed(head_of(document), [received.read(one) for one in document["figures"]])
    keep(connection, digest, made)
    return columns.unpacked(made)


def keep(connection: Connection, digest: str, made: bytes) -> None:
    """Keep a summary's figures in columns, by the digest of its signed bytes."""
    summaries.keep_content(connection, _place(digest), made)


def head_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """A summary.json without its figures."""
    return {name: value for name, value in document.items() if name != "figures"}


def _place(digest: str) -> str:
    """Beside the signed bytes; columns of another form are not read."""
    return f"{digest} columns {columns.FORM}"
