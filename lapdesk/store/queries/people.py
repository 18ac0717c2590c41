"""Persons as lists and searches need them: codes, sealed cards, last contacts by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.store import contacts, engine


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the safe, still sealed; `head` changes whenever the card does (None: no one
    head, so it is read anew each time)."""

    key: bytes
    participant: str
    head: int | None
    given_name: str | None
    family_name: str | None

    @property
    def id(self) -> str:
        """The card's id in words."""
        return str(UUID(bytes=self.key))


# Every card's key and its head.
Heads = list[tuple[bytes, int | None]]


def cards(connection: Connection, persons: Sequence[str] | None = None) -> list[Card]:
    """The cards of these persons, or of everybody."""
    given = tuple(UUID(one).bytes for one in persons or ())
    where = "" if persons is None else f" WHERE participant IN ({', '.join('?' * len(given))})"
    return _cards(connection, where, given)


def cards_named(connection: Connection, keys: Sequence[bytes]) -> list[Card]:
    """The cards with these keys, as `heads` gives them."""
    return _cards(connection, f" WHERE id IN ({', '.join('?' * len(keys))})", tuple(keys))


def _cards(connection: Connection, where: str, given: tuple[bytes, ...]) -> list[Card]:
    found = connection.exec_driver_sql(
        f"SELECT id, participant, head, given_name, family_name FROM identity{where}", given
    )
    return [
        Card(row[0], str(UUID(bytes=row[1])), row[2], row[3], row[4])
        for row in found
        if row[1] is not None
    ]


def heads(connection: Connection) -> Heads:
    """Whether what is known of the cards stands."""
    asked = "SELECT id, head FROM identity WHERE participant IS NOT NULL"
    return engine.ask(connection, asked)


def codes(connection: Connection, persons: Sequence[str]) -> dict[str, str]:
    """The code of each of these persons that is here."""
    marks = ", ".join("?" * len(persons))
    found = connection.exec_driver_sql(
        f"SELECT id, code FROM participant WHERE id IN ({marks})",
        tuple(UUID(one).bytes for one in persons),
    )
    return {str(UUID(bytes=row[0])): str(row[1] or "") for row in found}


def with_code(connection: Connection, beginning: str, limit: int) -> list[str]:
    """The persons whose code begins so, by code; a range of the index, whatever their number."""
    found = connection.exec_driver_sql(
        "SELECT id FROM participant WHERE code >= ? AND code < ? ORDER BY code LIMIT ?",
        (beginning, beginning + "~", limit),
    )
    return [str(UUID(bytes=row[0])) for row in found]


def last_contacts(connection: Connection, persons: Sequence[str]) -> dict[str, str]:
    """The last day on which each of these persons was met, "" where none is known."""
    if not persons:
        return {}
    # Named anew: a first contact is a meeting too, read from the same table.
    latest, ids = contacts.latest_of("who.id"), ", ".join("?" * len(persons))
    sql = f"SELECT who.id, {latest} FROM participant AS who WHERE who.id IN ({ids})"
    found = connection.exec_driver_sql(sql, tuple(UUID(one).bytes for one in persons))
    return {str(UUID(bytes=row[0])): str(row[1]) for row in found}
