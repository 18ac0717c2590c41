"""A PDF to the printer that the person chooses, page by page as it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_DOTS: Final = 300  # an inch; pictures are reckoned on 96


class PrintDialog(QPrintDialog):
    """The system's own dialog; what is accepted is printed."""

    def __init__(self, pdf: bytes, parent: QWidget) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        self._printer.setFullPage(True)
        super().__init__(self._printer, parent)
        self._pdf = pdf
        self.accepted.connect(self._print)
        self.finished.connect(self.deleteLater)

    def _print(self) -> None:
        from lapdesk.reports.picture import pictures

        painter = QPainter(self._printer)
        for number, page in enumerate(pictures(self._pdf, _DOTS / 96)):
            if number:
                self._printer.newPage()
            size = (page.width, page.height, 4 * page.width, QImage.Format.Format_RGBA8888)
            painter.drawImage(painter.viewport(), QImage(page.rgba, *size))
        painter.end()
