"""The timeline of a person: what happened, newest first, narrowed to a kind by one click."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from lapdesk.i18n import N_, _, ngettext
from lapdesk.services.timeline import GROUPS
from lapdesk.ui import parts
from lapdesk.ui.inputs_choice import Chips
from lapdesk.ui.later import Later
from lapdesk.ui.screens.people_event import EventRow
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.event import Event
    from lapdesk.services.following import Followed
    from lapdesk.ui.stage import Stage

# So many lines at a time: a page of widgets is what takes time, not reading.
AT_ONCE: Final = 40
# Of them those that are in sight first, and those that are made in one turn later.
FIRST: Final = 5
_SLICE: Final = 4
_GROUP_WORDS: Final = {
    "support": N_("Support"),
    "orientation": N_("Orientations"),
    "need": N_("Needs"),
    "workshop": N_("Workshops"),
    "progress": N_("Progress"),
    "migrapass": N_("Migrapass"),
    "agreement": N_("Agreements"),
}


class PathList(QWidget):
    """Lines by day; forty, then forty more on demand."""

    orient_from = Signal(object)  # Event

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.rows: list[EventRow] = []
        self._followed: Followed | None = None
        self._shown = AT_ONCE
        self._later = Later(self, stage.work.waiting)
        self._drawn: list[Event] | None = None
        self.filter = Chips(((c, _(w)) for c, w in _GROUP_WORDS.items()), several=True)
        self.filter.setAccessibleName(_("Show only"))
        self.filter.chose.connect(self._narrow)
        self.lay = parts.column(gap=0)
        self.curve = parts.button(_("See the progress"), self._see_progress, "link")
        whole = parts.column(self.filter, gap=GAP)
        whole.addLayout(parts.row(self.curve, None))
        whole.setContentsMargins(0, 0, GAP, 0)
        whole.addLayout(self.lay)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_record(self, followed: Followed) -> None:
        """Draw a person's timeline."""
        other = self._followed is None or followed.person.id != self._followed.person.id
        self._followed = followed
        if other:
            self._shown = AT_ONCE
            self.filter.choose([])
        self._offer_kinds(followed)
        if other:
            self._draw_first()
        elif self._events() != self._drawn:
            self._draw()

    def _offer_kinds(self, followed: Followed) -> None:
        """Only kinds that there are; none where all is of one."""
        here = {event.kind for event in followed.timeline}
        kinds = [group for group, of in GROUPS.items() if here.intersection(of)]
        self.filter.offer(kinds)
        self.filter.setVisible(len(kinds) > 1)
        own = {event.kind for event in followed.timeline if not event.of}
        self.curve.setVisible(not own.isdisjoint(GROUPS["progress"]))

    def _see_progress(self) -> None:
        from lapdesk.ui.screens.progress_curves import CurveDialog

        if self._followed is not None:
            CurveDialog(self._stage, self._followed.person.id, self.window()).open()

    def _narrow(self) -> None:
        self._shown = AT_ONCE
        self._draw()

    def _events(self) -> list[Event]:
        if self._followed is None:
            return []
        wanted = {kind for group in self.filter.chosen() for kind in GROUPS[group]}
        return [e for e in self._followed.timeline if not wanted or e.kind in wanted]

    def _draw_first(self) -> None:
        """The lines of another person: those at the top at once, the others later."""
        events = self._begin()
        self._add(events, FIRST)
        slices = -(-len(events[FIRST : self._shown]) // _SLICE)
        self._later.start([partial(self._add, events, _SLICE)] * slices + [self._end])

    def _draw(self) -> None:
        here = QApplication.focusWidget()
        left = next((n for n, r in enumerate(self.rows) if here and r.isAncestorOf(here)), None)
        records = [row.event_.record for row in self.rows]
        events = self._begin()
        self._later.start([])
        self._add(events, self._shown)
        self._end()
        if left is not None:
            self._return_to(records[left])

    def _return_to(self, record: str) -> None:
        """The keyboard goes back to the line that was pressed, or to the first that takes it."""
        takes = [row for row in self.rows if row.buttons]
        for row in [r for r in takes if r.event_.record == record] or takes[:1]:
            row.show()
            row.setFocus()

    def _begin(self) -> list[Event]:
        parts.clear(self.lay)
        self.rows = []
        self._drawn = self._events()
        return self._drawn

    def _add(self, events: list[Event], number: int) -> None:
        """So many more lines."""
        start = len(self.rows)
        day = events[start - 1].day if start else ""
        for event in events[start : min(start + number, self._shown)]:
            row = EventRow(self, self._stage, event, event.day != day, self._orienter(event))
            day = event.day
            self.rows.append(row)
            self.lay.addWidget(row)

    def _end(self) -> None:
        """What stands below the last of them."""
        events = self._drawn or []
        left = len(events) - self._shown
        if left > 0:
            words = ngettext("Show {n} earlier line", "Show {n} earlier lines", left)
            self.more = parts.button(words.format(n=left), self._more, "link")
            self.lay.addWidget(self.more)
        if not events:
            said = _("Nothing yet. Note a visit, orient, enrol: it will stand here by day.")
            self.lay.addWidget(parts.label(said, "quiet", wrap=True))

    def _orienter(self, event: Event) -> Callable[[], None]:
        return lambda: self.orient_from.emit(event)

    def _more(self) -> None:
        start = len(self.rows)
        self._shown += AT_ONCE
        self.lay.removeWidget(self.more)
        self.more.hide()
        self.more.deleteLater()
        self._add(self._drawn or [], AT_ONCE)
        self._end()
        if start < len(self.rows):
            self.rows[start].setFocus()
