"""Reminders: one line for each orientation without news, and what happened in one more click."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Day
from lapdesk.services import happened, timeline_sent
from lapdesk.ui import parts
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.models.change import ChangeId
    from lapdesk.services.event import Action
    from lapdesk.services.happened import Sentence
    from lapdesk.services.record import Outcome
    from lapdesk.services.reminders import Reminder
    from lapdesk.ui.stage import Stage

_FIRST: Final = 4


class HappenedPanel(QWidget):
    """« Que s'est-il passé ? »: eight sentences, a click or a figure each."""

    def __init__(self, last_step: str, chosen: Callable[[Sentence], None]) -> None:
        super().__init__()
        self._buttons = []
        lay = parts.column(gap=4)
        for number, sentence in enumerate(happened.sentences(last_step), 1):
            button = parts.button(f"{number}   {sentence.said}", self._teller(chosen, sentence))
            button.setProperty("role", "sentence")
            button.setAccessibleName(sentence.said)
            self._buttons.append(button)
            lay.addWidget(button)
        self.setLayout(lay)
        self.setFocusProxy(self._buttons[0])

    @staticmethod
    def _teller(chosen: Callable[[Sentence], None], sentence: Sentence) -> Callable[[], None]:
        return lambda: chosen(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure says the sentence of that number; arrows go up and down."""
        keys = Qt.Key
        if event.text() in "12345678" and event.text():
            self._buttons[int(event.text()) - 1].click()
        elif event.key() in (keys.Key_Up, keys.Key_Down):
            self.focusNextPrevChild(event.key() == keys.Key_Down)
        else:
            super().keyPressEvent(event)


def tell(
    stage: Stage, orientation: str, state: str, base: tuple[ChangeId, ...], sentence: Sentence
) -> None:
    """Record what happened; it can be taken back. What it calls for is offered in one click."""
    said = _("Noted: {sentence}").format(sentence=sentence.said)

    def told(outcomes: list[Outcome]) -> None:
        refused = [p.message for o in outcomes for p in o.problems if p.level == "error"]
        if refused:
            stage.notices.warn("\n".join(refused))
        elif sentence.outcome is not None:
            stage.ask(timeline_sent.called_for, orientation, done=lambda a: offer(stage, said, a))

    drafts = happened.drafts(orientation, state, base, sentence)
    stage.write(drafts, said=said, done=told)


def offer(stage: Stage, said: str, actions: list[Action]) -> None:
    """The first thing that an outcome calls for, beside what was noted; Ctrl+Z still takes back."""
    if actions:
        first = actions[0]
        stage.notices.say(said, first.words, lambda: stage.write(first.drafts, said=first.said))


class ReminderRow(QFrame):
    """Who was sent where, for how long there is no news, and the question."""

    def __init__(self, stage: Stage, reminder: Reminder, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self.reminder = reminder
        self.panel: HappenedPanel | None = None
        called = reminder.person.called(stage.hidden)
        who = parts.button(called, lambda: stage.go("people", reminder.person.id), "link")
        self.ask = parts.button(_("What happened?"), self.toggle)
        self.ask.setAccessibleName(_("{name}: what happened?").format(name=called))
        where = parts.label(f"{reminder.theme} → {reminder.actor}", wrap=True)
        since = _("Oriented on {day}").format(day=Day().show(reminder.on))
        late = self._late()
        about = parts.label(f"{since} · {reminder.state_label}", "quiet", wrap=True)
        words = parts.column(gap=0)
        words.addLayout(parts.row(who, _chip(*late), None))
        words.addWidget(where)
        words.addWidget(about)
        line = parts.row()
        line.addLayout(words, 1)
        line.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignTop)
        self.lay = parts.column(gap=GAP)
        self.lay.addLayout(line)
        self.setLayout(self.lay)

    def _late(self) -> tuple[str, str]:
        if self.reminder.lost:
            return _("no news for 60 days"), "bad"
        if self.reminder.days == 0:
            return _("today"), ""
        n = self.reminder.days
        return ngettext("{n} day late", "{n} days late", n).format(n=n), "warn"

    def toggle(self) -> None:
        """Open the sentences, or put them away."""
        if self.panel is None:
            self.panel = HappenedPanel(self.reminder.last_step, self._tell)
            self.lay.addWidget(self.panel)
            self.panel.show()
        else:
            self.panel.setVisible(self.panel.isHidden())
        if not self.panel.isHidden():
            self.panel.setFocus()

    def _tell(self, sentence: Sentence) -> None:
        self.setEnabled(False)
        tell(self._stage, self.reminder.id, self.reminder.state, self.reminder.base, sentence)


def _chip(words: str, tone: str) -> QWidget:
    made = parts.label(words, "chip")
    made.setProperty("tone", tone)
    return made


class RemindersSection(parts.Section):
    """The longest due first; the first few, then all on demand."""

    def __init__(self, stage: Stage) -> None:
        self.at_once = parts.button(_("All at once"), lambda: stage.go("people", "news"), "link")
        self.print = parts.button(_("Print…"), self.print_list, "link")
        self.print.setAccessibleName(_("Print the orientations to follow up"))
        super().__init__(_("News to ask for"), self.print, self.at_once)
        self._stage = stage
        self.rows: list[ReminderRow] = []
        self._all = False
        self._reminders: tuple[Reminder, ...] = ()
        self._drawn: object = None

    def show_all(self, reminders: tuple[Reminder, ...]) -> None:
        """Draw these, where they are others than those that are drawn."""
        self._reminders = reminders
        drawn = (reminders, self._all, self._stage.hidden)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self.at_once.setVisible(len(reminders) > 1)
        self.print.setVisible(bool(reminders))
        parts.clear(self.inside)
        self.rows = []
        shown = reminders if self._all else reminders[:_FIRST]
        for reminder in shown:
            row = ReminderRow(self._stage, reminder, self)
            if self.rows:
                self.inside.addWidget(_rule())
            self.rows.append(row)
            self.inside.addWidget(row)
        left = len(reminders) - len(shown)
        if left:
            words = ngettext("Show the other one", "Show the {n} others", left).format(n=left)
            self.inside.addWidget(parts.button(words, self._more, "link"))
        if not reminders:
            self.inside.addWidget(parts.label(_("No orientation waits for news."), "quiet"))

    def redraw(self) -> None:
        """The same anew: names were hidden or shown."""
        self.show_all(self._reminders)

    def print_list(self) -> None:
        """All that wait, by code: to call from another room."""
        from lapdesk.ui.printing import ask_for_reminders

        ask_for_reminders(self._stage, self)

    def _more(self) -> None:
        self._all = True
        self.redraw()


def _rule() -> QFrame:
    line = parts.frame("rule")
    line.setFixedHeight(1)
    return line
