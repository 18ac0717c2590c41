"""The portfolio as it will print, page under page; printed or saved in one more click."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from lapdesk.i18n import _
from lapdesk.services import lettering
from lapdesk.ui import files, icons, parts
from lapdesk.ui.beside import Inside
from lapdesk.ui.screens.migrapass_parts import quiet_words
from lapdesk.ui.screens.migrapass_sheet import PathSheet
from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from lapdesk.errors import LapdeskError
    from lapdesk.services.lettering import Letter
    from lapdesk.services.walking import Told
    from lapdesk.ui.stage import Stage

_SCALE: Final = 0.72  # of 96 dots an inch


class PortfolioSheet(PathSheet):
    """With the name only while the safe is open, and where the person wishes."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.portfolio: Letter | None = None
        self.pages: list[QWidget] = []
        self._column = parts.column(gap=2 * GAP)
        inside = QWidget()
        inside.setLayout(self._column)
        self.area = Inside(inside)
        self.area.setAccessibleName(_("The portfolio as it will be printed"))
        self.named = QCheckBox(_("With the name"))
        self.named.setAccessibleName(_("With the name"))
        self.large = QCheckBox(_("Large print"))
        self.large.setAccessibleName(_("Large print"))
        self.print = parts.button(_("Print…"), self._print, "main")
        self.save = parts.button(_("Save the PDF…"), self._save)
        icons.put(self.print, "print")
        icons.put(self.save, "save")
        self.problem = parts.label("", "problem", wrap=True)
        self._lay_out()
        self.named.setChecked(True)
        self.named.toggled.connect(lambda _on: self._make())
        self.large.toggled.connect(lambda _on: self._make())
        self.setFocusProxy(self.print)

    def _lay_out(self) -> None:
        side = parts.column(self.print, self.save, self.named, self.large, self.problem)
        self.closed = quiet_words(_("The safe is closed: a line is left to write the name on."))
        side.addWidget(self.closed)
        side.addWidget(
            quiet_words(_("It belongs to the person: print two copies, one to keep at home."))
        )
        side.addStretch(1)
        lay = parts.row(gap=2 * GAP)
        lay.addWidget(self.area, 4)
        lay.addLayout(side, 1)
        self.setLayout(lay)

    def fill(self, told: Told, *, first: bool) -> None:
        """Made anew: something in it may have changed."""
        opens = bool(told.person.name) and not self.stage.hidden
        self.named.setEnabled(opens)
        self.closed.setVisible(not opens)
        self._make()

    def _make(self) -> None:
        if self.told is None:
            return
        named = self.named.isEnabled() and self.named.isChecked()
        scale = _SCALE * self.devicePixelRatioF()
        self.stage.ask(
            lettering.portfolio, self.path, named, self.large.isChecked(), scale,
            done=self._show, failed=self._refuse, owner=self, latest="portfolio",
        )  # fmt: skip

    def _refuse(self, error: LapdeskError) -> None:
        self.portfolio = None
        parts.clear(self._column)
        self._enable(False)
        self.problem.setText(f"{error.title} {error.advice}".strip())

    def _enable(self, ready: bool) -> None:
        self.print.setEnabled(ready)
        self.save.setEnabled(ready)

    def _show(self, portfolio: Letter) -> None:
        self.portfolio = portfolio
        self.problem.clear()
        self._enable(True)
        parts.clear(self._column)
        self.pages = []
        count = len(portfolio.pages)
        for number, page in enumerate(portfolio.pages, 1):
            label = parts.label("")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setAccessibleName(_("Page {n} of {count}").format(n=number, count=count))
            size = (page.width, page.height, 4 * page.width, QImage.Format.Format_RGBA8888)
            picture = QPixmap.fromImage(QImage(page.rgba, *size))
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            label.setPixmap(picture)
            self.pages.append(label)
            sheet = parts.frame("card")
            sheet.setLayout(parts.column(label))
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)

    def _print(self) -> None:
        from lapdesk.ui.paper import PrintDialog

        if self.portfolio is not None:
            QDialog.open(PrintDialog(self.portfolio.pdf, self))

    def _save(self) -> None:
        # No name of a person in the name of a file.
        files.to_save(self, _("Save the portfolio"), "PDF (*.pdf)", "portfolio.pdf", self._write)

    def _write(self, path: Path) -> None:
        if self.portfolio is None:
            return
        self.stage.ask(
            lettering.keep,
            self.portfolio.pdf,
            path,
            done=lambda _none: self.stage.notices.say(_("Portfolio saved.")),
            owner=self,
        )
