from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from lapdesk.models import rules
from lapdesk.models.kinds_special import check_sign
from lapdesk.models.rules.notes import looks
from tests.unit.shelf import Shelf, codes

ANY = str(uuid4())
SEALED = "sealed:" + "A" * 60


def person(shelf: Shelf, **more: Any) -> str:
    code = more.pop("code", "24681")
    return shelf.keep(
        "Participant", **{"first_contact": "2024-01-01", "code": code + check_sign(code), **more}
    )


@pytest.mark.parametrize(
    ("year", "refused"), [(1899, True), (1900, False), (2025, False), (2026, True), (2101, True)]
)
def test_v12_years_of_birth(year: int, refused: bool) -> None:
    found = Shelf().write("Participant", first_contact="2025-01-01", birth_year=year)
    assert codes(found) == (["V12"] if refused else [])
    if refused:
        assert found[0].message == f"Impossible birth year: {year}."


@pytest.mark.parametrize(
    ("year", "band", "met", "refused"),
    [
        (1990, "A30", "2025-01-01", False),
        (1990, "A65", "2025-01-01", True),
        (1990, "NS", "2025-01-01", False),
        (1990, None, "2025-01-01", False),
        (1999, "A26", "2025-01-01", False),  # 26 this year
        (1999, "A18", "2025-01-01", False),  # 25 until the birthday
        (1998, "A18", "2025-01-01", True),
        (1998, "A18", "2023-01-01", False),  # 25 when first met
        (2000, "A26", "2025-01-01", True),
        (2024, "A00", "2025-01-01", False),
    ],
)
def test_v13_year_and_band(year: int, band: str | None, met: str, refused: bool) -> None:
    found = Shelf().write("Participant", first_contact=met, birth_year=year, age_band=band)
    assert codes(found) == (["V13"] if refused else [])


def test_v13_names_the_band() -> None:
    found = Shelf().write(
        "Participant", first_contact="2025-01-01", birth_year=1950, age_band="A18"
    )
    assert [p.message for p in found] == ["The year 1950 does not match the band 18-25."]


def test_a_code_is_one_persons() -> None:
    shelf = Shelf()
    code = "24681" + check_sign("24681")
    first = person(shelf)
    assert codes(shelf.write("Participant", first_contact="2025-01-01", code=code)) == ["LD-164"]
    assert shelf.write("Participant", first, code=code, sex="F") == []
    other = "24682" + check_sign("24682")
    assert shelf.write("Participant", first_contact="2025-01-01", code=other) == []


@pytest.mark.parametrize("kind", ["IDENTITY", "SENSITIVE", "STORY"])
@pytest.mark.parametrize(
    "age", [{"age_band": "A00"}, {"age_band": "A16"}, {"birth_year": 2008}], ids=str
)
def test_v23_a_minors_consent_is_the_guardians(kind: str, age: dict[str, Any]) -> None:
    shelf = Shelf()
    minor = person(shelf, **age)
    given: dict[str, Any] = {
        "participant": minor,
        "kind": kind,
        "given_on": "2025-03-01",
        "by": ANY,
    }
    for form in ("ORAL", "WRITTEN"):
        found = shelf.write("Consent", **given, form=form)
        assert [(p.code, p.field) for p in found] == [("V23", "form")]
    assert shelf.write("Consent", **given, form="GUARDIAN") == []


def test_v23_leaves_adults_and_simple_information_alone() -> None:
    shelf = Shelf()
    given: dict[str, Any] = {"form": "ORAL", "given_on": "2025-03-01", "by": ANY}
    adult, minor = person(shelf, birth_year=2007), person(shelf, birth_year=2008)
    assert shelf.write("Consent", participant=adult, kind="STORY", **given) == []
    assert shelf.write("Consent", participant=person(shelf), kind="STORY", **given) == []
    for kind in ("RECORD", "SHARE"):
        assert shelf.write("Consent", participant=minor, kind=kind, **given) == []


def test_v23_counts_the_age_of_that_day_and_never_blocks_a_withdrawal() -> None:
    shelf = Shelf()
    grown = person(shelf, birth_year=2005)
    given: dict[str, Any] = {"participant": grown, "kind": "STORY", "form": "ORAL", "by": ANY}
    assert codes(shelf.write("Consent", **given, given_on="2022-06-01")) == ["V23"]
    assert shelf.write("Consent", **given, given_on="2023-06-01") == []
    old = shelf.keep("Consent", **given, given_on="2022-06-01")
    assert shelf.write("Consent", old, withdrawn_on="2025-03-31") == []


def test_v23_a_minors_card_waits_for_the_guardian() -> None:
    shelf = Shelf()
    minor, adult = person(shelf, age_band="A16"), person(shelf, age_band="A18")
    assert shelf.write("Identity", participant=adult, given_name=SEALED) == []
    assert codes(shelf.write("Identity", participant=minor, given_name=SEALED)) == ["V23"]
    consent = {"participant": minor, "kind": "IDENTITY", "form": "GUARDIAN", "by": ANY}
    shelf.keep("Consent", **consent, given_on="2024-01-01", withdrawn_on="2025-01-01")
    assert codes(shelf.write("Identity", participant=minor, given_name=SEALED)) == ["V23"]
    shelf.keep("Consent", **consent, given_on="2025-02-01")
    assert shelf.write("Identity", participant=minor, given_name=SEALED) == []


