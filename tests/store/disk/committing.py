"""A child that commits: each number in two rows of two tables, said aloud once it is durable."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lapdesk.store.engine import open_engine, raw
from tests.store.disk.work import KEY, commit, prepare


def main(say: Callable[[str], None], database: str, wanted: str, synchronous: str) -> None:
    """Say "ready", then each number."""
    engine = open_engine(Path(database), KEY, create=True)
    with engine.connect() as connection:
        raw(connection).execute(f"PRAGMA synchronous = {synchronous}")
        raw(connection).execute("PRAGMA wal_autocheckpoint = 20")
    prepare(engine)
    say("ready")
    for number in range(int(wanted)):
        commit(engine, number)
        say(str(number))
