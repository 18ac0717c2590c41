"""Codes of closed lists: chips where few, a line to type in where many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.base import Field
from lapdesk.models.communes import fold
from lapdesk.models.kinds import Choice, Malformed, Many
from lapdesk.ui import parts
from lapdesk.ui.finding import FindingEdit, Found, at_once
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.inputs import Input

FEW: Final = 7


class Chips(QWidget):
    """Buttons side by side of which one (or several) are down; arrows move, Space presses.

    `kept`: the one that is down is let up by another alone.
    """

    chose = Signal()

    def __init__(
        self, entries: Iterable[tuple[str, str]], *, several: bool, kept: bool = False
    ) -> None:
        super().__init__()
        self._several = several
        self._kept = kept
        self.buttons: dict[str, QPushButton] = {}
        lay = FlowLayout(6)
        for code, words in entries:
            made = parts.button(words, self._presser(code), "chip")
            made.setCheckable(True)
            self.buttons[code] = made
            lay.addWidget(made)
        self.setLayout(lay)
        self.setSizePolicy(wrapping())
        if self.buttons:
            self.setFocusProxy(next(iter(self.buttons.values())))

    def _presser(self, code: str) -> Any:
        return lambda: self._press(code)

    def _press(self, code: str) -> None:
        if not self._several:
            for other, button in self.buttons.items():
                button.setChecked(other == code and (self._kept or button.isChecked()))
        self.chose.emit()

    def chosen(self) -> list[str]:
        """The codes that are down, in the order of the list."""
        return [code for code, button in self.buttons.items() if button.isChecked()]

    def choose(self, codes: Iterable[str]) -> None:
        """Press these and no others."""
        down = set(codes)
        for code, button in self.buttons.items():
            button.setChecked(code in down)

    def offer(self, codes: Iterable[str]) -> None:
        """Show only these: the states that may follow, for example."""
        kept = set(codes)
        for code, button in self.buttons.items():
            button.setVisible(code in kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from chip to chip, mirrored where text is."""
        keys = Qt.Key
        forward = keys.Key_Left if self.isRightToLeft() else keys.Key_Right
        if event.key() in (keys.Key_Left, keys.Key_Right):
            self.focusNextPrevChild(event.key() == forward)
        else:
            super().keyPressEvent(event)


def entries_of(field: Field) -> list[tuple[str, str]]:
    """The codes and words that a field offers."""
    kind = field.kind.item if isinstance(field.kind, Many) else field.kind
    assert isinstance(kind, Choice)
    return [(code, entry.label) for code, entry in lists.get(kind.of).entries.items()]


class ChipsInput(Input):
    """A choice among few, or several of few: all are in sight."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._several = isinstance(field.kind, Many)
        self.edit = Chips(entries_of(field), several=self._several)
        self.edit.chose.connect(self._chose)
        self.hold(self.edit)
        for button in self.edit.buttons.values():
            button.setAccessibleName(f"{field.title}: {button.text().replace('&&', '&')}")

    def _chose(self) -> None:
        self.edited.emit()
        self.finish()

    def value(self) -> Any:
        """The code or codes that are down, None where none is."""
        chosen = self.edit.chosen()
        if self._several:
            return self.field.kind.check(chosen)
        return chosen[0] if chosen else None

    def set_value(self, value: Any, called: str = "") -> None:
        """Press what is in `value`."""
        self.edit.choose([value] if isinstance(value, str) else value or ())
        self.complain("")

    def offer(self, codes: Iterable[str]) -> None:
        """Show only these codes."""
        self.edit.offer(codes)


class ListInput(Input):
    """A choice among many: type some letters of it, or go down the whole list."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._entries = entries_of(field)
        self._code: str | None = None
        self.edit = FindingEdit(at_once(self._like), least=0)
        self.edit.setPlaceholderText(_("Type some letters, or ↓"))
        self.edit.chosen.connect(self._take)
        self.edit.textEdited.connect(self._type)
        self.edit.editingFinished.connect(self._end)
        self.hold(self.edit)

    def offer(self, codes: Iterable[str]) -> None:
        """Offer only these codes."""
        kept = set(codes)
        self._entries = [entry for entry in entries_of(self.field) if entry[0] in kept]

    def first(self, codes: Iterable[str]) -> None:
        """These before all others."""
        known = dict(entries_of(self.field))
        order = dict.fromkeys([*(code for code in codes if code in known), *known])
        self._entries = [(code, known[code]) for code in order]

    def _like(self, text: str) -> Sequence[Found]:
        asked = fold(text)
        begins = [e for e in self._entries if fold(e[1]).startswith(asked)]
        holds = [e for e in self._entries if asked in fold(e[1]) and e not in begins]
        return [Found(code, words) for code, words in begins + holds]

    def _type(self) -> None:
        self._code = None
        self.edited.emit()

    def _take(self, found: Found) -> None:
        self._code = str(found.key)
        self.edit.setText(found.text)
        self.edited.emit()
        self.finish()

    def _end(self) -> None:
        if self._code is None:
            self.finish()

    def value(self) -> str | None:
        """The code; words that were typed whole count too."""
        if self._code is None and self.edit.text().strip():
            try:
                self._code = self.field.kind.parse(self.edit.text())
            except Malformed:
                raise Malformed("LD-105", _("Choose in the list.")) from None
        return self._code

    def set_value(self, value: Any, called: str = "") -> None:
        """Show the words of a code."""
        self._code = value
        self.edit.setText(self.field.kind.show(value))
        self.edit.setCursorPosition(0)
        self.complain("")
