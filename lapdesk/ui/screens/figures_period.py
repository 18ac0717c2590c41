"""The days that figures speak of: a civil year, a school year, or any two days."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models.kinds import Day, Malformed
from lapdesk.services import balance
from lapdesk.services.balance import Days
from lapdesk.ui import parts
from lapdesk.ui.inputs_choice import Chips
from lapdesk.ui.inputs_day import DayLine, completed
from lapdesk.ui.screen import Page
from lapdesk.ui.stage import Stage

CIVIL, SCHOOL, OTHER = "civil", "school", "other"


class PeriodPage(Page):
    """A page that speaks of the days above it."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage)
        self.days = days

    def speak_of(self, days: Days) -> None:
        """Another period."""
        self.days = days
        self.stale()


class PeriodBar(QWidget):
    """Says a period and changes it; `changed` tells its `Days` once they make sense."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.kinds = Chips(
            ((CIVIL, _("Civil year")), (SCHOOL, _("School year")), (OTHER, _("Other days"))),
            several=False,
        )
        self.kinds.choose((CIVIL,))
        self.kinds.chose.connect(self._kind)
        self.before = parts.button("−", lambda: self._step(-1))
        self.before.setAccessibleName(_("The year before"))
        self.after = parts.button("+", lambda: self._step(1))
        self.after.setAccessibleName(_("The year after"))
        self.said = parts.label("", "heading")
        self.start, self.end = (_day_line(n) for n in (_("First day"), _("Last day")))
        for line in (self.start, self.end):
            line.editingFinished.connect(self._typed)
        self.problem = parts.label("", "problem")
        self.year = balance.year_meant()
        self.days = balance.civil_year(self.year)
        row = parts.row(
            self.kinds, self.before, self.said, self.after, self.start, self.end, self.problem, None
        )
        row.setAlignment(self.kinds, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(row)
        self._draw()
        self.setFocusProxy(self.kinds)

    def go(self, kind: str, year: int) -> None:
        """Show a civil or school year."""
        self.kinds.choose((kind,))
        self.year = year
        self._years()

    def show_days(self, days: Days) -> None:
        """Show a period: as a civil or a school year where it is one."""
        year = int(days.start[:4])
        years = {CIVIL: balance.civil_year(year), SCHOOL: balance.school_year(year)}
        kind = next((name for name, whole in years.items() if whole == days), OTHER)
        self.kinds.choose((kind,))
        self.year, self.days = year, days
        self._draw()
        self.changed.emit(days)

    def kind(self) -> str:
        """Which kind of period it is."""
        chosen = self.kinds.chosen()
        return chosen[0] if chosen else OTHER

    def _kind(self) -> None:
        if not self.kinds.chosen():
            self.kinds.choose((OTHER,))
        if self.kind() == OTHER:
            self._draw()
            self.start.setFocus()
            return
        self.year = balance.year_meant(school=self.kind() == SCHOOL)
        self._years()

    def _step(self, years: int) -> None:
        self.year += years
        self._years()

    def _years(self) -> None:
        school = self.kind() == SCHOOL
        self.days = (balance.school_year if school else balance.civil_year)(self.year)
        self._draw()
        self.changed.emit(self.days)

    def _draw(self) -> None:
        other = self.kind() == OTHER
        for of_years in (self.before, self.said, self.after):
            of_years.setVisible(not other)
        for of_days in (self.start, self.end):
            of_days.setVisible(other)
        self.problem.setVisible(False)
        school = self.kind() == SCHOOL
        self.said.setText(f"{self.year}–{self.year + 1}" if school else str(self.year))
        self.start.setText(Day().show(self.days.start))
        self.end.setText(Day().show(self.days.end))

    def _typed(self) -> None:
        try:
            found = [Day().parse(completed(one.text().strip())) for one in (self.start, self.end)]
        except Malformed as wrong:
            self._complain(wrong.message)
            return
        if found[0] > found[1]:
            self._complain(_("The period ends before it starts."))
            return
        days = Days(*found)
        self.problem.hide()
        if days != self.days:
            self.days = days
            self.changed.emit(days)

    def _complain(self, message: str) -> None:
        self.problem.setText(message)
        self.problem.show()


def _day_line(name: str) -> DayLine:
    line = DayLine()
    line.setAccessibleName(name)
    return line
