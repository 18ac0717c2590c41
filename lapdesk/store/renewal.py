"""A new data key for a home: what a former key opens is then a former copy, and nothing else.

A cut at any moment leaves a home that opens: while it lasts, every slot holds both data keys,
and the first bytes of the database tell which of them it was written with.
"""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path
from typing import Any, Final

from lapdesk.errors import LapdeskError
from lapdesk.store import engine, faults, files, keyfile, names, snapshot
from lapdesk.store.copyfile import Progress
from lapdesk.store.keyfile import Unlocked
from lapdesk.store.slots import Contents

_UNBORN: Final = names.DATABASE + ".renewed"


def renew(home: Path, held: Unlocked, progress: Progress | None = None) -> Unlocked:
    """Write the database anew under a new data key; what every slot opens follows.

    The home is locked by the caller and its engine closed. Slots keep their passphrases, and
    the safe its key: it is the association's, and what other laptops seal stands under it.
    Raises LD-270 (`held` does not open the safe), LD-303, LD-305, LD-306, LD-310, LD-311.
    """
    keyfile.refuse_without_safe(held)
    database, path, unborn = home / names.DATABASE, home / names.KEYS, home / _UNBORN
    files.refuse_without_room(home, 2 * database.stat().st_size)
    fresh, safe = secrets.token_bytes(32), held.contents.safe
    both = Contents((held.data_key, fresh), safe)
    keyfile.put_keys(path, both)
    try:
        with faults.told():
            source = engine.connect(database, held.data_key)
            try:
                _empty_log(source)
                snapshot.take(source, unborn, partial(engine.connect, key=fresh), progress)
            finally:
                source.close()
            files.take_name(unborn, database)
    except BaseException:
        snapshot.remove(unborn)
        if keyfile.is_written_with(database, held.data_key):
            keyfile.put_keys(path, held.contents)
        raise
    contents = Contents((fresh,), safe)
    try:
        keyfile.put_keys(path, contents)
    except LapdeskError:
        # The database is under the new key already; the next opening forgets the former one.
        contents = both
    return Unlocked(held.slot, fresh, held.safe_key, contents)


def _empty_log(source: Any) -> None:
    """A log left beside the database would be read into the one that takes its name."""
    if source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise faults.in_use()


def settle(home: Path, held: Unlocked) -> Unlocked:
    """Finish or drop a renewal that was cut, at the next opening by who opens the safe."""
    if len(held.contents.data) == 1 or not held.contents.safe:
        return held
    contents = Contents((held.data_key,), held.contents.safe)
    keyfile.put_keys(home / names.KEYS, contents)
    snapshot.remove(home / _UNBORN)
    return Unlocked(held.slot, held.data_key, held.safe_key, contents)
