"""The association's card: what its papers say of it, and which activities it keeps up to date."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from lapdesk.i18n import _
from lapdesk.services.loading import Loaded
from lapdesk.ui import parts
from lapdesk.ui.forms import Part
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.stage import Stage


class AssociationPage(QWidget):
    """One form on the one association of this home."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._shown = False
        self.form = SavedForm(stage, "Organisation", layout())
        section = parts.Section(_("My association"))
        section.inside.addWidget(self.form)
        self.setLayout(parts.column(section))
        self.setFocusProxy(self.form)

    def seen(self) -> None:
        """The person came to this page."""
        if not self._shown:
            self._ask()

    def stale(self) -> None:
        """Written elsewhere, a take-in perhaps: asked anew unless someone is typing here."""
        self._shown = False
        focus: QWidget | None = QApplication.focusWidget()
        typing = focus is not None and self.form.isAncestorOf(focus)
        if self.isVisible() and not typing:
            self._ask()

    def settle(self) -> None:
        """Save what was typed."""
        self.form.settle()

    def _ask(self) -> None:
        from lapdesk.services import settling

        self._shown = True
        self._stage.ask(settling.association, done=self._show, owner=self, latest="association")

    def _show(self, loaded: Loaded) -> None:
        self.form.load(loaded)


def layout() -> list[Part]:
    """Its fields, in the order of a letterhead."""
    return [
        Part("", (("name",), ("short_name", "kind"), ("commune", "phone"), ("hours",))),
        Part(_("Registered as"), (("rna", "siret"),)),
        Part(_("How many we are"), (("members",), ("volunteers_n", "employees_n"))),
        Part(
            _("What we keep up to date, year by year"),
            (("modules",),),
        ),
    ]
