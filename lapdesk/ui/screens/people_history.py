"""The history of a person's record: who wrote what, when; values stay in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import erasing, tracing
from lapdesk.ui import parts
from lapdesk.ui.inputs_choice import Chips
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.tracing import Trace
    from lapdesk.ui.stage import Stage


class HistoryList(QWidget):
    """One line a change, newest first."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._person: str | None = None
        self.rows: list[TraceRow] = []
        self.lay = parts.column(gap=0)
        self.lay.setContentsMargins(0, 0, GAP, 0)
        self.setLayout(self.lay)

    def show_person(self, person: str | None) -> None:
        """Ask for the changes of this person's record, once it is in sight."""
        self._person = person
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        if self._person is not None:
            self._stage.ask(
                tracing.traces, self._person, done=self._draw, owner=self, latest="history"
            )

    def _draw(self, traces: list[Trace]) -> None:
        parts.clear(self.lay)
        self.rows = []
        for trace in traces:
            row = TraceRow(self._stage, trace)
            self.rows.append(row)
            self.lay.addWidget(row)
        if not traces:
            self.lay.addWidget(parts.label(_("Nothing here."), "quiet"))
        self.lay.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Asked for when it comes in sight."""
        super().showEvent(event)
        self._ask()


class TraceRow(QWidget):
    """What was changed, when, by whom; and the way to delete one of its values for good."""

    def __init__(self, stage: Stage, trace: Trace) -> None:
        super().__init__()
        self._stage = stage
        self.trace = trace
        self.panel: ForgetPanel | None = None
        line = parts.row(parts.label(trace.what, wrap=True))
        line.setStretch(0, 1)
        self.lay = parts.column(gap=0)
        self.lay.setContentsMargins(0, 0, 0, GAP)
        self.lay.addLayout(line)
        self.lay.addWidget(parts.label(f"{trace.when} · {trace.author}", "quiet"))
        self.setLayout(self.lay)
        if trace.forgettable and roles.may_do(stage.roles, "forget"):
            self.forget = parts.button(_("Delete a value…"), self._open, "link")
            line.addWidget(self.forget)

    def _open(self) -> None:
        if self.panel is None:
            self.panel = ForgetPanel(self._stage, self.trace)
            self.lay.addWidget(self.panel)
            self.panel.show()
        else:
            self.panel.setVisible(self.panel.isHidden())
        self.panel.setFocus()


class ForgetPanel(QWidget):
    """Which value, and why; it goes from history, searches and undo, here and elsewhere."""

    def __init__(self, stage: Stage, trace: Trace) -> None:
        super().__init__()
        self._stage = stage
        self._trace = trace
        self.fields = Chips(trace.forgettable, several=False)
        if len(trace.forgettable) == 1:
            self.fields.choose([trace.forgettable[0][0]])
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setAccessibleName(_("Why? Without the value itself"))
        self.reason.setPlaceholderText(_("Why? Without the value itself"))
        self.go_on = parts.button(_("Delete this value for good"), self._forget)
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        said = _("With its earlier values, here and on the other laptops. It cannot be taken back.")
        lay = parts.column(parts.label(said, "quiet", wrap=True), self.fields, gap=4)
        lay.setContentsMargins(2 * GAP, GAP, 0, GAP)
        lay.addWidget(self.reason)
        lay.addLayout(parts.row(self.go_on, None))
        lay.addWidget(self.problem)
        self.setLayout(lay)
        self.setFocusProxy(self.fields)

    def _forget(self) -> None:
        chosen, reason = self.fields.chosen(), self.reason.text().strip()
        if not chosen or not reason:
            self._refuse(_("Choose the value and say why, without writing it again."))
            return
        self.go_on.setEnabled(False)
        trace = self._trace
        self._stage.ask(
            erasing.forget,
            trace.entity,
            trace.record,
            chosen[0],
            reason,
            done=lambda _none: self._gone(),
            failed=lambda error: self._refuse(f"{error.title} {error.advice} ({error.code})"),
            owner=self,
        )

    def _refuse(self, words: str) -> None:
        self.go_on.setEnabled(True)
        self.problem.setText(words)
        self.problem.show()

    def _gone(self) -> None:
        self._stage.notices.say(_("The value is deleted for good."))
        self._stage.changed.emit(frozenset((self._trace.entity,)))
