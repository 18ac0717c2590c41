"""« Carte »: the tile map of the territory, one measure at a time, with the numbers behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from lapdesk.i18n import _
from lapdesk.services import territory
from lapdesk.ui import parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.panes import Panes, scrolled
from lapdesk.ui.pictures import PictureLabel
from lapdesk.ui.screen import Page
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.territory import Mapped
    from lapdesk.ui.stage import Stage

# To a point of paper: the whole width of the department beside its table on a small laptop.
_PIXELS: Final = 1.15


class MapPage(Page):
    """The measures as chips; the map; a table beside it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.measure = next(iter(territory.MEASURES))
        self.buttons: dict[str, QPushButton] = {}
        chips = QWidget()
        flow = FlowLayout(6)
        group = QButtonGroup(self)
        for name, words in territory.MEASURES.items():
            made = parts.button(_(words), self._chooser(name), "chip")
            made.setCheckable(True)
            made.setChecked(name == self.measure)
            group.addButton(made)
            flow.addWidget(made)
            self.buttons[name] = made
        chips.setLayout(flow)
        chips.setSizePolicy(wrapping())
        self.covered = parts.label("", "quiet", wrap=True)
        left, right = QWidget(), QWidget()
        self.place = parts.column()
        left.setLayout(self.place)
        self.grid = QGridLayout()
        self.grid.setColumnStretch(0, 1)
        self.grid.setHorizontalSpacing(2 * GAP)
        table = parts.Section(_("By commune"))
        table.inside.addWidget(self.covered)
        table.inside.addLayout(self.grid)
        beside = parts.column(table)
        beside.addStretch(1)
        right.setLayout(beside)
        lay = parts.column(chips, gap=GAP)
        lay.addWidget(Panes(scrolled(left), scrolled(right), (2, 1)), 1)
        self.setLayout(lay)
        self.setFocusProxy(self.buttons[self.measure])

    def _chooser(self, name: str) -> Callable[[], None]:
        def choose() -> None:
            self.measure = name
            self.ask()

        return choose

    def ask(self) -> None:
        """The map of the measure that is chosen."""
        self._stage.ask(
            territory.mapped, self.measure, self.devicePixelRatioF() * _PIXELS,
            done=self._show, owner=self, latest="map",
        )  # fmt: skip

    def _show(self, found: Mapped) -> None:
        parts.clear(self.place)
        name = _("Map of the territory: {what}").format(what=_(territory.MEASURES[self.measure]))
        self.place.addWidget(PictureLabel(found.picture, name, self.devicePixelRatioF()))
        self.place.addStretch(1)
        self.covered.setText(found.covered)
        parts.clear(self.grid)
        for row, line in enumerate(found.lines):
            self.grid.addWidget(parts.label(line.commune, wrap=True), row, 0)
            self.grid.addWidget(parts.label(line.shown), row, 1, Qt.AlignmentFlag.AlignRight)
        if not found.lines:
            self.grid.addWidget(parts.label(_("Nothing to show yet."), "quiet", wrap=True), 0, 0)
