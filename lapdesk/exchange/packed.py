"""What a working file and a reference file hold inside: gzip of JSON Lines, within limits.

    pack(first: bytes, lines: Collection[bytes]) -> bytes
    unpack(packed: memoryview) -> Iterator[bytes]        lines as they are inflated
    counted(lines: Iterator[bytes], announced: int) -> Iterator[bytes]

Nothing is parsed here. Refusals: LD-253 a line above 64 KiB, LD-254 swells more than 20 : 1,
LD-256 more than 200,000 changes, LD-257 not as many as announced, LD-259 damaged.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator
from typing import Final

from lapdesk.errors import LapdeskError
from lapdesk.exchange import limits, sealing
from lapdesk.exchange.lines import too_long
from lapdesk.i18n import _

_GZIP: Final = 31
_STEP: Final = 256 * 1024


def pack(first: bytes, lines: Collection[bytes]) -> bytes:
    """Gzip of the lines, never tighter than what a reader accepts."""
    for level in (6, 1):
        packed, octets = _gzipped(first, lines, level)
        if octets <= limits.EXPANSION * len(packed):
            return packed
    return _gzipped(first, lines, 0)[0]


def _gzipped(first: bytes, lines: Collection[bytes], level: int) -> tuple[bytes, int]:
    squeeze = zlib.compressobj(level, zlib.DEFLATED, _GZIP)
    out = bytearray(squeeze.compress(first + b"\n"))
    octets = len(first) + 1
    for line in lines:
        if len(line) > limits.CHANGE_OCTETS:
            raise too_long()
        octets += len(line) + 1
        out += squeeze.compress(line + b"\n")
    out += squeeze.flush()
    return bytes(out), octets


def unpack(packed: memoryview) -> Iterator[bytes]:
    """The lines, one by one as they are inflated."""
    opened = zlib.decompressobj(_GZIP)
    left = limits.EXPANSION * len(packed)
    rest = b""
    for start in range(0, len(packed), _STEP):
        fed: bytes | memoryview = packed[start : start + _STEP]
        while fed:
            try:
                out = opened.decompress(fed, _STEP)
            except zlib.error as wrong:
                raise sealing.damaged() from wrong
            left -= len(out)
            if left < 0:
                raise _swells()
            *lines, rest = (rest + out).split(b"\n")
            if max(map(len, lines), default=0) > limits.CHANGE_OCTETS:
                raise too_long()
            yield from lines
            if len(rest) > limits.CHANGE_OCTETS:
                raise too_long()
            if opened.unused_data:
                raise sealing.damaged()
            fed = opened.unconsumed_tail
    if not opened.eof or rest:
        raise sealing.damaged()


def counted(lines: Iterator[bytes], announced: int) -> Iterator[bytes]:
    """The same lines, refused where they are not as many as `announced`."""
    count = 0
    for count, line in enumerate(lines, 1):
        if count > limits.CHANGES:
            raise too_many()
        if count > announced:
            raise not_as_announced()
        yield line
    if count != announced:
        raise not_as_announced()


def _swells() -> LapdeskError:
    return LapdeskError(
        "LD-254",
        _("This file swells to more than lapdesk reads."),
        _("Nothing was taken in. Ask the sender for a new file made with lapdesk."),
    )


def too_many() -> LapdeskError:
    """LD-256: more changes than one file holds."""
    return LapdeskError(
        "LD-256",
        _("This file holds more than {limit} changes.").format(limit=limits.CHANGES),
        _("Nothing was taken in. Ask the sender for a new file made with lapdesk."),
    )


def not_as_announced() -> LapdeskError:
    """LD-257: the header announces another number of changes."""
    return LapdeskError(
        "LD-257",
        _("This file does not hold as many changes as it announces."),
        _("Nothing was taken in. Ask the sender for a new file made with lapdesk."),
    )
