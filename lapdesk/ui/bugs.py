"""What is shown of a bug of ours: where it happened, never a value that a person typed."""

from __future__ import annotations

import platform
import traceback
from pathlib import PurePath

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from lapdesk import __version__
from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.theme import GAP


def report(error: BaseException) -> str:
    """Versions, the kinds of the exceptions and the lines they came through.

    Messages of exceptions and values of variables are left out: they may hold what is personal.
    Of a file only the last two parts of its path are told.
    """
    lines = [f"lapdesk {__version__}, Python {platform.python_version()}, {platform.system()}"]
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__qualname__)
        for frame in traceback.extract_tb(link.__traceback__):
            where = "/".join(PurePath(frame.filename).parts[-2:])
            lines.append(f"  {where}:{frame.lineno} {frame.name}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(lines)


class BugDialog(QDialog):
    """Says that lapdesk went wrong, and gives a report that can be read and copied."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        self.text = QPlainTextEdit(report(error))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Report"))
        self.copied = parts.button(_("Copy the report"), self._copy)
        close = parts.button(_("Close"), self.accept, "main")
        said = _(
            "lapdesk made a mistake of its own. What was saved before is safe. "
            "This report holds no name and nothing that you typed: you can send it to "
            "whoever looks after lapdesk."
        )
        lay = parts.column(
            parts.label(_("Something went wrong"), "heading"),
            parts.label(said, wrap=True),
            self.text,
            margin=3 * GAP,
        )
        lay.addLayout(parts.row(self.copied, None, close))
        self.setLayout(lay)
        self.resize(620, 380)
        close.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.setText(_("Copied"))
