"""The history of a person's record: who wrote what, when; values stay in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.services import tracing
from lapdesk.ui import parts
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
        for trace in traces:
            self.lay.addWidget(parts.label(trace.what, wrap=True))
            self.lay.addWidget(parts.label(f"{trace.when} · {trace.author}", "quiet"))
            self.lay.addSpacing(GAP)
        if not traces:
            self.lay.addWidget(parts.label(_("Nothing here."), "quiet"))
        self.lay.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Asked for when it comes in sight."""
        super().showEvent(event)
        self._ask()
