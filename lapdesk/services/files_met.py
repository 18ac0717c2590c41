"""Files that people name, met once before they are read: what kind each is, and its digest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BLOCK: Final = 1 << 18
_SEVERAL: Final = 16
_MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Met:
    """A file as it was when the take-in began.

    `digest` (SHA-256) is None where it cannot be read, or is larger than any file of ours: such
    a one is refused when its turn comes.
    """

    kind: str = "unknown"
    digest: bytes | None = None


def met(paths: Sequence[Path]) -> list[Met]:
    """Each file, in order; several at a time where there are many."""
    from lapdesk.exchange import limits

    most = max(limits.WORKING_OCTETS, limits.SUMMARY_OCTETS, limits.ENROLMENT_OCTETS)
    count = min(_MOST, os.cpu_count() or 1) if len(paths) >= _SEVERAL else 1
    if count == 1:
        return _share(paths, most)
    shares = [paths[first::count] for first in range(count)]
    found: list[Met] = [Met()] * len(paths)
    # A share a thread: to hand over each file takes a third as long as to read it.
    with ThreadPoolExecutor(count) as threads:
        for first, share in enumerate(threads.map(lambda share: _share(share, most), shares)):
            found[first::count] = share
    return found


def _share(paths: Sequence[Path], most: int) -> list[Met]:
    block = memoryview(bytearray(_BLOCK))
    return [_one(path, most, block) for path in paths]


def _one(path: Path, most: int, block: memoryview) -> Met:
    from lapdesk.exchange import detect

    digest = hashlib.sha256()
    try:
        with path.open("rb", buffering=0) as file:
            count = file.readinto(block) or 0
            kind = detect.kind_of_head(bytes(block[: min(count, detect.HEAD_OCTETS)])) or "unknown"
            if os.fstat(file.fileno()).st_size > most:
                return Met(kind)
            while count:
                digest.update(block[:count])
                count = file.readinto(block) or 0
    except OSError:
        return Met()
    return Met(kind, digest.digest())
