"""« Mon temps »: a month of volunteers' time; what sessions and desks tell, and the rest typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.kinds import Day, Malformed, Minutes
from lapdesk.services import volunteering
from lapdesk.ui import parts, undoing
from lapdesk.ui.beside import Beside
from lapdesk.ui.later import Later, Make
from lapdesk.ui.screen import Page
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.record import Outcome
    from lapdesk.services.volunteering import MemberTime, Month, TimeLine
    from lapdesk.ui.stage import Stage

_FIRST: Final = 30
# Lines and members that are in sight first, and as many in each turn later.
_SLICE: Final = 6


class TimePage(Page):
    """The line to type in, the members one may see with their tasks, the lines of one."""

    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.first = clock.today().replace(day=1)
        self.member: str | None = None
        self.month: Month | None = None
        self.typed = QLineEdit()
        self.read = parts.label(_hint(), "quiet", wrap=True)
        self.when = parts.label("", "heading")
        self.members = QGridLayout()
        self.lines = parts.Section("")
        self._all = False
        self._later = Later(self, stage.work.waiting)
        self._drawn: object = None
        self._day = self.first
        self._lay_out()
        stage.member_changed.connect(self._other_member)

    def _lay_out(self) -> None:
        back = parts.button(_("Back to today (Esc)"), self.left.emit, "link")
        top = parts.Section(_("Volunteer time"), back)
        self.typed.setPlaceholderText(_("2h30 preparation, 12/03"))
        self.typed.setAccessibleName(_("My time in one line"))
        self.typed.textEdited.connect(lambda _text: self._understand())
        self.typed.returnPressed.connect(self.record)
        self.add = parts.button(_("Note it (Enter)"), self.record, "main")
        asked = parts.label(_("Time that no session, permanence or visit tells"))
        asked.setBuddy(self.typed)
        line = parts.row(self.typed, self.add)
        line.setStretch(0, 1)
        top.inside.addWidget(asked)
        top.inside.addLayout(line)
        top.inside.addWidget(self.read)
        undoing.pass_on(top)
        box = QWidget()
        box.setLayout(self.members)
        self.members.setContentsMargins(0, 0, 0, 0)
        self.members.setHorizontalSpacing(2 * GAP)
        months = parts.Section("")
        months.heading.hide()
        months.inside.addLayout(
            parts.row(
                parts.button(_("Month before"), lambda: self.go(-1)),
                self.when,
                parts.button(_("Month after"), lambda: self.go(1)),
                None,
            )
        )
        months.inside.addWidget(box)
        said = _("What these lines add up to is what H1 and H2 count. Employees are left out.")
        months.inside.addWidget(parts.label(said, "quiet", wrap=True))
        self.setLayout(
            parts.column(top, Beside(_still(months), _still(self.lines), (12, 11)), gap=2 * GAP)
        )
        self.setFocusProxy(self.typed)

    def ask(self) -> None:
        """Ask for the month."""
        self._stage.ask(
            volunteering.month, self.first, self.member, done=self.show_month, owner=self,
            latest="time",
        )  # fmt: skip

    def go(self, months: int) -> None:
        """Some months later or earlier."""
        there = self.first + timedelta(days=31 if months > 0 else -1)
        self.first = there.replace(day=1)
        self.ask()

    def show_month(self, month: Month) -> None:
        """Draw a month: of another one, or of another member, the first lines at once."""
        self.month = month
        other = (month.first, month.member) != self._drawn
        self._drawn = (month.first, month.member)
        shown = QLocale().toString(QDate(month.first.year, month.first.month, 1), "MMMM yyyy")
        self.when.setText(shown[:1].upper() + shown[1:])
        (name, *names), (line, *lines) = self._draw_members(month), self._draw_lines(month)
        name()
        line()
        self._later.start((*names, *lines))
        if not other:
            self._later.finish()

    def _draw_members(self, month: Month) -> list[Make]:
        """What draws them, slice by slice."""
        while self.members.count():
            item = self.members.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.members.setColumnStretch(2, 1)
        return [
            *(partial(self._some_members, month, n) for n in _starts(month.members)),
            partial(self._sum_up, month),
        ]

    def _some_members(self, month: Month, start: int) -> None:
        for row, one in list(enumerate(month.members))[start : start + _SLICE]:
            self._draw_member(row, one, chosen=one.id == month.member)

    def _sum_up(self, month: Month) -> None:
        if len(month.members) > 1:
            row = len(month.members)
            self.members.addWidget(parts.label(_("Together")), row, 0)
            self.members.addWidget(parts.label(Minutes().show(month.minutes), "code"), row, 1)
        if not month.counted:
            said = _("You are not a volunteer here: your hours are not counted.")
            row = len(month.members) + 1
            self.members.addWidget(parts.label(said, "quiet", wrap=True), row, 0, 1, 3)

    def _draw_member(self, row: int, one: MemberTime, *, chosen: bool) -> None:
        name = parts.button(one.name, self._chooser(one.id), "chip")
        name.setCheckable(True)
        name.setChecked(chosen)
        label = lists.get("volunteer_task").label
        tasks = " · ".join(f"{label(task)} {Minutes().show(n)}" for task, n in one.tasks)
        self.members.addWidget(name, row, 0)
        self.members.addWidget(parts.label(Minutes().show(one.minutes), "code"), row, 1)
        self.members.addWidget(parts.label(tasks or _("nothing yet"), "quiet", wrap=True), row, 2)

    def _chooser(self, member: str) -> Callable[[], None]:
        def choose() -> None:
            self.member = member
            self.ask()

        return choose

    def _draw_lines(self, month: Month) -> list[Make]:
        """The same for the lines of the one who is chosen."""
        parts.clear(self.lines.inside)
        name = next((one.name for one in month.members if one.id == month.member), "")
        self.lines.heading.setText(name or _("Lines"))
        shown = month.lines if self._all else month.lines[:_FIRST]
        return [
            *(partial(self._some_lines, shown, n) for n in _starts(shown)),
            partial(self._end_lines, month, len(month.lines) - len(shown)),
        ]

    def _some_lines(self, shown: Sequence[TimeLine], start: int) -> None:
        for line in shown[start : start + _SLICE]:
            self.lines.inside.addWidget(self._row(line))

    def _end_lines(self, month: Month, left: int) -> None:
        if left:
            words = _("Show all {n} lines").format(n=len(month.lines))
            self.lines.inside.addWidget(parts.button(words, self._more, "link"))
        if not month.lines:
            said = _("Nothing this month. Sessions, permanences and visits come by themselves.")
            self.lines.inside.addWidget(parts.label(said, "quiet", wrap=True))

    def _more(self) -> None:
        self._all = True
        if self.month is not None:
            for make in self._draw_lines(self.month):
                make()

    def _row(self, line: TimeLine) -> QWidget:
        task = lists.get("volunteer_task").label(line.task)
        words = " · ".join(
            w for w in (Day().show(line.date), Minutes().show(line.minutes), task, line.about) if w
        )
        box = QWidget()
        lay = parts.row(parts.label(words, wrap=True))
        lay.setStretch(0, 1)
        if line.typed:
            away = parts.button(_("Take away"), self._taker(line), "link")
            away.setAccessibleName(_("Take away: {name}").format(name=words))
            lay.addWidget(away)
        box.setLayout(lay)
        return box

    def _taker(self, line: TimeLine) -> Callable[[], None]:
        return lambda: self._remove(line)

    def _remove(self, line: TimeLine) -> None:
        self._stage.write([volunteering.removal(line)], said=_("Taken away."))

    def _understand(self) -> None:
        """Say how the line is read, before it is recorded."""
        text = self.typed.text().strip()
        parts.dress(self.read, role="quiet")
        if not text:
            self.read.setText(_hint())
            return
        try:
            self.read.setText(self._for_whom(volunteering.read(text).said()))
        except Malformed as wrong:
            self.read.setText(wrong.message)

    def _for_whom(self, said: str) -> str:
        """With the name where it is another's time."""
        month = self.month
        if month is None or month.member == self._stage.member:
            return said
        name = next((one.name for one in month.members if one.id == month.member), "")
        return f"{name} · {said}"

    def record(self) -> None:
        """Record the line as it is read, for oneself or for the member who is chosen."""
        member = (self.month.member if self.month else None) or self._stage.member
        if not self.typed.text().strip() or member is None:
            self.typed.setFocus()
            return
        try:
            typed = volunteering.read(self.typed.text())
        except Malformed as wrong:
            self._refuse(wrong.message)
            return
        self._day = date.fromisoformat(typed.date)
        said = _("Noted: {sentence}").format(sentence=self._for_whom(typed.said()))
        drafts = [volunteering.draft(typed, member)]
        self._stage.write(drafts, said=said, done=self._told, owner=self)

    def _refuse(self, why: str) -> None:
        """Nothing was noted: what the banner says of the line before would read otherwise."""
        self._stage.notices.hide()
        self.read.setText(why)
        parts.dress(self.read, role="problem")
        self.typed.setFocus()

    def _told(self, outcomes: list[Outcome]) -> None:
        problems = " ".join(p.message for p in outcomes[0].problems)
        if outcomes[0].status == "refused":
            self._refuse(problems)
            return
        self.read.setText(problems or _hint())
        # Not `clear`, which the line would itself take back: Ctrl+Z is for what was recorded.
        self.typed.setText("")
        self.typed.setFocus()
        self.first = self._day.replace(day=1)
        self.ask()

    def begun(self) -> bool:
        """Whether a line was typed and not recorded."""
        return bool(self.typed.text().strip())

    def _other_member(self) -> None:
        self.member = None
        self.stale()


def _starts(of: Sequence[object]) -> range:
    return range(0, len(of), _SLICE)


def _hint() -> str:
    return _("For example: 2h30 preparation · 45 min meeting yesterday · 1h administration 12/03")


def _still(section: QWidget) -> QWidget:
    """A section that keeps its height beside a longer one."""
    made = QWidget()
    lay = parts.column(section)
    lay.addStretch(1)
    made.setLayout(lay)
    return made
