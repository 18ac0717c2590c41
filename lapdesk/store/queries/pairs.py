"""Records said to be one person's, or two persons': the links, and what cards hold to compare."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Tied:
    """A record linked to another as the same person's; `id` is that of the link."""

    id: str
    other: str


@dataclass(frozen=True, slots=True)
class SealedCard:
    """What a card of the safe says of who it is, still sealed."""

    id: str
    participant: str
    head: int | None
    given_name: str | None
    family_name: str | None
    phone: str | None
    mail: str | None


def tied(connection: Connection, person: str) -> list[Tied]:
    """The records linked to this one as the same person's, and those linked to them in turn."""
    links = [
        (_id(row[0]), _id(row[1]), _id(row[2]))
        for row in connection.exec_driver_sql(
            "SELECT id, participant, other FROM person_pair WHERE verdict = 'SAME'"
            " AND participant IS NOT NULL AND other IS NOT NULL ORDER BY n"
        )
    ]
    reached, found = {person}, []
    grown = True
    while grown:
        grown = False
        for link, one, other in links:
            if (one in reached) == (other in reached):
                continue
            new = other if one in reached else one
            reached.add(new)
            found.append(Tied(link, new))
            grown = True
    return found


def judged(connection: Connection) -> set[tuple[str, str]]:
    """The pairs of which something was said already, the smaller id first."""
    found = connection.exec_driver_sql(
        "SELECT participant, other FROM person_pair"
        " WHERE participant IS NOT NULL AND other IS NOT NULL AND verdict IS NOT NULL"
    )
    return {(_id(row[0]), _id(row[1])) for row in found}


def cards(connection: Connection) -> list[SealedCard]:
    """Every card whose person is here."""
    found = connection.exec_driver_sql(
        "SELECT id, participant, head, given_name, family_name, phone, mail FROM identity"
        " WHERE participant IN (SELECT id FROM participant)"
    )
    return [SealedCard(_id(row[0]), _id(row[1]), *tuple(row)[2:]) for row in found]


def _id(value: bytes) -> str:
    return str(UUID(bytes=value))
