"""How far the learners of a workshop have come: levels, autonomy, each one's curve."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from lapdesk.i18n import _
from lapdesk.ui.screens.progress_curves import CurvesSheet
from lapdesk.ui.screens.progress_levels import LevelsSheet
from lapdesk.ui.screens.progress_spaces import SpacesSheet
from lapdesk.ui.screens.workshops_rows import Subpage
from lapdesk.ui.sheets import Sheets
from lapdesk.ui.stage import Stage


class ProgressPage(Subpage):
    """`workshop` and `heading` are set before the page is shown."""

    def __init__(self, stage: Stage, look: Callable[[str, str, str, str], None]) -> None:
        super().__init__()
        self.stage = stage
        self.workshop = ""
        self.heading = ""
        self._look = look
        self.sheets = Sheets(_("Progress of the group"))
        self.sheets.add("levels", _("Levels in French"), lambda: self.levels)
        self.sheets.add("spaces", _("Autonomy by place"), lambda: self.spaces)
        self.sheets.add("curves", _("Curves"), lambda: self.curves)
        for name, button in self.sheets.buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self._chosen(name))
        self.lay.addWidget(self.sheets, 1)
        self.setFocusProxy(self.sheets)

    @cached_property
    def levels(self) -> LevelsSheet:
        """Levels in French."""
        return LevelsSheet(self.stage)

    @cached_property
    def spaces(self) -> SpacesSheet:
        """Autonomy by place."""

        def own(person: str, space: str, phase: str) -> None:
            self._look(self.workshop, person, space, phase)

        return SpacesSheet(self.stage, own)

    @cached_property
    def curves(self) -> CurvesSheet:
        """Each one's curve."""
        return CurvesSheet(self.stage)

    def title(self) -> str:
        """The workshop's own title."""
        return self.heading or _("Learners’ progress")

    def _chosen(self, name: str) -> None:
        self._show(name)
        self.sheets.pages[name].setFocus()

    def _show(self, name: str) -> None:
        page = self.sheets.pages[name]
        assert isinstance(page, (LevelsSheet, SpacesSheet, CurvesSheet))
        page.show_workshop(self.workshop)

    def arrive(self) -> None:
        """The sheet that one was on, of this workshop."""
        self.arriving = False
        if not self.sheets.chosen:
            self.sheets.go("levels")
        self._show(self.sheets.chosen)
        self.sheets.pages[self.sheets.chosen].setFocus()

    def refresh(self) -> None:
        """Something was written: only the sheet in sight asks."""
        page = self.sheets.pages[self.sheets.chosen]
        assert isinstance(page, (LevelsSheet, SpacesSheet, CurvesSheet))
        page.refresh()
