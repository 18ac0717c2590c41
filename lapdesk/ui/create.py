"""A new home: a few fields, a passphrase, then the recovery code on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.finding import FindingEdit, Found, at_once, communes_like
from lapdesk.ui.passphrase import PassphraseForm
from lapdesk.ui.welcome import FirstForm


@dataclass(frozen=True)
class Asked:
    """What the person typed for a new home."""

    association: str
    commune: str
    kind: str
    member: str
    passphrase: str


class CreateForm(PassphraseForm):
    """Association, commune, kind, first name, passphrase; `create` is given all of it."""

    def __init__(self, create: Callable[[Asked], None], back: Callable[[], None]) -> None:
        said = _("A few fields, then a passphrase that only you know.")
        super().__init__(_("My association"), said, back)
        self._create = create
        self._insee = ""
        self.association, self.member = QLineEdit(), QLineEdit()
        self.commune = FindingEdit(at_once(communes_like), least=2)
        self.commune.chosen.connect(self._chose)
        self.commune.textEdited.connect(self._unchoose)
        self.kind = QComboBox()
        self._fill_kinds()
        self.go_on = parts.button(_("Create"), self._end, "main")
        self._lay_out()
        self.passphrase.returnPressed.connect(self._end)
        self.setFocusProxy(self.association)

    def _lay_out(self) -> None:
        self.put(_("Name of the association"), self.association)
        self.put(_("Its commune"), self.commune, _("Type its first letters or its postcode."))
        self.put(_("What it is"), self.kind)
        self.put(_("My first name"), self.member)
        self.put_passphrase(_("Passphrase"))
        self.end(self.go_on)

    def _fill_kinds(self) -> None:
        from lapdesk.models import lists

        for code, entry in lists.get("actor_kind").entries.items():
            self.kind.addItem(entry.label, code)
        self.kind.setCurrentIndex(self.kind.findData("ASSO"))

    def _chose(self, found: Found) -> None:
        self._insee = str(found.key)
        self.commune.setText(found.text)
        self.kind.setFocus()

    def _unchoose(self) -> None:
        self._insee = ""

    def _end(self) -> None:
        self._complete_commune()
        for filled, where, message in (
            (self.association.text().strip(), self.association, _("Name the association.")),
            (self._insee, self.commune, _("Choose the commune in the list.")),
            (self.member.text().strip(), self.member, _("Type your first name.")),
            (self.passphrase.text(), self.passphrase, _("Choose a passphrase.")),
        ):
            if not filled:
                self.complain(message, where)
                return
        self.wait(True)
        self._create(
            Asked(
                self.association.text().strip(),
                self._insee,
                str(self.kind.currentData()),
                self.member.text().strip(),
                self.passphrase.text(),
            )
        )

    def _complete_commune(self) -> None:
        """A whole name that was typed without the list counts if only one commune has it."""
        from lapdesk.models.kinds import Commune, Malformed

        if not self._insee and self.commune.text().strip():
            try:
                self._insee = Commune().parse(self.commune.text())
            except Malformed:
                self._insee = ""

    def wait(self, waiting: bool) -> None:
        """Say that the home is being made."""
        self.complain("")
        self.go_on.setEnabled(not waiting)
        self.back.setEnabled(not waiting)
        self.go_on.setText(_("Creating…") if waiting else _("Create"))

    def refuse(self, error: LapdeskError) -> None:
        """Show why not, and let the person change it."""
        self.wait(False)
        weak = error.code == "LD-261"
        self.complain(f"{error.title}\n{error.advice}".strip(), self.passphrase if weak else None)


# Asks for the rescue sheet on behalf of a widget; what it is given gets the PDF.
Sheet = Callable[[Callable[[bytes], None], QWidget], object]


class RecoveryScreen(FirstForm):
    """Shows the recovery code once; one goes on when it is on paper."""

    def __init__(self, code: str, go_on: Callable[[], None], sheet: Sheet) -> None:
        said = _(
            "If the passphrase is forgotten, this code alone opens the computer's records. "
            "It is shown once. Keep it on paper, away from this computer."
        )
        super().__init__(_("Recovery code"), said, lambda: None)
        self.back.hide()
        self.code, self._sheet = code, sheet
        shown = parts.label(code, "code", wrap=True)
        flags = Qt.TextInteractionFlag
        shown.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        shown.setAccessibleName(_("Recovery code"))
        self.lay.addWidget(parts.card(shown))
        self.copy = parts.button(_("Copy"), self._copy)
        self.print = parts.button(_("Print…"), self._print)
        self.lay.addLayout(parts.row(self.copy, self.print, None))
        self.kept = QCheckBox(_("It is on paper, and not beside this computer."))
        self.lay.addWidget(self.kept)
        self.go_on = parts.button(_("Go on"), go_on, "main")
        self.go_on.setEnabled(False)
        self.kept.toggled.connect(self.go_on.setEnabled)
        self.end(self.go_on)
        self.setFocusProxy(self.kept)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code)
        self.copy.setText(_("Copied"))

    def _print(self) -> None:
        self._sheet(self._choose_printer, self)

    def _choose_printer(self, pdf: bytes) -> None:
        from lapdesk.ui.paper import PrintDialog

        QDialog.open(PrintDialog(pdf, self))
