"""The association's authority, the certificates it issues, and their keys as bytes.

    new_key() -> PrivateKey                                     P-256
    key_to_bytes(key) -> bytes, key_from_bytes(content) -> key     PKCS#8 DER, in clear: the caller
                                                                seals it in the database
    public_to_bytes(key) -> bytes, public_from_bytes(content)      SubjectPublicKeyInfo DER
    new_authority(association: UUID, name: str) -> (key, certificate)
    issue_device(authority_key, authority, device: UUID, public_key) -> certificate
    issue_signer(authority_key, authority, signer: str, function: str, public_key) -> certificate
    to_pem / to_der / from_pem / from_der / fingerprint_of / name_of
    is_authority(certificate) -> bool, issued_by(certificate, authority) -> bool
    association_of(authority) -> UUID, device_of(certificate) -> UUID | None

The authority names the association alone, no person; its id stands in a URI beside the name
(`urn:uuid:…`), so that an authority cannot speak for another association. A device's
certificate names the device's id; a summary's signer certificate names the person who signs,
whose name the summary prints anyway.

**Clocks.** Every certificate is valid from 1970-01-01 to 9999-12-31 (RFC 5280, 4.1.2.5, for "no
well-defined expiration date"). An old laptop with an empty battery believes it is 1970, or 2038:
a certificate with dates would make good files refused, and would protect from nothing, for
nobody renews or publishes revocations offline. What ends trust is a person's choice (a
confirmed, or revoked, fingerprint), never a clock, and lapdesk itself looks at no dates.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING
from uuid import UUID

from lapdesk.errors import LapdeskError
from lapdesk.exchange import certificate_parts, words
from lapdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.hazmat.primitives.asymmetric.ec import (
        EllipticCurvePrivateKey as PrivateKey,
    )
    from cryptography.hazmat.primitives.asymmetric.ec import (
        EllipticCurvePublicKey as PublicKey,
    )
    from cryptography.x509 import Certificate as Certificate  # noqa: PLC0414 - services type by it


def new_key() -> PrivateKey:
    """A new P-256 key."""
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def key_to_bytes(key: PrivateKey) -> bytes:
    """The key as PKCS#8 DER, in clear: to be sealed by the caller."""
    from cryptography.hazmat.primitives import serialization as s

    return key.private_bytes(s.Encoding.DER, s.PrivateFormat.PKCS8, s.NoEncryption())


def key_from_bytes(content: bytes) -> PrivateKey:
    """The key of `key_to_bytes`; ValueError when it is no P-256 key."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    key = load_der_private_key(content, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not _is_p256(key.public_key()):
        raise ValueError("not a P-256 key")
    return key


def public_to_bytes(key: PublicKey) -> bytes:
    """The public key as SubjectPublicKeyInfo DER."""
    from cryptography.hazmat.primitives import serialization as s

    return key.public_bytes(s.Encoding.DER, s.PublicFormat.SubjectPublicKeyInfo)


def public_from_bytes(content: bytes) -> PublicKey:
    """The key of `public_to_bytes`; ValueError when it is no P-256 key."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    key = load_der_public_key(content)
    if not isinstance(key, ec.EllipticCurvePublicKey) or not _is_p256(key):
        raise ValueError("not a P-256 key")
    return key


