"""What every certificate of ours is built from: names, uses, dates that never end.

See `certificates` for what the certificates say, and why clocks decide nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import (
        EllipticCurvePrivateKey as PrivateKey,
    )
    from cryptography.hazmat.primitives.asymmetric.ec import (
        EllipticCurvePublicKey as PublicKey,
    )
    from cryptography.x509 import (
        Certificate,
        CertificateBuilder,
        ExtendedKeyUsage,
        KeyUsage,
        Name,
    )

FIRST_MOMENT: Final = datetime(1970, 1, 1, tzinfo=UTC)
LAST_MOMENT: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
# X.520 allows 64 octets in a common or organisation name.
NAME_OCTETS: Final = 64


def name(*, common: str, title: str = "", organisation: str = "") -> Name:
    """A subject of the parts that are given."""
    from cryptography import x509

    parts = [(x509.NameOID.COMMON_NAME, common), (x509.NameOID.TITLE, title)]
    parts.append((x509.NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name([x509.NameAttribute(oid, _short(text)) for oid, text in parts if text])


def _short(text: str) -> str:
    """`text` within 64 octets of UTF-8, ended by an ellipsis when it was longer."""
    if len(text.encode()) <= NAME_OCTETS:
        return text
    return text.encode()[: NAME_OCTETS - 3].decode(errors="ignore") + "…"


def builder(subject: Name, issuer: Name, public_key: PublicKey) -> CertificateBuilder:
    """What a certificate for `public_key` always has."""
    from cryptography import x509

    identifier = x509.SubjectKeyIdentifier.from_public_key(public_key)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(FIRST_MOMENT)
        .not_valid_after(LAST_MOMENT)
        .add_extension(identifier, critical=False)
    )


def issued(
    authority_key: PrivateKey,
    authority: Certificate,
    subject: Name,
    public_key: PublicKey,
    uses: ExtendedKeyUsage,
) -> Certificate:
    """A certificate for one laptop or signer, which cannot issue others."""
    from cryptography import x509

    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    started = (
        builder(subject, authority.subject, public_key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage(signs_certificates=False), critical=True)
        .add_extension(uses, critical=False)
        .add_extension(issuer_key, critical=False)
    )
    return signed(started, authority_key)


def usage(*, signs_certificates: bool) -> KeyUsage:
    """Signing other certificates, or signing documents; never both."""
    from cryptography.x509 import KeyUsage

    return KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def signed(builder: CertificateBuilder, key: PrivateKey) -> Certificate:
    """The certificate, signed with SHA-256."""
    from cryptography.hazmat.primitives.hashes import SHA256

    return builder.sign(key, SHA256())
