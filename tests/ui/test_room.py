"""A page never asks to be pushed sideways, in double size either; an answer is painted once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from lapdesk.services import permanence
from lapdesk.store.desk import Desk
from lapdesk.ui import theme
from lapdesk.ui.listed import ListedView
from lapdesk.ui.places import PLACES
from lapdesk.ui.preferences import Preferences
from lapdesk.ui.screens import workshops_heat_view
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import TODAY, Atelier, atelier
from tests.ui.everyday import rested

DAY = TODAY
SIZE = (1366, 768)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Atelier]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("room") / "home"
        made = everyday.source(folder, atelier)
        assert isinstance(made, Atelier)
        yield folder, made


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot, work: Work, french: None) -> Shell:
    permanence.open_now(desk)
    made = homes.shell_of(qtbot, desk, work)
    made.resize(*SIZE)
    everyday.active(qtbot, made)
    return made


def sideways(shell: Shell) -> int:
    """How far the page in sight can be pushed."""
    homes.settled()
    area = shell.stack.currentWidget()
    assert isinstance(area, QScrollArea)
    return area.horizontalScrollBar().maximum()


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("place", [one.name for one in PLACES if not one.module])
def test_a_place_is_as_wide_as_the_window(
    app: QApplication, shell: Shell, work: Work, qtbot: QtBot, scale: int, place: str
) -> None:
    theme.apply(app, Preferences(scale=scale))
    shell.go(place)
    rested(qtbot, work)
    assert sideways(shell) == 0


@pytest.mark.parametrize("way", ["show_cycle", "show_map", "show_progress", "edit"])
def test_a_page_of_a_workshop_is_as_wide_as_the_window(
    app: QApplication, shell: Shell, source: tuple[Path, Atelier], work: Work, qtbot: QtBot,
    way: str,
) -> None:  # fmt: skip
    theme.apply(app, Preferences(scale=200))
    screen: Any = homes.place(shell, "workshops")
    getattr(screen, way)(source[1].id)
    rested(qtbot, work)
    assert sideways(shell) == 0


def test_the_roll_and_the_desk_are_as_wide_as_the_window(
    app: QApplication, shell: Shell, source: tuple[Path, Atelier], work: Work, qtbot: QtBot
) -> None:
    theme.apply(app, Preferences(scale=200))
    screen: Any = homes.place(shell, "workshops")
    screen.show_cycle(source[1].id)
    rested(qtbot, work)
    screen.call(source[1].today)
    rested(qtbot, work)
    assert sideways(shell) == 0
    screen = homes.place(shell, "today")
    screen.to_desk()
    rested(qtbot, work)
    assert sideways(shell) == 0


def test_the_last_tool_ends_where_the_page_ends(
    shell: Shell, source: tuple[Path, Atelier], work: Work, qtbot: QtBot
) -> None:
    """Those of other pages, hidden, leave no gap."""
    screen: Any = homes.place(shell, "workshops")
    screen.show_cycle(source[1].id)
    rested(qtbot, work)
    screen.show_map(source[1].id)
    rested(qtbot, work)
    homes.settled()
    ends = [part.mapTo(screen, part.rect().topRight()).x() for part in (screen.back, screen.heat)]
    assert ends[0] == ends[1]


class Painted(QObject):
    """Counts how often lists with lines are painted."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.times: dict[str, int] = {}
        self._lists = page.findChildren(ListedView)
        for view in self._lists:
            view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        view: Any = watched.parent()
        if event.type() == QEvent.Type.Paint and view.table.lines:
            name = view.accessibleName()
            self.times[name] = self.times.get(name, 0) + 1
        return False


def test_what_an_answer_fills_is_painted_once(
    shell: Shell, source: tuple[Path, Atelier], work: Work, qtbot: QtBot
) -> None:
    screen: Any = homes.place(shell, "workshops")
    rested(qtbot, work)
    painted = Painted(screen.cycle)
    screen.show_cycle(source[1].id)
    rested(qtbot, work)
    qtbot.wait(50)
    assert painted.times == {"Séances": 1, "Personnes inscrites": 1}


def test_the_names_of_a_map_are_measured_once(
    shell: Shell, source: tuple[Path, Atelier], work: Work, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[object] = []
    plain = workshops_heat_view.totals

    def counted(learner: Any) -> str:
        asked.append(learner)
        return plain(learner)

    monkeypatch.setattr(workshops_heat_view, "totals", counted)
    screen: Any = homes.place(shell, "workshops")
    screen.show_map(source[1].id)
    rested(qtbot, work)
    homes.settled()
    people = len(source[1].people)
    # Once when it is measured, once a line when it is painted; for each line each time it was
    # sixty times as many.
    assert people <= len(asked) <= 4 * people
