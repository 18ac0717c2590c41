"""A fingerprint as a person compares it: in hexadecimal, and as words read aloud.

    fingerprint(der: bytes) -> str          64 lower-case hexadecimal digits, SHA-256 of the DER
    words(fingerprint: str) -> tuple[str]   8 French words
    spoken(fingerprint: str) -> str         the same in one line, four and four
    grouped(fingerprint: str) -> str        the hexadecimal digits in groups of four

The words carry the first 64 bits of the SHA-256, one word of 256 for each byte. Making
another key with the same eight words takes some 2^64 tries, each a new key pair, which is
enough for a comparison over the telephone; the whole hexadecimal fingerprint is what is
stored and compared by machine. The list (`resources/words-fr.txt`) never changes: its words
are part of what people wrote down. They are common, without accent, and differ from one
another by three letters at least, and in their first four.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Final

from lapdesk import paths

WORDS: Final = 8


def fingerprint(der: bytes) -> str:
    """The SHA-256 of a certificate's DER (or of any bytes), 64 lower-case hexadecimal digits."""
    return hashlib.sha256(der).hexdigest()


@cache
def word_list() -> tuple[str, ...]:
    """The 256 words in their fixed order: the word of byte b is at place b."""
    listed = (paths.resources() / "words-fr.txt").read_text("utf-8").split()
    if len(set(listed)) != 256:
        raise RuntimeError("the list of words is not 256 different words")
    return tuple(listed)


def words(fingerprint: str) -> tuple[str, ...]:
    """The eight words of a hexadecimal fingerprint: its first 64 bits."""
    first = bytes.fromhex(fingerprint)[:WORDS]
    if len(first) != WORDS:
        raise ValueError("a fingerprint has at least 64 bits")
    return tuple(word_list()[byte] for byte in first)


def spoken(fingerprint: str) -> str:
    """The words in one line, in two groups of four as one says a telephone number."""
    said = words(fingerprint)
    return " ".join(said[:4]) + " – " + " ".join(said[4:])
