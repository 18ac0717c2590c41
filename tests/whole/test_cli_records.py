"""apply, show, dictionary: records as JSON Lines, in and out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.whole.commands import Lapdesk

PERSON = {"entity": "Participant", "fields": {"first_contact": "2025-09-01", "sex": "F"}}


def test_each_line_has_its_answer_and_one_refusal_makes_the_status_one(lapdesk: Lapdesk) -> None:
    text = "\n".join(
        (
            json.dumps(PERSON),
            "",
            "not json",
            json.dumps({"entity": "Nothing", "fields": {}}),
            json.dumps({"entity": "Participant", "fields": {"nothing": 1}}),
            json.dumps({"entity": "Participant", "fields": {"first_contact": 5}}),
            json.dumps(
                {"entity": "Participant", "fields": {"first_contact": "2025-01-01"}, "x": 1}
            ),
            json.dumps({"entity": "Participant", "id": "no", "fields": {}}),
            json.dumps({"entity": "Key", "fields": {"owner": "x"}}),
            '{"entity": "Participant", "fields": {"birth_year": 1980.0}}',
        )
    )
    done = lapdesk("apply", "-", stdin=text)
    assert done.status == 1
    answers = {a["line"]: a for a in done.lines}
    assert answers[1]["status"] == "written"
    assert 2 not in answers
    codes = {n: a["problems"][0]["code"] for n, a in answers.items() if n != 1}
    assert codes == {
        3: "LD-101", 4: "LD-102", 5: "LD-103", 6: "LD-104", 7: "LD-103", 8: "LD-108",
        9: "LD-119", 10: "LD-142",
    }  # fmt: skip
    assert len(lapdesk.show("Participant")) == 1


def test_what_show_says_apply_takes_and_changes_nothing(lapdesk: Lapdesk) -> None:
    lapdesk.apply(PERSON)
    for entity in ("Participant", "PlanAction", "Actor", "ActionPartner", "TeamMember"):
        done = lapdesk("show", entity)
        again = lapdesk("apply", "-", stdin=done.out)
        assert again.status == 0
        assert {a["status"] for a in again.lines} == {"unchanged"}


def test_a_text_with_foreign_line_ends_stays_on_one_line(lapdesk: Lapdesk) -> None:
    person = lapdesk.put("Participant", first_contact="2025-09-01")
    label = "un\u2028deux\u2029trois"
    lapdesk.put("Need", participant=person, theme="ADMIN", label=label, expressed_on="2025-09-01")
    shown = lapdesk("show", "Need").out
    assert len(shown.splitlines()) == 1
    assert json.loads(shown)["fields"]["label"] == label


def test_a_byte_order_mark_is_no_part_of_the_first_line(lapdesk: Lapdesk) -> None:
    line = json.dumps(PERSON).encode()
    assert lapdesk("apply", "-", stdin=b"\xef\xbb\xbf" + line + b"\r\n").status == 0


def test_a_line_with_a_key_twice_is_refused(lapdesk: Lapdesk) -> None:
    fields = '{"first_contact": "2025-09-01", "first_contact": "2025-09-02"}'
    done = lapdesk("apply", "-", stdin=f'{{"entity": "Participant", "fields": {fields}}}')
    assert done.status == 1
    assert done.lines[0]["problems"][0]["code"] == "LD-101"


def test_show_takes_conditions_codes_and_a_limit(lapdesk: Lapdesk) -> None:
    person = lapdesk.put("Participant", first_contact="2025-09-01", sex="M", commune="94081")
    code = lapdesk.show("Participant")[0]["fields"]["code"]
    lapdesk.put("Need", participant=person, theme="ADMIN", expressed_on="2025-09-02")
    assert len(lapdesk.show("Need", "--where", f"participant={code}")) == 1
    assert len(lapdesk.show("Need", "--where", "participant=")) == 0
    assert len(lapdesk.show("Actor", "--limit", "3")) == 3
    assert len(lapdesk.show("Participant", "--where", "sex=M", "--where", "commune=94081")) == 1
    assert lapdesk.show("Participant", "--where", f"id={person}")[0]["id"] == person
    for asked, refused in (
        ("sex", "LD-104"), ("nothing=1", "LD-103"), ("sex=Z", "LD-105"), ("id=", "LD-108"),
        ("id=x", "LD-108"),
    ):  # fmt: skip
        done = lapdesk("show", "Participant", "--where", asked, "--json")
        assert (done.status, done.error["code"]) == (1, refused)


@pytest.mark.parametrize("safe", [(), ("--safe",)], ids=["closed", "open"])
def test_nothing_is_searched_by_what_is_sealed(lapdesk: Lapdesk, safe: tuple[str, ...]) -> None:
    refused = lapdesk("show", "Identity", "--where", "given_name=Fatou", *safe, "--json")
    assert refused.status == 1
    assert refused.error["code"] == "LD-104"
    assert "--safe" in refused.error["advice"]


def test_sealed_fields_show_and_are_written_only_with_the_safe_open(lapdesk: Lapdesk) -> None:
    person = lapdesk.put("Participant", first_contact="2025-09-01")
    card = {"entity": "Identity", "fields": {"participant": person, "given_name": "Fatoumata"}}
    (closed,) = lapdesk.apply(card)
    assert closed["problems"][0]["code"] == "LD-122"
    (opened,) = lapdesk.apply(card, more=("--safe",))
    assert opened["status"] == "written"
    assert "given_name" not in lapdesk.show("Identity")[0]["fields"]
    assert lapdesk.show("Identity", "--safe")[0]["fields"]["given_name"] == "Fatoumata"


def test_atomic_is_all_or_nothing(lapdesk: Lapdesk) -> None:
    wrong: dict[str, Any] = {"entity": "Participant", "fields": {}}
    both = lapdesk.apply(PERSON, wrong, more=("--atomic",))
    assert [a["status"] for a in both] == ["refused", "refused"]
    assert lapdesk.show("Participant") == []
    good = lapdesk.apply(PERSON, PERSON, more=("--atomic",))
    assert [a["status"] for a in good] == ["written", "written"]


def test_a_removal_takes_parts_and_is_refused_while_others_point(lapdesk: Lapdesk) -> None:
    actor = lapdesk.put(
        "Actor", name="Le Relais", kind="ASSO", source="terrain", checked_on="2025-09-01"
    )
    offer = {
        "actor": actor, "title": "Accueil", "themes": ["ADMIN"], "nature": "RECEPTION",
        "commune": "94081", "hours": "mardi", "checked_on": "2025-09-01",
    }  # fmt: skip
    kept = lapdesk.apply({"entity": "Offer", "fields": offer})[0]
    assert kept["status"] in ("written", "refused"), kept
    person = lapdesk.put("Participant", first_contact="2025-09-01")
    (erased,) = lapdesk.apply({"entity": "Participant", "id": person, "remove": True})
    assert erased["problems"][0]["code"] == "LD-116"
    (gone,) = lapdesk.apply({"entity": "Actor", "id": actor, "remove": True})
    assert gone["status"] == "written"
    assert not [o for o in lapdesk.show("Offer") if o["id"] == kept["id"]]
    (twice,) = lapdesk.apply({"entity": "Actor", "id": actor, "remove": True})
    assert twice["problems"][0]["code"] == "LD-114"


def test_a_file_is_read_as_standard_input_is(lapdesk: Lapdesk, tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text(json.dumps(PERSON) + "\n", "utf-8")
    assert lapdesk("apply", str(file)).status == 0
    missing = lapdesk("apply", str(tmp_path / "no"), "--json")
    assert (missing.status, missing.error["code"]) == (1, "LD-283")


@pytest.mark.parametrize("entity", ["", "Participant"])
def test_the_dictionary_describes_each_field(lapdesk: Lapdesk, entity: str) -> None:
    done = lapdesk.bare("dictionary", *([entity] if entity else []), "--json", "--language", "en")
    assert done.status == 0
    found = {e["entity"]: e for e in done.json}
    code = next(f for f in found["Participant"]["fields"] if f["field"] == "first_contact")
    assert code["required"] is True
    wanted = ("label", "kind", "unit", "data_class", "purpose", "retention", "leaves")
    assert all(name in code for name in wanted)
    assert "first_contact" in lapdesk.bare("dictionary", "Participant").out


def test_a_record_that_no_working_file_could_carry_is_refused(
    lapdesk: Lapdesk, tmp_path: Path
) -> None:
    def idea(count: int) -> dict[str, Any]:
        objectives = [f"{n} " + "é" * 290 for n in range(count)]
        edition = lapdesk.show("PlanEdition")[0]["id"]
        fields = {"code": "N1", "plan_edition": edition, "axes": ["AX1"], "title": "x"}
        return {"entity": "PlanAction", "fields": {**fields, "objectives": objectives}}

    (long,) = lapdesk.apply(idea(200))
    assert long["problems"][0]["code"] == "LD-106"
    (most,) = lapdesk.apply(idea(100))
    assert most["status"] == "written"
    assert lapdesk("handover", str(tmp_path / "x.lapdesk"), "--all").status == 0
    more = {"entity": "PlanAction", "id": most["id"], "fields": {"description": "é" * 2000}}
    assert lapdesk.apply(more)[0]["status"] == "refused"
    endless = lapdesk("apply", "-", stdin=b"x" * 3_000_000 + b"\n" + json.dumps(PERSON).encode())
    assert [a["status"] for a in endless.lines] == ["refused", "written"]
    assert endless.lines[0]["problems"][0]["code"] == "LD-106"
