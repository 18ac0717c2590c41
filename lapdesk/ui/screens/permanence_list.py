"""The visits of a permanence, each mended where it stands or taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models import lists
from lapdesk.models.kinds import Minutes
from lapdesk.services import desk_visits, loading
from lapdesk.services.desk_visits import VisitLine
from lapdesk.ui import parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.forms import Part
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.loading import Loaded
    from lapdesk.services.permanence import Permanence
    from lapdesk.ui.stage import Stage

_MENDED: Final = (
    Part("", [("themes",), ("types",), ("minutes", "headcount"), ("visit_result",), ("note",)]),
)
_FIRST: Final = 12


class VisitRow(QFrame):
    """One visit in a line; « Corriger » opens its fields below it."""

    wants_need = Signal(object)
    wants_orientation = Signal(object)
    shut = Signal()

    def __init__(self, stage: Stage, line: VisitLine) -> None:
        super().__init__()
        self._stage = stage
        self.line = line
        self.form: SavedForm | None = None
        self.who = who_of(line, stage.hidden)
        words = parts.label(f"{self.who} · {line.theme} · {self._about()}", wrap=True)
        self.mend = self._button(_("Correct"), self.toggle, _("Correct: {name}"))
        self.away = self._button(_("Take away"), self._take_away, _("Take away: {name}"))
        self.next = self._next()
        does = QWidget()
        flow = FlowLayout()
        for made in (*self.next, self.mend, self.away):
            flow.addWidget(made)
        does.setLayout(flow)
        does.setSizePolicy(wrapping())
        self.lay = parts.column(words, does, gap=0)
        self.setLayout(self.lay)

    def _button(self, words: str, act: Callable[[], object], named: str) -> QPushButton:
        made = parts.button(words, act, "link")
        made.setAccessibleName(named.format(name=self.who))
        return made

    def _about(self) -> str:
        result = lists.get("visit_result").label(self.line.result) if self.line.result else ""
        return " · ".join(w for w in (Minutes().show(self.line.minutes), result) if w)

    def _next(self) -> list[QPushButton]:
        """What a visit leaves to do, in one click."""
        if not self.line.people or self.line.result not in ("TO_FOLLOW", "ORIENTED"):
            return []
        made = []
        if self.line.may_leave_need:
            made.append(self._button(_("Note the need"), self._need, _("Note the need: {name}")))
        made.append(self._button(_("Orient…"), self._orient, _("Orient: {name}")))
        return made

    def _need(self) -> None:
        self.wants_need.emit(self.line)

    def _orient(self) -> None:
        self.wants_orientation.emit(self.line)

    def toggle(self) -> None:
        """Open the fields, or put them away."""
        if self.form is None:
            self._stage.ask(
                loading.load, "SupportAction", self.line.id, done=self._open, owner=self
            )
        else:
            self.form.setVisible(self.form.isHidden())
            if self.form.isHidden():
                self.form.settle()
                self.shut.emit()

    def writing(self) -> bool:
        """Whether somebody is mending this visit now."""
        focused = QApplication.focusWidget()
        return self.form is not None and focused is not None and self.form.isAncestorOf(focused)

    def _open(self, loaded: Loaded) -> None:
        self.form = SavedForm(self._stage, "SupportAction", _MENDED)
        self.form.load(loaded)
        self.lay.addWidget(self.form)
        self.form.show()
        self.form.setFocus()

    def _take_away(self) -> None:
        self.setEnabled(False)
        self._stage.write([desk_visits.removal(self.line)], said=_("Visit taken away."))


def who_of(line: VisitLine, hidden: bool) -> str:
    """The persons of a visit, and how many had no record."""
    names = [person.called(hidden) for person in line.people]
    if line.headcount:
        n = line.headcount
        names.append(
            _("without a record")
            if n == 1
            else ngettext("{n} person without a record", "{n} people without a record", n).format(
                n=n
            )
        )
    return ", ".join(names) or _("nobody")


class VisitsList(parts.Section):
    """Newest first; nobody but the person received is on screen while somebody is at the desk."""

    wants_need = Signal(object)
    wants_orientation = Signal(object)

    def __init__(self, stage: Stage) -> None:
        super().__init__(_("Visits"))
        self._stage = stage
        self.rows: list[VisitRow] = []
        self._all = False
        self._lines: list[VisitLine] = []
        self.shy = parts.label(
            _("The other visits are out of sight while somebody is at the desk."),
            "quiet",
            wrap=True,
        )
        self.shy.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.shy.hide()
        self.list = QWidget()
        self._lay = parts.column(gap=GAP)
        self.list.setLayout(self._lay)
        self.inside.addWidget(self.shy)
        self.inside.addWidget(self.list)

    def refresh(self, at: Permanence) -> None:
        """Ask for the visits."""
        self._stage.ask(desk_visits.visits, at, done=self.show_all, owner=self, latest="visits")

    def shield(self, shielded: bool) -> None:
        """Hide everybody else, or show the list again."""
        self.shy.setVisible(shielded)
        self.list.setHidden(shielded)

    def redraw(self) -> None:
        """Draw anew: names were hidden or shown."""
        self.show_all(self._lines)

    def show_all(self, lines: list[VisitLine]) -> None:
        """Draw the visits; nothing moves under whoever mends one."""
        self._lines = lines
        if any(row.writing() for row in self.rows):
            fresh = {line.id: line for line in lines}
            for row in self.rows:
                row.line = fresh.get(row.line.id, row.line)
            return
        mended = {r.line.id for r in self.rows if r.form is not None and r.form.isVisible()}
        parts.clear(self._lay)
        self.rows = []
        shown = lines if self._all else lines[:_FIRST]
        for line in shown:
            row = VisitRow(self._stage, line)
            row.wants_need.connect(self.wants_need)
            row.wants_orientation.connect(self.wants_orientation)
            row.shut.connect(self.redraw)
            self.rows.append(row)
            self._lay.addWidget(row)
            if line.id in mended:
                row.toggle()
        self._end(lines, len(shown))

    def _end(self, lines: list[VisitLine], shown: int) -> None:
        left = len(lines) - shown
        if left:
            words = ngettext("Show the other one", "Show the {n} others", left).format(n=left)
            self._lay.addWidget(parts.button(words, self._more, "link"))
        if not lines:
            self._lay.addWidget(parts.label(_("No visit yet."), "quiet"))
        n = len(lines)
        self.heading.setText(ngettext("{n} visit", "{n} visits", n).format(n=n) if n else
                             _("Visits"))  # fmt: skip

    def _more(self) -> None:
        self._all = True
        self.show_all(self._lines)
