"""What opens below a line of the timeline: a step corrected, a situation of non-take-up noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.services import correcting, needing
from lapdesk.ui import parts
from lapdesk.ui.inputs_choice import Chips
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.event import Event
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage


class CorrectPanel(QWidget):
    """Back to which state, and why; the wrong step stays in the history."""

    def __init__(self, stage: Stage, event: Event) -> None:
        super().__init__()
        self._stage = stage
        self._event = event
        self.states = Chips(event.back, several=False)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setAccessibleName(_("Why?"))
        self.reason.setPlaceholderText(_("Why?"))
        self.reason.returnPressed.connect(self._record)
        self.go_on = parts.button(_("Correct"), self._record)
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        said = _("Set back to:")
        lay = parts.column(parts.label(said), self.states, gap=4)
        lay.setContentsMargins(4 * GAP, 0, 0, 0)
        lay.addLayout(parts.row(self.reason, self.go_on))
        lay.addWidget(self.problem)
        self.setLayout(lay)
        self.setFocusProxy(self.states)

    def _record(self) -> None:
        chosen, reason = self.states.chosen(), self.reason.text().strip()
        if not chosen or not reason:
            self._complain(_("Choose the state to go back to, and say why."))
            return
        drafts = correcting.drafts(self._event.parent, self._event.base, chosen[0], reason)
        self._stage.write(drafts, said=_("Step corrected."), done=self._told, owner=self)

    def _told(self, outcomes: list[Outcome]) -> None:
        self._complain("\n".join(p.message for o in outcomes for p in o.problems))

    def _complain(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))


class SituationPanel(QWidget):
    """What happened, then why: the second click records."""

    def __init__(self, stage: Stage, event: Event) -> None:
        super().__init__()
        self._stage = stage
        self._event = event
        forms = [(c, e.label) for c, e in lists.get("non_takeup").entries.items()]
        reasons = [(c, e.label) for c, e in lists.get("non_takeup_reason").entries.items()]
        self.forms = Chips(forms, several=False)
        self.reasons = Chips(reasons, several=False)
        self.why = parts.label(_("Why?"))
        self.forms.chose.connect(self._offer)
        self.reasons.chose.connect(self._record)
        lay = parts.column(parts.label(_("What happened")), self.forms, self.why, gap=4)
        lay.setContentsMargins(4 * GAP, 0, 0, 0)
        lay.addWidget(self.reasons)
        self.setLayout(lay)
        self.setFocusProxy(self.forms)
        self._offer()

    def _offer(self) -> None:
        """The reasons that go with what happened."""
        chosen = self.forms.chosen()
        for made in (self.why, self.reasons):
            made.setVisible(bool(chosen))
        if chosen:
            self.reasons.offer(needing.reasons_for(chosen[0]))

    def _record(self) -> None:
        form, reason = self.forms.chosen(), self.reasons.chosen()
        if form and reason:
            drafts = needing.situation_of_act(self._event, form[0], reason[0])
            self._stage.write(drafts, said=_("Non-take-up noted."))
