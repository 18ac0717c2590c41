"""The steps as a board: a lane each, meetings as cards; a meeting noted in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.draft import Draft
from lapdesk.models.kinds import Day
from lapdesk.models.migrapass import MigrapassMeeting
from lapdesk.services import mentoring
from lapdesk.ui import icons, parts
from lapdesk.ui.beside import Beside, Inside
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.forms import Part, RecordForm
from lapdesk.ui.inputs import LineInput, LinesInput
from lapdesk.ui.screens.migrapass_parts import TextCard, length
from lapdesk.ui.screens.migrapass_sheet import PathSheet
from lapdesk.ui.screens.workshops_rows import word
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.loading import Loaded
    from lapdesk.services.record import Outcome
    from lapdesk.services.walking import GroupDay, Told
    from lapdesk.ui.stage import Stage

_USUAL: Final = 60  # minutes
_NOTE: Final = 60  # signs of a note on a card
# The sheet of the group counts this time: it is shown so, and need not be said again.
_SHOWN: Final = "LD-170"
_ENDED: Final = ("FINISHED", "STOPPED", "DECLINED")


class MeetingLine(QWidget):
    """Date, length, step, group, note; Enter or Ctrl+Enter records."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._told: Told | None = None
        self.form, *rest = (
            RecordForm(MigrapassMeeting, (Part("", rows),), stage, wide=True)
            for rows in ((("date", "minutes"),), (("step",), ("group",)), (("note",),))
        )
        for more in rest:
            self.form.inputs.update(more.inputs)
        note, minutes = self.form.inputs["note"], self.form.inputs["minutes"]
        assert isinstance(note, LinesInput)
        assert isinstance(minutes, LineInput)
        note.edit.setFixedHeight(3 * note.edit.fontMetrics().lineSpacing() + 12)
        minutes.edit.returnPressed.connect(self.record)
        self.save = parts.button(_("Note the meeting"), self.record, "main")
        self.save.setToolTip("Ctrl+" + _("Enter"))
        icons.put(self.save, "done")
        self.remove = parts.button(_("Remove"), self._remove)
        self.leave = parts.button(_("Leave it"), self.clear, "link")
        buttons = parts.column(self.save, gap=4)
        buttons.addLayout(parts.row(self.remove, self.leave))
        buttons.addStretch(1)
        left, right = parts.row(gap=GAP), parts.row(gap=GAP)
        left.addWidget(self.form, 1)
        left.addWidget(rest[0], 1)
        right.addWidget(rest[1], 1)
        right.addLayout(buttons)
        halves = QWidget(), QWidget()
        for half, line in zip(halves, (left, right), strict=True):
            half.setLayout(line)
        self.setLayout(parts.column(Beside(*halves, (5, 4))))
        self.setFocusProxy(self.form)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.record)

    def show_told(self, told: Told, *, first: bool) -> None:
        """Propose the next meeting, unless one is being written."""
        self._told = told
        self.setEnabled(told.writes)
        if first or not self.form.begun():
            self.clear()

    def clear(self) -> None:
        """A new meeting, today, of the next step, as long as the last one."""
        if self._told is None:
            return
        last = self._told.meetings[-1].values if self._told.meetings else {}
        self.start(
            {
                "date": clock.today().isoformat(),
                "minutes": last.get("minutes") or _USUAL,
                "step": self._told.next_step or last.get("step"),
                "group": False,
            }
        )

    def start(self, values: dict[str, Any]) -> None:
        """Begin with these values."""
        self.form.start(values)
        self.form.show_problems(())
        self._editing(False)

    def edit(self, loaded: Loaded) -> None:
        """A meeting that is there."""
        self.form.load(loaded)
        self.form.show_problems(())
        self._editing(True)
        self.form.inputs["date"].setFocus()

    def _editing(self, on: bool) -> None:
        self.remove.setVisible(on)
        self.leave.setVisible(on)
        words = _("Keep the change") if on else _("Note the meeting")
        self.save.setText(words)
        self.save.setAccessibleName(words)

    def record(self) -> None:
        """Write it, and propose the next."""
        if self._told is None or not self._told.writes:
            return
        new = self.form.record is None
        if new and self._told.state in _ENDED:
            self._say_ended(self._told.state)
            return
        if new and self._stage.presses.just(self):
            return
        draft = self.form.draft(**({"path": self._told.path.record} if new else {}))
        if draft is None:
            return
        self._stage.write([draft], said=_("Meeting noted."), done=self._written, owner=self)

    def _say_ended(self, state: str) -> None:
        """What has ended takes no meeting here; old ones still come in from a file."""
        words = word("migrapass_state", state)
        said = _("This path is closed ({state}): no meeting is noted on it.").format(state=words)
        if state == "STOPPED":
            said = _("This path was stopped: take it up again first.")
        self._stage.notices.warn(said)

    def _remove(self) -> None:
        draft = Draft("MigrapassMeeting", None, self.form.record, self.form.base)
        self._stage.write([draft], said=_("Removed."), done=self._written, owner=self)

    def _written(self, outcomes: list[Outcome]) -> None:
        problems = [p for o in outcomes for p in o.problems if p.code != _SHOWN]
        if outcomes[0].status == "refused":
            self.form.show_problems(problems)
            return
        self.clear()
        if problems:
            words = "\n".join(p.message for p in problems)
            self._stage.notices.warn(words, _("Undo"), self._stage.undo)
        self.form.inputs["date"].setFocus()


