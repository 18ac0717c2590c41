"""An association with two laptops and a signer, to write and break exchanged files with."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from lapdesk.exchange import certificates, lines, reference, sealing, signed, summary, working
from lapdesk.exchange.header import ReferenceHeader, WorkingHeader

NOW = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
SPACE = UUID("3f2f8f8e-0c62-4c53-9d5b-7c8f6a1d2e00")


@dataclass(frozen=True)
class Association:
    """One association's keys and the certificates that its authority issued."""

    id: UUID
    authority_key: Any
    authority: Any
    device: UUID
    key: Any
    certificate: Any
    identity: str
    signer_key: Any
    signer: Any

    @property
    def fingerprint(self) -> str:
        return certificates.fingerprint_of(self.authority)


@cache
def association(name: str = "Les Passerelles") -> Association:
    """The same association for the same name, all through one run."""
    id_, device = uuid5(SPACE, name), uuid5(SPACE, name + " laptop")
    authority_key, authority = certificates.new_authority(id_, name)
    key, signer_key = certificates.new_key(), certificates.new_key()
    return Association(
        id_,
        authority_key,
        authority,
        device,
        key,
        certificates.issue_device(authority_key, authority, device, key.public_key()),
        sealing.new_identity(),
        signer_key,
        certificates.issue_signer(
            authority_key, authority, "Awa Diallo", "Présidente", signer_key.public_key()
        ),
    )


@cache
def pages(title: str = "Synthèse") -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.setTitle(title)
    for number in (1, 2):
        canvas.drawString(72, 720, f"{title} {number}/2")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def document(of: Association, **changed: Any) -> dict[str, Any]:
    """A summary.json in the shape of the contract."""
    whole: dict[str, Any] = {
        "format": "lapdesk-summary",
        "version": [1, 0],
        "association": {"id": str(of.id), "name": "Les Passerelles", "commune": "94028"},
        "from": "2025-01-01",
        "to": "2025-12-31",
        "number": 1,
        "signer": "Awa Diallo",
        "function": "Présidente",
        "figures": [{"code": "A1", "numerator": 143, "denominator": None, "shown": "143"}],
        "made_at": "2026-01-31T09:30:00Z",
    }
    return whole | changed


def summary_pdf(of: Association, attached: bytes | None = None, **changed: Any) -> bytes:
    """A signed summary; `attached` replaces the whole of summary.json, unchecked."""
    from lapdesk.exchange import summary_pdf as inner

    if attached is not None:
        keys = (of.signer_key, of.signer, of.authority)
        return inner.attach_and_sign(pages(), summary.ATTACHED, attached, *keys, NOW)
    return summary.sign_summary(
        pages(),
        json.dumps(document(of, **changed), ensure_ascii=False).encode(),
        key=of.signer_key,
        certificate=of.signer,
        authority=of.authority,
        now=NOW,
    )


def change_lines(of: Association, count: int) -> list[bytes]:
    """`count` changes of the association's first laptop, each of a record of its own."""
    return [
        lines.encode_line(
            lines.ChangeLine(
                device=of.device,
                number=number,
                clock=(1_769_851_800_000 + number) << 16,
                parents=(),
                author=uuid5(SPACE, "author"),
                entity="SupportAction",
                record=uuid5(SPACE, str(number)),
                fields={"date": "2025-03-04", "minutes": 30, "themes": ["HOUSING"]},
            )
        )
        for number in range(1, count + 1)
    ]


def header(of: Association, **changed: Any) -> WorkingHeader:
    given: dict[str, Any] = {
        "association": of.id,
        "sender": of.device,
        "recipients": (uuid5(SPACE, "other laptop"),),
        "number": 1,
        "made_at": NOW,
        "ranges": (lines.Range(of.device, 1, 3),),
        "seen": (lines.Range(of.device, 1, 3),),
    }
    return WorkingHeader(**{**given, **changed})


