"""What every screen is, and every page within one: asked anew when what it shows has changed."""

from __future__ import annotations

from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from lapdesk.ui import parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.stage import Stage
from lapdesk.ui.theme import GAP

_MOVES: Final = (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.FontChange)


@runtime_checkable
class Begun(Protocol):
    """A form that writes what was typed only when the person says so."""

    def begun(self) -> bool:
        """Whether something was typed and not written."""
        ...


def waits(page: QWidget) -> bool:
    """Whether something typed in a form that stands in `page` waits for a button."""
    inside = page.findChildren(QWidget)
    forms = (one for one in inside if one.isVisibleTo(page) and isinstance(one, Begun))
    return any(form.begun() for form in forms)


class Page(QWidget):
    """A page within a place: it asks when it is seen and what it shows may have changed."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._stale = True

    def ask(self) -> None:
        """Ask for what is shown."""

    def seen(self) -> None:
        """The person came to this page."""
        if self._stale:
            self._stale = False
            self.ask()

    def stale(self) -> None:
        """What is shown may have changed."""
        self._stale = True
        if self.isVisible():
            self.seen()


class _Head(QWidget):
    """A title and its tools; they stand below it where there is no room for both."""

    def __init__(self, title: QLabel) -> None:
        super().__init__()
        self._title, self.tools, aside = title, FlowLayout(), QWidget()
        aside.setLayout(self.tools)
        aside.setSizePolicy(wrapping())
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(GAP)
        self._lay.addWidget(title)
        self._lay.addStretch()
        self._lay.addWidget(aside)

    def event(self, event: QEvent) -> bool:
        """Beside or below, as the width, the words and the tools allow."""
        if event.type() in _MOVES:
            words = self._title.fontMetrics().horizontalAdvance(self._title.text())
            ways, wide = QBoxLayout.Direction, words + 3 * GAP + self.tools.sizeHint().width()
            self._lay.setDirection(ways.LeftToRight if wide <= self.width() else ways.TopToBottom)
        return super().event(event)


class Screen(QWidget):
    """A page with a title and its tools, on a stage.

    `shows` names the entities whose change makes the screen ask anew; a screen that does not
    show is refreshed when it is seen next. `follows`: it goes by itself by what whoever enters
    now may do; any other screen is made for their roles.
    """

    shows: frozenset[str] = frozenset()
    follows = False

    def __init__(self, stage: Stage, title: str) -> None:
        super().__init__(stage.room)
        self.stage = stage
        self.title = parts.label(title, "title")
        head = _Head(self.title)
        self.tools = head.tools
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * GAP)
        lay = parts.column(gap=2 * GAP, margin=3 * GAP)
        lay.addWidget(head)
        lay.addLayout(self.body, 1)
        self.setLayout(lay)
        self._stale = True
        stage.changed.connect(self._changed)

    def refresh(self) -> None:
        """Ask for what is shown; called when the screen is first seen and after changes."""

    def open_record(self, record: str) -> None:
        """Show one record, by its id."""

    def settle(self) -> None:
        """Save what was typed and not yet saved: the window is about to lock or close."""

    def unsaved(self) -> bool:
        """Whether something typed in this place waits for a button, and would be lost."""
        return waits(self)

    def seen(self) -> None:
        """The person came to this place."""
        if self._stale:
            self._stale = False
            self.refresh()

    def _changed(self, entities: frozenset[str]) -> None:
        if not entities & self.shows:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
