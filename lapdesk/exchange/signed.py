"""The signed message (CMS SignedData, RFC 5652) inside a working file, an answer and a summary.

    sign(content, *, key, certificate, authority, now) -> bytes      content inside, DER
    read(message) -> (memoryview of the content, SignedBy)           or BadSignatureError
    size_of(bytes that begin with a message) -> int
    read_detached(message, sha256 of the content) -> SignedBy        or BadSignatureError

One profile only: one signer, P-256 with SHA-256, signed attributes, and exactly two certificates,
the signer's and the self-signed authority that issued it. What is read is built again from its
parts and must come out byte for byte, so that no byte of the message, signed or not, can change
unnoticed. Which authority is trusted is the caller's question. The content is never copied while
it is read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from lapdesk.exchange import certificates

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_SEQUENCE: Final = 0x30
_SET: Final = 0x31
_OCTETS: Final = 0x04
_EXPLICIT: Final = 0xA0
_OID_DATA: Final = bytes.fromhex("06092a864886f70d010701")
_OID_SIGNED: Final = bytes.fromhex("06092a864886f70d010702")
_VERSION_1: Final = bytes.fromhex("020101")
_SHA256: Final = bytes.fromhex("300d06096086480165030402010500")


class BadSignatureError(Exception):
    """The message is damaged, altered, or not of this profile; no personal value inside."""


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Who signed: the signer's certificate, the authority that issued it, the time they claim."""

    signer: Certificate
    authority: Certificate
    when: datetime | None


def sign(
    content: bytes, *, key: Any, certificate: Certificate, authority: Certificate, now: datetime
) -> bytes:
    """The DER of a message that holds `content`; `now` (aware) is the time that is claimed."""
    from asn1crypto import cms
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "message_digest", "values": [hashlib.sha256(content).digest()]},
            {"type": "signing_time", "values": [_time(now)]},
        ]
    )
    signature = key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256()))
    listed = sorted(certificates.to_der(one) for one in (certificate, authority))
    information = _signer_information(certificate, attributes, signature)
    before, after = _around(len(content), listed, information)
    return b"".join((before, content, after))


def read(message: bytes) -> tuple[memoryview, SignedBy]:
    """The content and who signed it; BadSignatureError when anything at all does not hold."""
    view = memoryview(message)
    start, end = _content_place(view)
    content = view[start:end]
    listed, information = _tail(view[end:])
    before, after = _around(end - start, listed, information)
    if view[:start] != before or view[end:] != after:
        raise BadSignatureError("the message is not in its one form")
    return content, _check(listed, information, hashlib.sha256(content).digest())


def read_detached(message: bytes, digest: bytes) -> SignedBy:
    """Who signed the content whose SHA-256 is `digest`; BadSignatureError when it does not hold."""
    view = memoryview(message)
    listed, information = _tail(view[_place(view, _encapsulated(view), _SEQUENCE)[1] :])
    before, after = _around(None, listed, information)
    if message != before + after:
        raise BadSignatureError("the message is not in its one form")
    return _check(listed, information, digest)


def size_of(message: bytes) -> int:
    """How many bytes the message at the beginning of `message` says it takes."""
    return _place(memoryview(message), 0, _SEQUENCE)[1]


def _check(listed: list[bytes], information: bytes, digest: bytes) -> SignedBy:
    from asn1crypto import cms
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        signer, authority = _pair([certificates.from_der(one) for one in listed])
        parsed = cms.SignerInfo.load(information, strict=True)
        attributes = parsed["signed_attrs"].untag()
        signature = parsed["signature"].native
        found = {one["type"].native: one["values"].native for one in attributes}
        again = _signer_information(signer, attributes, signature)
    except BadSignatureError:
        raise
    except Exception as wrong:  # hostile bytes: the parsers raise many kinds
        raise BadSignatureError("the message cannot be read") from wrong
    if again != information or len(found) != len(attributes):
        raise BadSignatureError("the signer's part is not in its one form")
    if found.get("content_type") != ["data"] or found.get("message_digest") != [digest]:
        raise BadSignatureError("the content is not what was signed")
    public = signer.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)  # `issued_by` has seen to it
    try:
        public.verify(signature, attributes.dump(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as wrong:
        raise BadSignatureError("the signature is wrong") from wrong
    when = found.get("signing_time", [None])[0]
    return SignedBy(signer, authority, when if isinstance(when, datetime) else None)


def _pair(found: list[Certificate]) -> tuple[Certificate, Certificate]:
    """Signer and authority, whichever came first; BadSignatureError unless one issued the other."""
    if len(found) == 2:
        for signer, authority in (found, reversed(found)):
            issued = certificates.issued_by(signer, authority)
            if issued and certificates.is_authority(authority) and signer != authority:
                return signer, authority
    raise BadSignatureError("the certificates do not lead to an association's authority")


def _signer_information(signer: Certificate, attributes: Any, signature: bytes) -> bytes:
    from asn1crypto import cms, x509

    certificate = x509.Certificate.load(certificates.to_der(signer))
    identifier = cms.IssuerAndSerialNumber(
        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    )
    information = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": identifier}),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": cms.CMSAttributes(list(attributes)),
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signature,
        }
    )
    return bytes(information.dump())


