"""The place « Comité »: what came, what it says, its questions and risks, the year that is frozen.

A period above, pages below; each page is made when it is first seen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from lapdesk.i18n import N_, _
from lapdesk.services import balance, finding
from lapdesk.services.asked import Asked
from lapdesk.services.balance import Days
from lapdesk.ui.screen import Screen
from lapdesk.ui.screens.figures_period import PeriodBar, PeriodPage
from lapdesk.ui.sheets import Sheets
from lapdesk.ui.stage import Stage

Make = Callable[[Stage, Days], PeriodPage]


def _received(stage: Stage, days: Days) -> PeriodPage:
    from lapdesk.ui.screens.committee_received import ReceivedPage

    return ReceivedPage(stage, days)


def _declared(stage: Stage, days: Days) -> PeriodPage:
    from lapdesk.ui.screens.committee_declared import DeclaredPage

    return DeclaredPage(stage, days)


def _results(stage: Stage, days: Days) -> PeriodPage:
    from lapdesk.ui.screens.committee_results import ResultsPage

    return ResultsPage(stage, days)


def _questions(stage: Stage, days: Days) -> PeriodPage:
    from lapdesk.ui.screens.committee_questions import QuestionsPage

    return QuestionsPage(stage, days)


def _risks(stage: Stage, days: Days) -> PeriodPage:
    from lapdesk.ui.screens.committee_risks import RisksPage

    return RisksPage(stage, days)


def _comments(stage: Stage, days: Days) -> PeriodPage:
    from lapdesk.ui.screens.committee_comments import CommentsPage

    return CommentsPage(stage, days)


def _freeze(stage: Stage, days: Days) -> PeriodPage:
    from lapdesk.ui.screens.committee_freeze import FreezePage

    return FreezePage(stage, days)


def _opinions(stage: Stage, days: Days) -> PeriodPage:
    from lapdesk.ui.screens.committee_opinions import OpinionsPage

    return OpinionsPage(stage, days)


# One line a page: its name, its tab, how it is made, the entities whose change it shows.
PAGES: Final[tuple[tuple[str, str, Make, frozenset[str]], ...]] = (
    ("received", N_("Received"), _received,
     frozenset({"ExchangeFile", "Key", "SummaryRequest", "DeclaredSheet"})),
    ("declared", N_("Declared"), _declared, frozenset({"DeclaredSheet"})),
    ("opinions", N_("Opinions"), _opinions, frozenset({"Opinion", "EvaluationQuestion"})),
    ("results", N_("Results"), _results, frozenset({"FrozenYear", "Target"})),
    ("questions", N_("Questions"), _questions,
     frozenset({"EvaluationQuestion", "Opinion", "Study"})),
    ("risks", N_("Points of vigilance"), _risks, frozenset({"Risk"})),
    ("comments", N_("Comments"), _comments, frozenset({"CommitteeComment"})),
    ("freeze", N_("Report and freeze"), _freeze, frozenset({"FrozenYear"})),
)  # fmt: skip


# Where a record is shown: a page that can open it, or has all of them in sight.
_SHOWN_ON: Final = {
    "Risk": "risks",
    "EvaluationQuestion": "questions",
    "Study": "questions",
    "DeclaredSheet": "declared",
}


class CommitteeScreen(Screen):
    """One page at a time behind a row of tabs, all of them about one period."""

    shows = balance.entities().union(*(shown for *_page, shown in PAGES))

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Committee"))
        self.period = PeriodBar()
        self.tools.addWidget(self.period)
        self.sheets = Sheets(_("Committee"))
        self._shown = {name: shown for name, _words, _make, shown in PAGES}
        for name, words, make, _entities in PAGES:
            self.sheets.add(name, _(words), self._maker(make))
        self.body.addWidget(self.sheets, 1)
        self.setFocusProxy(self.sheets)
        self.period.changed.connect(self._speak_of)
        # Once the person has said which days are meant, theirs stand.
        self._chosen = False
        self.sheets.go(PAGES[0][0])

    def _maker(self, make: Make) -> Callable[[], PeriodPage]:
        return lambda: make(self.stage, self.period.days)

    def _speak_of(self, days: Days) -> None:
        self._chosen = True
        for page in self.pages():
            page.speak_of(days)

    def refresh(self) -> None:
        """What was shown may have changed; at first, the period that was asked for."""
        from lapdesk.services import asked

        if not self._chosen:
            self.stage.ask(asked.last, done=self._begin_with, owner=self, latest="asked")
        for page in self.pages():
            page.stale()

    def _begin_with(self, found: Asked | None) -> None:
        if found is not None and not self._chosen:
            self.period.show_days(Days(found.start, found.end))

    def pages(self) -> list[PeriodPage]:
        """The pages that were seen so far."""
        return [page for page in self.sheets.pages.values() if isinstance(page, PeriodPage)]

    def go(self, name: str) -> PeriodPage:
        """Show the page of this name."""
        page = self.sheets.go(name)
        assert isinstance(page, PeriodPage)
        return page

    def open_record(self, record: str) -> None:
        """A record on its page, or one of the pages by its name."""
        if record in self.sheets.buttons:
            self.go(record)
            return
        self.stage.ask(
            partial(finding.shown_by, record=record, among=dict.fromkeys(_SHOWN_ON, "")),
            done=self._open_found, owner=self, latest="record",
        )  # fmt: skip

    def _open_found(self, found: tuple[str, str] | None) -> None:
        if found is None:
            return
        page: Any = self.go(_SHOWN_ON[found[0]])
        opener = getattr(page, "open_one", None)
        if opener is not None:
            opener(found[1])

    def settle(self) -> None:
        """Save what stands in open forms."""
        for page in self.pages():
            settle = getattr(page, "settle", None)
            if settle is not None:
                settle()
