"""The directory's records by the ids that data·inclusion gives them, and by what they look like."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models import communes
from lapdesk.models.entities import BY_NAME
from lapdesk.services import keys
from lapdesk.store import rows
from lapdesk.store.desk import Desk

_OURS: Final = "lapdesk--"


class Known:
    """The records of one entity, by their id here and by the one they have there."""

    def __init__(self, connection: Connection, entity: str) -> None:
        self.by_id: dict[str, dict[str, Any]] = {}
        self._outside: dict[str, str] = {}
        self._called: dict[tuple[str, Any], str] = {}
        for values in rows.find(connection, BY_NAME[entity], {}):
            self.keep(values)

    def keep(self, values: dict[str, Any]) -> None:
        """A record as it stands now."""
        self.by_id[str(values["id"])] = values
        if values.get("external_id"):
            self._outside[str(values["external_id"])] = str(values["id"])
        if values.get("name") and values.get("state") != "MERGED":
            self._called[communes.fold(values["name"]), values.get("commune")] = str(values["id"])

    def of(self, outside: str) -> dict[str, Any] | None:
        """The record of an id there; of one that was merged, the one that stands for it."""
        found = self.by_id.get(self._outside.get(outside) or own_id(outside) or "")
        for _step in range(8):
            into = None if found is None else found.get("merged_into")
            if into is None or str(into) not in self.by_id:
                break
            found = self.by_id[str(into)]
        return found

    def alike(self, name: str, commune: str | None) -> dict[str, Any] | None:
        """A structure of the same folded name in the same commune (B13)."""
        return self.by_id.get(self._called.get((communes.fold(name), commune), ""))


def department(desk: Desk) -> str:
    """The department of this home's association."""
    found = communes.every().get(str(keys.organisation(desk).get("commune") or ""))
    return found.departement if found else ""


def own_id(outside: str) -> str | None:
    """The id here of a record that this product, perhaps elsewhere, has given there."""
    if not outside.startswith(_OURS):
        return None
    try:
        return str(UUID(outside[len(_OURS) :]))
    except ValueError:
        return None
