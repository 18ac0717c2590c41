"""The working file between laptops of one association: age, CMS, gzip, JSON Lines.

    write_working(header, lines: Collection[bytes], *, key, certificate, authority,
                  recipients: Iterable[str]) -> bytes
    read_working(source: bytes | Path, *, identities: Iterable[str], authority: Certificate)
                  -> (WorkingHeader, Iterator[bytes])
    parts(lines: Iterable[bytes]) -> Iterator[list[bytes]]     what fits in one file each

`key` and `certificate` are the sending laptop's (`certificates.issue_device`), `recipients` the
age public keys of the receivers and of the recovery key; `lines` come from `lines.encode_line`.
What is written is bytes: the caller puts them on disk. `age -d -i KEY FILE | openssl cms -verify
-inform DER -CAfile AUTHORITY.pem -purpose any | gunzip` prints it without lapdesk.

Reading goes size, decrypt, verify, inflate within limits, parse; nothing is looked at before what
protects it holds. The header is read at once; **lines come as they are inflated, so a refusal may
come while iterating: write inside one transaction.** Refusals: LD-241 above 64 MiB, LD-250 for
another laptop, LD-259 damaged, LD-252 of another association, LD-031 wrongly signed, LD-033 newer
major, LD-255 needs a feature that is not here, LD-253 a line above 64 KiB, LD-254 swells more than
20 : 1, LD-256 more than 200,000 changes, LD-257 not as many as the header says, LD-258 not a
working file, LD-140 to LD-147 a header that is not strict JSON of the right shape.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lapdesk.errors import LapdeskError
from lapdesk.exchange import certificates, limits, packed, sealing, signed, signed_pdf
from lapdesk.exchange.header import WorkingHeader, header_line, read_header
from lapdesk.i18n import _

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

# Lines of one file, before compression: what cannot be compressed at all still fits.
_PART_OCTETS: Final = limits.WORKING_OCTETS * 3 // 4


def write_working(
    header: WorkingHeader,
    lines: Collection[bytes],
    *,
    key: Any,
    certificate: Certificate,
    authority: Certificate,
    recipients: Iterable[str],
) -> bytes:
    """The file's bytes; the header's count is set to that of `lines` (at most what `parts` gives).

    The time that the signature claims is the header's `made_at`.
    """
    counted = replace(header, changes=len(lines))
    if counted.changes > limits.CHANGES:
        raise ValueError("too many changes for one file")
    inside = packed.pack(header_line(counted), lines)
    message = signed.sign(
        inside, key=key, certificate=certificate, authority=authority, now=counted.made_at
    )
    whole = sealing.seal(message, recipients)
    if len(whole) > limits.WORKING_OCTETS:
        raise ValueError("too long for one file")
    return whole


def parts(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """`lines` in order, in as few lists as the limits of one file allow; one at least."""
    part: list[bytes] = []
    octets = 0
    for line in lines:
        if len(part) == limits.CHANGES or octets + len(line) + 1 > _PART_OCTETS:
            yield part
            part, octets = [], 0
        part.append(line)
        octets += len(line) + 1
    yield part


def read_working(
    source: bytes | Path, *, identities: Iterable[str], authority: Certificate
) -> tuple[WorkingHeader, Iterator[bytes]]:
    """The header, and the changes' lines as they are inflated; see above for the refusals."""
    inside, sender = _opened(source, identities, authority)
    lines = packed.unpack(inside)
    first = next(lines, None)
    if first is None:
        raise packed.not_as_announced()
    header = read_header(first)
    if header.association != certificates.association_of(authority):
        raise _of_another()
    if certificates.device_of(sender) != header.sender:
        raise signed_pdf.altered()
    if header.changes > limits.CHANGES:
        raise packed.too_many()
    return header, packed.counted(lines, header.changes)


def _opened(
    source: bytes | Path, identities: Iterable[str], authority: Certificate
) -> tuple[memoryview, Certificate]:
    """What was signed, and the certificate of the laptop that signed it."""
    sealed = limits.read_within(source, limits.WORKING_OCTETS)
    if not sealed.startswith(sealing.HEAD):
        raise _not_working()
    message = sealing.unseal(sealed, identities)
    del sealed  # two copies of 64 MiB are enough
    try:
        inside, by = signed.read(message)
    except signed.BadSignatureError as wrong:
        raise signed_pdf.altered() from wrong
    if by.authority != authority:
        raise _of_another()
    return inside, by.signer


def _not_working() -> LapdeskError:
    return LapdeskError(
        "LD-258",
        _("This is not a working file."),
        _("Choose the file that the other laptop wrote: its name ends in “.lapdesk”."),
    )


def _of_another() -> LapdeskError:
    return LapdeskError(
        "LD-252",
        _("This working file comes from another association."),
        _("Only laptops of your own association exchange working files. Do not use it."),
    )
