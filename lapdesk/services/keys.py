"""The keys of this home: its authority, this laptop's identity, whom files are written to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.store import journal, rows, save
from lapdesk.store.desk import Desk, read_secret, read_setting, write_secret, write_setting
from lapdesk.store.save import Ready

if TYPE_CHECKING:
    from lapdesk.exchange.certificates import Certificate

AUTHORITY, LAPTOP, RECOVERY = "AUTHORITY", "LAPTOP", "RECOVERY"
# The setting that names the devices that a restored laptop was before.
FORMER: Final = "former-devices"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A key as people compare it: in hexadecimal and as words to read aloud."""

    owner: str
    hexadecimal: str
    words: str


def organisation(desk: Desk) -> dict[str, Any]:
    """The association that owns this home; its id is the association's everywhere."""
    with desk.transaction() as connection:
        return rows.find(connection, BY_NAME["Organisation"], {}, limit=1)[0]


def establish(desk: Desk, association: str, recovery_code: str) -> None:
    """Make the association's authority and this laptop's identity, in a new home."""
    from lapdesk.exchange import certificates

    own = organisation(desk)
    authority_key, authority = certificates.new_authority(UUID(own["id"]), association)
    with desk.transaction() as connection:
        write_secret(connection, "authority-key", certificates.key_to_bytes(authority_key))
        write_secret(connection, "authority", certificates.to_der(authority))
        save.save(desk, [_own_key(association, AUTHORITY, authority)])
        become_laptop(desk, authority_key, authority)
        hold_recovery(desk, association, recovery_code)


def become_laptop(desk: Desk, authority_key: Any, authority: Certificate) -> None:
    """Give this laptop a signing identity and an address to encrypt to."""
    from lapdesk.exchange import certificates, sealing

    key = certificates.new_key()
    identity = sealing.new_identity()
    certificate = certificates.issue_device(authority_key, authority, desk.device, key.public_key())
    with desk.transaction() as connection:
        write_secret(connection, "laptop-key", certificates.key_to_bytes(key))
        write_secret(connection, "laptop", certificates.to_der(certificate))
        write_secret(connection, "age-identity", identity.encode())
        write_setting(connection, "laptop-device", str(desk.device))
        save.save(desk, [laptop_record(desk.device, certificate, sealing.public_of(identity))])


def renew_if_restored(desk: Desk) -> None:
    """Give a restored laptop an identity of its own: the former one names another device."""
    with desk.transaction() as connection:
        named = read_setting(connection, "laptop-device")
    if named is not None and named != str(desk.device):
        key, certificate = authority(desk)
        if key is not None:
            become_laptop(desk, key, certificate)


def hold_recovery(desk: Desk, association: str, code: str) -> None:
    """From now on working files can be read with this recovery code; this laptop's former one
    cannot. Each laptop has a code of its own: those of the others stay as they are.
    """
    import hashlib

    from lapdesk.exchange import recovery_key, sealing
    from lapdesk.store import recovery

    recipient = sealing.public_of(recovery_key.identity_of(recovery.secret_of(code)))
    former = [
        Ready("Key", UUID(str(key["id"])), {"state": "REVOKED"}) for key in recovery_of_here(desk)
    ]
    values = {
        "owner": association,
        "purpose": RECOVERY,
        "fingerprint": hashlib.sha256(recipient.encode()).hexdigest(),
        "confirmed_on": clock.today().isoformat(),
        "recipient": recipient,
        "state": "OWN",
    }
    save.save(desk, [*former, Ready("Key", uuid4(), values)])


def recovery_of_here(desk: Desk) -> list[Mapping[str, Any]]:
    """The recovery keys that this laptop made, under whatever name a restore gave it."""
    with desk.transaction() as connection:
        ours = {str(desk.device), *read_setting(connection, FORMER, [])}
        return [
            key
            for key in known(desk, RECOVERY)
            if _maker(desk, connection, UUID(str(key["id"]))) in ours
        ]


def _maker(desk: Desk, connection: Connection, key: UUID) -> str:
    """The laptop that first wrote a key's record."""
    tips = journal.heads(connection, "Key", key.bytes)
    roots = (c for c in journal.history(connection, desk.devices, tips) if not c.parents)
    return next((str(change.device) for change in roots), "")


def laptop_record(device: UUID, certificate: Certificate, recipient: str) -> Ready:
    """The record by which the association's laptops know one of them."""
    from lapdesk.exchange import certificates

    return Ready(
        "Key",
        uuid4(),
        {
            "owner": str(device)[:8],
            "purpose": LAPTOP,
            "fingerprint": certificates.fingerprint_of(certificate),
            "confirmed_on": clock.today().isoformat(),
            "certificate": certificates.to_pem(certificate).decode(),
            "recipient": recipient,
            "device": str(device),
            "state": "OWN",
        },
    )


def _own_key(owner: str, purpose: str, certificate: Certificate) -> Ready:
    from lapdesk.exchange import certificates

    return Ready(
        "Key",
        uuid4(),
        {
            "owner": owner,
            "purpose": purpose,
            "fingerprint": certificates.fingerprint_of(certificate),
            "confirmed_on": clock.today().isoformat(),
            "certificate": certificates.to_pem(certificate).decode(),
            "state": "OWN",
        },
    )


def authority(desk: Desk) -> tuple[Any | None, Certificate]:
    """The association's authority; its key is None on a laptop that only holds the certificate."""
    from lapdesk.exchange import certificates

    with desk.transaction() as connection:
        key = read_secret(connection, "authority-key")
        der = read_secret(connection, "authority")
    assert der is not None
    return certificates.key_from_bytes(key) if key else None, certificates.from_der(der)


def signing_authority(desk: Desk) -> tuple[Any, Certificate]:
    """The association's authority with its key; LD-226 where this laptop does not hold it."""
    key, certificate = authority(desk)
    if key is None:
        raise LapdeskError(
            "LD-226",
            _("This laptop does not hold the association's authority."),
            _("Do this on the laptop where the association was created."),
        )
    return key, certificate


def laptop(desk: Desk) -> tuple[Any, Certificate, str]:
    """This laptop's signing key, its certificate and its age identity."""
    from lapdesk.exchange import certificates

    with desk.transaction() as connection:
        key = read_secret(connection, "laptop-key")
        der = read_secret(connection, "laptop")
        identity = read_secret(connection, "age-identity")
    assert key is not None
    assert der is not None
    assert identity is not None
    return certificates.key_from_bytes(key), certificates.from_der(der), identity.decode()


def known(desk: Desk, purpose: str) -> list[Mapping[str, Any]]:
    """The keys of one purpose that are not revoked."""
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Key"], {"purpose": purpose})
    return [key for key in found if key.get("state") != "REVOKED"]


def fingerprint(desk: Desk) -> Fingerprint:
    """The association's own authority, to read aloud to whoever asks."""
    from lapdesk.exchange import certificates, words

    _key, certificate = authority(desk)
    found = certificates.fingerprint_of(certificate)
    return Fingerprint(certificates.name_of(certificate), found, words.spoken(found))
