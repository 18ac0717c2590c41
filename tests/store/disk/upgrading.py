"""A child that upgrades a home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lapdesk.store import backup, migrate
from tests.store.disk import homes


def main(say: Callable[[str], None], home: str, changes: str) -> None:
    """Say "ready", "copied" when a verified copy is there, "upgraded" when all is done."""
    engine = homes.make(Path(home), int(changes))
    say("ready")
    backup.backup(engine, Path(home), Path(home) / "copies" / "before.lapdesk-copy")
    say("copied")
    migrate.migrate(engine, steps=homes.STEPS)
    say("upgraded")
