"""A child that saves entries through the one way in, and says each once it is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.store.disk import association


def main(say: Callable[[str], None], home: str, template: str, wanted: str) -> None:
    """Say "ready", then each entry's number."""
    desk, told = association.lay(Path(template), "begun.db", Path(home))
    say("ready")
    for number in range(int(wanted)):
        association.save_entry(desk, told, number)
        say(str(number))
