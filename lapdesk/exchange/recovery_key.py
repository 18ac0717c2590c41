"""The recovery code as an age identity: whoever holds the rescue sheet can read working files.

    identity_of(secret: bytes) -> str        "AGE-SECRET-KEY-1…", always the same for a code

An age identity is 32 bytes in Bech32 (BIP 173) under the word `age-secret-key-`.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Final

_SIGNS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_WORD: Final = "age-secret-key-"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def identity_of(secret: bytes) -> str:
    """The identity that a recovery code's secret gives, the same on every laptop."""
    key = hmac.digest(secret, b"lapdesk recovery identity for working files", hashlib.sha256)
    fives = list(_in_fives(key))
    return (_WORD + "1" + "".join(_SIGNS[v] for v in [*fives, *_checksum(fives)])).upper()


def _in_fives(octets: bytes) -> Iterable[int]:
    bits = "".join(f"{octet:08b}" for octet in octets)
    padded = bits + "0" * (-len(bits) % 5)
    return (int(padded[i : i + 5], 2) for i in range(0, len(padded), 5))


def _checksum(fives: list[int]) -> list[int]:
    spread = [ord(c) >> 5 for c in _WORD] + [0] + [ord(c) & 31 for c in _WORD]
    left = _polymod([*spread, *fives, *[0] * 6]) ^ 1
    return [left >> 5 * (5 - i) & 31 for i in range(6)]


def _polymod(values: Iterable[int]) -> int:
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for i, part in enumerate(_GENERATOR):
            total ^= part if top >> i & 1 else 0
    return total
