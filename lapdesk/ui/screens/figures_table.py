"""The table of figures: one line each, its value, its base, how much is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from lapdesk.i18n import _
from lapdesk.ui.headed import HeadedTable, Index


class Line(Protocol):
    """What a line of the table has to say of itself."""

    @property
    def code(self) -> str:
        """Which figure it is of."""
        ...

    @property
    def name(self) -> str:
        """The figure in words."""
        ...

    @property
    def shown(self) -> str:
        """Its value."""
        ...

    @property
    def base(self) -> str:
        """Out of what."""
        ...

    @property
    def known(self) -> str:
        """The share of what is known."""
        ...

    @property
    def core(self) -> bool:
        """Whether it stands out."""
        ...


class FiguresTable(HeadedTable):
    """Some dozens of lines, all in memory: a period has no more, nor has an action."""

    def __init__(self) -> None:
        super().__init__((_("Figure"), _("Value"), _("Base"), _("Known")))
        self.lines: list[Line] = []

    def fill(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One a figure."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words; the core figures in bold, numbers to the far side."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.FontRole and line.core and index.column() < 2:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (line.name, line.shown, line.base, line.known)[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' headings, set as what is below them."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)


class FiguresView(QTableView):
    """Shows them; `chose` tells the line one is on."""

    chose = Signal(object)  # the line

    def __init__(self) -> None:
        super().__init__()
        self.table = FiguresTable()
        self.setModel(self.table)
        self.setAccessibleName(_("Figures of the period"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(line + 12)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in (1, 2, 3):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        # Rows are a few dozens: measuring them all keeps columns from jumping while one scrolls.
        header.setResizeContentsPrecision(-1)
        self.selectionModel().currentRowChanged.connect(self._moved)

    def fill(self, lines: Sequence[Line]) -> None:
        """Show other lines and stay on the same figure."""
        code = self.current().code if self.currentIndex().isValid() else ""
        self.table.fill(lines)
        place = next((i for i, line in enumerate(lines) if line.code == code), 0)
        if lines:
            self.setCurrentIndex(self.table.index(place, 0))

    def current(self) -> Line:
        """The line one is on."""
        return self.table.lines[self.currentIndex().row()]

    def _moved(self, now: QModelIndex) -> None:
        if now.isValid():
            self.chose.emit(self.table.lines[now.row()])
