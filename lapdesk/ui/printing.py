"""Papers to print or to keep: what is on them, with a look at the first page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QImage, QPageLayout, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QFrame, QWidget

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import N_, _, ngettext
from lapdesk.services import sheets
from lapdesk.services.sheets import Job, Printed
from lapdesk.ui import icons, parts
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

PREVIEW = (380, 538)  # an A4 page, in pixels at 100 %
DOTS = 200  # an inch on paper: sharp letters, small jobs
_TITLES: Final = {
    "attendance": N_("Print attendance sheets"),
    "grid": N_("Print the grid of presence"),
    "attestation": N_("Print attestations"),
    "booklet": N_("Print the booklet"),
    "cards": N_("Print code cards"),
    "notice": N_("Print the information notice"),
    "week": N_("Print the plan of the week"),
    "reminders": N_("Print the orientations to follow up"),
    "rescue": N_("Print the rescue sheet"),
    "action": N_("Print the action's sheet"),
    "account": N_("Print the financial account"),
    "directory": N_("Print the directory"),
    "declared-sheet": N_("Print the declared balance"),
    "survey": N_("Print the report of the survey"),
}
_FILES: Final = {
    "attendance": N_("attendance-{day}.pdf"),
    "grid": N_("grid-{day}.pdf"),
    "attestation": N_("attestation-{day}.pdf"),
    "booklet": N_("booklet-{day}.pdf"),
    "cards": N_("cards-{day}.pdf"),
    "notice": N_("notice-{day}.pdf"),
    "week": N_("week-{day}.pdf"),
    "reminders": N_("to-follow-up-{day}.pdf"),
    "rescue": N_("rescue-sheet-{day}.pdf"),
    "action": N_("action-{day}.pdf"),
    "account": N_("account-{day}.pdf"),
    "directory": N_("directory-{day}.pdf"),
    "declared-sheet": N_("declared-balance-{day}.pdf"),
    "survey": N_("survey-{day}.pdf"),
}


class PrintDialog(QDialog):
    """Blank pages, with names while the safe is open; the second click prints.

    `others` offers jobs in its place (months, weeks, languages) under the name `asked`, each by
    its words, the first one to begin with.
    """

    def __init__(
        self,
        stage: Stage,
        job: Job,
        parent: QWidget,
        others: Sequence[tuple[str, Job]] = (),
        asked: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_(_TITLES[job.output]))
        self._stage = stage
        self._job = others[0][1] if others else job
        self.other = _choice(others, asked or _("Period"))
        self.other.currentIndexChanged.connect(lambda _place: self._take_other())
        self.made: Printed | None = None
        self.filled = QCheckBox(_("With what was marked"))
        self.names = QCheckBox(_("With names (the safe is open)"))
        # People sign beside their name; where it may be shown, the sheet bears it.
        self.names.setChecked(not stage.hidden)
        self.names.hide()
        if not sheets.takes(job, "--filled"):
            self.filled.hide()
        self.large = QCheckBox(_("Large print"))
        self.danger = _of_names()
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
        choices = parts.column(
            self.other, self.filled, self.names, self.large, self.danger, self.count
        )
        choices.addStretch(1)
        choices.addWidget(self.print)
        choices.addWidget(self.keep)
        choices.addWidget(self.shut)
        lay = parts.row(self.picture, gap=3 * GAP)
        lay.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 3 * GAP)
        lay.addLayout(choices, 1)
        self.setLayout(lay)
        self.setMinimumWidth(720)

    def _take_other(self) -> None:
        self._job = self.other.currentData()
        self._make()

    def _make(self) -> None:
        names = self.names.isChecked()
        for button in (self.print, self.keep):
            button.setEnabled(False)
        self._stage.ask(
            sheets.make,
            self._job,
            self.filled.isChecked(),
            names,
            self.large.isChecked(),
            done=self._show,
            owner=self,
            failed=self._fail,
            latest="sheets",
        )

    def _fail(self, error: LapdeskError) -> None:
        """What cannot be printed is said where failures are said."""
        self._stage.notices.fail(error)
        self.reject()

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
        printer.setDocName(self.windowTitle())
        wide = self.made.first.width > self.made.first.height
        ways = QPageLayout.Orientation
        printer.setPageOrientation(ways.Landscape if wide else ways.Portrait)
        asked = QPrintDialog(printer, self)
        if asked.exec() == QDialog.DialogCode.Accepted:
            made = self.made
            self._stage.ask(sheets.leaves, made, DOTS, done=lambda leaves: paint(printer, leaves))
            self.accept()

    def _ask_where(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = _(_FILES[self._job.output]).format(day=clock.today().isoformat())
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


def _of_names() -> QFrame:
    """What to do with sheets that bear names; shown with them alone."""
    warning = _("These sheets bear names: hand them over, then keep or destroy them safely.")
    made = parts.frame("warn")
    made.setLayout(parts.column(parts.label(warning, wrap=True), margin=GAP))
    made.hide()
    return made


def ask_to_print(
    stage: Stage,
    job: Job,
    parent: QWidget,
    others: Sequence[tuple[str, Job]] = (),
    asked: str = "",
) -> PrintDialog:
    """Open the dialog on a job, or on one of several."""
    dialog = PrintDialog(stage, job, parent, others, asked)
    dialog.open()
    return dialog


def ask_for_notice(stage: Stage, parent: QWidget) -> PrintDialog:
    """The notice that people are given, in any of its languages, the one in use first."""
    jobs = [(words, Job("notice", (), second=code)) for code, words in sheets.notices()]
    return ask_to_print(stage, jobs[0][1], parent, jobs, _("Language"))


def ask_for_week(stage: Stage, parent: QWidget) -> PrintDialog:
    """The plan of this week, or of the next one."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    weeks = ((_("This week"), monday), (_("Next week"), monday + timedelta(days=7)))
    jobs = [(words, Job("week", (), start=day.isoformat())) for words, day in weeks]
    return ask_to_print(stage, jobs[0][1], parent, jobs, _("Week"))


def ask_for_reminders(stage: Stage, parent: QWidget) -> PrintDialog:
    """The list of orientations to ask news of, by code."""
    return ask_to_print(stage, Job("reminders", ()), parent)


def _choice(others: Sequence[tuple[str, Job]], asked: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(asked)
    # Shown before it has a place, it would be a window of its own for a moment.
    if not others:
        box.hide()
    for words, job in others:
        box.addItem(words, job)
    return box