def working_file(of: Association, content: Iterable[bytes], **changed: Any) -> bytes:
    """A working file as the product writes it, for the association's own age identity."""
    return working.write_working(
        header(of, **changed),
        list(content),
        key=of.key,
        certificate=of.certificate,
        authority=of.authority,
        recipients=[sealing.public_of(of.identity)],
    )


def raw_working_file(of: Association, text: bytes, *, packed: bytes | None = None) -> bytes:
    """A well-sealed, well-signed working file of any content (`packed`: of any bytes)."""
    inside = gzip.compress(text, 1, mtime=0) if packed is None else packed
    message = signed.sign(
        inside, key=of.key, certificate=of.certificate, authority=of.authority, now=NOW
    )
    return sealing.seal(message, [sealing.public_of(of.identity)])


def read(of: Association, file: Any) -> tuple[WorkingHeader, list[bytes]]:
    """All of a working file."""
    found, content = working.read_working(file, identities=[of.identity], authority=of.authority)
    return found, list(content)


def shared_lines(of: Association, count: int) -> list[bytes]:
    """`count` changes as a reference file carries them, each of a structure of its own."""
    return [
        lines.encode_line(
            lines.ChangeLine(
                device=of.device,
                number=number,
                clock=(1_769_851_800_000 + number) << 16,
                parents=(),
                author=None,
                entity="Actor",
                record=uuid5(SPACE, f"actor {number}"),
                fields={"name": f"Relais {number}", "kind": "ASSO", "axes": ["AX1"]},
            )
        )
        for number in range(1, count + 1)
    ]


def reference_header(of: Association, **changed: Any) -> ReferenceHeader:
    given: dict[str, Any] = {
        "association": of.id,
        "sender": of.device,
        "number": 3,
        "made_at": NOW,
        "reference": "2018.1+3",
        "edition": (uuid5(SPACE, "edition"), 2030),
    }
    return ReferenceHeader(**{**given, **changed})


def reference_file(of: Association, content: Iterable[bytes], **changed: Any) -> bytes:
    """A reference file as the product writes it."""
    return reference.write_reference(
        reference_header(of, **changed),
        list(content),
        key=of.key,
        certificate=of.certificate,
        authority=of.authority,
    )


def raw_reference_file(of: Association, text: bytes, *, packed: bytes | None = None) -> bytes:
    """A well-signed reference file of any content (`packed`: of any bytes)."""
    inside = gzip.compress(text, 1, mtime=0) if packed is None else packed
    return signed.sign(
        inside, key=of.key, certificate=of.certificate, authority=of.authority, now=NOW
    )


def updated(data: bytes) -> bytes:
    """`data` with an incremental update, as a PDF editor writes it: one more object."""
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    trailer = data[data.rindex(b"trailer") : data.rindex(b"startxref")]
    size = re.search(rb"/Size (\d+)", trailer)
    root = re.search(rb"/Root \d+ \d+ R", trailer)
    assert size
    assert root
    place = len(data)
    more = size[1] + b" 0 obj\n(Autre)\nendobj\n"
    table = b"xref\n%s 1\n%010d 00000 n \n" % (size[1], place)
    end = b"trailer\n<< /Size %d %s /Prev %d >>\n" % (int(size[1]) + 1, root[0], start)
    return data + more + table + end + b"startxref\n%d\n%%%%EOF\n" % (place + len(more))


def signed_again(data: bytes) -> bytes:
    """`data` with a second signature of the same signer."""
    from asn1crypto import keys, x509
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    one = association()
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # its own lack
    store.register(x509.Certificate.load(certificates.to_der(one.authority)))
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(certificates.to_der(one.signer)),
        signing_key=keys.PrivateKeyInfo.load(certificates.key_to_bytes(one.signer_key)),
        cert_registry=store,
    )
    out = io.BytesIO()
    metadata = PdfSignatureMetadata(field_name="Second", md_algorithm="sha256")
    PdfSigner(metadata, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), output=out)
    return out.getvalue()
