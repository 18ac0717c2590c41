"""What is done sooner than pyHanko does it: the same outcome, its own way where that is odd."""

from __future__ import annotations

import asyncio
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from lapdesk.exchange import sooner
from tests import envelopes

_SIGNS = st.text("0123456789abcdefABCDEF<>% \n\r\t\0g(/", max_size=40)


def _outcome(read: Any, content: bytes) -> tuple[Any, ...]:
    """Kind and value of the string and where the stream stands then, or the kind of the error."""
    stream = io.BytesIO(b"x" + content)
    stream.seek(1)
    try:
        found = read(stream)
    except Exception as wrong:  # noqa: BLE001 - whatever it raises is compared
        return type(wrong), str(wrong)
    return type(found), found, stream.tell()


@given(_SIGNS.map(lambda signs: f"<{signs}".encode()))
@example(b"<>")
@example(b"<48656c6C6F> /Next")
@example(b"<FEFF00e9>")
@example(b"<486>")
@example(b"<48 65\n6C % said\n6C6F>")
@example(b"<4865")
@example(b"<48zz>")
@example(b"<" + b"30" * 20_000 + b">after")
def test_a_string_in_hexadecimal(content: bytes) -> None:
    assert _outcome(generic.read_hex_string_from_stream, content) == _outcome(
        sooner._its_own, content
    )


def test_the_parser_finds_it() -> None:
    assert generic.read_hex_string_from_stream is sooner.hexadecimal
    assert sooner._its_own.__module__ == generic.__name__
    found: Any = generic.read_object(io.BytesIO(b"[<4142> <5>]"), generic.Reference(1))
    assert list(map(str, found)) == ["AB", "P"]


def _asked() -> tuple[Any, ValidationContext, KeyUsageConstraints]:
    whole = envelopes.summary_pdf(envelopes.association())
    (found,) = PdfFileReader(io.BytesIO(whole)).embedded_signatures
    context = ValidationContext(
        trust_roots=[found.other_embedded_certs[0]],
        allow_fetching=False,
        moment=datetime(2026, 6, 1, tzinfo=UTC),
    )
    return found, context, KeyUsageConstraints(key_usage={"digital_signature"})


def test_a_signature_needs_no_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_given: Any, **_named: Any) -> None:
        raise AssertionError("an event loop was made")

    asked = _asked()
    monkeypatch.setattr(asyncio, "run", refused)
    assert sooner.validated(*asked).bottom_line


@pytest.mark.parametrize("waits", [True, False], ids=["waits", "wants a loop"])
def test_what_waits_gets_its_event_loop(monkeypatch: pytest.MonkeyPatch, *, waits: bool) -> None:
    asked, plainly = _asked(), async_validate_pdf_signature

    async def later(*given: Any, **named: Any) -> Any:
        asyncio.get_running_loop()
        return await plainly(*given, **named)

    async def waiting(*given: Any, **named: Any) -> Any:
        await asyncio.sleep(0)
        return await plainly(*given, **named)

    changed = waiting if waits else later
    monkeypatch.setattr(sooner, "async_validate_pdf_signature", changed)
    monkeypatch.setattr("pyhanko.sign.validation.async_validate_pdf_signature", changed)
    assert sooner.validated(*asked).bottom_line
