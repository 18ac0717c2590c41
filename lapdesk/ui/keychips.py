"""Chips that one letter presses: the letter underlined in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton

from lapdesk.i18n import _
from lapdesk.models.base import Field
from lapdesk.models.communes import fold
from lapdesk.ui import parts
from lapdesk.ui.inputs import Input
from lapdesk.ui.inputs_choice import Chips


def letters(entries: Sequence[tuple[str, str]]) -> dict[str, str]:
    """A letter of its own for each entry, out of its words.

    First those that can have their first letter, then the first of another word, then any; who
    is left pushes another to another of its letters. The same entries always get the same, which
    are found once: two lists took 4 ms of the first page.
    """
    return dict(_letters(tuple(entries)))


@cache
def _letters(entries: tuple[tuple[str, str], ...]) -> dict[str, str]:
    holder: dict[str, str] = {}
    for depth in (1, 2, 3):
        for code, words in entries:
            if code not in holder.values():
                free = (one for one in _wishes(words, depth) if one not in holder)
                holder.update(dict.fromkeys(list(free)[:1], code))
    wished = {code: _wishes(words, 3) for code, words in entries}

    def place(code: str, asked: set[str]) -> bool:
        for letter in wished[code]:
            if letter in asked:
                continue
            asked.add(letter)
            if letter not in holder or place(holder[letter], asked):
                holder[letter] = code
                return True
        return False

    for code, _words in entries:
        if code not in holder.values():
            place(code, set())
    return {code: letter for letter, code in holder.items()}


def _wishes(words: str, depth: int) -> list[str]:
    folded = fold(words)
    firsts = [word[0] for word in folded.split()]
    wanted = firsts[:1] if depth == 1 else firsts if depth == 2 else [*firsts, *folded]
    return [one for one in dict.fromkeys(wanted) if one.isascii() and one.isalnum()]


def marked(words: str, letter: str) -> str:
    """`words` with the place of `letter` marked for Qt to underline."""
    plain = words.replace("&", "&&")
    starts = [i for i in range(len(plain)) if i == 0 or not plain[i - 1].isalpha()]
    for place in [*starts, *range(len(plain))]:
        if fold(plain[place]) == letter:
            return f"{plain[:place]}&{plain[place:]}"
    return plain


class KeyChips(Chips):
    """Chips in the list's order, the first `few` in sight, the rest behind « more ».

    A letter presses its chip wherever one is among them; that of a hidden one brings it in sight,
    and presses it when typed again. Enter goes on. One choice alone goes on by itself.
    """

    finished = Signal()

    def __init__(
        self,
        entries: Iterable[tuple[str, str]],
        *,
        several: bool,
        few: int = 99,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        every = list(entries)
        super().__init__(every, several=several)
        # Made before chips are set in the order of use, so that letters stay where one learnt them.
        found = keys if keys is not None else letters(every)
        self.keys = {letter: code for code, letter in found.items()}
        for code, words in every:
            if code in found:
                button = self.buttons[code]
                button.setText(marked(words, found[code]))
                # Qt would make Alt+letter of it, twice where two groups stand on a page.
                button.setShortcut(QKeySequence())
            # Enter goes on here; elsewhere it presses a button.
            self.buttons[code].installEventFilter(self)
        self._few = few
        self._all = False
        self.more: QPushButton = parts.button(_("More…"), self._show_all, "chip")
        lay = self.layout()
        assert lay is not None
        lay.addWidget(self.more)
        self._show()

    def first(self, codes: Iterable[str]) -> None:
        """Set these first, in this order."""
        order = list(dict.fromkeys([*(c for c in codes if c in self.buttons), *self.buttons]))
        if order == list(self.buttons):
            return
        self.buttons = {code: self.buttons[code] for code in order}
        lay = self.layout()
        assert lay is not None
        while lay.takeAt(0) is not None:
            pass
        for button in (*self.buttons.values(), self.more):
            lay.addWidget(button)
        before: QPushButton | None = None
        for button in (*self.buttons.values(), self.more):
            if before is not None:
                self.setTabOrder(before, button)
            before = button
        self.setFocusProxy(next(iter(self.buttons.values())))
        self._show()

    def _show_all(self) -> None:
        self._unfold()
        list(self.buttons.values())[min(self._few, len(self.buttons) - 1)].setFocus()

    def _unfold(self) -> None:
        self._all = True
        self._show()

    def _show(self) -> None:
        for place, button in enumerate(self.buttons.values()):
            _see(button, self._all or place < self._few or button.isChecked())
        _see(self.more, not self._all and self._few < len(self.buttons))

    def fold_up(self) -> None:
        """Only the first ones again."""
        self._all = False
        self._show()

    def choose(self, codes: Iterable[str]) -> None:
        """Press these and no others."""
        super().choose(codes)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a chip goes on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
                self.finished.emit()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter presses its chip."""
        code = self.keys.get(fold(event.text()) if event.text() else "")
        if code is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        button = self.buttons[code]
        if button.isHidden():
            # Nobody chooses what they do not see: the letter may have been meant for elsewhere.
            self._unfold()
            button.setFocus()
            return
        button.setFocus()
        button.click()
        if not self._several and button.isChecked():
            self.finished.emit()


def _see(button: QPushButton, shown: bool) -> None:
    """Show or hide, where that changes anything: each time all is laid out anew."""
    said = button.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    if not said or button.isHidden() == shown:
        button.setVisible(shown)


class KeyChipsInput(Input):
    """A field written with such chips: a code, or several."""

    def __init__(self, field: Field, chips: KeyChips) -> None:
        super().__init__(field)
        self.edit = chips
        self.edit.chose.connect(self._chose)
        self.hold(chips)
        for button in chips.buttons.values():
            words = button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
            button.setAccessibleName(f"{field.title}: {words}")

    def _chose(self) -> None:
        self.edited.emit()
        self.finish()

    def value(self) -> Any:
        """What is pressed, None where nothing is."""
        chosen = self.edit.chosen()
        if self.field.kind.plural:
            return self.field.kind.check(chosen) if chosen else None
        return chosen[0] if chosen else None

    def set_value(self, value: Any, called: str = "") -> None:
        """Press what is in `value`."""
        self.edit.choose([value] if isinstance(value, str) else value or ())
        self.complain("")
