"""A child that saves and copies, in turn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lapdesk.store import backup
from tests.store.disk import homes


def main(say: Callable[[str], None], home: str, copies: str) -> None:
    """Say "ready", then each number of changes of which there is a verified copy."""
    engine = homes.make(Path(home), 5)
    say("ready")
    for number in range(6, 6 + int(copies)):
        homes.add(engine, number)
        backup.backup(engine, Path(home), Path(home) / "copies" / f"{number}.lapdesk-copy")
        say(str(number))
