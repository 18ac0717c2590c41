"""Settings: the association, its team, this computer, copies, keys, the product itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.ui import icons, parts
from lapdesk.ui.screen import Screen
from lapdesk.ui.screens.settings_looks import LooksForm
from lapdesk.ui.sheets import Sheets
from lapdesk.ui.stage import Stage


class SettingsScreen(Screen):
    """Pages side by side; a copy can be made from any of them."""

    shows = frozenset(("Organisation", "TeamMember", "Role", "Key", "PlanAction", "FunderSheet"))

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Settings"))
        self.copy = parts.button(_("Make a copy now"), self.make_copy)
        icons.put(self.copy, "save", 16)
        self.tools.addWidget(self.copy)
        self.looks = LooksForm(stage)
        self.sheets = Sheets(_("Parts of the settings"))
        self.sheets.add("looks", _("This computer"), lambda: self.looks)
        self._add("association", _("My association"), self._association, "Organisation")
        self.sheets.add("team", _("Team"), self._team)
        self.sheets.add("privacy", _("Privacy"), self._privacy)
        self.sheets.add("copies", _("Copies"), self._copies)
        if roles.may_do(stage.roles, "keys"):
            self.sheets.add("keys", _("Keys"), self._keys)
        self.sheets.add("checks", _("Check"), self._checks)
        self.sheets.add("about", _("About"), self._about)
        self.body.addWidget(self.sheets)
        self.body.addStretch(1)
        self.sheets.go("looks")
        self.setFocusProxy(self.sheets)

    def _add(self, name: str, words: str, make: Any, entity: str) -> None:
        if roles.may_write(self.stage.roles, entity):
            self.sheets.add(name, words, make)

    def go(self, name: str) -> QWidget:
        """Show one of the pages."""
        return self.sheets.go(name)

    def refresh(self) -> None:
        """Pages that show records ask anew."""
        for page in self.sheets.pages.values():
            stale = getattr(page, "stale", None)
            if stale is not None:
                stale()

    def open_record(self, record: str) -> None:
        """One of the pages by its name; a member is shown with the team."""
        if record in self.sheets.buttons:
            self.go(record)
            return
        page: Any = self.go("team")
        page.open_member(record)

    def settle(self) -> None:
        """Save what was typed of the association and its team."""
        for page in self.sheets.pages.values():
            settle = getattr(page, "settle", None)
            if settle is not None:
                settle()

    def make_copy(self) -> None:
        """Make today's verified copy in this computer's own folder."""
        from lapdesk.services import copies

        self.copy.setEnabled(False)
        task = self.stage.ask_long(
            _("Making a copy"),
            lambda desk, step: copies.back_up(desk, None, step),
            done=self._copied,
        )
        self.stage.work.ended.connect(
            lambda ended: self.copy.setEnabled(True) if ended is task else None
        )

    def _copied(self, path: Path) -> None:
        said = _("The copy is made, opened and compared: {name}.").format(name=path.name)
        self.stage.notices.say(said)
        page: Any = self.sheets.pages.get("copies")
        if page is not None:
            page.stale()

    def _association(self) -> QWidget:
        from lapdesk.ui.screens.settings_association import AssociationPage

        return AssociationPage(self.stage)

    def _team(self) -> QWidget:
        from lapdesk.ui.screens.settings_team import TeamPage

        return TeamPage(self.stage)

    def _privacy(self) -> QWidget:
        from lapdesk.ui.screens.settings_privacy import PrivacyPage

        return PrivacyPage(self.stage)

    def _copies(self) -> QWidget:
        from lapdesk.ui.screens.settings_copies import CopiesPage

        return CopiesPage(self.stage, self.make_copy)

    def _keys(self) -> QWidget:
        from lapdesk.ui.screens.settings_keys import KeysPage

        return KeysPage(self.stage)

    def _checks(self) -> QWidget:
        from lapdesk.ui.screens.settings_checks import ChecksPage

        return ChecksPage(self.stage)

    def _about(self) -> QWidget:
        from lapdesk.ui.screens.settings_about import AboutPage

        return AboutPage()
