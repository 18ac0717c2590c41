"""The association's card: what its papers say of it, and which activities it keeps up to date."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from lapdesk.i18n import _
from lapdesk.services import settling
from lapdesk.services.loading import Loaded
from lapdesk.ui import parts
from lapdesk.ui.forms import Part
from lapdesk.ui.saved import SavedForm
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

_MIGRAPASS = "MIGRAPASS"


class AssociationPage(QWidget):
    """One form on the one association of this home."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._shown = False
        self.form = SavedForm(stage, "Organisation", layout())
        section = parts.Section(_("My association"))
        section.inside.addWidget(self.form)
        self.migrapass = QCheckBox(_("Migrapass: mentors, experiences, skills, portfolio"))
        self.migrapass.setAccessibleName(self.migrapass.text())
        self.migrapass.clicked.connect(self._switch)
        more = parts.Section(_("What this association also does"))
        more.inside.addWidget(self.migrapass)
        words = _("What is switched on appears among the places, on the left.")
        more.inside.addWidget(parts.label(words, "quiet", wrap=True))
        self._loaded: Loaded | None = None
        self.setLayout(parts.column(more, section, gap=2 * GAP))
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
        self._shown = True
        self._stage.ask(settling.association, done=self._show, owner=self, latest="association")

    def _show(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.form.load(loaded)
        self._stage.ask(settling.switched_on, done=self._tick, owner=self)

    def _tick(self, modules: frozenset[str]) -> None:
        self.migrapass.setChecked(_MIGRAPASS in modules)

    def _switch(self, on: bool) -> None:
        """At once, with Undo as every save."""
        if self._loaded is not None:
            said = _("Migrapass is on.") if on else _("Migrapass is off; nothing of it is lost.")
            draft = settling.switch(self._loaded, _MIGRAPASS, on)
            self._stage.write([draft], said=said, owner=self)


def layout() -> list[Part]:
    """Its fields, in the order of a letterhead."""
    return [
        Part("", (("name",), ("short_name", "kind"), ("commune", "phone"), ("hours",))),
        Part(_("Registered as"), (("rna", "siret"),)),
        Part(
            _("How many we are"), (("members",), ("volunteers_n", "employees_n"), ("hourly_rate",))
        ),
        Part(
            _("What we keep up to date, year by year"),
            (("modules",),),
        ),
    ]
