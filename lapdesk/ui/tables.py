"""Lists of any length: a page at a time, forgotten when far away, never counted.

`page(request)` is a service that answers rows by their place in the order asked for: rows after
or before a key, so that a list of a million costs what one of ten costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView

from lapdesk.i18n import _, ngettext
from lapdesk.services.pages import Page, Request, Row
from lapdesk.ui.headed import HeadedTable, Index, LinesView

PAGE: Final = 60
KEPT: Final = 6 * PAGE
# Asked for each cell again and again: put together once.
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NEAR: Final = 15  # rows from the edge at which the next page is asked for

Ask = Callable[[Request, Callable[[Page], None]], None]


@dataclass(frozen=True)
class Column:
    """A column: its name for sorting, its heading, whether it sorts, how its text is set."""

    name: str
    heading: str
    sorts: bool = False
    right: bool = False
    width: int = 140
    # Whether it takes the room that the others leave, in the place of the last one.
    stretches: bool = False


class PagesTable(HeadedTable):
    """Some hundred rows around what is seen; `ask(request, answer)` brings more."""

    loaded = Signal()

    def __init__(self, columns: Sequence[Column], ask: Ask, request: Request) -> None:
        super().__init__([column.heading for column in columns])
        self.columns = tuple(columns)
        self._ask = ask
        self.request = replace(request, limit=PAGE)
        self._rows: list[Row] = []
        self._more_above = self._more_below = False
        self._busy = False
        self._number = 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows are here now, not how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell's text; numbers to the far side."""
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        return None

    def row(self, number: int) -> Row:
        """The row at a line of the view."""
        return self._rows[number]

    def ask_anew(self, **changed: Any) -> None:
        """Begin again from the first row, with another sort, filter or starting place."""
        start = {"after": None, "before": None, "start": None}
        self.request = replace(self.request, **{**start, **changed})
        self._number += 1
        self._busy = True
        self._get(self.request, self._begin)

    def _get(self, request: Request, take: Callable[[Page], None]) -> None:
        number = self._number

        def answer(page: Page) -> None:
            # What was asked before the sort or filter changed is of no use.
            if number == self._number:
                self._busy = False
                take(page)
                self.loaded.emit()

        self._ask(request, answer)

    def _begin(self, page: Page) -> None:
        self.beginResetModel()
        self._rows = list(page.rows)
        self._more_above, self._more_below = page.more_above, page.more_below
        self.endResetModel()

    def near(self, first: int, last: int) -> None:
        """The view shows lines `first` to `last`: get what comes next before it is needed."""
        if self._busy or not self._rows:
            return
        plain = replace(self.request, start=None)
        if self._more_below and last >= len(self._rows) - _NEAR:
            self._busy = True
            self._get(replace(plain, after=self._rows[-1].key, before=None), self._below)
        elif self._more_above and first <= _NEAR:
            self._busy = True
            self._get(replace(plain, before=self._rows[0].key, after=None), self._above)

    def _below(self, page: Page) -> None:
        self._more_below = page.more_below
        if page.rows:
            end = len(self._rows)
            self.beginInsertRows(QModelIndex(), end, end + len(page.rows) - 1)
            self._rows.extend(page.rows)
            self.endInsertRows()
        extra = len(self._rows) - KEPT
        if extra > 0:
            self.beginRemoveRows(QModelIndex(), 0, extra - 1)
            del self._rows[:extra]
            self._more_above = True
            self.endRemoveRows()

    def _above(self, page: Page) -> None:
        self._more_above = page.more_above
        if page.rows:
            self.beginInsertRows(QModelIndex(), 0, len(page.rows) - 1)
            self._rows[:0] = page.rows
            self.endInsertRows()
        if len(self._rows) > KEPT:
            self.beginRemoveRows(QModelIndex(), KEPT, len(self._rows) - 1)
            del self._rows[KEPT:]
            self._more_below = True
            self.endRemoveRows()

    def count_words(self) -> str:
        """How many there are, as far as it is known without counting them."""
        if self._more_below or self._more_above:
            return _("More than {n} rows").format(n=PAGE)
        if not self._rows:
            return _("Nothing here.")
        return ngettext("{n} row", "{n} rows", len(self._rows)).format(n=len(self._rows))


class PagesView(LinesView):
    """Shows a `PagesTable`; Enter or a double click opens a row."""

    opened = Signal(str)

    def __init__(self, table: PagesTable, name: str) -> None:
        super().__init__(name)
        self.table = table
        # Before the view's own slot, which would move to a neighbour of a row that goes.
        table.rowsAboutToBeRemoved.connect(self._leave)
        self.setModel(table)
        table.modelReset.connect(self._first)
        self._dress()
        self._fit()
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.activated.connect(self._open)
        table.loaded.connect(self._filled)
        table.rowsInserted.connect(lambda _in, first, last: self._hold(first, last - first + 1))
        table.rowsRemoved.connect(lambda _in, first, last: self._hold(first, first - last - 1))
        self._sort = (-1, Qt.SortOrder.AscendingOrder)
        self._selected: str | None = None

    def changeEvent(self, event: QEvent) -> None:
        """Larger text asks for more room."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in kinds and self.model() is not None:
            self._fit()

    def _fit(self) -> None:
        """Rows and columns as high and wide as the text asks."""
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(line + 14)
        for place, column in enumerate(self.table.columns):
            if not column.stretches:
                self.horizontalHeader().resizeSection(place, column.width * line // 19)

    def _dress(self) -> None:
        # Rows as high as told: Qt's least height is that of the text before.
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(not any(column.stretches for column in self.table.columns))
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_by)
        for place, column in enumerate(self.table.columns):
            if column.stretches:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def _sort_by(self, section: int) -> None:
        column = self.table.columns[section]
        if not column.sorts:
            return
        descending = self.table.request.sort == column.name and not self.table.request.descending
        self.sort_by(column.name, descending=descending)

    def sort_by(self, name: str, *, descending: bool = False) -> None:
        """Order the whole list by a column, and begin at its first row."""
        header = self.horizontalHeader()
        place = [column.name for column in self.table.columns].index(name)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(place, order)
        self.table.ask_anew(sort=name, descending=descending)

    def jump(self, start: Any) -> None:
        """Go to the first row whose sorted value is `start` or comes after it."""
        self.table.ask_anew(start=start)

    def selected(self) -> str | None:
        """The id of the row one is on."""
        now = self.currentIndex()
        return self.table.row(now.row()).id if now.isValid() else None

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.table.row(index.row()).id)

    def _moved(self) -> None:
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        self.table.near(max(0, first), last if last >= 0 else self.table.rowCount() - 1)

    def _hold(self, first: int, more: int) -> None:
        """Rows came or went above what is seen: what is seen stays where it is."""
        bar = self.verticalScrollBar()
        place = bar.value()
        self.updateGeometries()
        if first == 0:
            bar.setValue(place + more * self.verticalHeader().defaultSectionSize())

    def _leave(self, _parent: Index, first: int, last: int) -> None:
        if first <= self.currentIndex().row() <= last:
            self.setCurrentIndex(QModelIndex())

    def _first(self) -> None:
        if self.table.rowCount():
            self.setCurrentIndex(self.table.index(0, 0))
        self.scrollToTop()

    def _filled(self) -> None:
        self.updateGeometries()
        self._moved()
