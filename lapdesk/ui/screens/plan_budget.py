"""The budget of an action and a year: accounts 60 to 68 and 70 to 79, 86 equal to 87."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit

from lapdesk.i18n import _
from lapdesk.models.kinds import Malformed, Money
from lapdesk.services import funding
from lapdesk.ui import parts
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.funding import ActionMoney, Row
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage

_COLUMNS = ("planned", "actual")


class BudgetSection(parts.Section):
    """An amount is written when its field is left; contributions in kind on both sides."""

    def __init__(self, stage: Stage, may_write: bool) -> None:
        super().__init__(_("Budget of the year"))
        self._stage, self._may_write = stage, may_write
        self._money: ActionMoney | None = None
        self.edits: dict[tuple[str, str], QLineEdit] = {}
        # Amounts that could not be read, with what is wrong: they stay until they are corrected.
        self._wrong: dict[tuple[str, str], str] = {}
        self._told_of: tuple[str, ...] = ()
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        said = _("Contributions in kind: what is written in 86 is written in 87, and back.")
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(GAP)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnStretch(0, 1)
        self.inside.addWidget(parts.label(said, "quiet", wrap=True))
        self.inside.addWidget(self.problem)
        self.inside.addLayout(self.grid)
        self._totals: dict[tuple[str, str], QLabel] = {}

    def show_money(self, found: ActionMoney) -> None:
        """Show the accounts; what is being typed stays, and what could not be read."""
        before, self._money = self._money, found
        if before is not None and (before.action, before.year) != (found.action, found.year):
            for at in tuple(self._wrong):
                self._read(at)
            self._say([])
        if not self.edits:
            self._lay_out(found)
        for row in (*found.costs, *found.income):
            for name in _COLUMNS:
                edit = self.edits[row.account, name]
                typing = edit.hasFocus() and edit.isModified()
                if not typing and (row.account, name) not in self._wrong:
                    edit.setText(_typed(getattr(row, name)))
                # Lines told apart by their words are altered one by one, not as a sum.
                edit.setReadOnly(not self._may_write or len(row.records) > 1)
        for side, rows in (("cost", found.costs), ("income", found.income)):
            for name in _COLUMNS:
                self._totals[side, name].setText(Money().show(funding.total(rows, name)))

    def _lay_out(self, found: ActionMoney) -> None:
        at = 0
        for side, heading, rows in (
            ("cost", _("Costs"), found.costs),
            ("income", _("Income"), found.income),
        ):
            self._head(at, heading)
            for row in rows:
                at += 1
                self._line(at, row)
            at += 1
            self.grid.addWidget(parts.label(_("Together")), at, 0)
            for column, name in enumerate(_COLUMNS, 1):
                total = parts.label("")
                total.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
                self._totals[side, name] = total
                self.grid.addWidget(total, at, column)
            at += 1

    def _head(self, at: int, heading: str) -> None:
        self.grid.addWidget(parts.label(heading, "heading"), at, 0)
        for column, words in enumerate((_("Planned"), _("Actual")), 1):
            self.grid.addWidget(
                parts.label(words, "quiet"), at, column, Qt.AlignmentFlag.AlignRight
            )

    def _line(self, at: int, row: Row) -> None:
        name = f"{row.account} {row.label}"
        self.grid.addWidget(parts.label(name, wrap=True), at, 0)
        for column, (of, words) in enumerate(
            zip(_COLUMNS, (_("planned"), _("actual")), strict=True), 1
        ):
            edit = QLineEdit()
            edit.setAlignment(Qt.AlignmentFlag.AlignTrailing)
            edit.setAccessibleName(f"{name}, {words}")
            edit.editingFinished.connect(self._writer(row.account, of))
            self.edits[row.account, of] = edit
            self.grid.addWidget(edit, at, column)

    def _writer(self, account: str, name: str) -> Callable[[], None]:
        return lambda: self._write(account, name)

    def _write(self, account: str, name: str) -> None:
        found, edit = self._money, self.edits[account, name]
        if found is None or not edit.isModified():
            return
        edit.setModified(False)
        text = edit.text().strip()
        try:
            cents = Money().typed(text) if text else None
        except Malformed as wrong:
            self._misread((account, name), wrong.message)
            return
        self._read((account, name))
        self._say([])
        row = next(r for r in (*found.costs, *found.income) if r.account == account)
        if cents == getattr(row, name):
            return
        drafts = funding.noting(found, row, name, cents)
        self._stage.write(drafts, said=_("Saved."), done=self._told, form=(account, name))

    def _misread(self, at: tuple[str, str], message: str) -> None:
        edit = self.edits[at]
        named = _("{label}: {value}").format(label=edit.accessibleName(), value=message)
        self._wrong[at] = named
        parts.dress(edit, wrong=True)
        edit.setAccessibleDescription(message)
        self._say(self._told_of)

    def _read(self, at: tuple[str, str]) -> None:
        if self._wrong.pop(at, None) is not None:
            parts.dress(self.edits[at], wrong=False)
            self.edits[at].setAccessibleDescription("")

    def _told(self, outcomes: list[Outcome]) -> None:
        self._say([p.message for o in outcomes for p in o.problems])

    def _say(self, messages: Sequence[str]) -> None:
        self._told_of = tuple(messages)
        every = dict.fromkeys((*self._wrong.values(), *messages))
        self.problem.setText("\n".join(every))
        self.problem.setVisible(bool(every))


def _typed(cents: int | None) -> str:
    return Money().show(cents).removesuffix(" €") if cents is not None else ""
