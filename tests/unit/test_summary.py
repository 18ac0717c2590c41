from __future__ import annotations

import hashlib
import io
import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.errors import LapdeskError
from lapdesk.exchange import limits, summary, summary_pdf
from tests import envelopes
from tests.envelopes import NOW, association


def _refusal(data: bytes | Path) -> str:
    with pytest.raises(LapdeskError) as refusal:
        summary.read_summary(data, {association().fingerprint})
    assert refusal.value.title
    assert refusal.value.advice
    return refusal.value.code


def _gap(data: bytes) -> tuple[int, int]:
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", data)
    assert found
    return int(found[1]), int(found[2])


def test_what_was_signed_is_read() -> None:
    one = association()
    data = envelopes.summary_pdf(one, comments=[{"section": "A", "text": "« œuvre » 😀"}])
    reading = summary.read_summary(data, {one.fingerprint})
    assert reading.state == "trusted"
    assert reading.document == json.loads(reading.json)
    assert reading.document["comments"][0]["text"] == "« œuvre » 😀"
    assert reading.sha256 == hashlib.sha256(reading.json).hexdigest()
    assert (reading.association, reading.fingerprint) == (one.id, one.fingerprint)
    assert (reading.signer, reading.function) == ("Awa Diallo", "Présidente")
    assert reading.when == NOW


def test_an_unknown_signer_is_held_not_refused() -> None:
    reading = summary.read_summary(envelopes.summary_pdf(association()), ())
    assert reading.state == "unknown"
    words = summary.unknown_signer(reading)
    assert words.code == "LD-032"
    assert words.advice.count("–") == 1


def test_signed_again_by_another_authority_it_is_another_signers() -> None:
    one, other = association(), association("Autre")
    stolen = envelopes.summary_pdf(other, json.dumps(envelopes.document(one)).encode())
    assert _refusal(stolen) == "LD-248"
    own = summary.read_summary(envelopes.summary_pdf(other), {one.fingerprint})
    assert own.state == "unknown"


@pytest.mark.parametrize("year", [1970, 2038, 2060])
def test_a_wrong_clock_signs_a_good_summary(year: int) -> None:
    one = association()
    now = datetime(year, 1, 1, 12, tzinfo=UTC)
    keys: dict[str, Any] = {
        "key": one.signer_key,
        "certificate": one.signer,
        "authority": one.authority,
    }
    content = json.dumps(envelopes.document(one)).encode()
    data = summary.sign_summary(envelopes.pages(), content, now=now, **keys)
    assert summary.read_summary(data, {one.fingerprint}).when == now


def test_a_hostile_name_does_not_confuse_the_search_for_the_signature() -> None:
    one = association("/ByteRange [0 1 2 3]")
    keys: dict[str, Any] = {
        "key": one.signer_key,
        "certificate": one.signer,
        "authority": one.authority,
        "now": NOW,
    }
    title = "/ByteRange [0 10 20 30] <AB> %%EOF (/Prev 5) endstream"
    content = json.dumps(envelopes.document(one, signer=title)).encode()
    data = summary.sign_summary(envelopes.pages(title), content, **keys)
    assert summary.read_summary(data, {one.fingerprint}).signer == title


def test_no_byte_can_change_unnoticed() -> None:
    data = envelopes.summary_pdf(association())
    start, end = _gap(data)
    everywhere = {*range(0, len(data), 61), *range(start - 60, start + 30), *range(end - 40, end)}
    everywhere |= {*range(start, start + 2800, 11), *range(len(data) - 80, len(data))}
    for place in sorted(everywhere):
        changed = bytearray(data)
        changed[place] ^= 1 << (place % 7)
        assert _refusal(bytes(changed)) in {"LD-031", "LD-240", "LD-243", "LD-245", "LD-246"}


def test_the_case_of_a_digit_and_the_zeros_count_too() -> None:
    data = envelopes.summary_pdf(association())
    start, end = _gap(data)
    letter = next(i for i in range(start + 1, end) if data[i : i + 1] in b"ABCDEF")
    for place, sign in ((letter, data[letter : letter + 1].lower()), (end - 3, b"1")):
        changed = data[:place] + sign + data[place + 1 :]
        assert len(changed) == len(data)
        assert _refusal(changed) == "LD-031"


@pytest.mark.parametrize("more", [b"\n", b"x", b"%%EOF\n", b"\0" * 1000, b"\n%comment\n%%EOF\n"])
def test_added_bytes(more: bytes) -> None:
    assert _refusal(envelopes.summary_pdf(association()) + more) == "LD-245"


