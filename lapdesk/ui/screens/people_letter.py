"""The letter before it is printed: with or without the name, in a second language, in large."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QScrollArea, QWidget

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.services import lettering
from lapdesk.ui import files, icons, parts
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.services.lettering import Letter
    from lapdesk.ui.stage import Stage

_SCALE = 0.72  # of 96 dots an inch: a page on a laptop's screen
_NO_CONSENT = "LD-019"


class LetterDialog(QDialog):
    """The page itself on one side, what can be chosen on the other."""

    def __init__(self, stage: Stage, orientation: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Letter"))
        self._stage = stage
        self._orientation = orientation
        self.letter: Letter | None = None
        self.page = parts.label("")
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.page.setAccessibleName(_("The letter as it will be printed"))
        self.second = QComboBox()
        self.second.addItem(_("French alone"), None)
        for code, words in lettering.second_languages():
            self.second.addItem(words, code)
        self.nameless = QCheckBox(_("Without the name"))
        self.large = QCheckBox(_("Large print"))
        self.problem = parts.label("", "problem", wrap=True)
        self.without = parts.button(_("Print without the name"), self._without)
        self.print = parts.button(_("Print…"), self._print, "main")
        self.save = parts.button(_("Save the PDF…"), self._save)
        self._lay_out()
        self.second.currentIndexChanged.connect(lambda _n: self._make())
        self.nameless.toggled.connect(lambda _on: self._make())
        self.large.toggled.connect(lambda _on: self._make())
        self._make()

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidget(self.page)
        area.setWidgetResizable(True)
        area.setMinimumSize(600, 560)
        asked = parts.label(_("Second language"))
        asked.setBuddy(self.second)
        self.second.setAccessibleName(_("Second language"))
        icons.put(self.print, "print")
        icons.put(self.save, "save")
        leave = parts.button(_("Close"), self.reject, "link")
        side = parts.column(
            asked, self.second, self.nameless, self.large, self.problem, self.without, gap=GAP
        )
        side.addStretch(1)
        for made in (self.print, self.save, leave):
            side.addWidget(made)
        lay = parts.row(gap=2 * GAP)
        lay.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        lay.addWidget(area, 1)
        lay.addLayout(side)
        self.setLayout(lay)

    def _make(self) -> None:
        self.problem.hide()
        self.without.hide()
        self._stage.ask(
            lettering.letter,
            self._orientation,
            self.second.currentData(),
            self.nameless.isChecked(),
            self.large.isChecked(),
            _SCALE * self.devicePixelRatioF(),
            done=self._show,
            failed=self._refuse,
            owner=self,
            latest="letter",
        )

    def _show(self, letter: Letter) -> None:
        self.letter = letter
        first = letter.pages[0]
        size = (first.width, first.height, 4 * first.width, QImage.Format.Format_RGBA8888)
        picture = QPixmap.fromImage(QImage(first.rgba, *size))
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.page.setPixmap(picture)
        self._enable(True)

    def _enable(self, ready: bool) -> None:
        self.print.setEnabled(ready)
        self.save.setEnabled(ready)

    def _refuse(self, error: LapdeskError) -> None:
        self.letter = None
        self.page.clear()
        self._enable(False)
        self.problem.setText(f"{error.title} {error.advice}".strip())
        self.problem.show()
        self.without.setVisible(error.code == _NO_CONSENT)
        if error.code == _NO_CONSENT:
            self.without.setFocus()

    def _without(self) -> None:
        self.nameless.setChecked(True)

    def _print(self) -> None:
        from lapdesk.ui.paper import PrintDialog

        if self.letter is not None:
            dialog = PrintDialog(self.letter.pdf, self)
            dialog.accepted.connect(self.accept)
            QDialog.open(dialog)

    def _save(self) -> None:
        # No name of a person in the name of a file.
        files.to_save(self, _("Save the letter"), "PDF (*.pdf)", "lettre.pdf", self._write)

    def _write(self, path: Path) -> None:
        if self.letter is None:
            return
        self._stage.ask(
            lettering.keep, self.letter.pdf, path, done=lambda _none: self._kept(), owner=self
        )

    def _kept(self) -> None:
        self._stage.notices.say(_("Letter saved."))
        self.accept()
