"""What was found by running the product from outside, and does not come back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lapdesk import i18n
from lapdesk.models import check, communes
from lapdesk.models.kinds import Commune
from lapdesk.services.example.play import Played
from tests.whole.commands import WORDS, Done, Lapdesk, a_home


@pytest.fixture
def lapdesk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Lapdesk:
    monkeypatch.setenv("LAPDESK_PASSPHRASE", WORDS)
    monkeypatch.setenv("LAPDESK_TODAY", "2026-11-20")
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


def signed(lapdesk: Lapdesk, out: Path, start: str, end: str, language: str = "en") -> Done:
    home = str(lapdesk.folder)
    return lapdesk.bare(
        "--home", home, "--language", language, "--json", "summary", "--from", start, "--to", end,
        "--signer", "Léa", "--function", "présidente", str(out),
    )  # fmt: skip


def some_acts(lapdesk: Lapdesk) -> None:
    for _n in range(6):
        lapdesk.put("SupportAction", date="2026-11-02", team_member=lapdesk.member, minutes=30,
                    channel="DESK", types=["FORM_HELP"], themes=["ADMIN"], headcount=3)  # fmt: skip


def test_what_changed_since_a_summary_is_the_same_in_each_language(
    lapdesk: Lapdesk, tmp_path: Path
) -> None:
    some_acts(lapdesk)
    days = ("2026-01-01", "2026-11-20")
    assert signed(lapdesk, tmp_path / "one.pdf", *days).status == 0
    assert signed(lapdesk, tmp_path / "two.pdf", *days, "fr").json["changed"] == []


def test_a_period_signed_in_part_or_to_come_is_said(lapdesk: Lapdesk, tmp_path: Path) -> None:
    some_acts(lapdesk)
    first = signed(lapdesk, tmp_path / "one.pdf", "2026-01-01", "2026-11-20")
    assert first.json["warnings"] == []
    other = signed(lapdesk, tmp_path / "two.pdf", "2026-06-01", "2026-12-31")
    assert [one["code"] for one in other.json["warnings"]] == ["LD-030", "LD-002"]
    assert other.err == ""
    said = lapdesk("summary", "--from", "2026-06-01", "--to", "2026-12-31", "--signer", "Léa",
                   "--function", "présidente", str(tmp_path / "three.pdf"))  # fmt: skip
    # It is signed: what is said of it bears no code, which would tell of a refusal.
    assert said.status == 0
    told = said.err.splitlines()
    part = "Summary no. 1 already covers part of this period (01/01/2026 to 20/11/2026)"
    assert told[0].startswith(part)
    assert told[1] == "The period is not over yet."


@pytest.mark.parametrize("insee", [code for code in communes.every() if code.startswith("00")])
def test_a_place_of_our_own_is_read_in_either_language(insee: str) -> None:
    said = []
    for language in i18n.LANGUAGES:
        i18n.use(language)
        said.append(communes.label(insee))
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert [Commune().typed(one) for one in said] == [insee] * len(said)
    i18n.use("en")


def test_a_required_value_that_was_forgotten_waits_to_be_filled(lapdesk: Lapdesk) -> None:
    person, _code = a_person(lapdesk)
    assert lapdesk("check", "--deep", "--json").json["review"] == []
    lapdesk("forget", "Participant", person, "first_contact", "--reason", "x")
    review = lapdesk("check", "--deep", "--json").json["review"]
    assert [(r["id"], r["code"], r["field"]) for r in review] == [(person, "V1", "first_contact")]
    lapdesk("erase", person, "--reason", "REQUEST")
    assert lapdesk("check", "--deep", "--json").json["review"] == []


def test_a_breakdown_that_nobody_knows_is_refused(lapdesk: Lapdesk) -> None:
    days = ("indicators", "--from", "2026-01-01", "--to", "2026-11-20", "--only", "A1", "--json")
    refused = lapdesk(*days, "--by", "nope")
    assert (refused.status, refused.error["code"]) == (1, "LD-129")
    assert lapdesk(*days, "--by", "channel").json["figures"][0]["by"] is None


def test_several_refused_files_are_told_in_one_document(lapdesk: Lapdesk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no file of ours", "utf-8")
    done = lapdesk("takein", str(tmp_path / "a.txt"), str(tmp_path / "none.pdf"), "--json")
    told = json.loads(done.err)
    assert done.status == 1
    assert told["error"] == told["errors"][0]
    assert [one["code"] for one in told["errors"]] == ["LD-222", "LD-283"]


@pytest.mark.parametrize(
    "words",
    [
        ("apply",), ("import", "Participant"), ("takein",), ("verify",), ("restore",),
        ("keys", "trust", "--fingerprint", "00"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_there_has_one_code(
    lapdesk: Lapdesk, tmp_path: Path, words: tuple[str, ...]
) -> None:
    at = lapdesk.at(tmp_path / "new") if words == ("restore",) else lapdesk
    done = at(*words, str(tmp_path / "none.csv"), "--json")
    assert done.status == 1
    assert "LD-283" in done.err + done.out


def test_history_names_who_wrote(lapdesk: Lapdesk) -> None:
    person, _code = a_person(lapdesk)
    told = lapdesk("history", "Participant", person).out
    assert "Léa" in told
    assert lapdesk.member not in told


def test_the_example_says_its_steps_to_a_terminal_or_where_asked(
    lapdesk: Lapdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(_out: Path, _seed: int, say: Callable[[int, int, str], None]) -> Played:
        say(1, 2, "homes")
        return Played((), (), ())

    monkeypatch.setattr("lapdesk.services.example.play.play", step)
    assert lapdesk.bare("demo", str(tmp_path / "x"), "--json").err == ""
    assert lapdesk.bare("demo", str(tmp_path / "x"), "--progress").err == "[1/2] homes\n"
