"""What the grids of progress are made of: figures as keys, chips that say them, writes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QWidget

from lapdesk.i18n import _
from lapdesk.services.record import Outcome
from lapdesk.ui import parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.headed import LinesView
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

Key = tuple[str, str, str]  # the code that a figure stands for, its words, and all of them
TAKE_AWAY: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Figures(QWidget):
    """Chips with their figures, for the mouse and as a reminder; they never take the keyboard."""

    chose = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self._keys: tuple[Key, ...] = ()
        self._flow = FlowLayout(6)
        self.setLayout(self._flow)
        self.setSizePolicy(wrapping())

    def offer(self, keys: Sequence[Key], first: int = 0) -> None:
        """These codes, the first of them by the figure `first`."""
        if tuple(keys) == self._keys:
            return
        self._keys = tuple(keys)
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.buttons = {}
        for figure, (code, words, whole) in enumerate(keys, first):
            made = parts.button(f"{figure} · {words}", self._chooser(code), "chip")
            made.setAccessibleName(whole)
            made.setToolTip(whole)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.buttons[code] = made
            self._flow.addWidget(made)
            made.show()
        self.updateGeometry()

    def _chooser(self, code: str) -> Callable[[], None]:
        return lambda: self.chose.emit(code)

    def show_code(self, code: str | None) -> None:
        """Press what stands where one is."""
        for other, button in self.buttons.items():
            button.setChecked(other == code)


class FiguresView(LinesView):
    """A table in which figures answer; Delete takes an answer back."""

    typed = Signal(int)
    cleared = Signal()

    def __init__(self, table: QAbstractTableModel, name: str, *, cells: bool) -> None:
        """`cells`: one goes from cell to cell, else from line to line."""
        super().__init__(name)
        self.setModel(table)
        if cells:
            self.setSelectionBehavior(self.SelectionBehavior.SelectItems)
            self.setShowGrid(True)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.setDefaultSectionSize(self.fontMetrics().height() + 11)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(7 * self.fontMetrics().height())

    def go(self, row: int, column: int) -> None:
        """To a place of the table."""
        index = self.model().index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures and Delete are answers; the rest is as in any table."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        sign = event.text()
        if sign.isascii() and sign.isdecimal() and not held:
            self.typed.emit(int(sign))
        elif event.key() in TAKE_AWAY:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class KeyWrites:
    """Hands what keys ask for to the worker, one entry each, in their order.

    `pending` holds by place what is on its way, and is shown over what was read; `own` is set
    while other places are told of what was written here.
    """

    def __init__(
        self, stage: Stage, again: Callable[[], None], warn: Callable[[Any, str], None]
    ) -> None:
        self._stage = stage
        self._again = again
        self._warn = warn
        self._number = 0
        self.pending: dict[Any, tuple[int, Any]] = {}
        self.own = False

    def put(self, place: Any, value: Any, verb: Callable[..., list[Outcome]], *given: Any) -> None:
        """Write `verb(desk, *given)`; `value` stands at `place` from now."""
        self._number += 1
        number = self._number
        self.pending[place] = (number, value)

        def finish(outcomes: list[Outcome]) -> None:
            doubts = [p.message for o in outcomes for p in o.problems if p.level == "warning"]
            self._warn(place, "\n".join(doubts))
            self._told(outcomes, last=number == self._number)
            if self.pending.get(place, (0, None))[0] == number:
                self.pending.pop(place, None)

        # No owner: what a page wrote is told even where one has gone on to another.
        self._stage.ask(verb, *given, done=finish)

    def _told(self, outcomes: Iterable[Outcome], *, last: bool) -> None:
        found = list(outcomes)
        problems = [p for outcome in found for p in outcome.problems]
        wrong = [p.message for p in problems if p.level == "error"]
        touched = frozenset(c.entity for outcome in found for c in outcome.changes)
        if touched:
            self.own = True
            self._stage.changed.emit(touched)
            self.own = False
        if wrong:
            self.pending.clear()
            self._stage.notices.warn("\n".join(wrong))
            self._again()
        if last and not wrong:
            self._again()


class Doubt(QWidget):
    """What deserves a look, said beside the grid, with a button that goes to its place."""

    def __init__(self, go: Callable[[], object]) -> None:
        super().__init__()
        self.words = parts.label("", wrap=True)
        self.look = parts.button(_("Look again"), go)
        self.right = parts.button(_("It is right"), lambda: self.say(""), "plain")
        box = parts.frame("warn")
        lay = parts.row(self.words, self.look, self.right)
        lay.setStretch(0, 1)
        lay.setContentsMargins(GAP, GAP, GAP, GAP)
        box.setLayout(lay)
        self.setLayout(parts.column(box))
        self.hide()

    def say(self, words: str) -> None:
        """Show it, or nothing."""
        self.words.setText(words)
        self.setVisible(bool(words))