def test_an_incremental_update() -> None:
    assert _refusal(envelopes.updated(envelopes.summary_pdf(association()))) == "LD-245"


def test_a_second_signature() -> None:
    assert _refusal(envelopes.signed_again(envelopes.summary_pdf(association()))) == "LD-247"


def test_cut_short() -> None:
    data = envelopes.summary_pdf(association())
    start, _end = _gap(data)
    for size in (len(data) - 1, len(data) - 7, len(data) - 500, start + 100, 200, 5):
        assert _refusal(data[:size]) == "LD-246"


def test_other_files() -> None:
    assert _refusal(b"") == "LD-240"
    assert _refusal(b"hello") == "LD-240"
    assert _refusal(b" " + envelopes.summary_pdf(association())) == "LD-240"
    assert _refusal(envelopes.pages()) == "LD-243"
    assert _refusal(envelopes.updated(envelopes.pages())) == "LD-243"


def test_a_signed_pdf_of_something_else() -> None:
    one = association()
    keys = (one.signer_key, one.signer, one.authority, NOW)
    other = summary_pdf.attach_and_sign(envelopes.pages(), "other.json", b"{}", *keys)
    assert _refusal(other) == "LD-244"
    two = summary_pdf.attach_and_sign(envelopes.pages(), "a", b"{}", *keys)
    assert _refusal(envelopes.signed_again(envelopes.pages())) == "LD-244"
    assert _refusal(two) == "LD-244"


def test_a_compressed_table_of_contents_is_not_opened() -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer: Any = copy_into_new_writer(PdfFileReader(io.BytesIO(envelopes.pages())))
    writer.stream_xrefs = True
    out = io.BytesIO()
    writer.write(out)
    one = association()
    keys = (one.signer_key, one.signer, one.authority, NOW)
    content = json.dumps(envelopes.document(one)).encode()
    data = summary_pdf.attach_and_sign(out.getvalue(), summary.ATTACHED, content, *keys)
    assert _refusal(data) == "LD-244"


@pytest.mark.parametrize(
    ("attached", "code"),
    [
        (b"", "LD-140"),
        (b"{", "LD-140"),
        (b'{"format":"lapdesk-summary","format":"lapdesk-summary"}', "LD-141"),
        (b'{"a":1.5}', "LD-142"),
        (b"[" * 99 + b"]" * 99, "LD-143"),
        (b'{"a":"' + b"a" * 20_000 + b'"}', "LD-144"),
        (b"[]", "LD-147"),
        (b"{}", "LD-147"),
        (b'{"format":"lapdesk-working","version":[1,0]}', "LD-147"),
        (b'{"format":"lapdesk-summary","version":[true,0]}', "LD-147"),
        (b'{"format":"lapdesk-summary","version":[2,0]}', "LD-033"),
        (b'{"format":"lapdesk-summary","version":[1,0],"association":{"id":3}}', "LD-147"),
        (b" " * (limits.FIGURES_OCTETS + 1), "LD-249"),
    ],
    ids=lambda value: value[:30] if isinstance(value, bytes) else value,
)
def test_figures_of_another_form(attached: bytes, code: str) -> None:
    assert _refusal(envelopes.summary_pdf(association(), attached)) == code


def test_a_newer_minor_is_read_and_kept() -> None:
    one = association()
    data = envelopes.summary_pdf(one, version=[1, 9], novelty={"kept": [1, "é"]})
    reading = summary.read_summary(data, {one.fingerprint})
    assert reading.document["novelty"] == {"kept": [1, "é"]}
    assert b'"novelty"' in reading.json


def test_what_cannot_be_read_back_is_never_handed_out() -> None:
    one = association()
    with pytest.raises(LapdeskError) as refusal:
        envelopes.summary_pdf(one, number=1.5)
    assert refusal.value.code == "LD-142"


def test_above_the_limit(tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(limits.SUMMARY_OCTETS + 1)
    assert _refusal(large) == "LD-241"
    assert _refusal(b"%PDF-" + b" " * limits.SUMMARY_OCTETS) == "LD-241"


@cache
def _whole() -> bytes:
    return envelopes.summary_pdf(association())


@given(st.floats(0, 1), st.integers(0, 200), st.binary(max_size=20))
def test_any_damage_is_a_refusal(place: float, cut: int, put: bytes) -> None:
    whole = _whole()
    start = int(place * len(whole))
    changed = whole[:start] + put + whole[start + cut :]
    if changed != whole:
        _refusal(changed)
