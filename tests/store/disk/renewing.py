"""A child that renews the keys of a home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lapdesk.store import keyfile, renewal
from tests.store.disk import homes


def main(say: Callable[[str], None], home: str, changes: str) -> None:
    """Say "ready", then "renewed" twice."""
    homes.make(Path(home), int(changes)).dispose()
    say("ready")
    held = keyfile.unlock(Path(home) / "desk.keys", homes.PASSPHRASE)
    for _time in range(2):
        held = renewal.renew(Path(home), held)
        say("renewed")
