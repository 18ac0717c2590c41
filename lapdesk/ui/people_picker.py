"""Whom it is about: type a code, or a name while the safe is open; several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from lapdesk.i18n import _
from lapdesk.ui import parts, undoing
from lapdesk.ui.finding import Answer, FindingEdit, Found
from lapdesk.ui.flow import FlowLayout, wrapping

if TYPE_CHECKING:
    from lapdesk.services.naming import Person
    from lapdesk.ui.stage import Stage


class PersonEdit(FindingEdit):
    """The line to type in; Enter on an empty line goes on."""

    finished = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(self._look)
        self._stage = stage
        self._show_words(stage.safe.open)
        stage.safe.changed.connect(self._show_words)
        self.setAccessibleName(_("Person"))

    def _show_words(self, open_: bool) -> None:
        words = _("Code or name") if open_ else _("First signs of the code")
        self.setPlaceholderText(words)

    def _look(self, text: str, answer: Answer) -> None:
        from lapdesk.services import people

        def found(persons: list[Person]) -> None:
            hidden = self._stage.hidden
            answer(
                [
                    Found(
                        one, one.called(hidden), one.code if one.called(hidden) != one.code else ""
                    )
                    for one in persons
                ]
            )

        self._stage.ask(people.find, text, done=found, owner=self, latest="person")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is offered; on an empty line it goes on."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        if enter and plain and not self.text().strip() and not self.offering():
            self.finished.emit()
            return
        super().keyPressEvent(event)


class PeoplePicker(QWidget):
    """Some persons, each a chip that can be taken away, and the line that adds one."""

    changed = Signal()
    finished = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._people: dict[str, Person] = {}
        self.edit = PersonEdit(stage)
        self.edit.chosen.connect(self._add)
        self.edit.finished.connect(self.finished)
        self.chips = QWidget()
        self.chips.setLayout(FlowLayout(6))
        self.chips.setSizePolicy(wrapping())
        self.chips.hide()
        self.setLayout(parts.column(self.edit, self.chips, gap=6))
        undoing.pass_on(self)
        self.setFocusProxy(self.edit)
        stage.names_hidden.connect(lambda _hidden: self._draw())
        stage.safe.changed.connect(self._name_again)

    def ids(self) -> list[str]:
        """Who was chosen, in the order of choosing."""
        return list(self._people)

    def begun(self) -> bool:
        """Whether somebody is chosen, or being typed."""
        return bool(self._people or self.edit.text().strip())

    def set_people(self, people: Iterable[Person]) -> None:
        """These and no others."""
        self._people = {one.id: one for one in people}
        # Not `clear`, which the line would itself take back: Ctrl+Z is for what was recorded.
        self.edit.setText("")
        self._draw()
        self.changed.emit()

    def _name_again(self, _open: bool) -> None:
        from lapdesk.services import people

        if self._people:
            self._stage.ask(people.called, tuple(self._people), done=self.set_people, owner=self)

    def _add(self, found: Found) -> None:
        self.edit.setText("")
        self._people[found.key.id] = found.key
        self._draw()
        self.changed.emit()

    def _taker(self, one: str) -> Callable[[], None]:
        def take() -> None:
            self._people.pop(one, None)
            self._draw()
            self.edit.setFocus()
            self.changed.emit()

        return take

    def _draw(self) -> None:
        lay = self.chips.layout()
        assert lay is not None
        while (item := lay.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in self._people.values():
            words = one.called(self._stage.hidden)
            chip = parts.button(f"{words}  ×", self._taker(one.id), "chip")
            chip.setAccessibleName(_("Take away {name}").format(name=words))
            lay.addWidget(chip)
            parts.tab_before(self.chips, chip)
        self.chips.setVisible(bool(self._people))
