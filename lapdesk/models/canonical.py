"""JSON in the one form that bodies are compared, hashed and stored in.

Keys in order, no blank, UTF-8 as it is: two laptops write the same bytes for the same value.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

_ENCODER: Final = msgspec.json.Encoder(order="deterministic")
decode: Final = msgspec.json.Decoder().decode


def encode(value: Any) -> bytes:
    """The bytes of a JSON value."""
    return _ENCODER.encode(value)


def text(value: Any) -> str:
    """The same as text, as a column holds it."""
    return _ENCODER.encode(value).decode()
