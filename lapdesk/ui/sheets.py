"""Pages of one place behind a row of tabs that wraps; only the one in sight takes room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from lapdesk.ui import parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.theme import GAP

Make = Callable[[], QWidget]


class Sheets(QWidget):
    """A row of names; the page of the one that is pressed. A page is made when first seen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._makers: dict[str, Make] = {}
        self.pages: dict[str, QWidget] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.chosen = ""
        self._group = QButtonGroup(self)
        self._tabs = FlowLayout(GAP)
        row = QWidget()
        row.setLayout(self._tabs)
        row.setSizePolicy(wrapping())
        self._inside = parts.column()
        lay = parts.column(gap=2 * GAP)
        lay.addWidget(row)
        lay.addLayout(self._inside, 1)
        self.setLayout(lay)

    def add(self, name: str, words: str, make: Make) -> None:
        """One more page."""
        button = parts.button(words, self._goer(name), "chip")
        button.setCheckable(True)
        self._group.addButton(button)
        self._tabs.addWidget(button)
        self.buttons[name], self._makers[name] = button, make

    def _goer(self, name: str) -> Callable[[], object]:
        return lambda: self.go(name)

    def rename(self, name: str, words: str) -> None:
        """Other words on the tab: a count has changed."""
        button = self.buttons[name]
        button.setText(words.replace("&", "&&"))
        button.setAccessibleName(words)

    def show_tab(self, name: str, shown: bool) -> None:
        """Offer a page or not."""
        self.buttons[name].setVisible(shown)

    def go(self, name: str) -> QWidget:
        """Show a page."""
        page = self.pages.get(name)
        if page is None:
            page = self.pages[name] = self._makers[name]()
            self._inside.addWidget(page, 1)
        self.chosen = name
        for other, made in self.pages.items():
            made.setVisible(other == name)
        self.buttons[name].setChecked(True)
        seen = getattr(page, "seen", None)
        if seen is not None:
            seen()
        return page
