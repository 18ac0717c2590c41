from __future__ import annotations

import gzip
import random
import zlib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.errors import LapdeskError
from lapdesk.exchange import header as headers
from lapdesk.exchange import limits, packed, sealing, signed, strict, working
from tests import envelopes
from tests.envelopes import NOW, Association, association


def _refusal(of: Association, file: bytes | Path) -> str:
    with pytest.raises(LapdeskError) as refusal:
        envelopes.read(of, file)
    assert refusal.value.title
    assert refusal.value.advice
    return refusal.value.code


def _header(of: Association, **changed: Any) -> bytes:
    counted = {"changes": 1, **changed}
    return headers.header_line(envelopes.header(of, **counted)) + b"\n"


def test_what_is_written_is_read(tmp_path: Path) -> None:
    one = association()
    lines = envelopes.change_lines(one, 50)
    data = envelopes.working_file(one, lines)
    place = tmp_path / "a.lapdesk"
    place.write_bytes(data)
    for source in (data, place):
        found, read = envelopes.read(one, source)
        assert read == lines
        assert found == envelopes.header(one, changes=50)


def test_an_empty_file_may_travel() -> None:
    one = association()
    found, read = envelopes.read(one, envelopes.working_file(one, []))
    assert (found.changes, read) == (0, [])


def test_what_a_later_version_says_in_the_header_is_kept() -> None:
    one = association()
    data = envelopes.working_file(one, [b"{}"], version=(1, 7), more={"later": [1, {"a": "é"}]})
    found, _read = envelopes.read(one, data)
    assert (found.version, dict(found.more)) == ((1, 7), {"later": [1, {"a": "é"}]})


def test_lines_that_compress_too_well_are_written_so_that_they_can_be_read() -> None:
    one = association()
    lines = [b'{"a":"' + b"a" * 10_000 + b'"}'] * 200
    assert envelopes.read(one, envelopes.working_file(one, lines))[1] == lines


def test_for_another_laptop() -> None:
    one = association()
    data = envelopes.working_file(one, [])
    stranger = replace(one, identity=sealing.new_identity())
    assert _refusal(stranger, data) == "LD-250"


def test_every_recipient_can_read() -> None:
    one = association()
    others = [sealing.new_identity() for _ in range(3)]
    data = working.write_working(
        envelopes.header(one),
        [b"{}"],
        key=one.key,
        certificate=one.certificate,
        authority=one.authority,
        recipients=[sealing.public_of(other) for other in [*others, one.identity, one.identity]],
    )
    for identity in others:
        assert envelopes.read(replace(one, identity=identity), data)[1] == [b"{}"]


def test_of_another_association() -> None:
    one, other = association(), association("Autre")
    data = envelopes.working_file(replace(other, identity=one.identity), [])
    assert _refusal(one, data) == "LD-252"
    named = envelopes.working_file(one, [], association=other.id)
    assert _refusal(one, named) == "LD-252"


def test_a_laptop_speaks_only_for_itself() -> None:
    one = association()
    assert _refusal(one, envelopes.working_file(one, [], sender=other_device())) == "LD-031"
    signer = replace(one, key=one.signer_key, certificate=one.signer)
    assert _refusal(one, envelopes.working_file(signer, [])) == "LD-031"


def other_device() -> Any:
    return association("Autre").device


def test_no_byte_of_the_sealed_file_can_change() -> None:
    one = association()
    data = envelopes.working_file(one, envelopes.change_lines(one, 3))
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << (place % 8)
        assert _refusal(one, bytes(changed)) in {"LD-250", "LD-258", "LD-259"}


@pytest.mark.parametrize("place", [0, 30, 60, -1, -40, -100, -300, -800])
def test_what_was_sealed_again_after_a_change_is_not_what_was_signed(place: int) -> None:
    one = association()
    message = bytearray(sealing.unseal(envelopes.working_file(one, [b"{}"]), [one.identity]))
    message[place] ^= 1
    assert _refusal(one, sealing.seal(bytes(message), [sealing.public_of(one.identity)])) == (
        "LD-031"
    )


def test_cut_short_or_added_to() -> None:
    one = association()
    data = envelopes.working_file(one, envelopes.change_lines(one, 3))
    for changed in (data[:-1], data[:-200], data + b"x"):
        assert _refusal(one, changed) == "LD-259"
    assert _refusal(one, data[:20]) == "LD-258"
    assert _refusal(one, b"") == "LD-258"
    assert _refusal(one, b"%PDF-1.7") == "LD-258"


def test_above_64_mib(tmp_path: Path) -> None:
    large = tmp_path / "large.lapdesk"
    with large.open("wb") as file:
        file.write(sealing.HEAD)
        file.truncate(limits.WORKING_OCTETS + 1)
    assert _refusal(association(), large) == "LD-241"


def test_not_gzip() -> None:
    one = association()
    whole = gzip.compress(_header(one) + b"{}\n")
    for inside in (b"", b"{}", zlib.compress(b"{}"), whole[:-3], whole + b"x", whole + whole):
        code = _refusal(one, envelopes.raw_working_file(one, b"", packed=inside))
        assert code in {"LD-257", "LD-259"}


def test_what_swells_is_not_inflated() -> None:
    one = association()
    text = _header(one, changes=600) + (b" " * 60_000 + b"\n") * 600
    assert _refusal(one, envelopes.raw_working_file(one, text)) == "LD-254"
    assert _refusal(one, envelopes.raw_working_file(one, b" " * 9_000_000)) in {"LD-253", "LD-254"}


