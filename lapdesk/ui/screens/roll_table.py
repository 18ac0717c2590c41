"""The sheet on screen: a line a person, a key a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.kinds import Minutes
from lapdesk.models.rules.workshops import LATE, MINUTES_LOST
from lapdesk.services.sheet import Line
from lapdesk.ui import theme
from lapdesk.ui.headed import HeadedTable, Index, LinesView
from lapdesk.ui.listed import WholeLine
from lapdesk.ui.stage import Stage
from lapdesk.ui.widths import Widths

# The French initials of the marks, the same in every language: one habit for everybody.
KEYS: Final = {"P": "P", "A": "A", "E": "E", "R": "L", "D": "D", "V": "R"}
ALL_PRESENT: Final = "T"
GUEST: Final = "I"
SPACE: Final = "L"  # le lieu
STEP: Final = 5
_TONES: Final = {"P": "good", "R": "good", "L": "warn", "D": "warn", "A": "bad", "E": "quiet"}


class RollTable(HeadedTable):
    """The lines of a sheet as they stand now, what is being written included."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(("", _("Person"), _("Mark"), _("Time missed"), ""))
        self._stage = stage
        self.lines: list[Line] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One for each person."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain text; the mark in its colour, which says nothing that its word does not."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column(), line)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 1:
            return f"{line.called(self._stage.hidden)}, {mark_words(line)}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(index.column(), line)
        return None

    def _text(self, row: int, column: int, line: Line) -> str:
        if column == 0:
            return str(row + 1)
        if column == 1:
            return line.called(self._stage.hidden)
        if column == 2:
            return mark_words(line)
        if column == 3:
            return missed_words(line)
        return _("guest") if line.guest else ""

    def _colour(self, column: int, line: Line) -> QColor | None:
        of = theme.colours(self._stage.preferences)
        if column == 2 and line.mark:
            return QColor(getattr(of, _TONES.get(line.mark, "text")))
        return QColor(of.quiet) if column in (0, 2, 3, 4) else None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Another sheet, or the same read anew."""
        same = [old.participant for old in self.lines] == [new.participant for new in lines]
        if not same:
            self.beginResetModel()
        self.lines = list(lines)
        if not same:
            self.endResetModel()
        self.redraw()

    def redraw(self) -> None:
        """Names were hidden or shown, or marks changed."""
        if self.lines:
            last = self.index(len(self.lines) - 1, len(self.heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def put(self, participant: str, mark: str, minutes: int | None) -> None:
        """Show a mark that is on its way to the disk."""
        for row, line in enumerate(self.lines):
            if line.participant == participant:
                self.lines[row] = replace(line, mark=mark, minutes_lost=minutes)
                last = self.index(row, len(self.heads) - 1)
                self.dataChanged.emit(self.index(row, 0), last)


def mark_words(line: Line) -> str:
    """The mark in words, or that it is still to be called."""
    return lists.get("attendance").label(line.mark) if line.mark else _("to call")


def missed_words(line: Line) -> str:
    """How long somebody missed, where their mark says so."""
    if line.mark not in LATE:
        return ""
    lost = MINUTES_LOST if line.minutes_lost is None else line.minutes_lost
    return Minutes().show(lost)


class RollView(LinesView):
    """Letters mark, figures go to a line, T marks all present, Ctrl+Enter closes the sheet."""

    marked = Signal(str)  # a mark's code, for the line one is on
    longer = Signal(int)  # minutes more (or less) missed on this line
    all_present = Signal()
    guest = Signal()
    space = Signal()
    closing = Signal()

    def __init__(self, table: RollTable, name: str) -> None:
        super().__init__(name)
        self.table = table
        self._figures = ""
        self.setModel(table)
        self.setItemDelegate(WholeLine(self))
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().height()
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(line + 9)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        Widths(self, (1,))

    def line(self) -> Line | None:
        """The line one is on."""
        row = self.currentIndex().row()
        return self.table.lines[row] if 0 <= row < len(self.table.lines) else None

    def go(self, row: int) -> None:
        """To a line."""
        if 0 <= row < len(self.table.lines):
            self.setCurrentIndex(self.table.index(row, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for each thing; figures make one number until another key comes."""
        keys, key = Qt.Key, event.key()
        controlled = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if controlled and key in (keys.Key_Return, keys.Key_Enter):
            self.closing.emit()
        elif controlled or not self._plain(event):
            super().keyPressEvent(event)

    def _plain(self, event: QKeyEvent) -> bool:
        letter = event.text().upper()
        if letter.isdecimal() and letter.isascii():
            self._to_number(letter)
            return True
        self._figures = ""
        if letter in KEYS:
            self.marked.emit(KEYS[letter])
        elif letter == ALL_PRESENT:
            self.all_present.emit()
        elif letter == GUEST:
            self.guest.emit()
        elif letter == SPACE:
            self.space.emit()
        elif letter in ("+", "-"):
            self.longer.emit(STEP if letter == "+" else -STEP)
        else:
            return self._around(event.key())
        return True

    def _around(self, key: int) -> bool:
        """Up from the first line is the last one, and the other way round."""
        row, last = self.currentIndex().row(), len(self.table.lines) - 1
        if key == Qt.Key.Key_Up and row == 0:
            self.go(last)
        elif key == Qt.Key.Key_Down and row == last:
            self.go(0)
        else:
            return False
        return True

    def _to_number(self, figure: str) -> None:
        self._figures += figure
        if not 1 <= int(self._figures) <= len(self.table.lines):
            self._figures = figure
        self.go(int(self._figures) - 1)
