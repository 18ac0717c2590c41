"""A visit at the desk: who, theme, what came of it; six keys, the minutes in figures if not 15.

The first signs of a code or a name and Enter, or Enter alone for somebody without a record; a
letter for the theme; a letter for what came of it, and the visit is recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.base import fields
from lapdesk.models.kinds import Day
from lapdesk.models.support import SupportAction
from lapdesk.services import desk_visits, visits
from lapdesk.services.desk_visits import Visit
from lapdesk.ui import parts
from lapdesk.ui.forms import Part, RecordForm
from lapdesk.ui.keychips import KeyChips, KeyChipsInput
from lapdesk.ui.people_picker import PeoplePicker
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.naming import Person
    from lapdesk.services.permanence import Permanence
    from lapdesk.services.record import Outcome
    from lapdesk.services.visits import Offered
    from lapdesk.ui.stage import Stage

_FEW_THEMES: Final = 9
_MOST_FIGURES: Final = 3
_SEEN: Final = (Part("", [("minutes", "headcount")]),)


def results() -> list[tuple[str, str]]:
    """What may come of a visit: code and words."""
    return [(code, entry.label) for code, entry in lists.get("visit_result").entries.items()]


def themes() -> list[tuple[str, str]]:
    """The themes of a person: code and words."""
    return [(code, lists.get("theme").label(code)) for code in visits.themes_for_people()]


class FiguredChips(KeyChips):
    """Chips pressed by letters; figures typed on them are told, for the minutes."""

    figure = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure goes to the minutes; Backspace takes them back."""
        plain = event.text().isascii() and event.text().isdigit()
        if plain or event.key() == Qt.Key.Key_Backspace:
            self.figure.emit(event.text() if plain else "")
            return
        super().keyPressEvent(event)


class VisitLineForm(parts.Section):
    """The line that is always ready while a permanence is open.

    `received` tells who is at the desk (nobody: an empty list); `recorded` a visit that was
    written, with the persons it was for.
    """

    received = Signal(object)
    left_open = Signal()  # its day is over, and a visit was about to be noted on it
    recorded = Signal(object, object)  # the act's id, the persons

    def __init__(self, stage: Stage) -> None:
        super().__init__(_("Who is at the desk?"))
        self._stage = stage
        self.permanence: Permanence | None = None
        self._typed = ""
        self._busy = False
        self._meant = ""  # the permanence of another day on which visits are meant to be noted
        known = fields(SupportAction)
        self.people = PeoplePicker(stage)
        self.themes = FiguredChips(themes(), several=False, few=_FEW_THEMES)
        self.results = FiguredChips(results(), several=False)
        self.form = RecordForm(SupportAction, _SEEN, stage, wide=True)
        self.form.inputs["themes"] = KeyChipsInput(known["themes"], self.themes)
        self.form.inputs["visit_result"] = KeyChipsInput(known["visit_result"], self.results)
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.people)

    def _lay_out(self) -> None:
        self.inside.setSpacing(GAP + 4)
        nobody = parts.label(
            _("Enter alone: somebody without a record. Figures on the chips: the minutes."),
            "quiet",
            wrap=True,
        )
        for words, made in (
            (_("Person"), self.people),
            (_("Theme"), self.form.inputs["themes"]),
        ):
            self._ask(words, made)
        self.inside.addWidget(self.form)
        self._ask(_("What came of it: this records the visit"), self.form.inputs["visit_result"])
        self.inside.addWidget(nobody)

    def _ask(self, words: str, made: QWidget) -> None:
        asked = parts.label(words)
        asked.setBuddy(made)
        self.inside.addLayout(parts.column(asked, made, gap=4))

    def _wire(self) -> None:
        self.people.finished.connect(self.themes.setFocus)
        self.people.changed.connect(self._chose_people)
        self.themes.finished.connect(self.results.setFocus)
        self.results.chose.connect(self._told_result)
        self.results.finished.connect(self._end)
        for chips in (self.themes, self.results):
            chips.figure.connect(self._figure)

    def begin(self, at: Permanence) -> None:
        """Visits are of this permanence from now on."""
        first = self.permanence is None or self.permanence.id != at.id
        self.permanence = at
        if first:
            self.clear()

    def offer(self, offered: Offered) -> None:
        """Set the themes in the order of use."""
        self.themes.first(offered.themes)

    def clear(self) -> None:
        """An empty line."""
        self._typed = ""
        self.form.start({"minutes": visits.DEFAULT_MINUTES})
        self.form.show_problems(())
        self.themes.fold_up()
        self.people.set_people(())

    def for_person(self, person: Person) -> None:
        """Begin for a person who is already found."""
        self.clear()
        self.people.set_people([person])

    def _chose_people(self) -> None:
        chosen = self.people.ids()
        self.received.emit(chosen)
        if chosen:
            self.themes.setFocus()

    def _figure(self, figure: str) -> None:
        self._typed = (self._typed + figure)[-_MOST_FIGURES:] if figure else ""
        value = int(self._typed) if self._typed else visits.DEFAULT_MINUTES
        self.form.inputs["minutes"].set_value(value)

    def _told_result(self) -> None:
        if self.results.chosen():
            self.record()

    def _end(self) -> None:
        # A letter has recorded already; Enter records without saying what came of it.
        if not self.results.chosen():
            self.record()

    def record(self) -> None:
        """Record the line; what is missing is said where it is."""
        at, member = self.permanence, self._stage.member
        draft = self.form.draft()
        if self._busy or at is None or member is None or draft is None or self._unchosen():
            return
        if at.left_open and at.id != self._meant:
            self._ask_day(at)
            return
        values = draft.fields or {}
        people = tuple(self.people.ids())
        visit = Visit(
            people,
            values.get("headcount"),
            tuple(values.get("themes") or ()),
            values.get("minutes"),
            values.get("visit_result"),
        )
        self._busy = True
        drafts = desk_visits.drafts(at, visit, member)
        self._stage.write(drafts, said=_("Visit noted."), done=self._told, owner=self)

    def _ask_day(self, at: Permanence) -> None:
        """Left open overnight: is the visit of that day?"""

        def meant() -> None:
            self._meant = at.id
            self.record()

        said = _("This permanence is of {day}. End it (F8) to open today’s.")
        words = said.format(day=Day().show(at.date))
        self._stage.notices.warn(words, _("Note the visit on that day"), meant)
        self.left_open.emit()

    def _unchosen(self) -> bool:
        typed = bool(self.people.edit.text().strip())
        if typed:
            self.results.choose(())
            self._stage.notices.warn(f"{_('Person')}: {_('Choose in the list.')}")
            self.people.edit.setFocus()
            self.people.edit.ask()
        return typed

    def _told(self, outcomes: list[Outcome]) -> None:
        self._busy = False
        people = self.people.ids()
        problems = visits.left_to_say(outcomes, people)
        if any(o.status == "refused" for o in outcomes):
            self.results.choose(())
            self.form.show_problems(problems)
            if not self.themes.chosen():
                self.themes.setFocus()
            return
        self.clear()
        self._stage.presses.emptied(self)
        self.people.setFocus()
        if problems:
            self._stage.notices.warn("\n".join(p.message for p in problems))
        self.recorded.emit(outcomes[0].record, people)
