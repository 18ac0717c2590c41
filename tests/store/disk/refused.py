"""A child that writes until it is refused, and says the refusal's code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from lapdesk.errors import LapdeskError
from lapdesk.store import files, keyfile, lock
from lapdesk.store.engine import open_engine
from tests.store.disk.work import KEY, commit, prepare


def main(say: Callable[[str], None], what: str, home: str) -> None:
    """Say the codes of what was refused, and how many commits went well."""
    try:
        {"open": _open, "lock": _lock, "file": _file, "keys": _keys, "commits": _commits}[what](
            say, Path(home)
        )
    except LapdeskError as refusal:
        say(refusal.code)


def _open(_say: Callable[[str], None], home: Path) -> None:
    open_engine(home / "desk.db", KEY).dispose()


def _lock(_say: Callable[[str], None], home: Path) -> None:
    lock.HomeLock(home)


def _file(_say: Callable[[str], None], home: Path) -> None:
    files.write(home / "sheet.pdf", bytes(100_000))


def _keys(_say: Callable[[str], None], home: Path) -> None:
    held = keyfile.unlock(home / "desk.keys", "exemple")
    keyfile.put_slot(home / "desk.keys", held, uuid4(), "autre", safe=True)


def _commits(say: Callable[[str], None], home: Path) -> None:
    engine = open_engine(home / "desk.db", KEY)
    prepare(engine)
    done = 0
    try:
        for number in range(10_000):
            commit(engine, number)
            done += 1
    finally:
        say(str(done))
