"""« Actions »: the four axes side by side, a new idea in one line, one action's sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QPushButton, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.services import actions
from lapdesk.ui import parts
from lapdesk.ui.beside import Inside
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.screen import Page
from lapdesk.ui.screens.plan_action import ActionSheet
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.actions import Board, Column, Sheet, Tile
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage

# Two axes in a row where four would be too narrow to read.
_WIDE: Final = 52


class ActionsPage(Page):
    """The board, or one action in its place."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.may_write = roles.may_write(stage.roles, "PlanAction")
        self.board: Board | None = None
        self.state = ""
        self._across = 0
        self.action: str | None = None
        self.about = parts.label("", "quiet", wrap=True)
        self.chips = QWidget()
        self.chips.setLayout(FlowLayout(6))
        self.chips.setSizePolicy(wrapping())
        self.buttons: dict[str, QPushButton] = {}
        self.idea = IdeaLine(stage, self._made)
        self.idea.hide()
        self.new = parts.button(_("New idea"), self.begin, "main")
        if not self.may_write:
            self.new.hide()
        self.columns = QWidget()
        self.grid = QGridLayout()
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(2 * GAP)
        self.columns.setLayout(self.grid)
        self.front = QWidget()
        lay = parts.column(self.about, gap=GAP)
        head = parts.row(self.chips, self.new)
        head.setStretch(0, 1)
        lay.addLayout(head)
        lay.addWidget(self.idea)
        lay.addWidget(Inside(self.columns), 1)
        self.front.setLayout(lay)
        self.sheet = ActionSheet(stage, self.may_write, self.leave)
        self.sheet.hide()
        self.setLayout(parts.column(self.front, self.sheet))
        self.setFocusProxy(self.new)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.leave)

    def ask(self) -> None:
        """The board; the action that is open too."""
        self._stage.ask(actions.board, done=self.show_board, owner=self, latest="board")
        if self.action is not None:
            self._ask_one(self.action)

    def show_board(self, board: Board) -> None:
        """Draw the axes, and how many actions are in each state."""
        self.board = board
        aims = " ".join(f"{n}. {words}." for n, words in enumerate(board.objectives, 1))
        self.about.setText(f"{board.title}. {aims}".strip())
        self._draw_states(board)
        self._draw_columns()

    def _draw_states(self, board: Board) -> None:
        lay = self.chips.layout()
        assert lay is not None
        parts.clear(lay)
        group = QButtonGroup(self.chips)
        every = sum(n for _code, _words, n in board.states)
        self.buttons = {}
        for code, words, n in (("", _("All the actions"), every), *board.states):
            made = parts.button(f"{words} {n}", self._filter(code), "chip")
            made.setCheckable(True)
            made.setChecked(code == self.state)
            group.addButton(made)
            lay.addWidget(made)
            self.buttons[code] = made

    def _filter(self, code: str) -> Callable[[], None]:
        def take() -> None:
            self.state = code
            self._draw_columns()

        return take

    def _draw_columns(self) -> None:
        if self.board is None:
            return
        parts.clear(self.grid)
        self._across = across = self._fitting()
        for place, column in enumerate(self.board.columns):
            self.grid.addWidget(self._column(column), place // across, place % across)
        for place in range(4):
            self.grid.setColumnStretch(place, 1 if place < across else 0)

    def _fitting(self) -> int:
        return 4 if self.width() >= _WIDE * self.fontMetrics().height() else 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Four axes in a row, or two and two."""
        super().resizeEvent(event)
        if self._fitting() != self._across:
            self._draw_columns()

    def _column(self, column: Column) -> QWidget:
        shown = [t for t in column.tiles if not self.state or t.state == self.state]
        made = parts.Section(column.label)
        made.heading.setWordWrap(True)
        count = ngettext("{n} action", "{n} actions", len(shown)).format(n=len(shown))
        made.inside.addWidget(parts.label(count, "quiet"))
        for tile in shown:
            made.inside.addWidget(self._tile(tile))
        made.inside.addStretch(1)
        return made

    def _tile(self, tile: Tile) -> QWidget:
        title = parts.label(tile.title, wrap=True)
        opener = parts.button(tile.code, self._opener(tile.id), "link")
        opener.setAccessibleName(f"{tile.code} {tile.title}")
        opener.setToolTip(tile.title)
        state = parts.label(tile.said, "quiet")
        box = QWidget()
        lay = parts.column(gap=2)
        lay.addLayout(parts.row(opener, state, None))
        lay.addWidget(title)
        box.setLayout(lay)
        return box

    def _opener(self, action: str) -> Callable[[], None]:
        return lambda: self.open_one(action)

    def open_one(self, action: str) -> None:
        """One action's sheet in place of the board."""
        self.action = action
        self._ask_one(action)

    def _ask_one(self, action: str) -> None:
        self._stage.ask(actions.sheet, action, done=self._show_one, owner=self, latest="action")

    def _show_one(self, sheet: Sheet) -> None:
        if sheet.loaded.record != self.action:
            return
        self.sheet.show_sheet(sheet)
        if self.sheet.isHidden():
            self.front.hide()
            self.sheet.show()
            self.sheet.setFocus()

    def leave(self) -> None:
        """Back to the board; a short form that is being typed in the sheet is left first."""
        if not self.idea.isHidden():
            self.idea.hide()
            self.new.setFocus()
        if self.action is None or self.sheet.left_a_part():
            return
        from lapdesk.ui.leaving import unless_typed

        unless_typed(self.sheet, self.sheet.title.text(), self._close, lambda: None)

    def _close(self) -> None:
        self.sheet.settle()
        self.action = None
        self.sheet.hide()
        self.front.show()
        self.new.setFocus()

    def begin(self) -> None:
        """A new idea: one line."""
        if self.board is not None:
            self.idea.begin(self.board)

    def _made(self, record: str) -> None:
        self.idea.hide()
        self.open_one(record)

    def settle(self) -> None:
        """Save what stands in the open form."""
        self.sheet.settle()


class IdeaLine(QWidget):
    """A title, an axis, an objective: an idea needs no more. Enter goes on, then records."""

    def __init__(self, stage: Stage, made: Callable[[str], None]) -> None:
        super().__init__()
        self._stage, self._told_of = stage, made
        self.board: Board | None = None
        self.title = QLineEdit()
        self.objective = QLineEdit()
        self.axes = QWidget()
        self.axes.setLayout(FlowLayout(6))
        self.axes.setSizePolicy(wrapping())
        self.group = QButtonGroup(self)
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        record = parts.button(_("Add the idea (Enter)"), self.record, "main")
        for edit, words in (
            (self.title, _("The idea in a line")),
            (self.objective, _("What for?")),
        ):
            edit.setAccessibleName(words)
            edit.setPlaceholderText(words)
        self.title.returnPressed.connect(self.objective.setFocus)
        self.objective.returnPressed.connect(self.record)
        section = parts.Section(_("New idea"))
        for part in (self.title, self.axes, self.objective, self.problem):
            section.inside.addWidget(part)
        section.inside.addLayout(parts.row(record, None))
        self.setLayout(parts.column(section))
        self.setFocusProxy(self.title)

    def begin(self, board: Board) -> None:
        """An empty line; the first axis is proposed."""
        self.board = board
        lay = self.axes.layout()
        assert lay is not None
        parts.clear(lay)
        for n, column in enumerate(board.columns):
            chip = parts.button(f"{n + 1}  {column.label}", lambda: None, "chip")
            chip.setCheckable(True)
            chip.setChecked(n == 0)
            self.group.addButton(chip, n)
            lay.addWidget(chip)
        self.title.clear()
        self.objective.clear()
        self.problem.hide()
        self.show()
        self.title.setFocus()

    def record(self) -> None:
        """Write the idea."""
        if self.board is None:
            return
        axis = self.board.columns[max(self.group.checkedId(), 0)].axis
        title, objective = self.title.text().strip(), self.objective.text().strip()
        draft = actions.idea(title, axis, objective, self.board)
        self._stage.write([draft], said=_("Idea added."), done=self._told, owner=self)

    def _told(self, outcomes: list[Outcome]) -> None:
        wrong = [p.message for p in outcomes[0].problems if p.level == "error"]
        self.problem.setText("\n".join(wrong))
        self.problem.setVisible(bool(wrong))
        if outcomes[0].record is not None and not wrong:
            self._told_of(outcomes[0].record)
