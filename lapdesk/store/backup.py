"""Copies of a home: made, opened, checked and compared before they are called done."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.store import copyfile, engine, faults, files, keyfile, keyring, migrate, names, stamp
from lapdesk.store.copyfile import Progress

if TYPE_CHECKING:
    from sqlalchemy import Engine

ENDING: Final = ".lapdesk-copy"
DAYS_KEPT: Final = 7
WEEKS_KEPT: Final = 5
_ERASED: Final = "erased.txt"
_PAGES_A_STEP: Final = 2048


def backup(opened: Engine, home: Path, target: Path, progress: Progress | None = None) -> Path:
    """A verified copy of `home` at `target`, which takes its name once all was compared.

    `progress(done, all)` counts pages. Raises LD-305 (closed folder), LD-306 (full disk),
    LD-310, LD-311 (the copy differs: nothing is left of it), LD-303 (the original is damaged).
    """
    database = home / names.DATABASE
    size = database.stat().st_size + _size(home / (names.DATABASE + "-wal"))
    with faults.told():
        target.parent.mkdir(parents=True, exist_ok=True)
    files.refuse_without_room(home, size)
    files.refuse_without_room(target.parent, 2 * size if _one_disk(home, target) else size)
    resting = home / (names.DATABASE + ".copy")
    try:
        version = _snapshot(opened, resting, progress)
        keys = keyring.to_bytes(keyfile.read(home / names.KEYS))
        with files.replacing(target) as beside:
            copyfile.write(beside, _now(), version, keys, resting)
    finally:
        _remove(resting)
    return target


def rotate(opened: Engine, home: Path, progress: Progress | None = None) -> Path | None:
    """Today's copy in the home's own folder, unless it is there; then let old ones go.

    Kept are the last seven days that have one, and the latest of each of five weeks.
    """
    folder = home / names.COPIES
    target = folder / f"{clock.today().isoformat()}{ENDING}"
    made = None if target.exists() else backup(opened, home, target, progress)
    kept = copies(home)
    for day in _due(list(kept)):
        with faults.told():
            kept[day].unlink(missing_ok=True)
    return made


def copies(home: Path) -> dict[date, Path]:
    """The daily copies in a home's own folder, latest first."""
    found = {}
    for path in (home / names.COPIES).glob(f"*{ENDING}"):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", path.name.removesuffix(ENDING)):
            found[date.fromisoformat(path.name.removesuffix(ENDING))] = path
    return dict(sorted(found.items(), reverse=True))


def _due(days: list[date]) -> list[date]:
    """Which of these days' copies may go; `days` is latest first."""
    weeks: dict[tuple[int, int], date] = {}
    for day in days:
        weeks.setdefault(day.isocalendar()[:2], day)
    kept = {*days[:DAYS_KEPT], *list(weeks.values())[:WEEKS_KEPT]}
    return [day for day in days if day not in kept]


def restore(
    copy: Path,
    home: Path,
    unlock: Callable[[Path], bytes],
    after: Callable[[Engine, list[UUID]], None],
) -> None:
    """Make a home in an empty or new folder from a copy.

    `unlock` gets the restored key file and gives the data key. `after` gets the open database,
    upgraded if it was older, to name it a new device and to erase again whoever was erased
    since the copy. The home exists only when all of it is done. Raises LD-308 (newer), LD-309
    (folder not empty), LD-312 to LD-314, what `unlock` raises, LD-303, LD-305, LD-306.
    """
    told = copyfile.read(copy)
    stamp.refuse_newer(told.stamp)
    _clear_unfinished(home)
    files.refuse_not_empty(home)
    files.refuse_without_room(home, 2 * told.database.bytes)
    unborn = home / (names.DATABASE + ".restored")
    try:
        with faults.told():
            copyfile.take_database(copy, unborn)
        keyfile.lay(home / names.KEYS, keyring.from_bytes(copyfile.take_keys(copy)))
        opened = engine.open_engine(unborn, unlock(home / names.KEYS))
        try:
            with opened.connect() as connection:
                _refuse_broken(engine.raw(connection))
            migrate.migrate(opened)
            after(opened, erased_since(copy))
        finally:
            opened.dispose()
        with faults.told():
            files.take_name(unborn, home / names.DATABASE)
    except BaseException:
        _remove(unborn)
        (home / names.KEYS).unlink(missing_ok=True)
        raise


