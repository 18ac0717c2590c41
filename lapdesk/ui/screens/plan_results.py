"""What a survey says on the screen: shares with their base, rankings, each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.services import survey
from lapdesk.ui import parts
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.reports.contents_plan import QuestionTally, SurveyContent


class ResultsSection(QWidget):
    """Each part under its heading; what the source says oddly is noted, not corrected."""

    def __init__(self) -> None:
        super().__init__()
        self.lay = parts.column(gap=2 * GAP)
        self.setLayout(self.lay)

    def show_content(self, content: SurveyContent) -> None:
        """Draw a survey."""
        parts.clear(self.lay)
        if content.note:
            self.lay.addWidget(parts.label(content.note, "quiet", wrap=True))
        if content.shares:
            self._shares(content)
        for question in content.questions:
            self._question(question)
        self._told(content)
        if not (content.shares or content.questions):
            none = _("No answer yet: choose a structure and note what it says.")
            self.lay.addWidget(parts.label(none, "quiet", wrap=True))
        self.lay.addStretch(1)

    def _shares(self, content: SurveyContent) -> None:
        section = parts.Section(_("Shares, as published"))
        grid = _grid()
        for row, share in enumerate(content.shares):
            name = parts.column(parts.label(share.label, wrap=True), gap=0)
            for words in (survey.base_words(share), share.note):
                if words:
                    name.addWidget(parts.label(words, "quiet", wrap=True))
            grid.addLayout(name, row, 0)
            grid.addWidget(parts.label(share.printed), row, 1, Qt.AlignmentFlag.AlignRight)
        section.inside.addLayout(grid)
        self.lay.addWidget(section)

    def _question(self, question: QuestionTally) -> None:
        section = parts.Section(f"{question.code}  {question.text}")
        section.heading.setWordWrap(True)
        said = ngettext("{n} structure answered", "{n} structures answered", question.answered)
        section.inside.addWidget(parts.label(said.format(n=question.answered), "quiet"))
        if question.spread:
            section.inside.addWidget(parts.label(question.spread, wrap=True))
        grid = _grid()
        for row, (answer, n) in enumerate(question.counts):
            grid.addWidget(parts.label(answer, wrap=True), row, 0)
            share = survey.share_words(n, question.answered)
            grid.addWidget(parts.label(share), row, 1, Qt.AlignmentFlag.AlignRight)
        section.inside.addLayout(grid)
        for words in question.words:
            section.inside.addWidget(parts.label(f"« {words} »", "quiet", wrap=True))
        self.lay.addWidget(section)

    def _told(self, content: SurveyContent) -> None:
        if not content.ranks and not content.counts:
            return
        section = parts.Section(_("What else was published"))
        for label, value, note in content.counts:
            words = _("{item}: {answer}").format(item=label, answer=value)
            section.inside.addWidget(parts.label(words, wrap=True))
            if note:
                section.inside.addWidget(parts.label(note, "quiet", wrap=True))
        for rank in content.ranks:
            ordered = ", ".join(f"{n}. {value}" for n, value in enumerate(rank.values, 1))
            words = _("{item}: {answer}").format(item=rank.label, answer=ordered)
            section.inside.addWidget(parts.label(words, wrap=True))
            if rank.note:
                section.inside.addWidget(parts.label(rank.note, "quiet", wrap=True))
        self.lay.addWidget(section)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * GAP)
    grid.setColumnStretch(0, 1)
    return grid
