"""« Financements »: the year's actions on one side; the sources and budget of one on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.kinds import Day, Money
from lapdesk.services import funding, loading
from lapdesk.ui import parts
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.screen import Page
from lapdesk.ui.screens.plan_budget import BudgetSection
from lapdesk.ui.screens.plan_sources import SourcesSection
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.funding import ActionMoney, Line
    from lapdesk.services.loading import Loaded
    from lapdesk.ui.stage import Stage


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
        heads = (_("Action"), _("Title"), _("Granted or paid"), _("Due"))
        self.view = ListedView(
            _("Actions and their money"), heads, right=(2,), wide=(1,), wraps=True
        )
        self.view.chose.connect(self._chose)
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
        words = funding.due_words(lines)
        self.due.setText(words)
        self.due.setVisible(bool(words))
        self.view.fill([_listed(line) for line in lines], choose=self.action)

    def _chose(self, action: str) -> None:
        if action != self.action:
            self.settle()
            self.action = action
            self._ask_one()

    def open_one(self, action: str) -> None:
        """The money of an action."""
        self.settle()
        self.action = action
        self.ask()

    def open_year_of(self, entity: str, record: str) -> None:
        """The action and the year that a source or a line of a budget is of."""

        def show(loaded: Loaded) -> None:
            self.year = int(loaded.values.get("year") or self.year)
            self._show_year()
            self.open_one(str(loaded.values["plan_action"]))

        self._stage.ask(loading.load, entity, record, done=show, owner=self, latest="year")

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


def _listed(line: Line) -> Listed:
    day, words = ("", {}) if line.due is None else (line.due.day, {3: line.due.words})
    given = Money().show(line.given or None)
    return Listed(line.id, (line.code, line.title, given, Day().show(day)), more=words)
