"""« Qui travaille avec qui »: orientations and links as a picture, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from lapdesk.i18n import _
from lapdesk.services import tied
from lapdesk.ui import parts
from lapdesk.ui.beside import Inside
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.pictures import PictureLabel
from lapdesk.ui.screen import Page
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from lapdesk.services.tied import Choice, Drawn
    from lapdesk.ui.stage import Stage

# In pixels at 100 %: a picture wider than this reads no better; what stands beside it.
_WIDEST = 900
_EDGES = 9 * GAP


class LinksPage(Page):
    """What is drawn is chosen above: orientations, then each kind of link that is known."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.code = tied.ORIENTATIONS
        self.chips = QWidget()
        self.chips.setLayout(FlowLayout(6))
        self.chips.setSizePolicy(wrapping())
        self.buttons: dict[str, QPushButton] = {}
        self.section = parts.Section("")
        self.picture: PictureLabel | None = None
        self.none = parts.label("", "quiet", wrap=True)
        self.words = parts.label("", wrap=True)
        for made in (self.none, self.words):
            self.section.inside.addWidget(made)
        page = QWidget()
        column = parts.column(self.section)
        column.addStretch(1)
        page.setLayout(column)
        lay = parts.column(self.chips, gap=2 * GAP)
        lay.addWidget(Inside(page), 1)
        self.setLayout(lay)
        self.setFocusProxy(self.chips)

    def ask(self) -> None:
        """What is chosen, drawn anew."""
        large = self._stage.preferences.scale / 100
        width = int(min(self.width() / large - _EDGES, _WIDEST))
        scale = large * self.devicePixelRatioF()
        self._stage.ask(
            tied.drawn, self.code, width, scale, done=self._show, owner=self, latest="links"
        )

    def _show(self, found: Drawn) -> None:
        if found.code != self.code:
            return
        self._draw_choices(found.choices)
        self.section.heading.setText(found.about)
        if self.picture is not None:
            self.picture.hide()
            self.picture.deleteLater()
            self.picture = None
        if found.picture is not None:
            self.picture = PictureLabel(found.picture, found.about, self.devicePixelRatioF())
            self.section.inside.insertWidget(0, self.picture)
            self.picture.show()
        said = (
            _("No orientation in that year.")
            if found.code == tied.ORIENTATIONS
            else _("No such link is known. It is added on a structure's card.")
        )
        self.none.setText(said)
        self.none.setVisible(found.picture is None)
        self.words.setText("\n".join(found.lines))
        self.words.setVisible(bool(found.lines))

    def _draw_choices(self, choices: tuple[Choice, ...]) -> None:
        wanted = {one.code: one.words for one in choices}
        if list(wanted) != list(self.buttons):
            lay = self.chips.layout()
            assert lay is not None
            parts.clear(lay)
            group = QButtonGroup(self.chips)
            self.buttons = {}
            for code, words in wanted.items():
                made = parts.button(words, self._chooser(code), "chip")
                made.setCheckable(True)
                group.addButton(made)
                lay.addWidget(made)
                self.buttons[code] = made
        for code, words in wanted.items():
            self.buttons[code].setText(words.replace("&", "&&"))
            self.buttons[code].setAccessibleName(words)
            self.buttons[code].setChecked(code == self.code)

    def _chooser(self, code: str) -> Callable[[], None]:
        return lambda: self.choose(code)

    def choose(self, code: str) -> None:
        """Draw another kind of ties."""
        self.code = code
        self.ask()
