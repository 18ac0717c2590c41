"""handover, takein, verify, clashes, settle, history, undo: what two laptops do together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from lapdesk.services import answering, enrolment, home
from tests.whole.commands import WORDS, Lapdesk, a_home


@dataclass(frozen=True)
class Pair:
    """Two laptops of one association and a folder to carry files in."""

    one: Lapdesk
    other: Lapdesk
    folder: Path

    def send(self, sender: Lapdesk, receiver: Lapdesk, name: str) -> Path:
        """Hand over and take in; the file."""
        file = self.folder / f"{name}.lapdesk"
        assert sender("handover", str(file)).status == 0
        done = receiver("takein", str(file))
        assert done.status == 0, done.err
        return file


@pytest.fixture
def pair(lapdesk: Lapdesk, tmp_path: Path) -> Pair:
    request, answer = tmp_path / "request", tmp_path / "answer"
    enrolment.request(tmp_path / "other", WORDS, request, example=True)
    desk = home.unlock(lapdesk.folder, WORDS)
    answering.accept(desk, request, answer)
    desk.close()
    enrolment.join(tmp_path / "other", WORDS, answer)
    return Pair(lapdesk, lapdesk.at(tmp_path / "other"), tmp_path)


def test_a_handover_brings_what_the_other_has_not_seen_and_no_more(pair: Pair) -> None:
    person = pair.one.put("Participant", first_contact="2025-09-01")
    file = pair.folder / "a.lapdesk"
    first = pair.one("handover", str(file), "--json").json
    assert (first["changes"] >= 1, first["laptops"], first["files"]) == (True, 1, [str(file)])
    preview = pair.other("takein", str(file), "--preview", "--json").json
    assert preview["preview"] is True
    assert pair.other.show("Participant") == []
    done = pair.other("takein", str(file), "--json").json
    assert {**preview, "preview": False} == done
    assert done["refused"] == done["in_clash"] == done["waiting"] == 0
    assert [p["id"] for p in pair.other.show("Participant")] == [person]
    again = pair.other("takein", str(file), "--json")
    assert (again.status, again.json["already_known"]) == (0, 1)
    # Once the other has answered, what it holds is not sent again.
    pair.send(pair.other, pair.one, "b")
    pair.one.put("Participant", person, sex="F")
    # The person's change, and the note of the file handed over before.
    more, whole = (str(pair.folder / name) for name in ("c.lapdesk", "d.lapdesk"))
    assert pair.one("handover", more, "--json").json["changes"] == 2
    assert pair.one("handover", whole, "--all", "--json").json["changes"] > 10


def test_a_handover_may_name_its_receivers(pair: Pair) -> None:
    device = pair.other("keys", "show", "--json").json["device"]
    first, second, third = (str(pair.folder / f"{name}.lapdesk") for name in "abc")
    assert pair.one("handover", first, "--to", device, "--json").json["laptops"] == 1
    assert pair.one("handover", second, "--to", device[:8], "--json").json["laptops"] == 1
    done = pair.one("handover", third, "--to", "nobody", "--json")
    assert (done.status, done.error["code"]) == (1, "LD-221")


def test_a_refused_file_does_not_stop_the_others(pair: Pair) -> None:
    pair.one.put("Participant", first_contact="2025-09-01")
    good, bad, odd = (pair.folder / name for name in ("good.lapdesk", "bad.lapdesk", "odd.txt"))
    pair.one("handover", str(good))
    bad.write_bytes(good.read_bytes()[:-40] + bytes(40))
    odd.write_text("hello")
    a_home(pair.folder / "stranger", "Ailleurs")
    stranger = pair.one.at(pair.folder / "stranger")
    stranger("handover", str(pair.folder / "strange.lapdesk"), "--all")
    files = [str(f) for f in (bad, odd, pair.folder / "strange.lapdesk", good)]
    done = pair.other("takein", *files, str(pair.folder / "none"), "--json")
    assert done.status == 1
    codes = [f["error"] and f["error"]["code"] for f in done.json["files"]]
    assert codes[:4] == ["LD-259", "LD-222", "LD-250", None]
    assert codes[4] is not None
    assert (done.json["refused"], done.json["new"]) == (4, 1)
    assert len(pair.other.show("Participant")) == 1
    plain = pair.other("takein", str(odd))
    assert plain.err.startswith("LD-222: ")


def test_two_values_of_one_field_clash_until_a_person_chooses(pair: Pair) -> None:
    person = pair.one.put("Participant", first_contact="2025-09-01", sex="F")
    pair.send(pair.one, pair.other, "1")
    assert pair.one("clashes").out.strip() == "Nothing in clash."
    pair.one.put("Participant", person, household="ALONE")
    pair.other.put("Participant", person, household="COUPLE", commune="94081")
    pair.send(pair.one, pair.other, "2")
    pair.send(pair.other, pair.one, "3")
    for laptop in (pair.one, pair.other):
        (clash,) = laptop("clashes", "--json").json
        assert (clash["entity"], clash["record"], clash["field"]) == (
            "Participant", person, "household",
        )  # fmt: skip
        assert {side["value"] for side in clash["sides"]} == {"ALONE", "COUPLE"}
        assert all(side["author"] and side["at"] for side in clash["sides"])
        assert laptop.show("Participant")[0]["fields"]["commune"] == "94081"
    checked = pair.one("check", "--deep", "--json")
    assert (checked.status, checked.json["wrong"], checked.json["to_review"]) == (0, 0, 1)
    side = next(s for s in clash["sides"] if s["value"] == "ALONE")
    for words, code in (
        (("nothing/x", "--take", side["change"]), "LD-120"),
        ((clash["id"], "--take", "x:1"), "LD-121"),
        ((clash["id"], "--value", "{"), "LD-101"),
        ((clash["id"], "--value", '"PALACE"'), "LD-105"),
    ):
        done = pair.one("settle", *words, "--json")
        assert (done.status, done.error["code"]) == (1, code)
    assert pair.one("settle", clash["id"], "--take", side["change"], "--value", "1").status == 2
    assert pair.one("settle", clash["id"], "--take", side["change"]).status == 0
    assert pair.one("clashes", "--json").json == []
    pair.send(pair.one, pair.other, "4")
    assert pair.other("clashes", "--json").json == []
    assert pair.one.show("Participant") == pair.other.show("Participant")
    assert pair.one.show("Participant")[0]["fields"]["household"] == "ALONE"


def test_another_value_settles_too(pair: Pair) -> None:
    person = pair.one.put("Participant", first_contact="2025-09-01")
    pair.send(pair.one, pair.other, "1")
    pair.one.put("Participant", person, birth_year=1980)
    pair.other.put("Participant", person, birth_year=1981)
    pair.send(pair.other, pair.one, "2")
    (clash,) = pair.one("clashes", "--json").json
    assert pair.one("settle", clash["id"], "--value", "1982").status == 0
    assert pair.one.show("Participant")[0]["fields"]["birth_year"] == 1982
    assert pair.one("clashes", "--json").json == []


def test_history_says_who_wrote_what_and_undo_takes_it_back(lapdesk: Lapdesk) -> None:
    person = lapdesk.put("Participant", first_contact="2025-09-01", sex="F")
    lapdesk.put("Participant", person, sex="M")
    told = lapdesk("history", "Participant", person, "--json").json
    assert [one["fields"].get("sex") for one in told] == ["F", "M"]
    assert {one["author"] for one in told} == {lapdesk.member}
    lines = lapdesk("history", "Participant", person).out.splitlines()
    assert len(lines) == 2
    assert all(re.match(r"\d\d/\d\d/\d{4} \d\d:\d\d  ", line) for line in lines)
    back = lapdesk("undo", "--json").json
    assert back == [{"records": [{"entity": "Participant", "id": person}]}]
    assert lapdesk.show("Participant")[0]["fields"]["sex"] == "F"
    assert len(lapdesk("undo", "20", "--json").json) == 1
    assert lapdesk.show("Participant") == []
    assert lapdesk("undo", "--json").json == []  # what founded the home stays
    for entity, record, code in (
        ("Nothing", person, "LD-102"),
        ("Participant", "no", "LD-108"),
        ("Participant", "11111111-1111-4111-8111-111111111111", "LD-108"),
    ):
        assert lapdesk("history", entity, record, "--json").error["code"] == code


def test_a_working_file_is_verified_where_it_can_be_opened(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair.one.put("Participant", first_contact="2025-09-01")
    file = pair.folder / "a.lapdesk"
    pair.one("handover", str(file))
    device = pair.one("keys", "show", "--json").json["device"]
    for laptop in (pair.one, pair.other):
        done = laptop("verify", str(file), "--json")
        assert done.status == 0
        assert (done.json[0]["holds"], done.json[0]["signer"]) == (True, device)
        assert done.json[0]["covers"]["changes"] >= 1
    assert pair.other.show("Participant") == []
    bent = pair.folder / "bent.lapdesk"
    bent.write_bytes(file.read_bytes()[:-1] + b"!")
    both = pair.other("verify", str(bent), str(file), str(pair.folder / "no"), "--json")
    assert both.status == 1
    assert [v["holds"] for v in both.json] == [False, True, False]
    assert [v["error"] and v["error"]["code"] for v in both.json] == ["LD-259", None, "LD-283"]
    monkeypatch.delenv("LAPDESK_PASSPHRASE")
    closed = pair.other("verify", str(file), "--json")
    assert (closed.status, closed.json[0]["error"]["code"]) == (1, "LD-232")


def test_verify_needs_no_home_and_is_not_stopped_by_a_locked_one(pair: Pair) -> None:
    file = pair.folder / "a.lapdesk"
    pair.one("handover", str(file), "--all")
    away = pair.one.at(pair.folder / "nowhere")
    assert away("verify", str(file), "--json").json[0]["error"]["code"] == "LD-232"
    desk = home.unlock(pair.one.folder, WORDS)
    try:
        done = pair.one("verify", str(file), "--json")
        assert (done.status, done.json[0]["holds"]) == (1, False)
        assert "LD-232" in pair.one("verify", str(file)).out
    finally:
        desk.close()


def test_a_summary_is_verified_by_who_trusts_its_authority_and_by_nobody_else(
    lapdesk: Lapdesk, tmp_path: Path
) -> None:
    file = tmp_path / "summary.pdf"
    asked = (
        "--from",
        "2025-01-01",
        "--to",
        "2025-12-31",
        "--signer",
        "Léa N.",
        "--function",
        "Pdte",
    )
    assert lapdesk("summary", *asked, str(file)).status == 0
    own = lapdesk("verify", str(file), "--json")
    assert own.status == 0
    (said,) = own.json
    assert (said["signer"], said["function"], said["trusted"]) == ("Léa N.", "Pdte", True)
    assert (said["covers"]["from"], said["covers"]["number"]) == ("2025-01-01", 1)
    fingerprint = said["fingerprint"]
    nowhere = lapdesk.at(tmp_path / "nowhere")
    unknown = nowhere("verify", str(file), "--json")
    assert (unknown.status, unknown.json[0]["error"]["code"]) == (1, "LD-032")
    assert unknown.json[0]["signer"] == "Léa N."
    assert said["words"] in unknown.json[0]["error"]["advice"]
    bent = tmp_path / "bent.pdf"
    bent.write_bytes(file.read_bytes() + b"\n")
    assert nowhere("verify", str(bent), "--json").json[0]["error"]["code"] == "LD-245"
    a_home(tmp_path / "committee", "Comité")
    committee = lapdesk.at(tmp_path / "committee")
    held = committee("takein", str(file), "--json")
    assert (held.status, held.json["held"]) == (0, 1)
    sound = committee("verify", str(file))
    assert sound.status == 1
    assert "the signature holds, its authority is not confirmed here" in sound.out
    assert "does not hold" not in sound.out
    # Brought again it is no news, but somebody has to be called.
    again = committee("takein", str(file), "--json")
    assert (again.status, again.json["held"], again.json["already_known"]) == (0, 0, 1)
    (note,) = again.json["files"][0]["notes"]
    assert said["words"] in note
    assert "waits, out of totals" in note
    assert "Nothing to do" not in note
    trusted = committee("keys", "trust", str(file), "--fingerprint", fingerprint, "--json")
    assert (trusted.status, trusted.json["released"]) == (0, 1)
    assert committee("verify", str(file)).status == 0
    assert "summary no. 1, 01/01/2025 to 31/12/2025" in committee("verify", str(file)).out
    (note,) = committee("takein", str(file), "--json").json["files"][0]["notes"]
    assert re.fullmatch(r"Already taken in on \d\d/\d\d/\d{4}. Nothing to do.", note)
