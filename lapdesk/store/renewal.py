"""New keys for a home: what an old key opens is then an old copy, and nothing else.

A cut at any moment leaves a home that opens: while it lasts, every slot holds both data keys,
and the first bytes of the database tell which of them it was written with.
"""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path
from typing import Final

from lapdesk.store import engine, faults, files, keyfile, names, snapshot
from lapdesk.store.copyfile import Progress
from lapdesk.store.keyfile import Unlocked
from lapdesk.store.slots import Contents

_UNBORN: Final = names.DATABASE + ".renewed"


def renew(home: Path, held: Unlocked, progress: Progress | None = None) -> Unlocked:
    """Write the database anew under a new data key, and add a new safe key.

    The home is locked by the caller and its engine closed. The former safe keys stay in
    `contents.safe`, for values sealed before. Slots keep their passphrases. Raises LD-270
    (`held` does not open the safe), LD-303, LD-305, LD-306, LD-310, LD-311.
    """
    keyfile.refuse_without_safe(held)
    database, path, unborn = home / names.DATABASE, home / names.KEYS, home / _UNBORN
    files.refuse_without_room(home, 2 * database.stat().st_size)
    fresh = secrets.token_bytes(32)
    safe = (*held.contents.safe, secrets.token_bytes(32))
    keyfile.put_keys(path, Contents((held.data_key, fresh), safe))
    try:
        with faults.told():
            source = engine.connect(database, held.data_key)
            try:
                snapshot.take(source, unborn, partial(engine.connect, key=fresh), progress)
            finally:
                source.close()
            files.take_name(unborn, database)
    except BaseException:
        snapshot.remove(unborn)
        keyfile.put_keys(path, held.contents)
        raise
    contents = Contents((fresh,), safe)
    keyfile.put_keys(path, contents)
    return Unlocked(held.slot, fresh, safe[-1], contents)


def settle(home: Path, held: Unlocked) -> Unlocked:
    """Finish or drop a renewal that was cut, at the next opening by who opens the safe."""
    if len(held.contents.data) == 1 or not held.contents.safe:
        return held
    contents = Contents((held.data_key,), held.contents.safe)
    keyfile.put_keys(home / names.KEYS, contents)
    snapshot.remove(home / _UNBORN)
    return Unlocked(held.slot, held.data_key, held.safe_key, contents)
