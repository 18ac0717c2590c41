"""The command with a home of its own, for the tests that go through it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.whole.commands import WORDS, Lapdesk, a_home


@pytest.fixture
def lapdesk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Lapdesk:
    """`lapdesk` in a fresh example home."""
    a_home(tmp_path / "home")
    monkeypatch.setenv("LAPDESK_PASSPHRASE", WORDS)
    return Lapdesk(tmp_path / "home", monkeypatch, capsys)
