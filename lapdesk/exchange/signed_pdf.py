"""What the bytes of a signed PDF say, looked at by hand before any PDF library reads them.

    the_signature(content: bytes) -> Signature     or LD-031, LD-243, LD-245, LD-246
    refuse_expired(by: SignedBy, when: datetime) -> None       or LD-236
    refuse_encrypted(content: bytes) -> None       or LD-251
    refuse_tangled(content: bytes) -> None         or LD-244

A signature promises for the bytes of its `/ByteRange` and nothing else. So: the range begins at
the file's first byte and ends at its last; what it leaves out is one hexadecimal string, written
in capitals, of the signature and zeros after it; and the signed message holds for all the rest.
Only then is the file parsed, and only if its cross-reference tables are the plain ones that
lapdesk writes, so that no compressed stream is opened to find the way.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lapdesk.errors import LapdeskError
from lapdesk.exchange import signed
from lapdesk.i18n import _

_NAME: Final = b"/ByteRange"
_RANGE: Final = re.compile(rb"/ByteRange\s*\[\s*(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")
_END: Final = re.compile(rb"startxref\s+(\d{1,9})\s+%%EOF\s*\Z")
_PREVIOUS: Final = re.compile(rb"/Prev\s+(\d{1,9})(?![\d\s]*\d\s+R)(?=[\s/>])")
_HEXADECIMAL: Final = re.compile(rb"<([0-9A-F]+)>\Z")
_GAP_OCTETS: Final = 65_536
_SECTIONS: Final = 16
_TABLES_OCTETS: Final = 20 * 100_000


@dataclass(frozen=True, slots=True)
class Signature:
    """The one signature: its byte range, its message (DER), and who signed."""

    span: tuple[int, int, int, int]
    message: bytes
    by: signed.SignedBy


def altered() -> LapdeskError:
    """LD-031 (V31): what is signed and what is there differ."""
    return LapdeskError(
        "LD-031",
        _("File refused: the signature does not match the contents."),
        _("Ask the association that made it to send it again."),
    )


def not_a_summary() -> LapdeskError:
    """LD-244: a PDF, perhaps signed, but none that lapdesk made."""
    return LapdeskError(
        "LD-244",
        _("This PDF is not a summary made with lapdesk."),
        _("Ask the association for the file as lapdesk wrote it, not printed or converted."),
    )


def the_signature(content: bytes) -> Signature:
    """The signature that covers all of `content`, or the refusal that says what is wrong."""
    span = _whole_range(content)
    first, gap, rest, last = span
    if first or not gap < rest <= gap + _GAP_OCTETS:
        raise altered()
    written = _HEXADECIMAL.match(content[gap:rest])
    if written is None or len(written[1]) % 2:
        raise altered()
    held = bytes.fromhex(written[1].decode("ascii"))
    digest = hashlib.sha256(memoryview(content)[:gap])
    digest.update(memoryview(content)[rest : rest + last])
    try:
        size = signed.size_of(held)
        if any(held[size:]):
            raise altered()
        by = signed.read_detached(held[:size], digest.digest())
    except signed.BadSignatureError as wrong:
        raise altered() from wrong
    return Signature(span, held[:size], by)


def refuse_expired(by: signed.SignedBy, when: datetime) -> None:
    """Refuse (LD-236) a moment outside the dates of the signer's certificate or its authority's.

    Ours have no end, so that no wrong clock spoils a good file: one that has was made elsewhere.
    """
    for one in (by.signer, by.authority):
        if not one.not_valid_before_utc <= when <= one.not_valid_after_utc:
            raise LapdeskError(
                "LD-236",
                _("This file was signed with a certificate that had run out."),
                _("Ask the association for a new file made with lapdesk."),
            )


def refuse_encrypted(content: bytes) -> None:
    """Refuse (LD-251) a PDF under a password: opened or not, it is not the file that was signed."""
    end = _END.search(content, max(0, len(content) - 64))
    at = int(end[1]) if end else len(content)
    plain = content[at : at + 4] == b"xref"
    start = content.find(b"trailer", at) if plain else at
    stop = content.find(b"startxref" if plain else b"stream", max(0, start))
    if start >= 0 and b"/Encrypt" in content[start : max(start, stop)]:
        raise LapdeskError(
            "LD-251",
            _("This PDF is protected by a password."),
            _("Ask the association for the file as lapdesk wrote it, without a password."),
        )


def refuse_tangled(content: bytes) -> None:
    """Refuse (LD-244) cross-reference tables that are not plain, or too many of them."""
    end = _END.search(content, max(0, len(content) - 64))
    at: int | None = int(end[1]) if end else -1
    seen: set[int] = set()
    octets = 0
    while at is not None:
        trailer = content.find(b"trailer", at)
        stop = content.find(b"startxref", trailer)
        if at in seen or len(seen) == _SECTIONS or min(at, trailer, stop) < 0:
            raise not_a_summary()
        seen.add(at)
        octets += trailer - at
        section = content[trailer:stop]
        previous = _PREVIOUS.findall(section)
        odd = b"#" in section or b"XRefStm" in section or b"/Encrypt" in section
        if content[at : at + 4] != b"xref" or odd or octets > _TABLES_OCTETS:
            raise not_a_summary()
        if len(previous) > 1 or len(previous) != section.count(b"Prev"):
            raise not_a_summary()
        at = int(previous[0]) if previous else None


def _whole_range(content: bytes) -> tuple[int, int, int, int]:
    """The byte range of the last signature, which must end where the file ends."""
    found = [_numbers(one) for one in _ranges(content)]
    # A text may look like a range: only one that leaves out a string in angles is one.
    spans = [s for s in found if content[s[1] : s[1] + 1] == b"<"]
    if not spans:
        raise _unsigned() if _END.search(content, max(0, len(content) - 64)) else _cut_short()
    _first, _gap, rest, last = spans[-1]
    if rest + last < len(content):
        raise _continued()
    if rest + last > len(content):
        raise _cut_short()
    return spans[-1]


def _ranges(content: bytes) -> Iterator[re.Match[bytes]]:
    """What looks like a byte range; sought by its name first, in a fifth of the time."""
    at = content.find(_NAME)
    while at >= 0:
        found = _RANGE.match(content, at)
        if found is not None:
            yield found
        at = content.find(_NAME, at + len(_NAME))


def _numbers(found: re.Match[bytes]) -> tuple[int, int, int, int]:
    return int(found[1]), int(found[2]), int(found[3]), int(found[4])


def _unsigned() -> LapdeskError:
    return LapdeskError(
        "LD-243",
        _("This PDF carries no signature."),
        _("Ask the association for the file as lapdesk wrote it, not printed or converted."),
    )


def _continued() -> LapdeskError:
    return LapdeskError(
        "LD-245",
        _("Something was added to this file after it was signed."),
        _("Ask the association for the file as lapdesk wrote it."),
    )


def _cut_short() -> LapdeskError:
    return LapdeskError(
        "LD-246",
        _("This file is cut short: its end is missing."),
        _("Copy or download it again, or ask for it to be sent again."),
    )
