"""The signed summary: one PDF with its figures inside (contract, "Files").

    sign_summary(pages_pdf: bytes, summary: bytes, *, key, certificate, authority, now) -> bytes
    read_summary(source: bytes | Path, trusted: Container[str]) -> SummaryReading
    read_typed(source, trusted) -> SummaryReading    the same, sooner, with typed figures
    unknown_signer(read) -> LapdeskError        LD-032 (V32), with the words to compare

`pages_pdf` is what people read; `summary` is summary.json, signed exactly as given; `certificate`
is the signer's (`certificates.issue_signer`, with name and function) for `key`; `now` is aware.
Both give and take bytes: the caller puts them on disk (`store.files.write`).

`trusted` holds the fingerprints (64 hexadecimal digits) of the authorities that were confirmed. A
summary of another authority is read too, with state "unknown": the caller holds it out of totals.
Refused, nothing read: LD-031 altered or wrongly signed, LD-033 newer major version, LD-236 signed
after its certificate ran out, LD-240 not a PDF, LD-241 above 32 MiB, LD-243 unsigned, LD-244 not
lapdesk's, LD-245 added to after signing, LD-246 cut short, LD-247 several signatures, LD-248 signed
by another association than it names, LD-249 figures that swell beyond 8 MiB, LD-251 under a
password, LD-140 to LD-147 as `strict` says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol
from uuid import UUID

import msgspec

from lapdesk.errors import LapdeskError
from lapdesk.exchange import certificates, limits, signed_pdf, strict, words
from lapdesk.exchange.versions import refuse_newer
from lapdesk.figures.written import WrittenSummary
from lapdesk.i18n import _

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

FORMAT: Final = "lapdesk-summary"
# 1.1: the figures of needs, progress, Migrapass and priorities. 1.2: those of the plan, the
# network and the money. The form is that of 1.0.
VERSION: Final = (1, 2)
ATTACHED: Final = "summary.json"
State = Literal["trusted", "unknown"]


@dataclass(frozen=True, slots=True)
class SummaryReading:
    """A summary whose signature holds: what it says, and who says so.

    `document` is the decoded summary.json, unknown content included; `json` its bytes as signed,
    `deflated` the same as the file holds them (empty where it holds them plainly) and `sha256`
    their hash, by which a release is known; `authority` the authority's DER; `when` the moment
    that the signer's computer claimed.
    """

    document: dict[str, Any]
    json: bytes
    deflated: bytes
    sha256: str
    association: UUID
    fingerprint: str
    authority: bytes
    signer: str
    function: str
    when: datetime | None
    state: State


def sign_summary(
    pages_pdf: bytes,
    summary: bytes,
    *,
    key: Any,
    certificate: Certificate,
    authority: Certificate,
    now: datetime,
) -> bytes:
    """The pages with `summary` attached, signed (PAdES B-B) over the whole file.

    What comes out was read back with every check that a receiver makes; raises as `read_summary`.
    """
    from lapdesk.exchange import summary_pdf

    whole = summary_pdf.attach_and_sign(
        pages_pdf, ATTACHED, summary, key, certificate, authority, now
    )
    if read_summary(whole, ()).json != summary:
        raise RuntimeError("the summary reads back differently")
    return whole


def read_summary(source: bytes | Path, trusted: Container[str]) -> SummaryReading:
    """What a summary says and who signed it, or a refusal (see above); writes nothing."""
    return read_signed(source, trusted, ATTACHED, FORMAT, VERSION)


def read_typed(source: bytes | Path, trusted: Container[str]) -> SummaryReading:
    """The same in less time: the figures of the document are `WrittenFigure` where they may be."""
    return read_signed(source, trusted, ATTACHED, FORMAT, VERSION, _typed)


def _strictly(inside: bytes) -> dict[str, Any]:
    return strict.decode_object(inside, size=limits.FIGURES_OCTETS, depth=limits.FIGURES_DEPTH)


def _typed(inside: bytes) -> dict[str, Any]:
    loose = [name for name in _names() if name != "figures"]
    found = strict.as_written(inside, WrittenSummary, loose, size=limits.FIGURES_OCTETS)
    if found is None:
        return _strictly(inside)
    return {said: getattr(found, name) for name, said in _names().items()}


@cache
def _names() -> dict[str, str]:
    """The fields of a summary, with their names in the file."""
    return {one.name: one.encode_name for one in msgspec.structs.fields(WrittenSummary)}


def read_signed(
    source: bytes | Path,
    trusted: Container[str],
    attached: str,
    form: str,
    version: tuple[int, int],
    decode: Callable[[bytes], dict[str, Any]] = _strictly,
) -> SummaryReading:
    """The same of any signed PDF of lapdesk: its one attached file is called `attached`."""
    from lapdesk.exchange import summary_pdf

    content = limits.read_within(source, limits.SUMMARY_OCTETS)
    if not content.startswith(b"%PDF-"):
        raise _not_a_pdf()
    signed_pdf.refuse_encrypted(content)
    signature = signed_pdf.the_signature(content)
    signed_pdf.refuse_tangled(content)
    inside, deflated, when = summary_pdf.read_attached(content, attached, signature)
    document = decode(inside)
    refuse_newer(document, form, version)
    authority = signature.by.authority
    association = certificates.association_of(authority)
    _refuse_other(document, association)
    fingerprint = certificates.fingerprint_of(authority)
    return SummaryReading(
        document=document,
        json=inside,
        deflated=deflated,
        sha256=hashlib.sha256(inside).hexdigest(),
        association=association,
        fingerprint=fingerprint,
        authority=certificates.to_der(authority),
        signer=_text(document, "signer"),
        function=_text(document, "function"),
        when=when,
        state="trusted" if fingerprint in trusted else "unknown",
    )


class Fingerprinted(Protocol):
    """What was signed under an authority."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the authority's certificate, in hexadecimal."""


def unknown_signer(reading: Fingerprinted) -> LapdeskError:
    """LD-032: what to say of a summary that is held until its signer is confirmed (V32)."""
    return LapdeskError(
        "LD-032",
        _("This association is not confirmed yet."),
        _("Call it on a number that you already know and compare: {words}.").format(
            words=words.spoken(reading.fingerprint)
        ),
    )


def _refuse_other(document: dict[str, Any], association: UUID) -> None:
    named = document.get("association")
    if not isinstance(named, dict) or not isinstance(named.get("id"), str):
        raise strict.malformed()
    if named["id"] != str(association):
        raise LapdeskError(
            "LD-248",
            _("This summary is signed by another association than the one that it names."),
            _("Do not use it. Ask the association that it names for its own file."),
        )


def _text(document: dict[str, Any], name: str) -> str:
    value = document.get(name)
    if not isinstance(value, str):
        raise strict.malformed()
    return value


def _not_a_pdf() -> LapdeskError:
    return LapdeskError(
        "LD-240",
        _("This file is not a PDF."),
        _("Choose the summary that the association sent: its name ends in “.pdf”."),
    )
