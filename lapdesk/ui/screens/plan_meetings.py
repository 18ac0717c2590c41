"""« Rencontres »: seminars, workshops by axis, committees; who came, typed one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QGridLayout, QWidget

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.services import meeting
from lapdesk.ui import parts
from lapdesk.ui.finding import Answer, FindingEdit, Found
from lapdesk.ui.forms import Part
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screen import Page
from lapdesk.ui.screens.workshops_rows import Rows
from lapdesk.ui.tables import Column
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.meeting import Line, Meeting, Present
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage

# What is typed of a structure, and how many people came after it.
_TYPED: Final = re.compile(r"(?P<name>.*?)(?:\s+(?P<people>[0-9]{1,2}))?\s*")


class MeetingsPage(Page):
    """The meetings on one side; one of them, or a new one, on the other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.may_write = roles.may_write(stage.roles, "Meeting")
        self.record: str | None = None
        columns = (
            Column("date", _("Date")), Column("title", _("Meeting")), Column("kind", _("Kind")),
            Column("structures", _("Structures"), right=True),
        )  # fmt: skip
        self.view = Rows(columns, _("Meetings"), wide=1)
        self.table = self.view.table
        self.view.selectionModel().currentRowChanged.connect(self._chose)
        self.new = parts.button(_("New meeting"), self.begin, "main")
        if not self.may_write:
            self.new.hide()
        said = _("No meeting yet. A seminar, a workshop by axis, a committee: who came to it?")
        self.empty = parts.label(said, "quiet", wrap=True)
        first = QWidget()
        lay = parts.column()
        lay.addLayout(parts.row(self.new, None))
        lay.addWidget(self.empty)
        lay.addWidget(self.view, 1)
        lay.addStretch(0)
        first.setLayout(lay)
        self.side = QWidget()
        self.inside = parts.column(gap=2 * GAP)
        self.side.setLayout(self.inside)
        self.form: SavedForm | None = None
        self.came: CameSection | None = None
        self.setLayout(parts.column(Panes(first, scrolled(self.side), (1, 1))))
        self.setFocusProxy(self.view)

    def ask(self) -> None:
        """The list, and the meeting that is open."""
        self._stage.ask(meeting.every, done=self._show, owner=self, latest="meetings")
        if self.record is not None:
            self._ask_one(self.record)

    def _show(self, lines: list[Line]) -> None:
        self.empty.setVisible(not lines)
        self.view.setVisible(bool(lines))
        first = lines[0].id if lines and self.form is None else None
        self.view.fill(
            [(o.id, (o.date, o.title, o.kind, str(o.structures or ""))) for o in lines],
            choose=self.record or first,
        )

    def _chose(self, current: QModelIndex, _before: QModelIndex) -> None:
        record = self.view.selected() if current.isValid() else None
        if record is not None and record != self.record:
            self.open_one(record)

    def open_one(self, record: str) -> None:
        """Show a meeting."""
        self.settle()
        self.record = record
        self._ask_one(record)

    def _ask_one(self, record: str) -> None:
        self._stage.ask(meeting.open_one, record, done=self._show_one, owner=self, latest="meeting")

    def _show_one(self, shown: Meeting) -> None:
        if shown.loaded.record != self.record:
            return
        if self.came is None or self.came.meeting != self.record:
            form = self._put_form(_("The meeting"))
            form.load(shown.loaded)
            self.came = CameSection(self._stage, shown.loaded.record, self.may_write)
            # Who came is typed after each meeting; the rest was said when it was planned.
            self.inside.insertWidget(0, self.came)
            self.inside.addStretch(1)
        self.came.show_present(shown.present)

    def begin(self) -> None:
        """The form of a new meeting."""
        self.settle()
        self.record, self.came = None, None
        self.view.setCurrentIndex(QModelIndex())
        form = self._put_form(_("New meeting"))
        self.inside.addStretch(1)
        form.start({"date": clock.today().isoformat()})
        form.written.connect(self._made)
        form.setFocus()

    def _put_form(self, title: str) -> SavedForm:
        parts.clear(self.inside)
        section = parts.Section(title)
        self.form = SavedForm(self._stage, "Meeting", _LAYOUT)
        self.form.setEnabled(self.may_write)
        section.inside.addWidget(self.form)
        if self.record is None:
            # Within the section, so that it goes with the form.
            add = parts.button(_("Add"), self.form.add, "main")
            section.inside.addLayout(parts.row(add, None))
        self.inside.addWidget(section)
        return self.form

    def _made(self, record: str) -> None:
        if self.record is None:
            self.record = record
            self.ask()

    def settle(self) -> None:
        """Save what stands in the open form."""
        if self.form is not None:
            self.form.settle()


