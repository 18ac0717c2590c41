"""The path's own card: who goes along, in which group, since when, for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.beside import Inside
from lapdesk.ui.forms import Part
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.screens.migrapass_parts import quiet_words
from lapdesk.ui.screens.migrapass_sheet import PathSheet

if TYPE_CHECKING:
    from lapdesk.services.walking import Told
    from lapdesk.ui.stage import Stage

_LAYOUT: Final = (
    Part("", (("mentor", "group"), ("agreed_on", "start", "end"), ("planned_minutes", "language"))),
)


class AboutSheet(PathSheet):
    """Saved as one goes."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.form = SavedForm(stage, "MigrapassPath", _LAYOUT)
        section = parts.Section(_("About the path"))
        section.inside.addWidget(self.form)
        section.inside.addWidget(
            quiet_words(_("With a group, the time of its sessions is counted from its sheets."))
        )
        section.inside.addStretch(1)
        self.setLayout(parts.column(Inside(section)))
        self.setFocusProxy(self.form)

    def fill(self, told: Told, *, first: bool) -> None:
        """The path as it stands, unless something is being typed."""
        self.form.setEnabled(told.writes)
        if first or not self.form.form.changed_fields():
            self.form.load(told.path)

    def settle(self) -> None:
        """Save what was typed."""
        if self.told is not None and self.told.writes:
            self.form.settle()
