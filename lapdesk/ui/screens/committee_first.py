"""What to do first where no summary counts for the days above: said where figures would stand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.flow import flowing
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP


class FirstStep(QWidget):
    """Words and the way to what comes first; hidden once something counts."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        said = _(
            "Nothing counts for these days yet. Take in the summaries that associations sent, or"
            " type a declared sheet; or choose other days above."
        )
        self.received = parts.button(
            _("Take in summaries"), lambda: stage.go("committee", "received"), "main"
        )
        self.declared = parts.button(_("Type one in"), lambda: stage.go("committee", "declared"))
        box = parts.frame("warn")
        inside = parts.column(parts.label(said, wrap=True), margin=GAP)
        inside.addWidget(flowing(self.received, self.declared))
        box.setLayout(inside)
        self.setLayout(parts.column(box))
        self.hide()
