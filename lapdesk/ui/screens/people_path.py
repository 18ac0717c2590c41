"""The timeline of a person: what happened, newest first, and what can be answered in a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.models.draft import Draft
from lapdesk.models.kinds import Day
from lapdesk.services.following import OPEN_NEEDS
from lapdesk.ui import icons, parts
from lapdesk.ui.screens.today_follow import HappenedPanel, tell
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.following import Event, Followed
    from lapdesk.services.happened import Sentence
    from lapdesk.ui.stage import Stage

_FIRST: Final = 40
_ICONS: Final = {
    "act": "visit",
    "session": "workshops",
    "orientation": "orientation",
    "step": "next",
    "need": "edit",
    "enrolment": "add",
}


class PathList(QWidget):
    """Lines by day; the first forty, then all on demand."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.rows: list[EventRow] = []
        self._followed: Followed | None = None
        self._all = ""
        self.lay = parts.column(gap=0)
        self.lay.setContentsMargins(0, 0, GAP, 0)
        self.setLayout(self.lay)

    def show_record(self, followed: Followed) -> None:
        """Draw a person's timeline."""
        self._followed = followed
        parts.clear(self.lay)
        self.rows = []
        events = followed.timeline
        shown = events if self._all == followed.person.id else events[:_FIRST]
        day = ""
        for event in shown:
            row = EventRow(self._stage, event, first=event.day != day)
            day = event.day
            self.rows.append(row)
            self.lay.addWidget(row)
        left = len(events) - len(shown)
        if left:
            words = ngettext("Show {n} earlier line", "Show {n} earlier lines", left)
            self.lay.addWidget(parts.button(words.format(n=left), self._more, "link"))
        if not events:
            said = _("Nothing yet. Note a visit, orient, enrol: it will stand here by day.")
            self.lay.addWidget(parts.label(said, "quiet", wrap=True))
        self.lay.addStretch(1)

    def _more(self) -> None:
        if self._followed is not None:
            self._all = self._followed.person.id
            self.show_record(self._followed)


class EventRow(QFrame):
    """Day, what, more about it, and the one thing that can be done with it."""

    def __init__(self, stage: Stage, event: Event, *, first: bool) -> None:
        super().__init__()
        self._stage = stage
        self.event_ = event
        self.panel: HappenedPanel | None = None
        day = parts.label(Day().show(event.day) if first and event.day else "", "quiet")
        day.setMinimumWidth(day.fontMetrics().horizontalAdvance("00/00/0000") + GAP)
        title = parts.label(event.title, wrap=True)
        detail = parts.label(event.detail, "quiet", wrap=True)
        words = parts.column(title, gap=0)
        if event.detail:
            words.addWidget(detail)
        line = parts.row(day, _icon(_ICONS[event.kind]), gap=GAP)
        line.setAlignment(day, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self._add_action(line)
        self.lay = parts.column(gap=GAP)
        self.lay.setContentsMargins(0, GAP // 2 if not first else GAP, 0, GAP // 2)
        self.lay.addLayout(line)
        self.setLayout(self.lay)

    def _add_action(self, line: QHBoxLayout) -> None:
        event = self.event_
        if event.entity == "Orientation":
            self.paper = parts.button(_("Letter"), self._letter, "link")
            line.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignTop)
        if event.entity == "Orientation" and event.state not in ("", "DECLINED", "DRAFT"):
            self.ask = parts.button(_("What happened?"), self._ask)
            line.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignTop)
        elif event.entity == "Need" and event.state in OPEN_NEEDS:
            self.settled = parts.button(_("Settled"), self._settle)
            line.addWidget(self.settled, 0, Qt.AlignmentFlag.AlignTop)

    def _ask(self) -> None:
        if self.panel is None:
            self.panel = HappenedPanel(self.event_.last_step, self._tell)
            self.lay.addWidget(self.panel)
            self.panel.show()
        else:
            self.panel.setVisible(self.panel.isHidden())
        self.panel.setFocus()

    def _tell(self, sentence: Sentence) -> None:
        event = self.event_
        tell(self._stage, event.record, event.state, event.base, sentence)

    def _settle(self) -> None:
        values = {"state": "ANSWERED", "answered_on": clock.today().isoformat()}
        draft = Draft("Need", values, self.event_.record, self.event_.base)
        self._stage.write([draft], said=_("Need settled."))

    def _letter(self) -> None:
        from lapdesk.ui.screens.people_letter import LetterDialog

        dialog = LetterDialog(self._stage, self.event_.record, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _icon(name: str) -> QLabel:
    made = parts.label("")
    colour = made.palette().color(QPalette.ColorRole.PlaceholderText).name()
    made.setPixmap(icons.picture(name, colour, 18, made.devicePixelRatioF()))
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made
