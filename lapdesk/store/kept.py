"""How the figures of a summary rest in the store: the bytes as signed, in a tenth of their size."""

from __future__ import annotations

import zlib


def packed(content: bytes) -> bytes:
    """The bytes of a summary.json as they are kept."""
    return zlib.compress(content, 1)


def unpacked(kept: bytes) -> bytes:
    """The bytes as signed; homes of earlier versions kept them as they are."""
    return kept if kept.startswith(b"{") else zlib.decompress(kept)
