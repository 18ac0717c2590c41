"""An input for each kind of value: plain text in, JSON form out, what is wrong said below.

`input_for(field, lookup)` makes the right one. Each has `value()` (JSON form, None when empty;
raises Malformed), `set_value()`, and emits `committed` when the person has finished with it.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from lapdesk.i18n import _
from lapdesk.models.base import Field
from lapdesk.models.kinds import Hour, Malformed, Minutes, Money, Whole
from lapdesk.ui import parts

LINES: Final = 4
_SHORT: Final = 160  # pixels at 100 %: an hour, a number
_SHORT_KINDS: Final = (Hour, Whole, Minutes, Money)


class Input(QWidget):
    """One field's input with the place for what is wrong below it."""

    committed = Signal()
    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.problem = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.lay: QVBoxLayout = parts.column(gap=2)
        self.setLayout(self.lay)

    def hold(self, edit: QWidget) -> None:
        """Show `edit` as the input of this field."""
        edit.setAccessibleName(self.field.title)
        self.setFocusProxy(edit)
        self.lay.addWidget(edit)
        self.lay.addWidget(self.problem)

    def value(self) -> Any:
        """The JSON form of what is there, None when empty; raises Malformed."""
        raise NotImplementedError

    def set_value(self, value: Any, called: str = "") -> None:
        """Show `value` (JSON form); `called` is what a record it points to is called."""
        raise NotImplementedError

    def complain(self, message: str, *, warning: bool = False) -> None:
        """Say what is wrong below the input; an empty message takes it back."""
        self.problem.setText(message)
        parts.dress(self.problem, role="warning" if warning else "problem")
        self.problem.setVisible(bool(message))
        edit = self.focusProxy()
        if edit is not None:
            parts.dress(edit, wrong=bool(message) and not warning)
            edit.setAccessibleDescription(message)

    def finish(self) -> None:
        """The person goes on: say what is wrong, or tell that there is a value."""
        try:
            self.value()
        except Malformed as wrong:
            self.complain(wrong.message)
            return
        self.complain("")
        self.committed.emit()


class LineInput(Input):
    """One line of text, read by the field's kind: words, numbers, lengths, amounts, codes."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.edit = QLineEdit()
        self.edit.textEdited.connect(lambda _text: self.edited.emit())
        self.edit.editingFinished.connect(self._end)
        self._kept = ""
        # Not Qt's limit, which cuts without a word: the kind says what is too long.
        if isinstance(field.kind, _SHORT_KINDS):
            self.edit.setMaximumWidth(_SHORT)
            self.edit.setPlaceholderText(placeholder(field))
        self.hold(self.edit)

    def value(self) -> Any:
        """What the kind reads in the line."""
        text = self.edit.text().strip()
        return self.field.kind.parse(text) if text else None

    def set_value(self, value: Any, called: str = "") -> None:
        """Show it as people write it."""
        self.edit.setText(self.field.kind.show(value))
        self._kept = self.edit.text()
        self.complain("")

    def _end(self) -> None:
        # Qt says that editing ended each time the line is left; only a change counts.
        if self.edit.text() == self._kept:
            return
        self._kept = self.edit.text()
        self.finish()
        if not self.problem.text():
            self.edit.setText(self.field.kind.show(self.value()))
            self._kept = self.edit.text()


def placeholder(field: Field) -> str:
    """An example of what can be typed, for kinds that are read in a certain form."""
    kind = field.kind
    if isinstance(kind, Minutes):
        return _("45 or 1:30")
    if isinstance(kind, Money):
        return _("12.50 €")
    return _("14:30") if isinstance(kind, Hour) else ""


class _Lines(QPlainTextEdit):
    """Several lines; Tab goes on to the next input, as everywhere."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        line = self.fontMetrics().lineSpacing()
        self.setFixedHeight(LINES * line + 18)

    def focusOutEvent(self, event: Any) -> None:
        """What was typed counts when one leaves."""
        super().focusOutEvent(event)
        self.left.emit()


class LinesInput(Input):
    """Text on several lines."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.edit = _Lines()
        self.edit.textChanged.connect(self.edited)
        self.edit.left.connect(self._end)
        self._kept = ""
        self.hold(self.edit)

    def value(self) -> Any:
        """The text, None when empty."""
        return self.field.kind.check(self.edit.toPlainText())

    def set_value(self, value: Any, called: str = "") -> None:
        """Show the text."""
        self._kept = value or ""
        self.edit.setPlainText(self._kept)
        self.complain("")

    def _end(self) -> None:
        if self.edit.toPlainText() != self._kept:
            self._kept = self.edit.toPlainText()
            self.finish()


class FlagInput(Input):
    """Yes or no; a field that was never answered stays empty until it is clicked."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.edit = QCheckBox(field.title.replace("&", "&&"))
        self._answered = False
        self.edit.clicked.connect(self._click)
        self.hold(self.edit)

    def _click(self) -> None:
        self._answered = True
        self.edited.emit()
        self.finish()

    def value(self) -> bool | None:
        """True or False, None where nobody answered."""
        return self.edit.isChecked() if self._answered else None

    def set_value(self, value: Any, called: str = "") -> None:
        """Show the answer."""
        self._answered = value is not None
        self.edit.setChecked(bool(value))
        self.complain("")


class SealedInput(Input):
    """A value of the safe: written through the input of what is inside, while the safe is open."""

    def __init__(self, field: Field, inside: Input) -> None:
        super().__init__(field)
        self.inside = inside
        inside.committed.connect(self.committed)
        inside.edited.connect(self.edited)
        self.closed = parts.label(_("In the safe. Open it to read or write."), "quiet")
        self.lay.addWidget(self.closed)
        self.lay.addWidget(inside)
        self.setFocusProxy(inside)
        self.set_open(False)

    def set_open(self, open_: bool) -> None:
        """Show what is inside, or only that it is in the safe."""
        self.inside.setVisible(open_)
        self.closed.setVisible(not open_)
        if not open_:
            self.inside.set_value(None)

    def value(self) -> Any:
        """What was typed, None while the safe is closed."""
        return self.inside.value()

    def set_value(self, value: Any, called: str = "") -> None:
        """Show the opened value; one that is still sealed is not shown."""
        sealed = isinstance(value, str) and value.startswith("sealed:")
        self.inside.set_value(None if sealed else value)

    def complain(self, message: str, *, warning: bool = False) -> None:
        """Below what is inside."""
        self.inside.complain(message, warning=warning)


class Typed(QLineEdit):
    """A line that tells of the up and down keys, for days; Alt+Down opens what chooses one."""

    stepped = Signal(int)
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One step later or earlier; everything else as in any line."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if step == -1 and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.opened.emit()
        elif step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)