def new_authority(association: UUID, name: str) -> tuple[PrivateKey, Certificate]:
    """A key and its self-signed certificate for the association called `name`."""
    from cryptography import x509

    key = new_key()
    subject = certificate_parts.name(common=name)
    address = x509.UniformResourceIdentifier(association.urn)
    builder = (
        certificate_parts.builder(subject, subject, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(certificate_parts.usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
    )
    return key, certificate_parts.signed(builder, key)


def issue_device(
    authority_key: PrivateKey, authority: Certificate, device: UUID, public_key: PublicKey
) -> Certificate:
    """The certificate with which one laptop signs its working files; named by its id."""
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    uses = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
    return certificate_parts.issued(
        authority_key, authority, certificate_parts.name(common=str(device)), public_key, uses
    )


def issue_signer(
    authority_key: PrivateKey,
    authority: Certificate,
    signer: str,
    function: str,
    public_key: PublicKey,
) -> Certificate:
    """The certificate of who signs a summary: name and function, for any PDF reader to show."""
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    # Documents (RFC 9336), and mail, which older PDF readers ask for.
    uses = x509.ExtendedKeyUsage(
        [x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"), ExtendedKeyUsageOID.EMAIL_PROTECTION]
    )
    subject = certificate_parts.name(common=signer, title=function, organisation=name_of(authority))
    return certificate_parts.issued(authority_key, authority, subject, public_key, uses)


def to_pem(certificate: Certificate) -> bytes:
    """The certificate as PEM text."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM)


def to_der(certificate: Certificate) -> bytes:
    """The certificate as DER."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.DER)


def from_der(content: bytes) -> Certificate:
    """The certificate of DER bytes, read to its last part; ValueError when it is none."""
    from cryptography import x509

    return _read(x509.load_der_x509_certificate, content)


def from_pem(content: bytes) -> Certificate:
    """An authority's certificate from PEM text; LD-242 when it is none."""
    from cryptography import x509

    try:
        if len(content) > 65_536:
            raise ValueError("too long for a certificate")
        certificate = _read(x509.load_pem_x509_certificate, content)
        if is_authority(certificate):
            return certificate
    except ValueError:
        pass
    raise LapdeskError(
        "LD-242",
        _("This file is not an association's authority."),
        _("Ask the association for the file that its lapdesk writes under “Authority”."),
    )


def fingerprint_of(certificate: Certificate) -> str:
    """SHA-256 of the certificate's DER, 64 hexadecimal digits."""
    return words.fingerprint(to_der(certificate))


def name_of(certificate: Certificate) -> str:
    """The common name: an association's, a device's id, or a signer's."""
    from cryptography.x509 import NameOID

    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    value = found[0].value if found else ""
    return value if isinstance(value, str) else ""


def is_authority(certificate: Certificate) -> bool:
    """True for a P-256 certificate that signs itself and names one association's id."""
    try:
        association_of(certificate)
    except ValueError:
        return False
    return issued_by(certificate, certificate)


def issued_by(certificate: Certificate, authority: Certificate) -> bool:
    """True when `authority`, which may issue, signed `certificate`; dates are not looked at."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        constraints = authority.extensions.get_extension_for_class(x509.BasicConstraints)
        for key in (authority.public_key(), certificate.public_key()):
            if not isinstance(key, ec.EllipticCurvePublicKey) or not _is_p256(key):
                return False
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    return constraints.value.ca


def association_of(authority: Certificate) -> UUID:
    """The id of the association that an authority speaks for; ValueError when it names none."""
    from cryptography import x509

    try:
        names = authority.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound as missing:
        raise ValueError("no association is named") from missing
    addresses = names.get_values_for_type(x509.UniformResourceIdentifier)
    if len(addresses) != 1 or not addresses[0].startswith("urn:uuid:"):
        raise ValueError("no association is named")
    return UUID(addresses[0])


def device_of(certificate: Certificate) -> UUID | None:
    """The id of the laptop that a certificate names; None when it is not a laptop's."""
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    try:
        uses = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        named = name_of(certificate)
        device = UUID(named)
    except (ValueError, x509.ExtensionNotFound):
        return None
    is_device = ExtendedKeyUsageOID.CLIENT_AUTH in uses and str(device) == named
    return device if is_device else None


def _read(load: Callable[[bytes], Certificate], content: bytes) -> Certificate:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a serial number below one, say: not ours
            certificate = load(content)
            # These are decoded when first asked for: a hostile one fails here, not later.
            _read_now = certificate.extensions, certificate.subject, certificate.issuer
            certificate.public_key()
        if to_der(certificate)[-len(certificate.signature) - 1] != 0:
            raise ValueError("bits are left over")  # else that byte could change unnoticed
    except Exception as wrong:  # the library has a dozen kinds for bad bytes
        raise ValueError("not a certificate") from wrong
    return certificate


def _is_p256(key: PublicKey) -> bool:
    return key.curve.name == "secp256r1"
