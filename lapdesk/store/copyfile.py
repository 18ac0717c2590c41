"""The form of `*.lapdesk-copy`: one line, the key slots, the encrypted database as it is.

`lapdesk-copy` and a JSON object on the first line, padded with blanks to 1,024 bytes with its
line feed; then `keys.bytes` bytes of JSON (keyring.py) and `database.bytes` bytes of SQLCipher
file, each with its SHA-256 in the line. Nothing in the line names anybody.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.store import faults

VERSION: Final = (1, 0)
_MAGIC: Final = b"lapdesk-copy "
_LINE: Final = 1024
_CHUNK: Final = 1024 * 1024
_MOST_KEYS: Final = 1024 * 1024

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Part:
    """One part of a copy: how long it is, and its digest in hexadecimal."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Copy:
    """What the first line of a copy says: when it was made, of which version, its parts."""

    made_at: str
    stamp: str
    keys: Part
    database: Part


def write(path: Path, made_at: str, stamp: str, keys: bytes, database: Path) -> Copy:
    """Write a copy at `path` from the keys and a database at rest; read it back."""
    with faults.told(), database.open("rb") as source, path.open("wb+") as file:
        size = source.seek(0, 2)
        source.seek(0)
        file.write(b" " * (_LINE - 1) + b"\n" + keys)
        digest = hashlib.sha256()
        for chunk in _chunks(source, size):
            digest.update(chunk)
            file.write(chunk)
        key_part = Part(len(keys), hashlib.sha256(keys).hexdigest())
        copy = Copy(made_at, stamp, key_part, Part(size, digest.hexdigest()))
        file.seek(0)
        file.write(_line(copy))
    return read(path)


def read(path: Path) -> Copy:
    """Read a whole copy and compare every digest; raises LD-312 (other kind), 313, 314."""
    with faults.told(), path.open("rb") as file:
        copy = _head(file)
        for part in (copy.keys, copy.database):
            digest = hashlib.sha256()
            for chunk in _chunks(file, part.bytes):
                digest.update(chunk)
            if digest.hexdigest() != part.sha256:
                raise damaged()
        if file.read(1):
            raise damaged()
    return copy


def take_keys(path: Path) -> bytes:
    """The key slots in a copy."""
    with faults.told(), path.open("rb") as file:
        copy = _head(file)
        return file.read(copy.keys.bytes)


def take_database(path: Path, target: Path) -> None:
    """Write the database in a copy to `target`."""
    with faults.told(), path.open("rb") as file, target.open("wb") as out:
        copy = _head(file)
        file.seek(_LINE + copy.keys.bytes)
        for chunk in _chunks(file, copy.database.bytes):
            out.write(chunk)


def _line(copy: Copy) -> bytes:
    said = {
        "version": list(VERSION),
        "made_at": copy.made_at,
        "stamp": copy.stamp,
        "keys": {"bytes": copy.keys.bytes, "sha256": copy.keys.sha256},
        "database": {"bytes": copy.database.bytes, "sha256": copy.database.sha256},
    }
    line = _MAGIC + json.dumps(said).encode("ascii")
    return line.ljust(_LINE - 1) + b"\n"


def _head(file: IO[bytes]) -> Copy:
    line = file.read(_LINE)
    if not line.startswith(_MAGIC):
        raise other_kind()
    try:
        said = json.loads(line[len(_MAGIC) :])
        if said["version"][0] > VERSION[0]:
            raise newer()
        keys, database = _part(said["keys"]), _part(said["database"])
        copy = Copy(str(said["made_at"]), str(said["stamp"]), keys, database)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise damaged() from error
    if len(line) < _LINE or not 0 <= keys.bytes <= _MOST_KEYS or database.bytes < 0:
        raise damaged()
    return copy


def _part(said: dict[str, Any]) -> Part:
    return Part(int(said["bytes"]), str(said["sha256"]))


def _chunks(file: IO[bytes], size: int) -> Iterator[bytes]:
    """`size` bytes of `file`, piece by piece; raises LD-313 when it ends before."""
    left = size
    while left:
        chunk = file.read(min(left, _CHUNK))
        if not chunk:
            raise damaged()
        left -= len(chunk)
        yield chunk


def other_kind() -> LapdeskError:
    """Never one of our copies."""
    return LapdeskError(
        "LD-312",
        _("This file is not a lapdesk copy."),
        _("Choose a file whose name ends in .lapdesk-copy."),
    )


def damaged() -> LapdeskError:
    """A copy of ours that was cut or altered."""
    return LapdeskError(
        "LD-313",
        _("This copy is damaged."),
        _("Nothing was restored. Choose an older copy."),
    )


def newer() -> LapdeskError:
    """A copy of a format that comes after ours."""
    return LapdeskError(
        "LD-314",
        _("This copy was made by a newer version of lapdesk."),
        _("Install the latest version, then restore it. Nothing was changed."),
    )
