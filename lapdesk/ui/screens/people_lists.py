"""Lists of people to go through: news to ask for, records alike, to review, to erase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.ui import parts
from lapdesk.ui.beside import Inside
from lapdesk.ui.screens.people_alike import AlikePage
from lapdesk.ui.screens.people_due import ErasePage, ReviewPage
from lapdesk.ui.screens.people_news import NewsPage
from lapdesk.ui.sheets import Sheets
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.ui.stage import Stage

# What may be asked for in place of a person: one of the lists.
LISTS: Final = ("news", "alike", "review", "erase")


class PeopleLists(QWidget):
    """One list at a time, in the whole width of the page."""

    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.pages: dict[str, Any] = {"alike": AlikePage(stage)}
        self.sheets = Sheets(_("Lists to go through"))
        if roles.may_write(stage.roles, "OrientationStep"):
            self.pages["news"] = NewsPage(stage)
            self.sheets.add("news", _("News to ask for"), lambda: Inside(self.pages["news"]))
        self.sheets.add("alike", _("Records that look alike"), lambda: Inside(self.pages["alike"]))
        if roles.may_do(stage.roles, "retention"):
            self.pages |= {"review": ReviewPage(stage), "erase": ErasePage(stage)}
            self.sheets.add("review", _("To review"), lambda: Inside(self.pages["review"]))
            self.sheets.add("erase", _("To erase"), lambda: Inside(self.pages["erase"]))
        self.back = parts.button(_("Back to the list of people (Esc)"), self.left.emit, "link")
        lay = parts.column(gap=GAP)
        lay.addLayout(parts.row(self.back, None))
        lay.addWidget(self.sheets, 1)
        self.setLayout(lay)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.left)

    def go(self, name: str) -> None:
        """Show a list, asked for anew."""
        if name not in self.pages:
            name = next(iter(self.sheets.buttons))
        self.sheets.go(name)
        self.refresh()
        self.pages[name].setFocus()

    def refresh(self) -> None:
        """Those that were seen ask anew."""
        for name in self.sheets.pages:
            self.pages[name].ask()
