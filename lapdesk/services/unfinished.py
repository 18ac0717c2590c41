"""A home while it is made: what is cut or refused leaves nothing that could be recorded in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from lapdesk.store import faults, files, names
from lapdesk.store.lock import HomeLock

# The key file takes its name last: a home that has it is whole.
KEYS: Final = names.KEYS + ".new"


@contextmanager
def making(home: Path) -> Iterator[HomeLock]:
    """Hold an empty folder, made where there is none, while its home is made.

    A refusal gives the lock back and leaves the folder as it was. Raises LD-309 (not empty),
    LD-305, LD-307.
    """
    _clear(home)
    there = home.exists()
    files.refuse_not_empty(home)
    with faults.told():
        home.mkdir(parents=True, exist_ok=True)
    lock = HomeLock(home)
    try:
        yield lock
    except BaseException:
        lock.release()
        _leave(home, there=there)
        raise


def finish(home: Path) -> None:
    """The home is whole from now on."""
    files.take_name(home / KEYS, home / names.KEYS)


def _clear(home: Path) -> None:
    """Throw away what a cut left while a home was made."""
    if (home / KEYS).is_file() and not (home / names.KEYS).exists():
        for path in [*home.glob(names.DATABASE + "*"), home / names.LOCK, home / KEYS]:
            path.unlink(missing_ok=True)


def _leave(home: Path, *, there: bool) -> None:
    with suppress(OSError):
        if not (home / KEYS).exists():
            (home / names.LOCK).unlink(missing_ok=True)
        if not there:
            home.rmdir()