def test_v16_same_folded_name_and_phone_end() -> None:
    shelf = Shelf()
    known = person(shelf)
    card = {"given_name": "Fatoumata", "family_name": "Koné", "phone": "06 12 34 56 78"}
    cards = [{"participant": known, **card}]
    near = {"given_name": "KONE", "family_name": "fatoumata", "phone": "+33612345678"}
    found = list(rules.v16(near, cards, shelf))
    assert [(p.code, p.level) for p in found] == [("V16", "warning")]
    assert shelf.called(known) in found[0].message
    for other in ({"phone": "0612345679"}, {"given_name": "Fanta"}, {"phone": None}):
        assert not list(rules.v16({**near, **other}, cards, shelf))
    assert not list(rules.v16({}, [{"participant": known}], shelf))


@pytest.mark.parametrize(
    ("states", "message"),
    [
        ([], None),
        (["CLOSED", "DECLINED"], None),
        (["AGREED"], "1 open orientation will be made anonymous."),
        (["DRAFT", "LOST", "CLOSED"], "2 open orientations will be made anonymous."),
    ],
)
def test_v38_counts_what_is_open(states: list[str], message: str | None) -> None:
    shelf = Shelf()
    somebody = person(shelf)
    for state in states:
        shelf.keep("Orientation", participant=somebody, state=state)
    found = list(rules.v38_erasing(somebody, shelf))
    assert [(p.code, p.level, p.message) for p in found] == (
        [("V38", "warning", message)] if message else []
    )


@pytest.mark.parametrize(
    ("note", "extract", "what"),
    [
        ("Rappeler au 06 12 34 56 78 demain", "06 12 34 56 78", "a phone number"),
        ("tel +33 (0)6.12.34.56.78", "+33 (0)6.12.34.56.78", "a phone number"),
        ("son frère : +221 77 123 45 67", "+221 77 123 45 67", "a phone number"),
        ("écrire à awa.d@exemple.org.", "awa.d@exemple.org", "an e-mail address"),
        ("dossier 9403025871 à suivre", "9403025871", "a long number"),
        ("n° 94 0302 5871 22", "94 0302 5871 22", "a long number"),
        ("A reçu une OQTF hier", "OQTF", "a detail of someone's papers"),
        ("renouvellement du Titre de Séjour", "Titre de Séjour", "a detail of someone's papers"),
        ("re\u0301ce\u0301pisse\u0301 expiré", "re\u0301ce\u0301pisse\u0301",
         "a detail of someone's papers"),
        ("Passeport périmé", "Passeport", "a detail of someone's papers"),
        ("asked for ASYLUM", "ASYLUM", "a detail of someone's papers"),
        ("her residence permit", "residence permit", "a detail of someone's papers"),
        ("convocation à la préfecture", "convocation à la préfecture",
         "a detail of someone's papers"),
        ("demande d’asile en cours", "demande d’asile", "a detail of someone's papers"),
    ],
)  # fmt: skip
def test_v21_quotes_what_should_not_stand_there(note: str, extract: str, what: str) -> None:
    assert list(looks(note)) == [(extract, what)]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Aide pour la CAF, revient jeudi à 14h30",
        "RDV le 2025-03-31 14:30, salle 2",
        "vu le 31/03/2025 puis le 02-04-2025",
        "12 personnes, 3 h, 45 min, 1 250 euros",
        "La visagiste est passée",
        "Elle travaille à la préfecture",
        "code 94028, dossier 123456789",
    ],
)
def test_v21_is_silent_on_ordinary_notes(note: str) -> None:
    assert list(looks(note)) == []


@pytest.mark.parametrize(
    ("entity", "name", "rest"),
    [
        ("Need", "label", {"participant": ANY, "theme": "LEGAL", "expressed_on": "2025-03-01"}),
        ("OrientationStep", "note",
         {"orientation": ANY, "date": "2025-03-01", "to_state": "PROPOSED"}),
        ("SupportAction", "note",
         {"date": "2025-03-01", "team_member": ANY, "channel": "DESK", "types": ["INFO"],
          "themes": ["LEGAL"], "minutes": 15, "headcount": 1}),
    ],
)  # fmt: skip
def test_v21_warns_once_on_each_note_field(entity: str, name: str, rest: dict[str, Any]) -> None:
    shelf = Shelf()
    found = shelf.write(entity, **rest, **{name: "OQTF, appeler le 0612345678"})
    assert [(p.code, p.level, p.field) for p in found] == [("V21", "warning", name)] * 2
    assert found[0].message == (
        "“0612345678” looks like a phone number. Remove it, or put it in the safe."
    )
    record = next(iter(shelf.kept[entity]))
    if entity != "OrientationStep":
        assert shelf.write(entity, record, themes=["OTHER"]) == [] or entity == "Need"


def test_needs_move_along_their_list() -> None:
    shelf = Shelf()
    need = shelf.keep("Need", participant=ANY, theme="LEGAL", state="ANSWERED")
    assert codes(shelf.write("Need", need, state="WORKED")) == ["V20"]
    assert shelf.write("Need", need, state="OPEN") == []


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ({"phone": "06 12 34 56 78"}, []),
        ({"phone": "+33 6 12 34 56 78 (sa sœur)"}, []),
        ({"phone": "٠٦ ١٢ ٣٤ ٥٦ ٧٨"}, []),
        ({"phone": "voir avec sa sœur"}, ["phone"]),
        ({"phone": "0612"}, ["phone"]),
        ({"mail": "awa@exemple.fr"}, []),
        ({"mail": "awa chez exemple.fr", "phone": "12345"}, ["phone", "mail"]),
        ({"mail": "awa@exemple"}, ["mail"]),
        ({"phone": None, "mail": ""}, []),
    ],
)
def test_a_number_or_an_address_that_cannot_be_one_is_warned_of(
    card: dict[str, str | None], said: list[str]
) -> None:
    found = list(rules.unlike(card))
    assert [p.field for p in found] == said
    assert {(p.code, p.level) for p in found} <= {("LD-173", "warning")}
