"""What the command will not do by accident: overwrite, guess a language, act for somebody else."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from lapdesk import __version__
from lapdesk.errors import LapdeskError
from lapdesk.models.change import Change
from lapdesk.services import clashes, home, members
from lapdesk.store import intake, keyfile, names
from tests.whole.commands import WORDS, Lapdesk

TAKEN = b"signed and sent"


def test_an_unknown_language_is_wrong_usage_and_the_known_ones_are_said(lapdesk: Lapdesk) -> None:
    for words in (["--language", "xx"], ["--language=de"]):
        done = lapdesk.bare("--home", str(lapdesk.folder), *words, "member", "list")
        assert (done.status, done.out) == (2, "")
        assert "fr, en" in done.err


def test_the_version_is_said_without_a_home(lapdesk: Lapdesk) -> None:
    done = lapdesk.bare("--version")
    assert (done.status, done.out) == (0, f"lapdesk {__version__}\n")


@pytest.mark.parametrize("words", [["subject", "MEMBER"], ["backup"]], ids=" ".join)
def test_what_lies_there_is_kept_under_another_name(
    lapdesk: Lapdesk, tmp_path: Path, words: list[str]
) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(TAKEN)
    (tmp_path / "out~1.pdf").write_bytes(b"older")
    named = [lapdesk.member if word == "MEMBER" else word for word in words]
    assert lapdesk(*named, str(out), "--json").status == 0
    assert out.read_bytes() != TAKEN
    assert (tmp_path / "out~2.pdf").read_bytes() == TAKEN
    assert (tmp_path / "out~1.pdf").read_bytes() == b"older"


@pytest.mark.parametrize("words", [["subject", "7K2M9Q"], ["handover", "--to", "x"]])
def test_a_refusal_leaves_what_lies_there_as_it_was(
    lapdesk: Lapdesk, tmp_path: Path, words: list[str]
) -> None:
    out = tmp_path / "out.lapdesk"
    out.write_bytes(TAKEN)
    assert lapdesk(*words, str(out), "--json").status == 1
    assert [path.name for path in tmp_path.glob("out*")] == ["out.lapdesk"]
    assert out.read_bytes() == TAKEN


def test_a_file_that_only_holds_the_place_is_filled(lapdesk: Lapdesk, tmp_path: Path) -> None:
    out = tmp_path / "copy.lapdesk"
    out.touch()
    assert lapdesk("backup", str(out)).status == 0
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.lapdesk"]


def test_a_clash_of_a_later_versions_record_is_left_to_that(lapdesk: Lapdesk) -> None:
    desk = home.unlock(lapdesk.folder, WORDS)
    record = uuid4()
    sides = [Change(UUID(int=n), 1, 10, (), None, "Voucher", record, {"amount": n}) for n in (1, 2)]
    intake.take(desk, sides)
    (clash,) = clashes.every(desk)
    desk.close()
    for choice in (("--value", "3"), ("--take", clash.sides[0].change)):
        done = lapdesk("settle", clash.id, *choice, "--json")
        assert (done.status, done.error["code"]) == (1, "LD-102")
    assert len(lapdesk("clashes", "--json").json) == 1


def test_a_member_changes_only_what_is_theirs(
    lapdesk: Lapdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", WORDS + " encore")
    awa = lapdesk("member", "add", "Awa", "--json").json["id"]
    lea = lapdesk.member
    desk = home.unlock(lapdesk.folder, WORDS + " encore")
    try:
        members.set_pin(desk, awa, "2580")
        with pytest.raises(LapdeskError, match="Only this member") as refused:
            members.set_pin(desk, lea, "1234")
        assert refused.value.code == "LD-109"
    finally:
        desk.close()
    desk = home.unlock(lapdesk.folder, WORDS)
    try:
        members.set_pin(desk, awa, "1470")  # a steward may
        members.enter_by_pin(desk, awa, "1470")
        with pytest.raises(LapdeskError) as refused:
            members.change_passphrase(desk, WORDS + " autre")
        assert refused.value.code == "LD-109"
    finally:
        desk.close()
    for words, member in ((WORDS, lea), (WORDS + " encore", awa)):
        desk = home.unlock(lapdesk.folder, words)
        assert str(desk.member) == member
        desk.close()


def test_a_damaged_copy_of_the_keys_is_told_and_mended_by_the_next_write(
    lapdesk: Lapdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = lapdesk.folder / names.KEYS
    whole = keys.read_bytes()
    keys.write_bytes(whole[: -64 * 1024 + 100] + b"?" * 200 + whole[-64 * 1024 + 300 :])
    done = lapdesk("check")
    assert done.status == 1
    assert "One of the two copies in desk.keys is damaged" in done.out
    told = {c["name"]: c["wrong"] for c in lapdesk("check", "--json").json["checks"]}
    assert told["keys"] == 1
    assert lapdesk("keys", "show").status == 0
    monkeypatch.setenv("LAPDESK_NEW_PASSPHRASE", WORDS)
    assert lapdesk("passphrase", "change").status == 0
    assert keyfile.whole_copies(keys) == 2
    assert lapdesk("check").status == 0
    assert json.loads(lapdesk("check", "--json").out)["wrong"] == 0
