"""keys: a second laptop joins, authorities are trusted, laptops revoked."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lapdesk.services import enrolment
from tests.whole.commands import WORDS, Lapdesk, a_home


@pytest.fixture
def second(lapdesk: Lapdesk, tmp_path: Path) -> Lapdesk:
    """A waiting home whose request lies beside it."""
    enrolment.request(tmp_path / "second", WORDS, tmp_path / "request", example=True)
    return lapdesk.at(tmp_path / "second")


def joined(lapdesk: Lapdesk, second: Lapdesk, tmp_path: Path) -> Lapdesk:
    accepted = lapdesk("keys", "accept", str(tmp_path / "request"), str(tmp_path / "answer"))
    assert accepted.status == 0, accepted.err
    done = second("keys", "join", str(tmp_path / "answer"))
    assert done.status == 0, done.err
    return second


def test_keys_are_shown_with_words_and_written_as_files(lapdesk: Lapdesk, tmp_path: Path) -> None:
    shown = lapdesk("keys", "show", "--json").json
    fingerprint = shown["authority"]["fingerprint"]
    assert len(fingerprint) == 64
    assert len(shown["authority"]["words"].split()) == 9
    assert [(k["purpose"], k["here"]) for k in shown["keys"]] == [
        ("AUTHORITY", True), ("LAPTOP", True),
    ]  # fmt: skip
    pem, identity = tmp_path / "authority.pem", tmp_path / "identity.key"
    assert lapdesk("keys", "authority", str(pem), "--json").json["fingerprint"] == fingerprint
    said = subprocess.run(
        ["openssl", "x509", "-in", pem, "-noout", "-fingerprint", "-sha256"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert said.strip().rpartition("=")[2].replace(":", "").lower() == fingerprint
    done = lapdesk("keys", "identity", str(identity))
    assert "Whoever has this file" in done.err
    assert "AGE-SECRET-KEY-1" in identity.read_text()
    if os.name != "nt":
        assert identity.stat().st_mode & 0o077 == 0
    out = tmp_path / "hand.lapdesk"
    lapdesk("handover", str(out), "--all")
    opened = subprocess.run(
        f"age -d -i {identity} {out} | openssl cms -verify -inform DER -CAfile {pem}"
        " -purpose any | gunzip",
        shell=True, check=True, capture_output=True,
    ).stdout  # fmt: skip
    assert b'"entity":"TeamMember"' in opened


def test_a_waiting_home_refuses_other_verbs_and_asks_again_the_same(
    lapdesk: Lapdesk, second: Lapdesk, tmp_path: Path
) -> None:
    assert second("show", "Actor", "--json").error["code"] == "LD-227"
    again = second("keys", "request", str(tmp_path / "again"), "--json")
    assert again.status == 0
    first = lapdesk("keys", "accept", str(tmp_path / "again"), str(tmp_path / "x"), "--json")
    assert first.json["words"] == again.json["words"]
    assert first.json["device"] == again.json["device"]
    full = lapdesk("keys", "request", str(tmp_path / "z"), "--json")
    assert (full.status, full.error["code"]) == (1, "LD-309")


def test_the_answer_brings_a_whole_home(lapdesk: Lapdesk, second: Lapdesk, tmp_path: Path) -> None:
    person = lapdesk.put("Participant", first_contact="2025-09-01", sex="F")
    lapdesk.put("Identity", participant=person, given_name="Fatoumata")
    joined(lapdesk, second, tmp_path)
    assert second.show("Participant") == lapdesk.show("Participant") != []
    assert second.show("Identity", "--safe")[0]["fields"]["given_name"] == "Fatoumata"
    assert len(second.show("Actor")) == 110
    authority = lapdesk("keys", "show", "--json").json["authority"]
    assert second("keys", "show", "--json").json["authority"] == authority
    assert second("check", "--deep").status == 0
    # What either writes from now on meets on both.
    second.put("Participant", person, household="ALONE")
    assert second("handover", str(tmp_path / "b.lapdesk"), "--json").json["laptops"] == 1
    assert lapdesk("takein", str(tmp_path / "b.lapdesk")).status == 0
    assert lapdesk.show("Participant") == second.show("Participant")
    assert second("undo").status == 0


def test_takein_joins_too_and_a_second_time_changes_nothing(
    lapdesk: Lapdesk, second: Lapdesk, tmp_path: Path
) -> None:
    lapdesk("keys", "accept", str(tmp_path / "request"), str(tmp_path / "answer"))
    done = second("takein", str(tmp_path / "answer"), "--json")
    assert done.status == 0, done.err
    assert done.json["joined"]["association"] == "Les Amis du quai"
    assert done.json["joined"]["recovery_code"]
    assert done.json["new"] > 0
    again = second("takein", str(tmp_path / "answer"), "--json")
    assert (again.status, again.json["already_known"]) == (0, 1)
    twice = second("keys", "join", str(tmp_path / "answer"), "--json")
    assert twice.error["code"] == "LD-228"
    elsewhere = lapdesk("takein", str(tmp_path / "answer"), "--json")
    assert (elsewhere.status, elsewhere.json["refused"]) == (1, 1)
    assert elsewhere.json["files"][0]["error"]["code"] == "LD-228"


def test_the_new_recovery_code_opens_the_new_laptop(
    lapdesk: Lapdesk, second: Lapdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lapdesk("keys", "accept", str(tmp_path / "request"), str(tmp_path / "answer"))
    code = second("keys", "join", str(tmp_path / "answer"), "--json").json["recovery_code"]
    monkeypatch.setenv("LAPDESK_RECOVERY_CODE", code)
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", "another exemple exemple")
    assert second("passphrase", "recover", "--json").json["recovery_code"] != code
    monkeypatch.setenv("LAPDESK_PASSPHRASE", "another exemple exemple")
    assert second("show", "Role").status == 0


def test_another_member_may_open_the_new_laptop(
    lapdesk: Lapdesk, second: Lapdesk, tmp_path: Path
) -> None:
    added = lapdesk("member", "add", "Karim", "--role", "LEADER", "--no-slot", "--json")
    member = added.json["id"]
    words = ("keys", "accept", str(tmp_path / "request"), str(tmp_path / "answer"))
    assert lapdesk(*words, "--member", "no", "--json").error["code"] == "LD-114"
    assert lapdesk(*words, "--member", member).status == 0
    assert second("keys", "join", str(tmp_path / "answer"), "--json").json["member"] == member
    assert second("keys", "revoke", "x", "--json").error["code"] == "LD-109"
    opening = {m["id"] for m in second("member", "list", "--json").json if m["opens_here"]}
    assert opening == {member}


def test_what_is_no_request_or_answer_is_refused_and_leaves_the_home_waiting(
    lapdesk: Lapdesk, second: Lapdesk, tmp_path: Path
) -> None:
    request, answer = tmp_path / "request", tmp_path / "answer"
    (tmp_path / "bent").write_bytes(request.read_bytes().replace(b'"label":"', b'"label":"x'))
    for name, code in (("bent", "LD-280"), ("none", "LD-283")):
        done = lapdesk("keys", "accept", str(tmp_path / name), str(answer), "--json")
        assert (done.status, done.error["code"]) == (1, code)
    assert lapdesk("keys", "accept", str(request), str(answer)).status == 0
    again = lapdesk("keys", "accept", str(request), str(tmp_path / "b"), "--json")
    assert again.error["code"] == "LD-229"
    damaged = tmp_path / "damaged"
    whole = answer.read_bytes()
    damaged.write_bytes(whole[:-200] + whole[-199:])
    assert second("keys", "join", str(damaged), "--json").status == 1
    enrolment.request(tmp_path / "third", WORDS, tmp_path / "r3", example=True)
    third = lapdesk.at(tmp_path / "third")
    assert third("keys", "join", str(answer), "--json").error["code"] == "LD-281"
    assert third("show", "Actor", "--json").error["code"] == "LD-227"
    assert second("keys", "join", str(answer)).status == 0


def test_a_revoked_laptop_is_neither_written_to_nor_believed(
    lapdesk: Lapdesk, second: Lapdesk, tmp_path: Path
) -> None:
    joined(lapdesk, second, tmp_path)
    device = second("keys", "show", "--json").json["device"]
    file = tmp_path / "late.lapdesk"
    second.put("Participant", first_contact="2025-09-01")
    second("handover", str(file))
    assert second("keys", "revoke", device, "--json").error["code"] == "LD-231"
    assert lapdesk("keys", "revoke", "nobody", "--json").error["code"] == "LD-221"
    assert lapdesk("keys", "revoke", device[:8], "--json").json["state"] == "REVOKED"
    assert lapdesk("handover", str(tmp_path / "x.lapdesk"), "--json").json["laptops"] == 0
    done = lapdesk("takein", str(file), "--json")
    assert (done.status, done.json["files"][0]["error"]["code"]) == (1, "LD-223")
    assert lapdesk.show("Participant") == []


def test_an_authority_is_trusted_only_by_its_own_fingerprint(
    lapdesk: Lapdesk, tmp_path: Path
) -> None:
    a_home(tmp_path / "other", "Quai Solidaire")
    other = lapdesk.at(tmp_path / "other")
    pem = tmp_path / "other.pem"
    fingerprint = other("keys", "authority", str(pem), "--json").json["fingerprint"]
    wrong = lapdesk("keys", "trust", str(pem), "--fingerprint", "0" * 64, "--json")
    assert (wrong.status, wrong.error["code"]) == (1, "LD-230")
    grouped = " ".join(fingerprint[i : i + 4] for i in range(0, 64, 4)).upper()
    done = lapdesk("keys", "trust", str(pem), "--fingerprint", grouped, "--json")
    assert done.status == 0, done.err
    assert (done.json["owner"], done.json["state"]) == ("Quai Solidaire", "TRUSTED")
    keys = lapdesk("keys", "show", "--json").json["keys"]
    assert [k["state"] for k in keys if k["fingerprint"] == fingerprint] == ["TRUSTED"]
    assert lapdesk("keys", "revoke", fingerprint, "--json").json["state"] == "REVOKED"
    said = done.json["words"]
    less = lapdesk("keys", "trust", str(pem), "--fingerprint", said.rsplit(" ", 1)[0], "--json")
    assert less.error["code"] == "LD-230"
    for words in (said, said.replace("–", "").upper()):
        again = lapdesk("keys", "trust", str(pem), "--fingerprint", words, "--json")
        assert (again.status, again.json["state"]) == (0, "TRUSTED")
    (tmp_path / "no.pem").write_text("nothing")
    none = lapdesk("keys", "trust", str(tmp_path / "no.pem"), "--fingerprint", "0", "--json")
    assert none.error["code"] == "LD-242"


def test_a_copied_folder_is_found_out(lapdesk: Lapdesk, second: Lapdesk, tmp_path: Path) -> None:
    joined(lapdesk, second, tmp_path)
    shutil.copytree(second.folder, tmp_path / "copy")
    copy = second.at(tmp_path / "copy")
    for one, name in ((second, "a"), (copy, "b")):
        one.put("Participant", first_contact="2025-09-01")
        one("handover", str(tmp_path / f"{name}.lapdesk"))
    assert lapdesk("takein", str(tmp_path / "a.lapdesk")).status == 0
    done = lapdesk("takein", str(tmp_path / "b.lapdesk"), "--json")
    assert (done.status, done.json["files"][0]["error"]["code"]) == (1, "LD-220")


def test_renewed_keys_leave_passphrases_and_names_and_shut_out_the_former_code(
    lapdesk: Lapdesk, second: Lapdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined(lapdesk, second, tmp_path)
    head = (lapdesk.folder / "desk.db").read_bytes()[:16]
    first = lapdesk("keys", "renew", "--json").json["recovery_code"]
    code = lapdesk("keys", "renew", "--json").json["recovery_code"]
    assert (lapdesk.folder / "desk.db").read_bytes()[:16] != head
    person = lapdesk.put("Participant", first_contact="2025-09-01", sex="F")
    lapdesk.put("Identity", participant=person, given_name="Fatoumata", family_name="Diallo")
    lapdesk("handover", str(tmp_path / "hand"))
    second("takein", str(tmp_path / "hand"))
    for desk in (lapdesk, second):
        assert desk.show("Identity", "--safe")[0]["fields"]["given_name"] == "Fatoumata"
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", "des mots tout neufs ici")
    monkeypatch.setenv("LAPDESK_RECOVERY_CODE", first)
    assert lapdesk("passphrase", "recover", "--json").error["code"] == "LD-268"
    monkeypatch.setenv("LAPDESK_RECOVERY_CODE", code)
    assert lapdesk("passphrase", "recover").status == 0
