"""The one list of places: a screen is in the window when it is in this list.

The module of a screen is imported when the person first goes there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lapdesk.i18n import N_
from lapdesk.ui.screen import Screen
from lapdesk.ui.stage import Stage


@dataclass(frozen=True)
class Place:
    """One entry of the rail; `roles` empty: for everyone. `module` names the activity with which
    it appears, once the association has switched that on."""

    name: str
    label: str
    icon: str
    screen: Callable[[Stage], Screen]
    roles: frozenset[str] = frozenset()
    module: str = ""

    def open_to(self, roles: frozenset[str]) -> bool:
        """Whether somebody with `roles` sees it."""
        return not self.roles or bool(self.roles & roles)


def _today(stage: Stage) -> Screen:
    from lapdesk.ui.screens.today import TodayScreen

    return TodayScreen(stage)


def _people(stage: Stage) -> Screen:
    from lapdesk.ui.screens.people import PeopleScreen

    return PeopleScreen(stage)


def _directory(stage: Stage) -> Screen:
    from lapdesk.ui.screens.directory import DirectoryScreen

    return DirectoryScreen(stage)


def _plan(stage: Stage) -> Screen:
    from lapdesk.ui.screens.plan import PlanScreen

    return PlanScreen(stage)


def _committee(stage: Stage) -> Screen:
    from lapdesk.ui.screens.committee import CommitteeScreen

    return CommitteeScreen(stage)


def _figures(stage: Stage) -> Screen:
    from lapdesk.ui.screens.figures import FiguresScreen

    return FiguresScreen(stage)


def _settings(stage: Stage) -> Screen:
    from lapdesk.ui.screens.settings import SettingsScreen

    return SettingsScreen(stage)


def _workshops(stage: Stage) -> Screen:
    from lapdesk.ui.screens.workshops import WorkshopsScreen

    return WorkshopsScreen(stage)


def _migrapass(stage: Stage) -> Screen:
    from lapdesk.ui.screens.migrapass import MigrapassScreen

    return MigrapassScreen(stage)


# Asked for in place of a record: begin a new one.
NEW: Final = "new"

# Where a record of each entity that is searched is shown.
PLACE_OF: Final = {
    "Participant": "people",
    "Need": "people",
    "SupportAction": "people",
    "Workshop": "workshops",
    "Actor": "directory",
    "Offer": "directory",
    "ActorContact": "directory",
    "ActorLink": "directory",
    "MigrapassPath": "migrapass",
    "PlanAction": "plan",
    "ActionPartner": "plan",
    "CommRelay": "plan",
    "Target": "plan",
    "PlanEdition": "plan",
    "Objective": "plan",
    "Meeting": "plan",
    "MeetingPresence": "plan",
    "Funding": "plan",
    "BudgetLine": "plan",
    "PortraitEdition": "plan",
    "PortraitFigure": "plan",
    "SurveyEdition": "plan",
    "SurveyQuestion": "plan",
    "SurveyAnswer": "plan",
    "SurveyResult": "plan",
    "DocumentResource": "plan",
    "Risk": "committee",
    "EvaluationQuestion": "committee",
    "Study": "committee",
    "DeclaredSheet": "committee",
    "TeamMember": "settings",
}

# Whoever meets people; a reader sees nothing of persons.
_MEETS: Final = frozenset(("VOLUNTEER", "LEADER", "MENTOR", "COORD"))
# Whoever calls a roll or sets cycles.
_LEADS: Final = frozenset(("LEADER", "COORD"))
# Whoever follows mentees.
_MENTORS: Final = frozenset(("MENTOR", "COORD"))
# Whoever reads figures, hands over or takes in.
_REPORTS: Final = frozenset(("LEADER", "COORD", "STEWARD", "READER"))
# Whoever keeps the plan alive.
_KEEPS_PLAN: Final = frozenset(("COORD",))

PLACES: Final = (
    Place("today", N_("Today"), "today", _today, _MEETS),
    Place("people", N_("People"), "people", _people, _MEETS | {"STEWARD"}),
    Place("workshops", N_("Workshops"), "workshops", _workshops, _LEADS),
    Place("migrapass", N_("Migrapass"), "migrapass", _migrapass, _MENTORS, "MIGRAPASS"),
    Place("directory", N_("Directory"), "directory", _directory),
    Place("plan", N_("Plan"), "plan", _plan, _KEEPS_PLAN),
    Place("figures", N_("Balance"), "figures", _figures, _REPORTS),
    Place("committee", N_("Committee"), "committee", _committee, _KEEPS_PLAN),
    Place("settings", N_("Settings"), "settings", _settings),
)
