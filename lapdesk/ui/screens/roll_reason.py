"""Why a closed sheet is corrected: asked once while one is on it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.theme import GAP

MOST_SIGNS = 200


class ReasonDialog(QDialog):
    """One line; without it nothing is changed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Correction"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(MOST_SIGNS)
        self.reason.setAccessibleName(_("Reason for the correction"))
        self.reason.returnPressed.connect(self._go_on)
        self.go_on = parts.button(_("Correct"), self._go_on, "main")
        self.go_on.setEnabled(False)
        self.reason.textChanged.connect(lambda _text: self.go_on.setEnabled(bool(self.text())))
        asked = parts.label(_("Signed session: give the reason for the correction."), wrap=True)
        lay = parts.column(asked, self.reason, gap=GAP, margin=3 * GAP)
        lay.addLayout(parts.row(None, parts.button(_("Cancel"), self.reject), self.go_on))
        self.setLayout(lay)
        self.setMinimumWidth(460)
        self.finished.connect(self.deleteLater)
        self.reason.setFocus()

    def text(self) -> str:
        """What was typed."""
        return self.reason.text().strip()

    def _go_on(self) -> None:
        if self.text():
            self.accept()
