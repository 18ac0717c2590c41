"""A short table that is all in memory: words in cells, one line chosen at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from lapdesk.ui.headed import HeadedTable, Index

# Unicode's marks around words whose own first letter says from which side they are read.
_ISOLATE: Final = "\u2068"
_POP: Final = "\u2069"


@dataclass(frozen=True)
class Listed:
    """One line: what it stands for, its words by column, whether it stands out."""

    key: str
    cells: tuple[str, ...]
    bold: bool = False


class ListedTable(HeadedTable):
    """Some lines; `right` are the columns of numbers."""

    def __init__(self, heads: Sequence[str], right: Collection[int] = ()) -> None:
        super().__init__(heads)
        self.right = frozenset(right)
        self.lines: list[Listed] = []

    def fill(self, lines: Sequence[Listed]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell's words."""
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _apart(line.cells[index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.FontRole and line.bold:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' headings, set as what is below them."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return self._side(section)
        return super().headerData(section, orientation, role)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        sides = Qt.AlignmentFlag
        side = sides.AlignTrailing if column in self.right else sides.AlignLeading
        return side | sides.AlignVCenter


def _apart(words: str) -> str:
    """In a window that is written from the right, words keep the side that they begin on."""
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return f"{_ISOLATE}{words}{_POP}" if mirrored and words else words


class ListedView(QTableView):
    """Shows them; `chose` tells the key of the line one is on.

    The columns in `wide` share what the others leave; `wraps` is for some dozens of long lines.
    """

    chose = Signal(str)

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        *,
        right: Collection[int] = (),
        wide: Collection[int] = (0,),
        wraps: bool = False,
    ) -> None:
        super().__init__()
        self.table = ListedTable(heads, right)
        self.table.setParent(self)
        self.setModel(self.table)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(wraps)
        modes = QHeaderView.ResizeMode
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        if wraps:
            self.verticalHeader().setSectionResizeMode(modes.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Measuring every line keeps columns from jumping while one scrolls.
        header.setResizeContentsPrecision(-1)
        for column in range(len(heads)):
            stretched = column in wide
            header.setSectionResizeMode(
                column, modes.Stretch if stretched else modes.ResizeToContents
            )
        self.selectionModel().currentRowChanged.connect(self._moved)

    def fill(self, lines: Sequence[Listed]) -> None:
        """Show other lines and stay on the same one."""
        before = self.chosen()
        self.table.fill(lines)
        if lines:
            place = next((n for n, line in enumerate(lines) if line.key == before), 0)
            self.setCurrentIndex(self.table.index(place, 0))

    def chosen(self) -> str:
        """The key of the line one is on; empty where there is none."""
        now = self.currentIndex()
        return self.table.lines[now.row()].key if now.isValid() else ""

    def choose(self, key: str) -> None:
        """Go to a line."""
        for place, line in enumerate(self.table.lines):
            if line.key == key:
                self.setCurrentIndex(self.table.index(place, 0))

    def _moved(self, now: QModelIndex) -> None:
        if now.isValid():
            self.chose.emit(self.table.lines[now.row()].key)
