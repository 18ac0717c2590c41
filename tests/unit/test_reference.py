"""The reference file's envelope: what is written is read, and what may not be inside is refused."""

from __future__ import annotations

import gzip
import random
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.errors import LapdeskError
from lapdesk.exchange import header as headers
from lapdesk.exchange import limits, lines, packed, reference, strict
from lapdesk.models import shared
from lapdesk.models.base import D0, D1
from lapdesk.models.change import Change
from lapdesk.models.entities import ALL, BY_NAME, references
from tests import envelopes
from tests.envelopes import Association, association

ONE = association()
WHOLE = envelopes.reference_file(ONE, envelopes.shared_lines(ONE, 3))


def _refusal(file: bytes | Path) -> str:
    with pytest.raises(LapdeskError) as refusal:
        list(reference.read_reference(file).changes())
    assert refusal.value.title
    assert refusal.value.advice
    return refusal.value.code


def _header(of: Association = ONE, **changed: Any) -> bytes:
    counted = {"changes": 1, **changed}
    return headers.header_line(envelopes.reference_header(of, **counted)) + b"\n"


def _line(**changed: Any) -> bytes:
    (line,) = envelopes.shared_lines(ONE, 1)
    change = lines.decode_line(line)
    given = {name: getattr(change, name) for name in change.__struct_fields__}
    return lines.encode_line(lines.ChangeLine(**{**given, **changed}))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    content = envelopes.shared_lines(ONE, 50)
    data = envelopes.reference_file(ONE, content)
    place = tmp_path / "a.lapdesk"
    place.write_bytes(data)
    for source in (data, place):
        reading = reference.read_reference(source)
        assert [lines.encode_line(change) for change in reading.changes()] == content
        assert reading.header == envelopes.reference_header(ONE, changes=50)
        assert reading.fingerprint == ONE.fingerprint
        assert reading.committee == "Les Passerelles"


def test_the_words_of_an_unknown_committee_are_said() -> None:
    refusal = reference.unknown_signer(reference.read_reference(envelopes.reference_file(ONE, [])))
    assert refusal.code == "LD-032"
    assert "–" in refusal.advice


@given(st.integers(0, 2**20))
def test_one_altered_bit_is_seen(place: int) -> None:
    whole = bytearray(WHOLE)
    whole[place // 8 % len(whole)] ^= 1 << place % 8
    assert _refusal(bytes(whole)) == "LD-031"


def test_nothing_is_inflated_before_the_signature_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    message = bytearray(envelopes.reference_file(ONE, []))
    message[-1] ^= 1
    touched: list[str] = []
    monkeypatch.setattr(packed, "unpack", lambda *_: touched.append("inflated"))
    monkeypatch.setattr(strict, "decode", lambda *_, **__: touched.append("parsed"))
    assert _refusal(bytes(message)) == "LD-031"
    assert not touched


@pytest.mark.parametrize("entity", [e.__name__ for e in ALL if not shared.is_shared(e.__name__)])
def test_what_is_not_shared_is_refused(entity: str) -> None:
    text = _header() + _line(entity=entity) + b"\n"
    assert _refusal(envelopes.raw_reference_file(ONE, text)) == "LD-233"


@pytest.mark.parametrize(
    "changed",
    [
        {"entity": "PlanAction", "fields": {"funder_fields": None}},
        {"entity": "PlanAction", "fields": {}, "forgets": "funder_fields"},
        {"entity": "PlanAction", "fields": {}, "forgotten": ("funder_fields",)},
        {"author": uuid4()},
        {"reason": "dit par Mme Ramos"},
        {"erased": True},
        {"entity": "OfALaterVersion"},
    ],
    ids="-".join,
)
def test_no_person_no_reason_and_no_withheld_field(changed: dict[str, Any]) -> None:
    text = _header() + _line(**changed) + b"\n"
    assert _refusal(envelopes.raw_reference_file(ONE, text)) == "LD-233"


def test_what_a_later_version_adds_is_kept() -> None:
    later = _line(fields={"colour": "blue"}), _line(entity="OfALaterVersion")
    text = _header(version=(1, 4), changes=2) + b"\n".join((*later, b""))
    reading = reference.read_reference(envelopes.raw_reference_file(ONE, text))
    assert [lines.encode_line(change) for change in reading.changes()] == list(later)
    person = _header(version=(1, 4)) + _line(entity="Participant") + b"\n"
    assert _refusal(envelopes.raw_reference_file(ONE, person)) == "LD-233"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "LD-257"),
        (b"{}\n", "LD-147"),
        (b"not json\n", "LD-140"),
        (_header(version=(2, 0)), "LD-033"),
        (_header(requires=(("colours", (1, 4)),)), "LD-255"),
        (_header(changes=2) + _line() + b"\n", "LD-257"),
        (_header(changes=0) + _line() + b"\n", "LD-257"),
        (_header(changes=limits.CHANGES + 1), "LD-256"),
        (_header(sender=uuid4()) + _line() + b"\n", "LD-031"),
        (_header(association=uuid4()) + _line() + b"\n", "LD-031"),
        (_header() + b"{}\n", "LD-147"),
        (_header() + random.Random(1).randbytes(40_000).hex().encode() + b"\n", "LD-253"),
        (_header() + _line(), "LD-259"),
        (_header().replace(b'"lapdesk-reference"', b'"lapdesk-working"'), "LD-147"),
    ],
)
def test_what_is_put_together_otherwise(text: bytes, code: str) -> None:
    assert _refusal(envelopes.raw_reference_file(ONE, text)) == code


