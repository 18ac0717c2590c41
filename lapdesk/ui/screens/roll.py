"""The roll of a session: every key is written at once; Ctrl+Enter closes the sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models.draft import Problem
from lapdesk.models.rules.workshops import LATE, MINUTES_LOST
from lapdesk.services import roll
from lapdesk.services.roll import Marked
from lapdesk.services.sheet import Sheet
from lapdesk.services.sheets import Job
from lapdesk.ui import icons, parts
from lapdesk.ui.finding import Found
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.panes import scrolled
from lapdesk.ui.printing import ask_to_print
from lapdesk.ui.screens.roll_about import AboutSession
from lapdesk.ui.screens.roll_keys import KeysBar
from lapdesk.ui.screens.roll_table import RollTable, RollView
from lapdesk.ui.screens.roll_words import state_words, when_words
from lapdesk.ui.screens.roll_writes import RollWrites
from lapdesk.ui.screens.workshops_people import PersonEdit
from lapdesk.ui.screens.workshops_rows import Subpage, entries, menu_of
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

SAFE_MS: Final = 4 * 60 * 60 * 1000
ABOUT_HEIGHT: Final = 240
ROLL_HEIGHT: Final = 200


class RollPage(Subpage):
    """`session` is set before the page is shown."""

    def __init__(self, stage: Stage, back: Callable[[], None]) -> None:
        super().__init__()
        self.stage = stage
        self.session = ""
        self._back = back
        self.writes = RollWrites(stage, self, self.refresh, self._message)
        self._hours = QTimer(self)
        self._hours.setSingleShot(True)
        self._hours.setInterval(SAFE_MS)
        self._hours.timeout.connect(self._end)
        self._make()
        self._lay_out()
        self._wire()

    def _make(self) -> None:
        self.print = parts.button(_("Print the sheet"), self.print_sheet)
        icons.put(self.print, "print")
        self.cancel = menu_of(
            _("Cancel the session…"), entries("cancel_reason"), self._cancel, self
        )
        self.revive = parts.button(_("Hold it after all"), self._revive)
        self.tools = [self.cancel, self.revive, self.print]
        self.when = parts.label("", "heading")
        self.words = parts.label("")
        self.keys = KeysBar(self.mark, self.all_present)
        self.table = RollTable(self.stage)
        self.view = RollView(self.table, _("Attendance sheet"))
        self.nobody = parts.label(
            _("Nobody is enrolled on that day. Add people below, or count them on the right."),
            "quiet",
            wrap=True,
        )
        self.guest = PersonEdit(self.stage, _("Add somebody (I): code or name"))
        self.close_sheet = parts.button(_("Close the sheet"), self.lock, "main")
        self.close_sheet.setToolTip(_("Ctrl+Enter"))
        self.about = AboutSession(self.stage, self.describe)

    def _lay_out(self) -> None:
        card = parts.frame("card")
        head = QWidget()
        flow = FlowLayout(2 * GAP)
        flow.addWidget(self.when)
        flow.addWidget(self.words)
        head.setLayout(flow)
        head.setSizePolicy(wrapping())
        inside = parts.column(margin=2 * GAP)
        for part in (head, self.keys, self.view, self.nobody):
            inside.addWidget(part)
        for part in (self.view, self.nobody):
            inside.setStretchFactor(part, 1)
        foot = parts.row(self.guest, self.close_sheet)
        foot.setStretch(0, 1)
        inside.addLayout(foot)
        card.setLayout(inside)
        area = scrolled(self.about)
        area.setMinimumHeight(ABOUT_HEIGHT)
        self.view.setMinimumHeight(ROLL_HEIGHT)
        self.sides(card, area, (5, 2))
        self.setFocusProxy(self.view)

    def _wire(self) -> None:
        self.view.marked.connect(self.mark)
        self.view.longer.connect(self.longer)
        self.view.all_present.connect(self.all_present)
        self.view.guest.connect(self.guest.setFocus)
        self.view.space.connect(self.about.to_space)
        self.view.closing.connect(self.lock)
        self.view.selectionModel().currentRowChanged.connect(lambda *_where: self._show_keys())
        self.guest.chosen.connect(self.add_guest)
        self.guest.left.connect(self.view.setFocus)
        self.about.signed.clicked.connect(self._sign)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet one is on, once it is read."""
        return self.writes.sheet

    def title(self) -> str:
        """The workshop's own title."""
        return self.sheet.title if self.sheet is not None else _("Attendance sheet")

    def arrive(self) -> None:
        """Open the sheet; the safe opens with it for who may."""
        self.arriving = True
        self.writes.begin()
        self.table.show_lines(())
        self.stage.ask(
            roll.open_sheet, self.session, done=self._show, failed=self._gone, owner=self
        )

    def _gone(self, error: Any) -> None:
        self.stage.notices.fail(error)
        self._back()

    def refresh(self) -> None:
        """Read anew what others wrote, or what was taken back."""
        if self.writes.own or self.sheet is None:
            return
        self.table.redraw()
        self.stage.ask(
            roll.read_again,
            self.sheet,
            done=self._show,
            failed=self._gone,
            owner=self,
            latest="roll",
        )

    def _show(self, sheet: Sheet) -> None:
        if sheet.id != self.session:
            return
        self.writes.sheet = sheet
        self.table.show_lines(sheet.lines)
        # Keys that came while the answer was on its way are shown over it.
        for _number, marked in self.writes.pending.values():
            self.table.put(marked.participant, marked.mark, marked.minutes)
        self.about.show_sheet(sheet)
        self._tell()
        if self.arriving:
            self.arriving = False
            self._hold()
            self.view.go(0)
            (self.view if sheet.lines else self.guest).setFocus()
            self.titled()

    def _tell(self) -> None:
        """Everything that hangs on the session's state and on the marks."""
        if self.sheet is None:
            return
        state, lines = self.sheet.state, self.table.lines
        cancelled, locked = state == "CANCELLED", state == "LOCKED"
        marked = any(line.mark for line in lines)
        self.when.setText(when_words(self.sheet))
        self.words.setText(" · ".join(state_words(self.sheet, lines)))
        self.nobody.setVisible(not lines)
        if lines and self.view.isHidden() and not self.arriving:
            self.view.setFocus()  # given to it as it comes in sight
        self.view.setVisible(bool(lines))
        self.keys.setVisible(bool(lines))
        for part in (self.view, self.keys, self.guest, self.close_sheet):
            part.setEnabled(not cancelled)
        self.close_sheet.setVisible(not locked)
        here = self.isVisible()
        self.cancel.setVisible(here and not cancelled and not locked and not marked)
        self.revive.setVisible(here and cancelled)
        if here and cancelled:
            self.revive.setFocus()
        self._show_keys()

    def _show_keys(self) -> None:
        line = self.view.line()
        self.keys.show_mark(line.mark if line else "")

    def mark(self, code: str) -> None:
        """Mark whoever one is on; the same mark again is a quarter of an hour more missed."""
        line = self.view.line()
        if line is None or self.sheet is None:
            return
        minutes = None
        if code in LATE and line.mark == code:
            minutes = (line.minutes_lost or MINUTES_LOST) + MINUTES_LOST
        elif code == line.mark:
            return
        self._put([Marked(line.participant, code, self._within(minutes))])

    def longer(self, more: int) -> None:
        """So many minutes more missed, or fewer."""
        line = self.view.line()
        if line is not None and line.mark in LATE:
            lost = MINUTES_LOST if line.minutes_lost is None else line.minutes_lost
            self._put([Marked(line.participant, line.mark, self._within(max(0, lost + more)))])

    def _within(self, minutes: int | None) -> int | None:
        return None if minutes is None or self.sheet is None else min(minutes, self.sheet.minutes)

    def all_present(self) -> None:
        """Everybody who was not called yet is present."""
        left = [line for line in self.table.lines if not line.mark]
        if left:
            self._put([Marked(line.participant, "P") for line in left])

    def _put(self, marked: Sequence[Marked]) -> None:
        def write(reason: str | None) -> None:
            for one in marked:
                self.table.put(one.participant, one.mark, one.minutes)
            self.writes.marks(marked, reason)
            self._tell()

        self.writes.with_reason(write)

    def _message(self, problem: Problem) -> str:
        """Who is still to be called as the sheet names them, or hides them."""
        if problem.code != "V7":
            return problem.message
        left = [x.called(self.stage.hidden) for x in self.table.lines if not x.mark]
        return _("Still to call: {names}.").format(names=", ".join(left))

    def add_guest(self, found: Found) -> None:
        """Somebody who was not expected is here; who is on the sheet already is gone to."""
        person = str(found.key)
        self.view.setFocus()
        there = [line.participant for line in self.table.lines]
        if person in there:
            self.view.go(there.index(person))
        else:
            self.writes.with_reason(lambda reason: self.writes.guest(person, reason))

    def describe(self, values: dict[str, Any]) -> None:
        """Save what is known of the session itself."""
        self.writes.with_reason(
            lambda reason: self.writes.describe(values, reason, self.about.refused)
        )

    def lock(self) -> None:
        """Close the sheet: what was signed for stands as it is."""
        if self.sheet is not None and self.sheet.state not in ("LOCKED", "CANCELLED"):
            self.about.settle()
            self.writes.verb(_("Sheet closed."), roll.lock, self.about.signed.isChecked())

    def _sign(self, signed: bool) -> None:
        """Who came later is taken along when the sheet is closed."""
        said = _("Noted as signed.") if signed else _("No longer noted as signed.")
        self.writes.with_reason(lambda why: self.writes.verb(said, roll.sign, signed, why))

    def _cancel(self, why: str) -> None:
        self.writes.verb(_("Session cancelled."), roll.cancel, why)

    def _revive(self) -> None:
        self.writes.verb(_("The session is planned again."), roll.revive)

    def print_sheet(self) -> None:
        """The sheet on paper."""
        ask_to_print(self.stage, Job("attendance", (self.session,)), self)

    def settle(self) -> None:
        """Save the field that somebody is in."""
        if self.sheet is not None:
            self.about.settle()

    def leave(self) -> None:
        """The roll is over."""
        self.settle()
        self._end()
        self.writes.sheet = None

    def _hold(self) -> None:
        """The safe stays open as long as the roll, four hours at most."""
        self.stage.safe.hold(True)
        self._hours.start()
        if self.sheet is not None and self.sheet.opened_safe:
            self.stage.safe.changed.emit(True)

    def _end(self) -> None:
        """The safe closes where it was opened for this roll."""
        self._hours.stop()
        self.stage.safe.hold(False)
        if self.sheet is not None and self.sheet.opened_safe:
            self.writes.sheet = replace(self.sheet, opened_safe=False)
            self.stage.safe.close()
