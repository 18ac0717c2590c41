"""Whom to believe: the keys known here, authorities confirmed by fingerprint, lost laptops."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.communes import fold
from lapdesk.models.entities import BY_NAME
from lapdesk.services import audit, keys, opening
from lapdesk.store import files, rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.save import Ready

if TYPE_CHECKING:
    from lapdesk.exchange.certificates import Certificate

_DIGITS = 64


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key as people compare it; `here` marks this laptop's own and its association's."""

    purpose: str
    owner: str
    fingerprint: str
    words: str
    state: str
    device: str | None = None
    here: bool = False
    confirmed_on: str | None = None


def every(desk: Desk) -> list[KnownKey]:
    """The association's authority, this laptop, the others, then the authorities of others."""
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Key"], {})
    own = keys.fingerprint(desk).hexadecimal
    listed = [_known(desk, key, own) for key in found if key.get("purpose") != keys.RECOVERY]
    return sorted(listed, key=lambda k: (k.purpose != keys.AUTHORITY, not k.here, k.owner, k.state))


def _known(desk: Desk, key: dict[str, Any], own: str) -> KnownKey:
    from lapdesk.exchange import words

    fingerprint = str(key.get("fingerprint") or "")
    device = key.get("device")
    here = device == str(desk.device) if device else fingerprint == own
    return KnownKey(
        str(key.get("purpose") or ""),
        str(key.get("owner") or ""),
        fingerprint,
        words.spoken(fingerprint) if len(fingerprint) == _DIGITS else "",
        str(key.get("state") or ""),
        device,
        here,
        key.get("confirmed_on"),
    )


def write_authority(desk: Desk, out: Path) -> str:
    """Write this association's authority as a PEM file; gives its fingerprint."""
    from lapdesk.exchange import certificates

    _key, certificate = keys.authority(desk)
    files.write(out, certificates.to_pem(certificate))
    return certificates.fingerprint_of(certificate)


def write_identity(desk: Desk, out: Path) -> None:
    """Write this laptop's age identity, for `age -d -i`; whoever has it reads its files.

    Raises LD-109 (role). Where the platform knows how, nobody else may read the file.
    """
    from lapdesk.exchange import sealing

    roles.refuse_unless(desk.roles, "keys")
    _key, _certificate, identity = keys.laptop(desk)
    with files.replacing(out) as beside:
        beside.touch(mode=0o600)
        beside.write_bytes(sealing.identity_file(identity))


def trust(desk: Desk, file: Path, fingerprint: str) -> tuple[KnownKey, int]:
    """Trust the authority in a PEM, a summary or a reference file, if this is its fingerprint.

    The fingerprint comes as hexadecimal digits or as its words. Gives the authority, and how
    many files that waited for it count now. Raises LD-109 (role), LD-230 (another
    fingerprint), LD-242 (no authority), LD-283, what a refused summary raises.
    """
    from lapdesk.exchange import certificates
    from lapdesk.services import receiving, reference_taken

    roles.refuse_unless(desk.roles, "keys")
    opening.refuse_unreadable(file)
    certificate = _authority_in(file)
    found = certificates.fingerprint_of(certificate)
    if not _says(fingerprint, found):
        raise LapdeskError(
            "LD-230",
            _("The fingerprint in this file is another one."),
            _("Nothing was trusted. Call the association on a number that you know already."),
        )
    reference_taken.restore_point(desk)
    with desk.entry() as connection:
        _confirm(desk, connection, certificate, found)
        freed = receiving.release_held(desk) + reference_taken.release_held(desk)
        audit.note(desk, "AUTHORITY_TRUSTED", found[:8], entity="Key", counted=freed)
    return next(k for k in every(desk) if k.fingerprint == found), freed


def _says(given: str, fingerprint: str) -> bool:
    """Whether somebody gave this fingerprint: all its digits, or all its words in order."""
    from lapdesk.exchange import words

    said = tuple(re.findall(r"[a-z]+", fold(given)))
    return re.sub(r"[\s:]", "", given).lower() == fingerprint or said == words.words(fingerprint)


def _authority_in(file: Path) -> Certificate:
    from lapdesk.exchange import certificates, detect, limits, reference, summary

    kind = detect.kind_of(file)
    if kind == "summary":
        return certificates.from_der(summary.read_summary(file, ()).authority)
    if kind == "reference":
        return reference.read_reference(file).authority
    return certificates.from_pem(limits.read_within(file, 64 * 1024))


def _confirm(
    desk: Desk, connection: Connection, certificate: Certificate, fingerprint: str
) -> None:
    from lapdesk.exchange import certificates

    asked = {"fingerprint": fingerprint, "purpose": keys.AUTHORITY}
    known = rows.find(connection, BY_NAME["Key"], asked)
    if any(key.get("state") in ("OWN", "TRUSTED") for key in known):
        return
    sure = {"state": "TRUSTED", "confirmed_on": clock.today().isoformat()}
    if known:
        save.save(desk, [Ready("Key", UUID(key["id"]), sure) for key in known])
        return
    values = {
        "owner": certificates.name_of(certificate)[:120],
        "purpose": keys.AUTHORITY,
        "fingerprint": fingerprint,
        "certificate": certificates.to_pem(certificate).decode(),
        **sure,
    }
    save.save(desk, [Ready("Key", uuid4(), values)])


def revoke(desk: Desk, named: str) -> KnownKey:
    """Believe a laptop (its id or the first eight signs) or an authority (fingerprint) no more.

    The revocation travels in working files. Raises LD-109 (role), LD-221 (unknown), LD-231 (this
    laptop itself, or this association's own authority).
    """
    roles.refuse_unless(desk.roles, "keys")
    asked = "".join(named.lower().split())
    found = [
        key
        for key in every(desk)
        if asked and (asked in {key.device, (key.device or "")[:8]} or asked == key.fingerprint)
    ]
    if not found:
        raise LapdeskError(
            "LD-221",
            _("This laptop is not one of the association's, or it was revoked."),
            _("The list of laptops is under “Settings”, or: lapdesk keys show."),
        )
    if any(key.here for key in found):
        raise LapdeskError(
            "LD-231",
            _("A laptop cannot revoke itself, nor its own association."),
            _("Do it on another laptop of the association."),
        )
    with desk.entry() as connection:
        for key in found:
            asked_for = {"fingerprint": key.fingerprint, "purpose": key.purpose}
            for record in rows.find(connection, BY_NAME["Key"], asked_for):
                save.save(desk, [Ready("Key", UUID(record["id"]), {"state": "REVOKED"})])
        audit.note(desk, "KEY_REVOKED", found[0].fingerprint[:8], entity="Key")
    return next(k for k in every(desk) if k.fingerprint == found[0].fingerprint)
