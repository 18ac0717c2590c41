from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.errors import LapdeskError
from lapdesk.exchange import strict

TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(strict.SMALLEST, strict.LARGEST) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_is_read(value: Any) -> None:
    assert strict.decode(strict.encode(value), size=10**6, depth=64) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    code = ""
    try:
        strict.decode(data, size=40)
    except LapdeskError as refusal:
        code = refusal.code
    assert code in {"", *(f"LD-14{n}" for n in range(7))}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "LD-140"),
        (b"{", "LD-140"),
        (b"{} {}", "LD-140"),
        (b"\xef\xbb\xbf{}", "LD-140"),
        (b"\xff", "LD-140"),
        (b'"a\nb"', "LD-140"),
        (b'{"a":1,"a":1}', "LD-141"),
        (b'{"a":{"b":1,"\\u0062":1}}', "LD-141"),
        (b"1.0", "LD-142"),
        (b"1e2", "LD-142"),
        (b"NaN", "LD-142"),
        (b"[-Infinity]", "LD-142"),
        (b"9223372036854775808", "LD-142"),
        (b"1" * 5000, "LD-142"),
        (b"[" * 9 + b"]" * 9, "LD-143"),
        (b"[" * 1_000_000, "LD-143"),
        (b'{"a":' * 9 + b"1" + b"}" * 9, "LD-143"),
        (b'"' + b"a" * 16_385 + b'"', "LD-144"),
        (b'{"' + "é".encode() * 8_193 + b'":1}', "LD-144"),
        (b'"' + b"a" * 2_000_000 + b'"', "LD-145"),
        (b'"\\u0000"', "LD-146"),
        (b'"\\ud800"', "LD-146"),
        (b'"\x7f"', "LD-146"),
        (b'"\xc2\x85"', "LD-146"),
        (b'{"\\r":1}', "LD-146"),
        (b"[]", "LD-147"),
        (b"null", "LD-147"),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else value,
)
def test_everything_else_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(LapdeskError) as refusal:
        strict.decode_object(data, size=1_500_000)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 8 + b"]" * 8,
        b'["[[[[[[[[[[\\"[[[[[[[["]',
        b'"' + b"a" * 16_384 + b'"',
        b"-9223372036854775808",
        b'"\\t\\n"',
        b' \n{"a" : [ 1 , true ] } ',
    ],
)
def test_the_limits_themselves_are_allowed(data: bytes) -> None:
    strict.decode(data, size=20_000)


@pytest.mark.parametrize("sign", [b'"', b'\\"', b'""', b'"\\', b"[]", b"{"])
def test_hostile_repetition_is_refused_in_one_pass(sign: bytes) -> None:
    with pytest.raises(LapdeskError):
        strict.decode(b'"' + sign * 500_000, size=4_000_000)
