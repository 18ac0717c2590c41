"""The two commands for a fresh machine, and what CI calls."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAND_IN = """#!/bin/sh
if [ $# = 0 ]; then echo "a window on $DISPLAY$WAYLAND_DISPLAY"; exit; fi
[ "$1" = demo ] && mkdir -p "$2/committee" && echo figures >"$2/committee/report.pdf"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose product is a stand-in that tells how it was started."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "run.sh", tmp_path / "scripts")
    command = tmp_path / ".venv" / "bin" / "lapdesk"
    command.parent.mkdir(parents=True)
    command.write_text(STAND_IN)
    command.chmod(0o755)
    return tmp_path


def run(checkout: Path, **screen: str) -> str:
    kept = {"PATH": os.environ["PATH"], "TMPDIR": str(checkout)}
    command = ["sh", str(checkout / "scripts" / "run.sh")]
    done = subprocess.run(command, env=kept | screen, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.mark.parametrize("screen", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_run_opens_the_window_where_there_is_a_screen(checkout: Path, screen: str) -> None:
    assert run(checkout, **{screen: ":7"}) == "a window on :7\n"


def test_run_without_a_screen_says_so_plays_the_example_and_lists_it(checkout: Path) -> None:
    said = run(checkout)
    assert "There is no screen here" in said
    (made,) = re.findall(r"8 bytes +(.*committee/report\.pdf)", said)
    assert Path(made).read_text() == "figures\n"
    assert run(checkout) != said  # a new folder each time


def test_ci_calls_exactly_make_test() -> None:
    script = ROOT / ".ci" / "run"
    lines = [line for line in script.read_text().splitlines() if not line.startswith("#")]
    assert lines == ["set -eu", 'cd "$(dirname "$0")/.."', "exec make test"]
    for path in (script, *(ROOT / "scripts").glob("*.sh")):
        assert os.access(path, os.X_OK), path.name


def test_every_target_is_told_to_the_next_person() -> None:
    rules = re.findall(r"(?m)^([a-z0-9]+):", (ROOT / "Makefile").read_text())
    told = (ROOT / "CONTRIBUTING.md").read_text()
    assert [name for name in rules if f"make {name}" not in told] == []