def note_erased(home: Path, person: UUID) -> None:
    """Remember beside the copies, by its random id, that a person is to be erased from them."""
    folder = home / names.COPIES
    with faults.told():
        folder.mkdir(exist_ok=True)
    known = erased_since(folder / "any")
    if person not in known:
        text = "".join(f"{each}\n" for each in [*known, person])
        files.write(folder / _ERASED, text.encode("ascii"))


def erased_since(copy: Path) -> list[UUID]:
    """The persons noted beside a copy; some were erased before it was made."""
    noted = copy.parent / _ERASED
    return [UUID(line) for line in noted.read_text("ascii").split()] if noted.is_file() else []


def _snapshot(opened: Engine, resting: Path, progress: Progress | None) -> str:
    """Copy the database page by page, open the copy and compare; gives its stamp."""

    def step(_status: int, left: int, whole: int) -> None:
        if progress is not None:
            progress(whole - left, whole)

    _remove(resting)
    with opened.connect() as connection, faults.told():
        version = stamp.read(connection) or ""
        connection.rollback()
        source = engine.raw(connection)
        target = engine.connect_beside(opened, resting, create=True)
        try:
            source.backup(target, pages=_PAGES_A_STEP, progress=step)
        finally:
            target.close()
        target = engine.connect_beside(opened, resting)
        try:
            _refuse_broken(target)
            _refuse_different(source, target)
        finally:
            target.close()
    return version


def _refuse_broken(database: Any) -> None:
    whole = database.execute("PRAGMA quick_check(1)").fetchone()
    if whole != ("ok",) or database.execute("PRAGMA cipher_integrity_check").fetchone():
        raise faults.damaged()


def _refuse_different(source: Any, target: Any) -> None:
    """Refuse a copy whose tables, counts of rows or journal are not those of the source."""
    for query in ("SELECT name, sql FROM sqlite_master ORDER BY name, sql", *_counts(source)):
        if source.execute(query).fetchall() != target.execute(query).fetchall():
            raise _differs()
    if not _has_journal(source):
        return
    query = "SELECT id, parent, parents, body FROM journal ORDER BY id"
    here, there = source.execute(query), target.execute(query)
    while rows := here.fetchmany(4096):
        if there.fetchmany(4096) != rows:
            raise _differs()


def _counts(source: Any) -> list[str]:
    tables = source.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    return [f'SELECT count(*) FROM "{name}"' for (name,) in tables.fetchall()]


def _has_journal(source: Any) -> bool:
    found = source.execute("SELECT 1 FROM sqlite_master WHERE name = 'journal'").fetchone()
    return found is not None


def _differs() -> LapdeskError:
    return LapdeskError(
        "LD-311",
        _("The copy differs from the original and was not kept."),
        _("Try again on another disk or key; then run a check of the data."),
    )


def _now() -> str:
    return clock.moment(clock.tick(0)).isoformat(timespec="seconds")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _one_disk(home: Path, target: Path) -> bool:
    return home.stat().st_dev == target.parent.stat().st_dev


def _remove(database: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


def _clear_unfinished(home: Path) -> None:
    """Take away what a restore that was cut left in `home`: there is no database yet."""
    unborn = home / (names.DATABASE + ".restored")
    if unborn.is_file() and not (home / names.DATABASE).exists():
        _remove(unborn)
        (home / names.KEYS).unlink(missing_ok=True)
