"""Persons said to be the same: which id stands for each, while both records stay.

representatives(connection) -> id -> the smallest id of its group, for linked persons alone
verdicts(connection) -> {(smaller id, other id): "SAME" | "DIFFERENT"}
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection

_PAIRS = """
    SELECT pair.participant, pair.other, pair.verdict FROM person_pair AS pair
    JOIN participant AS one ON one.id = pair.participant
    JOIN participant AS two ON two.id = pair.other
    WHERE pair.verdict IS NOT NULL ORDER BY pair.participant, pair.other
"""


def verdicts(connection: Connection) -> dict[tuple[str, str], str]:
    """What was said of each pair whose two persons are here."""
    return {
        (str(UUID(bytes=row[0])), str(UUID(bytes=row[1]))): str(row[2])
        for row in connection.exec_driver_sql(_PAIRS)
    }


def representatives(connection: Connection) -> dict[str, str]:
    """The smallest id of the group of each person who is linked to another."""
    stands: dict[str, str] = {}

    def of(person: str) -> str:
        while stands.setdefault(person, person) != person:
            person = stands[person]
        return person

    for (one, other), verdict in verdicts(connection).items():
        if verdict == "SAME":
            first, second = sorted((of(one), of(other)))
            stands[second] = first
    return {person: of(person) for person in list(stands)}
