"""Files outside the database: written beside, synced, read back, renamed, folder synced."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lapdesk.store import faults, names

_TRIES: Final = 20
_PAUSE_SECONDS: Final = 0.05


def write(path: Path, content: bytes) -> None:
    """Put `content` at `path` whole or not at all; raises LD-305, LD-306, LD-310."""
    with replacing(path) as beside, faults.told():
        beside.write_bytes(content)
        sync_file(beside)
        if beside.read_bytes() != content:
            raise faults.disk_failing()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside `path` to write into; it takes the name `path` when all went well.

    The writer has checked what it wrote before it leaves; failing leaves `path` as it was.
    """
    with faults.told():
        beside = _beside(path)
        try:
            beside.unlink(missing_ok=True)
            yield beside
            take_name(beside, path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def _beside(path: Path) -> Path:
    # The folder one stands in and the root have no name to write beside.
    if not path.name:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return path.with_name(path.name + ".part")


def take_name(beside: Path, path: Path) -> None:
    """Give what was written at `beside` the name `path`, both lasting."""
    sync_file(beside)
    _rename(beside, path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until the bytes of `path` rest on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in `folder` rest on the disk, where the platform knows how."""
    if sys.platform == "win32":
        return  # NTFS journals names itself; a folder has no handle to sync
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _rename(beside: Path, path: Path) -> None:
    """`os.replace`, patient with a scanner that holds the file for a moment (Windows)."""
    for left in range(_TRIES, -1, -1):
        try:
            beside.replace(path)
        except PermissionError:
            if os.name != "nt" or not left:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def refuse_without_room(folder: Path, wanted: int) -> None:
    """Refuse (LD-306) when `folder`'s disk has not `wanted` bytes and a little more."""
    with faults.told():
        if shutil.disk_usage(folder).free < wanted + 1024 * 1024:
            raise faults.disk_full()


def refuse_not_empty(folder: Path) -> None:
    """Refuse (LD-309) a folder that holds anything; make it when it is not there.

    A lock alone is nothing: it is what a refused attempt leaves.
    """
    with faults.told():
        folder.mkdir(parents=True, exist_ok=True)
        if any(entry.name != names.LOCK for entry in folder.iterdir()):
            raise faults.not_empty()
