"""Positioning a group: figures give levels, cell after cell; the sorting questions beside."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.base import fields
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Malformed
from lapdesk.services import placing
from lapdesk.services.placing import COLUMNS, PROFILE, Levels, Standing
from lapdesk.ui import parts
from lapdesk.ui.beside import Beside, Inside
from lapdesk.ui.inputs_choice import Chips
from lapdesk.ui.inputs_day import DayInput
from lapdesk.ui.screens.progress_grid import Doubt, Figures, FiguresView, KeyWrites
from lapdesk.ui.screens.progress_levels_table import (
    FIRST,
    LAST,
    LevelsTable,
    code_of,
    keys_of,
)
from lapdesk.ui.screens.progress_sorting import Sorting
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP
from lapdesk.ui.widths import Widths


class LevelsSheet(QWidget):
    """The moment and the day above, the grid of the group below."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.workshop = ""
        self.writes = KeyWrites(stage, self.ask, self._doubt)
        self.table = LevelsTable(stage, self.writes)
        self.view = FiguresView(self.table, _("Positioning of the group"), cells=True)
        self.moment = Chips(
            [(c, e.label) for c, e in lists.get("assessment_moment").entries.items()],
            several=False,
        )
        self.moment.choose(["ENTRY"])
        self.day = DayInput(fields(BY_NAME[placing.ENTITY])["date"])
        self.day.set_value(clock.today().isoformat())
        self.figures = Figures()
        self.doubt = Doubt(self._look)
        self._doubted: tuple[tuple[str, str, str], str] | None = None
        self.sorting = Sorting(self._use_profile)
        self.none = parts.label(
            _("Nobody is enrolled in this workshop yet. Enrol people first."), "quiet", wrap=True
        )
        self._wire()
        self._lay_out()
        self.setFocusProxy(self.view)

    def _wire(self) -> None:
        self.moment.chose.connect(self._other)
        self.day.committed.connect(self.ask)
        self.view.typed.connect(self.type)
        self.view.cleared.connect(lambda: self.put(None, go_on=False))
        self.view.selectionModel().currentChanged.connect(lambda *_where: self._tell())
        self.figures.chose.connect(self.put)
        self._stage.names_hidden.connect(lambda _hidden: self.table.redraw())

    def _lay_out(self) -> None:
        card = parts.Section(_("Levels by language skill"))
        head = parts.row(self.moment, self.day)
        head.setStretch(0, 1)
        card.inside.addLayout(head)
        for part in (self.figures, self.doubt, self.none, self.view):
            card.inside.addWidget(part)
        card.inside.setStretchFactor(self.view, 1)
        keys = _("A figure sets the level and goes on; arrows move; Delete takes a level back.")
        card.inside.addWidget(parts.label(keys, "quiet", wrap=True))
        side = parts.Section(_("Which profile?"))
        side.inside.addWidget(Inside(self.sorting), 1)
        lay = parts.column(gap=2 * GAP)
        lay.addWidget(Beside(card, side, (3, 1)), 1)
        self.setLayout(lay)
        Widths(self.view, (FIRST,))

    def show_workshop(self, workshop: str) -> None:
        """The people of another workshop."""
        if workshop != self.workshop:
            self.workshop, self._doubted = workshop, None
            self.doubt.say("")
        self.ask()

    def _other(self) -> None:
        if not self.moment.chosen():
            self.moment.choose(["ENTRY"])
        self._doubted = None
        self.doubt.say("")
        self.ask()

    def ask(self) -> None:
        """Ask for the grid of this moment and day."""
        try:
            day = self.day.value() or clock.today().isoformat()
        except Malformed:
            return
        asked, shown = (self.workshop, self.moment.chosen()[0], day), self.table.levels
        if shown is not None and (shown.workshop, shown.moment, shown.day) == asked:
            ask: tuple[Any, ...] = (placing.read_again, shown)
        else:
            ask = (placing.levels_of, *asked)
        self._stage.ask(*ask, done=self._show, owner=self, latest="levels")

    def refresh(self) -> None:
        """Something changed elsewhere, or was taken back."""
        if not self.writes.own:
            self.ask()

    def _show(self, levels: Levels) -> None:
        first = self.table.levels is None or self.table.levels.workshop != levels.workshop
        self.table.show_levels(levels)
        there = bool(levels.lines)
        self.view.setVisible(there)
        self.figures.setVisible(there)
        self.none.setVisible(not there)
        if self.doubt.isVisible():
            self._say_doubt()
        if there and (first or not self.view.currentIndex().isValid()):
            self.view.go(0, FIRST)
        self._tell()

    def _where(self) -> tuple[Standing, str] | None:
        """The line one is on, and the column where it may be written."""
        index = self.view.currentIndex()
        line = self.table.line(index)
        if line is None or not FIRST <= index.column() <= LAST:
            return None
        return line, COLUMNS[index.column() - FIRST]

    def _tell(self) -> None:
        where = self._where()
        column = where[1] if where else COLUMNS[1]
        self.figures.offer(keys_of(column), int(column == PROFILE))
        self.figures.show_code(self.table.value(*where) if where else None)
        line = self.table.line(self.view.currentIndex())
        self.sorting.about(line.person.called(self._stage.hidden) if line else "")

    def type(self, figure: int) -> None:
        """A figure, in the cell one is on."""
        where = self._where()
        code = code_of(where[1], figure) if where else None
        if code is not None:
            self.put(code)

    def put(self, code: str | None, *, go_on: bool = True) -> None:
        """Set or take back the value of the cell one is on."""
        where, levels = self._where(), self.table.levels
        if where is None or levels is None:
            return
        self._write(where[0], where[1], code)
        if go_on:
            self._next()
        self._tell()

    def _write(self, line: Standing, column: str, code: str | None) -> None:
        levels = self.table.levels
        assert levels is not None
        place = (levels.moment, line.person.id, column)
        self.writes.put(place, code, placing.put, levels, line.person.id, column, code)
        self.table.redraw()

    def _next(self) -> None:
        """The next skill, or the next person's first one."""
        now = self.view.currentIndex()
        if now.column() < LAST:
            self.view.go(now.row(), now.column() + 1)
        elif now.row() + 1 < self.table.rowCount():
            self.view.go(now.row() + 1, FIRST)

    def _use_profile(self, code: str) -> None:
        line = self.table.line(self.view.currentIndex())
        if line is not None:
            self._write(line, PROFILE, code)
            self.view.go(self.view.currentIndex().row(), FIRST + 1)
            self.view.setFocus()

    def _doubt(self, place: tuple[str, str, str], words: str) -> None:
        """V24: said until one has looked, or has written there again."""
        if words or (self._doubted is not None and place == self._doubted[0]):
            self._doubted = (place, words) if words else None
            self._say_doubt()

    def _say_doubt(self) -> None:
        """Under the name that may be shown now."""
        levels, doubted = self.table.levels, self._doubted
        lines = levels.lines if levels is not None else ()
        if doubted is None or (levels is not None and levels.moment != doubted[0][0]):
            self.doubt.say("")
            return
        who = next((x.person for x in lines if x.person.id == doubted[0][1]), None)
        name = who.called(self._stage.hidden) if who is not None else ""
        self.doubt.say(f"{name} · {doubted[1]}")

    def _look(self) -> None:
        """To the cell that deserves a look."""
        levels = self.table.levels
        if levels is None or self._doubted is None:
            return
        place = self._doubted[0]
        people = [line.person.id for line in levels.lines]
        if place[1] in people:
            self.view.go(people.index(place[1]), FIRST + COLUMNS.index(place[2]))
            self.view.setFocus()
