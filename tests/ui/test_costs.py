"""What a screen costs until it shows something, counted and never timed: texts measured,
pages made, statements asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmapCache
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from lapdesk.services import naming, people
from lapdesk.store.desk import Desk
from lapdesk.store.queries.day import SessionOfDay
from lapdesk.ui import icons, listed, names_ahead, parts
from lapdesk.ui.headed import Index
from lapdesk.ui.later import Later, Make
from lapdesk.ui.listed import Listed, ListedTable, ListedView
from lapdesk.ui.panes import scrolled
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screens import people_path
from lapdesk.ui.screens.people_event import EventRow
from lapdesk.ui.screens.people_record import RecordPanel
from lapdesk.ui.screens.people_safe import SafePage
from lapdesk.ui.screens.progress_curves import CurvesSheet
from lapdesk.ui.screens.progress_levels import LevelsSheet
from lapdesk.ui.screens.progress_spaces import SpacesSheet
from lapdesk.ui.screens.today_day import FIRST_SESSIONS, SessionsSection
from lapdesk.ui.screens.workshops_rows import Subpage
from lapdesk.ui.shell import Shell
from lapdesk.ui.work import Work
from tests.ui import everyday, homes
from tests.ui.ateliers import TODAY, Atelier, atelier
from tests.ui.everyday import rested

ROWS = 120
_PLACES = {Qt.Key.Key_1: "today", Qt.Key.Key_2: "people", Qt.Key.Key_3: "workshops"}


class Measured(QLabel):
    """A text that counts how often Qt asks how high it is."""

    times = 0

    def heightForWidth(self, width: int) -> int:
        Measured.times += 1
        return super().heightForWidth(width)


def _rows(inside: QVBoxLayout) -> None:
    for number in range(ROWS):
        text = Measured(f"Ligne {number} d’un mois où beaucoup de choses se sont passées")
        text.setWordWrap(True)
        box = QWidget()
        box.setLayout(parts.row(text))
        inside.addWidget(box)


def test_what_an_answer_brings_is_laid_out_once(qtbot: QtBot, work: Work) -> None:
    section = parts.Section("Un mois")
    page = QWidget()
    page.setLayout(parts.column(section))
    area = scrolled(page)
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    qtbot.waitExposed(area)
    Measured.times = 0
    work.run(lambda: section.inside, _rows, owner=page)
    rested(qtbot, work)
    texts = section.findChildren(Measured)
    assert len(texts) == ROWS
    assert all(text.isVisible() for text in texts)
    # Whole: the page grew in its scroll area, and each text has the height that it needs.
    assert page.height() > area.height()
    assert all(text.height() >= text.heightForWidth(text.width()) for text in texts)
    # Some 23 times each, however many they are; laid out for each row, more with every row.
    assert Measured.times < 50 * ROWS


def test_what_is_hidden_stays_hidden(qtbot: QtBot, work: Work) -> None:
    page = QWidget()
    lay = parts.column(parts.label("là"))
    page.setLayout(lay)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    seen, hidden, loose = parts.label("vu"), parts.label("caché"), QLabel("posé", page)

    def fill(_none: None) -> None:
        lay.addWidget(seen)
        lay.addWidget(hidden)
        hidden.hide()

    work.run(lambda: None, fill, owner=page)
    rested(qtbot, work)
    assert seen.isVisible()
    assert not hidden.isVisible()
    # In no layout: nobody asked for it to be shown.
    assert not loose.isVisible()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Atelier]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAPDESK_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("costs") / "home"
        made = everyday.source(folder, atelier)
        assert isinstance(made, Atelier)
        yield folder, made


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot, work: Work) -> Shell:
    return homes.shell_of(qtbot, desk, work)


def _made(shell: Shell, *kinds: type[QWidget]) -> set[str]:
    """The classes of those of these pages that exist, in sight or not."""
    return {type(one).__name__ for kind in kinds for one in shell.findChildren(kind)}


def test_a_page_of_workshops_is_made_when_one_goes_there(
    shell: Shell, source: tuple[Path, Atelier], qtbot: QtBot, work: Work
) -> None:
    screen: Any = homes.place(shell, "workshops")
    rested(qtbot, work)
    assert _made(shell, Subpage) == {"ListPage"}
    screen.show_cycle(source[1].id)
    rested(qtbot, work)
    assert _made(shell, Subpage) == {"ListPage", "CyclePage"}
    screen.show_progress(source[1].id)
    rested(qtbot, work)
    assert _made(shell, Subpage) == {"ListPage", "CyclePage", "ProgressPage"}
    assert _made(shell, LevelsSheet, SpacesSheet, CurvesSheet) == {"LevelsSheet"}
    screen.progress.sheets.buttons["spaces"].click()
    rested(qtbot, work)
    assert _made(shell, LevelsSheet, SpacesSheet, CurvesSheet) == {"LevelsSheet", "SpacesSheet"}


def test_a_record_is_made_when_somebody_is_chosen(
    shell: Shell, source: tuple[Path, Atelier], qtbot: QtBot, work: Work
) -> None:
    screen: Any = homes.place(shell, "people")
    rested(qtbot, work)
    assert not _made(shell, RecordPanel)
    screen.open_record(source[1].people[0])
    rested(qtbot, work)
    assert _made(shell, RecordPanel) == {"RecordPanel"}
    assert not _made(shell, SafePage, SavedForm)
    screen.record.sheets.buttons["safe"].click()
    screen.record.sheets.buttons["details"].click()
    rested(qtbot, work)
    assert _made(shell, SafePage) == {"SafePage"}
    # Made late, it shows the person all the same.
    assert screen.record.details.form.record == source[1].people[0]


def test_names_are_open_before_the_first_is_typed(
    shell: Shell, desk: Desk, qtbot: QtBot, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    rested(qtbot, work)
    cards = len(homes.read(desk, "Identity"))
    slices: list[int] = []
    opened_at_once = naming.open_names

    def counted(desk: Desk, connection: Connection, keys: Sequence[bytes]) -> None:
        slices.append(len(keys))
        opened_at_once(desk, connection, keys)

    monkeypatch.setattr(naming, "open_names", counted)
    monkeypatch.setattr(names_ahead, "SLICE", 4)
    desk.opened.clear()
    safe = shell.stage.safe
    safe.changed.emit(True)
    qtbot.waitUntil(lambda: len(desk.opened) == cards, timeout=30_000)
    rested(qtbot, work)
    # A few at a time: what a key asks meanwhile comes between two slices.
    assert max(slices) == 4
    assert sum(slices) == cards == 15

    def unseal(*_given: object) -> str:
        raise AssertionError("a card was opened while somebody types")

    monkeypatch.setattr(naming, "opened", unseal)
    assert homes.ask(qtbot, shell, people.find, "dia")


def test_a_safe_that_is_closed_opens_no_more_names(
    shell: Shell, desk: Desk, qtbot: QtBot, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    rested(qtbot, work)
    monkeypatch.setattr(names_ahead, "SLICE", 4)
    safe = shell.stage.safe
    safe.changed.emit(True)
    safe.close()
    qtbot.waitUntil(lambda: not safe.open, timeout=30_000)
    rested(qtbot, work)
    assert not safe.names.left
    assert desk.opened == {}
    assert homes.ask(qtbot, shell, people.sealed) == []


def test_alt_and_a_number_goes_there_at_once(shell: Shell, qtbot: QtBot, work: Work) -> None:
    shell.start()
    rested(qtbot, work)
    everyday.active(qtbot, shell)
    for keys in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1):
        QTest.keyClick(shell.focusWidget(), keys, Qt.KeyboardModifier.AltModifier)
        # Nobody waited, nothing else was turned to: the handler itself went there.
        assert homes.screen_of(shell).title.text() == shell.rail.buttons[_PLACES[keys]].text()
        assert shell.rail.buttons[_PLACES[keys]].isChecked()
        rested(qtbot, work)


def test_an_icon_is_drawn_once_for_all_buttons(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    QPixmapCache.clear()
    drawn: list[str] = []
    drawing = icons.svg

    def counted(name: str, colour: str) -> bytes:
        drawn.append(name)
        return drawing(name, colour)

    monkeypatch.setattr(icons, "svg", counted)
    first = icons.icon("visit")
    assert drawn
    drawn.clear()
    again = icons.icon("visit")
    assert not drawn
    assert again.pixmap(20).toImage() == first.pixmap(20).toImage()
    icons.icon("orientation")
    assert set(drawn) == {"orientation"}


class Asked(ListedTable):
    """Lines that count what Qt asks of their cells."""

    times = 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        Asked.times += 1
        return super().data(index, role)


def _listed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, rows: int) -> tuple[QWidget, ListedView]:
    monkeypatch.setattr(listed, "ListedTable", Asked)
    view = ListedView("Ateliers", ["Atelier", "État", "Places", "Lieu"])
    page = QWidget()
    page.setLayout(parts.column(view))
    qtbot.addWidget(page)
    page.resize(800, 300)
    page.show()
    qtbot.waitExposed(page)
    lines = [Listed(f"{n}", (f"Atelier {n}", "ouvert", f"{n} / 12", "Salle")) for n in range(rows)]
    Asked.times = 0
    view.fill(lines)
    homes.settled()
    return page, view


def test_columns_are_measured_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page, view = _listed(qtbot, monkeypatch, 400)
    assert page.isVisible()
    # Some thirty times for each cell in sight, drawn and measured; Qt alone asks 10,000 times.
    assert Asked.times < 2_500
    # Another line that changes is not the whole list again.
    Asked.times = 0
    view.table.dataChanged.emit(view.table.index(300, 0), view.table.index(300, 3))
    homes.settled()
    assert Asked.times < 500


def test_columns_are_as_wide_as_their_words(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page, view = _listed(qtbot, monkeypatch, 12)
    assert page.isVisible()
    header = view.horizontalHeader()
    for column in range(3):
        needed = max(view.sizeHintForColumn(column), header.sectionSizeHint(column))
        assert view.columnWidth(column) == needed
    long = "ouvert, mais pour peu de temps encore"
    view.fill([Listed("a", ("Accueil", long, "1 / 12", "Salle"))])
    homes.settled()
    assert view.columnWidth(1) == view.sizeHintForColumn(1)
    # Bold words need more, and a heading may be the widest of all.
    bold = Listed("b", ("Accueil", "Total de tous les ateliers ouverts", "1", ""), bold=True)
    plain = Listed("c", ("Accueil", "Total de tous les ateliers ouverts", "1", ""))
    view.fill([plain, bold, plain])
    homes.settled()
    assert view.columnWidth(1) == view.sizeHintForColumn(1)


def test_a_long_record_shows_its_first_lines_first(
    shell: Shell,
    source: tuple[Path, Atelier],
    desk: Desk,
    qtbot: QtBot,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[int] = []
    start = Later.start

    def counted(one: Later, makings: Iterable[Make]) -> None:
        made.append(len(shell.findChildren(EventRow)))
        start(one, makings)

    person = source[1].people[0]
    for number in range(30):
        everyday.act(desk, person, f"2026-01-{number % 28 + 1:02d}")
    screen: Any = homes.place(shell, "people")
    rested(qtbot, work)
    monkeypatch.setattr(Later, "start", counted)
    screen.show_record(person)
    rested(qtbot, work)
    path = screen.record.path
    # With the first content; the others came in the next turns.
    assert made == [people_path.FIRST]
    assert len(path.rows) >= 30
    tops = [row.mapTo(path, row.rect().topLeft()).y() for row in path.rows]
    assert tops == sorted(tops)
    rows = list(path.rows)
    # Asked anew and nothing changed: the same lines stay.
    screen.record.refresh()
    rested(qtbot, work)
    assert path.rows == rows


def test_the_page_of_the_day_draws_what_changed_alone(
    shell: Shell, desk: Desk, qtbot: QtBot, work: Work
) -> None:
    shell.start()
    rested(qtbot, work)
    screen: Any = homes.screen_of(shell)
    drawn = [one for one in screen.sessions.findChildren(QLabel) if one.isVisible()]
    assert drawn
    screen.refresh()
    rested(qtbot, work)
    assert [one for one in screen.sessions.findChildren(QLabel) if one.isVisible()] == drawn


def test_a_day_of_many_sessions_shows_the_first_ones_first(shell: Shell, qtbot: QtBot) -> None:
    every = tuple(
        SessionOfDay(
            f"{n}", "w", f"Atelier {n}", f"{8 + n}:00", f"{9 + n}:00", "Salle", "PLANNED", 0, 0
        )
        for n in range(10)
    )
    card = SessionsSection(shell.stage, lambda: None)
    qtbot.addWidget(card)
    left = card.show_sessions(every)
    assert card.inside.count() == FIRST_SESSIONS
    left[0]()
    # Asked anew while some are still to be made: none is lost, none comes twice.
    for make in card.show_sessions(every):
        make()
    assert card.inside.count() == len(every)
    titles = [one.text() for one in card.findChildren(QLabel) if "Atelier" in one.text()]
    assert titles == [f"{8 + n}:00–{9 + n}:00  Atelier {n}" for n in range(10)]
    assert card.show_sessions(every) == []
    # Another day is drawn at once: what was there does not come back piece by piece.
    assert card.show_sessions(every[1:]) == []
