"""How a second laptop joins: it asks, a first one answers, people compare words on both sides.

    write_request(device, label, recipient, key) -> bytes
    read_request(source: bytes | Path) -> Request
    write_answer(request, payload, *, authority_key, authority, key, certificate, now) -> bytes
    read_answer(source, *, device, identity, key) -> Answer

The request names the new laptop: its id, a label, its age public key, its signing public key, and
a signature that proves it holds that key; no person. `Request.fingerprint` stands for all of it:
its words are on both screens, and who answers accepts only when they are equal, for whoever sends
a request of their own in between would otherwise be let in.

The answer is sealed to the request's age key, around a message signed by the answering laptop
(`key`, `certificate`): the new laptop's certificate, issued by the authority, and `payload`, bytes
that the caller gives (what a laptop of the association must hold). The new laptop shows the words
of `Answer.fingerprint`, the authority's; they are compared with those of the first laptop.

Both files are strict JSON with `format` ("lapdesk-request", "lapdesk-answer") and `version`.
Refusals: LD-280 the request is not whole, LD-281 the answer is for another request, LD-250,
LD-259, LD-031, LD-033, LD-241, LD-140 to LD-147.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from lapdesk.errors import LapdeskError
from lapdesk.exchange import certificates, limits, sealing, signed, signed_pdf, strict
from lapdesk.exchange.versions import refuse_newer
from lapdesk.i18n import _

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

REQUEST: Final = "lapdesk-request"
ANSWER: Final = "lapdesk-answer"
VERSION: Final = (1, 0)
_LABEL_CHARACTERS: Final = 64
_REQUEST_OCTETS: Final = 16 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """A laptop that asks to join: `recipient` is its age public key, `signing` its SPKI DER."""

    device: UUID
    label: str
    recipient: str
    signing: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that the request says, 64 hexadecimal digits; words compare it."""
        return hashlib.sha256(_stated(self)).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a laptop that was accepted receives; nothing of it counts before words are compared."""

    association: UUID
    device: UUID
    certificate: Certificate
    authority: Certificate
    payload: bytes
    when: datetime | None

    @property
    def fingerprint(self) -> str:
        """The authority's fingerprint, whose words are compared with the first laptop's."""
        return certificates.fingerprint_of(self.authority)


def write_request(device: UUID, label: str, recipient: str, key: Any) -> bytes:
    """The request of the laptop that holds `key`; `label` tells laptops apart, not persons."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    signing = certificates.public_to_bytes(key.public_key())
    request = Request(device, label[:_LABEL_CHARACTERS], recipient, signing)
    proof = key.sign(_stated(request), ec.ECDSA(hashes.SHA256()))
    return strict.encode({**_as_json(request), "proof": _text(proof)})


