"""What was found by running the product from outside, and does not come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from lapdesk.models import check
from tests.whole.commands import WORDS, Lapdesk, a_home


@pytest.fixture
def lapdesk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Lapdesk:
    monkeypatch.setenv("LAPDESK_PASSPHRASE", WORDS)
    a_home(tmp_path / "home")
    return Lapdesk(tmp_path / "home", monkeypatch, capsys)


def a_person(lapdesk: Lapdesk, record: str | None = None) -> tuple[str, str]:
    """A person's id and code."""
    made = lapdesk.put("Participant", record, first_contact="2025-10-01", sex="F", birth_year=1961)
    (found,) = [p for p in lapdesk.show("Participant") if p["id"] == made]
    return made, str(found["fields"]["code"])


def test_a_person_taken_back_leaves_nothing_to_read(lapdesk: Lapdesk) -> None:
    person, code = a_person(lapdesk)
    lapdesk("undo")
    assert lapdesk.show("Participant") == []
    told = lapdesk("history", "Participant", person, "--json").json
    assert [kept for kept in ("1961", code, "2025-10-01") if kept in str(told)] == []
    (marker,) = lapdesk.show("Erasure")
    assert (marker["fields"]["subject"], marker["fields"]["reason"]) == (person, "ERROR")
    again = lapdesk("undo", "20", "--json").json
    assert person not in str(again)
    assert lapdesk.show("Participant") == []
    assert lapdesk("check", "--deep", "--json").json["wrong"] == 0


def test_what_was_written_of_a_person_taken_back_goes_with_them(lapdesk: Lapdesk) -> None:
    person, _code = a_person(lapdesk)
    need = lapdesk.put("Need", participant=person, theme="ADMIN", expressed_on="2025-10-01",
                       label="zebralabel")  # fmt: skip
    lapdesk("undo", "2")
    assert lapdesk.show("Participant") == []
    assert lapdesk.show("Need") == []
    assert "zebralabel" not in lapdesk("history", "Need", need, "--json").out


def test_a_person_whom_later_work_names_is_not_taken_back_alone(
    lapdesk: Lapdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", "autre exemple exemple exemple")
    assert lapdesk("member", "add", "Nour").status == 0
    person, _code = a_person(lapdesk)
    monkeypatch.setenv("LAPDESK_PASSPHRASE", "autre exemple exemple exemple")
    need = lapdesk.put("Need", participant=person, theme="ADMIN", expressed_on="2025-10-01")
    monkeypatch.setenv("LAPDESK_PASSPHRASE", WORDS)
    lapdesk("undo")
    assert [p["id"] for p in lapdesk.show("Participant")] == [person]
    assert [n["id"] for n in lapdesk.show("Need")] == [need]


def test_an_interlocutor_removed_is_still_found_and_erased(lapdesk: Lapdesk) -> None:
    actor = lapdesk.show("Actor", "--limit", "1")[0]["id"]
    contact = lapdesk.put("ActorContact", actor=actor, name="Zebrane Durand",
                          agreed_to_be_listed=True)  # fmt: skip
    lapdesk.apply({"entity": "ActorContact", "id": contact, "remove": True})
    assert "Zebrane" in lapdesk("history", "ActorContact", contact, "--json").out
    assert lapdesk("erase", contact, "--reason", "REQUEST").status == 0
    assert "Zebrane" not in lapdesk("history", "ActorContact", contact, "--json").out
    assert lapdesk("erase", contact, "--reason", "REQUEST").status == 1


def test_the_code_of_somebody_erased_is_nobodys_again(lapdesk: Lapdesk) -> None:
    _person, code = a_person(lapdesk)
    lapdesk("erase", code, "--reason", "REQUEST")
    line = {"entity": "Participant", "fields": {"first_contact": "2025-10-01", "code": code}}
    (answer,) = lapdesk.apply(line)
    assert [(p["code"], p["field"]) for p in answer["problems"]] == [("LD-116", "code")]
    table = lapdesk.folder.parent / "people.csv"
    table.write_text(f"code;first_contact\n{code};2025-10-02\n", "utf-8")
    assert lapdesk("import", "Participant", str(table)).status == 1
    other, own = a_person(lapdesk)
    assert own != code
    (answer,) = lapdesk.apply({"entity": "Participant", "id": other, "fields": {"code": code}})
    assert answer["status"] == "refused"


def test_a_code_made_is_never_that_of_somebody_erased(
    lapdesk: Lapdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _person, code = a_person(lapdesk)
    lapdesk("erase", code, "--reason", "REQUEST")
    drawn = iter([code, code, "K7M4P2"])
    monkeypatch.setattr(check, "new_code", lambda: next(drawn))
    assert a_person(lapdesk)[1] == "K7M4P2"


def test_a_persons_code_is_never_emptied(lapdesk: Lapdesk) -> None:
    person, code = a_person(lapdesk)
    (answer,) = lapdesk.apply({"entity": "Participant", "id": person, "fields": {"code": None}})
    assert [(p["code"], p["field"]) for p in answer["problems"]] == [("V1", "code")]
    assert lapdesk.show("Participant")[0]["fields"]["code"] == code


def test_a_receipt_names_no_code_that_nobody_had(lapdesk: Lapdesk) -> None:
    person, _code = a_person(lapdesk)
    assert lapdesk("forget", "Participant", person, "code", "--reason", "x").status == 0
    done = lapdesk("erase", person, "--reason", "ERROR", "--json")
    assert done.json["code"] is None
