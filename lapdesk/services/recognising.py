"""Who sits down at a home that is open and was covered for a while."""

from __future__ import annotations

from lapdesk.services import home
from lapdesk.store import keyfile, names
from lapdesk.store.desk import Desk


def recognise(desk: Desk, passphrase: str) -> None:
    """Let in whoever unlocks this home; they enter from now on. Raises LD-260, LD-118."""
    held = keyfile.unlock(desk.home / names.KEYS, passphrase)
    if held.slot != desk.member:
        home.enter_as(desk, str(held.slot))
