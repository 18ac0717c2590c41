"""Confidence at entry beside that at exit: five sentences, five faces, a figure each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QGridLayout, QWidget

from lapdesk.i18n import N_, _
from lapdesk.models.base import fields
from lapdesk.models.draft import Draft
from lapdesk.models.migrapass import STATEMENTS, ConfidenceCheck
from lapdesk.ui import parts
from lapdesk.ui.beside import Beside, Inside
from lapdesk.ui.screens.migrapass_parts import FigureRow, quiet_words
from lapdesk.ui.screens.migrapass_sheet import PathSheet
from lapdesk.ui.screens.workshops_rows import word
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.record import Outcome
    from lapdesk.services.walking import Told
    from lapdesk.ui.stage import Stage

MOMENTS: Final = ("ENTRY", "EXIT")
FACES: Final = tuple(f"mood-{n}" for n in range(1, 6))
# What the five faces say, from 1 to 5.
ANSWERS: Final = (
    N_("not at all"),
    N_("a little"),
    N_("more or less"),
    N_("well"),
    N_("very well"),
)


class ConfidenceSheet(PathSheet):
    """All five make a check; it is written with the fifth, then at each change."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.rows: dict[tuple[str, str], FigureRow] = {}
        self.means = {moment: parts.label("", "quiet") for moment in MOMENTS}
        hint = _("The person answers: one figure from 1 to 5 for each sentence, then the next.")
        inside = QWidget()
        lay = parts.column(quiet_words(hint), gap=2 * GAP)
        lay.addWidget(Beside(self._column("ENTRY"), self._column("EXIT"), (1, 1)))
        lay.addStretch(1)
        inside.setLayout(lay)
        self.setLayout(parts.column(parts.card(Inside(inside))))
        # Down a column first: the five sentences of a moment are answered together.
        every = list(self.rows.values())
        for before, after in pairwise(every):
            QWidget.setTabOrder(before, after)

    def _column(self, moment: str) -> QWidget:
        """The five sentences of one moment."""
        made, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        known, words = fields(ConfidenceCheck), [_(answer) for answer in ANSWERS]
        label = word("entry_exit", moment)
        grid.addWidget(parts.label(label, "heading"), 0, 0, 1, 2)
        for line, statement in enumerate(STATEMENTS, 1):
            title = known[statement].title
            row = FigureRow(f"{label}: {title}", FACES, words, 28)
            row.chose.connect(self._chooser(moment, statement))
            row.finished.connect(self._goer(moment, statement))
            self.rows[moment, statement] = row
            grid.addWidget(parts.label(title, wrap=True), line, 0)
            grid.addWidget(row, line, 1)
        grid.addWidget(self.means[moment], len(STATEMENTS) + 1, 1)
        grid.setColumnStretch(0, 1)
        made.setLayout(grid)
        return made

    def focusInEvent(self, event: Any) -> None:
        """The first sentence without an answer."""
        super().focusInEvent(event)
        self.go_on()

    def setFocus(self, *_reason: Any) -> None:
        """The keyboard goes to the first sentence without an answer."""
        self.go_on()

    def go_on(self) -> None:
        """Entry first; exit once entry is there."""
        moment = "EXIT" if self.told is not None and "ENTRY" in self.told.checks else "ENTRY"
        rows = [row for (of, _name), row in self.rows.items() if of == moment]
        next((row for row in rows if row.chosen() is None), rows[0]).setFocus()

    def fill(self, told: Told, *, first: bool) -> None:
        """What was answered; an answer that waits for the other four stays."""
        for (moment, statement), row in self.rows.items():
            check = told.checks.get(moment)
            row.setEnabled(told.writes)
            if check is not None:
                row.choose(check.values.get(statement))
            elif first:
                row.choose(None)
        self._tell()

    def begun(self) -> bool:
        """Whether some of five are answered: a check is kept whole."""
        told = self.told
        return told is not None and any(
            moment not in told.checks and any(self.rows[moment, n].chosen() for n in STATEMENTS)
            for moment in MOMENTS
        )

    def _tell(self) -> None:
        for moment in MOMENTS:
            left = sum(self.rows[moment, name].chosen() is None for name in STATEMENTS)
            words = _("Left to answer: {n}").format(n=left) if 0 < left < len(STATEMENTS) else ""
            self.means[moment].setText(words)

    def _chooser(self, moment: str, statement: str) -> Callable[[int], None]:
        def chosen(_figure: int) -> None:
            self._write(moment)
            self._after(moment, statement)

        return chosen

    def _goer(self, moment: str, statement: str) -> Callable[[], None]:
        return lambda: self._after(moment, statement)

    def _after(self, moment: str, statement: str) -> None:
        place = STATEMENTS.index(statement) + 1
        if place < len(STATEMENTS):
            self.rows[moment, STATEMENTS[place]].setFocus()

    def _write(self, moment: str) -> None:
        self._tell()
        values: dict[str, Any] = {n: self.rows[moment, n].chosen() for n in STATEMENTS}
        if self.told is None or not self.told.writes or None in values.values():
            return
        check = self.told.checks.get(moment)
        if check is None:
            draft = Draft("ConfidenceCheck", {"path": self.path, "moment": moment, **values})
        else:
            draft = Draft("ConfidenceCheck", values, check.record, check.base)
        self.stage.write([draft], said=_("Saved."), done=self._written, owner=self)

    def _written(self, outcomes: list[Outcome]) -> None:
        problems = [p for o in outcomes for p in o.problems]
        if problems:
            self.stage.notices.warn("\n".join(p.message for p in problems))
