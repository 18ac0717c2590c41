"""What every verb shares: options anywhere, refusals, wrong usage, bugs told without values."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lapdesk.services import members
from tests.whole.commands import WORDS, Lapdesk

SECRET = "Fatoumata 06 12 34 56 78"


def test_common_options_stand_anywhere_on_the_line(lapdesk: Lapdesk) -> None:
    home = str(lapdesk.folder)
    for words in (
        ["--json", "--home", home, "member", "list"],
        ["member", "--json", "list", f"--home={home}"],
        ["member", "list", "--language=en", "--home", home, "--json"],
    ):
        done = lapdesk.bare(*words)
        assert done.status == 0, done.err
        assert [m["name"] for m in done.json] == ["Léa"]


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["apply"],
        ["member", "nonsense"],
        ["undo", "0"],
        ["show", "--home"],
        ["settle", "x"],
        ["keys", "trust", "file.pem"],
        ["show", "Actor", "--limit", "many"],
    ],
)
def test_wrong_usage_is_two_and_says_so_on_standard_error(
    lapdesk: Lapdesk, words: list[str]
) -> None:
    done = lapdesk.bare(*words)
    assert done.status == 2
    assert done.out == ""
    assert done.err


def test_help_is_no_error_and_speaks_the_language_asked(lapdesk: Lapdesk) -> None:
    english = lapdesk.bare("--language", "en", "--help")
    french = lapdesk.bare("--help", "--language", "fr")
    assert english.status == french.status == 0
    assert "Record from JSON Lines" in english.out
    assert "Enregistrer" in french.out
    assert english.out != french.out


@pytest.mark.parametrize(
    ("verb", "said"), [("committee", "signer et garder l’année"), ("export", "premier jour"),
                       ("print", "en gros caractères"), ("demo", "la même graine")],
)  # fmt: skip
def test_options_are_told_in_french(lapdesk: Lapdesk, verb: str, said: str) -> None:
    assert said in " ".join(lapdesk.bare("--language", "fr", verb, "--help").out.split())


def test_a_refusal_has_a_code_a_title_and_advice_on_standard_error(lapdesk: Lapdesk) -> None:
    plain = lapdesk("show", "Nothing")
    assert (plain.status, plain.out) == (1, "")
    assert plain.err.startswith("LD-102: Unknown entity “Nothing”. ")
    asked = lapdesk("show", "Nothing", "--json")
    assert (asked.status, asked.out) == (1, "")
    assert asked.error["code"] == "LD-102"
    assert set(asked.error) == {"code", "title", "advice"}


def test_the_passphrase_comes_from_the_environment_or_a_file_never_from_nowhere(
    lapdesk: Lapdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAPDESK_PASSPHRASE", "something else")
    assert lapdesk("show", "Actor", "--json").error["code"] == "LD-260"
    monkeypatch.delenv("LAPDESK_PASSPHRASE")
    assert lapdesk("show", "Actor", "--json").error["code"] == "LD-273"
    file = tmp_path / "words"
    file.write_text(WORDS + "\n", "utf-8")
    assert lapdesk("show", "Role", "--passphrase-file", str(file)).status == 0
    missing = lapdesk("show", "Role", "--passphrase-file", str(tmp_path / "no"), "--json")
    assert missing.error["code"] == "LD-272"


def test_no_home_and_a_home_in_use_are_refused(lapdesk: Lapdesk, tmp_path: Path) -> None:
    assert lapdesk.at(tmp_path / "none")("show", "Actor", "--json").error["code"] == "LD-301"
    from lapdesk.services import home

    # A lock that an attempt left is no home, and asking makes none.
    (tmp_path / "empty").mkdir()
    assert lapdesk.at(tmp_path / "empty")("show", "Actor", "--json").error["code"] == "LD-301"
    assert list((tmp_path / "empty").iterdir()) == []
    (tmp_path / "empty" / "desk.lock").touch()
    assert lapdesk.at(tmp_path / "empty")("show", "Actor", "--json").error["code"] == "LD-301"
    desk = home.unlock(lapdesk.folder, WORDS)
    try:
        assert lapdesk("show", "Actor", "--json").error["code"] == "LD-307"
    finally:
        desk.close()
    assert lapdesk("show", "Actor").status == 0


def test_a_bug_ends_with_seventy_and_tells_no_value(
    lapdesk: Lapdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_desk: object) -> list[object]:
        raise ValueError(SECRET)

    monkeypatch.setattr(members, "every", broken)
    for more in ((), ("--json",)):
        done = lapdesk("member", "list", *more)
        assert done.status == 70
        assert done.out == ""
        assert SECRET not in done.err
        assert "ValueError" in done.err


def test_the_command_runs_as_a_process(lapdesk: Lapdesk, tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("lapdesk")
    line = '{"entity": "Participant", "fields": {"first_contact": "2025-01-31"}}\n'
    wrong = '{"entity": "Participant", "fields": {}}\n'
    for text, status, said in ((line, 0, "written"), (wrong, 1, "refused")):
        done = subprocess.run(
            [command, "apply", "-", "--home", lapdesk.folder],
            input=text, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (status, "")
        assert f'"{said}"' in done.stdout
    done = subprocess.run(
        [command, "show", "Participant", "--home", tmp_path / "none", "--json"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert '"LD-301"' in done.stderr
