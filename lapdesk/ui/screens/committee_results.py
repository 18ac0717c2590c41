"""« Résultats »: the consolidated figures, last year beside them, one of them opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext
from lapdesk.services import balance, compared
from lapdesk.ui import parts
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.screens.committee_first import FirstStep
from lapdesk.ui.screens.figures_page import CHART_WIDTH, OpenedFigure
from lapdesk.ui.screens.figures_period import PeriodPage
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.balance import Days, Opened
    from lapdesk.services.compared import Compared, Results
    from lapdesk.ui.stage import Stage


class ResultsPage(PeriodPage):
    """The table of all figures on one side; what one of them says on the other."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.lines: dict[str, Compared] = {}
        self.said = parts.label("", "heading", wrap=True)
        heads = (_("Figure"), _("Value"), _("Associations"), _("Year before"))
        self.view = ListedView(
            _("Consolidated figures"), heads, right=(1, 2, 3), wide=(0,), wraps=True
        )
        self.view.chose.connect(self._open)
        self.beside = parts.Section(_("Beside it"))
        self.beside.hide()
        self.opened = OpenedFigure()
        first, second = QWidget(), QWidget()
        self.first = FirstStep(stage)
        one = parts.column()
        one.addWidget(self.first)
        one.addWidget(self.said)
        one.addWidget(self.view, 1)
        first.setLayout(one)
        other = parts.column(self.beside, self.opened, gap=2 * GAP)
        other.setContentsMargins(0, 0, GAP, 0)
        other.addStretch(1)
        second.setLayout(other)
        self.setLayout(parts.column(Panes(first, scrolled(second), (7, 6))))
        self.setFocusProxy(self.view)

    def ask(self) -> None:
        """Ask for every figure of the period, and of the year before."""
        self._stage.ask(
            compared.results, self.days, done=self._show, failed=self._refuse, owner=self,
            latest="results",
        )  # fmt: skip

    def _show(self, found: Results) -> None:
        self.lines = {line.code: line for line in found.lines}
        self.said.setText(_summed(found))
        self.first.setVisible(not found.included and not found.declared)
        self.view.fill([_listed(line) for line in found.lines])

    def _refuse(self, error: LapdeskError) -> None:
        self.said.setText(f"{error.title} {error.advice} ({error.code})")
        self.view.fill(())

    def _open(self, code: str) -> None:
        line, density = self.lines[code], self.devicePixelRatioF()
        self._set_beside(line)
        self._stage.ask(
            balance.opened, line.figure, CHART_WIDTH, density,
            done=lambda found: self._show_one(found, density), owner=self, latest="figure",
        )  # fmt: skip

    def _show_one(self, found: Opened, density: float) -> None:
        self.opened.show_one(found, density)

    def _set_beside(self, line: Compared) -> None:
        parts.clear(self.beside.inside)
        self.beside.setVisible(bool(line.beside or line.aims))
        holder, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GAP)
        grid.setColumnStretch(0, 1)
        for place, one in enumerate(line.beside):
            for column, words in enumerate((one.label, one.shown, one.among)):
                role = ("", "heading", "quiet")[column]
                grid.addWidget(parts.label(words, role, wrap=column == 0), place, column)
        holder.setLayout(grid)
        self.beside.inside.addWidget(holder)
        for aim in line.aims:
            said = _("Target: {aim}").format(aim=aim)
            self.beside.inside.addWidget(parts.label(said, wrap=True))


def _listed(line: Compared) -> Listed:
    of = line.line
    return Listed(line.code, (of.name, of.shown, line.among, line.before), bold=of.core)


def _summed(found: Results) -> str:
    words = [_("Associations in the totals: {n} of {all}.").format(
        n=found.included, all=found.expected)]  # fmt: skip
    if found.declared:
        n = found.declared
        words.append(ngettext("Besides, {n} declared.", "Besides, {n} declared.", n).format(n=n))
    if found.year_before:
        said = ngettext(
            "{n} association counts in {year}, too.",
            "{n} associations count in {year}, too.",
            found.both,
        )
        words.append(said.format(n=found.both, year=found.year_before))
    if found.frozen is not None:
        words.append(_("Frozen as no. {n}").format(n=found.frozen) + ".")
    return " ".join(words)
