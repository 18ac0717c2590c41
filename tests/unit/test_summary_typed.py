"""Figures decoded straight into types: the same figures and refusals as read the long way."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.errors import LapdeskError
from lapdesk.exchange import summary
from lapdesk.figures import received
from lapdesk.figures.results import Figure
from lapdesk.figures.written import WrittenFigure
from lapdesk.store import kept
from tests import bad_summaries as bad
from tests import envelopes

ORDER = (
    "format", "version", "association", "from", "to", "as_of", "plan_edition", "number",
    "replaces", "previous", "modules", "comments", "signer", "function", "rules", "figures",
    "reference", "made_at",
)  # fmt: skip
OF = envelopes.association()


def document(**changed: Any) -> dict[str, Any]:
    made = bad.document(OF, **{"made_at": "2026-01-31T10:00:00Z", **changed})
    return {name: made[name] for name in ORDER}


def written(of: dict[str, Any]) -> bytes:
    return json.dumps(of, ensure_ascii=False, indent=1).encode()


def figures() -> list[dict[str, Any]]:
    """Of every form: whole and cut, hidden with and without bounds, named, not followed."""
    small = bad.line(
        "A1", bad.number(60), "sex", F=bad.hidden(1, 4), M=bad.hidden(), NS=bad.number(6)
    )
    alone: dict[str, Any] = {"known": {"numerator": 5, "denominator": 60}, "by": None}
    return [
        *bad.figures()[1:],
        {**small, "code": "A2"},
        {"code": "A4", "unit": "commune", **bad.number(3, 47), **alone, "communes": ["94028"],
         "others": 2},
        {"code": "H3", "unit": "person", **bad.number(None), **alone, "kept": False},
        {"code": "M5", "unit": "point", **bad.number(-12, 10), **alone},
    ]  # fmt: skip


def outcome(inside: bytes, *, typed: bool) -> tuple[Any, Any]:
    """The head and the figures, or the code of the refusal."""
    try:
        decode = summary._typed if typed else summary._strictly
        found = decode(inside)
        told: tuple[Figure, ...] = received.from_json(found)
    except LapdeskError as refusal:
        return refusal.code, None
    return {name: value for name, value in found.items() if name != "figures"}, told


def test_what_lapdesk_writes_is_typed_and_says_the_same() -> None:
    inside = written(document(figures=figures(), comments=[{"section": "A", "text": "« É »\n\t"}]))
    found = summary._typed(inside)
    assert all(type(one) is WrittenFigure for one in found["figures"])
    assert list(found) == list(ORDER)
    assert outcome(inside, typed=True) == outcome(inside, typed=False)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b'"unit": "hour"', b'"unit": "hour",\n   "unit": "hour"', "LD-141"),
        (b'"number": 1', b'"number": 1,\n "number": 1', "LD-141"),
        (b'"numerator": 40', b'"numerator": 40.0', "LD-142"),
        (b'"numerator": 40', b'"numerator": 99999999999999999999', "LD-142"),
        (b'"threshold": 5', b'"threshold": 5.0', "LD-142"),
        (b'"threshold": 5', b'"threshold": 9223372036854775808', "LD-142"),
        (b'"numerator": 40', b'"numerator": true', "LD-036"),
        (b'"numerator": 40', b'"numerator": "40"', "LD-036"),
        (b'"numerator": 40', b'"numerator": -40', "LD-036"),
        (b'"numerator": 40', b'"numerator": 51', "LD-036"),
        (b'"numerator": 40', b'"numerator": 1000000000000', "LD-036"),
        (b'"code": "W6"', b'"code": ""', "LD-036"),
        (b'"label": "F"', b'"label": 7', "LD-036"),
        (b'"key": "M"', b'"key": "F"', "LD-036"),
        (b'"label": "F"', b'"label": "\\u0007"', "LD-146"),
        (b'"label": "F"', b'"label": "\x7f"', "LD-146"),
        (b'"label": "F"', b'"label": "\xc2\x85"', "LD-146"),
        (b'"label": "F"', b'"label": "\xff"', "LD-140"),
        (b'"label": "F"', b'"label": "\xed\xa0\x80"', "LD-140"),
        (b'"label": "F"', b'"label": "' + b"x" * 16_385 + b'"', "LD-144"),
        (b'"modules": {}', b'"modules": ' + b"[" * 12 + b"]" * 12, "LD-143"),
        (b'"made_at"', b'made_at', "LD-140"),
    ],
)  # fmt: skip
def test_the_same_refusals(before: bytes, after: bytes, code: str) -> None:
    whole = written(document())
    assert before in whole
    inside = whole.replace(before, after, 1)
    assert outcome(inside, typed=True) == outcome(inside, typed=False) == (code, None)


def test_another_form_is_read_the_long_way() -> None:
    head = document()
    for inside in (
        json.dumps(head).encode(),
        written(dict(reversed(head.items()))),
        written({**head, "new": [1, {"more": None}]}),
        written({**head, "figures": [{**head["figures"][0], "new": 7}]}),
    ):
        assert outcome(inside, typed=True) == outcome(inside, typed=False)
        assert outcome(inside, typed=True)[1]


@given(st.data())
def test_whatever_octets_change_both_ways_agree(data: st.DataObject) -> None:
    inside = bytearray(written(document(figures=figures())))
    for _time in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(inside) - 1))
        size = data.draw(st.integers(0, 3))
        inside[at : at + size] = data.draw(
            st.sampled_from([b"", b"0", b"1.", b"e", b'"', b",", b"null", b"\\n", b"\xc2", b" "])
        )
    assert outcome(bytes(inside), typed=True) == outcome(bytes(inside), typed=False)


def test_figures_are_kept_as_the_file_held_them_unless_they_were_blown_up() -> None:
    whole = written(document(comments=[{"section": "A", "text": "Une bonne année. " * 30}] * 9))
    came = zlib.compress(whole, 9)
    loose = zlib.compress(whole, 0)
    assert kept.packed(whole, came) == came
    assert len(kept.packed(whole, loose)) < len(whole) // 2
    assert kept.unpacked(came) == kept.unpacked(kept.packed(whole, loose)) == whole


def test_what_follows_the_figures_in_a_file_is_not_kept() -> None:
    whole = written(document())
    read = summary.read_typed(bad.signed(OF, whole), ())
    assert kept.unpacked(kept.packed(read.json, read.deflated)) == whole
    assert zlib.decompress(read.deflated) == whole
