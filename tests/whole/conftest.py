"""Homes of a test's own: the command's, one that is open, two laptops of one association."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lapdesk.services import home
from lapdesk.store.desk import Desk
from tests.desks import pair
from tests.whole.commands import WORDS, Lapdesk, a_home


@pytest.fixture(scope="session")
def _fresh_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new example home, made once: each test gets a copy of the folder."""
    folder = tmp_path_factory.mktemp("fresh") / "home"
    a_home(folder)
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An example home, open with its safe."""
    a_home(tmp_path / "home")
    made = home.unlock(tmp_path / "home", WORDS, safe=True)
    yield made
    made.close()


@pytest.fixture
def two(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Desk]]:
    """Two laptops of one association, on the module's DAY."""
    monkeypatch.setenv("LAPDESK_TODAY", request.module.DAY)
    yield from pair(tmp_path)


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
