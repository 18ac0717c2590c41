"""The safe: field values sealed under a key of their own, bound to their record and field."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from typing import Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

# One sealed value, in base64: format 1, which key (4 bytes), nonce (12), ciphertext and tag.
_FORMAT: Final = b"\x01"
_MARK_BYTES: Final = 4
_NONCE_BYTES: Final = 12
_HEAD: Final = len(_FORMAT) + _MARK_BYTES


def seal(key: bytes, plaintext: str, context: bytes) -> str:
    """`plaintext` as text that only `key` opens, and only with the same `context`.

    `context` names the place, such as a record's id and the field, so that a value copied
    to another place does not open. A value sealed twice gives two texts.
    """
    # Nonces are random; with this cipher even one that came twice would give no key away.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

    nonce = os.urandom(_NONCE_BYTES)
    head = _FORMAT + mark_of(key)
    sealed = AESGCMSIV(key).encrypt(nonce, plaintext.encode("utf-8"), head + context)
    return base64.b64encode(head + nonce + sealed).decode("ascii")


def unseal(key: bytes, sealed: str, context: bytes) -> str:
    """The text that was sealed; raises LD-269 if altered, moved or sealed under another key."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

    try:
        whole = base64.b64decode(sealed, validate=True)
        head, nonce = whole[:_HEAD], whole[_HEAD : _HEAD + _NONCE_BYTES]
        if head != _FORMAT + mark_of(key):
            raise _unreadable()
        opened = AESGCMSIV(key).decrypt(nonce, whole[_HEAD + _NONCE_BYTES :], head + context)
    except (InvalidTag, binascii.Error, ValueError) as error:
        raise _unreadable() from error
    return opened.decode("utf-8")


def mark_of(key: bytes) -> bytes:
    """Four bytes that tell one safe key from another and say nothing of it."""
    return hashlib.sha256(b"lapdesk safe key" + key).digest()[:_MARK_BYTES]


def _unreadable() -> LapdeskError:
    return LapdeskError(
        "LD-269",
        _("A value in the safe cannot be opened."),
        _("It was sealed by another association or altered; restore the latest copy."),
    )
