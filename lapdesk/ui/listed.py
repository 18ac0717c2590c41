"""A short table that is all in memory: words in cells, one line chosen at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lapdesk.ui.headed import HeadedTable, Index, LinesView
from lapdesk.ui.theme import GAP
from lapdesk.ui.widths import Widths

# Unicode's marks around words whose own first letter says from which side they are read.
_ISOLATE: Final = "\u2068"
_POP: Final = "\u2069"


@dataclass(frozen=True)
class Listed:
    """One line: what it stands for, its words by column, whether it stands out; `more` is what
    the pointer is told of a column that says less."""

    key: str
    cells: tuple[str, ...]
    bold: bool = False
    more: Mapping[int, str] = field(default_factory=dict)


class WholeLine(QStyledItemDelegate):
    """The line one is on is marked as a whole, not one cell of it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """As Qt would, without the frame around one cell: here alone, as cells are measured too."""
        plain = QStyleOptionViewItem(option)
        plain.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, plain, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As Qt would, wrapped where it is painted: Qt forgets what the style keeps free beside."""
        narrow = QStyleOptionViewItem(option)
        narrow.rect.setWidth(max(0, option.rect.width() - 2 * GAP))
        return super().sizeHint(narrow, index)


class ListedTable(HeadedTable):
    """Some lines; `right` are the columns of numbers."""

    def __init__(self, heads: Sequence[str], right: Collection[int] = ()) -> None:
        super().__init__(heads)
        self.right = frozenset(right)
        # How many of its columns, from the first, a line that stands out has in bold.
        self.strong = len(self.heads)
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
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _apart(line.cells[column])
        if role == Qt.ItemDataRole.ToolTipRole:
            return _apart(line.more.get(column, line.cells[column]))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role == Qt.ItemDataRole.FontRole and line.bold and column < self.strong:
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


class ListedView(LinesView):
    """Shows them; `chose` tells the key of the line one is on, `opened` that of the line on which
    Enter or a double click falls.

    The columns in `wide` share what the others leave; `wraps` is for some dozens of long lines.
    """

    chose = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        *,
        right: Collection[int] = (),
        wide: Collection[int] = (-1,),
        wraps: bool = False,
    ) -> None:
        super().__init__(name)
        self.table = ListedTable(heads, right)
        self.table.setParent(self)
        self.setModel(self.table)
        self.setWordWrap(wraps)
        self.setItemDelegate(WholeLine(self))
        self._size({place % len(heads) for place in wide}, wraps)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(self.table.lines[index.row()].key))

    def _size(self, wide: Collection[int], wraps: bool) -> None:
        modes, rows = QHeaderView.ResizeMode, self.verticalHeader()
        rows.setDefaultSectionSize(self.fontMetrics().height() + 14)
        rows.setSectionResizeMode(modes.ResizeToContents if wraps else modes.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        if not wraps:
            self.widths = Widths(self, wide)
            return
        # Measuring every line keeps columns from jumping while one scrolls.
        header.setResizeContentsPrecision(-1)
        for column in range(len(self.table.heads)):
            mode = modes.Stretch if column in wide else modes.ResizeToContents
            header.setSectionResizeMode(column, mode)

    def fill(self, lines: Sequence[Listed], *, choose: str | None = None) -> None:
        """Show other lines and go to `choose`, "" to none; unsaid, stay on the same one. What is
        not there is the first one."""
        wanted = self.chosen() if choose is None else choose
        self.table.fill(lines)
        if lines and choose != "":
            place = next((n for n, line in enumerate(lines) if line.key == wanted), 0)
            self.setCurrentIndex(self.table.index(place, 0))
            self.scrollTo(self.table.index(place, 0))

    def chosen(self) -> str:
        """The key of the line one is on; empty where there is none."""
        now = self.currentIndex()
        return self.table.lines[now.row()].key if now.isValid() else ""

    def choose(self, key: str) -> None:
        """Go to a line."""
        for place, line in enumerate(self.table.lines):
            if line.key == key:
                self.setCurrentIndex(self.table.index(place, 0))

    def at_most(self, rows: int) -> None:
        """No higher than its rows, and than `rows` of them."""
        line = self.verticalHeader().defaultSectionSize()
        shown = max(1, min(rows, len(self.table.lines)))
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + shown * line + 2 * self.frameWidth() + 2)

    def _moved(self, now: QModelIndex) -> None:
        if now.isValid():
            self.chose.emit(self.table.lines[now.row()].key)
