"""The plan, as every screen, paper and file means it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from lapdesk.models.entities import BY_NAME
from lapdesk.store import rows


def edition_in_force(connection: Connection) -> dict[str, Any] | None:
    """The edition in force; where two laptops put one each in force, the same one on all."""
    found = rows.find(connection, BY_NAME["PlanEdition"], {"state": "IN_FORCE"})
    return max(found, key=lambda one: (int(one.get("year") or 0), str(one["id"])), default=None)
