from __future__ import annotations

import hashlib

import pytest
from rapidfuzz.distance import OSA

from lapdesk import paths
from lapdesk.exchange import words


def test_the_list_never_changes() -> None:
    listed = (paths.resources() / "words-fr.txt").read_bytes().replace(b"\r\n", b"\n")
    assert hashlib.sha256(listed).hexdigest() == (
        "bc2a2f1d8c265d15027ff250d93dc65a490dec82610d6dc0f7e3a88d2e7c43d3"
    )


def test_words_cannot_be_taken_for_one_another() -> None:
    listed = words.word_list()
    assert len(listed) == 256
    assert all(word.isascii() and word.isalpha() and word.islower() for word in listed)
    assert len({word[:4] for word in listed}) == 256
    near = [(a, b) for a in listed for b in listed if a < b and OSA.distance(a, b) < 3]
    assert not near


def test_eight_words_say_the_first_64_bits() -> None:
    found = words.fingerprint(b"")
    assert found == hashlib.sha256(b"").hexdigest()
    assert len(words.words(found)) * 8 == 64
    listed = words.word_list()
    assert [listed.index(word) for word in words.words(found)] == list(bytes.fromhex(found)[:8])
    assert words.spoken("00" * 4 + "ff" * 4) == (
        "abeille abeille abeille abeille – zigzag zigzag zigzag zigzag"
    )


def test_a_short_fingerprint_has_no_words() -> None:
    with pytest.raises(ValueError, match="64 bits"):
        words.words("abcd")
