"""The questions of a survey for one structure: chips, numbers, words; Ctrl+Enter records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from lapdesk.i18n import _
from lapdesk.services import survey
from lapdesk.ui import parts
from lapdesk.ui.finding import FindingEdit, Found
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.record import Outcome
    from lapdesk.services.survey import Question, Sheet
    from lapdesk.ui.stage import Stage

_SIGNS = 1000


class AnswersForm(QWidget):
    """A question after the other; what is left blank is without an answer."""

    def __init__(self, stage: Stage, wrote: Callable[[], None]) -> None:
        super().__init__()
        self._stage, self._done = stage, wrote
        self._sheet: Sheet | None = None
        self.answers: dict[str, QuestionInput] = {}
        self.questions = parts.column(gap=2 * GAP)
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.save = parts.button(_("Record (Ctrl+Enter)"), self.record, "main")
        lay = parts.column(gap=2 * GAP)
        lay.addLayout(self.questions)
        lay.addWidget(self.problem)
        lay.addLayout(parts.row(self.save, None))
        self.setLayout(lay)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.record)

    def show_sheet(self, sheet: Sheet) -> None:
        """Ask a structure."""
        self._sheet = sheet
        parts.clear(self.questions)
        self.answers = {}
        self.problem.hide()
        for question in sheet.questions:
            made = QuestionInput(self._stage, question)
            made.set_values(sheet.answers.get(question.code, ()), sheet.names)
            self.answers[question.code] = made
            self.questions.addWidget(made)
        if self.answers:
            self.setFocusProxy(next(iter(self.answers.values())))

    def begun(self) -> bool:
        """Whether something was typed and not recorded."""
        return self._sheet is not None and self._given() != dict(self._sheet.answers)

    def _given(self) -> dict[str, list[str]]:
        given = {code: made.values() for code, made in self.answers.items()}
        return {code: values for code, values in given.items() if values}

    def record(self) -> None:
        """Write what the structure answered."""
        if self._sheet is not None:
            draft = survey.answering(self._sheet, self._given())
            self._stage.write([draft], said=_("Answers noted."), done=self._told, owner=self)

    def _told(self, outcomes: list[Outcome]) -> None:
        wrong = [p.message for o in outcomes for p in o.problems if p.level == "error"]
        self.problem.setText("\n".join(wrong))
        self.problem.setVisible(bool(wrong))
        if not wrong:
            self._sheet = None
            self._done()


class QuestionInput(QWidget):
    """One question: chips for a list, a line for a number or words, structures found by name."""

    def __init__(self, stage: Stage, question: Question) -> None:
        super().__init__()
        self.question = question
        self.chips: dict[str, QPushButton] = {}
        self._flow = FlowLayout(6)
        box = QWidget()
        box.setLayout(self._flow)
        box.setSizePolicy(wrapping())
        self.edit: QLineEdit | None = None
        lay = parts.column(parts.label(question.words, wrap=True), gap=4)
        lay.addWidget(box)
        if question.kind in survey.CHOSEN:
            for code, words in question.choices:
                self._chip(code, words)
            for chip in list(self.chips.values())[:1]:
                self.setFocusProxy(chip)
        elif question.kind == "ACTORS":
            find = FindingEdit(lambda text, answer: stage.find("Actor", text, answer), least=1)
            find.setPlaceholderText(_("Type to add"))
            find.chosen.connect(self._add)
            self._hold(find, lay)
        else:
            self._hold(QLineEdit(), lay)
        self.setLayout(lay)

    def _hold(self, edit: QLineEdit, lay: QVBoxLayout) -> None:
        edit.setAccessibleName(self.question.words)
        edit.setMaxLength(_SIGNS)
        self.edit = edit
        self.setFocusProxy(edit)
        lay.addWidget(edit)

    def _chip(self, code: str, words: str, *, taken: bool = False) -> None:
        chip = parts.button(words, self._taker(code), "chip")
        chip.setCheckable(True)
        chip.setChecked(taken)
        self.chips[code] = chip
        self._flow.addWidget(chip)

    def _taker(self, code: str) -> Callable[[], None]:
        def take() -> None:
            if self.question.kind in ("ONE", "YES_NO") and self.chips[code].isChecked():
                for other, chip in self.chips.items():
                    chip.setChecked(other == code)

        return take

    def _add(self, found: Found) -> None:
        if self.edit is not None:
            self.edit.clear()
        key = str(found.key)
        if key not in self.chips:
            self._chip(key, found.text)
        self.chips[key].setChecked(True)

    def set_values(self, given: Sequence[str], names: Mapping[str, str]) -> None:
        """Show what was answered before; `names` calls structures by id."""
        for one in given:
            if self.question.kind == "ACTORS" and one not in self.chips:
                self._chip(one, names.get(one, one))
            if one in self.chips:
                self.chips[one].setChecked(True)
        if self.edit is not None and self.question.kind != "ACTORS":
            self.edit.setText("\n".join(given))

    def values(self) -> list[str]:
        """What is answered."""
        chosen = [code for code, chip in self.chips.items() if chip.isChecked()]
        text = self.edit.text().strip() if self.edit is not None else ""
        return chosen or ([text] if text and self.question.kind != "ACTORS" else [])
