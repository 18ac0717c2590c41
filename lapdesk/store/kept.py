"""How the figures of a summary rest in the store: the bytes as signed, in a tenth of their size."""

from __future__ import annotations

import zlib


def packed(content: bytes, deflated: bytes = b"") -> bytes:
    """The bytes of a summary.json as they are kept; `deflated` are the same as a PDF held them.

    These are kept as they came, unless somebody blew them up.
    """
    if 0 < len(deflated) <= len(content) // 4:
        return deflated
    return zlib.compress(content, 1)


def unpacked(kept: bytes) -> bytes:
    """The bytes as signed; homes of earlier versions kept them as they are."""
    return kept if kept.startswith(b"{") else zlib.decompress(kept)
