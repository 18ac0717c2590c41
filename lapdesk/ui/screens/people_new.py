"""A new person in eight keys: Ctrl+N, sex, age, three letters of the commune, Enter, Ctrl+Enter.

Nothing is required: a code is made, the day is today. A name goes into the safe when it is open
and the person agrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QWidget

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.base import fields
from lapdesk.models.kinds import Malformed
from lapdesk.models.people import Participant
from lapdesk.services import people, resembling
from lapdesk.ui import icons, parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.forms import Part, RecordForm
from lapdesk.ui.keychips import KeyChips, KeyChipsInput
from lapdesk.ui.screens.people_safe import told_in_box
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lapdesk.models.draft import Problem
    from lapdesk.services.naming import Person
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage

_MOST_ALIKE: Final = 3
_LAYOUT = (Part("", [("commune", "birth_year"), ("referent", "first_contact")]),)


class NewPersonForm(QFrame):
    """What is known at the first contact; the rest can wait."""

    recorded = Signal(str)
    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._stage = stage
        self._person = ""
        known = fields(Participant)
        self.sex = KeyChips(_entries("sex"), several=False)
        bands = _entries("age_band")
        # Ages begin with figures that would be the same: 1 for the first band, and so on.
        numbers = {code: str(n) for n, (code, _w) in enumerate(bands[:-1], 1)}
        self.age = KeyChips(bands, several=False, keys={**numbers, "NS": "n"})
        for code, number in numbers.items():
            self.age.buttons[code].setText(f"{number}  {dict(bands)[code]}")
        self.form = RecordForm(Participant, _LAYOUT, stage, wide=True)
        self.form.inputs["sex"] = KeyChipsInput(known["sex"], self.sex)
        self.form.inputs["age_band"] = KeyChipsInput(known["age_band"], self.age)
        self.told = QCheckBox(_("The person was told what is noted, and agrees to a record"))
        self.told_in = told_in_box()
        self.notice = parts.button(_("Print the notice…"), self.print_notice, "link")
        self.given = QLineEdit()
        self.family = QLineEdit()
        self.phone = QLineEdit()
        self.agrees = QCheckBox()
        self.alike = parts.column(gap=0)
        self.save = parts.button(_("Record (Ctrl+Enter)"), self.record, "main")
        icons.put(self.save, "done")
        self.card = self._card()
        self._lay_out()
        self._ask_guardian()
        self.age.chose.connect(self._ask_guardian)
        self.form.inputs["birth_year"].edited.connect(self._ask_guardian)
        for edit in (self.given, self.family, self.phone):
            edit.editingFinished.connect(self._look_alike)
        self.setFocusProxy(self.sex)
        self.sex.finished.connect(self.age.setFocus)
        self.age.finished.connect(self.form.setFocus)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.record)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.left)
        stage.safe.changed.connect(self.card.setVisible)

    def _card(self) -> QFrame:
        line = parts.row(gap=2 * GAP)
        about = (
            (_("Given name"), self.given), (_("Family name"), self.family), (_("Phone"), self.phone)
        )  # fmt: skip
        for words, edit in about:
            asked = parts.label(words)
            asked.setBuddy(edit)
            edit.setAccessibleName(words)
            line.addLayout(parts.column(asked, edit, gap=4))
        box = parts.frame("warn")
        lay = parts.column(parts.label(_("In the safe"), "heading"), margin=2 * GAP)
        lay.addLayout(line)
        lay.addLayout(parts.row(self.agrees, None))
        lay.addLayout(self.alike)
        box.setLayout(lay)
        return box

    def _minor(self) -> bool:
        try:
            born = self.form.inputs["birth_year"].value()
        except Malformed:
            born = None
        return people.minor({"age_band": next(iter(self.age.chosen()), None), "birth_year": born})

    def _ask_guardian(self) -> None:
        """A minor's name is the guardian's to grant, or child welfare's."""
        own = _("The person agrees that their name is kept in the safe")
        theirs = _("The legal guardian, or child welfare, agrees that the name is kept in the safe")
        self.agrees.setText(theirs if self._minor() else own)

    def _look_alike(self) -> None:
        """Whether somebody here resembles the card, before it is recorded twice."""
        typed = (self.given.text(), self.family.text(), self.phone.text())
        self._stage.ask(
            resembling.like, *typed, done=self._show_alike, owner=self, latest="resembles"
        )

    def _show_alike(self, found: list[Person]) -> None:
        parts.clear(self.alike)
        for person in found[:_MOST_ALIKE]:
            words = _("Already here? {person} ({code}): open the record")
            said = words.format(person=person.called(self._stage.hidden), code=person.code)
            link = parts.button(said, self._opener(person), "link")
            box = QWidget()
            box.setLayout(parts.row(link, None))
            self.alike.addWidget(box)

    def _opener(self, person: Person) -> Callable[[], None]:
        return lambda: self.recorded.emit(person.id)

    def _lay_out(self) -> None:
        lay = parts.column(gap=GAP - 1, margin=2 * GAP)
        lay.addWidget(parts.label(_("New person"), "heading"))
        said = _("A code is made by itself. All the rest can wait, or stay unknown.")
        lay.addWidget(parts.label(said, "quiet", wrap=True))
        for words, name in ((_("Sex"), "sex"), (_("Age"), "age_band")):
            asked = parts.label(words)
            made = self.form.inputs[name]
            asked.setBuddy(made)
            lay.addLayout(parts.column(asked, made, gap=4))
        lay.addWidget(self.form)
        lay.addWidget(self._telling())
        lay.addWidget(self.card)
        leave = parts.button(_("Leave (Esc)"), self.left.emit, "link")
        lay.addLayout(parts.row(self.save, leave, None, self.notice))
        lay.addStretch(1)
        self.setLayout(lay)

    def _telling(self) -> QWidget:
        """Whether the person was told, in which language."""
        made, flow = QWidget(), FlowLayout()
        for one in (self.told, self.told_in):
            flow.addWidget(one)
        made.setLayout(flow)
        made.setSizePolicy(wrapping())
        return made

    def print_notice(self) -> None:
        """What the person is told, in their language: the form waits."""
        from lapdesk.ui.printing import ask_for_notice

        ask_for_notice(self._stage, self)

    def start(self) -> None:
        """An empty form."""
        from lapdesk import clock

        self.form.start({"first_contact": clock.today().isoformat()})
        self.form.show_problems(())
        parts.clear(self.alike)
        self.told.setChecked(False)
        self.told_in.setCurrentIndex(0)
        self.agrees.setChecked(False)
        for edit in (self.given, self.family, self.phone):
            edit.clear()
        self.card.setVisible(self._stage.safe.open)
        self.save.setEnabled(True)

    def begun(self) -> bool:
        """Whether a card was begun; the rest is in the form."""
        return bool(self._typed_card())

    def record(self) -> None:
        """Record the person, what they were told, and their card."""
        draft = self.form.draft()
        member = self._stage.member
        if draft is None or member is None or not self.save.isEnabled():
            return
        card = self._typed_card()
        if card and not self.agrees.isChecked():
            said = _("A name is kept only if the person agrees: tick the line below it.")
            self._stage.notices.warn(said)
            self.agrees.setFocus()
            return
        values = {name: v for name, v in (draft.fields or {}).items() if v is not None}
        self.save.setEnabled(False)
        self._person, drafts = people.drafts_of_new(
            values,
            member=member,
            told=self.told.isChecked(),
            card=card,
            minor=self._minor(),
            told_in=self.told_in.currentData(),
        )
        self._stage.write(drafts, said=_("Person recorded."), done=self._recorded, owner=self)

    def _typed_card(self) -> dict[str, Any]:
        if not self._stage.safe.open:
            return {}
        typed = {
            "given_name": self.given.text().strip(),
            "family_name": self.family.text().strip(),
            "phone": self.phone.text().strip(),
        }
        return {name: text for name, text in typed.items() if text}

    def _recorded(self, outcomes: list[Outcome]) -> None:
        self.save.setEnabled(True)
        problems = [p for o in outcomes for p in o.problems]
        if any(o.status == "refused" for o in outcomes):
            self.form.show_problems([p for p in problems if p.field not in self._lines])
            self._complain_of_card(problems)
            return
        if problems:
            self._stage.notices.warn("\n".join(p.message for p in problems))
        self.recorded.emit(self._person)

    @property
    def _lines(self) -> dict[str | None, QLineEdit]:
        """The lines of the card by their fields."""
        return {"given_name": self.given, "family_name": self.family, "phone": self.phone}

    def _complain_of_card(self, problems: Sequence[Problem]) -> None:
        """What is wrong in the safe's lines, by their words, and go to the first."""
        lines = self._lines
        wrong = [(lines[p.field], p.message) for p in problems if p.field in lines]
        if wrong:
            named = _("{label}: {value}")
            said = (named.format(label=e.accessibleName(), value=words) for e, words in wrong)
            self._stage.notices.warn("\n".join(said))
            wrong[0][0].setFocus()


def _entries(name: str) -> list[tuple[str, str]]:
    return [(code, entry.label) for code, entry in lists.get(name).entries.items()]
