"""What each part of a path is as a page, and which one is made for which name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from lapdesk.services.walking import Told
    from lapdesk.ui.stage import Stage


class PathSheet(QWidget):
    """One part of a path: it is told the path anew after each change."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.told: Told | None = None

    @property
    def path(self) -> str:
        """The id of the path that is shown."""
        assert self.told is not None
        return self.told.path.record

    def show_told(self, told: Told) -> None:
        """Show this path; what is being typed stays."""
        first = self.told is None or self.told.path.record != told.path.record
        self.told = told
        self.fill(told, first=first)

    def fill(self, told: Told, *, first: bool) -> None:
        """Draw it; `first`: another path was shown before, or none."""
        raise NotImplementedError

    def forget(self) -> None:
        """Another path comes next."""
        self.told = None

    def settle(self) -> None:
        """Save what was typed and not yet saved."""


def sheet_of(name: str, stage: Stage) -> PathSheet:
    """The page of a part, by its name in the list of tabs."""
    if name == "steps":
        from lapdesk.ui.screens.migrapass_board import BoardSheet

        return BoardSheet(stage)
    if name == "lived":
        from lapdesk.ui.screens.migrapass_lived import LivedSheet

        return LivedSheet(stage)
    if name == "skills":
        from lapdesk.ui.screens.migrapass_skills import SkillsSheet

        return SkillsSheet(stage)
    if name == "confidence":
        from lapdesk.ui.screens.migrapass_confidence import ConfidenceSheet

        return ConfidenceSheet(stage)
    if name == "plan":
        from lapdesk.ui.screens.migrapass_plan import PlanSheet

        return PlanSheet(stage)
    if name == "portfolio":
        from lapdesk.ui.screens.migrapass_portfolio import PortfolioSheet

        return PortfolioSheet(stage)
    from lapdesk.ui.screens.migrapass_about import AboutSheet

    return AboutSheet(stage)
