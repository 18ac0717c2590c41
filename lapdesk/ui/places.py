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
    """One entry of the rail; `roles` empty: for everyone."""

    name: str
    label: str
    icon: str
    screen: Callable[[Stage], Screen]
    roles: frozenset[str] = frozenset()

    def open_to(self, roles: frozenset[str]) -> bool:
        """Whether somebody with `roles` sees it."""
        return not self.roles or bool(self.roles & roles)


def _settings(stage: Stage) -> Screen:
    from lapdesk.ui.screens.settings import SettingsScreen

    return SettingsScreen(stage)


# Where a record of each entity that is searched is shown.
PLACE_OF: Final = {
    "Participant": "people",
    "Need": "people",
    "SupportAction": "people",
    "Workshop": "workshops",
    "Actor": "directory",
    "Offer": "directory",
    "ActorContact": "directory",
    "PlanAction": "plan",
    "TeamMember": "settings",
}

PLACES: Final = (Place("settings", N_("Settings"), "settings", _settings),)
