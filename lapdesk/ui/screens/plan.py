"""The place « Plan »: actions, meetings, funding, territory; each page made when first seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from lapdesk.i18n import N_, _
from lapdesk.ui.screen import Page, Screen
from lapdesk.ui.sheets import Sheets
from lapdesk.ui.stage import Stage


def _actions(stage: Stage) -> Page:
    from lapdesk.ui.screens.plan_actions import ActionsPage

    return ActionsPage(stage)


def _meetings(stage: Stage) -> Page:
    from lapdesk.ui.screens.plan_meetings import MeetingsPage

    return MeetingsPage(stage)


def _funding(stage: Stage) -> Page:
    from lapdesk.ui.screens.plan_funding import FundingPage

    return FundingPage(stage)


def _map(stage: Stage) -> Page:
    from lapdesk.ui.screens.plan_map import MapPage

    return MapPage(stage)


def _portrait(stage: Stage) -> Page:
    from lapdesk.ui.screens.plan_portrait import PortraitPage

    return PortraitPage(stage)


def _editions(stage: Stage) -> Page:
    from lapdesk.ui.screens.plan_editions import EditionsPage

    return EditionsPage(stage)


def _survey(stage: Stage) -> Page:
    from lapdesk.ui.screens.plan_survey import SurveyPage

    return SurveyPage(stage)


def _resources(stage: Stage) -> Page:
    from lapdesk.ui.screens.plan_resources import ResourcesPage

    return ResourcesPage(stage)


# One line a page: its name, its tab, how it is made, the entities whose change it shows.
PAGES: Final[tuple[tuple[str, str, Callable[[Stage], Page], frozenset[str]], ...]] = (
    (
        "actions",
        N_("Actions"),
        _actions,
        frozenset({"PlanAction", "ActionPartner", "CommRelay", "Target", "Funding", "Objective"}),
    ),
    ("meetings", N_("Meetings"), _meetings, frozenset({"Meeting", "MeetingPresence"})),
    ("funding", N_("Funding"), _funding, frozenset({"Funding", "BudgetLine", "PlanAction"})),
    ("map", N_("Map"), _map, frozenset({"Actor", "Offer", "PlanAction"})),
    ("portrait", N_("Portrait"), _portrait, frozenset({"PortraitEdition", "PortraitFigure"})),
    (
        "survey",
        N_("Survey"),
        _survey,
        frozenset({"SurveyEdition", "SurveyQuestion", "SurveyAnswer", "SurveyResult"}),
    ),
    ("resources", N_("Resources"), _resources, frozenset({"DocumentResource"})),
    ("editions", N_("Editions"), _editions, frozenset({"PlanEdition", "PlanAction"})),
)
# Where a record is shown: the page, and the field that leads to what that page opens.
_SHOWN_ON: Final = {
    "PlanAction": ("actions", ""),
    "ActionPartner": ("actions", "plan_action"),
    "CommRelay": ("actions", "plan_action"),
    "Target": ("actions", "plan_action"),
    "Meeting": ("meetings", ""),
    "MeetingPresence": ("meetings", "meeting"),
    "Funding": ("funding", "plan_action"),
    "BudgetLine": ("funding", "plan_action"),
    "PortraitEdition": ("portrait", ""),
    "PortraitFigure": ("portrait", "edition"),
    "SurveyEdition": ("survey", ""),
    "SurveyQuestion": ("survey", "survey_edition"),
    "SurveyAnswer": ("survey", "survey_edition"),
    "SurveyResult": ("survey", "survey_edition"),
    "DocumentResource": ("resources", ""),
    "PlanEdition": ("editions", ""),
    "Objective": ("editions", ""),
}


class PlanScreen(Screen):
    """One page at a time behind a row of tabs."""

    shows = frozenset[str]().union(*(shown for *_page, shown in PAGES))

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Plan"))
        self.sheets = Sheets(_("Plan"))
        for name, words, make, _shown in PAGES:
            self.sheets.add(name, _(words), self._maker(make))
        self.body.addWidget(self.sheets, 1)
        self.setFocusProxy(self.sheets)
        self.sheets.go(PAGES[0][0])

    def _maker(self, make: Callable[[Stage], Page]) -> Callable[[], Page]:
        return lambda: make(self.stage)

    def refresh(self) -> None:
        """What was shown may have changed."""
        for page in self.pages():
            page.stale()

    def pages(self) -> list[Page]:
        """The pages that were seen so far."""
        return [page for page in self.sheets.pages.values() if isinstance(page, Page)]

    def go(self, name: str) -> Page:
        """Show the page of this name."""
        page = self.sheets.go(name)
        assert isinstance(page, Page)
        return page

    def open_record(self, record: str) -> None:
        """What a record is shown by, on its page."""
        from lapdesk.services import finding

        among = {entity: whole for entity, (_page, whole) in _SHOWN_ON.items()}
        self.stage.ask(
            partial(finding.shown_by, record=record, among=among),
            done=lambda found: self._open_found(found, record), owner=self, latest="record",
        )  # fmt: skip

    def _open_found(self, found: tuple[str, str] | None, record: str) -> None:
        if found is None:
            return
        page: Any = self.go(_SHOWN_ON[found[0]][0])
        # A list of editions opens none: all of them are in sight.
        opener = getattr(page, "open_one", None)
        if found[0] in ("Funding", "BudgetLine"):
            page.open_year_of(found[0], record)
        elif found[1] and opener is not None:
            opener(found[1])

    def settle(self) -> None:
        """Save what stands in open forms."""
        for page in self.pages():
            settle = getattr(page, "settle", None)
            if settle is not None:
                settle()
