"""What the files in a home are called."""

from __future__ import annotations

from typing import Final

DATABASE: Final = "desk.db"
# A copy on its way to become the database of a new home.
RESTORED: Final = DATABASE + ".restored"
KEYS: Final = "desk.keys"
LOCK: Final = "desk.lock"
COPIES: Final = "copies"
