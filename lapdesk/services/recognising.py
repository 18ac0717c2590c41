"""Who sits down at a home that is open and was covered for a while."""

from __future__ import annotations

from lapdesk.services import home, members
from lapdesk.store import keyfile, names
from lapdesk.store.desk import Desk


def recognise(desk: Desk, passphrase: str) -> None:
    """Let in whoever unlocks this home; they enter from now on. Raises LD-260, LD-118."""
    held = keyfile.unlock(desk.home / names.KEYS, passphrase)
    if held.slot != desk.member:
        home.enter_as(desk, str(held.slot))


def recognise_shortly(desk: Desk, typed: str, pin: bool = True) -> None:
    """The same by the four figures of whoever enters now, where `pin` allows it; LD-124 too."""
    here = str(desk.member)
    short = pin and len(typed) == 4 and typed.isascii() and typed.isdecimal()
    if short and any(one.id == here and one.has_pin for one in members.every(desk)):
        members.enter_by_pin(desk, here, typed)
    else:
        recognise(desk, typed)
