"""A line in which a person is looked for by code or name, to enrol them or call them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from lapdesk.services import cycles
from lapdesk.services.naming import Person
from lapdesk.ui.finding import Answer, FindingEdit, Found
from lapdesk.ui.stage import Stage


class PersonEdit(FindingEdit):
    """Type, Enter; whoever is chosen leaves the line empty for the next one."""

    left = Signal()

    def __init__(self, stage: Stage, name: str) -> None:
        super().__init__(self._look)
        self._stage = stage
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.chosen.connect(lambda _found: self.clear())

    def _look(self, text: str, answer: Answer) -> None:
        def finish(found: Sequence[Person]) -> None:
            answer([self._line(person) for person in found])

        self._stage.ask(cycles.people, text, done=finish, owner=self, latest="workshop people")

    def _line(self, person: Person) -> Found:
        if self._stage.hidden or not person.name:
            return Found(person.id, person.code)
        detail = "" if person.code in person.name else person.code
        return Found(person.id, person.name, detail)

    def event(self, event: QEvent) -> bool:
        """Escape leaves this line, not the page."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and not self.offering():
                self.clear()
                self.left.emit()
                return True
        return super().event(event)
