"""Authorities that wait to be believed: their words to compare aloud, confirmed from one list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from lapdesk import clock
from lapdesk.models import roles
from lapdesk.models.entities import BY_NAME
from lapdesk.services import keys, receiving, reference_taken
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready


@dataclass(frozen=True, slots=True)
class Waiting:
    """An authority that nobody confirmed yet, and how many files wait for it."""

    owner: str
    fingerprint: str
    words: str
    held: int


def waiting(desk: Desk) -> list[Waiting]:
    """All that wait, by name."""
    from lapdesk.exchange import words

    asked = {"purpose": keys.AUTHORITY, "state": "TO_CONFIRM"}
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Key"], asked)
        held = rows.find(connection, BY_NAME["ExchangeFile"], {"import_state": "HELD"})
    return sorted(
        (
            Waiting(
                str(key["owner"]),
                str(key["fingerprint"]),
                words.spoken(str(key["fingerprint"])),
                sum(h.get("key_fingerprint") == key["fingerprint"] for h in held),
            )
            for key in found
        ),
        key=lambda w: w.owner.casefold(),
    )


def confirm(desk: Desk, fingerprints: Collection[str]) -> int:
    """Believe these: their words were compared aloud. Gives how many files count now.

    Raises LD-109 (role).
    """
    roles.refuse_unless(desk.roles, "keys")
    sure = {"state": "TRUSTED", "confirmed_on": clock.today().isoformat()}
    asked = {"purpose": keys.AUTHORITY, "state": "TO_CONFIRM"}
    reference_taken.restore_point(desk)
    with desk.entry() as connection:
        found = rows.find(connection, BY_NAME["Key"], asked)
        chosen = [key for key in found if key["fingerprint"] in fingerprints]
        save.save(desk, [Ready("Key", UUID(key["id"]), sure) for key in chosen])
        return receiving.release_held(desk) + reference_taken.release_held(desk)


def follow(desk: Desk) -> None:
    """Whom another laptop confirmed needs no second call: what was held here for it counts."""
    asked = {"purpose": keys.AUTHORITY, "state": "TO_CONFIRM"}
    sure = {str(key["fingerprint"]): key for key in receiving.trusted_authorities(desk)}
    with desk.entry() as connection:
        told = [
            Ready("Key", UUID(twin["id"]), {
                "state": "TRUSTED", "confirmed_on": sure[twin["fingerprint"]].get("confirmed_on"),
            })
            for twin in rows.find(connection, BY_NAME["Key"], asked)
            if twin["fingerprint"] in sure
        ]  # fmt: skip
        save.save(desk, told)
        receiving.release_held(desk)


# The committee is chaired by the department and a network (P:568).
_CHAIRS: Final = frozenset({"NETWORK", "DEPT", "DEPT_UNIT"})


def is_committee(desk: Desk) -> bool:
    """Whether summaries of others come here: some came, or it is a network's or department's.

    Its own, signed on another laptop and taken in here, makes no committee of an association.
    """
    with desk.transaction() as connection:
        row = connection.exec_driver_sql(
            "SELECT EXISTS (SELECT 1 FROM exchange_file"
            " WHERE kind = 'SUMMARY' AND import_state IS NOT NULL AND key_fingerprint IS NOT ?)",
            (keys.fingerprint(desk).hexadecimal,),
        ).first()
    return bool(row and row[0]) or keys.organisation(desk).get("kind") in _CHAIRS
