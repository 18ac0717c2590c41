"""A line in which one types to find: used by search, communes, people, actors, long lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QMoveEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from lapdesk.i18n import _

MOST_SHOWN: Final = 10


@dataclass(frozen=True)
class Found:
    """One line to choose: the value behind it, its words, what tells it from its like."""

    key: Any
    text: str
    detail: str = ""

    @property
    def line(self) -> str:
        """How it is shown."""
        return f"{self.text} · {self.detail}" if self.detail else self.text


Answer = Callable[[Sequence[Found]], None]
Find = Callable[[str, Answer], None]


def at_once(function: Callable[[str], Sequence[Found]]) -> Find:
    """A `Find` for what is in memory: the answer comes before it returns."""
    return lambda text, answer: answer(function(text))


def communes_like(text: str) -> Sequence[Found]:
    """The communes whose name or postcode begins so, those of Val-de-Marne first."""
    from lapdesk.models import communes

    return [
        Found(c.insee, c.label, c.postcodes[0] if c.postcodes else "")
        for c in communes.search(text)
    ]


class FindingEdit(QLineEdit):
    """Type, go down, Enter. `find` is asked at each key and may answer later.

    The list lies over the window, so that the line keeps the keyboard.
    """

    chosen = Signal(object)  # a Found
    emptied = Signal()

    def __init__(self, find: Find, *, least: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._least = least
        self._asked = 0
        self._answered = 0
        self._hurried = False
        self.choices: QListWidget | None = None
        self.textEdited.connect(self._ask)

    def ask(self) -> None:
        """Show what fits what is typed now."""
        self._ask(self.text())

    def _ask(self, text: str) -> None:
        self._asked += 1
        self._hurried = False
        number = self._asked
        if not text.strip():
            self.emptied.emit()
        if len(text.strip()) < self._least:
            self._answered = number
            self.close_list()
            return

        def answer(found: Sequence[Found]) -> None:
            # An answer to what was typed before, or before leaving, is of no use.
            if number == self._asked:
                self._answered = number
                self._offer(found)
                if self._hurried:
                    self._hurried = False
                    self.take_current()

        self._find(text, answer)

    def _offer(self, found: Sequence[Found]) -> None:
        shown = self._list()
        shown.clear()
        for one in found:
            item = QListWidgetItem(one.line)
            item.setData(Qt.ItemDataRole.UserRole, one)
            shown.addItem(item)
        if not found:
            none = QListWidgetItem(_("Nothing fits."))
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            shown.addItem(none)
        shown.setCurrentRow(0 if found else -1)
        rows = min(max(1, len(found)), MOST_SHOWN)
        height = rows * shown.sizeHintForRow(0) + 2 * shown.frameWidth() + 4
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        room = self.window().height() - corner.y() - 4
        if room < min(height, 120):
            corner.setY(max(0, corner.y() - self.height() - 4 - height))
            room = height
        self._watch(True)
        shown.setGeometry(corner.x(), corner.y(), self.width(), min(height, room))
        shown.raise_()
        shown.show()

    def _list(self) -> QListWidget:
        if self.choices is None:
            self.choices = QListWidget(self.window())
            self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.choices.setProperty("role", "choices")
            self.choices.setAccessibleName(self.accessibleName())
            self.choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.choices.itemClicked.connect(self._take)
            self.destroyed.connect(self.choices.deleteLater)
        return self.choices

    def close_list(self) -> None:
        """Put the list away."""
        if self.choices is not None:
            self.choices.hide()
            self._watch(False)

    def _watch(self, watching: bool) -> None:
        """Whatever the line stands in may scroll away below the list, or be hidden."""
        around = self.parentWidget()
        while around is not None and not around.isWindow():
            around.removeEventFilter(self)
            if watching:
                around.installEventFilter(self)
            around = around.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list does not stay where its line is no more."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Hide):
            self.close_list()
        return super().eventFilter(watched, event)

    def offering(self) -> bool:
        """Whether there is something to choose."""
        return (
            self.choices is not None
            and self.choices.isVisible()
            and self.choices.item(0).flags() != Qt.ItemFlag.NoItemFlags
        )

    def _take(self, item: QListWidgetItem) -> None:
        found: Found = item.data(Qt.ItemDataRole.UserRole)
        self._asked += 1
        self._answered = self._asked
        self.close_list()
        self.chosen.emit(found)

    def take_current(self) -> bool:
        """Choose the marked line; False when nothing is offered."""
        if not self.offering() or self.choices is None:
            return False
        if self.choices.currentRow() < 0:
            return False
        self._take(self.choices.currentItem())
        return True

    def event(self, event: QEvent) -> bool:
        """Tab takes what is marked and goes on; Escape puts the list away, and only that."""
        if self.offering() and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
                self.take_current()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move in the list, Enter takes, Escape leaves."""
        key, keys = event.key(), Qt.Key
        if key in (keys.Key_Return, keys.Key_Enter) and self._answered < self._asked:
            # Fingers are faster than the disk: the first that fits is taken when it comes.
            self._hurried = True
            return
        if self.offering() and self.choices is not None:
            if key in (keys.Key_Down, keys.Key_Up):
                step = 1 if key == keys.Key_Down else -1
                last = self.choices.count() - 1
                row = self.choices.currentRow() + step
                self.choices.setCurrentRow(max(0, min(last, row)))
                return
            if key in (keys.Key_Return, keys.Key_Enter):
                self.take_current()
                return
            if key == keys.Key_Escape:
                self.close_list()
                return
        elif key == keys.Key_Down:
            self.ask()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on an empty line shows the whole list, where there is one to show."""
        super().mousePressEvent(event)
        if self._least == 0 and not self.text() and not self.isReadOnly():
            self.ask()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing floats over a line that one has left."""
        self._asked += 1
        self._answered = self._asked
        self._hurried = False
        self.close_list()
        super().focusOutEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Nor beside one that has moved."""
        self.close_list()
        super().moveEvent(event)
