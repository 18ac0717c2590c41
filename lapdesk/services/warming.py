"""What opening a home and its first page will need, loaded while the passphrase is typed."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from lapdesk.models import communes, lists
from lapdesk.store import engine, passphrase, slots

# Imported at first use elsewhere.
_LATER: Final = (
    "filelock",
    "lapdesk.services.clashes",
    "lapdesk.services.home",
    "lapdesk.services.members",
    "lapdesk.services.record",
    "lapdesk.services.reminders",
    "lapdesk.services.undo",
    "lapdesk.services.visits",
)


def warm() -> None:
    """Import it, and read the lists; nothing is opened or written."""
    for name in _LATER:
        import_module(name)
    engine.warm()
    passphrase.warm()
    slots.warm()
    communes.every()
    lists.every()
