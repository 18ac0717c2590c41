"""The recovery code: a random secret in groups that a person copies from paper by hand."""

from __future__ import annotations

import secrets
from typing import Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS: Final = 6
_SIGNS: Final = 4  # of the secret in a group; the fifth sign checks them
_MISREAD: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def new_code() -> str:
    """A fresh code of 120 random bits: six groups of five signs, joined by hyphens."""
    groups = [[secrets.randbelow(32) for _sign in range(_SIGNS)] for _group in range(GROUPS)]
    return "-".join(
        "".join(ALPHABET[sign] for sign in [*group, _check(number, group)])
        for number, group in enumerate(groups)
    )


def secret_of(typed: str) -> bytes:
    """The secret in a typed code, however spaced and in whichever case.

    Raises LD-262 for a code of another length, LD-263 naming the group that was mistyped.
    """
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_MISREAD)
    if len(signs) != GROUPS * (_SIGNS + 1) or not set(signs) <= set(ALPHABET):
        raise LapdeskError(
            "LD-262",
            _("The recovery code has six groups of five letters or digits."),
            _("Copy it from the rescue sheet, all thirty signs."),
        )
    kept = ""
    for number in range(GROUPS):
        group = signs[number * (_SIGNS + 1) : (number + 1) * (_SIGNS + 1)]
        *values, check = (ALPHABET.index(sign) for sign in group)
        if check != _check(number, values):
            raise LapdeskError(
                "LD-263",
                _("Group {number} of the recovery code was mistyped.").format(number=number + 1),
                _("Compare it with the rescue sheet and correct it."),
            )
        kept += group[:_SIGNS]
    return kept.encode("ascii")


def _check(number: int, values: list[int]) -> int:
    """A sign over GF(32) that tells any one wrong sign, two swapped ones and swapped groups."""
    total = number + 1
    for value in values:
        total = _doubled(total) ^ value
    return _doubled(total)


def _doubled(value: int) -> int:
    """`value` times x in GF(2)[x] modulo x^5 + x^2 + 1."""
    return (value << 1) ^ (0b100101 if value & 0b10000 else 0)