class CameSection(parts.Section):
    """Who came: some letters and Enter bring a structure; a number after them, its people."""

    def __init__(self, stage: Stage, record: str, may_write: bool) -> None:
        super().__init__(_("Who came"))
        self._stage, self.meeting, self._may_write = stage, record, may_write
        self.present: tuple[Present, ...] = ()
        self.edit = FindingEdit(self._find, least=1)
        self.edit.setPlaceholderText(_("Some letters, Enter; “cimade 3” for three people"))
        self.edit.setAccessibleName(_("A structure that came"))
        self.edit.chosen.connect(self._add)
        if not may_write:
            self.edit.hide()
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.count = parts.label("", "quiet", wrap=True)
        self.grid = QGridLayout()
        self.grid.setColumnStretch(0, 1)
        for part in (self.edit, self.problem, self.count):
            self.inside.addWidget(part)
        self.inside.addLayout(self.grid)
        self.setFocusProxy(self.edit)

    def _find(self, text: str, answer: Answer) -> None:
        self._stage.find("Actor", _parted(text)[0], answer)

    def _add(self, found: Found) -> None:
        people = _parted(self.edit.text())[1]
        self.edit.clear()
        self._write(meeting.coming(self.meeting, str(found.key), people), found.text)

    def _write(self, draft: Any, name: str) -> None:
        self._stage.write(
            [draft], said=_("{name}: noted.").format(name=name), done=self._told, form=draft
        )

    def _told(self, outcomes: list[Outcome]) -> None:
        wrong = [p.message for o in outcomes for p in o.problems if p.level == "error"]
        self.problem.setText("\n".join(wrong))
        self.problem.setVisible(bool(wrong))

    def show_present(self, present: tuple[Present, ...]) -> None:
        """Draw who came."""
        self.present = present
        parts.clear(self.grid)
        n, people = len(present), sum(one.people for one in present)
        said = ngettext("{n} structure, {people} in all", "{n} structures, {people} in all", n)
        persons = ngettext("{n} person", "{n} people", people).format(n=people)
        nobody = _("Nobody is noted yet.")
        self.count.setText(said.format(n=n, people=persons) if n else nobody)
        for row, one in enumerate(present):
            self.grid.addWidget(parts.label(one.name, wrap=True), row, 0)
            number = ngettext("{n} person", "{n} people", one.people).format(n=one.people)
            self.grid.addWidget(parts.label(number, "quiet"), row, 1)
            if self._may_write:
                self._tools(row, one)

    def _tools(self, row: int, one: Present) -> None:
        more = parts.button("+", self._counter(one, 1), "plain")
        more.setAccessibleName(_("{name}: one person more").format(name=one.name))
        fewer = parts.button("−", self._counter(one, -1), "plain")
        fewer.setAccessibleName(_("{name}: one person fewer").format(name=one.name))
        fewer.setEnabled(one.people > 1)
        more.setEnabled(one.people < meeting.most_people())
        away = parts.button("×", self._taker(one), "plain")
        away.setAccessibleName(_("Take away {name}").format(name=one.name))
        for column, made in enumerate((fewer, more, away), 2):
            self.grid.addWidget(made, row, column)

    def _counter(self, one: Present, step: int) -> Callable[[], None]:
        return lambda: self._write(meeting.people_of(one, one.people + step), one.name)

    def _taker(self, one: Present) -> Callable[[], None]:
        return lambda: self._write(meeting.gone(one), one.name)


def _parted(text: str) -> tuple[str, int]:
    """The name and the number of people in what was typed; one person where none is said."""
    found = _TYPED.fullmatch(text)
    if found is None or not found["people"] or not found["name"]:
        return text, 1
    return found["name"], min(max(int(found["people"]), 1), meeting.most_people())


_LAYOUT: Final = (
    Part("", (("title",), ("kind", "date"), ("state", "minutes"), ("place",), ("axes",))),
    Part("", (("plan_actions",), ("decisions",), ("source",))),
)
