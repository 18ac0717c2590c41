"""A frozen year: the committee's report as a signed PDF with its figures inside.

    sign_frozen(pages_pdf: bytes, figures: bytes, *, key, certificate, authority, now) -> bytes
    read_frozen(source: bytes | Path, trusted: Container[str]) -> SummaryReading

As a summary is made and read, with `committee.json` attached; refused as a summary is.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lapdesk.exchange.summary import SummaryReading, read_signed

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

FORMAT: Final = "lapdesk-committee"
VERSION: Final = (1, 0)
ATTACHED: Final = "committee.json"


def sign_frozen(
    pages_pdf: bytes,
    figures: bytes,
    *,
    key: Any,
    certificate: Certificate,
    authority: Certificate,
    now: datetime,
) -> bytes:
    """The pages with `figures` attached, signed over the whole file and read back."""
    from lapdesk.exchange import summary_pdf

    whole = summary_pdf.attach_and_sign(
        pages_pdf, ATTACHED, figures, key, certificate, authority, now
    )
    if read_frozen(whole, ()).json != figures:
        raise RuntimeError("the frozen year reads back differently")
    return whole


def read_frozen(source: bytes | Path, trusted: Container[str]) -> SummaryReading:
    """What a frozen year says and who signed it, or a refusal; writes nothing."""
    return read_signed(source, trusted, ATTACHED, FORMAT, VERSION)
