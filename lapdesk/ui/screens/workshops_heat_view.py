"""The map itself: cells drawn in one colour with their letters, totals in both headers."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from lapdesk.i18n import _
from lapdesk.models.kinds import Minutes
from lapdesk.services.presence import WHOLE, Cell, Learner, Presence
from lapdesk.ui import theme
from lapdesk.ui.headed import Index
from lapdesk.ui.screens.roll_table import KEYS
from lapdesk.ui.screens.workshops_rows import day_words, hours, word
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP, Colours

# How much of the accent is mixed into the card, by quarters attended: each step is darker (or
# lighter, on dark) than the one before, and its letter has 4.5:1.
MIXED: Final = (0, 12, 24, 38, 66)
_LETTERS: Final = {code: key for key, code in KEYS.items()}
NAME_WIDTH: Final = 13  # lines of text, end to end


def shade(of: Colours, quarters: int | None) -> tuple[str, str]:
    """Ground and letter of a cell; None: nobody was called."""
    if quarters is None:
        return of.page, of.quiet
    share = MIXED[quarters]
    signs = [
        (int(of.card[i : i + 2], 16) * (100 - share) + int(of.accent[i : i + 2], 16) * share) // 100
        for i in (1, 3, 5)
    ]
    ground = "#" + "".join(f"{sign:02x}" for sign in signs)
    on_light = int(of.card[1:3], 16) > 127
    return ground, of.text if on_light or quarters < WHOLE else of.on_accent


def swatch(of: Colours, quarters: int | None, size: int) -> QPixmap:
    """A small square of a shade, for the legend."""
    made = QPixmap(QSize(size, size))
    made.fill(QColor(of.edge))
    painter = QPainter(made)
    painter.fillRect(QRect(1, 1, size - 2, size - 2), QColor(shade(of, quarters)[0]))
    painter.end()
    return made


class HeatTable(QAbstractTableModel):
    """Learners by sessions; what a cell says in words is its accessible text and its tip."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.map: Presence | None = None

    def show_map(self, found: Presence | None) -> None:
        """Another map, or the same read anew."""
        same = _places(self.map) == _places(found)
        if not same:
            self.beginResetModel()
        self.map = found
        if not same:
            self.endResetModel()
        elif found is not None and found.learners and found.sessions:
            last = self.index(len(found.learners) - 1, len(found.sessions) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            # Names were hidden perhaps, and totals have changed.
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last.row())
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last.column())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One for each learner."""
        return 0 if parent.isValid() or self.map is None else len(self.map.learners)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One for each session."""
        return 0 if parent.isValid() or self.map is None else len(self.map.sessions)

    def cell(self, index: Index) -> Cell | None:
        """The mark at a place of the map."""
        if self.map is None or not index.isValid():
            return None
        return self.map.learners[index.row()].cells[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The letter of a mark; in words for who listens or points."""
        roles = Qt.ItemDataRole
        if role == roles.DisplayRole:
            return self.letter(index)
        if role in (roles.AccessibleTextRole, roles.ToolTipRole):
            return self.words(index)
        return None

    def letter(self, index: Index) -> str:
        """The French initial of the mark, as in the roll; a stroke where nothing took place."""
        cell = self.cell(index)
        if cell is not None:
            return _LETTERS.get(cell.mark, "")
        held = self.map is None or self.map.sessions[index.column()].state != "CANCELLED"
        return "" if held else "–"

    def words(self, index: Index) -> str:
        """Who, when, which mark."""
        if self.map is None or not index.isValid():
            return ""
        session, cell = self.map.sessions[index.column()], self.cell(index)
        who = self.map.learners[index.row()].called(self.stage.hidden)
        when = f"{day_words(session.date, long=True)}, {hours(session.start, session.end)}"
        if cell is not None:
            said = word("attendance", cell.mark)
            if cell.there:
                said += f" ({Minutes().show(cell.minutes)})"
        elif session.state == "CANCELLED":
            said = word("session_state", "CANCELLED")
        else:
            said = _("not called")
        return f"{who} · {when} · {said}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names with what they add up to; days with how many came."""
        if self.map is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        if orientation == Qt.Orientation.Vertical:
            learner = self.map.learners[section]
            return f"{learner.called(self.stage.hidden)}  {totals(learner)}"
        session = self.map.sessions[section]
        came = str(self.map.present_in(section)) if session.called else ""
        came = "–" if session.state == "CANCELLED" else came
        return f"{session.date[8:]}/{session.date[5:7]}\n{came}"


def _places(found: Presence | None) -> tuple[list[str], list[str]]:
    """Which lines and columns a map has."""
    if found is None:
        return [], []
    return [s.id for s in found.sessions], [x.participant for x in found.learners]


def totals(learner: Learner) -> str:
    """Sessions attended of those called, and the time."""
    if not learner.called_times:
        return "–"
    return f"{learner.present}/{learner.called_times} · {Minutes().show(learner.minutes)}"


class _Cells(QStyledItemDelegate):
    """A square of the one colour with its letter; the one that one is on is framed."""

    def __init__(self, stage: Stage, parent: QTableView) -> None:
        super().__init__(parent)
        self._stage = stage

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, letter, frame."""
        table = index.model()
        assert isinstance(table, HeatTable)
        of, cell = theme.colours(self._stage.preferences), table.cell(index)
        ground, ink = shade(of, None if cell is None else cell.quarters)
        square: QRect = option.rect.adjusted(1, 1, -1, -1)
        painter.fillRect(square, QColor(ground))
        painter.setPen(QColor(ink))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, table.letter(index))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(of.text), 2))
            painter.drawRect(square.adjusted(1, 1, -1, -1))


class _Names(QHeaderView):
    """Each learner: the name on one side, what it adds up to on the other."""

    def __init__(self, table: HeatTable, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._table = table
        # Of which map, whether names are hidden, in which font: how wide.
        self._measured: tuple[Presence | None, bool, QFont, int] = (None, False, self.font(), 0)

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Both texts in one line."""
        if self._table.map is None:
            return
        learner = self._table.map.learners[row]
        of, metrics = theme.colours(self._table.stage.preferences), self.fontMetrics()
        inside, total = rect.adjusted(GAP, 0, -GAP, 0), totals(learner)
        room = inside.width() - metrics.horizontalAdvance(total) - GAP
        name = metrics.elidedText(
            learner.called(self._table.stage.hidden), Qt.TextElideMode.ElideRight, room
        )
        flags, middle = Qt.AlignmentFlag, Qt.AlignmentFlag.AlignVCenter
        sides = (flags.AlignLeft, flags.AlignRight)
        near, far = sides[::-1] if self.isRightToLeft() else sides
        painter.save()
        painter.fillRect(rect, QColor(of.card))
        painter.setPen(QColor(of.text))
        # Set apart: a full stop at its end stays there in lines that run from right to left.
        painter.drawText(inside, near | middle | flags.AlignAbsolute, f"\u2068{name}\u2069")
        painter.setPen(QColor(of.quiet))
        painter.drawText(inside, far | middle | flags.AlignAbsolute, total)
        painter.restore()

    def sectionSizeFromContents(self, row: int) -> QSize:
        """As wide as the longest line, within reason."""
        line = self.fontMetrics().height()
        wide = NAME_WIDTH * line
        if self._table.map is not None:
            wide = min(self._widest(self._table.map) + 5 * GAP, 2 * wide)
        return QSize(wide, line + 9)

    def _widest(self, found: Presence) -> int:
        """Pixels of the longest line: measured once for a map, as Qt asks for each line."""
        hidden, font = self._table.stage.hidden, self.font()
        if self._measured[0] is not found or self._measured[1:3] != (hidden, font):
            measure = self.fontMetrics().horizontalAdvance
            widths = (measure(x.called(hidden) + totals(x)) for x in found.learners)
            self._measured = found, hidden, font, max(widths, default=0)
        return self._measured[3]


class HeatView(QTableView):
    """Arrows go from cell to cell; Enter or a click opens the roll of the session."""

    opened = Signal(str)

    def __init__(self, table: HeatTable, name: str) -> None:
        super().__init__()
        self.table = table
        self.setModel(table)
        self.setAccessibleName(name)
        self.setVerticalHeader(_Names(table, self))
        self.setItemDelegate(_Cells(table.stage, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionsClickable(False)
        self.clicked.connect(self._open)
        self.fit()

    def fit(self) -> None:
        """Sizes that follow the text."""
        line = self.fontMetrics().height()
        days, names = self.horizontalHeader(), self.verticalHeader()
        for header, size in ((days, self.fontMetrics().horizontalAdvance("00/00") + 20),
                             (names, line + 9)):  # fmt: skip
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(size)
            header.setDefaultSectionSize(size)
        self.setMinimumHeight(6 * line)

    def go_to_last(self) -> None:
        """The last session, the first learner."""
        if self.table.rowCount() and self.table.columnCount():
            self.setCurrentIndex(self.table.index(0, self.table.columnCount() - 1))

    def _open(self, index: Index) -> None:
        if self.table.map is not None and index.isValid():
            self.opened.emit(self.table.map.sessions[index.column()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)
