"""The reference file: the plan, the directory and what is asked, from a committee to all.

    write_reference(header, lines: Collection[bytes], *, key, certificate, authority) -> bytes
    read_reference(source: bytes | Path) -> ReferenceReading
    reading.changes() -> Iterator[ChangeLine]          may refuse while iterating
    unknown_signer(reading) -> LapdeskError            LD-032 (V32), with the words to compare

The envelope is the working file's without age, for it is for everybody: a CMS signed message
around gzip around JSON Lines, a header and then one change a line. `openssl cms -verify -in FILE
-inform DER -CAfile AUTHORITY.pem -purpose any | gunzip` prints it without lapdesk.

What may be inside is said by `models.shared`: no person, no author, no reason. Which authority is
believed is the caller's question. Reading goes size, verify, inflate within limits, parse.
Refusals: LD-241 above 64 MiB, LD-031 wrongly signed, LD-233 holds what no reference file holds,
LD-033 newer major, and as in `working` LD-253 to LD-257, LD-259, LD-140 to LD-147.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lapdesk.errors import LapdeskError
from lapdesk.exchange import certificates, limits, lines, packed, signed, signed_pdf, words
from lapdesk.exchange.header import (
    REFERENCE_VERSION,
    ReferenceHeader,
    header_line,
    read_reference_header,
)
from lapdesk.i18n import _
from lapdesk.models import shared

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

# A signed message begins so, whatever its size: SEQUENCE, length, the kind's name.
_HEAD: Final = re.compile(
    rb"\x30(?:[\x00-\x7f]|[\x81-\x84].{1,4})\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class ReferenceReading:
    """A reference file whose signature holds: what it says of itself, and who says so."""

    header: ReferenceHeader
    authority: Certificate
    _lines: Iterator[bytes]

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the committee's authority."""
        return certificates.fingerprint_of(self.authority)

    @property
    def committee(self) -> str:
        """The committee's name, as its certificate says it."""
        return certificates.name_of(self.authority)

    def changes(self) -> Iterator[lines.ChangeLine]:
        """The changes, once; a refusal may come while iterating."""
        later = self.header.version > REFERENCE_VERSION
        for line in self._lines:
            change = lines.decode_line(line)
            if shared.is_outside(lines.to_change(change), later=later):
                raise _outside()
            yield change


def begins_one(head: bytes) -> bool:
    """Whether these first bytes may be those of a reference file."""
    return _HEAD.match(head) is not None


def write_reference(
    header: ReferenceHeader,
    content: Collection[bytes],
    *,
    key: Any,
    certificate: Certificate,
    authority: Certificate,
) -> bytes:
    """The file's bytes; the header's count is set to that of `content` (see `working.parts`).

    The time that the signature claims is the header's `made_at`.
    """
    counted = replace(header, changes=len(content))
    if counted.changes > limits.CHANGES:
        raise ValueError("too many changes for one file")
    whole = signed.sign(
        packed.pack(header_line(counted), content),
        key=key, certificate=certificate, authority=authority, now=counted.made_at,
    )  # fmt: skip
    if len(whole) > limits.WORKING_OCTETS:
        raise ValueError("too long for one file")
    return whole


def read_reference(source: bytes | Path) -> ReferenceReading:
    """What a reference file says of itself and who signed it, or a refusal (see above)."""
    message = limits.read_within(source, limits.WORKING_OCTETS)
    try:
        inside, by = signed.read(message)
    except signed.BadSignatureError as wrong:
        raise signed_pdf.altered() from wrong
    content = packed.unpack(inside)
    first = next(content, None)
    if first is None:
        raise packed.not_as_announced()
    header = read_reference_header(first)
    signer = (certificates.association_of(by.authority), certificates.device_of(by.signer))
    if signer != (header.association, header.sender):
        raise signed_pdf.altered()
    if header.changes > limits.CHANGES:
        raise packed.too_many()
    return ReferenceReading(header, by.authority, packed.counted(content, header.changes))


def unknown_signer(reading: ReferenceReading) -> LapdeskError:
    """LD-032: what to say of a file that is held until its committee is confirmed (V32)."""
    return LapdeskError(
        "LD-032",
        _("This committee is not confirmed yet."),
        _("Call the committee on a number that you already know and compare: {words}.").format(
            words=words.spoken(reading.fingerprint)
        ),
    )


def _outside() -> LapdeskError:
    return LapdeskError(
        "LD-233",
        _("This reference file holds more than a plan, a directory and what is asked."),
        _("Nothing was taken in. Do not use it, and tell the committee."),
    )
