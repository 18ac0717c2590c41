"""The way back from the page of opinions: for a member alone, by PIN or passphrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.screens.opinions_steps import Step, centred
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.ui.stage import Stage

PINS: Final = 3


class DoorStep(Step):
    """Back to the work behind, for a member alone; a PIN may be tried three times."""

    def __init__(self, stage: Stage, left: Callable[[], None], stay: Callable[[], None]) -> None:
        super().__init__()
        self._stage, self._left = stage, left
        self._wrong = 0
        self.typed = QLineEdit()
        self.typed.setEchoMode(QLineEdit.EchoMode.Password)
        self.typed.setAccessibleName(_("PIN or passphrase"))
        self.typed.returnPressed.connect(self._try)
        self.first = self.typed
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.open = parts.button(_("Open"), self._try, "main")
        self.stay = parts.button(_("Back to the opinions"), stay)
        card = parts.card(
            parts.label(_("To leave this page"), "title"),
            parts.label(_("Your PIN or your passphrase:"), wrap=True),
            self.typed, self.problem, margin=4 * GAP,
        )  # fmt: skip
        lay = card.layout()
        assert lay is not None
        buttons = QWidget()
        buttons.setLayout(parts.row(self.stay, None, self.open))
        lay.addWidget(buttons)
        card.setMinimumWidth(30 * self.fontMetrics().height())
        outer = parts.column()
        outer.addStretch(2)
        outer.addLayout(centred(card))
        outer.addStretch(3)
        self.setLayout(outer)

    def _try(self) -> None:
        from lapdesk.services import recognising

        if self.typed.text() and self.open.isEnabled():
            self.open.setEnabled(False)
            self._stage.ask(
                recognising.recognise_shortly, self.typed.text(), self._wrong < PINS,
                done=lambda _none: self._left(), failed=self._refuse, owner=self,
            )  # fmt: skip

    def _refuse(self, error: LapdeskError) -> None:
        self._wrong += 1
        self.open.setEnabled(True)
        self.problem.setText(f"{error.title}\n{error.advice}".strip())
        self.problem.show()
        self.typed.setFocus()
        self.typed.selectAll()
