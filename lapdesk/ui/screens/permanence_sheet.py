"""Copying the paper sheet of a permanence: a grid of lines, without Tab, each kept when it ends.

In a line: the first signs of a code or a name and Enter (Enter alone: without a record), the
letter of a theme, the letter of what came of it. Figures on either letter cell are minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from lapdesk.i18n import _
from lapdesk.models.draft import Draft
from lapdesk.models.kinds import Malformed
from lapdesk.services import desk_visits, permanence, visits
from lapdesk.services.permanence import Permanence
from lapdesk.ui import parts, undoing
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.forms import Part, reveal
from lapdesk.ui.keychips import letters
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screen import Page
from lapdesk.ui.screens.permanence_cells import SheetLine
from lapdesk.ui.screens.permanence_visit import results, themes
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.loading import Loaded
    from lapdesk.services.record import Outcome
    from lapdesk.ui.finding import Found
    from lapdesk.ui.inputs import Input
    from lapdesk.ui.stage import Stage

LINES: Final = 20
_HEAD: Final = (Part("", [("date", "start", "end"), ("place", "team_members")]),)


class SheetPage(Page):
    """The permanence at the top, then the lines of its paper."""

    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.permanence: Permanence | None = None
        self.head = SavedForm(stage, "Permanence", _HEAD)
        self.head.written.connect(self._know)
        self.lines: list[SheetLine] = []
        self._keys = (letters(themes()), letters(results()))
        self.problem = parts.label("", "problem", wrap=True)
        self.count = parts.label("", "heading")
        self.about = parts.label("", wrap=True)
        self.grid = QGridLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        back = parts.button(_("Back to today (Esc)"), self.left.emit, "link")
        self.begin_lines = parts.button(_("To the lines"), self.to_lines, "main")
        top = parts.Section(_("Copy the paper sheet"), back)
        self.mend = parts.button(_("Correct the permanence"), self.to_head, "link")
        top.inside.addWidget(self.about)
        top.inside.addLayout(parts.row(self.mend, None))
        top.inside.addWidget(self.head)
        top.inside.addLayout(parts.row(self.begin_lines, None))
        section = parts.Section("")
        section.heading.hide()
        section.inside.addWidget(self.count)
        said = _(
            "Enter alone: without a record. A letter for the theme, then one for what came of it;"
            " figures are minutes."
        )
        section.inside.addWidget(parts.label(said, "quiet", wrap=True))
        for number, entries in ((0, themes()), (1, results())):
            section.inside.addWidget(self._legend(number, entries))
        section.inside.addWidget(self.problem)
        box = QWidget()
        box.setLayout(self.grid)
        section.inside.addWidget(box)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(GAP)
        for column, (words, share) in enumerate(
            (("", 0), (_("Person"), 5), (_("Theme"), 6), (_("Minutes"), 0),
             (_("What came of it"), 3), ("", 0))
        ):  # fmt: skip
            self.grid.addWidget(parts.label(words, "quiet"), 0, column)
            self.grid.setColumnStretch(column, share)
        lay = parts.column(top, section, gap=2 * GAP)
        lay.addStretch(1)
        self.setLayout(lay)
        self.problem.hide()
        self.setFocusProxy(self.head)

    def _legend(self, number: int, entries: list[tuple[str, str]]) -> QWidget:
        """Each letter with what it stands for."""
        box = QWidget()
        flow = FlowLayout(2 * GAP)
        for code, words in entries:
            letter = parts.label(self._keys[number][code].upper(), "code")
            one = QWidget()
            one.setLayout(parts.row(letter, parts.label(words, "quiet"), gap=GAP // 2))
            flow.addWidget(one)
        box.setLayout(flow)
        box.setSizePolicy(wrapping())
        return box

    def ask(self) -> None:
        """Ask which of the lines stand: the last ones may have been taken back."""
        if self.permanence is not None:
            self._stage.ask(desk_visits.kept, self.permanence, done=self._free, owner=self)

    def _free(self, kept: frozenset[str]) -> None:
        for line in self.lines:
            if line.act is not None and line.act not in kept:
                line.free()
        self._say()

    def start(self, at: Permanence | None) -> None:
        """Begin with a permanence that is known, or with a new one like the last."""
        self.permanence = at
        for line in self.lines:
            for made in (line.who, line.theme, line.result, line.minutes, line.done):
                made.deleteLater()
            self.grid.removeWidget(line.done)
        self.lines = []
        self.add_lines()
        self._say()
        if at is not None:
            from lapdesk.services import loading

            self._stage.ask(loading.load, "Permanence", at.id, done=self._known, owner=self)
        else:
            self._stage.ask(permanence.proposed_named, done=self._propose, owner=self)

    def _known(self, loaded: Loaded) -> None:
        self.head.load(loaded)
        self.to_lines()

    def _propose(self, proposed: tuple[dict[str, Any], dict[str, str]]) -> None:
        self.head.start(*proposed)
        self._fold(False)
        self.head.form.inputs["date"].setFocus()

    def to_head(self) -> None:
        """The fields of the permanence, in place of the line that says them."""
        self._fold(False)
        self.head.setFocus()

    def to_lines(self) -> None:
        """Go to the first line that is free; what is above is folded to one line."""
        self._fold(True)
        line = next((one for one in self.lines if one.act is None), self.lines[0])
        self._enter(line)

    def _fold(self, folded: bool) -> None:
        self.head.setHidden(folded)
        self.begin_lines.setHidden(folded)
        self.about.setVisible(folded)
        self.mend.setVisible(folded)
        inputs = self.head.form.inputs
        texts = (_text(inputs[name]) for name in ("date", "start", "end", "place"))
        self.about.setText(" · ".join(text for text in texts if text))

    def _enter(self, line: SheetLine) -> None:
        line.who.setFocus()
        # Once the page is laid out: Qt scrolls to what gets the keyboard by Tab alone.
        QTimer.singleShot(0, line.who, lambda: reveal(line.who))

    def add_lines(self) -> None:
        """Twenty more."""
        for number in range(len(self.lines) + 1, len(self.lines) + LINES + 1):
            line = SheetLine(self._stage, number, self._keys)
            self.lines.append(line)
            cells = (parts.label(str(number), "quiet"), line.who, line.theme, line.minutes,
                     line.result, line.done)  # fmt: skip
            for column, made in enumerate(cells):
                self.grid.addWidget(made, number, column)
            self._wire(line)
        undoing.pass_on(self)

    def _wire(self, line: SheetLine) -> None:
        def chose(found: Found) -> None:
            line.person = found.key
            line.who.setText(found.key.called(self._stage.hidden))
            line.theme.setFocus()

        line.who.chosen.connect(chose)
        line.who.textEdited.connect(lambda _text: setattr(line, "person", None))
        line.who.finished.connect(line.theme.setFocus)
        line.theme.filled.connect(line.result.setFocus)
        line.theme.filled.connect(lambda: self._changed(line))
        line.theme.passed.connect(line.result.setFocus)
        line.result.filled.connect(lambda: self._end(line))
        line.result.passed.connect(lambda: self._end(line))
        for cell in (line.theme, line.result):
            cell.figure.connect(line.figure)
            cell.figure.connect(lambda _figure: self._changed(line))

    def _changed(self, line: SheetLine) -> None:
        """A line that was kept, or refused, is mended where it stands."""
        if line.ended:
            self._write(line)

    def _end(self, line: SheetLine) -> None:
        line.ended = True
        self._write(line)
        if line is self.lines[-1]:
            self.add_lines()
        if not self.problem.isVisible():
            self._enter(self.lines[line.number])

    def _write(self, line: SheetLine) -> None:
        if line.who.text().strip() and line.person is None:
            self._complain(line, _("Choose in the list."))
            line.who.setFocus()
        elif line.writing:
            line.again = True
        elif self.permanence is None:
            # Its lines follow as soon as the permanence itself is written.
            self.head.add()
        else:
            self._complain(line, "")
            line.writing = True
            drafts = self._drafts(line, self.permanence)
            self._stage.write(
                drafts, done=lambda told: self._told(line, told), owner=self, form=line
            )

    def _drafts(self, line: SheetLine, at: Permanence) -> list[Draft]:
        visit = line.visit()
        if line.act is None:
            return desk_visits.drafts(at, visit, self._stage.member or "")
        fields = {
            "themes": list(visit.themes),
            "minutes": visit.minutes,
            "visit_result": visit.result,
        }
        return [Draft("SupportAction", fields, line.act, line.base)]

    def _know(self, record: str) -> None:
        """The permanence is written: the lines that waited for it follow."""

        def known(found: Permanence | None) -> None:
            self.permanence = found
            for line in self.lines:
                if found is not None and line.ended and line.act is None and not line.writing:
                    self._write(line)

        self._stage.ask(permanence.one, record, done=known, owner=self)

    def _told(self, line: SheetLine, outcomes: list[Outcome]) -> None:
        line.writing = False
        problems = visits.left_to_say(outcomes, line.visit().people)
        if any(o.status == "refused" for o in outcomes):
            self._complain(line, " ".join(p.message for p in problems))
            return
        first = outcomes[0]
        line.act = first.record
        if first.changes:
            line.base = (first.changes[-1].id,)
        line.who.setReadOnly(True)
        if line.person is None:
            line.who.setPlaceholderText(_("without a record"))
        line.done.setText("✓")
        line.done.setAccessibleName(_("Line {n}: kept").format(n=line.number))
        if problems:
            self._complain(line, " ".join(p.message for p in problems))
        self._say()
        if line.again:
            line.again = False
            self._write(line)

    def _complain(self, line: SheetLine, words: str) -> None:
        said = _("Line {n}: {what}").format(n=line.number, what=words) if words else ""
        self.problem.setText(said)
        self.problem.setVisible(bool(said))

    def _say(self) -> None:
        kept = sum(1 for line in self.lines if line.act is not None)
        self.count.setText(_("Visits kept: {n}").format(n=kept))

    def settle(self) -> None:
        """Save what was typed at the top."""
        self.head.settle()


def _text(made: Input) -> str:
    """What stands in a field, as it is typed."""
    try:
        return str(made.field.kind.show(made.value()) or "")
    except Malformed:
        return ""
