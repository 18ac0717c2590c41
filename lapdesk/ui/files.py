"""Choosing files: the system's own dialogs, never blocking; files dropped on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from lapdesk.ui import parts
from lapdesk.ui.theme import GAP

Taken = Callable[[list[Path]], object]


class FileDialog(QFileDialog):
    """Asks for files; `taken` is given their paths when the person has chosen."""

    def __init__(self, parent: QWidget, title: str, taken: Taken) -> None:
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.filesSelected.connect(lambda names: taken([Path(name) for name in names]))


def to_open(
    parent: QWidget, title: str, kinds: Sequence[str], taken: Taken, *, several: bool = False
) -> FileDialog:
    """Ask for a file that exists, or for several; `kinds` as « Words (*.pdf) »."""
    dialog = FileDialog(parent, title, taken)
    modes = QFileDialog.FileMode
    dialog.setFileMode(modes.ExistingFiles if several else modes.ExistingFile)
    dialog.setNameFilters(list(kinds))
    dialog.open()
    return dialog


def to_save(
    parent: QWidget, title: str, kind: str, name: str, taken: Callable[[Path], object]
) -> FileDialog:
    """Ask where to write; `name` is proposed, with its ending."""
    dialog = FileDialog(parent, title, lambda paths: taken(paths[0]))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.open()
    return dialog


def to_folder(parent: QWidget, title: str, taken: Callable[[Path], object]) -> FileDialog:
    """Ask for a folder to write several files in."""
    dialog = FileDialog(parent, title, lambda paths: taken(paths[0]))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


class DropFrame(QFrame):
    """A card on which files can be dropped."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, *inside: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAcceptDrops(True)
        self.setLayout(parts.column(*inside, gap=GAP, margin=2 * GAP))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome, nothing else."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            parts.dress(self, chosen="true")

    def dragLeaveEvent(self, event: object) -> None:
        """As before."""
        parts.dress(self, chosen="false")

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that lie on this computer."""
        parts.dress(self, chosen="false")
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            self.dropped.emit(paths)


def safe_name(words: str) -> str:
    """`words` as a file may be called on every system: letters and figures of ASCII."""
    from lapdesk.models.communes import fold

    kept = "".join(sign if sign.isascii() else " " for sign in fold(words))
    return "-".join(kept.split()) or "lapdesk"
