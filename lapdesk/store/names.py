"""What the files in a home are called."""

from __future__ import annotations

from typing import Final

DATABASE: Final = "desk.db"
KEYS: Final = "desk.keys"
LOCK: Final = "desk.lock"
COPIES: Final = "copies"
