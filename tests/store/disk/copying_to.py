"""A child that makes a home on an ordinary disk and copies it to another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lapdesk.errors import LapdeskError
from lapdesk.store import backup
from tests.store.disk import homes


def main(say: Callable[[str], None], home: str, stick: str) -> None:
    """Say the refusal's code."""
    engine = homes.make(Path(home), 20)
    try:
        backup.backup(engine, Path(home), Path(stick) / "copy.lapdesk-copy")
    except LapdeskError as refusal:
        say(refusal.code)
    engine.dispose()
