"""Where pyHanko is used: attaching and signing, and asking it about a signature (design §8).

Imported late by `summary`: pyHanko alone takes some 0.6 s.
"""

from __future__ import annotations

import io
import logging
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from asn1crypto import keys, x509
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_signer import (
    PdfSignatureMetadata,
    PdfSigner,
    PdfSigningSession,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lapdesk.errors import LapdeskError
from lapdesk.exchange import certificates, limits, sooner
from lapdesk.exchange.signed_pdf import Signature, altered, not_a_summary, refuse_expired
from lapdesk.i18n import _

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

# Where no time is claimed: inside the validity of every certificate of ours (see `certificates`).
_MOMENT: Final = datetime(2018, 2, 1, tzinfo=UTC)
_FIELD: Final = "Signature"

# Its warnings could quote a file's contents, and refusals say all that a person needs.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


class _SignerAt(PdfSigner):
    """A signer that claims a given time, not the one at which it runs."""

    def __init__(self, metadata: PdfSignatureMetadata, signer: SimpleSigner, now: datetime) -> None:
        super().__init__(metadata, signer)
        self._now = now

    def init_signing_session(self, *given: Any, **named: Any) -> PdfSigningSession:
        session = super().init_signing_session(*given, **named)
        session.system_time = self._now
        return session


def attach_and_sign(
    pages: bytes,
    name: str,
    attached: bytes,
    key: Any,
    certificate: Certificate,
    authority: Certificate,
    now: datetime,
) -> bytes:
    """`pages` with the file `attached` called `name`, signed over all, invisibly, by `key`."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pages))
    stream = embed.EmbeddedFileObject.from_file_data(
        writer,
        attached,
        mime_type="application/json",
        params=embed.EmbeddedFileParams(embed_checksum=False, modification_date=now),
    )
    relation = generic.NameObject("/Data")
    embed.embed_file(writer, embed.FileSpec(name, name, stream, af_relationship=relation))
    others = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # its own lack
    others.register(x509.Certificate.load(certificates.to_der(authority)))
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(certificates.to_der(certificate)),
        signing_key=keys.PrivateKeyInfo.load(certificates.key_to_bytes(key)),
        cert_registry=others,
    )
    metadata = PdfSignatureMetadata(
        field_name=_FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    out = io.BytesIO()
    _SignerAt(metadata, signer, now).sign_pdf(writer, output=out)
    return out.getvalue()


def read_attached(
    content: bytes, name: str, signature: Signature
) -> tuple[bytes, bytes, datetime | None]:
    """The one attached file, once pyHanko too finds the signature whole.

    After its octets come the same as they lie deflated in the PDF, and the claimed time.
    """
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=True)
        found = list(reader.embedded_signatures)
        if len(found) > 1:
            raise _several()
        if len(found) != 1 or list(found[0].byte_range) != list(signature.span):
            raise altered()
        when = found[0].self_reported_timestamp
        refuse_expired(signature.by, when or _MOMENT)
        _refuse_doubtful(found[0], signature, when or _MOMENT)
        return *_attachment(reader, name), when
    except LapdeskError:
        raise
    except Exception as wrong:  # hostile bytes: a parser of PDF raises every kind there is
        raise not_a_summary() from wrong


def _refuse_doubtful(found: Any, signature: Signature, when: datetime) -> None:
    if bytes(found.pkcs7_content).rstrip(b"\0") != signature.message.rstrip(b"\0"):
        raise altered()
    root = x509.Certificate.load(certificates.to_der(signature.by.authority))
    context = ValidationContext(
        trust_roots=[root], allow_fetching=False, moment=when, revocation_mode="soft-fail"
    )
    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
    status = sooner.validated(found, context, usage)
    # `valid` alone stays true for a tampered message: only the bottom line is a yes.
    if not status.bottom_line or status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise altered()


def _attachment(reader: PdfFileReader, name: str) -> tuple[bytes, bytes]:
    tree = reader.root["/Names"]["/EmbeddedFiles"]
    listed = tree["/Names"]
    if "/Kids" in tree or len(listed) != 2 or str(listed[0]) != name:
        raise not_a_summary()
    files = listed[1]["/EF"]
    places = {files.raw_get(key).reference for key in ("/F", "/UF") if key in files}
    stream = files["/F"]
    if len(places) != 1 or "/DecodeParms" in stream or not isinstance(stream, generic.StreamObject):
        raise not_a_summary()
    filtered = stream.get("/Filter")
    if filtered is None:
        return bytes(stream.encoded_data), b""
    if filtered != "/FlateDecode":
        raise not_a_summary()
    return _inflate(stream.encoded_data)


def _inflate(packed: bytes) -> tuple[bytes, bytes]:
    """What was deflated, and the stream without what may follow it."""
    opened = zlib.decompressobj()
    inside = opened.decompress(packed, limits.FIGURES_OCTETS)
    if opened.unconsumed_tail or (not opened.eof and len(inside) == limits.FIGURES_OCTETS):
        raise LapdeskError(
            "LD-249",
            _("The figures in this file swell to more than lapdesk reads."),
            _("Do not use it. Ask the association for the file as lapdesk wrote it."),
        )
    if not opened.eof:
        raise not_a_summary()
    return inside, packed[: len(packed) - len(opened.unused_data)]


def _several() -> LapdeskError:
    return LapdeskError(
        "LD-247",
        _("This PDF carries several signatures; a summary has one."),
        _("Ask the association for the file as lapdesk wrote it."),
    )
