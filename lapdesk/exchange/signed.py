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
_INTEGER: Final = 0x02
_OCTETS: Final = 0x04
_UTC_TIME: Final = 0x17
_LONG_TIME: Final = 0x18
_EXPLICIT: Final = 0xA0
_OID_DATA: Final = bytes.fromhex("06092a864886f70d010701")
_OID_SIGNED: Final = bytes.fromhex("06092a864886f70d010702")
_OID_CONTENT_TYPE: Final = bytes.fromhex("06092a864886f70d010903")
_OID_DIGEST: Final = bytes.fromhex("06092a864886f70d010904")
_OID_TIME: Final = bytes.fromhex("06092a864886f70d010905")
_VERSION_1: Final = bytes.fromhex("020101")
_SHA256: Final = bytes.fromhex("300d06096086480165030402010500")
_ECDSA: Final = bytes.fromhex("300a06082a8648ce3d040302")
_TIMES: Final = {_UTC_TIME: "%y%m%d%H%M%SZ", _LONG_TIME: "%Y%m%d%H%M%SZ"}


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
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    attributes = _attributes(hashlib.sha256(content).digest(), now)
    signature = key.sign(_value(_SET, attributes), ec.ECDSA(hashes.SHA256()))
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
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        signer, authority = _pair([certificates.from_der(one) for one in listed])
    except ValueError as wrong:
        raise BadSignatureError("a certificate cannot be read") from wrong
    attributes, signature = _attributes_and_signature(information)
    if _signer_information(signer, attributes, signature) != information:
        raise BadSignatureError("the signer's part is not in its one form")
    found = _by_kind(attributes)
    if found.get(_OID_CONTENT_TYPE) != _OID_DATA or found.get(_OID_DIGEST) != _octets(digest):
        raise BadSignatureError("the content is not what was signed")
    public = signer.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)  # `issued_by` has seen to it
    try:
        public.verify(signature, _value(_SET, attributes), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as wrong:
        raise BadSignatureError("the signature is wrong") from wrong
    return SignedBy(signer, authority, _moment(found.get(_OID_TIME)))


def _pair(found: list[Certificate]) -> tuple[Certificate, Certificate]:
    """Signer and authority, whichever came first; BadSignatureError unless one issued the other."""
    if len(found) == 2:
        for signer, authority in (found, reversed(found)):
            issued = certificates.issued_by(signer, authority)
            if issued and certificates.is_authority(authority) and signer != authority:
                return signer, authority
    raise BadSignatureError("the certificates do not lead to an association's authority")


def _attributes(digest: bytes, now: datetime) -> bytes:
    """What is signed beside the content's digest: its kind, and the time that is claimed."""
    moment = now.astimezone(UTC)
    # RFC 5652, 11.3: two-digit years up to 2049, four digits after.
    tag = _UTC_TIME if moment.year < 2050 else _LONG_TIME
    said = _value(tag, moment.strftime(_TIMES[tag]).encode("ascii"))
    kinds = ((_OID_CONTENT_TYPE, _OID_DATA), (_OID_DIGEST, _octets(digest)), (_OID_TIME, said))
    return b"".join(sorted(_value(_SEQUENCE, kind, _value(_SET, one)) for kind, one in kinds))


def _signer_information(signer: Certificate, attributes: bytes, signature: bytes) -> bytes:
    serial = signer.serial_number
    number = _value(_INTEGER, serial.to_bytes(serial.bit_length() // 8 + 1, "big"))
    identifier = _value(_SEQUENCE, signer.issuer.public_bytes(), number)
    signed_part = _value(_EXPLICIT, attributes)
    return _value(
        _SEQUENCE, _VERSION_1, identifier, _SHA256, signed_part, _ECDSA, _octets(signature)
    )


def _attributes_and_signature(information: bytes) -> tuple[bytes, bytes]:
    """The two parts that building it again takes; all other bytes are compared with it."""
    parts = _parts(memoryview(information)[_enter(memoryview(information), 0, _SEQUENCE) :])
    if len(parts) != 6:
        raise BadSignatureError("the signer's part has other parts")
    return parts[3][1], parts[5][1]


def _by_kind(attributes: bytes) -> dict[bytes, bytes]:
    """Each attribute's one value, by the DER of its kind."""
    found: dict[bytes, bytes] = {}
    for _whole, inside in _parts(memoryview(attributes)):
        pair = _parts(memoryview(inside))
        if len(pair) != 2 or pair[0][0] in found:
            raise BadSignatureError("an attribute stands twice, or is none")
        found[pair[0][0]] = pair[1][1]
    return found


def _moment(said: bytes | None) -> datetime | None:
    if said is None:
        return None
    start, end = _place(memoryview(said), 0, said[0] if said else 0)
    try:
        text = said[start:end].decode("ascii")
        return datetime.strptime(text, _TIMES[said[0]]).replace(tzinfo=UTC)
    except (ValueError, KeyError) as wrong:
        raise BadSignatureError("the time cannot be read") from wrong


def _octets(content: bytes) -> bytes:
    return _value(_OCTETS, content)


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


def _parts(view: memoryview) -> list[tuple[bytes, bytes]]:
    """The values that stand one after the other in `view`: each whole, and its inside."""
    found: list[tuple[bytes, bytes]] = []
    at = 0
    while at < len(view):
        start, end = _place(view, at, view[at])
        found.append((bytes(view[at:end]), bytes(view[start:end])))
        at = end
    return found


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
