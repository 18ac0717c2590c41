from __future__ import annotations

import json
from dataclasses import fields
from itertools import pairwise
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.errors import LapdeskError
from lapdesk.exchange import lines
from lapdesk.models.change import Change
from tests.unit.test_strict import TEXTS

DEVICE = "0190a6c2-7f2e-7c11-8a55-0123456789ab"
PLAIN: dict[str, Any] = {
    "device": DEVICE,
    "number": 2,
    "clock": 7,
    "parents": [[DEVICE, 1]],
    "author": None,
    "entity": "Need",
    "record": "f0000000-0000-4000-8000-00000000000f",
    "fields": {"a": 1, "b": "é"},
}
SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS
FIELDS = st.dictionaries(TEXTS, SCALARS | st.lists(SCALARS, max_size=3), max_size=5)
IDS = st.tuples(st.uuids(), st.integers(1, 2**40 - 1))
CHANGES = st.builds(
    Change,
    device=st.uuids(),
    number=st.integers(1, 2**40 - 1),
    clock=st.integers(0, 2**63 - 1),
    parents=st.lists(IDS, max_size=3).map(tuple),
    author=st.none() | st.uuids(),
    entity=st.sampled_from(["Session", "SupportAction", "SomethingLater"]),
    record=st.uuids(),
    fields=st.none() | FIELDS,
    reason=st.none() | TEXTS,
    undoes=st.none() | st.tuples(st.uuids(), st.integers(0, 2**63 - 1)),
    erased=st.booleans(),
    forgotten=st.lists(TEXTS, max_size=2).map(tuple),
    forgets=st.none() | TEXTS,
    more=st.dictionaries(TEXTS.map("later_{}".format), SCALARS, max_size=2),
)


def _line(**changed: Any) -> bytes:
    return json.dumps(PLAIN | changed, ensure_ascii=False, separators=(",", ":")).encode()


@given(CHANGES)
def test_a_change_travels_whole(change: Change) -> None:
    line = lines.encode_line(lines.from_change(change))
    assert b"\n" not in line
    assert lines.to_change(lines.decode_line(line)) == change
    assert lines.encode_line(lines.decode_line(line)) == line


def test_every_part_of_a_change_has_its_place() -> None:
    assert lines.ChangeLine.__struct_fields__ == tuple(one.name for one in fields(Change))


def test_the_fields_order_is_the_writers_own_and_the_line_one() -> None:
    turned = lines.decode_line(_line(fields={"b": "é", "a": 1}))
    assert lines.encode_line(turned) == _line()


@pytest.mark.parametrize(
    "line",
    [
        json.dumps(PLAIN).encode(),
        b" " + _line() + b"\r",
        _line(reason=None, erased=False, forgotten=[]),
        _line(fields={"a": "\\b \\u0000 is text"}),
        _line(fields={"a": "« œuvre\u202e »"}),
        _line(fields={"a": "x" * 16_384}),
        _line(fields={str(n): "é" * 8_000 for n in range(4)}),
        _line(fields={"a": [[[[[{}]]]]]}),
    ],
    ids=lambda line: line[-40:].decode("latin-1"),
)
def test_other_forms_of_the_same_are_read(line: bytes) -> None:
    read = lines.decode_line(line)
    assert lines.decode_line(lines.encode_line(read)) == read


def test_what_a_later_version_adds_is_kept() -> None:
    line = _line(later={"a": [1]}, more={"b": 2})
    read = lines.decode_line(line)
    assert read.more == {"later": {"a": [1]}, "more": {"b": 2}}
    assert json.loads(lines.encode_line(read)) == json.loads(line)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"", "LD-140"),
        (_line()[:-1], "LD-140"),
        (b"\xff", "LD-140"),
        (_line()[:-1] + b',"number":2}', "LD-141"),
        (_line().replace(b'"a":1', b'"a":1,"a":1'), "LD-141"),
        (_line(number=2.0), "LD-142"),
        (_line(fields={"a": 1.0}), "LD-142"),
        (_line(fields={"a": float("nan")}), "LD-142"),
        (_line(fields={"a": 2**63}), "LD-142"),
        (_line(fields={"a": [[[[[[[]]]]]]]}), "LD-143"),
        (b'{"a":' * 20_000, "LD-253"),
        (_line(fields={"a": "x" * 16_385}), "LD-144"),
        (_line(fields={"a": "x" * 65_536}), "LD-253"),
        (_line().replace("é".encode(), b"\\u0001"), "LD-146"),
        (_line().replace("é".encode(), b"\\f"), "LD-146"),
        (_line().replace("é".encode(), b"\x7f"), "LD-146"),
        (_line().replace("é".encode(), b"\xc2\x9b"), "LD-146"),
        (_line().replace("é".encode(), b"\\udc00"), "LD-146"),
        (_line(number=0), "LD-147"),
        (_line(number=2**40), "LD-147"),
        (_line(number=True), "LD-147"),
        (_line(number="2"), "LD-147"),
        (_line(clock=-1), "LD-147"),
        (_line(device=DEVICE.upper()), "LD-147"),
        (_line(device=DEVICE.replace("-", "")), "LD-147"),
        (_line(device="0190a6c2"), "LD-147"),
        (_line(record=None), "LD-147"),
        (_line(parents=[[DEVICE]]), "LD-147"),
        (_line(parents=[DEVICE, 1]), "LD-147"),
        (_line(parents=None), "LD-147"),
        (_line(entity=""), "LD-147"),
        (_line(entity="a b"), "LD-147"),
        (_line(entity="x" * 65), "LD-147"),
        (_line(fields=[]), "LD-147"),
        (_line(erased=1), "LD-147"),
        (_line(forgotten="name"), "LD-147"),
        (b"[]", "LD-147"),
        (b"{}", "LD-147"),
    ],
    ids=lambda value: value[-30:].decode("latin-1") if isinstance(value, bytes) else value,
)
def test_a_line_of_another_form_is_refused(line: bytes, code: str) -> None:
    with pytest.raises(LapdeskError) as refusal:
        lines.decode_line(line)
    assert refusal.value.code == code


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(LapdeskError):
        lines.decode_line(data)


def test_a_change_too_long_is_not_written() -> None:
    plain = lines.decode_line(_line())
    long = msgspec.structs.replace(plain, fields={str(n): "x" * 16_000 for n in range(5)})
    with pytest.raises(LapdeskError) as refusal:
        lines.encode_line(long)
    assert refusal.value.code == "LD-253"


@given(st.sets(st.tuples(st.sampled_from([UUID(int=1), UUID(int=2)]), st.integers(1, 30))))
def test_ranges_hold_exactly_their_numbers(ids: set[tuple[UUID, int]]) -> None:
    found = lines.ranges_of(ids)
    held = [(one.device, n) for one in found for n in range(one.first, one.last + 1)]
    assert held == sorted(ids)
    assert all(a.device != b.device or a.last + 1 < b.first for a, b in pairwise(found))
