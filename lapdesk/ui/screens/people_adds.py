"""Small forms that add to a person's record: a need, non-take-up, a place in a workshop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.base import fields
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import needing, visits
from lapdesk.ui import parts
from lapdesk.ui.forms import Part, RecordForm
from lapdesk.ui.inputs_choice import ListInput
from lapdesk.ui.keychips import KeyChips, KeyChipsInput
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.following import Followed
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage


class AddForm(QWidget):
    """A form on a new record of the person; Ctrl+Enter records, Escape leaves."""

    left = Signal()

    def __init__(self, stage: Stage, entity: str, heading: str, layout: tuple[Part, ...]) -> None:
        super().__init__()
        self.stage = stage
        self.form = RecordForm(BY_NAME[entity], layout, stage, wide=True)
        self.save = parts.button(_("Record (Ctrl+Enter)"), self.record, "main")
        self.more = parts.row(self.save, parts.button(_("Leave (Esc)"), self.left.emit, "link"))
        self.more.addStretch(1)
        lay = parts.column(parts.label(heading, "heading"), self.form, gap=2 * GAP)
        lay.setContentsMargins(0, GAP, 0, 0)
        lay.addLayout(self.more)
        lay.addStretch(1)
        self.setLayout(lay)
        self.setFocusProxy(self.form)
        self.person = ""
        self.followed: Followed | None = None
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.record)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.left)

    def begin(self, followed: Followed) -> None:
        """Start for this person."""
        self.person, self.followed = followed.person.id, followed
        self.form.start(self.first_values())

    def first_values(self) -> Mapping[str, Any]:
        """What is proposed."""
        return {}

    def record(self) -> None:
        """Record what is there."""
        draft = self.form.draft(participant=self.person)
        if draft is not None:
            self.write(draft)

    def write(self, draft: Draft) -> None:
        """Write one draft; what is wrong is said below its field."""
        self.stage.write([draft], said=_("Added."), done=self.told, owner=self)

    def told(self, outcomes: list[Outcome]) -> None:
        """Leave when it was written."""
        if outcomes[0].status == "refused":
            self.form.show_problems(outcomes[0].problems)
            return
        if outcomes[0].problems:
            self.stage.notices.warn("\n".join(p.message for p in outcomes[0].problems))
        self.left.emit()


class NeedForm(AddForm):
    """What a person asks for."""

    def __init__(self, stage: Stage) -> None:
        layout = (Part("", [("theme", "expressed_on"), ("label",), ("priority",), ("deadline",)]),)
        super().__init__(stage, "Need", _("New need"), layout)
        theme = self.form.inputs["theme"]
        assert isinstance(theme, ListInput)
        theme.offer(visits.themes_for_people())

    def first_values(self) -> Mapping[str, Any]:
        """Today, of ordinary priority."""
        return {"expressed_on": clock.today().isoformat(), "priority": "NORMAL"}


class EnrolForm(AddForm):
    """A place in a workshop, or on its waiting list where it is full (V10)."""

    def __init__(self, stage: Stage) -> None:
        layout = (Part("", [("workshop",), ("asked_on", "start")]),)
        super().__init__(stage, "Enrolment", _("Enrol in a workshop"), layout)
        self.wait = parts.button(_("Place on the waiting list"), self._wait)
        self.wait.hide()
        self.more.insertWidget(1, self.wait)

    def first_values(self) -> Mapping[str, Any]:
        """From today."""
        today = clock.today().isoformat()
        return {"asked_on": today, "start": today}

    def record(self) -> None:
        """A promised place."""
        draft = self.form.draft(participant=self.person, state="ENROLLED")
        if draft is not None:
            self.write(draft)

    def _wait(self) -> None:
        draft = self.form.draft(participant=self.person, state="WAITING")
        if draft is not None:
            values = {k: v for k, v in (draft.fields or {}).items() if k != "start"}
            self.write(Draft("Enrolment", values))

    def told(self, outcomes: list[Outcome]) -> None:
        """A full workshop offers its waiting list."""
        self.wait.setVisible(any(p.code == "V10" for p in outcomes[0].problems))
        super().told(outcomes)


class NonTakeUpForm(AddForm):
    """A right or service that the person could have and has not."""

    def __init__(self, stage: Stage) -> None:
        layout = (Part("", [("theme", "seen_on"), ("right",), ("form",)]),)
        super().__init__(stage, "NonTakeUp", _("Non-take-up"), layout)
        theme, form = self.form.inputs["theme"], self.form.inputs["form"]
        assert isinstance(theme, ListInput)
        theme.offer(visits.themes_for_people())
        reasons = [(c, e.label) for c, e in lists.get("non_takeup_reason").entries.items()]
        self.reasons = KeyChips(reasons, several=True)
        made = KeyChipsInput(fields(BY_NAME["NonTakeUp"])["reasons"], self.reasons)
        self.form.inputs["reasons"] = made
        self.why = parts.label(_("Why? (one to three)"))
        self.why.setBuddy(made)
        lay = self.layout()
        assert isinstance(lay, QVBoxLayout)
        lay.insertLayout(2, parts.column(self.why, made, gap=4))
        form.committed.connect(self._offer)

    def _offer(self) -> None:
        """First the reasons that go with what happened."""
        chosen = self.form.inputs["form"].value()
        if chosen:
            self.reasons.first(needing.reasons_for(chosen))

    def first_values(self) -> Mapping[str, Any]:
        """Seen today."""
        return {"seen_on": clock.today().isoformat()}
