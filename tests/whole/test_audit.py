"""The audit: one entry for what no other record tells, nothing of whom it was done to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.whole.commands import WORDS, Lapdesk, a_home
from tests.whole.test_cli_exchange import Pair, pair

__all__ = ["pair"]
SECRET = "Fatoumata"
SENT: dict[str, Any] = {
    "theme": "ADMIN",
    "mode": "M1",
    "date": "2026-11-02",
    "share": False,
    "state": "AGREED",
}


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-20")


def said(lapdesk: Lapdesk) -> list[str]:
    return [entry["fields"]["what"] for entry in lapdesk.show("AuditEntry")]


def a_person(lapdesk: Lapdesk) -> tuple[str, str]:
    record = lapdesk.put("Participant", first_contact="2025-01-05", sex="F")
    lapdesk.put("Identity", participant=record, given_name=SECRET)
    (shown,) = lapdesk.show("Participant", "--where", f"id={record}")
    return record, str(shown["fields"]["code"])


def last(lapdesk: Lapdesk) -> dict[str, Any]:
    fields: dict[str, Any] = lapdesk.show("AuditEntry")[-1]["fields"]
    return fields


def test_an_erasure_says_who_and_when_and_nothing_of_whom(lapdesk: Lapdesk) -> None:
    assert said(lapdesk) == []
    _record, code = a_person(lapdesk)
    assert lapdesk("erase", code, "--reason", "REQUEST").status == 0
    entry = last(lapdesk)
    assert entry == {
        "what": "ERASED", "on": "2026-11-20T12:00", "team_member": lapdesk.member,
        "entity": "Participant", "counted": entry["counted"],
    }  # fmt: skip
    assert entry["counted"] >= 2
    shown = lapdesk("show", "AuditEntry").out
    assert code not in shown
    assert SECRET not in shown
    record, _code = a_person(lapdesk)
    lapdesk("forget", "Participant", record, "sex", "--reason", "ne pas garder")
    assert (last(lapdesk)["what"], last(lapdesk)["entity"]) == ("FORGOTTEN sex", "Participant")


def test_retention_members_and_keys_leave_an_entry(
    lapdesk: Lapdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lapdesk.put("Participant", first_contact="2023-01-05")
    assert lapdesk("retention").status == 0
    assert said(lapdesk) == []
    assert lapdesk("retention", "--apply").status == 0
    assert said(lapdesk) == ["ERASED", "RETENTION_APPLIED"]
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", WORDS + " encore")
    member = lapdesk("member", "add", "Awa", "--json").json["id"]
    assert lapdesk("member", "disable", member).status == 0
    added = said(lapdesk)[2:]
    assert added[:2] == ["MEMBER_ADDED", "MEMBER_DISABLED"]
    assert set(added[2:]) <= {"KEYS_RENEWED"}
    assert "Awa" not in lapdesk("show", "AuditEntry").out
    # What a person recorded since is what undo takes back.
    lapdesk.put("Participant", first_contact="2026-01-05")
    assert lapdesk("undo").status == 0
    assert said(lapdesk)[2:] == added


def test_a_summary_signed_and_one_taken_in_leave_an_entry(lapdesk: Lapdesk, tmp_path: Path) -> None:
    for _n in range(6):
        lapdesk.put("SupportAction", date="2026-11-02", team_member=lapdesk.member, minutes=30,
                    channel="DESK", types=["FORM_HELP"], themes=["ADMIN"], headcount=3)  # fmt: skip
    out = tmp_path / "summary.pdf"
    done = lapdesk("summary", "--from", "2026-01-01", "--to", "2026-11-20", "--signer", "Léa",
                   "--function", "présidente", str(out))  # fmt: skip
    assert done.status == 0, done.err
    assert said(lapdesk) == ["SUMMARY_SIGNED no. 1"]
    a_home(tmp_path / "committee", "Comité")
    committee = lapdesk.at(tmp_path / "committee")
    pem = tmp_path / "authority.pem"
    print_ = lapdesk("keys", "authority", str(pem), "--json").json["fingerprint"]
    assert committee("takein", str(out), "--json").json["held"] == 1
    assert said(committee) == []
    assert committee("keys", "trust", str(pem), "--fingerprint", print_).status == 0
    assert said(committee) == [f"AUTHORITY_TRUSTED {print_[:8]}"]
    assert committee("keys", "revoke", print_).status == 0
    assert said(committee)[1:] == [f"KEY_REVOKED {print_[:8]}"]


def test_an_erased_person_that_comes_back_leaves_one_line(pair: Pair) -> None:
    record, code = a_person(pair.one)
    pair.send(pair.one, pair.other, "a")
    actor = pair.one.show("Actor", "--limit", "1")[0]["id"]
    # The other laptop goes on with the person, whom the first erases meanwhile.
    pair.other.put("Need", participant=record, theme="ADMIN", expressed_on="2026-11-02")
    pair.other.put("Orientation", participant=record, actor=actor, **SENT)
    assert pair.one("erase", code, "--reason", "REQUEST").status == 0
    file = pair.send(pair.other, pair.one, "b")
    lines = [what for what in said(pair.one) if "EMPTIED" in what]
    # A need, an orientation and its first step.
    assert lines == ["TAKEN_IN WORKING no. 1 EMPTIED 3"]
    assert code not in pair.one("show", "AuditEntry").out
    before = pair.one("show", "AuditEntry").out
    assert pair.one("takein", str(file)).status == 0
    assert pair.one("takein", str(file), "--preview").status == 0
    assert pair.one("show", "AuditEntry").out == before
    # Brought to the other laptop, nothing whole comes back.
    pair.send(pair.one, pair.other, "c")
    assert not [what for what in said(pair.other) if what in lines and "no. 2" in what]
    assert pair.other.show("Participant") == []


def test_laptops_that_hand_over_in_turn_come_to_rest(pair: Pair) -> None:
    a_person(pair.one)
    pair.send(pair.one, pair.other, "a")
    assert said(pair.other) == ["TAKEN_IN WORKING no. 1"]
    for turn in range(3):
        pair.send(pair.other, pair.one, f"back {turn}")
        pair.send(pair.one, pair.other, f"forth {turn}")
    assert sorted(said(pair.one)) == sorted(said(pair.other)) == ["TAKEN_IN WORKING no. 1"]


def test_a_take_in_of_several_files_leaves_one_entry(pair: Pair) -> None:
    a_person(pair.one)
    first, second = pair.folder / "1.lapdesk", pair.folder / "2.lapdesk"
    assert pair.one("handover", str(first)).status == 0
    a_person(pair.one)
    assert pair.one("handover", str(second)).status == 0
    assert pair.other("takein", str(first), str(second)).status == 0
    assert said(pair.other) == ["TAKEN_IN 2 WORKING"]


def test_a_restore_leaves_an_entry_and_the_markers_of_those_erased_since(
    pair: Pair, tmp_path: Path
) -> None:
    record, code = a_person(pair.one)
    pair.send(pair.one, pair.other, "a")
    assert pair.one("backup").status == 0
    (copy,) = (pair.one.folder / "copies").glob("20*.lapdesk-copy")
    assert pair.one("erase", code, "--reason", "REQUEST").status == 0
    restored = pair.one.at(tmp_path / "restored")
    assert restored("restore", str(copy)).status == 0
    assert last(restored)["what"] == "RESTORED"
    assert last(restored)["counted"] == 1
    (marker,) = restored.show("Erasure")
    assert (marker["fields"]["subject"], marker["fields"]["code"]) == (record, code)
    assert restored.show("Participant") == []
    # It travels: the laptop that never heard of the erasure loses the person, too.
    assert [p["id"] for p in pair.other.show("Participant")] == [record]
    pair.send(restored, pair.other, "b")
    assert pair.other.show("Participant") == []


def test_a_laptop_that_learns_of_an_erasure_notes_it_beside_its_copies(
    pair: Pair, tmp_path: Path
) -> None:
    record, code = a_person(pair.one)
    pair.send(pair.one, pair.other, "a")
    assert pair.other("backup").status == 0
    assert pair.one("erase", code, "--reason", "REQUEST").status == 0
    file = pair.folder / "b.lapdesk"
    assert pair.one("handover", str(file)).status == 0
    noted = pair.other.folder / "copies" / "erased.txt"
    assert pair.other("takein", str(file), "--preview").status == 0
    assert not noted.exists()
    assert pair.other("takein", str(file)).status == 0
    assert noted.read_text("ascii").split() == [record]
    (copy,) = (pair.other.folder / "copies").glob("20*.lapdesk-copy")
    restored = pair.other.at(tmp_path / "restored")
    assert restored("restore", str(copy)).status == 0
    assert restored.show("Participant") == []
