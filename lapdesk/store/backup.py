"""Copies of a home: made, opened, checked and compared before they are called done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lapdesk import clock
from lapdesk.models.change import ChangeId
from lapdesk.store import (
    copyfile,
    engine,
    faults,
    files,
    keyfile,
    keyring,
    migrate,
    names,
    snapshot,
    stamp,
)
from lapdesk.store.copyfile import Progress

if TYPE_CHECKING:
    from sqlalchemy import Engine

ENDING: Final = ".lapdesk-copy"
DAYS_KEPT: Final = 7
WEEKS_KEPT: Final = 5
_ERASED: Final = "erased.txt"
_FORGOTTEN: Final = "forgotten.txt"
# The change that asked to forget a value, and which: entity, record, field.
Forgotten = tuple[ChangeId, tuple[str, UUID, str]]


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
        snapshot.remove(resting)
    return target


def rotate(
    opened: Engine, home: Path, progress: Progress | None = None, *, anew: bool = False
) -> Path | None:
    """Today's copy in the home's own folder, unless it is there; then let old ones go.

    `anew` makes it again in place of the one that is there.

    Kept are the last seven days that have one, and the latest of each of five weeks.
    """
    folder = home / names.COPIES
    target = folder / f"{clock.today().isoformat()}{ENDING}"
    made = None if target.exists() and not anew else backup(opened, home, target, progress)
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
    unborn = home / names.RESTORED
    try:
        with faults.told():
            copyfile.take_database(copy, unborn)
        keyfile.lay(home / names.KEYS, keyring.from_bytes(copyfile.take_keys(copy)))
        opened = engine.open_engine(unborn, unlock(home / names.KEYS))
        try:
            with opened.connect() as connection:
                snapshot.refuse_broken(engine.raw(connection))
            migrate.migrate(opened)
            after(opened, erased_since(copy))
        finally:
            opened.dispose()
        with faults.told():
            files.take_name(unborn, home / names.DATABASE)
    except BaseException:
        snapshot.remove(unborn)
        (home / names.KEYS).unlink(missing_ok=True)
        raise


def note_erased(home: Path, people: Iterable[UUID]) -> None:
    """Remember beside the copies, by random ids, who is to be erased from them."""
    _note(home, _ERASED, map(str, people))


def note_forgotten(home: Path, values: Iterable[Forgotten]) -> None:
    """Remember beside the copies which values are to be forgotten in them; never the values."""
    lines = (" ".join(map(str, (*asked, *which))) for asked, which in values)
    _note(home, _FORGOTTEN, lines)


def _note(home: Path, name: str, lines: Iterable[str]) -> None:
    folder = home / names.COPIES
    with faults.told():
        folder.mkdir(exist_ok=True)
    known = _noted(beside_copies(home), name)
    every = list(dict.fromkeys((*known, *lines)))
    if len(every) > len(known):
        text = "".join(f"{each}\n" for each in every)
        files.write(folder / name, text.encode("ascii"))


def _noted(copy: Path, name: str) -> list[str]:
    noted = copy.parent / name
    return noted.read_text("ascii").splitlines() if noted.is_file() else []


def beside_copies(home: Path) -> Path:
    """A place beside the copies in a home's own folder, as a copy there would have."""
    return home / names.COPIES / "any"


def erased_since(copy: Path) -> list[UUID]:
    """The persons noted beside a copy; some were erased before it was made."""
    return [UUID(line) for line in _noted(copy, _ERASED)]


def forgotten_since(copy: Path) -> list[Forgotten]:
    """The values noted beside a copy; some were forgotten before it was made."""
    found: list[Forgotten] = []
    for line in _noted(copy, _FORGOTTEN):
        device, number, entity, record, name = line.split()
        found.append(((UUID(device), int(number)), (entity, UUID(record), name)))
    return found


def _snapshot(opened: Engine, resting: Path, progress: Progress | None) -> str:
    """The database at rest in another file, proved the same; gives its stamp."""
    with opened.connect() as connection:
        version = stamp.read(connection) or ""
        connection.rollback()
        beside = partial(engine.connect_beside, opened)
        snapshot.take(engine.raw(connection), resting, beside, progress)
    return version


def _now() -> str:
    return clock.moment(clock.tick(0)).isoformat(timespec="seconds")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _one_disk(home: Path, target: Path) -> bool:
    return home.stat().st_dev == target.parent.stat().st_dev


def _clear_unfinished(home: Path) -> None:
    """Take away what a restore that was cut left in `home`: there is no database yet."""
    unborn = home / names.RESTORED
    if unborn.is_file() and not (home / names.DATABASE).exists():
        snapshot.remove(unborn)
        (home / names.KEYS).unlink(missing_ok=True)