def test_swelling_is_counted_to_the_octet(monkeypatch: pytest.MonkeyPatch) -> None:
    one = association()
    text = _header(one, changes=500) + (b" " * 1_000 + b"\n") * 500
    packed = gzip.compress(text, mtime=0)
    data = envelopes.raw_working_file(one, b"", packed=packed)
    monkeypatch.setattr(limits, "EXPANSION", Fraction(len(text), len(packed)))
    assert len(envelopes.read(one, data)[1]) == 500
    monkeypatch.setattr(limits, "EXPANSION", Fraction(len(text) - 1, len(packed)))
    assert _refusal(one, data) == "LD-254"


def test_above_200_000_changes() -> None:
    one = association()
    most = limits.CHANGES
    noise = random.Random(3)
    lines = [b"%x" % noise.getrandbits(128) for _ in range(most + 1)]
    found, read = working.read_working(
        envelopes.working_file(one, lines[:most]),
        identities=[one.identity],
        authority=one.authority,
    )
    assert found.changes == most
    assert sum(1 for _line in read) == most
    text = _header(one, changes=most + 1) + b"\n".join(lines) + b"\n"
    assert _refusal(one, envelopes.raw_working_file(one, text)) == "LD-256"
    with pytest.raises(ValueError, match="too many"):
        envelopes.working_file(one, lines)


@pytest.mark.parametrize(("announced", "held"), [(0, 1), (1, 0), (3, 2), (2, 3)])
def test_other_than_announced(announced: int, held: int) -> None:
    one = association()
    text = _header(one, changes=announced) + b"{}\n" * held
    assert _refusal(one, envelopes.raw_working_file(one, text)) == "LD-257"


def test_a_last_line_without_its_end() -> None:
    one = association()
    assert _refusal(one, envelopes.raw_working_file(one, _header(one) + b"{}")) == "LD-259"


def test_a_line_above_64_kib() -> None:
    one = association()
    noise = random.Random(5).randbytes(40_000).hex().encode()
    text = _header(one) + noise + b"\n"
    assert _refusal(one, envelopes.raw_working_file(one, text)) == "LD-253"
    with pytest.raises(LapdeskError) as refusal:
        envelopes.working_file(one, [noise])
    assert refusal.value.code == "LD-253"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"[1,0]", b"[2,0]", "LD-033"),
        (b"[1,0]", b"[0,9]", "LD-147"),
        (b"[1,0]", b"[1]", "LD-147"),
        (b"[1,0]", b'"1.0"', "LD-147"),
        (b"lapdesk-working", b"lapdesk-summary", "LD-147"),
        (b'"requires":[]', b'"requires":[["colours",[1,4]]]', "LD-255"),
        (b'"requires":[]', b'"requires":["colours"]', "LD-147"),
        (b'"requires":[]', b'"requires":[],"requires":[]', "LD-141"),
        (b'"changes":1', b'"changes":1.0', "LD-142"),
        (b'"changes":1', b'"changes":-1', "LD-147"),
        (b'"changes":1', b'"changes":200001', "LD-256"),
        (b'"requires":[]', b'"x":' + b"[" * 9 + b"]" * 9, "LD-143"),
        (b'"reference":""', b'"reference":"\\u0000"', "LD-146"),
        (b"09:30:00Z", b"09:30:00", "LD-147"),
        (b'",1,3]]', b'",3,1]]', "LD-147"),
        (b'"number":1', b'"number":0', "LD-147"),
    ],
)
def test_a_header_of_another_form(old: bytes, new: bytes, code: str) -> None:
    one = association()
    text = _header(one).replace(old, new, 1) + b"{}\n"
    assert new in text
    assert _refusal(one, envelopes.raw_working_file(one, text)) == code


def test_the_version_that_is_needed_is_said() -> None:
    one = association()
    text = _header(one, requires=(("colours", (1, 4)),)) + b"{}\n"
    with pytest.raises(LapdeskError, match=r"1\.4"):
        envelopes.read(one, envelopes.raw_working_file(one, text))


def test_nothing_is_inflated_before_the_signature_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    one = association()
    message = bytearray(sealing.unseal(envelopes.working_file(one, [b"{}"]), [one.identity]))
    message[-1] ^= 1
    touched: list[str] = []
    monkeypatch.setattr(packed, "unpack", lambda *_: touched.append("inflated"))
    monkeypatch.setattr(strict, "decode", lambda *_, **__: touched.append("parsed"))
    data = sealing.seal(bytes(message), [sealing.public_of(one.identity)])
    assert _refusal(one, data) == "LD-031"
    assert not touched


@given(st.lists(st.integers(1, 4_000_000), max_size=40), st.integers(1, 5))
def test_parts_keep_order_and_limits(sizes: list[int], most: int) -> None:
    lines = [bytes(min(size, 50_000)) for size in sizes]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(limits, "CHANGES", most)
        patched.setattr(working, "_PART_OCTETS", 120_000)
        found = list(working.parts(iter(lines)))
    assert [line for part in found for line in part] == lines
    assert all(len(part) <= most for part in found)
    assert all(sum(len(line) + 1 for line in part) <= 120_000 for part in found)
    assert len(found) == 1 or all(found)


def test_the_claimed_moment_is_the_headers() -> None:
    one = association()
    message = sealing.unseal(envelopes.working_file(one, []), [one.identity])
    assert signed.read(message)[1].when == NOW
