"""Structures and services of data·inclusion, in and out of the directory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lapdesk.exchange import inclusion, inclusion_words, opening_hours
from lapdesk.models import lists
from tests.whole.commands import Done, Lapdesk, a_home

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
STRUCTURES = GOLDEN / "data-inclusion-structures-1.0.json"
SERVICES = GOLDEN / "data-inclusion-services-1.0.json"
DAY = "2025-04-01"


def take(lapdesk: Lapdesk, entity: str, file: Path, *more: str) -> dict[str, Any]:
    """Import a file; what was said."""
    done = lapdesk("import", entity, str(file), *more, "--json")
    found: dict[str, Any] = done.json
    assert done.status == int(found["refused"] > 0)
    return found


def given(lapdesk: Lapdesk, entity: str, tmp_path: Path) -> list[dict[str, Any]]:
    """The directory as it is exported."""
    file = tmp_path / f"{entity}.json"
    done = lapdesk("export", entity, str(file), "--json")
    assert done.status == 0, done.err
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
    assert done.json["rows"] == len(found)
    return found


def put(folder: Path, name: str, *records: dict[str, Any]) -> Path:
    """A file of these records."""
    file = folder / f"{name}.json"
    file.write_text(json.dumps(list(records)), "utf-8")
    return file


def structure(**changed: Any) -> dict[str, Any]:
    """A structure that may be taken in."""
    return {
        "source": "dora", "id": "dora--1", "nom": "Le Relais", "date_maj": DAY,
        "code_insee": "94081", **changed,
    }  # fmt: skip


def service(**changed: Any) -> dict[str, Any]:
    """A service of it."""
    return {
        "source": "dora", "structure_id": "dora--1", "id": "dora--s1", "nom": "Accueil",
        "description": "Accueil de tous.", "date_maj": DAY, "code_insee": "94081", **changed,
    }  # fmt: skip


def called(lapdesk: Lapdesk, outside: str, entity: str = "Actor") -> dict[str, Any]:
    """The record that has this id there."""
    (found,) = lapdesk.show(entity, "--where", f"external_id={outside}")
    return {**found["fields"], "id": found["id"]}


def test_a_preview_writes_nothing_and_says_what_would_come(lapdesk: Lapdesk) -> None:
    before = len(lapdesk.show("Actor"))
    said = take(lapdesk, "Actor", STRUCTURES, "--preview")
    assert (said["preview"], said["lines"], said["new"]) == (True, 3, 3)
    assert len(lapdesk.show("Actor")) == before
    assert {**take(lapdesk, "Actor", STRUCTURES), "preview": True} == said
    assert len(lapdesk.show("Actor")) == before + 3


def test_a_structure_comes_with_its_source_and_its_day(lapdesk: Lapdesk) -> None:
    said = take(lapdesk, "Actor", STRUCTURES)
    assert said["ignored"] == {
        "champ_a_venir": 1, "horaires_accueil": 1, "latitude": 1, "lien_source": 1, "longitude": 1,
    }  # fmt: skip
    centre = called(lapdesk, "dora--centre-social-balzac")
    assert {name: centre[name] for name in ("name", "kind", "commune", "source", "checked_on")} == {
        "name": "Centre social Balzac", "kind": "SOCIAL_CENTRE", "commune": "94081",
        "source": "data·inclusion : dora", "checked_on": "2025-02-14",
    }  # fmt: skip
    assert (centre["address"], centre["siret"]) == (
        "7 rue Olympe de Gouges, Bâtiment B", "55208131766522",
    )  # fmt: skip
    assert (centre["phone"], centre["mail"], centre["site"]) == (
        "+33145000000", "accueil@exemple.fr", "https://exemple.fr/balzac",
    )  # fmt: skip
    assert "\n" in centre["description"]
    assert "\r" not in centre["description"]
    # The commune follows from name and postcode; the kind from the network that carries it.
    assert called(lapdesk, "dora--ccas-ivry")["commune"] == "94041"
    assert called(lapdesk, "dora--ccas-ivry")["kind"] == "LOCAL_SOCIAL"


def test_a_service_becomes_an_offer_of_its_structure(lapdesk: Lapdesk) -> None:
    take(lapdesk, "Actor", STRUCTURES)
    said = take(lapdesk, "Offer", SERVICES)
    assert (said["new"], said["refused"]) == (2, 1)
    (problem,) = said["problems"]
    assert (problem["line"], problem["column"], problem["code"]) == (3, "structure_id", "LD-137")
    assert {"contact_nom_prenom", "publics", "thematiques", "zone_eligibilite"} <= (
        said["ignored"].keys()
    )
    offer = called(lapdesk, "dora--atelier-francais", "Offer")
    centre = called(lapdesk, "dora--centre-social-balzac")
    assert offer["actor"] == centre["id"]
    assert (offer["title"], offer["nature"], offer["themes"]) == (
        "Ateliers de français", "ASL", ["FRENCH"],
    )  # fmt: skip
    assert (offer["cost"], offer["publics"], offer["online_only"]) == (
        1000,
        ["ALL_MIGRANTS"],
        False,
    )
    assert (offer["conditions"], offer["papers_to_bring"]) == (
        "Avoir 18 ans", "une pièce avec votre nom",
    )  # fmt: skip
    assert (offer["hours"], offer["checked_on"]) == ("ma,je 14:00-16:00", "2025-02-20")
    writer = called(lapdesk, "dora--ecrivain-public", "Offer")
    assert (writer["cost"], writer["publics"], writer["commune"]) == (
        0,
        ["GENERAL_PUBLIC"],
        "94081",
    )
    assert writer["hours"]


def test_nobody_is_taken_in_with_a_service(lapdesk: Lapdesk) -> None:
    take(lapdesk, "Actor", STRUCTURES)
    take(lapdesk, "Offer", SERVICES)
    assert lapdesk.show("ActorContact") == []
    assert "Ramos" not in json.dumps(lapdesk.show("Offer"))


def test_the_same_file_again_changes_nothing(lapdesk: Lapdesk) -> None:
    for entity, file in (("Actor", STRUCTURES), ("Offer", SERVICES)):
        first = take(lapdesk, entity, file)
        again = take(lapdesk, entity, file)
        assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, first["new"])


def test_what_leaves_comes_back_as_it_was(lapdesk: Lapdesk, tmp_path: Path) -> None:
    actor = lapdesk.put(
        "Actor", name="Accueil du quai", kind="NGO", commune="94028", source="appel",
        checked_on=DAY, site="www.exemple.fr", mail="pas une adresse", axes=["AX1"],
    )  # fmt: skip
    lapdesk.put(
        "Offer", actor=actor, title="Permanence", themes=["RETIREMENT", "LEGAL"],
        nature="RECEPTION", commune="94028", hours="un mardi sur deux", cost=1250,
        publics=["REFUGEES", "VOLUNTEERS"], languages=["ar"], papers_to_bring="un titre",
        checked_on=DAY, waiting_days=3,
    )  # fmt: skip
    lapdesk.put("ActorContact", actor=actor, name="Zoé Petit", agreed_to_be_listed=False)
    before = {entity: lapdesk.show(entity) for entity in ("Actor", "Offer")}
    for entity, records in before.items():
        given(lapdesk, entity, tmp_path)
        said = take(lapdesk, entity, tmp_path / f"{entity}.json")
        assert (said["new"], said["changed"], said["refused"]) == (0, 0, 0)
        assert said["unchanged"] == said["lines"] > 0
        assert lapdesk.show(entity) == records


def test_it_has_every_field_of_the_schema_by_its_name(lapdesk: Lapdesk, tmp_path: Path) -> None:
    actor = lapdesk.put(
        "Actor", name="Mairie d’exemple", kind="COMMUNE", commune="94028", source="appel",
        checked_on=DAY, phone="01", mail="a@exemple.fr", site="www.exemple.fr/x", siret=None,
    )  # fmt: skip
    lapdesk.put(
        "Offer", actor=actor, title="Permanence", themes=["LEGAL"], nature="INFORMATION",
        commune="94028", hours="lu-ve 09:00-12:00 ; fermé les jours fériés", cost=1250,
        publics=["WOMEN", "GENERAL_PUBLIC"], languages=["ar"], online_only=False,
        conditions="Sur rendez-vous", papers_to_bring="un titre", checked_on=DAY,
    )  # fmt: skip
    lapdesk.put("ActorContact", actor=actor, name="Zoé Petit", agreed_to_be_listed=False)
    found = next(s for s in given(lapdesk, "Actor", tmp_path) if s["id"].endswith(actor))
    assert tuple(found) == inclusion.STRUCTURE
    assert found | {"id": "", "commune": ""} == dict.fromkeys(inclusion.STRUCTURE) | {
        "source": "lapdesk", "id": "", "nom": "Mairie d’exemple", "date_maj": DAY, "commune": "",
        "code_postal": "94000", "code_insee": "94028", "telephone": "01",
        "courriel": "a@exemple.fr", "site_web": "https://www.exemple.fr/x",
        "reseaux_porteurs": ["communes"],
    }  # fmt: skip
    (offer,) = given(lapdesk, "Offer", tmp_path)
    assert tuple(offer) == inclusion.SERVICE
    assert offer["structure_id"] == found["id"] == f"lapdesk--{actor}"
    assert (offer["horaires_accueil"], offer["frais"], offer["frais_precisions"]) == (
        "Mo-Fr 09:00-12:00; PH off", "payant", "12,50 €",
    )  # fmt: skip
    assert (offer["publics"], offer["type"], offer["modes_accueil"]) == (
        ["tous-publics"], "information", ["en-presentiel"],
    )  # fmt: skip
    assert offer["conditions_acces"] == "Sur rendez-vous\nÀ apporter : un titre"
    assert len(offer["description"]) >= 5
    # Who did not agree to be listed is not.
    assert offer["contact_nom_prenom"] is None
    lapdesk.put("ActorContact", actor=actor, name="Ali Ben", agreed_to_be_listed=True)
    assert given(lapdesk, "Offer", tmp_path)[0]["contact_nom_prenom"] == "Ali Ben"


def test_to_another_home_and_back(lapdesk: Lapdesk, tmp_path: Path) -> None:
    a_home(tmp_path / "there", "Ailleurs")
    there = lapdesk.at(tmp_path / "there")
    take(lapdesk, "Actor", STRUCTURES)
    take(lapdesk, "Offer", SERVICES)
    written = {entity: given(lapdesk, entity, tmp_path) for entity in ("Actor", "Offer")}
    for entity, records in written.items():
        said = take(there, entity, tmp_path / f"{entity}.json")
        assert said["refused"] == 0
        kept = tmp_path / f"{entity}-here.json"
        (tmp_path / f"{entity}.json").rename(kept)
        back = {one["id"]: one for one in given(there, entity, tmp_path)}
        assert all(back[one["id"]] == one for one in records)
        assert take(lapdesk, entity, tmp_path / f"{entity}.json")["changed"] == 0


def test_what_is_here_and_newer_stays(lapdesk: Lapdesk, tmp_path: Path) -> None:
    take(lapdesk, "Actor", put(tmp_path, "a", structure(telephone="01")))
    known = called(lapdesk, "dora--1")
    lapdesk.put("Actor", known["id"], phone="02", checked_on="2025-06-01")
    said = take(lapdesk, "Actor", put(tmp_path, "b", structure(telephone="03")))
    assert (said["older"], said["changed"]) == (1, 0)
    later = structure(telephone="04", date_maj="2025-07-01", nom="Le Relais")
    said = take(lapdesk, "Actor", put(tmp_path, "c", later))
    assert said["changed"] == 1
    found = called(lapdesk, "dora--1")
    assert (found["phone"], found["checked_on"]) == ("04", "2025-07-01")
    # What they say nothing of is not cleared.
    take(lapdesk, "Actor", put(tmp_path, "d", structure(date_maj="2025-08-01")))
    assert called(lapdesk, "dora--1")["phone"] == "04"


def test_a_structure_that_looks_like_one_here_is_left_for_a_person(
    lapdesk: Lapdesk, tmp_path: Path
) -> None:
    here = lapdesk.put(
        "Actor", name="LE RELAIS", kind="ASSO", commune="94081", source="appel",
        checked_on="2025-01-01", phone="01",
    )  # fmt: skip
    file = put(tmp_path, "a", structure(telephone="02"), service())
    said = take(lapdesk, "Actor", file)
    assert said["written"] == 0
    assert said["alike"] == [{"line": 1, "name": "Le Relais", "id": here, "resembles": "LE RELAIS"}]
    assert take(lapdesk, "Offer", file)["problems"][0]["code"] == "LD-137"
    said = take(lapdesk, "Actor", file, "--same")
    assert (said["changed"], said["alike"]) == (1, [])
    found = called(lapdesk, "dora--1")
    assert (found["id"], found["phone"], found["kind"]) == (here, "02", "ASSO")
    assert take(lapdesk, "Offer", file)["new"] == 1
    assert take(lapdesk, "Actor", file)["unchanged"] == 1


def test_one_merged_since_leads_to_the_one_that_stands(lapdesk: Lapdesk, tmp_path: Path) -> None:
    file = put(tmp_path, "a", structure(), service())
    take(lapdesk, "Actor", file)
    stands = lapdesk.put(
        "Actor", name="Relais de Vitry", kind="ASSO", commune="94081", source="appel",
        checked_on="2025-01-01",
    )  # fmt: skip
    lapdesk.put("Actor", called(lapdesk, "dora--1")["id"], merged_into=stands, state="MERGED")
    take(lapdesk, "Offer", file)
    assert called(lapdesk, "dora--s1", "Offer")["actor"] == stands
    names = {one["nom"] for one in given(lapdesk, "Actor", tmp_path)}
    assert "Relais de Vitry" in names
    assert "Le Relais" not in names


def test_only_one_department(lapdesk: Lapdesk, tmp_path: Path) -> None:
    said = take(lapdesk, "Actor", STRUCTURES, "--department", "94")
    assert (said["new"], said["elsewhere"]) == (2, 1)
    file = put(tmp_path, "a", structure(code_insee="69123"), service(code_insee=None))
    for entity in ("Actor", "Offer"):
        said = take(lapdesk, entity, file, "--department", "94")
        assert (said["lines"], said["elsewhere"], said["refused"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"id": None}, "id", "LD-104"),
        ({"id": 7}, "id", "LD-104"),
        ({"id": "x" * 121}, "id", "LD-104"),
        ({"nom": None}, "nom", "LD-001"),
        ({"nom": "ab"}, "nom", "LD-106"),
        ({"nom": ["Le Relais"]}, "nom", "LD-104"),
        ({"date_maj": None}, "date_maj", "LD-001"),
        ({"date_maj": "hier"}, "date_maj", "LD-104"),
        ({"date_maj": "2999-01-01"}, "date_maj", "LD-002"),
        ({"date_maj": "1999-12-31"}, "date_maj", "LD-107"),
        ({"telephone": 145000000}, "telephone", "LD-104"),
        ({"reseaux_porteurs": "communes"}, "reseaux_porteurs", "LD-104"),
        ({"siret": "12345678901234"}, "siret", "V27"),
    ],
)
def test_what_is_wrong_is_said_by_record_and_field(
    lapdesk: Lapdesk, tmp_path: Path, changed: dict[str, Any], field: str, code: str
) -> None:
    good = structure(id="dora--2", nom="Un autre")
    said = take(lapdesk, "Actor", put(tmp_path, "a", structure(**changed), good))
    assert (said["new"], said["refused"]) == (1, 1)
    (problem,) = [p for p in said["problems"] if p["level"] == "error"]
    assert (problem["line"], problem["column"], problem["code"]) == (1, field, code)


def test_long_texts_are_cut_and_odd_signs_left_out(lapdesk: Lapdesk, tmp_path: Path) -> None:
    long = structure(description="mot " * 2000, adresse="x" * 300, telephone="0" * 50)
    said = take(lapdesk, "Actor", put(tmp_path, "a", {**long, "courriel": "a\x00b@exemple.fr"}))
    assert said["shortened"] == {"adresse": 1, "description": 1}
    assert said["ignored"] == {"telephone": 1}
    found = called(lapdesk, "dora--1")
    assert len(found["description"]) <= 2000
    assert found["mail"] == "ab@exemple.fr"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "LD-135"),
        (b"{}", "LD-135"),
        (b"7", "LD-135"),
        (b'{"items": 3}', "LD-135"),
        (b"[7]", "LD-135"),
        (b"[" * 100_000, "LD-135"),
        (b'[{"nom": NaN}]', "LD-135"),
        (b"\xff\xfe[]", "LD-135"),
        (b"[" + b"{}," * inclusion.MOST + b"{}]", "LD-136"),
    ],
)
def test_another_file_is_refused_as_a_whole(
    lapdesk: Lapdesk, tmp_path: Path, content: bytes, code: str
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(content)
    done = lapdesk("import", "Actor", str(file), "--json")
    assert (done.status, done.error["code"]) == (1, code)


def test_a_file_too_large_and_entities_that_have_no_form_there(
    lapdesk: Lapdesk, tmp_path: Path
) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as opened:
        opened.truncate(2**31)
    done = lapdesk("import", "Actor", str(large), "--json")
    assert done.error["code"] == "LD-241"
    absent: Done = lapdesk("import", "Actor", str(tmp_path / "absent.json"), "--json")
    assert absent.error["code"] == "LD-283"
    for verb in ("import", "export"):
        done = lapdesk(verb, "Participant", str(STRUCTURES), "--json")
        assert (done.status, done.error["code"]) == (1, "LD-285")


def test_the_words_are_said_in_text_too(lapdesk: Lapdesk, tmp_path: Path) -> None:
    text = lapdesk("import", "Actor", str(STRUCTURES), "--preview").out
    assert "Would be new: 3" in text
    assert "champ_a_venir" in text
    assert "Not said there" in lapdesk("export", "Actor", str(tmp_path / "a.json")).out


def test_our_words_are_of_our_lists() -> None:
    for name, words in (
        ("theme", inclusion_words.THEMES),
        ("target_public", inclusion_words.PUBLICS),
        ("action_nature", inclusion_words.NATURES),
        ("actor_kind", inclusion_words.KINDS),
    ):
        assert set(words) <= set(lists.get(name).entries)
    for ours, theirs in inclusion_words.THEMES.items():
        assert inclusion_words.theme(theirs) == ours


@pytest.mark.parametrize(
    ("osm", "text"),
    [
        ("Mo-Fr 08:30-12:30; PH off", "lu-ve 08:30-12:30 ; fermé les jours fériés"),
        ("Mo,We 09:00-12:00,14:00-18:00", "lu,me 09:00-12:00,14:00-18:00"),
        ("24/7", "24 h/24, 7 j/7"),
        ("Mo[1] 09:00-12:00", None),
        ("sunrise-sunset", None),
        ("", None),
    ],
)
def test_hours_in_their_form_and_in_words(osm: str, text: str | None) -> None:
    assert opening_hours.shown(osm) == text
    if text is not None:
        assert opening_hours.written(text) == osm
    assert opening_hours.written("le mardi matin") is None
