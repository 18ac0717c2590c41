"""Days: typed as 31/03/25, today with one key, a calendar for those who want one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, QEvent, QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QStyle,
    QStyleOptionFrame,
    QToolButton,
)

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.base import Field
from lapdesk.models.kinds import Day, Malformed
from lapdesk.ui import icons, parts
from lapdesk.ui.inputs import Input, Typed

_WIDEST = "00/00/0000"


class DayLine(Typed):
    """A line as wide as a day, whatever the size of the text."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("dd/mm/yyyy"))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Wider when the text grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        metrics, asked = self.fontMetrics(), QStyleOptionFrame()
        self.initStyleOption(asked)
        words = max(metrics.horizontalAdvance(w) for w in (_WIDEST, self.placeholderText()))
        # Two of Qt's own margins beside the text, and the cursor after it.
        inside = QSize(words + metrics.height() // 2, metrics.height())
        made = QStyle.ContentsType.CT_LineEdit
        self.setFixedWidth(self.style().sizeFromContents(made, asked, inside, self).width())


class DayInput(Input):
    """A line for a day. Up and Down go one day on or back; two numbers are of this year."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.edit = DayLine()
        self.edit.editingFinished.connect(self._end)
        self.edit.textEdited.connect(lambda _text: self.edited.emit())
        self.edit.stepped.connect(self._step)
        self.edit.opened.connect(self._calendar)
        self._kept = ""
        self.open = QToolButton()
        self.open.setAutoRaise(True)
        self.open.setAccessibleName(_("Calendar"))
        self.open.setToolTip(_("Calendar (Alt+Down)"))
        # The line has the keys of both: Tab need not stop twice.
        self.open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.open.clicked.connect(self._calendar)
        icons.put(self.open, "calendar")
        self.edit.setAccessibleName(field.title)
        self.setFocusProxy(self.edit)
        self.lay.addLayout(parts.row(self.edit, self.open, None, gap=2))
        self.lay.addWidget(self.problem)

    def value(self) -> Any:
        """`YYYY-MM-DD` (a year alone where the field allows it), None when empty."""
        text = self.edit.text().strip()
        return self.field.kind.parse(completed(text)) if text else None

    def set_value(self, value: Any, called: str = "") -> None:
        """Show as 31/03/2025."""
        self.edit.setText(self.field.kind.show(value))
        self._kept = self.edit.text()
        self.complain("")

    def _end(self) -> None:
        if self.edit.text() != self._kept:
            self._kept = self.edit.text()
            self.finish()
            if not self.problem.text():
                self.set_value(self.value())

    def _step(self, days: int) -> None:
        try:
            now = date.fromisoformat(self.value() or "")
            now += timedelta(days=days)
        except (ValueError, Malformed):
            now = clock.today()
        self._take(now)

    def _take(self, day: date) -> None:
        self.edit.setText(Day().show(day.isoformat()))
        self._kept = self.edit.text()
        self.edited.emit()
        self.finish()

    def _calendar(self) -> None:
        dialog = CalendarDialog(self._now(), self)
        dialog.move(self.mapToGlobal(QPoint(0, self.height())))
        dialog.accepted.connect(lambda: self._take(dialog.day()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _now(self) -> date:
        try:
            return date.fromisoformat(self.value() or "")
        except (ValueError, Malformed):
            return clock.today()


class CalendarDialog(QDialog):
    """A month to click a day in; weeks begin on Monday."""

    def __init__(self, day: date, parent: DayInput) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Choose a day"))
        self.month = QCalendarWidget()
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.month.activated.connect(self.accept)
        self.month.clicked.connect(self.accept)
        self.setLayout(parts.column(self.month))
        self.month.setFocus()

    def day(self) -> date:
        """The day that was chosen."""
        chosen = self.month.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())


def completed(text: str) -> str:
    """`31/03` is of this year; `3103` and `310325` are read without their strokes."""
    if len(text) == 10 and text[4] == "-":
        return text
    plain = text.replace(".", "/").replace("-", "/")
    if plain.isdecimal() and len(plain) in (6, 8):
        plain = f"{plain[:2]}/{plain[2:4]}/{plain[4:]}"
    halves = plain.split("/")
    if len(halves) == 2 and all(part.isdecimal() and len(part) <= 2 for part in halves):
        return f"{plain}/{clock.today().year}"
    return plain
