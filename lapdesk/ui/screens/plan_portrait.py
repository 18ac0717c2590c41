"""« Portrait »: the territory's figures by theme, two editions side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.kinds import Decimal, Malformed
from lapdesk.services import portrait
from lapdesk.ui import parts
from lapdesk.ui.beside import Inside
from lapdesk.ui.screen import Page
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.models.draft import Draft
    from lapdesk.services.portrait import Cell, Edition, Group, Row
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage


class PortraitPage(Page):
    """Two editions to choose; an open one is filled in line by line."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.may_write = roles.may_write(stage.roles, "PortraitFigure")
        self.editions: list[Edition] = []
        self._wanted: str | None = None  # the edition that was asked for
        self.groups: list[Group] = []
        self.first, self.second = QComboBox(), QComboBox()
        self.first.setAccessibleName(_("Edition"))
        self.second.setAccessibleName(_("Beside"))
        for box in (self.first, self.second):
            # Editions come later: the box grows with their names.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(lambda _place: self._ask_figures())
        self.new = parts.button(_("New edition"), self.begin)
        if not self.may_write:
            self.new.hide()
        self.source = QLineEdit()
        self.source.setAccessibleName(_("Source of the figures typed"))
        self.source.setPlaceholderText(_("Source of the figures typed"))
        self.source.hide()
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.sheet = QWidget()
        self.lines = parts.column(gap=2 * GAP)
        self.sheet.setLayout(self.lines)
        self.edits: dict[str, QLineEdit] = {}
        lay = parts.column(gap=GAP)
        lay.addLayout(
            parts.row(
                parts.label(_("Edition")), self.first, parts.label(_("Beside")), self.second, None,
                self.new,
            )
        )  # fmt: skip
        lay.addWidget(self.source)
        lay.addWidget(self.problem)
        lay.addWidget(Inside(self.sheet), 1)
        self.setLayout(lay)
        self.setFocusProxy(self.first)

    def ask(self) -> None:
        """The editions, then the figures of those that are chosen."""
        self._stage.ask(portrait.editions, done=self._show_editions, owner=self, latest="editions")

    def open_one(self, edition: str) -> None:
        """An edition of the portrait."""
        self._wanted = edition
        self.ask()

    def _show_editions(self, found: list[Edition]) -> None:
        before = (self._wanted or self.first.currentData(), self.second.currentData())
        self._wanted = None
        self.editions = found
        self.first.clear()
        self.second.clear()
        self.second.addItem(_("none"), None)
        for one in found:
            words = one.title if str(one.year) in one.title else f"{one.title} ({one.year})"
            self.first.addItem(words, one.id)
            self.second.addItem(words, one.id)
        for box, chosen in zip((self.first, self.second), before, strict=True):
            box.setCurrentIndex(max(box.findData(chosen), 0))
        if before == (None, None) and len(found) > 1:
            self.second.setCurrentIndex(2)
        self._ask_figures()

    def _ask_figures(self) -> None:
        chosen = self.first.currentData()
        if chosen is not None:
            self._stage.ask(
                portrait.beside, chosen, self.second.currentData(), done=self._show, owner=self,
                latest="portrait",
            )  # fmt: skip

    def _edition(self) -> Edition | None:
        return next((e for e in self.editions if e.id == self.first.currentData()), None)

    def _show(self, groups: list[Group]) -> None:
        self.groups = groups
        edition = self._edition()
        writes = self.may_write and edition is not None and edition.open
        self.source.setVisible(writes)
        typing = self.focusWidget()
        kept = next((code for code, edit in self.edits.items() if edit is typing), "")
        parts.clear(self.lines)
        self.edits = {}
        for group in groups:
            section = parts.Section(group.label)
            grid = QGridLayout()
            grid.setHorizontalSpacing(2 * GAP)
            grid.setColumnStretch(0, 3)
            for column in (1, 2):
                grid.setColumnStretch(column, 2)
            for at, row in enumerate(group.rows):
                self._line(grid, at, row, writes=writes)
            section.inside.addLayout(grid)
            self.lines.addWidget(section)
        self.lines.addStretch(1)
        if kept in self.edits:
            self.edits[kept].setFocus()

    def _line(self, grid: QGridLayout, at: int, row: Row, *, writes: bool) -> None:
        name = parts.column(parts.label(row.label, wrap=True), gap=0)
        name.addWidget(parts.label(row.about, "quiet", wrap=True))
        grid.addLayout(name, at, 0)
        first = self._edit(row) if writes else _cell(row.first)
        grid.addWidget(first, at, 1)
        if self.second.currentData() is not None:
            grid.addWidget(_cell(row.second), at, 2)
            grid.addWidget(parts.label(row.change), at, 3)

    def _edit(self, row: Row) -> QLineEdit:
        made = QLineEdit(row.first.number if row.first is not None else "")
        made.setAccessibleName(row.label)
        made.editingFinished.connect(self._writer(row, made))
        self.edits[row.code] = made
        return made

    def _writer(self, row: Row, edit: QLineEdit) -> Callable[[], None]:
        def write() -> None:
            edition = self._edition()
            if edition is None or not edit.isModified() or not edit.text().strip():
                return
            edit.setModified(False)
            try:
                value = Decimal().typed(edit.text())
            except Malformed as wrong:
                self._say(wrong.message)
                return
            source = self.source.text().strip()
            if not source:
                self._say(_("Say first where the figures come from."))
                self.source.setFocus()
                return
            self._write(_draft(row, edition.id, value, source))

        return write

    def _write(self, draft: Draft) -> None:
        self._stage.write([draft], said=_("Saved."), done=self._told, form=draft)

    def _told(self, outcomes: list[Outcome]) -> None:
        self._say("\n".join(p.message for o in outcomes for p in o.problems))

    def _say(self, message: str) -> None:
        self.problem.setText(message)
        self.problem.setVisible(bool(message))

    def begin(self) -> None:
        """A new edition of this year; its figures are asked for one by one."""
        year = clock.today().year
        title = _("Portrait {year}").format(year=year)
        self._stage.write([portrait.begin(title, year)], said=_("Edition begun."), done=self._begun)

    def _begun(self, outcomes: list[Outcome]) -> None:
        self._told(outcomes)
        made, before = outcomes[0].record, self.first.currentData()
        if made is None:
            return

        def choose(found: list[Edition]) -> None:
            self._show_editions(found)
            self.first.setCurrentIndex(max(self.first.findData(made), 0))
            self.second.setCurrentIndex(max(self.second.findData(before), 0))
            self._ask_figures()

        self._stage.ask(portrait.editions, done=choose, owner=self, latest="editions")


def _draft(row: Row, edition: str, value: str, source: str) -> Draft:
    if row.first is not None:
        return portrait.altering(row.first, value, source)
    return portrait.noting(row, edition, value, source)


def _cell(cell: Cell | None) -> QWidget:
    made = QWidget()
    lay = parts.column(gap=0)
    lay.addWidget(parts.label(cell.value if cell is not None else "—", wrap=True))
    if cell is not None:
        for words in (cell.beside, cell.source):
            if words:
                lay.addWidget(parts.label(words, "quiet", wrap=True))
    made.setLayout(lay)
    return made
