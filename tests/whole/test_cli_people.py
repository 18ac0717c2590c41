"""erase, forget, retention, subject, member, passphrase: people and what lets them in."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from lapdesk.services import retaining
from tests.whole.commands import Lapdesk

TODAY = "2026-11-20"


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", TODAY)


def code_of(lapdesk: Lapdesk, person: str) -> str:
    return str(lapdesk.show("Participant", "--where", f"id={person}")[0]["fields"]["code"])


def with_an_act(lapdesk: Lapdesk, day: str = "2026-11-02") -> tuple[str, str]:
    """A person with a card and an act on a day; their id and code."""
    person = lapdesk.put("Participant", first_contact="2023-01-10", sex="F")
    lapdesk.put("Identity", participant=person, given_name="Fatoumata", phone="0612345678")
    act = lapdesk.put(
        "SupportAction", date=day, team_member=lapdesk.member, channel="DESK", headcount=1,
        types=["FORM_HELP"], themes=["ADMIN"], minutes=30, note="dossier complet",
    )  # fmt: skip
    lapdesk.put("Accompaniment", support_action=act, participant=person)
    return person, code_of(lapdesk, person)


def test_an_erased_person_leaves_a_receipt_and_nothing_else(lapdesk: Lapdesk) -> None:
    person, code = with_an_act(lapdesk)
    for words, refused in (
        ((code, "--reason", "WHIM"), "LD-105"),
        (("ZZZZZZ", "--reason", "REQUEST"), "LD-015"),
    ):
        done = lapdesk("erase", *words, "--json")
        assert (done.status, done.error["code"]) == (1, refused)
    receipt = lapdesk("erase", code.lower(), "--reason", "REQUEST", "--json")
    assert receipt.json == {"code": code, "on": TODAY, "reason": "REQUEST", "warnings": []}
    assert lapdesk.show("Participant") == lapdesk.show("Identity", "--safe") == []
    assert len(lapdesk.show("SupportAction")) == 1
    assert "note" not in lapdesk.show("SupportAction")[0]["fields"]
    (again,) = lapdesk.apply(
        {"entity": "Participant", "id": person, "fields": {"first_contact": "2023-01-10"}}
    )
    assert again["problems"][0]["code"] == "LD-116"
    assert lapdesk("erase", code, "--reason", "REQUEST", "--json").error["code"] == "LD-015"
    assert lapdesk("check", "--deep").status == 0
    assert lapdesk("undo", "5").status == 0
    assert lapdesk.show("Participant") == []


def test_who_was_erased_is_not_put_back_on_an_act_or_a_sheet(lapdesk: Lapdesk) -> None:
    person, code = with_an_act(lapdesk)
    act = lapdesk.show("SupportAction")[0]["id"]
    assert lapdesk("erase", code, "--reason", "REQUEST").status == 0
    (again,) = lapdesk.apply(
        {"entity": "Accompaniment", "fields": {"support_action": act, "participant": person}}
    )
    assert [p["code"] for p in again["problems"]] == ["LD-116"]
    assert again["problems"][0]["field"] == "participant"
    assert len(lapdesk.show("Accompaniment")) == 1


def test_an_open_orientation_is_warned_of(lapdesk: Lapdesk) -> None:
    person, code = with_an_act(lapdesk)
    actor = lapdesk.show("Actor", "--limit", "1")[0]["id"]
    lapdesk.put(
        "Orientation", participant=person, theme="ADMIN", actor=actor, mode="M1",
        date="2026-11-03", share=False, state="CONTACTED",
    )  # fmt: skip
    receipt = lapdesk("erase", code, "--reason", "REQUEST", "--json").json
    assert [(w["code"], w["message"]) for w in receipt["warnings"]] == [
        ("V38", "1 open orientation will be made anonymous.")
    ]


def test_a_member_may_be_erased_by_id(lapdesk: Lapdesk) -> None:
    member = lapdesk("member", "add", "Karim", "--no-slot", "--json").json["id"]
    assert lapdesk("erase", member, "--reason", "REQUEST").status == 0
    assert "Karim" not in json.dumps(lapdesk.show("TeamMember"))


def test_one_value_is_forgotten_with_its_history(lapdesk: Lapdesk) -> None:
    person, _code = with_an_act(lapdesk)
    act = lapdesk.show("SupportAction")[0]["id"]
    words = ("forget", "SupportAction", act, "note", "--reason")
    assert lapdesk(*words, " ", "--json").error["code"] == "LD-001"
    assert lapdesk(*words, "trop précis").status == 0
    assert "note" not in lapdesk.show("SupportAction")[0]["fields"]
    assert "dossier complet" not in lapdesk("history", "SupportAction", act, "--json").out
    lapdesk("undo", "3")
    assert "dossier complet" not in json.dumps(lapdesk.show("SupportAction"))
    for entity, record, field, code in (
        ("Nothing", act, "note", "LD-102"),
        ("SupportAction", act, "nothing", "LD-103"),
        ("SupportAction", person, "note", "LD-114"),
        ("SupportAction", "no-id", "note", "LD-108"),
    ):
        done = lapdesk("forget", entity, record, field, "--reason", "x", "--json")
        assert (done.status, done.error["code"]) == (1, code)


def test_retention_counts_every_kind_of_contact(lapdesk: Lapdesk) -> None:
    lone = lapdesk.put("Participant", first_contact="2024-11-20")
    near = lapdesk.put("Participant", first_contact="2024-11-21")
    _acted, _code = with_an_act(lapdesk, "2026-11-02")
    oriented = lapdesk.put("Participant", first_contact="2023-01-10")
    actor = lapdesk.show("Actor", "--limit", "1")[0]["id"]
    lapdesk.put(
        "Orientation", participant=oriented, theme="ADMIN", actor=actor, mode="M1",
        date="2025-03-03", share=False,
    )  # fmt: skip
    seen, absent = (lapdesk.put("Participant", first_contact="2023-01-10") for _n in range(2))
    workshop = lapdesk.put(
        "Workshop", title="ASL", kind="ASL", leaders=[lapdesk.member], place="Salle",
        commune="94081", start="2025-01-01", end="2025-12-31",
    )  # fmt: skip
    session = lapdesk.put(
        "Session", workshop=workshop, date="2025-04-01", start="14:00", end="16:00",
        leaders=[lapdesk.member], state="HELD",
    )  # fmt: skip
    lapdesk.put("Attendance", session=session, participant=seen, mark="P")
    lapdesk.put("Attendance", session=session, participant=absent, mark="A")
    due = lapdesk("retention", "--json").json
    assert due["applied"] is False
    assert {d["id"] for d in due["due"]} == {lone, absent}
    assert next(d for d in due["due"] if d["id"] == lone) == {
        "id": lone, "code": code_of(lapdesk, lone), "last_contact": "2024-11-20",
        "due_on": "2026-11-20", "state": "TO_ERASE",
    }  # fmt: skip
    assert lapdesk("retention", "--apply", "--json").json["applied"] is True
    left = {p["id"] for p in lapdesk.show("Participant")}
    assert near in left
    assert not left & {lone, absent}
    assert lapdesk("retention", "--json").json["due"] == []
    assert {e["fields"]["reason"] for e in lapdesk.show("Erasure")} == {"RETENTION"}


@pytest.mark.parametrize(
    ("last", "today", "state"),
    [
        ("2026-01-31", "2026-07-30", "ACTIVE"),
        ("2026-01-31", "2026-07-31", "QUIET"),
        ("2025-08-31", "2026-02-28", "QUIET"),
        ("2024-02-29", "2026-02-27", "QUIET"),
        ("2024-02-29", "2026-02-28", "TO_ERASE"),
        ("2024-11-20", "2026-11-20", "TO_ERASE"),
        ("2024-11-21", "2026-11-20", "QUIET"),
    ],
)
def test_months_are_those_of_the_calendar(last: str, today: str, state: str) -> None:
    from datetime import date

    assert retaining.state_on(date.fromisoformat(last), date.fromisoformat(today)) == state


def test_the_right_of_access_gives_all_and_names_no_one_else(
    lapdesk: Lapdesk, tmp_path: Path
) -> None:
    person, code = with_an_act(lapdesk)
    other = lapdesk.put("Participant", first_contact="2025-01-01")
    act = lapdesk.show("SupportAction")[0]["id"]
    lapdesk.put("Accompaniment", support_action=act, participant=other)
    lapdesk.put("Participant", person, sex="M")
    out = tmp_path / "out.zip"
    done = lapdesk("subject", code, str(out), "--json")
    assert (done.status, done.json["records"]) == (0, 4)
    with zipfile.ZipFile(out) as archive:
        assert sorted(archive.namelist()) == ["subject.json", "subject.pdf"]
        held = json.loads(archive.read("subject.json"))
        pages = archive.read("subject.pdf")
    assert held["subject"] == {"entity": "Participant", "id": person, "code": code}
    kinds = [record["entity"] for record in held["records"]]
    assert kinds == ["Participant", "Identity", "SupportAction", "Accompaniment"]
    assert held["records"][1]["fields"]["given_name"] == "Fatoumata"
    assert [h["fields"].get("sex") for h in held["records"][0]["history"]] == ["F", "M"]
    assert other not in json.dumps(held)
    document = pypdfium2.PdfDocument(pages)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "Fatoumata" in text
    assert "dossier complet" in text
    assert re.search(r"\d{2}/\d{2}/\d{4} \d{2}:\d{2} ·", text)
    assert not re.search(r"\d{4}-\d{2}-\d{2}", text)
    out = tmp_path / "member.zip"
    member = lapdesk("subject", lapdesk.member, str(out), "--safe", "--json")
    assert member.status == 0
    with zipfile.ZipFile(out) as archive:
        about_member = json.loads(archive.read("subject.json"))
    assert "Fatoumata" not in json.dumps(about_member)
    assert {"entity": "SupportAction", "field": "team_member", "count": 1} in about_member[
        "named_beside_others"
    ]
    nobody = lapdesk("subject", "ZZZZZZ", str(tmp_path / "no.zip"), "--json")
    assert (nobody.status, nobody.error["code"]) == (1, "LD-015")
    assert not (tmp_path / "no.zip").exists()


def test_a_member_comes_opens_and_leaves(lapdesk: Lapdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = lapdesk.member
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", "les mots de karim")
    karim = lapdesk("member", "add", "Karim", "--role", "LEADER", "--json").json["id"]
    unknown = lapdesk("member", "add", "X", "--role", "KING", "--no-slot", "--json")
    assert unknown.error["code"] == "LD-105"
    assert lapdesk("member", "add", " ", "--no-slot", "--json").error["code"] == "LD-001"
    for nobody in ("no", "11111111-1111-4111-8111-111111111111"):
        assert lapdesk("member", "disable", nobody, "--json").error["code"] == "LD-108"
    listed = {m["id"]: m for m in lapdesk("member", "list", "--json").json}
    assert listed[karim]["opens_here"]
    assert listed[karim]["roles"] == ["LEADER"]
    monkeypatch.setenv("LAPDESK_PASSPHRASE", "les mots de karim")
    assert lapdesk("member", "add", "Y", "--no-slot", "--json").error["code"] == "LD-109"
    assert lapdesk("erase", "X", "--reason", "REQUEST", "--json").error["code"] == "LD-109"
    (refused,) = lapdesk.apply(
        {"entity": "PlanAction", "id": lapdesk.show("PlanAction")[0]["id"], "fields": {}}
    )
    assert refused["problems"][0]["code"] == "LD-109"
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", "d’autres mots à lui")
    assert lapdesk("passphrase", "change").status == 0
    assert lapdesk("show", "Role", "--json").error["code"] == "LD-260"
    monkeypatch.setenv("LAPDESK_PASSPHRASE", "exemple exemple exemple")
    keys, database = lapdesk.folder / "desk.keys", lapdesk.folder / "desk.db"
    former, before = keys.read_bytes(), database.read_bytes()[:16]
    done = lapdesk("member", "disable", karim, "--json").json
    assert done == {"disabled": karim, "key_renewed": True}
    assert lapdesk("member", "disable", karim, "--json").json["key_renewed"] is False
    assert database.read_bytes()[:16] != before
    now = keys.read_bytes()
    keys.write_bytes(former)
    monkeypatch.setenv("LAPDESK_PASSPHRASE", "d’autres mots à lui")
    assert lapdesk("show", "Role", "--json").error["code"] == "LD-302"
    keys.write_bytes(now)
    monkeypatch.setenv("LAPDESK_PASSPHRASE", "d’autres mots à lui")
    assert lapdesk("show", "Role", "--json").error["code"] == "LD-260"
    monkeypatch.setenv("LAPDESK_PASSPHRASE", "exemple exemple exemple")
    assert lapdesk("member", "disable", first, "--json").error["code"] == "LD-267"
    assert {m["id"] for m in lapdesk("member", "list", "--json").json if m["active"]} == {first}


def test_a_reader_sees_and_exports_nothing_of_persons(
    lapdesk: Lapdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_an_act(lapdesk)
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", "les mots du lecteur")
    lapdesk("member", "add", "Lectrice", "--role", "READER")
    monkeypatch.setenv("LAPDESK_PASSPHRASE", "les mots du lecteur")
    for entity in ("Participant", "Identity", "SupportAction", "TeamMember"):
        assert lapdesk("show", entity, "--json").error["code"] == "LD-109"
        done = lapdesk("export", entity, str(tmp_path / "x.csv"), "--json")
        assert done.error["code"] == "LD-109"
    assert lapdesk("show", "Actor").status == 0
    out = str(tmp_path / "out")
    for words in (
        ("handover", out), ("takein", out), ("backup", out), ("retention",), ("clashes",),
        ("keys", "accept", out, out), ("keys", "identity", out), ("subject", "ZZZZZZ", out),
        ("erase", "ZZZZZZ", "--reason", "REQUEST"), ("history", "Participant", out),
        ("summary", "--from", "2025-01-01", "--to", "2025-12-31", "--signer", "x",
         "--function", "y", out),
    ):  # fmt: skip
        done = lapdesk(*words, "--json")
        if words == ("clashes",):
            assert done.json == []
        else:
            assert (done.status, done.error["code"]) == (1, "LD-109"), words
    assert not Path(out).exists()
    assert lapdesk("show", "Actor", "--safe", "--json").error["code"] == "LD-109"
    file = tmp_path / "people.csv"
    file.write_text("first_contact\n2025-01-01\n")
    assert lapdesk("import", "Participant", str(file), "--json").error["code"] == "LD-109"


def test_a_wrong_recovery_code_is_told_by_its_group(
    lapdesk: Lapdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", "encore d’autres mots")
    for code, refused in (("12345", "LD-262"), ("00000-" * 5 + "00001", "LD-263")):
        monkeypatch.setenv("LAPDESK_RECOVERY_CODE", code)
        assert lapdesk("passphrase", "recover", "--json").error["code"] == refused
