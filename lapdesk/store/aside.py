"""A restored home takes the place of the one that is there, which is kept aside, whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lapdesk import clock
from lapdesk.store import faults, files, names

_UNBORN: Final = "restoring"
_ASIDE: Final = "aside"
# The database first: while it is away, what is left is nobody's home.
_WHOLE: Final = (names.DATABASE, names.DATABASE + "-wal", names.DATABASE + "-shm", names.KEYS)


@contextmanager
def making(home: Path) -> Iterator[Path]:
    """An empty folder inside `home`, on the same disk, thrown away at the end."""
    unborn = home / _UNBORN
    with faults.told():
        _clear(unborn)
        unborn.mkdir()
        try:
            yield unborn
        finally:
            _clear(unborn)


def exchange(home: Path, unborn: Path) -> Path | None:
    """Move the home that is there aside and the one in `unborn` into its place.

    Gives the folder of what was there, None if nothing. The caller holds the lock. A failure
    puts all back; a cut between two names leaves both homes whole in their folders, and the
    next restore goes on from there.
    """
    there = [name for name in _WHOLE if (home / name).exists()]
    target = _free(home, there) if there else None
    moved: list[tuple[Path, Path]] = []
    with faults.told():
        try:
            if target is not None:
                target.mkdir(exist_ok=True)
                moved += [_move(home / name, target / name) for name in there]
            for name in (names.KEYS, names.DATABASE):
                moved.append(_move(unborn / name, home / name))
        except BaseException:
            for source, reached in reversed(moved):
                reached.replace(source)
            raise
        files.sync_folder(home)
    return target


def _free(home: Path, there: list[str]) -> Path:
    """A folder of today that holds none of these names: the rest of a cut move joins the first."""
    day = clock.today().isoformat()
    number = 1
    while True:
        target = home / (f"{_ASIDE}-{day}" if number == 1 else f"{_ASIDE}-{day}-{number}")
        if not any((target / name).exists() for name in there):
            return target
        number += 1


def _move(source: Path, target: Path) -> tuple[Path, Path]:
    files.take_name(source, target)
    return source, target


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
