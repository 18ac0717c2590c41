"""Columns as wide as their words, measured once for each filling.

Qt's own way asks every cell for all that it is drawn with, and asks again whenever the table is
shown, moved, or one of its cells changes: a list of forty lines was asked 16,000 times until it
was there, and the whole roll again for each mark.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from lapdesk.ui.headed import Index

# Lines, those at the top, that tell how wide a column is.
MEASURED: Final = 40
# Words at least so wide beside the widest may yet need more room: in bold, with a mark.
_NEARLY: Final = 0.8

_FONT: Final = Qt.ItemDataRole.FontRole
_DRESSED: Final = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


class Widths(QObject):
    """Keeps the columns of a table as wide as their words; those in `stretched` share the rest."""

    def __init__(self, view: QTableView, stretched: Collection[int]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model = view.model()
        self._stretched = frozenset(stretched)
        self._stale = True
        self.most: int | None = MEASURED  # None: all
        header, modes = view.horizontalHeader(), QHeaderView.ResizeMode
        for column in range(model.columnCount()):
            mode = modes.Stretch if column in self._stretched else modes.Fixed
            header.setSectionResizeMode(column, mode)
        model.modelReset.connect(self.fit)
        model.layoutChanged.connect(self.fit)
        model.headerDataChanged.connect(self.fit)
        model.dataChanged.connect(self._grow)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A table in sight is measured; larger text asks for more room."""
        if (event.type() == QEvent.Type.Show and self._stale) or event.type() in _DRESSED:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self, *_told: object) -> None:
        """Measure anew; a table that nobody sees, when it is shown."""
        self._stale = not self._view.isVisible()
        if self._stale:
            return
        header = self._view.horizontalHeader()
        rows = range(self._model.rowCount())[: self.most]
        for column in self._own():
            wide = self._needed(column, rows)
            header.resizeSection(column, max(wide, header.sectionSizeHint(column)))

    def _own(self) -> Iterable[int]:
        return (n for n in range(self._model.columnCount()) if n not in self._stretched)

    def _needed(self, column: int, rows: Iterable[int]) -> int:
        """Pixels that these lines need: only those with the widest words are asked for all."""
        measure = self._view.fontMetrics().horizontalAdvance
        cells: dict[str, list[Index]] = {}
        for row in rows:
            cell = self._model.index(row, column)
            cells.setdefault(str(cell.data() or ""), []).append(cell)
        widths = {words: measure(words) for words in cells}
        enough = max(widths.values(), default=0) * _NEARLY
        asked: dict[tuple[str, bool], Index] = {}
        for words, same in cells.items():
            if widths[words] >= enough:
                asked.update({(words, cell.data(_FONT) is None): cell for cell in same})
        hints = (self._view.sizeHintForIndex(cell) for cell in asked.values())
        return max((hint.width() for hint in hints), default=0) + self._view.showGrid()

    def _grow(self, first: Index, last: Index, *_roles: object) -> None:
        """Some cells say something else: they may need more room."""
        if self._stale:
            return
        header = self._view.horizontalHeader()
        rows = range(first.row(), last.row() + 1)[: self.most]
        for column in self._own():
            if first.column() <= column <= last.column():
                wide = self._needed(column, rows)
                if wide > header.sectionSize(column):
                    header.resizeSection(column, wide)
