"""From an experience to a sentence of skill: choose, choose, begin, complete, set the level.

Letters press experiences and the skill, a figure the beginning; Enter goes on; a figure the
level, Enter keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.draft import Draft
from lapdesk.models.kinds import Malformed
from lapdesk.models.migrapass import SkillStatement
from lapdesk.services import phrasing
from lapdesk.ui import icons, parts
from lapdesk.ui.inputs import LinesInput
from lapdesk.ui.screens.migrapass_questions import (
    BeginningChips,
    FoldedChips,
    Levels,
    LivedQuestion,
    TailChips,
)
from lapdesk.ui.screens.workshops_rows import entries
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.models.draft import Problem
    from lapdesk.services.loading import Loaded
    from lapdesk.services.record import Outcome
    from lapdesk.services.walking import Told
    from lapdesk.ui.stage import Stage

_FEW: Final = 6


class PhraseForm(QWidget):
    """A new sentence, or one that is there; kept by Enter on a level, or by the button."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._told: Told | None = None
        self._loaded: Loaded | None = None
        self._by_hand = False
        known = fields(SkillStatement)
        self.lived = LivedQuestion()
        self.skill = FoldedChips(list(entries("skill").items()), several=False, few=_FEW)
        self.own = QLineEdit()
        self.own.setMaxLength(80)
        self.own.setPlaceholderText(_("or in other words"))
        self.own.setAccessibleName(known["own"].title)
        self.beginnings = BeginningChips()
        self.begin = parts.label("")
        self.what = QLineEdit()
        self.what.setMaxLength(phrasing.LIMIT)
        self.what.setAccessibleName(_("What, with whom, with what"))
        self.tails = TailChips()
        self.sentence = LinesInput(known["sentence"])
        self.sentence.edit.setFixedHeight(2 * self.fontMetrics().lineSpacing() + 24)
        self.count = parts.label("", "quiet")
        self.levels = Levels()
        self.problem = parts.label("", "problem", wrap=True)
        self.keep = parts.button("", self.record, "main")
        icons.put(self.keep, "done")
        self.remove = parts.button(_("Remove"), self._remove)
        self.leave = parts.button(_("Leave it"), self.clear, "link")
        self._lay_out()
        self._wire()
        self.clear()

    def _lay_out(self) -> None:
        lay = parts.column(gap=6)
        line = parts.row(self.begin)
        line.addWidget(self.what, 1)
        sentence = parts.column(self.sentence, gap=0)
        for words, made in (
            (_("From what?"), parts.column(self.lived, gap=0)),
            (_("Which skill?"), parts.column(self.skill, self.own, gap=4)),
            (_("It begins…"), parts.column(self.beginnings, gap=0)),
            (_("… and goes on"), line),
            ("", parts.column(self.tails, gap=0)),
            (_("The sentence"), sentence),
        ):
            asked = parts.label(words, "quiet", wrap=True)
            asked.setFixedWidth(7 * self.fontMetrics().height())
            asked.setAlignment(Qt.AlignmentFlag.AlignTop)
            asked.setContentsMargins(0, 4, 0, 0)
            row = parts.row(gap=GAP)
            question = parts.column(asked, gap=0)
            if made is sentence:
                question.addWidget(self.count)
            row.addLayout(question)
            row.addLayout(made, 1)
            lay.addLayout(row)
        lay.addWidget(self.levels)
        lay.addWidget(self.problem)
        lay.addLayout(parts.row(self.keep, self.remove, self.leave, None))
        lay.addStretch(1)
        self.setLayout(lay)

    def _wire(self) -> None:
        self.lived.finished.connect(self._lived_chosen)
        self.lived.chose.connect(self._offer)
        self.skill.finished.connect(self._skill_chosen)
        self.skill.chose.connect(self._offer)
        self.own.textEdited.connect(lambda _text: self._offer())
        self.own.returnPressed.connect(self._skill_chosen)
        self.beginnings.chosen.connect(self._begun)
        self.what.textEdited.connect(lambda _text: self._compose())
        self.what.returnPressed.connect(self.levels.setFocus)
        self.tails.changed.connect(self._compose)
        self.sentence.edit.textChanged.connect(self._typed)
        self.levels.finished.connect(self.record)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.record)

    def begun(self) -> bool:
        """Whether a sentence stands here that was not kept."""
        text = self.sentence.edit.toPlainText().strip()
        before = "" if self._loaded is None else str(self._loaded.values.get("sentence") or "")
        return bool(text) and text != before

    def show_told(self, told: Told, *, first: bool) -> None:
        """The experiences that there are; what is being written stays."""
        titles = [(e.record, str(e.values.get("title") or "")) for e in told.experiences]
        self._told = told
        self.setEnabled(told.writes)
        if first or titles != self.lived.titles:
            self.lived.set_titles(titles)
            # One experience alone is chosen already: the skill comes first.
            self.setFocusProxy(self.skill if len(titles) == 1 else self.lived)
        if first:
            self.clear()

    def clear(self) -> None:
        """A new sentence."""
        self._loaded, self._by_hand = None, False
        self.lived.choose(())
        self.skill.choose(())
        self.skill.unfold()
        self.own.show()
        for line in (self.own, self.what):
            line.clear()
        self.beginnings.show_openings(())
        self.begin.clear()
        self.tails.offer({})
        self.levels.choose({})
        self.sentence.set_value(None)
        self.problem.clear()
        self._editing()
        self._offer()

    def edit(self, loaded: Loaded) -> None:
        """A sentence that is there: its words as they stand."""
        self.clear()
        values = loaded.values
        self._loaded, self._by_hand = loaded, True
        self.lived.choose(values.get("experiences") or ())
        self.skill.choose([values["skill"]] if values.get("skill") else ())
        self.own.setText(str(values.get("own") or ""))
        self._offer()
        self.sentence.set_value(values.get("sentence"))
        self.levels.choose(values)
        self._editing()
        self.sentence.setFocus()

    def _editing(self) -> None:
        there = self._loaded is not None
        words = _("Keep the change") if there else _("Keep this skill (Ctrl+Enter)")
        self.keep.setText(words)
        self.keep.setAccessibleName(words)
        self.remove.setVisible(there)
        self.leave.setVisible(there)

    def _experience(self) -> Mapping[str, Any]:
        chosen = self.lived.chosen()
        every = self._told.experiences if self._told is not None else ()
        return next((e.values for e in every if e.record in chosen), {})

    def _lived_chosen(self) -> None:
        if self.lived.chosen():
            self.lived.fold()
            self._offer()
            self.skill.setFocus()

    def _skill_chosen(self) -> None:
        if self.skill.chosen() or self.own.text().strip():
            self.skill.fold()
            self.own.setVisible(not self.skill.chosen())
            self._offer()
            self.beginnings.setFocus()

    def _offer(self) -> None:
        """Skills near the experience first; beginnings of the skill; what the experience says."""
        lived = self._experience()
        if not self.skill.chosen():
            self.skill.first(phrasing.near(lived.get("kind")))
        self.tails.offer(phrasing.tails(lived))
        skill = next(iter(self.skill.chosen()), None)
        ready = bool(skill or self.own.text().strip())
        self.beginnings.show_openings(phrasing.openings(skill) if ready else ())
        self._compose()

    def _begun(self, opening: phrasing.Opening) -> None:
        self._by_hand = False
        self.begin.setText(opening.words)
        self.what.setPlaceholderText(_("for example: {words}").format(words=opening.example))
        self.tails.join(opening.joins)
        self._compose()
        self.what.setFocus()

    def _compose(self) -> None:
        if not self._by_hand:
            said = phrasing.sentence(
                self.begin.text(), self.what.text(), self._experience(), self.tails.chosen()
            )
            self.sentence.edit.blockSignals(True)
            self.sentence.edit.setPlainText(said)
            self.sentence.edit.blockSignals(False)
        self._measure()

    def _typed(self) -> None:
        """The sentence itself was changed: it is the person's now."""
        self._by_hand = bool(self.sentence.edit.toPlainText().strip())
        self._measure()

    def _measure(self) -> None:
        length = len(self.sentence.edit.toPlainText().strip())
        words = _("{n} of {most} characters").format(n=length, most=phrasing.LIMIT)
        self.count.setText(words)
        parts.dress(self.count, role="problem" if length > phrasing.LIMIT else "quiet")

    def record(self) -> None:
        """Keep the sentence; what is missing is said."""
        if self._told is None or not self._told.writes:
            return
        try:
            sentence = self.sentence.value()
        except Malformed as wrong:
            self.problem.setText(wrong.message)
            return
        values: dict[str, Any] = {
            "experiences": self.lived.chosen() or None,
            "skill": next(iter(self.skill.chosen()), None),
            "own": self.own.text().strip() or None,
            "sentence": sentence,
            **self.levels.chosen(),
        }
        if self._loaded is None:
            values = {"path": self._told.path.record, "date": clock.today().isoformat(), **values}
            values = {name: value for name, value in values.items() if value is not None}
            draft = Draft("SkillStatement", values)
        else:
            draft = Draft("SkillStatement", values, self._loaded.record, self._loaded.base)
        self._stage.write([draft], said=_("Skill kept."), done=self._written, owner=self)

    def _remove(self) -> None:
        if self._loaded is not None:
            draft = Draft("SkillStatement", None, self._loaded.record, self._loaded.base)
            self._stage.write([draft], said=_("Removed."), done=self._written, owner=self)

    def _written(self, outcomes: list[Outcome]) -> None:
        problems = [p for o in outcomes for p in o.problems]
        if outcomes[0].status == "refused":
            self.problem.setText("\n".join(p.message for p in problems))
            self._go_to(problems)
            return
        self.clear()
        self.setFocus()

    def _go_to(self, problems: list[Problem]) -> None:
        inputs: dict[str, Callable[[], None]] = {
            "experiences": self.lived.setFocus,
            "skill": self.skill.setFocus,
            "sentence": self.beginnings.setFocus,
            "level_self": self.levels.setFocus,
        }
        for problem in problems:
            if problem.field in inputs:
                inputs[problem.field]()
                return
