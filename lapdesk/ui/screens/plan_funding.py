"""« Financements »: the year's actions on one side; the sources and budget of one on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.kinds import Day, Money
from lapdesk.services import funding
from lapdesk.ui import parts
from lapdesk.ui.headed import HeadedTable, Index
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.screen import Page
from lapdesk.ui.screens.plan_budget import BudgetSection
from lapdesk.ui.screens.plan_sources import SourcesSection
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.funding import ActionMoney, Line
    from lapdesk.ui.stage import Stage

_GIVEN: Final = 2


class FundingTable(HeadedTable):
    """A line an action: what it was granted or paid, what is due."""

    def __init__(self) -> None:
        super().__init__([_("Action"), _("Title"), _("Granted or paid"), _("Due")])
        self.lines: list[Line] = []

    def fill(self, lines: list[Line]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A line an action."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell's words."""
        one, show = self.lines[index.row()], Money().show
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _GIVEN:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        due = "" if one.due is None else Day().show(one.due.day)
        if role == Qt.ItemDataRole.ToolTipRole and one.due is not None:
            due = one.due.words
        return (one.code, one.title, show(one.given or None), due)[index.column()]


class FundingPage(Page):
    """A year; its actions; one action's money."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.may_write = roles.may_write(stage.roles, "Funding")
        self.year = clock.today().year
        self.action: str | None = None
        self.when = parts.label("", "heading")
        self.before = parts.button(_("Year before"), lambda: self.go(-1))
        self.after = parts.button(_("Year after"), lambda: self.go(1))
        self.due = parts.label("", "warning", wrap=True)
        self.due.hide()
        self.table = FundingTable()
        self.view = QTableView()
        self._dress()
        first = QWidget()
        lay = parts.column()
        lay.addLayout(parts.row(self.before, self.when, self.after, None))
        lay.addWidget(self.due)
        lay.addWidget(self.view, 1)
        first.setLayout(lay)
        self.heading = parts.label("", "heading", wrap=True)
        self.notes = parts.label("", "warning", wrap=True)
        self.notes.hide()
        self.sources = SourcesSection(stage, self.may_write)
        self.budget = BudgetSection(stage, self.may_write)
        side = QWidget()
        inside = parts.column(self.heading, self.notes, self.sources, self.budget, gap=2 * GAP)
        inside.addStretch(1)
        side.setLayout(inside)
        self.setLayout(parts.column(Panes(first, scrolled(side), (1, 1))))
        self.setFocusProxy(self.view)
        self._show_year()

    def _dress(self) -> None:
        view = self.view
        self.table.setParent(view)
        view.setModel(self.table)
        view.setAccessibleName(_("Actions and their money"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.verticalHeader().hide()
        head = view.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        modes = QHeaderView.ResizeMode
        for column in range(len(self.table.heads)):
            mode = modes.Stretch if column == 1 else modes.ResizeToContents
            head.setSectionResizeMode(column, mode)
        view.selectionModel().currentRowChanged.connect(self._chose)

    def go(self, years: int) -> None:
        """Some years later or earlier."""
        self.settle()
        self.year += years
        self._show_year()
        self.ask()

    def _show_year(self) -> None:
        self.when.setText(str(self.year))

    def ask(self) -> None:
        """The year's actions, and the one that is open."""
        self._stage.ask(funding.lines, self.year, done=self._show, owner=self, latest="funding")
        self._ask_one()

    def _show(self, lines: list[Line]) -> None:
        self.table.fill(lines)
        words = funding.due_words(lines)
        self.due.setText(words)
        self.due.setVisible(bool(words))
        here = [n for n, line in enumerate(lines) if line.id == self.action]
        if here or lines:
            self.view.setCurrentIndex(self.table.index(here[0] if here else 0, 0))

    def _chose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and self.table.lines[current.row()].id != self.action:
            self.settle()
            self.action = self.table.lines[current.row()].id
            self._ask_one()

    def open_one(self, action: str) -> None:
        """The money of an action."""
        self.settle()
        self.action = action
        self.ask()

    def _ask_one(self) -> None:
        if self.action is not None:
            self._stage.ask(
                funding.money, self.action, self.year, done=self._show_one, owner=self,
                latest="money",
            )  # fmt: skip

    def _show_one(self, found: ActionMoney) -> None:
        if (found.action, found.year) != (self.action, self.year):
            return
        self.heading.setText(f"{found.title} · {found.year}")
        self.notes.setText("\n".join(found.notes))
        self.notes.setVisible(bool(found.notes))
        self.sources.show_money(found)
        self.budget.show_money(found)

    def settle(self) -> None:
        """Save what stands in an open form."""
        self.sources.settle()