def _time(now: datetime) -> Any:
    from asn1crypto import cms

    moment = now.astimezone(UTC).replace(microsecond=0)
    # RFC 5652, 11.3: two-digit years up to 2049, four digits after.
    name = "utc_time" if moment.year < 2050 else "generalized_time"
    return cms.Time(name=name, value=moment)


def _head(tag: int, size: int) -> bytes:
    """The identifier and length octets of a DER value."""
    if size < 0x80:
        return bytes((tag, size))
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length


def _value(tag: int, *parts: bytes) -> bytes:
    whole = b"".join(parts)
    return _head(tag, len(whole)) + whole


def _around(size: int | None, listed: list[bytes], information: bytes) -> tuple[bytes, bytes]:
    """What stands before and after a content of `size` bytes (None: the content is elsewhere)."""
    after = _value(_EXPLICIT, *listed) + _value(_SET, information)
    inner = _OID_DATA
    if size is not None:
        octets = _head(_OCTETS, size)
        inner += _head(_EXPLICIT, len(octets) + size) + octets
    held = size or 0
    encapsulated = _head(_SEQUENCE, len(inner) + held) + inner
    signed = _VERSION_1 + _value(_SET, _SHA256) + encapsulated
    signed = _head(_SEQUENCE, len(signed) + held + len(after)) + signed
    tagged = _OID_SIGNED + _head(_EXPLICIT, len(signed) + held + len(after)) + signed
    return _head(_SEQUENCE, len(tagged) + held + len(after)) + tagged, after


def _place(view: memoryview, at: int, tag: int) -> tuple[int, int]:
    """Where the value that begins at `at` has its inside: start and end."""
    try:
        if view[at] != tag:
            raise BadSignatureError("another kind of value was expected")
        size, start = view[at + 1], at + 2
        if size & 0x80:
            count = size & 0x7F
            if not 1 <= count <= 4:
                raise BadSignatureError("a length is not usual")
            size = int.from_bytes(view[start : start + count], "big")
            start += count
    except IndexError as short:
        raise BadSignatureError("the message is cut short") from short
    if start + size > len(view):
        raise BadSignatureError("the message is cut short")
    return start, start + size


def _enter(view: memoryview, at: int, tag: int) -> int:
    return _place(view, at, tag)[0]


def _encapsulated(view: memoryview) -> int:
    """Where the content, or the word that it is elsewhere, begins."""
    signed = _enter(view, _enter(view, 0, _SEQUENCE) + len(_OID_SIGNED), _EXPLICIT)
    return _enter(view, signed, _SEQUENCE) + len(_VERSION_1) + 2 + len(_SHA256)


def _content_place(view: memoryview) -> tuple[int, int]:
    tagged = _enter(view, _encapsulated(view), _SEQUENCE) + len(_OID_DATA)
    return _place(view, _enter(view, tagged, _EXPLICIT), _OCTETS)


def _tail(view: memoryview) -> tuple[list[bytes], bytes]:
    """The certificates and the one signer's information that end a message."""
    start, end = _place(view, 0, _EXPLICIT)
    listed: list[bytes] = []
    while start < end and len(listed) < 3:
        stop = _place(view[:end], start, _SEQUENCE)[1]
        listed.append(bytes(view[start:stop]))
        start = stop
    first, last = _place(view, end, _SET)
    return listed, bytes(view[first:last])
