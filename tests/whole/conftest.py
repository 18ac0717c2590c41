"""The command with a home of its own, for the tests that go through it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.whole.commands import WORDS, Lapdesk, a_home


@pytest.fixture(scope="session")
def _fresh_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new example home, made once: each test gets a copy of the folder."""
    folder = tmp_path_factory.mktemp("fresh") / "home"
    a_home(folder)
    return folder


@pytest.fixture
def lapdesk(
    tmp_path: Path,
    _fresh_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Lapdesk:
    """`lapdesk` in a fresh example home."""
    shutil.copytree(_fresh_home, tmp_path / "home")
    monkeypatch.setenv("LAPDESK_PASSPHRASE", WORDS)
    return Lapdesk(tmp_path / "home", monkeypatch, capsys)
