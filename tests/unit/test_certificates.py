from __future__ import annotations

from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from lapdesk.errors import LapdeskError
from lapdesk.exchange import certificates
from tests.envelopes import association


def test_an_authority_names_the_association_and_no_one_else() -> None:
    one = association()
    assert certificates.name_of(one.authority) == "Les Passerelles"
    assert certificates.association_of(one.authority) == one.id
    assert len(one.authority.subject) == 1
    assert certificates.is_authority(one.authority)
    assert not certificates.is_authority(one.certificate)


def test_a_wrong_clock_makes_no_certificate_unusable() -> None:
    one = association()
    for certificate in (one.authority, one.certificate, one.signer):
        assert certificate.not_valid_before_utc.year == 1970
        assert certificate.not_valid_after_utc.year == 9999


def test_who_issued_what() -> None:
    one, other = association(), association("Autre")
    assert certificates.issued_by(one.certificate, one.authority)
    assert certificates.issued_by(one.signer, one.authority)
    assert not certificates.issued_by(one.certificate, other.authority)
    assert not certificates.issued_by(one.signer, one.certificate)
    assert certificates.device_of(one.certificate) == one.device
    assert certificates.device_of(one.signer) is None
    assert certificates.device_of(one.authority) is None


def test_two_associations_of_one_name_are_two_authorities() -> None:
    _key, first = certificates.new_authority(uuid4(), "Entraide")
    key, second = certificates.new_authority(uuid4(), "Entraide")
    issued = certificates.issue_device(key, second, uuid4(), key.public_key())
    assert certificates.issued_by(issued, second)
    assert not certificates.issued_by(issued, first)


@pytest.mark.parametrize("name", ["é" * 200, "a" * 64, "<b>&</b>", "=1+1", "\u202eabc", "界" * 40])
def test_any_name_fits(name: str) -> None:
    _key, authority = certificates.new_authority(uuid4(), name)
    found = certificates.name_of(authority)
    assert found == name if len(name.encode()) <= 64 else found.endswith("…")
    assert len(found.encode()) <= 64


def test_keys_and_certificates_come_back_from_their_bytes() -> None:
    one = association()
    again = certificates.key_from_bytes(certificates.key_to_bytes(one.key))
    assert again.private_numbers() == one.key.private_numbers()
    public = certificates.public_to_bytes(one.key.public_key())
    assert certificates.public_from_bytes(public) == one.key.public_key()
    assert certificates.from_der(certificates.to_der(one.authority)) == one.authority
    assert certificates.from_pem(certificates.to_pem(one.authority)) == one.authority


@pytest.mark.parametrize("data", [b"", b"PEM", b"-----BEGIN CERTIFICATE-----\nAA\n", b"x" * 70_000])
def test_a_file_that_is_no_authority(data: bytes) -> None:
    with pytest.raises(LapdeskError) as refusal:
        certificates.from_pem(data)
    assert refusal.value.code == "LD-242"


def test_a_laptops_certificate_is_no_authority() -> None:
    with pytest.raises(LapdeskError) as refusal:
        certificates.from_pem(certificates.to_pem(association().certificate))
    assert refusal.value.code == "LD-242"


def test_another_curve_is_no_authority() -> None:
    key = ec.generate_private_key(ec.SECP384R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Entraide")])
    builder = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(association().authority.not_valid_before_utc)
        .not_valid_after(association().authority.not_valid_after_utc)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.UniformResourceIdentifier(uuid4().urn)]), False
        )
    )
    assert not certificates.is_authority(builder.sign(key, hashes.SHA256()))
    with pytest.raises(ValueError, match="P-256"):
        certificates.public_from_bytes(certificates.public_to_bytes(key.public_key()))
