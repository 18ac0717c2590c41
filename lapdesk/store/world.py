"""What rules may ask of the other records, answered from the tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.models.base import fields
from lapdesk.models.draft import Values
from lapdesk.models.entities import BY_NAME
from lapdesk.store import engine, rows, safe
from lapdesk.store.desk import Desk


class StoreWorld:
    """The records of an open desk, as rules see them."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self._desk = desk
        self._connection = connection

    def today(self) -> date:
        """The civil day."""
        return clock.today()

    def get(self, entity: str, record: str | None) -> Values | None:
        """A record's values in JSON form, or None."""
        if record is None:
            return None
        return rows.get(self._connection, BY_NAME[entity], UUID(record).bytes)

    def find(self, entity: str, **equal: Any) -> Sequence[Values]:
        """The records whose fields equal these JSON values."""
        return rows.find(self._connection, BY_NAME[entity], equal)

    def recorded_on(self, entity: str, record: str) -> date | None:
        """The local day of a record's first change, None where it is not here."""
        asked = f'SELECT born FROM "{BY_NAME[entity].__tablename__}" WHERE id = ?'
        found = engine.ask(self._connection, asked, (UUID(record).bytes,))
        return clock.local_day(found[0][0]) if found else None

    def called(self, participant: str) -> str:
        """How messages name a person: the given name when the safe is open, else the code."""
        person = self.get("Participant", participant) or {}
        code = str(person.get("code") or "")
        for card in self.find("Identity", participant=participant):
            name = opened(self._desk, "Identity", card, "given_name")
            if name:
                return name
        return code


def context(record: str, name: str) -> bytes:
    """What a sealed value is bound to: its record and field."""
    return f"{record}/{name}".encode()


SEALED = "sealed:"


def opened(desk: Desk, entity: str, values: Values, name: str) -> str | None:
    """The opened value of a sealed field, None while the safe is closed or nothing is there."""
    assert name in fields(BY_NAME[entity])
    sealed = values.get(name)
    if desk.safe_key is None or not isinstance(sealed, str):
        return None
    return safe.unseal(desk.safe_key, sealed[len(SEALED) :], context(str(values["id"]), name))


def sealed(desk: Desk, record: str, name: str, plain: str) -> str:
    """A value sealed for its record and field; the safe must be open."""
    assert desk.safe_key is not None
    return SEALED + safe.seal(desk.safe_key, plain, context(record, name))
