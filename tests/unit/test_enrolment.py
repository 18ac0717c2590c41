from __future__ import annotations

import base64
import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from lapdesk.errors import LapdeskError
from lapdesk.exchange import certificates, enrolment, sealing, words
from tests.envelopes import NOW, Association, association

DEVICE = uuid4()
IDENTITY = sealing.new_identity()
KEY = certificates.new_key()


def _request(label: str = "Portable de l'accueil") -> bytes:
    return enrolment.write_request(DEVICE, label, sealing.public_of(IDENTITY), KEY)


def _answer(of: Association, payload: bytes = b"\0\xffpayload") -> bytes:
    return enrolment.write_answer(
        enrolment.read_request(_request()),
        payload,
        authority_key=of.authority_key,
        authority=of.authority,
        key=of.key,
        certificate=of.certificate,
        now=NOW,
    )


def _read(data: bytes, device: UUID = DEVICE, identity: str = IDENTITY, key: Any = KEY) -> Any:
    return enrolment.read_answer(data, device=device, identity=identity, key=key)


def _code(call: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(LapdeskError) as refusal:
        call(*given, **named)
    return refusal.value.code


def test_a_second_laptop_joins() -> None:
    one = association()
    request = enrolment.read_request(_request())
    assert (request.device, request.label) == (DEVICE, "Portable de l'accueil")
    answer = _read(_answer(one, b"x" * 100_000))
    assert (answer.association, answer.device, answer.when) == (one.id, DEVICE, NOW)
    assert answer.payload == b"x" * 100_000
    assert answer.authority == one.authority
    assert certificates.issued_by(answer.certificate, one.authority)
    assert certificates.device_of(answer.certificate) == DEVICE


def test_both_sides_show_the_same_words() -> None:
    mine = enrolment.read_request(_request())
    theirs = enrolment.read_request(_request())
    assert words.spoken(mine.fingerprint) == words.spoken(theirs.fingerprint)
    assert _read(_answer(association())).fingerprint == association().fingerprint


def test_another_key_in_the_request_has_other_words() -> None:
    stranger = sealing.public_of(sealing.new_identity())
    other = enrolment.read_request(enrolment.write_request(DEVICE, "a", stranger, KEY))
    own = enrolment.read_request(_request("a"))
    assert other.fingerprint != own.fingerprint


def test_nobody_is_named() -> None:
    said = json.loads(_request())
    assert set(said) == {"format", "version", "device", "label", "recipient", "signing", "proof"}


@pytest.mark.parametrize("name", ["device", "label", "recipient", "signing", "proof"])
def test_a_changed_request_is_refused(name: str) -> None:
    other = enrolment.write_request(
        uuid4(), "Autre", sealing.public_of(sealing.new_identity()), certificates.new_key()
    )
    changed = json.loads(_request()) | {name: json.loads(other)[name]}
    assert _code(enrolment.read_request, json.dumps(changed).encode()) == "LD-280"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"version": [2, 0]}, "LD-033"),
        ({"format": "lapdesk-answer"}, "LD-147"),
        ({"device": "x"}, "LD-147"),
        ({"device": str(DEVICE).upper()}, "LD-147"),
        ({"signing": "not base64"}, "LD-147"),
        ({"signing": "AAAA"}, "LD-280"),
        ({"recipient": "age1"}, "LD-280"),
        ({"label": 3}, "LD-147"),
        ({"label": "x" * 65}, "LD-280"),
        ({"proof": None}, "LD-147"),
        ({"label": "x" * 17_000}, "LD-241"),
    ],
)
def test_a_request_of_another_form(changed: dict[str, Any], code: str) -> None:
    data = json.dumps(json.loads(_request()) | changed).encode()
    assert _code(enrolment.read_request, data) == code


def test_a_later_minor_request_is_read() -> None:
    later = json.loads(_request()) | {"version": [1, 3], "later": 1}
    assert enrolment.read_request(json.dumps(later).encode()).device == DEVICE


def test_the_answer_is_for_one_laptop_and_one_request() -> None:
    data = _answer(association())
    assert _code(_read, data, device=uuid4()) == "LD-281"
    assert _code(_read, data, identity=sealing.new_identity()) == "LD-250"
    assert _code(_read, data, key=certificates.new_key()) == "LD-281"


def test_a_changed_answer_is_refused() -> None:
    one, other = association(), association("Autre")
    document = json.loads(_answer(one))
    sealed = bytearray(base64.b64decode(document["sealed"]))
    for place in (0, 60, len(sealed) // 2, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        text = base64.b64encode(changed).decode()
        code = _code(_read, json.dumps(document | {"sealed": text}).encode())
        assert code in {"LD-250", "LD-259"}
    message = bytearray(sealing.unseal(bytes(sealed), [IDENTITY]))
    message[100] ^= 1
    again = sealing.seal(bytes(message), [sealing.public_of(IDENTITY)])
    text = base64.b64encode(again).decode()
    assert _code(_read, json.dumps(document | {"sealed": text}).encode()) == "LD-031"
    # A certificate of one authority in a message signed by another.
    mixed = enrolment.write_answer(
        enrolment.read_request(_request()),
        b"",
        authority_key=one.authority_key,
        authority=other.authority,
        key=other.key,
        certificate=other.certificate,
        now=NOW,
    )
    assert _code(_read, mixed) == "LD-031"


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"version": [2, 0]}, "LD-033"), ({"sealed": 1}, "LD-147"), ({"sealed": "AAAA"}, "LD-259")],
)
def test_an_answer_of_another_form(changed: dict[str, Any], code: str) -> None:
    data = json.dumps(json.loads(_answer(association())) | changed).encode()
    assert _code(_read, data) == code
