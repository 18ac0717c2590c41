"""News to ask for, all at once: a line each, a figure says what happened, Enter records all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Day
from lapdesk.services import happened, reminders
from lapdesk.ui import icons, parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.headed import HeadedTable, Index, LinesView
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.models.draft import Draft
    from lapdesk.services.happened import Sentence
    from lapdesk.services.record import Outcome
    from lapdesk.services.reminders import Reminder
    from lapdesk.ui.stage import Stage

_ROWS: Final = 10  # in sight without scrolling


class NewsTable(HeadedTable):
    """The orientations that wait for news, and what was said of each."""

    def __init__(self) -> None:
        super().__init__((_("Person"), _("Oriented to"), _("On"), _("What happened?")))
        self.reminders: list[Reminder] = []
        self.said: dict[str, Sentence] = {}
        self.hidden = False

    def fill(self, found: list[Reminder], hidden: bool) -> None:
        """Other lines; what was said of those that stay, stays."""
        self.beginResetModel()
        self.reminders, self.hidden = found, hidden
        here = {one.id for one in found}
        self.said = {one: said for one, said in self.said.items() if one in here}
        self.endResetModel()

    def say(self, row: int, number: int) -> None:
        """The sentence of this number (1 to 8) for a line; 0 takes it back."""
        one = self.reminders[row]
        if number:
            self.said[one.id] = happened.sentences(one.last_step)[number - 1]
        else:
            self.said.pop(one.id, None)
        self.dataChanged.emit(self.index(row, 0), self.index(row, 3))

    def drafts(self) -> list[Draft]:
        """What to record of every line of which something was said."""
        made: list[Draft] = []
        for one in self.reminders:
            if one.id in self.said:
                made += happened.drafts(one.id, one.state, one.base, self.said[one.id])
        return made

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A line an orientation."""
        return 0 if parent.isValid() else len(self.reminders)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell's words."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        one = self.reminders[index.row()]
        said = self.said.get(one.id)
        return (
            one.person.called(self.hidden),
            f"{one.theme} → {one.actor}",
            Day().show(one.on),
            said.said if said is not None else "",
        )[index.column()]


class NewsView(LinesView):
    """1 to 8 says what happened and goes to the next line, Backspace takes it back."""

    said = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures answer; Enter records all."""
        if event.text() and event.text() in "12345678":
            self.said.emit(int(event.text()))
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.said.emit(0)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class NewsPage(QWidget):
    """The lines, the eight sentences with their figures, one button."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.table = NewsTable()
        self.view = NewsView(_("News to ask for"))
        self.table.setParent(self.view)
        self._dress()
        self.sentences = QWidget()
        flow = FlowLayout(6)
        for number, sentence in enumerate(happened.SENTENCES, 1):
            flow.addWidget(parts.button(f"{number}  {sentence.said}", self._sayer(number), "chip"))
        self.sentences.setLayout(flow)
        self.sentences.setSizePolicy(wrapping())
        self.save = parts.button("", self.record, "main")
        self.print = parts.button(_("Print the list…"), self.print_list)
        icons.put(self.print, "print")
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        said = _("A figure says what happened and goes to the next line; Enter records them all.")
        self.hint = parts.label(said, "quiet", wrap=True)
        lay = parts.column(self.hint, self.view, self.sentences, self.problem, gap=GAP)
        lay.addLayout(parts.row(self.save, self.print, None))
        lay.addStretch(1)
        self.setLayout(lay)
        self.setFocusProxy(self.view)
        self.view.said.connect(self.say)
        self.view.entered.connect(self.record)
        self._count()

    def _dress(self) -> None:
        view = self.view
        view.setModel(self.table)
        view.setWordWrap(True)
        head = view.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.Stretch,
            )
        ):
            head.setSectionResizeMode(column, mode)

    def print_list(self) -> None:
        """All that wait, by code: to call from another room."""
        from lapdesk.ui.printing import ask_for_reminders

        ask_for_reminders(self._stage, self)

    def ask(self) -> None:
        """The lines anew."""
        self._stage.ask(reminders.to_ask, done=self._show, owner=self, latest="news")

    def _show(self, found: list[Reminder]) -> None:
        row = max(self.view.currentIndex().row(), 0)
        self.table.fill(found, self._stage.hidden)
        line = self.view.verticalHeader().defaultSectionSize()
        self.view.setMinimumHeight(line * (min(max(len(found), 2), _ROWS) + 2))
        self.sentences.setVisible(bool(found))
        self.print.setVisible(bool(found))
        if found:
            self.view.setCurrentIndex(self.table.index(min(row, len(found) - 1), 0))
        else:
            self.hint.setText(_("No orientation waits for news."))
        self.view.setVisible(bool(found))
        self._count()

    def _sayer(self, number: int) -> Callable[[], None]:
        return lambda: self.say(number)

    def say(self, number: int) -> None:
        """What happened on the line in use; the next one is in use then."""
        row = self.view.currentIndex().row()
        if row < 0:
            return
        self.table.say(row, number)
        if number and row + 1 < self.table.rowCount():
            self.view.setCurrentIndex(self.table.index(row + 1, 0))
        self._count()

    def _count(self) -> None:
        n = len(self.table.said)
        said = ngettext("Record {n} answer (Enter)", "Record {n} answers (Enter)", n)
        self.save.setText(said.format(n=n))
        self.save.setAccessibleName(self.save.text())
        self.save.setEnabled(bool(n))

    def record(self) -> None:
        """Record all that was said, as one entry that can be taken back."""
        drafts = self.table.drafts()
        if drafts:
            n = len(self.table.said)
            said = ngettext("{n} answer noted.", "{n} answers noted.", n).format(n=n)
            self._stage.write(drafts, said=said, done=self._told, owner=self)

    def _told(self, outcomes: list[Outcome]) -> None:
        wrong = [p.message for o in outcomes for p in o.problems if p.level == "error"]
        self.problem.setText("\n".join(wrong))
        self.problem.setVisible(bool(wrong))
        if not wrong:
            self.table.said = {}
            self.ask()
