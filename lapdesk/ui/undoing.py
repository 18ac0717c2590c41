"""Ctrl+Z in a line: takes back what is typed there, else the last entry."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget


class _Passing(QObject):
    """A line keeps Ctrl+Z to itself even where it has nothing to take back; this lets it go."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether the line is kept from seeing the event."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not watched.isUndoAvailable()
        ):
            event.ignore()
            return True
        return False


def pass_on(form: QWidget) -> None:
    """Let the window have Ctrl+Z from every line of `form` in which nothing was typed."""
    passing = _Passing(form)
    for line in form.findChildren(QLineEdit):
        line.installEventFilter(passing)
