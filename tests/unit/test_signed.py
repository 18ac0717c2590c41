from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.exchange import signed
from tests.envelopes import NOW, Association, association


def _message(of: Association, content: bytes = b"content") -> bytes:
    return signed.sign(
        content, key=of.key, certificate=of.certificate, authority=of.authority, now=NOW
    )


@pytest.mark.parametrize("size", [0, 1, 127, 128, 255, 256, 65_535, 65_536, 70_000])
def test_what_is_signed_is_read(size: int) -> None:
    one = association()
    content, by = signed.read(_message(one, b"x" * size))
    assert bytes(content) == b"x" * size
    assert (by.signer, by.authority, by.when) == (one.certificate, one.authority, NOW)


def test_no_bit_can_change_unnoticed() -> None:
    message = _message(association())
    for place in range(len(message)):
        for bit in {0, place % 8}:
            changed = bytearray(message)
            changed[place] ^= 1 << bit
            with pytest.raises(signed.BadSignatureError):
                signed.read(bytes(changed))


@given(st.integers(0, 1600), st.binary(max_size=3))
def test_nothing_can_be_cut_out_or_put_in(place: int, put: bytes) -> None:
    message = _message(association())
    changed = message[:place] + put + message[place + 1 :]
    if changed != message:
        with pytest.raises(signed.BadSignatureError):
            signed.read(changed)


@given(st.binary(max_size=40))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(signed.BadSignatureError):
        signed.read(data)
    with pytest.raises(signed.BadSignatureError):
        signed.read_detached(data, hashlib.sha256(b"").digest())


def test_the_authority_must_have_issued_the_signer() -> None:
    one, other = association(), association("Autre")
    for authority in (other.authority, one.certificate):
        message = signed.sign(
            b"content", key=one.key, certificate=one.certificate, authority=authority, now=NOW
        )
        with pytest.raises(signed.BadSignatureError):
            signed.read(message)


def test_the_key_must_be_the_signers() -> None:
    one = association()
    message = signed.sign(
        b"x", key=one.signer_key, certificate=one.certificate, authority=one.authority, now=NOW
    )
    with pytest.raises(signed.BadSignatureError, match="wrong"):
        signed.read(message)


@pytest.mark.parametrize("year", [1970, 2038, 2049, 2050, 2107])
def test_any_clock_signs(year: int) -> None:
    one = association()
    now = datetime(year, 1, 1, tzinfo=UTC)
    message = signed.sign(
        b"x", key=one.key, certificate=one.certificate, authority=one.authority, now=now
    )
    assert signed.read(message)[1].when == now