class Lane(QWidget):
    """A step with the cards of its meetings."""

    def __init__(self, number: str, words: str, *, met: bool, next_: bool) -> None:
        super().__init__()
        self.cards: list[TextCard] = []
        named = f"{number}. {words}" if number else words
        self.name = parts.label(named, "heading" if next_ else "", wrap=True)
        line = self.fontMetrics().height()
        self.name.setFixedWidth(15 * line)
        ahead = "←" if self.isRightToLeft() else "→"
        state = parts.label("✓" if met else ahead if next_ else "", "quiet")
        state.setFixedWidth(line)
        said = _("met") if met else _("next") if next_ else _("not yet")
        self.setAccessibleName(f"{named}: {said}")
        self._flow = FlowLayout(6)
        cards = QWidget()
        cards.setLayout(self._flow)
        cards.setSizePolicy(wrapping())
        lay = parts.row(state, self.name, gap=GAP)
        lay.addWidget(cards, 1)
        lay.setContentsMargins(0, 3, 0, 3)
        self.setLayout(lay)

    def add(self, words: str, detail: str, pressed: Callable[[], object]) -> None:
        """One more card."""
        card = TextCard(words, detail, pressed)
        self.cards.append(card)
        self._flow.addWidget(card)


class BoardSheet(PathSheet):
    """The line to note a meeting, and the lanes."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.line = MeetingLine(stage)
        self.lanes: dict[str, Lane] = {}
        self._rows = parts.column(gap=0)
        inside = QWidget()
        inside.setLayout(self._rows)
        board = parts.frame("card")
        lay = parts.column(Inside(inside))
        lay.setContentsMargins(2 * GAP, GAP, GAP, GAP)
        board.setLayout(lay)
        outer = parts.column(parts.card(self.line, margin=GAP), gap=GAP)
        outer.addWidget(board, 1)
        self.setLayout(outer)
        self.setFocusProxy(self.line)

    def fill(self, told: Told, *, first: bool) -> None:
        """Every step in its order, met or not."""
        self.line.show_told(told, first=first)
        parts.clear(self._rows)
        self.lanes = {}
        loose = [one for one in told.group_days if not one.step]
        if loose:
            self._lane("", "", _("Sessions of the group without a step"))
            for day in loose:
                self._add_group(self.lanes[""], day)
        for number, (code, words) in enumerate(mentoring.steps(), 1):
            self._lane(code, str(number), words)
            for meeting in told.meetings:
                if meeting.values.get("step") == code and not self._by_sheet(told, meeting):
                    self._add(self.lanes[code], meeting)
            for day in told.group_days:
                if day.step == code:
                    self._add_group(self.lanes[code], day)
        self._rows.addStretch(1)

    def _lane(self, code: str, number: str, words: str) -> None:
        assert self.told is not None
        if self.lanes:
            rule = parts.frame("rule")
            rule.setFixedHeight(1)
            self._rows.addWidget(rule)
        met, next_ = code in self.told.met, bool(code) and code == self.told.next_step
        self.lanes[code] = Lane(number, words, met=met, next_=next_)
        self._rows.addWidget(self.lanes[code])

    @staticmethod
    def _by_sheet(told: Told, meeting: Loaded) -> bool:
        """Whether a session of the group stands for it: one card says both."""
        days = {one.day for one in told.group_days}
        return bool(meeting.values.get("group")) and meeting.values.get("date") in days

    def _add(self, lane: Lane, meeting: Loaded) -> None:
        values = meeting.values
        words = f"{Day().show(values.get('date'))} · {length(int(values.get('minutes') or 0))}"
        if values.get("group"):
            words = f"{words} · {_('group')}"
        note = " ".join(str(values.get("note") or "").split())
        short = note if len(note) <= _NOTE else f"{note[:_NOTE].rstrip()}…"
        lane.add(words, short, lambda: self.line.edit(meeting))

    def _add_group(self, lane: Lane, day: GroupDay) -> None:
        words = f"{Day().show(day.day)} · {length(day.minutes)}"
        lane.add(words, _("group, from its sheet"), lambda: self._place(day))

    def _place(self, day: GroupDay) -> None:
        """Say which step a session of the group was about."""
        assert self.told is not None
        for meeting in self.told.meetings:
            if meeting.values.get("group") and meeting.values.get("date") == day.day:
                self.line.edit(meeting)
                return
        self.line.start({
            "date": day.day, "minutes": min(240, max(15, day.minutes)),
            "step": self.told.next_step, "group": True,
        })  # fmt: skip
        self.line.form.inputs["step"].setFocus()
