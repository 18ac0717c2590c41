"""« Autre chose »: what is added less often to a record, each its form in one more click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from lapdesk import clock
from lapdesk.i18n import N_, _
from lapdesk.models import roles
from lapdesk.models.migrapass import PLANNED
from lapdesk.services import mentees
from lapdesk.ui import icons, parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.forms import Part
from lapdesk.ui.screens.people_adds import AddForm, NonTakeUpForm
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.following import Followed
    from lapdesk.services.mentees import Mentors
    from lapdesk.ui.stage import Stage

# What may be added, by the name of its form or sheet: words, icon, the entity that it writes.
KINDS: Final = {
    "non_take_up": (N_("Non-take-up"), "warning", "NonTakeUp"),
    "level": (N_("Positioning"), "figures", "LanguageAssessment"),
    "autonomy": (N_("Autonomy mark"), "done", "AutonomyMark"),
    "path": (N_("Migrapass path"), "plan", "MigrapassPath"),
    "meeting": (N_("Migrapass meeting"), "plan", "MigrapassMeeting"),
    "safe": (N_("Agreement, or card in the safe"), "safe", "Consent"),
    "sheet": (N_("Funder’s sheet"), "committee", "FunderSheet"),
}


class MorePage(QWidget):
    """A button for each thing that may be added to this person."""

    left = Signal()
    chose = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.buttons: dict[str, QPushButton] = {}
        flow = QWidget()
        lay = FlowLayout(GAP)
        for name, (words, icon, entity) in KINDS.items():
            made = parts.button(_(words), self._chooser(name))
            icons.put(made, icon, 18)
            if not roles.may_write(stage.roles, entity):
                made.hide()
            self.buttons[name] = made
            lay.addWidget(made)
        flow.setLayout(lay)
        flow.setSizePolicy(wrapping())
        leave = parts.button(_("Leave (Esc)"), self.left.emit, "link")
        whole = parts.column(parts.label(_("Add something else"), "heading"), flow, gap=2 * GAP)
        whole.setContentsMargins(0, GAP, 0, 0)
        whole.addLayout(parts.row(leave, None))
        whole.addStretch(1)
        self.setLayout(whole)
        self.setFocusProxy(flow)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.left)

    def _chooser(self, name: str) -> Any:
        return lambda: self.chose.emit(name)

    def begin(self, followed: Followed, *, sheets: bool) -> None:
        """A path is begun, or met on where one is open; a sheet where an action asks for one."""
        write = roles.may_write
        self.buttons["path"].setVisible(
            followed.path is None and write(self._stage.roles, "MigrapassPath")
        )
        self.buttons["meeting"].setVisible(
            followed.path is not None and write(self._stage.roles, "MigrapassMeeting")
        )
        self.buttons["sheet"].setVisible(sheets)
        first = next((b for b in self.buttons.values() if not b.isHidden()), None)
        if first is not None:
            self.setFocusProxy(first)


class _Dated(AddForm):
    """A form whose day is today until it is said otherwise."""

    def first_values(self) -> Mapping[str, Any]:
        """Today."""
        return {"date": clock.today().isoformat()}


class LevelForm(_Dated):
    """A level for each skill that was looked at; the profile apart."""

    def __init__(self, stage: Stage) -> None:
        layout = (
            Part("", [("moment",), ("date", "tool"), ("profile",)]),
            Part("", [("level_co", "level_eo"), ("level_io", "level_ce"), ("level_ee",)]),
        )
        super().__init__(stage, "LanguageAssessment", _("Positioning"), layout)

    def record(self) -> None:
        """Noted by whoever enters now."""
        draft = self.form.draft(participant=self.person, by=self.stage.member)
        if draft is not None:
            self.write(draft)


class AutonomyForm(_Dated):
    """What a learner can do alone in one space."""

    def __init__(self, stage: Stage) -> None:
        layout = (Part("", [("space", "date"), ("phase",), ("level",), ("self",)]),)
        super().__init__(stage, "AutonomyMark", _("Autonomy mark"), layout)


class PathForm(AddForm):
    """A mentee's way through Migrapass; a mentor goes along themselves, a coordinator says who."""

    def __init__(self, stage: Stage) -> None:
        self.own = roles.own_mentees_only(stage.roles, "MigrapassPath")
        heading = _("Migrapass path, with me as mentor") if self.own else _("Migrapass path")
        last = ("language",) if self.own else ("language", "mentor")
        layout = (Part("", [("agreed_on", "planned_minutes"), last]),)
        super().__init__(stage, "MigrapassPath", heading, layout)

    def begin(self, followed: Followed) -> None:
        """The mentor is proposed where it is plain."""
        super().begin(followed)
        if not self.own:
            self.stage.ask(mentees.mentors, done=self._propose, owner=self)

    def _propose(self, found: Mentors) -> None:
        mentor = self.form.inputs["mentor"]
        # Somebody typing there has already said who.
        if found.first and not mentor.hasFocus():
            mentor.set_value(found.first, dict(found.names)[found.first])

    def first_values(self) -> Mapping[str, Any]:
        """Agreed today; the time and language of most paths."""
        today = clock.today().isoformat()
        return {"agreed_on": today, "planned_minutes": PLANNED, "language": "fr"}

    def record(self) -> None:
        """Proposed; it starts with the first meeting."""
        mine = {"mentor": self.stage.member} if self.own else {}
        draft = self.form.draft(participant=self.person, **mine)
        if draft is not None:
            self.write(draft)


class MeetingForm(_Dated):
    """One meeting on the path that is open."""

    def __init__(self, stage: Stage) -> None:
        layout = (Part("", [("date", "minutes"), ("step",), ("note",)]),)
        super().__init__(stage, "MigrapassMeeting", _("Migrapass meeting"), layout)

    def record(self) -> None:
        """On the person's path."""
        draft = self.form.draft(path=self.followed.path if self.followed else None)
        if draft is not None:
            self.write(draft)


FORMS: Final[Mapping[str, type[Any]]] = {
    "non_take_up": NonTakeUpForm,
    "level": LevelForm,
    "autonomy": AutonomyForm,
    "path": PathForm,
    "meeting": MeetingForm,
}
