"""What a key file says, and its text: slots, derivation, generation; no name, no secret."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.store.passphrase import EXAMPLE, Cost
from lapdesk.store.slots import RECOVERY, Slot

FORMAT: Final = "lapdesk-keys"
VERSION: Final = (1, 0)


@dataclass(frozen=True)
class Keyring:
    """One generation of a home's key slots; `salt` and `cost` are those of every passphrase."""

    generation: int
    salt: bytes
    cost: Cost
    slots: tuple[Slot, ...]

    def slot(self, wanted: UUID) -> Slot | None:
        """The slot of that id."""
        return next((slot for slot in self.slots if slot.id == wanted), None)

    def members(self) -> tuple[Slot, ...]:
        """Every slot but the recovery code's."""
        return tuple(slot for slot in self.slots if slot.id != RECOVERY)

    def is_example(self) -> bool:
        """Whether it is an example home's: its passphrase is no secret."""
        return self.cost == EXAMPLE


def to_bytes(ring: Keyring) -> bytes:
    """JSON, in which a reader sees that it is whole and what opens it."""
    body = {
        "format": FORMAT,
        "version": list(VERSION),
        "generation": ring.generation,
        "argon2id": {
            "salt": _text(ring.salt),
            "memory_kib": ring.cost.memory_kib,
            "passes": ring.cost.passes,
            "lanes": ring.cost.lanes,
        },
        "slots": [
            {
                "id": str(slot.id),
                "public": _text(slot.public),
                "private": _text(slot.private),
                "data": _text(slot.data),
                "safe": _text(slot.safe) if slot.safe else None,
            }
            for slot in ring.slots
        ],
    }
    return json.dumps(body, separators=(",", ":")).encode("ascii")


def from_bytes(text: bytes) -> Keyring:
    """The keyring in `text`; raises LD-265 if it is none, LD-266 if of a newer kind."""
    try:
        body = json.loads(text)
        if body["format"] != FORMAT:
            raise damaged()
        if body["version"][0] > VERSION[0]:
            raise newer()
        argon = body["argon2id"]
        cost = Cost(int(argon["memory_kib"]), int(argon["passes"]), int(argon["lanes"]))
        ring = Keyring(
            int(body["generation"]),
            _bytes(argon["salt"]),
            cost,
            tuple(_slot(slot) for slot in body["slots"]),
        )
    except (ValueError, KeyError, TypeError, IndexError, binascii.Error) as error:
        raise damaged() from error
    if not cost.usable():
        raise damaged()
    return ring


def _slot(body: dict[str, Any]) -> Slot:
    safe = body["safe"]
    return Slot(
        UUID(body["id"]),
        _bytes(body["public"]),
        _bytes(body["private"]),
        _bytes(body["data"]),
        _bytes(safe) if safe else None,
    )


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)


def missing() -> LapdeskError:
    """The key file is not where the database is."""
    return LapdeskError(
        "LD-264",
        _("The key file desk.keys is missing."),
        _("Put it back beside desk.db, or restore a copy."),
    )


def damaged() -> LapdeskError:
    """Neither copy in the key file can be read."""
    return LapdeskError(
        "LD-265",
        _("The key file desk.keys is damaged."),
        _("Nothing was changed. Restore the latest copy from the folder “copies”."),
    )


def newer() -> LapdeskError:
    """A later version of lapdesk wrote the key file."""
    return LapdeskError(
        "LD-266",
        _("The key file was written by a newer version of lapdesk."),
        _("Install the latest version, then open again. Nothing was changed."),
    )