def test_what_swells() -> None:
    text = _header(changes=1000) + (_line() + b"\n") * 1000
    squeezed = gzip.compress(text, 9)
    assert _refusal(envelopes.raw_reference_file(ONE, b"", packed=squeezed)) == "LD-254"


def test_what_is_no_gzip() -> None:
    assert _refusal(envelopes.raw_reference_file(ONE, b"", packed=b"PK\x03\x04")) == "LD-259"


def test_a_file_of_two_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.lapdesk"
    with path.open("wb") as file:
        file.write(envelopes.reference_file(ONE, [])[:64])
        file.truncate(2**31)
    assert _refusal(path) == "LD-241"


def test_a_summary_signer_signs_no_reference_file() -> None:
    signer = replace(ONE, key=ONE.signer_key, certificate=ONE.signer)
    assert _refusal(envelopes.reference_file(signer, [])) == "LD-031"


def test_what_is_shared_speaks_of_no_person() -> None:
    known = [BY_NAME[name] for name in shared.SHARED]
    assert {entity.about.data_class for entity in known} <= {D0, D1}
    assert not any(entity.about.person for entity in known)
    for entity in known:
        # What it points to is shared as well: nothing that came leads nowhere.
        assert set(references(entity).values()) <= set(shared.SHARED)


def test_a_change_leaves_with_its_place_among_the_others() -> None:
    device, record = uuid4(), uuid4()
    change = Change(
        device, 7, 9, ((device, 3),), uuid4(), "PlanAction", record,
        {"title": "Un accueil", "funder_fields": {"HOUSING": "…"}}, "raison", (device, 8),
        forgotten=("funder_fields", "note"), forgets="funder_fields", more={"later": 1},
    )  # fmt: skip
    left = shared.carried(change)
    assert left is not None
    assert not shared.is_outside(left)
    kept = {f.name: getattr(left, f.name) for f in fields(left)}
    assert kept == {
        **{f.name: getattr(change, f.name) for f in fields(change)},
        "author": None,
        "reason": None,
        "fields": {"title": "Un accueil"},
        "forgotten": ("note",),
        "forgets": None,
    }
    assert shared.carried(replace(change, entity="Participant")) is None
    removal = shared.carried(replace(change, fields=None))
    assert removal is not None
    assert removal.fields is None
