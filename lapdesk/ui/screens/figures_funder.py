"""The table of an action for its European funder: who took part, what their sheets say."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.services import bridging
from lapdesk.services.balance import Days
from lapdesk.ui import files, parts
from lapdesk.ui.flow import flowing
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.screens.figures_period import PeriodPage
from lapdesk.ui.screens.figures_table import FiguresView
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

_CODE_LETTERS = 24


class FunderPage(PeriodPage):
    """One table, protected unless one chooses otherwise; saved as a spreadsheet."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.funder, self.action = QComboBox(), QComboBox()
        self.funder.setAccessibleName(_("Table of the funder"))
        self.action.setAccessibleName(_("Action of the plan"))
        self.action.setMinimumContentsLength(_CODE_LETTERS)
        for name, words in bridging.funders():
            self.funder.addItem(words, name)
        self.protected = QCheckBox(_("Small numbers hidden"))
        self.protected.setToolTip(_("Numbers of fewer than 5 people hidden, and what betrays them"))
        self.protected.setChecked(True)
        self.save = parts.button(_("Save as a spreadsheet…"), self._choose)
        self.view = FiguresView(_("Table of the funder"))
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.notes = parts.Section(_("What is counted"))
        self._lay_out()
        self.funder.currentIndexChanged.connect(lambda _place: self._table())
        self.action.currentIndexChanged.connect(lambda _place: self._table())
        self.protected.toggled.connect(lambda _on: self._table())
        self.setFocusProxy(self.view)

    def _lay_out(self) -> None:
        about = QWidget()
        beside = parts.column(self.notes)
        beside.addStretch(1)
        about.setLayout(beside)
        tools = (self.funder, self.action, self.protected, self.save)
        lay = parts.column(gap=2 * GAP)
        lay.addWidget(flowing(*tools, gap=2 * GAP))
        lay.addWidget(self.problem)
        lay.addWidget(Panes(self.view, scrolled(about), (7, 4)), 1)
        self.setLayout(lay)

    def ask(self) -> None:
        """Ask which actions have a table, then for the one that is chosen."""
        self._stage.ask(bridging.actions, done=self._list, owner=self, latest="funded")

    def _list(self, found: list[tuple[str, str]]) -> None:
        before = self.action.currentData()
        self.action.blockSignals(True)
        self.action.clear()
        for code, title in found:
            self.action.addItem(title, code)
        self.action.setCurrentIndex(max(0, self.action.findData(before)))
        self.action.blockSignals(False)
        self._table()

    def _asked(self) -> tuple[Days, str, str, bool]:
        return (
            self.days,
            self.funder.currentData(),
            self.action.currentData(),
            self.protected.isChecked(),
        )

    def _table(self) -> None:
        if self.action.count() == 0:
            return
        self._stage.ask(
            bridging.seen,
            *self._asked(),
            done=self._show,
            failed=self._refuse,
            owner=self,
            latest="funder",
        )

    def _show(self, found: bridging.Seen) -> None:
        self.problem.hide()
        self.save.setEnabled(True)
        self.view.show_lines(found.lines)
        parts.clear(self.notes.inside)
        for note in found.notes:
            self.notes.inside.addWidget(parts.label(note, wrap=True))

    def _refuse(self, error: LapdeskError) -> None:
        self.problem.setText(f"{error.title} {error.advice} ({error.code})")
        self.problem.show()
        self.save.setEnabled(False)
        self.view.fill(())

    def _choose(self) -> None:
        days, funder, action, _protected = self._asked()
        name = f"{files.safe_name(f'{funder}-{action}')}-{days.start}-{days.end}.xlsx"
        files.to_save(self, _("Where to save the table"), "Excel, Calc (*.xlsx *.ods)", name,
                      self._write)  # fmt: skip

    def _write(self, path: Path) -> None:
        def done(saved: Path) -> None:
            self._stage.notices.say(_("The table is saved: {name}").format(name=saved.name))

        self._stage.ask(bridging.save, *self._asked(), path, done=done, owner=self)
