"""Figures of a period: the table, what cuts them, and one figure opened beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.services.balance import Days, Line, Opened
from lapdesk.ui import parts
from lapdesk.ui.flow import flowing
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.pictures import PictureLabel
from lapdesk.ui.screens.figures_period import PeriodPage
from lapdesk.ui.screens.figures_table import FiguresView
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

CHART_WIDTH = 452


class FiguresPage(PeriodPage):
    """Asks for the figures of `days` when it is seen and they changed."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.by = QComboBox()
        self.by.setAccessibleName(_("Cut by"))
        self.protected = QCheckBox(_("As a summary would show them"))
        self.protected.setToolTip(_("Numbers of fewer than 5 people hidden, and what betrays them"))
        self.view = FiguresView(_("Figures of the period"))
        self.lines: dict[str, Line] = {}
        self.opened = OpenedFigure()
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self._fill_cuts()
        self._lay_out()
        self.by.currentIndexChanged.connect(lambda _place: self.ask())
        self.protected.toggled.connect(lambda _on: self.ask())
        self.view.chose.connect(self._open)
        self.setFocusProxy(self.view)

    def _fill_cuts(self) -> None:
        from lapdesk.services import balance

        self.by.addItem(_("In total"), None)
        for name, words in balance.breakdowns():
            self.by.addItem(words, name)

    def _lay_out(self) -> None:
        asked = parts.label(_("Cut by"))
        asked.setBuddy(self.by)
        lay = parts.column(gap=2 * GAP)
        lay.addWidget(flowing(asked, self.by, self.protected, gap=2 * GAP))
        lay.addWidget(self.problem)
        lay.addWidget(Panes(self.view, scrolled(self.opened), (7, 6)), 1)
        self.setLayout(lay)

    def ask(self) -> None:
        """Ask for the figures anew."""
        from lapdesk.services import balance

        self._stage.ask(
            balance.lines,
            self.days,
            self.by.currentData(),
            self.protected.isChecked(),
            done=self._show,
            failed=self._refuse,
            owner=self,
            latest="figures",
        )

    def _show(self, lines: list[Line]) -> None:
        self.problem.hide()
        self.lines = {line.code: line for line in lines}
        self.view.show_lines(lines)

    def _refuse(self, error: LapdeskError) -> None:
        self.problem.setText(f"{error.title} {error.advice} ({error.code})")
        self.problem.show()
        self.view.fill(())

    def _open(self, code: str) -> None:
        from lapdesk.services import balance

        density = self.devicePixelRatioF()
        self._stage.ask(
            balance.opened,
            self.lines[code].figure,
            CHART_WIDTH,
            density,
            done=lambda found: self.opened.show_one(found, density),
            owner=self,
            latest="figure",
        )


class OpenedFigure(QWidget):
    """One figure: its value, what it counts, its parts, its chart, its rule."""

    def __init__(self) -> None:
        super().__init__()
        self._lay = parts.column(gap=2 * GAP)
        self._lay.setContentsMargins(0, 0, GAP, 0)
        self.setLayout(self._lay)
        self.chart: PictureLabel | None = None

    def show_one(self, found: Opened, density: float) -> None:
        """Show a figure in place of the one before."""
        parts.clear(self._lay)
        about = found.explanation
        section = parts.Section(f"{about.code.partition('.')[0]}  {about.title}")
        section.heading.setWordWrap(True)
        section.inside.addLayout(
            parts.row(parts.label(found.shown, "figure"), parts.label(about.unit, "quiet"), None)
        )
        section.inside.addWidget(parts.label(about.definition, wrap=True))
        self.chart = None
        if found.picture is not None:
            said = "; ".join(f"{cell.label}: {cell.shown}" for cell in found.cells)
            self.chart = PictureLabel(found.picture, said, density)
            section.inside.addWidget(self.chart)
        self._lay.addWidget(section)
        alone = len(about.parts) == 1 and about.parts[0].words == about.definition
        if about.parts and not alone:
            self._lay.addWidget(_parts_of(found))
        rules = [about.rule, about.protection, about.together]
        if any(rules):
            rule = parts.Section(_("How it is reckoned"))
            for words in filter(None, rules):
                rule.inside.addWidget(parts.label(words, wrap=True))
            self._lay.addWidget(rule)
        self._lay.addStretch(1)


def _parts_of(found: Opened) -> QWidget:
    section = parts.Section(_("Its parts"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * GAP)
    grid.setVerticalSpacing(GAP)
    for line, part in enumerate(found.explanation.parts):
        grid.addWidget(parts.label(part.words, wrap=True), line, 0)
        number = parts.label(part.shown, "heading")
        grid.addWidget(number, line, 1)
    grid.setColumnStretch(0, 1)
    section.inside.addLayout(grid)
    return section
