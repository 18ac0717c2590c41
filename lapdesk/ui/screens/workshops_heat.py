"""The map of a workshop's attendance: a line a learner, a column a session, a letter a mark.

One colour alone, the darker the more of the session was attended; letters say the same where
there is no colour.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _, ngettext
from lapdesk.services import presence
from lapdesk.services.presence import WHOLE, Presence
from lapdesk.ui import parts, theme
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.screens.roll_table import KEYS
from lapdesk.ui.screens.workshops_heat_view import HeatTable, HeatView, swatch
from lapdesk.ui.screens.workshops_rows import Subpage, entries
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP


class HeatPage(Subpage):
    """`workshop` is set before the page is shown; a click or Enter opens a session's roll."""

    def __init__(self, stage: Stage, call: Callable[[str], None]) -> None:
        super().__init__()
        self.stage = stage
        self.workshop = ""
        self._shown = ""
        self.presence: Presence | None = None
        self.table = HeatTable(stage)
        self.view = HeatView(self.table, _("Attendance by session and person"))
        self.view.opened.connect(call)
        self.view.selectionModel().currentChanged.connect(lambda *_where: self._say())
        self.words = parts.label("", "quiet", wrap=True)
        self.where = parts.label("", wrap=True)
        self.none = parts.label(
            _("No session was held yet. The map fills as sheets are called."), "quiet", wrap=True
        )
        self.legend = QWidget()
        self._swatches: list[tuple[Any, int | None]] = []
        self._lay_out()
        stage.preferred.connect(lambda _looks: self._recolour())
        self.setFocusProxy(self.view)

    def _lay_out(self) -> None:
        card = parts.Section(_("Attendance by session and person"))
        self.legend.setLayout(FlowLayout(2 * GAP))
        self.legend.setSizePolicy(wrapping())
        for quarters, said in (
            (WHOLE, _("the whole session")),
            (WHOLE - 1, _("part of it")),
            (0, _("absent")),
            (None, _("not called")),
        ):
            self._explain(quarters, said)
        marks = entries("attendance")
        letters = " · ".join(f"{key} {marks[code]}" for key, code in KEYS.items())
        for part in (self.words, self.none, self.view, self.where, self.legend):
            card.inside.addWidget(part)
        card.inside.addWidget(parts.label(letters, "quiet", wrap=True))
        card.inside.setStretchFactor(self.view, 1)
        self.lay.addWidget(card, 1)

    def _explain(self, quarters: int | None, said: str) -> None:
        one, colour = QWidget(), parts.label("")
        one.setLayout(parts.row(colour, parts.label(said, "quiet"), gap=6))
        self._swatches.append((colour, quarters))
        lay = self.legend.layout()
        assert lay is not None
        lay.addWidget(one)
        self._recolour()

    def _recolour(self) -> None:
        of = theme.colours(self.stage.preferences)
        for label, quarters in self._swatches:
            label.setPixmap(swatch(of, quarters, label.fontMetrics().height()))
        self.view.viewport().update()

    def title(self) -> str:
        """The workshop's own title."""
        return self.presence.title if self.presence is not None else _("Attendance")

    def arrive(self) -> None:
        """Another workshop is not shown under the title of the one before."""
        if self._shown != self.workshop:
            self._shown, self.presence = self.workshop, None
            self.table.show_map(None)
        super().arrive()

    def refresh(self) -> None:
        """Ask for the map."""
        self.stage.ask(
            presence.map_of, self.workshop, done=self._show, owner=self, latest="attendance map"
        )

    def _show(self, found: Presence) -> None:
        self.presence = found
        self.table.show_map(found)
        there = bool(found.sessions and found.learners)
        self.view.setVisible(there)
        self.none.setVisible(not there)
        for part in (self.words, self.where, self.legend):
            part.setVisible(there)
        self.words.setText(_about(found))
        self._recolour()
        self.titled()
        if self.arriving and there:
            self.arriving = False
            self.view.fit()
            if not self.view.currentIndex().isValid():
                self.view.go_to_last()
            self.view.setFocus()
        self._say()

    def _say(self) -> None:
        self.where.setText(self.table.words(self.view.currentIndex()))


def _about(found: Presence) -> str:
    n, people = len(found.sessions), len(found.learners)
    said = [
        ngettext("{n} session so far", "{n} sessions so far", n).format(n=n),
        ngettext("{n} person", "{n} people", people).format(n=people),
    ]
    if found.to_come:
        more = ngettext("{n} session to come", "{n} sessions to come", found.to_come)
        said.append(more.format(n=found.to_come))
    said.append(_("under each day, who came; beside each name, sessions attended"))
    return " · ".join(said)
