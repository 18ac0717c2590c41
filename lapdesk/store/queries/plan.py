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


def edition_of(connection: Connection, start: str, end: str) -> dict[str, Any] | None:
    """The edition that a period counts against.

    It is the one under which its summary was asked for (the one in force, if that is among them),
    else the one that held on its last day: a next edition takes nothing from the years before it.
    """
    current = edition_in_force(connection)
    asked = rows.find(connection, BY_NAME["SummaryRequest"], {"start": start, "end": end})
    under = {one.get("plan_edition") for one in asked}
    every = rows.find(connection, BY_NAME["PlanEdition"], {})
    found = [one for one in every if one["id"] in under] or [
        one
        for one in every
        if one.get("state") in ("IN_FORCE", "ARCHIVED")
        and str(one.get("start") or "") <= end <= str(one.get("end") or end)
    ]
    if current in found:
        return current
    return max(found, key=lambda one: (str(one.get("start")), str(one["id"])), default=current)
