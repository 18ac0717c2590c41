"""« Ressources »: what there is to read on the territory, added in one form, kept fresh."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.services import directory, documents
from lapdesk.ui import icons, parts
from lapdesk.ui.forms import Part
from lapdesk.ui.listed import ListedView
from lapdesk.ui.screens.directory_card import chip
from lapdesk.ui.screens.plan_records import RecordsPage, Said

if TYPE_CHECKING:
    from lapdesk.services.documents import Line
    from lapdesk.services.loading import Loaded
    from lapdesk.ui.stage import Stage


class ResourcesPage(RecordsPage):
    """How fresh a resource is stands above its form."""

    entity = "DocumentResource"
    fields = (
        Part("", (("title",), ("author", "year"), ("kind",), ("where",), ("note",))),
        Part("", (("source",), ("checked_on",))),
    )

    def __init__(self, stage: Stage) -> None:
        heads = (_("Title"), _("Year"), _("Kind"), _("Checked"))
        view = ListedView(_("Documentary resources"), heads, wide=(0,))
        none = _("No resource yet. A study, a text, a map that helps to know the territory.")
        said = Said(_("The resource"), _("New resource"), none)
        super().__init__(stage, documents.every, view, said, (4, 3))
        self.fresh: QHBoxLayout = parts.row()
        self.loaded: Loaded | None = None

    def listed(self, line: Line) -> tuple[str, ...]:
        """What it is and how fresh."""
        return (line.title, line.year, line.kind, line.freshness.short)

    def first_values(self) -> Mapping[str, Any]:
        """It was looked at today."""
        return {"checked_on": clock.today().isoformat(), "year": clock.today().year}

    def dress(self, section: parts.Section) -> None:
        """Room for how fresh it is."""
        self.fresh = parts.row()
        section.inside.addLayout(self.fresh)

    def _show_one(self, loaded: Loaded) -> None:
        super()._show_one(loaded)
        if loaded.record == self.record:
            self.loaded = loaded
            self._show_fresh(loaded)

    def _show_fresh(self, loaded: Loaded) -> None:
        """How fresh it is, with the one click that says it was looked at."""
        parts.clear(self.fresh)
        self.fresh.addWidget(chip(directory.freshness(loaded.values.get("checked_on"))))
        if self.may_write:
            made = parts.button(_("Mark verified"), self.check)
            title = str(loaded.values.get("title") or "")
            made.setAccessibleName(_("Mark {name} verified today").format(name=title))
            icons.put(made, "done", 16)
            self.fresh.addWidget(made)
        self.fresh.addStretch(1)

    def check(self) -> None:
        """Somebody looked at it today."""
        if self.loaded is not None:
            self._stage.write([documents.checked(self.loaded)], said=_("Marked as verified today."))
