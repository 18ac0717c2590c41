"""The cells of a paper sheet being copied: letters instead of lists, figures for minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from lapdesk.i18n import _
from lapdesk.models.communes import fold
from lapdesk.services import visits
from lapdesk.services.desk_visits import Visit
from lapdesk.ui import parts
from lapdesk.ui.people_picker import PersonEdit
from lapdesk.ui.screens.permanence_visit import results, themes

if TYPE_CHECKING:
    from lapdesk.services.naming import Person
    from lapdesk.ui.stage import Stage

_MOST_FIGURES: Final = 3


class LetterCell(QLineEdit):
    """A cell that one letter fills; a click shows what may be chosen."""

    filled = Signal()
    passed = Signal()
    figure = Signal(str)

    def __init__(self, entries: list[tuple[str, str]], keys: Mapping[str, str]) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.code: str | None = None
        self._words = dict(entries)
        self.letters = {letter: code for code, letter in keys.items()}
        self.setPlaceholderText(_("letter"))

    def put(self, code: str | None) -> None:
        """Show a choice, or none."""
        self.code = code
        self.setText(self._words.get(code or "", ""))
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter fills, a figure is for the minutes, Enter goes on, Delete empties."""
        text, key = event.text(), event.key()
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        code = self.letters.get(fold(text)) if text and plain else None
        if code is not None:
            self.put(code)
            self.filled.emit()
        elif plain and text.isascii() and text.isdigit():
            self.figure.emit(text)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.passed.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.put(None)
            self.figure.emit("")
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What may be chosen, for whoever has the mouse in hand."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.offer()

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        """The same menu: there is nothing to copy or paste here."""
        self.offer()

    def offer(self) -> None:
        """Show the choices below the cell."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code, words in self._words.items():
            menu.addAction(words.replace("&", "&&")).setData(code)
        menu.triggered.connect(lambda action: self._take(str(action.data())))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, code: str) -> None:
        self.put(code)
        self.filled.emit()


class SheetLine:
    """One line of the grid; `act` and the change it stands on once it is kept.

    `ended`: its last cell was passed. `writing`, `again`: a write is under way, one more follows.
    """

    def __init__(self, stage: Stage, number: int, keys: tuple[Any, Any]) -> None:
        self.number = number
        self.person: Person | None = None
        self.act: str | None = None
        self.base: tuple[Any, ...] | None = None
        self.figures = ""
        self.ended = self.writing = self.again = False
        self.who = PersonEdit(stage)
        self.theme = LetterCell(themes(), keys[0])
        self.minutes = parts.label(str(visits.DEFAULT_MINUTES))
        self.result = LetterCell(results(), keys[1])
        self.done = parts.label("")
        named = _("Line {n}: {what}")
        for made, what in (
            (self.who, _("Person")),
            (self.theme, _("Theme")),
            (self.result, _("What came of it")),
        ):
            made.setAccessibleName(named.format(n=number, what=what))

    def figure(self, figure: str) -> None:
        """One more figure of the minutes; none gives back the usual ones."""
        self.figures = (self.figures + figure)[-_MOST_FIGURES:] if figure else ""
        self.minutes.setText(str(self.length))

    @property
    def length(self) -> int:
        """The minutes."""
        return int(self.figures) if self.figures else visits.DEFAULT_MINUTES

    def free(self) -> None:
        """Its visit was taken back: what was typed stays, to be recorded again or not."""
        self.act = self.base = None
        self.ended = False
        self.done.setText("")
        self.who.setReadOnly(False)

    def visit(self) -> Visit:
        """What is in the line."""
        return Visit(
            (self.person.id,) if self.person else (),
            None,
            (self.theme.code,) if self.theme.code else (),
            self.length,
            self.result.code,
        )
