"""age (age-encryption.org/v1): the outer wrapping of working files and answers.

    new_identity() -> str                   "AGE-SECRET-KEY-1…", to be sealed by the caller
    public_of(identity: str) -> str         "age1…"
    identity_file(identity) -> bytes        what `age -d -i` and `keys identity` take
    seal(content: bytes, recipients: Iterable[str]) -> bytes
    unseal(sealed: bytes, identities: Iterable[str]) -> bytes

A working file is always sealed to the recovery key too: the caller lists it.
Raises LD-250 when the file is not for any of the identities, LD-259 when it is damaged.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _

HEAD: Final = b"age-encryption.org/v1\n"


def new_identity() -> str:
    """A new X25519 identity, in clear: to be sealed by the caller."""
    from pyrage import x25519

    return str(x25519.Identity.generate())


def public_of(identity: str) -> str:
    """The public key of an identity; ValueError when it is none."""
    from pyrage import IdentityError, x25519

    try:
        return str(x25519.Identity.from_str(identity).to_public())
    except IdentityError as wrong:
        raise ValueError("not an age identity") from wrong


def is_public(recipient: str) -> bool:
    """True for an X25519 public key in age's form."""
    from pyrage import RecipientError, x25519

    try:
        return str(x25519.Recipient.from_str(recipient)) == recipient
    except RecipientError:
        return False


def identity_file(identity: str) -> bytes:
    """The identity as age's own command reads it from a file."""
    return f"# public key: {public_of(identity)}\n{identity}\n".encode()


def seal(content: bytes, recipients: Iterable[str]) -> bytes:
    """`content` sealed to every one of `recipients`, at least one."""
    import pyrage

    known = [pyrage.x25519.Recipient.from_str(one) for one in dict.fromkeys(recipients)]
    if not known:
        raise ValueError("nobody to seal to")
    return bytes(pyrage.encrypt(content, known))


def unseal(sealed: bytes, identities: Iterable[str]) -> bytes:
    """What was sealed to one of `identities`; LD-250, LD-259."""
    import pyrage

    own = [pyrage.x25519.Identity.from_str(one) for one in identities]
    try:
        return bytes(pyrage.decrypt(sealed, own))
    except pyrage.DecryptError as wrong:
        if "No matching keys" in str(wrong):
            raise LapdeskError(
                "LD-250",
                _("This file is not addressed to this computer."),
                _("Ask the sender to hand it over again, to this computer."),
            ) from wrong
        raise damaged() from wrong


def damaged() -> LapdeskError:
    """LD-259: the sealed file does not open, though it may be for us."""
    return LapdeskError(
        "LD-259",
        _("This file is damaged."),
        _("Copy it again, or ask the sender to hand it over again."),
    )
