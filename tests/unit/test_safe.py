from __future__ import annotations

import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.errors import LapdeskError
from lapdesk.store import safe

KEY = os.urandom(32)


@given(st.text(), st.binary())
def test_what_is_sealed_comes_back(plain: str, context: bytes) -> None:
    sealed = safe.seal(KEY, plain, context)
    assert sealed.isascii()
    assert safe.unseal(KEY, sealed, context) == plain


def test_a_value_sealed_twice_gives_two_texts() -> None:
    assert safe.seal(KEY, "Fatoumata", b"r") != safe.seal(KEY, "Fatoumata", b"r")


def test_another_key_place_or_byte_opens_nothing() -> None:
    sealed = safe.seal(KEY, "Fatoumata", b"record/given_name")
    bytes_ = bytearray(base64.b64decode(sealed))
    changed = []
    for at in range(len(bytes_)):
        copy = bytearray(bytes_)
        copy[at] ^= 1
        changed.append(base64.b64encode(copy).decode())
    attempts = [(KEY, it, b"record/given_name") for it in [*changed, "", "é", "AAAA", sealed[:-8]]]
    attempts += [(os.urandom(32), sealed, b"record/given_name"), (KEY, sealed, b"other/given_name")]
    for key, text, context in attempts:
        with pytest.raises(LapdeskError, match="LD-269") as refused:
            safe.unseal(key, text, context)
        assert "Fatoumata" not in str(refused.value)
