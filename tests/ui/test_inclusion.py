"""data·inclusion through the window: a look at the files, taken in, the directory given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lapdesk.store.desk import Desk
from lapdesk.ui.work import Work
from tests.ui.conftest import Photo
from tests.ui.homes import choose, made, place, read, shell_of, until

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
FILES = [GOLDEN / f"data-inclusion-{name}-1.0.json" for name in ("structures", "services")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A home in Val-de-Marne."""
    desk = made(tmp_path / "home")
    yield desk
    desk.close()


def test_files_are_looked_at_then_taken_in_and_the_directory_is_given_in_pictures(
    french: None, qtbot: QtBot, desk: Desk, work: Work, tmp_path: Path, photo: Photo
) -> None:
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    until(qtbot, lambda: not work.waiting())
    before = len(read(desk, "Actor"))
    screen.outside.click()
    card: Any = screen.side.layout().itemAt(0).widget()
    card.choose.click()
    choose(qtbot, shell, *FILES)
    until(qtbot, lambda: card.result is not None and card.go_on.isVisible())
    assert (card.result.preview, card.result.new, card.result.elsewhere) == (True, 4, 1)
    assert len(read(desk, "Actor")) == before
    photo(shell, "directory-inclusion")
    # The whole country, for once.
    card.near.click()
    until(qtbot, lambda: card.result.new == 5 and card.go_on.isEnabled())
    card.near.click()
    until(qtbot, lambda: card.result.new == 4 and card.go_on.isEnabled())
    qtbot.keyClick(card.go_on, Qt.Key.Key_Space)
    until(qtbot, lambda: not card.result.preview and not work.waiting())
    assert len(read(desk, "Actor")) == before + 2
    assert len(read(desk, "Offer")) == 2
    card.give["Offer"].click()
    out = tmp_path / "offres.json"
    choose(qtbot, shell, out)
    until(qtbot, lambda: card.given.text() != "")
    assert len(json.loads(out.read_text("utf-8"))) == 2


def test_another_file_is_told_and_nothing_is_offered(
    qtbot: QtBot, desk: Desk, work: Work, tmp_path: Path
) -> None:
    shell = shell_of(qtbot, desk, work)
    screen = place(shell, "directory")
    screen.outside.click()
    card = screen.side.layout().itemAt(0).widget()
    wrong = tmp_path / "x.json"
    wrong.write_text("7")
    card.look_at([wrong])
    until(qtbot, lambda: "data·inclusion" in shell.notices.title.text())
    assert card.result is None
    assert not card.go_on.isVisible()
