"""Key slots: each holds the home's keys for one secret, without that secret being at hand.

A slot has a key pair. Its private half is wrapped under what a passphrase or the recovery
code gives; the keys of the home are sealed to its public half. So the keys can be renewed,
and the safe opened to a member or closed, without anybody's passphrase.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

# The recovery code's slot: a fixed id, for there is one.
RECOVERY: Final = UUID("00000000-0000-4000-8000-000000000001")
KEY_BYTES: Final = 32
_ZERO_NONCE: Final = bytes(12)  # every key below serves once, so its nonce may be fixed


@dataclass(frozen=True)
class Slot:
    """One way in. `data` and `safe` are sealed keys of 32 bytes each, several during a renewal."""

    id: UUID
    public: bytes
    private: bytes = field(repr=False)
    data: bytes = field(repr=False)
    safe: bytes | None = field(repr=False)


@dataclass(frozen=True)
class Contents:
    """What a slot gives: data keys, oldest first, and safe keys where it may open the safe."""

    data: tuple[bytes, ...] = field(repr=False)
    safe: tuple[bytes, ...] = field(repr=False)


def warm() -> None:
    """Go through sealing and opening once: what they need is imported at first use."""
    slot = made(UUID(int=0), b"", Contents((bytes(32),), ()))
    opened(slot, b"")


def made(slot: UUID, secret: bytes, contents: Contents) -> Slot:
    """A new slot that `secret` (32 high-entropy bytes, salted or derived) opens."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    wrapping = _derived(secret, b"", b"lapdesk slot 1" + slot.bytes + public)
    wrapped = _encrypted(wrapping, private.private_bytes_raw())
    return resealed(Slot(slot, public, wrapped, b"", None), contents)


def resealed(slot: Slot, contents: Contents) -> Slot:
    """The same way in, now to these keys; no safe key among them closes the safe to it."""
    safe = _sealed(slot, _safe(contents.data), contents.safe) if contents.safe else None
    return replace(slot, data=_sealed(slot, b"data", contents.data), safe=safe)


def opened(slot: Slot, secret: bytes) -> Contents | None:
    """The keys in `slot`, None when `secret` is not its own or the slot was altered."""
    from cryptography.exceptions import InvalidTag

    wrapping = _derived(secret, b"", b"lapdesk slot 1" + slot.id.bytes + slot.public)
    try:
        private = _decrypted(wrapping, slot.private)
        data = _unsealed(slot, private, b"data", slot.data)
        safe = _unsealed(slot, private, _safe(data), slot.safe) if slot.safe else ()
    except (InvalidTag, ValueError):
        return None
    return Contents(data, safe)


def _safe(data: tuple[bytes, ...]) -> bytes:
    """The safe's purpose; whoever lacks the data keys cannot slip in a safe key of their own."""
    return b"safe" + hashlib.sha256(b"".join(data)).digest()


def _sealed(slot: Slot, purpose: bytes, keys: tuple[bytes, ...]) -> bytes:
    """Ephemeral public key, then the keys one after another under what both halves share."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    once = X25519PrivateKey.generate()
    shown = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(slot.public))
    key = _derived(shared, shown + slot.public, b"lapdesk key 1 " + purpose + slot.id.bytes)
    return shown + _encrypted(key, b"".join(keys))


def _unsealed(slot: Slot, private: bytes, purpose: bytes, sealed: bytes) -> tuple[bytes, ...]:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    shown = sealed[:KEY_BYTES]
    mine = X25519PrivateKey.from_private_bytes(private)
    shared = mine.exchange(X25519PublicKey.from_public_bytes(shown))
    key = _derived(shared, shown + slot.public, b"lapdesk key 1 " + purpose + slot.id.bytes)
    keys = _decrypted(key, sealed[KEY_BYTES:])
    return tuple(keys[at : at + KEY_BYTES] for at in range(0, len(keys), KEY_BYTES))


def _derived(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt, purpose).derive(secret)


def _encrypted(key: bytes, plain: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key).encrypt(_ZERO_NONCE, plain, None)


def _decrypted(key: bytes, sealed: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key).decrypt(_ZERO_NONCE, sealed, None)
