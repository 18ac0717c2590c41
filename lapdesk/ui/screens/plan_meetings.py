"""« Rencontres »: seminars, workshops by axis, committees; who came, typed one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QGridLayout, QWidget

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.services import meeting
from lapdesk.ui import parts
from lapdesk.ui.finding import Answer, FindingEdit, Found
from lapdesk.ui.forms import Part
from lapdesk.ui.listed import ListedView
from lapdesk.ui.screens.plan_records import RecordsPage, Said

if TYPE_CHECKING:
    from lapdesk.services.meeting import Line, Meeting, Present
    from lapdesk.services.record import Outcome
    from lapdesk.ui.stage import Stage

# What is typed of a structure, and how many people came after it.
_TYPED: Final = re.compile(r"(?P<name>.*?)(?:\s+(?P<people>[0-9]{1,2}))?\s*")


class MeetingsPage(RecordsPage):
    """Who came stands above what was said of the meeting when it was planned."""

    entity = "Meeting"
    fields = (
        Part("", (("title",), ("kind", "date"), ("state", "minutes"), ("place",), ("axes",))),
        Part("", (("plan_actions",), ("decisions",), ("source",))),
    )

    def __init__(self, stage: Stage) -> None:
        heads = (_("Date"), _("Meeting"), _("Kind"), _("Structures"))
        view = ListedView(_("Meetings"), heads, right=(3,), wide=(1,))
        none = _("No meeting yet. A seminar, a workshop by axis, a committee: who came to it?")
        said = Said(_("The meeting"), _("New meeting"), none)
        super().__init__(stage, meeting.every, view, said)
        self.came: CameSection | None = None

    def listed(self, line: Line) -> tuple[str, ...]:
        """When, what, how many structures came."""
        return (line.date, line.title, line.kind, str(line.structures or ""))

    def first_values(self) -> Mapping[str, Any]:
        """It is today's."""
        return {"date": clock.today().isoformat()}

    def _ask_one(self, record: str) -> None:
        self._stage.ask(
            meeting.open_one, record, done=self._show_meeting, owner=self, latest="meeting"
        )

    def _show_meeting(self, shown: Meeting) -> None:
        self._show_one(shown.loaded)
        if self.came is not None and self.came.meeting == shown.loaded.record:
            self.came.show_present(shown.present)

    def next_place(self) -> QWidget | None:
        """Who came to it."""
        return self.came

    def dress(self, section: parts.Section) -> None:
        """Who came is typed after each meeting; the rest was said when it was planned."""
        self.came = None
        if self.record is not None:
            self.came = CameSection(self._stage, self.record, self.may_write)
            self.inside.addWidget(self.came)


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
