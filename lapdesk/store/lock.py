"""One window or command at a time on a home, held by the operating system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lapdesk.store import faults, names


class HomeLock:
    """Holds `home` from its making until `release`, or until the process ends.

    Raises LD-307 when another holds it, LD-305 when the folder may not be written, LD-301
    when there is no such folder.
    """

    def __init__(self, home: Path) -> None:
        from filelock import FileLock, Timeout

        if not home.is_dir():
            raise faults.missing()
        self._lock = FileLock(home / names.LOCK, timeout=0, thread_local=False)
        with faults.told():
            try:
                self._lock.acquire()
            except Timeout as held:
                raise faults.in_use() from held

    def release(self) -> None:
        """Let another window or command in; doing it twice is harmless."""
        self._lock.release()


@contextmanager
def holding(home: Path) -> Iterator[None]:
    """The home's lock for the length of a `with` block."""
    lock = HomeLock(home)
    try:
        yield
    finally:
        lock.release()
