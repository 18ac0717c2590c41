"""The balance: figures of a period, the signed summary, files exchanged, what wants a look."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services.balance import Days
from lapdesk.ui.screen import Screen
from lapdesk.ui.screens.figures_period import PeriodBar
from lapdesk.ui.sheets import Sheets
from lapdesk.ui.stage import Stage

# Pages that speak of the period above them.
_OF_A_PERIOD = ("figures", "summary", "committee")


class FiguresScreen(Screen):
    """A period above, pages below; each page is made when it is first seen."""

    shows = frozenset(
        (
            "Participant", "Need", "SupportAction", "Accompaniment", "Permanence", "Orientation",
            "OrientationStep", "Workshop", "Enrolment", "Session", "Attendance", "VolunteerTime",
            "Organisation", "ExchangeFile", "Key", "TeamMember", "Actor", "Offer", "Consent",
        )
    )  # fmt: skip

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Balance"))
        self.period = PeriodBar()
        self.sheets = Sheets(_("Parts of the balance"))
        self._add("figures", _("Figures"), self._figures, "indicators")
        self._add("summary", _("Summary"), self._summary, "summary")
        self._add("exchange", _("Exchange"), self._exchange, "takein")
        self._add("look", _("To look at"), self._look, "settle")
        self._add("committee", _("Committee"), self._committee, "committee")
        if "committee" in self.sheets.buttons:
            self.sheets.show_tab("committee", False)
        self.tools.addWidget(self.period)
        self.body.addWidget(self.sheets, 1)
        self.period.changed.connect(self._speak_of)
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

    def _moved(self) -> None:
        self.period.setVisible(self.sheets.chosen in _OF_A_PERIOD)

    def _speak_of(self, days: Days) -> None:
        for name in _OF_A_PERIOD:
            page: Any = self.sheets.pages.get(name)
            if page is not None:
                page.speak_of(days)

    def refresh(self) -> None:
        """Every page that was made may be out of date; the one in sight asks anew."""
        from lapdesk.services import clashes, confirming

        for page in self.sheets.pages.values():
            stale: Any = page
            stale.stale()
        if "look" in self.sheets.buttons:
            self.stage.ask(clashes.count, done=self._count, owner=self, latest="clashes")
        if "committee" in self.sheets.buttons:
            self.stage.ask(confirming.is_committee, done=self._committee_here, owner=self)

    def _count(self, clashes: int) -> None:
        words = _("To look at")
        self.sheets.rename("look", f"{words} ({clashes})" if clashes else words)

    def _committee_here(self, here: bool) -> None:
        self.sheets.show_tab("committee", here)

    def _figures(self) -> QWidget:
        from lapdesk.ui.screens.figures_page import FiguresPage

        return FiguresPage(self.stage, self.period.days)

    def _summary(self) -> QWidget:
        from lapdesk.ui.screens.figures_summary import SummaryPage

        return SummaryPage(self.stage, self.period.days)

    def _exchange(self) -> QWidget:
        from lapdesk.ui.screens.exchange import ExchangePage

        return ExchangePage(self.stage)

    def _look(self) -> QWidget:
        from lapdesk.ui.screens.clashes import LookPage

        return LookPage(self.stage)

    def _committee(self) -> QWidget:
        from lapdesk.ui.screens.figures_committee import CommitteePage

        return CommitteePage(self.stage, self.period.days)
