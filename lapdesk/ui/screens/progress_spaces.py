"""Autonomy of a group: a space and phase on one side, a figure a person on the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.services import marking
from lapdesk.services.marking import Spaces
from lapdesk.services.sheets import Job
from lapdesk.ui import icons, parts
from lapdesk.ui.beside import Beside
from lapdesk.ui.listed import WholeLine
from lapdesk.ui.printing import ask_to_print
from lapdesk.ui.screens.progress_grid import Figures, FiguresView, KeyWrites
from lapdesk.ui.screens.progress_spaces_table import (
    LEVEL,
    PHASES,
    PeopleTable,
    SpacesTable,
    autonomy_keys,
)
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP
from lapdesk.ui.widths import Widths


class SpacesView(FiguresView):
    """Enter goes on to the people; arrows pass over headings."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down to the next space; Left and Right among phases."""
        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter):
            self.entered.emit()
        elif event.key() in (keys.Key_Up, keys.Key_Down):
            self.step(1 if event.key() == keys.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def step(self, way: int) -> None:
        """To the next space up or down, headings passed over."""
        now, table = self.currentIndex(), self.model()
        assert isinstance(table, SpacesTable)
        row = now.row() + way
        while 0 <= row < table.rowCount() and table.lines[row][0] is None:
            row += way
        if 0 <= row < table.rowCount():
            self.go(row, max(1, now.column()))


class SpacesSheet(QWidget):
    """`look(person, space, phase)` opens the self-assessment of somebody."""

    def __init__(self, stage: Stage, look: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self._stage = stage
        self._look = look
        self.workshop = ""
        self.writes = KeyWrites(stage, self.ask, lambda _place, _words: None)
        self.table = SpacesTable(stage)
        self.people_table = PeopleTable(stage, self.writes)
        self.view = SpacesView(self.table, _("Spaces and phases"), cells=True)
        self.people = FiguresView(self.people_table, _("Autonomy of the group"), cells=False)
        self.people.setItemDelegate(WholeLine(self.people))
        self.figures = Figures()
        self.figures.offer(autonomy_keys())
        self.heading = parts.Section("")
        self.own = parts.button(_("Self-assessment with pictures"), self._open_own)
        self.booklet = parts.button(_("Booklet"), self._print)
        icons.put(self.booklet, "print")
        self.none = parts.label(
            _("Nobody is enrolled in this workshop yet. Enrol people first."), "quiet", wrap=True
        )
        self._wire()
        self._lay_out()
        self.setFocusProxy(self.view)

    def _wire(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.entered.connect(self._to_people)
        self.people.typed.connect(self._typed)
        self.people.cleared.connect(lambda: self.put(None))
        self.people.selectionModel().currentChanged.connect(lambda *_where: self._tell())
        self.figures.chose.connect(lambda code: self.put(int(code)))
        self._stage.names_hidden.connect(lambda _hidden: self.people_table.redraw())

    def _lay_out(self) -> None:
        side = parts.Section(_("Which place, which phase?"))
        side.inside.addWidget(self.view, 1)
        note = _("In each cell: for how many people it was noted. Enter goes to the people.")
        side.inside.addWidget(parts.label(note, "quiet", wrap=True))
        card = self.heading
        for part in (self.figures, self.none, self.people):
            card.inside.addWidget(part)
        card.inside.setStretchFactor(self.people, 1)
        card.inside.addLayout(parts.row(self.own, self.booklet, None))
        lay = parts.column(gap=2 * GAP)
        lay.addWidget(Beside(side, card, (13, 11)), 1)
        self.setLayout(lay)
        for view, wide in ((self.view, 0), (self.people, LEVEL)):
            Widths(view, (wide,))

    def show_workshop(self, workshop: str) -> None:
        """The people of another workshop."""
        self.workshop = workshop
        self.ask()

    def ask(self) -> None:
        """Ask for the marks of the group."""
        day, shown = clock.today().isoformat(), self.table.spaces
        if shown is not None and (shown.workshop, shown.day) == (self.workshop, day):
            ask: tuple[Any, ...] = (marking.read_again, shown)
        else:
            ask = (marking.spaces_of, self.workshop, day)
        self._stage.ask(*ask, done=self._show, owner=self, latest="spaces")

    def refresh(self) -> None:
        """Something changed elsewhere, or was taken back."""
        if not self.writes.own:
            self.ask()

    def _show(self, spaces: Spaces) -> None:
        other = self.table.spaces is None or self.table.spaces.workshop != spaces.workshop
        self.table.show_spaces(spaces)
        self.view.clearSpans()
        for row, line in enumerate(self.table.lines):
            if line[0] is None:
                self.view.setSpan(row, 0, 1, self.table.columnCount())
        if other or self.place() is None:
            first = next((code for code, _words in self.table.lines if code), "")
            self.view.setCurrentIndex(self.table.find(spaces.space or first, spaces.phase))
        self._draw()
        if other and spaces.people:
            self.people.go(0, LEVEL)

    def place(self) -> tuple[str, str] | None:
        """The space and phase one is at."""
        return self.table.place(self.view.currentIndex())

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self.table.place(now) is not None:
            self._draw()
            if self.people_table.rowCount():
                self.people.go(0, LEVEL)

    def _draw(self) -> None:
        place, spaces = self.place(), self.table.spaces
        if place is None or spaces is None:
            return
        self.people_table.show_place(spaces, place)
        space, phase = lists.get("social_space").label(place[0]), place[1]
        self.heading.heading.setText(f"{space} · {lists.get('asl_phase').label(phase)}")
        there = bool(spaces.people)
        for part in (self.people, self.figures, self.own, self.booklet):
            part.setVisible(there)
        self.none.setVisible(not there)
        self._tell()

    def _to_people(self) -> None:
        if self.people_table.rowCount():
            self.people.go(max(0, self.people.currentIndex().row()), LEVEL)
            self.people.setFocus()

    def _tell(self) -> None:
        person = self.people_table.person(self.people.currentIndex().row())
        level = self.people_table.level(person) if person else None
        self.figures.show_code(None if level is None else str(level))

    def _typed(self, figure: int) -> None:
        if str(figure) in lists.get("autonomy").entries:
            self.put(figure)

    def put(self, level: int | None) -> None:
        """Note a level for whoever one is on, and go on to the next person."""
        row, spaces = self.people.currentIndex().row(), self.people_table.spaces
        person, place = self.people_table.person(row), self.people_table.place
        if person is None or spaces is None or place[1] not in PHASES:
            return
        where = (person.id, *place)
        self.writes.put(where, level, marking.put, spaces, *where, level)
        self.people_table.redraw()
        if level is not None and row + 1 < self.people_table.rowCount():
            self.people.go(row + 1, LEVEL)
        self._tell()

    def _print(self) -> None:
        """The booklet of whoever one is on."""
        person = self.people_table.person(self.people.currentIndex().row())
        if person is not None:
            ask_to_print(self._stage, Job("booklet", (person.id,)), self)

    def _open_own(self) -> None:
        person = self.people_table.person(self.people.currentIndex().row())
        if person is not None:
            self._look(person.id, *self.people_table.place)
