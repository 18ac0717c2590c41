"""« Enquête »: what structures answered, each share with its base; answers typed one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.services import survey, survey_forms
from lapdesk.services.sheets import Job
from lapdesk.ui import files, icons, parts
from lapdesk.ui.finding import FindingEdit, Found
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.screen import Page
from lapdesk.ui.screens.plan_answers import AnswersForm
from lapdesk.ui.screens.plan_results import ResultsSection
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.models.draft import Draft
    from lapdesk.reports.contents_plan import SurveyContent
    from lapdesk.services.record import Outcome
    from lapdesk.services.survey import Edition, Sheet
    from lapdesk.services.survey_forms import Taken
    from lapdesk.ui.stage import Stage


class SurveyPage(Page):
    """A survey to choose; its results on one side, the answers of a structure on the other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.may_write = roles.may_write(stage.roles, "SurveyAnswer")
        self.editions: list[Edition] = []
        self._wanted: str | None = None  # the survey that was just begun or asked for
        self.box = QComboBox()
        self.box.setAccessibleName(_("Survey"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.activated.connect(lambda _place: self._chose())
        self.state = parts.label("", "quiet")
        self.new = parts.button(_("New survey"), self.begin)
        self.end = parts.button("", self._end)
        self.print = parts.button(_("Print the report"), self._print)
        icons.put(self.print, "print")
        for made in (self.new, self.end) if not self.may_write else ():
            made.hide()
        self.results = ResultsSection()
        self.answers = parts.Section(_("Answers of a structure"))
        self.who = FindingEdit(lambda text, answer: stage.find("Actor", text, answer), least=1)
        self.who.setPlaceholderText(_("Type the name of a structure"))
        self.who.setAccessibleName(_("The structure that answers"))
        self.who.chosen.connect(self._answer)
        self.form = AnswersForm(stage, self._wrote)
        self.form.hide()
        self.blank = parts.button(_("Empty form…"), self._ask_where)
        self.read = parts.button(_("Read filled forms…"), self._ask_which)
        self.answers.inside.addLayout(parts.row(self.blank, self.read, None))
        self.answers.inside.addWidget(self.who)
        self.answers.inside.addWidget(self.form)
        side = QWidget()
        column = parts.column(self.answers)
        column.addStretch(1)
        side.setLayout(column)
        lay = parts.column(gap=GAP)
        lay.addLayout(parts.row(self.box, self.state, None, self.print, self.end, self.new))
        self.side = scrolled(side)
        lay.addWidget(Panes(scrolled(self.results), self.side, (1, 1)), 1)
        self.setLayout(lay)
        self.setFocusProxy(self.box)

    def ask(self) -> None:
        """The surveys, then the results of the one that is chosen."""
        self._stage.ask(survey.every, done=self._show_editions, owner=self, latest="surveys")

    def open_one(self, edition: str) -> None:
        """A survey."""
        self._wanted = edition
        self.ask()

    def _show_editions(self, found: list[Edition]) -> None:
        before, self._wanted = self._wanted or self.box.currentData(), None
        self.editions = found
        self.box.clear()
        for one in found:
            words = one.title if str(one.year) in one.title else f"{one.title} ({one.year})"
            self.box.addItem(words, one.id)
        self.box.setCurrentIndex(max(self.box.findData(before), 0))
        self._chose()

    def edition(self) -> Edition | None:
        """The survey that is chosen."""
        return next((e for e in self.editions if e.id == self.box.currentData()), None)

    def _chose(self) -> None:
        one = self.edition()
        self.print.setEnabled(one is not None)
        if one is None:
            return
        count = ngettext("{n} answer here", "{n} answers here", one.answers).format(n=one.answers)
        self.state.setText(f"{one.state} · {count}")
        self.end.setText(_("Close the survey") if one.open else _("Open it again"))
        self.end.setAccessibleName(self.end.text())
        # What was answered has the whole page once nobody answers any more.
        self.side.setVisible(one.open and self.may_write)
        self._stage.ask(survey.results, one.id, done=self._show, owner=self, latest="results")

    def _show(self, content: SurveyContent) -> None:
        self.results.show_content(content)

    def begin(self) -> None:
        """A survey of this year, with the questions of the last."""
        title = _("Survey of the structures {year}").format(year=clock.today().year)
        self._stage.ask(survey.begin, title, done=self._write_new, owner=self)

    def _write_new(self, drafts: list[Draft]) -> None:
        self._stage.write(drafts, said=_("Survey begun."), done=self._begun)

    def _begun(self, outcomes: list[Outcome]) -> None:
        self._wanted = outcomes[0].record
        self._told(outcomes)

    def _told(self, outcomes: list[Outcome]) -> None:
        wrong = [p.message for o in outcomes for p in o.problems if p.level == "error"]
        if wrong:
            self._stage.notices.warn("\n".join(dict.fromkeys(wrong)))
        self.ask()

    def _end(self) -> None:
        one = self.edition()
        if one is not None:
            self._stage.write([survey.ending(one)], said=_("Saved."), done=self._told)

    def _answer(self, found: Found) -> None:
        from lapdesk.ui.leaving import unless_typed

        called = self.answers.heading.text()
        unless_typed(self.answers, called, lambda: self._ask_sheet(found), self.form.setFocus)

    def _ask_sheet(self, found: Found) -> None:
        one = self.edition()
        if one is not None:
            self.who.setText(found.text)
            self._stage.ask(
                survey.sheet, one.id, str(found.key), done=self._show_sheet, owner=self,
                latest="sheet",
            )  # fmt: skip

    def _show_sheet(self, sheet: Sheet) -> None:
        self.form.show_sheet(sheet)
        self.form.show()
        self.form.setFocus()

    def _wrote(self) -> None:
        self.form.hide()
        self.who.clear()
        self.who.setFocus()

    def _ask_where(self) -> None:
        name = _("survey-form.xlsx")
        files.to_save(self, _("Keep the empty form"), "*.xlsx *.ods", name, self.write_form)

    def write_form(self, path: Path) -> None:
        """Keep the empty form of the survey in a file."""
        one = self.edition()
        if one is not None:
            said = _("Form kept in {name}.").format(name=path.name)
            self._stage.ask(
                survey_forms.write, one.id, path, done=lambda _none: self._stage.notices.say(said)
            )

    def _ask_which(self) -> None:
        kinds = [_("Filled forms (*.xlsx *.ods)")]
        files.to_open(self, _("Filled forms"), kinds, self.read_forms, several=True)

    def read_forms(self, paths: list[Path]) -> None:
        """Read what structures filled in."""
        one = self.edition()
        if one is not None:
            self._stage.ask(survey_forms.take, one.id, paths, done=self._taken, owner=self)

    def _taken(self, found: list[Taken]) -> None:
        n = sum(one.fate == "taken" for one in found)
        said = [ngettext("{n} filled form read.", "{n} filled forms read.", n).format(n=n)]
        said += [
            f"{one.path.name} : {one.refusal.code} {one.refusal.title} {one.refusal.advice}"
            for one in found
            if one.refusal is not None
        ]
        (self._stage.notices.say if len(said) == 1 else self._stage.notices.warn)("\n".join(said))
        self.ask()

    def _print(self) -> None:
        one = self.edition()
        if one is not None:
            from lapdesk.ui.printing import ask_to_print

            ask_to_print(self._stage, Job("survey", (one.id,)), self)
