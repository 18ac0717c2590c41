"""The balance: figures of a period, the signed summary, files exchanged, what wants a look."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import balance
from lapdesk.services.asked import Asked
from lapdesk.services.balance import Days
from lapdesk.ui.screen import Screen
from lapdesk.ui.screens.figures_period import PeriodBar
from lapdesk.ui.sheets import Sheets
from lapdesk.ui.stage import Stage

# Pages that speak of the period above them.
_OF_A_PERIOD = ("figures", "funder", "summary")


class FiguresScreen(Screen):
    """A period above, pages below; each page is made when it is first seen."""

    # What figures read, and what the other pages show besides.
    shows = balance.entities() | {"ExchangeFile", "Key", "Offer", "Consent", "SummaryRequest"}

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Balance"))
        self.period = PeriodBar()
        self.sheets = Sheets(_("Parts of the balance"))
        self._add("figures", _("Figures"), self._figures, "indicators")
        if roles.may_read(stage.roles, "FunderSheet"):
            self._add("funder", _("Funder"), self._funder, "indicators")
        self._add("summary", _("Summary"), self._summary, "summary")
        self._add("exchange", _("Exchange"), self._exchange, "takein")
        self._add("look", _("To look at"), self._look, "settle")
        if "funder" in self.sheets.buttons:
            self.sheets.show_tab("funder", False)
        self.tools.addWidget(self.period)
        self.body.addWidget(self.sheets, 1)
        self.period.changed.connect(self._speak_of)
        # The request whose period was shown once: then the person's own choice of days stands.
        self._answered = ""
        self._asked: Asked | None = None
        for button in self.sheets.buttons.values():
            button.clicked.connect(self._moved)
        if self.sheets.buttons:
            self.go(next(iter(self.sheets.buttons)))

    def _add(self, name: str, words: str, make: Any, verb: str) -> None:
        if roles.may_do(self.stage.roles, verb):
            self.sheets.add(name, words, make)

    def go(self, name: str) -> QWidget:
        """Show one of the pages."""
        page = self.sheets.go(name)
        self._moved()
        return page

    def open_record(self, record: str) -> None:
        """One of the pages by its name, where it is offered."""
        if record in self.sheets.buttons and not self.sheets.buttons[record].isHidden():
            self.go(record)

    def _moved(self) -> None:
        self.period.setVisible(self.sheets.chosen in _OF_A_PERIOD)
        asked = self._asked
        if self.sheets.chosen == "summary" and asked is not None and asked.id != self._answered:
            self._answered = asked.id
            self.period.show_days(Days(asked.start, asked.end))

    def _show_asked(self, asked: Asked | None) -> None:
        """The summary page speaks of the period that the committee asks for."""
        self._asked = asked
        self._moved()

    def _speak_of(self, days: Days) -> None:
        for name in _OF_A_PERIOD:
            page: Any = self.sheets.pages.get(name)
            if page is not None:
                page.speak_of(days)

    def refresh(self) -> None:
        """Every page that was made may be out of date; the one in sight asks anew."""
        from lapdesk.services import asked, bridging, clashes

        for page in self.sheets.pages.values():
            stale: Any = page
            stale.stale()
        if "look" in self.sheets.buttons:
            self.stage.ask(clashes.count, done=self._count, owner=self, latest="clashes")
        if "summary" in self.sheets.buttons:
            self.stage.ask(asked.current, done=self._show_asked, owner=self, latest="asked")
        if "funder" in self.sheets.buttons:
            self.stage.ask(bridging.actions, done=self._funded, owner=self, latest="funders")

    def _count(self, clashes: int) -> None:
        words = _("To look at")
        self.sheets.rename("look", f"{words} ({clashes})" if clashes else words)

    def _funded(self, actions: list[tuple[str, str]]) -> None:
        """Off until an action asks something of persons for its funder."""
        self.sheets.show_tab("funder", bool(actions))
        if not actions and self.sheets.chosen == "funder":
            self.go("figures")

    def _figures(self) -> QWidget:
        from lapdesk.ui.screens.figures_page import FiguresPage

        return FiguresPage(self.stage, self.period.days)

    def _funder(self) -> QWidget:
        from lapdesk.ui.screens.figures_funder import FunderPage

        return FunderPage(self.stage, self.period.days)

    def _summary(self) -> QWidget:
        from lapdesk.ui.screens.figures_summary import SummaryPage

        return SummaryPage(self.stage, self.period.days)

    def _exchange(self) -> QWidget:
        from lapdesk.ui.screens.exchange import ExchangePage

        return ExchangePage(self.stage)

    def _look(self) -> QWidget:
        from lapdesk.ui.screens.clashes import LookPage

        return LookPage(self.stage)
