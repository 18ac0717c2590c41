"""A database copied page by page to another file, opened there, checked and compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.store import faults
from lapdesk.store.copyfile import Progress

_PAGES_A_STEP: Final = 2048


def take(
    source: Any, target: Path, connect: Callable[..., Any], progress: Progress | None = None
) -> None:
    """Copy what `source` (a raw connection) shows to `target`, then prove that it is the same.

    `connect(path, create=…)` opens `target` under the key it is to have. `progress(done, all)`
    counts pages. Raises LD-303 (the original is damaged), LD-305, LD-306, LD-310, LD-311; then
    nothing is left of the copy.
    """

    def step(_status: int, left: int, whole: int) -> None:
        if progress is not None:
            progress(whole - left, whole)

    remove(target)
    try:
        with faults.told():
            copy = connect(target, create=True)
            try:
                source.backup(copy, pages=_PAGES_A_STEP, progress=step)
            finally:
                copy.close()
            copy = connect(target)
            try:
                refuse_broken(copy)
                _refuse_different(source, copy)
            finally:
                copy.close()
    except BaseException:
        remove(target)
        raise


def remove(database: Path) -> None:
    """Take a database away with what the driver lays beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


def refuse_broken(database: Any) -> None:
    """Refuse (LD-303) a database at rest of which any page is damaged."""
    whole = database.execute("PRAGMA quick_check(1)").fetchone()
    if whole != ("ok",) or database.execute("PRAGMA cipher_integrity_check").fetchone():
        raise faults.damaged()


def _refuse_different(source: Any, copy: Any) -> None:
    """Refuse a copy whose tables, counts of rows or journal are not those of the source."""
    for query in ("SELECT name, sql FROM sqlite_master ORDER BY name, sql", *_counts(source)):
        if source.execute(query).fetchall() != copy.execute(query).fetchall():
            raise _differs()
    if source.execute("SELECT 1 FROM sqlite_master WHERE name = 'journal'").fetchone() is None:
        return
    query = "SELECT id, parent, parents, body FROM journal ORDER BY id"
    here, there = source.execute(query), copy.execute(query)
    while rows := here.fetchmany(4096):
        if there.fetchmany(4096) != rows:
            raise _differs()


def _counts(source: Any) -> list[str]:
    tables = source.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    return [f'SELECT count(*) FROM "{name}"' for (name,) in tables.fetchall()]


def _differs() -> LapdeskError:
    return LapdeskError(
        "LD-311",
        _("The copy differs from the original and was not kept."),
        _("Try again on another disk or key; then run a check of the data."),
    )
