"""Every file ever written is read for ever: these fixtures are never made again."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lapdesk.exchange import (
    certificates,
    detect,
    enrolment,
    frozen,
    lines,
    reference,
    summary,
    words,
    working,
)
from lapdesk.exchange.spreadsheets import read_table
from lapdesk.figures import received
from lapdesk.figures.results import Quantity

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
MADE = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


def _keys() -> dict[str, Any]:
    found = json.loads((GOLDEN / "example-keys.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def _authority() -> Any:
    return certificates.from_pem((GOLDEN / "example-authority.pem").read_bytes())


def test_the_kinds() -> None:
    kinds = {
        "lapdesk-summary-1.0.pdf": "summary",
        "lapdesk-summary-1.1.pdf": "summary",
        "lapdesk-summary-1.2.pdf": "summary",
        "lapdesk-working-1.0.lapdesk": "working",
        "lapdesk-reference-1.0.lapdesk": "reference",
        "lapdesk-request-1.0.json": "request",
        "lapdesk-answer-1.0.json": "answer",
        "example-authority.pem": "authority",
    }
    assert {name: detect.kind_of(GOLDEN / name) for name in kinds} == kinds


def test_the_authority_and_its_words() -> None:
    authority = _authority()
    assert str(certificates.association_of(authority)) == _keys()["association"]
    assert certificates.name_of(authority) == "Les Passerelles (exemple)"
    assert certificates.fingerprint_of(authority) == (
        "b9ad2712292e1fd4f5cf9f75a8c0ae92fc9dd61a8d75efff205f5ede1419be2c"
    )
    assert words.spoken(certificates.fingerprint_of(authority)) == (
        "poisson parfum cahier avocat – campagne cerise bonnet soleil"
    )


def test_the_summary() -> None:
    fingerprint = certificates.fingerprint_of(_authority())
    reading = summary.read_summary(GOLDEN / "lapdesk-summary-1.0.pdf", {fingerprint})
    assert reading.state == "trusted"
    assert reading.sha256 == ("2cb0d8490d21fa041d38b4933cd970f85aa59255b4975607d61e0982fc65b24c")
    assert (reading.signer, reading.function, reading.when) == ("Awa Diallo", "Présidente", MADE)
    assert reading.document["comments"][0]["text"] == "Une année de liens : « œuvre », 😀."
    cells = reading.document["figures"][0]["by"]["cells"]
    assert [cell["interval"] for cell in cells] == [[1, 4], None]


def test_the_summary_of_more_figures() -> None:
    """1.1: the figures of needs, progress, Migrapass and priorities."""
    authority = certificates.from_pem((GOLDEN / "example-authority-2.pem").read_bytes())
    fingerprint = certificates.fingerprint_of(authority)
    reading = summary.read_summary(GOLDEN / "lapdesk-summary-1.1.pdf", {fingerprint})
    assert (reading.state, reading.document["version"]) == ("trusted", [1, 1])
    figures = {(f.code, f.by and f.by.name): f for f in received.from_json(reading.document)}
    # Every figure that 1.1 knows, once without and once for each breakdown; medians among them.
    assert len(figures) == len(reading.document["figures"]) == 133
    assert figures["H3", None].total.numerator == 628749
    assert (figures["M1", None].kept, figures["M1", None].total.numerator) == (True, 0)
    assert figures["A5.women", None].total.hidden
    assert (figures["R7", None].total.numerator, figures["R7", None].total.denominator) == (19, 1)


def test_the_summary_of_plan_network_and_money() -> None:
    """1.2: the figures of the plan, the network and the money; the one after a first."""
    authority = certificates.from_pem((GOLDEN / "example-authority-3.pem").read_bytes())
    fingerprint = certificates.fingerprint_of(authority)
    reading = summary.read_summary(GOLDEN / "lapdesk-summary-1.2.pdf", {fingerprint})
    assert (reading.state, reading.document["version"]) == ("trusted", [1, 2])
    figures = {(f.code, f.by and f.by.name): f for f in received.from_json(reading.document)}
    assert len(figures) == len(reading.document["figures"]) == 192
    # The European share is above 80 %, and of few opinions nothing is told.
    assert figures["F2", None].total == Quantity(8_200_000, 9_500_000)
    assert figures["F2", None].extra == {"above": ["A1-01"]}
    assert figures["P6", None].total.hidden
    assert (figures["F3", None].unit, figures["F3", None].total.hidden) == ("EUR/hour", False)
    assert len((figures["P3", None].extra or {})["communes"]) == 12


def test_the_frozen_year() -> None:
    reading = frozen.read_frozen(GOLDEN / "lapdesk-committee-1.0.pdf", ())
    document = reading.document
    assert (document["format"], document["version"]) == ("lapdesk-committee", [1, 0])
    assert [document[name] for name in ("from", "to", "number")] == [
        "2024-01-01", "2024-12-31", 1,
    ]  # fmt: skip
    (figure,) = [f for f in document["figures"] if f["code"] == "A1" and not f.get("by")]
    assert (figure["numerator"], figure["associations"]) == (128, [3, 3])


@pytest.mark.parametrize("identity", ["age_identity", "joining_age_identity"])
def test_the_working_file(identity: str) -> None:
    header, read = working.read_working(
        GOLDEN / "lapdesk-working-1.0.lapdesk",
        identities=[_keys()[identity]],
        authority=_authority(),
    )
    assert (header.made_at, header.number, header.part, header.changes) == (MADE, 3, (1, 2), 8)
    assert header.more == {"colour": "blue"}
    assert [seen.last for seen in header.seen] == [8, 12]
    _first, *expected = (GOLDEN / "lapdesk-working-1.0.jsonl").read_bytes().splitlines()
    found = list(read)
    assert found == expected
    changes = [lines.to_change(lines.decode_line(line)) for line in found]
    assert [change.number for change in changes] == list(range(1, 9))
    assert changes[0].fields is not None
    assert changes[0].fields["note"] == "« œuvre »\nligne 2\tfin =1+1 <b> 😀"
    assert (changes[1].reason, changes[2].undoes) == ("durée corrigée", changes[1].entry)
    assert (changes[3].erased, changes[4].forgotten, changes[5].forgets) == (
        True,
        ("note",),
        "note",
    )
    assert (changes[6].fields, len(changes[6].parents)) == (None, 2)
    assert changes[7].more == {"colour": {"a": [1]}}
    assert [lines.encode_line(lines.from_change(change)) for change in changes] == expected


def test_the_reference_file() -> None:
    reading = reference.read_reference(GOLDEN / "lapdesk-reference-1.0.lapdesk")
    assert reading.authority == _authority()
    header = reading.header
    assert (header.made_at, header.number, header.part, header.changes) == (MADE, 3, (1, 2), 10)
    assert (header.reference, header.edition and header.edition[1]) == ("2018.1+3", 2030)
    assert header.more == {"colour": "blue"}
    _first, *expected = (GOLDEN / "lapdesk-reference-1.0.jsonl").read_bytes().splitlines()
    changes = [lines.to_change(line) for line in reading.changes()]
    assert [change.number for change in changes] == [1, 3, 4, 5, 6, 8, 9, 10, 11, 7]
    assert changes[0].fields is not None
    assert changes[0].fields["note"] == "ligne 1\nligne 2\tfin =1+1 <b> 😀"
    assert (changes[3].undoes, changes[5].fields) == (changes[2].entry, {})
    assert (changes[7].more, changes[8].fields) == ({"colour": {"a": [1]}}, None)
    assert (changes[9].forgotten, changes[9].forgets) == (("mail",), "mail")
    assert [lines.encode_line(lines.from_change(change)) for change in changes] == expected


def test_the_request_and_its_answer() -> None:
    keys = _keys()
    request = enrolment.read_request(GOLDEN / "lapdesk-request-1.0.json")
    assert (str(request.device), request.label) == (keys["joining_device"], "Portable de l'accueil")
    assert words.spoken(request.fingerprint) == (
        "ficelle elephant animal sport – nectar maison piano oiseau"
    )
    answer = enrolment.read_answer(
        GOLDEN / "lapdesk-answer-1.0.json",
        device=UUID(keys["joining_device"]),
        identity=keys["joining_age_identity"],
        key=certificates.key_from_bytes(base64.b64decode(keys["joining_key"])),
    )
    assert answer.payload == "charge utile é\0".encode()
    assert answer.authority == _authority()
    assert answer.when == MADE


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_the_tables(kind: str) -> None:
    assert [row.cells for row in read_table(GOLDEN / f"lapdesk-table-1.0.{kind}")] == [
        ["Prénom", "Note", "Minutes", "Texte"],
        ["Zoé", "=1+1", "30", "a\nb"],
        ["'=2", "-5", "-5", "_x0041_"],
        ["", "  x  ", "0", "é\tb"],
    ]


def test_the_table_of_an_older_windows() -> None:
    found = [row.cells for row in read_table(GOLDEN / "lapdesk-table-1.0-windows.csv")]
    assert found == [["Prénom", "Note"], ["Zoé", "a,b"]]