def read_request(source: bytes | Path) -> Request:
    """The request, once it proved that it holds its signing key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    content = limits.read_within(source, _REQUEST_OCTETS)
    document = strict.decode_object(content, size=_REQUEST_OCTETS)
    refuse_newer(document, REQUEST, VERSION)
    label, recipient = _string(document, "label"), _string(document, "recipient")
    request = Request(_uuid(document, "device"), label, recipient, _octets(document, "signing"))
    try:
        if len(label) > _LABEL_CHARACTERS or not sealing.is_public(recipient):
            raise ValueError("a label too long, or no public key")
        public = certificates.public_from_bytes(request.signing)
        public.verify(_octets(document, "proof"), _stated(request), ec.ECDSA(hashes.SHA256()))
    except (ValueError, InvalidSignature) as wrong:
        raise LapdeskError(
            "LD-280",
            _("This request is damaged or was changed."),
            _("Make a new request on the computer that wants to join."),
        ) from wrong
    return request


def certificate_for(request: Request, authority_key: Any, authority: Certificate) -> Certificate:
    """The certificate of the laptop that asks, once it is accepted."""
    public = certificates.public_from_bytes(request.signing)
    return certificates.issue_device(authority_key, authority, request.device, public)


def write_answer(
    request: Request,
    payload: bytes,
    *,
    authority_key: Any,
    authority: Certificate,
    key: Any,
    certificate: Certificate,
    now: datetime,
    issued: Certificate | None = None,
) -> bytes:
    """The acceptance of `request`, after its words were compared: only that laptop can open it.

    `issued` is the new laptop's certificate where the caller keeps it, too (`certificate_for`).
    """
    issued = issued or certificate_for(request, authority_key, authority)
    inside = {
        "association": str(certificates.association_of(authority)),
        "certificate": _text(certificates.to_der(issued)),
        "payload": _text(payload),
    }
    message = signed.sign(
        strict.encode(inside), key=key, certificate=certificate, authority=authority, now=now
    )
    outside = {
        "format": ANSWER,
        "version": list(VERSION),
        "device": str(request.device),
        "sealed": _text(sealing.seal(message, [request.recipient])),
    }
    return strict.encode(outside)


def read_answer(source: bytes | Path, *, device: UUID, identity: str, key: Any) -> Answer:
    """The answer to the request that this laptop made with `device`, `identity` and `key`."""
    size = limits.ENROLMENT_OCTETS
    document = strict.decode_object(limits.read_within(source, size), size=size, text=size)
    refuse_newer(document, ANSWER, VERSION)
    if _uuid(document, "device") != device:
        raise _for_another()
    sealed = _octets(document, "sealed")
    if not sealed.startswith(sealing.HEAD):
        raise sealing.damaged()
    try:
        content, by = signed.read(sealing.unseal(sealed, [identity]))
    except signed.BadSignatureError as wrong:
        raise signed_pdf.altered() from wrong
    inside = strict.decode_object(bytes(content), size=size, text=size)
    certificate = _certificate(inside)
    asked = certificates.public_to_bytes(key.public_key())
    # The label is the requester's own and may be lost: what counts are id and keys.
    got = certificates.public_to_bytes(certificate.public_key())  # type: ignore[arg-type]  # P-256
    if got != asked or certificates.device_of(certificate) != device:
        raise _for_another()
    association = _uuid(inside, "association")
    issued = certificates.issued_by(certificate, by.authority)
    if not issued or association != certificates.association_of(by.authority):
        raise signed_pdf.altered()
    return Answer(
        association, device, certificate, by.authority, _octets(inside, "payload"), by.when
    )


def _as_json(request: Request) -> dict[str, Any]:
    return {
        "format": REQUEST,
        "version": list(VERSION),
        "device": str(request.device),
        "label": request.label,
        "recipient": request.recipient,
        "signing": _text(request.signing),
    }


def _stated(request: Request) -> bytes:
    """What the proof signs and the fingerprint stands for; not the version, which may grow."""
    stated = _as_json(request)
    del stated["version"]
    return strict.encode(stated)


def _text(octets: bytes) -> str:
    return base64.b64encode(octets).decode("ascii")


def _string(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name)
    if not isinstance(value, str):
        raise strict.malformed()
    return value


def _octets(document: Mapping[str, Any], name: str) -> bytes:
    try:
        return base64.b64decode(_string(document, name), validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise strict.malformed() from wrong


def _uuid(document: Mapping[str, Any], name: str) -> UUID:
    text = _string(document, name)
    try:
        value = UUID(text)
    except ValueError as wrong:
        raise strict.malformed() from wrong
    if str(value) != text:
        raise strict.malformed()
    return value


def _certificate(document: Mapping[str, Any]) -> Certificate:
    try:
        return certificates.from_der(_octets(document, "certificate"))
    except ValueError as wrong:
        raise strict.malformed() from wrong


def _for_another() -> LapdeskError:
    return LapdeskError(
        "LD-281",
        _("This answer is for another request."),
        _("Take the answer to the request that this computer made last."),
    )
