"""« Reçues »: who is expected, late or counted; who is to be confirmed; files taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Day
from lapdesk.services import expected
from lapdesk.ui import parts
from lapdesk.ui.listed import Listed, ListedView
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.screens.exchange_confirm import ConfirmSection
from lapdesk.ui.screens.exchange_takein import TakeInSection
from lapdesk.ui.screens.figures_period import PeriodPage
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.balance import Days
    from lapdesk.services.expected import Expected, Line
    from lapdesk.ui.stage import Stage

_LEAST_LINES = 5


class ReceivedPage(PeriodPage):
    """The associations on one side; what to do about them on the other."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__(stage, days)
        self.lines: dict[str, Line] = {}
        self.said = parts.label("", "heading", wrap=True)
        heads = (_("Association"), _("State"), _("No."), _("Signed by"))
        self.view = ListedView(_("Associations expected"), heads, wide=(0,), wraps=True)
        self.view.setMinimumHeight(_LEAST_LINES * self.view.verticalHeader().defaultSectionSize())
        self.view.chose.connect(self._chose)
        self.empty = parts.label(
            _(
                "No association yet. Take in their summaries: each authority is confirmed once, "
                "aloud, and is expected from then on."
            ),
            "quiet",
            wrap=True,
        )
        self.notes = parts.label("", "quiet", wrap=True)
        self.remind = parts.button(_("Copy the reminder"), self._copy)
        self.remind.setToolTip(_("A polite text for this association, to paste where you write."))
        self.waiting = ConfirmSection(stage)
        self.takein = TakeInSection(stage)
        self.waiting.confirmed.connect(self.takein.forget_held)
        second = QWidget()
        other = parts.column(self.waiting, self.takein, gap=2 * GAP)
        other.setContentsMargins(0, 0, GAP, 0)
        other.addStretch(1)
        second.setLayout(other)
        self.setLayout(parts.column(Panes(self._first(), scrolled(second), (1, 1))))
        self.setFocusProxy(self.view)

    def _first(self) -> QWidget:
        made, lay = QWidget(), parts.column()
        lay.addWidget(self.said)
        lay.addWidget(self.empty)
        lay.addWidget(self.view, 1)
        lay.addWidget(self.notes)
        # Where there is no list what stands here keeps to the top.
        lay.addStretch(0)
        lay.addLayout(parts.row(self.remind, None))
        made.setLayout(lay)
        return made

    def ask(self) -> None:
        """Ask who stands where, and who waits to be believed."""
        self.waiting.ask()
        self._stage.ask(
            expected.received, self.days, done=self._show, failed=self._refuse, owner=self,
            latest="expected",
        )  # fmt: skip

    def _show(self, found: Expected) -> None:
        self.lines = {line.id: line for line in found.lines}
        self.said.setText(_summed(found))
        self.empty.setVisible(not found.lines)
        self.view.setVisible(bool(found.lines))
        self.view.fill([_listed(line) for line in found.lines])
        self._chose(self.view.chosen())

    def _refuse(self, error: LapdeskError) -> None:
        self.said.setText(f"{error.title} {error.advice} ({error.code})")

    def _chose(self, key: str) -> None:
        line = self.lines.get(key)
        self.remind.setEnabled(line is not None and line.may_be_reminded)
        notes = [] if line is None else list(line.notes)
        if line is not None and line.words:
            notes.append(_("Words of its authority: {words}").format(words=line.words))
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(self.notes.text()))

    def _copy(self) -> None:
        line = self.lines.get(self.view.chosen())
        if line is None:
            return
        name = line.association

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            said = _("Reminder for {association} copied: paste it where you write to them.")
            self._stage.notices.say(said.format(association=name))

        self._stage.ask(expected.reminder, self.days, name, done=done, owner=self)


def _listed(line: Line) -> Listed:
    state = line.said
    if line.late_days:
        days = ngettext("{state}, {n} day", "{state}, {n} days", line.late_days)
        state = days.format(state=state, n=line.late_days)
    number = "" if line.number is None else str(line.number)
    return Listed(line.id, (line.association, state, number, line.signer),
                  bold=line.state in ("late", "held"))  # fmt: skip


def _summed(found: Expected) -> str:
    n, every = found.count("included"), len(found.lines)
    words = [_("Summaries received: {n} of {all}.").format(n=n, all=every)]
    late = found.count("late")
    if late:
        words.append(ngettext("{n} is late.", "{n} are late.", late).format(n=late))
    n = sum(sheet.state == "counts" for sheet in found.sheets)
    if n:
        words.append(ngettext("Besides, {n} declared.", "Besides, {n} declared.", n).format(n=n))
    if found.due_on:
        words.append(_("They were asked for before {day}.").format(day=Day().show(found.due_on)))
    return " ".join(words)
