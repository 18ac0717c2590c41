"""Attendance sheets to print or to keep as a file: what is on them, with a look at the first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QWidget

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.services import sheets
from lapdesk.services.sheets import Printed
from lapdesk.ui import icons, parts
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

PREVIEW = (380, 538)  # an A4 page, in pixels at 100 %
DOTS = 200  # an inch on paper: sharp letters, small jobs


class PrintDialog(QDialog):
    """Blank sheets, with names while the safe is open; the second click prints."""

    def __init__(self, stage: Stage, sessions: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Print attendance sheets"))
        self._stage = stage
        self._sessions = sessions
        self.made: Printed | None = None
        self.filled = QCheckBox(_("With what was marked"))
        self.names = QCheckBox(_("With names (the safe is open)"))
        # People sign beside their name; where it may be shown, the sheet bears it.
        self.names.setChecked(not stage.hidden)
        self.names.hide()
        self.large = QCheckBox(_("Large print"))
        self.danger = parts.frame("warn")
        warning = _("These sheets bear names: hand them over, then keep or destroy them safely.")
        self.danger.setLayout(parts.column(parts.label(warning, wrap=True), margin=GAP))
        self.danger.hide()
        self.count = parts.label("", "quiet")
        self.picture = parts.label("")
        self.picture.setFixedSize(*PREVIEW)
        self.picture.setAccessibleName(_("First sheet"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.print = parts.button(_("Print"), self.send, "main")
        icons.put(self.print, "print")
        self.keep = parts.button(_("Keep as PDF…"), self._ask_where)
        self.shut = parts.button(_("Cancel"), self.reject)
        for box in (self.filled, self.names, self.large):
            box.toggled.connect(self._make)
        self._lay_out()
        self.finished.connect(self.deleteLater)
        self.print.setDefault(True)
        self._make()

    def _lay_out(self) -> None:
        choices = parts.column(self.filled, self.names, self.large, self.danger, self.count)
        choices.addStretch(1)
        choices.addWidget(self.print)
        choices.addWidget(self.keep)
        choices.addWidget(self.shut)
        lay = parts.row(self.picture, gap=3 * GAP)
        lay.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 3 * GAP)
        lay.addLayout(choices, 1)
        self.setLayout(lay)
        self.setMinimumWidth(720)

    def _make(self) -> None:
        names = self.names.isChecked()
        for button in (self.print, self.keep):
            button.setEnabled(False)
        self._stage.ask(
            sheets.make,
            self._sessions,
            self.filled.isChecked(),
            names,
            self.large.isChecked(),
            done=self._show,
            owner=self,
            latest="sheets",
        )

    def _show(self, made: Printed) -> None:
        self.made = made
        self.names.setVisible(made.may_name)
        self.danger.setVisible(made.may_name and self.names.isChecked())
        words = ngettext("{n} page", "{n} pages", made.pages).format(n=made.pages)
        self.count.setText(words)
        first = made.first
        image = QImage(first.rgba, first.width, first.height, QImage.Format.Format_RGBA8888)
        density = self.devicePixelRatioF()
        shown = QPixmap.fromImage(image).scaled(
            self.picture.size() * density,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(density)
        self.picture.setPixmap(shown)
        for button in (self.print, self.keep):
            button.setEnabled(True)

    def send(self) -> None:
        """To the printer: the system's own dialog asks which one."""
        if self.made is None:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(DOTS)
        printer.setFullPage(True)
        printer.setDocName(_("Attendance sheets"))
        asked = QPrintDialog(printer, self)
        if asked.exec() == QDialog.DialogCode.Accepted:
            made = self.made
            self._stage.ask(sheets.leaves, made, DOTS, done=lambda leaves: paint(printer, leaves))
            self.accept()

    def _ask_where(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = _("attendance-{day}.pdf").format(day=clock.today().isoformat())
        proposed = str(Path(folder) / name)
        path, _filter = QFileDialog.getSaveFileName(self, _("Keep as PDF"), proposed, "*.pdf")
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Keep the pages in a file."""
        if self.made is not None:
            said = _("Sheets kept in {name}.").format(name=path.name)
            self._stage.ask(
                sheets.keep, self.made, path, done=lambda _none: self._stage.notices.say(said)
            )
            self.accept()


def paint(printer: object, leaves: list[sheets.Picture]) -> None:
    """Each page on a sheet of paper, as it is seen on the screen."""
    from PySide6.QtGui import QPainter
    from PySide6.QtPrintSupport import QPrinter

    assert isinstance(printer, QPrinter)
    painter = QPainter(printer)
    for number, leaf in enumerate(leaves):
        if number:
            printer.newPage()
        image = QImage(leaf.rgba, leaf.width, leaf.height, QImage.Format.Format_RGBA8888)
        painter.drawImage(painter.viewport(), image)
    painter.end()


def ask_to_print(stage: Stage, sessions: tuple[str, ...], parent: QWidget) -> PrintDialog:
    """Open the dialog on the sheets of some sessions."""
    dialog = PrintDialog(stage, sessions, parent)
    dialog.open()
    return dialog
