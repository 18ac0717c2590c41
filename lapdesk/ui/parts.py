"""Small pieces that pages are made of: labels, buttons, cards, gaps. Plain text only."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lapdesk.ui.theme import GAP

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShortcut
    from PySide6.QtWidgets import QAbstractButton, QLayout

_LONG_RUN = re.compile(r"\S{24}(?=\S)")
# Qt.Key.Key_Return and Key_Enter by their numbers, for the same reason as in `label`.
_ENTER = (0x01000004, 0x01000005)


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Text as it is: markup in it is shown, never obeyed."""
    made = QLabel()
    # Qt.TextFormat.PlainText by its number: naming `Qt` costs a tenth of the start.
    made.setProperty("textFormat", 0)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    if made.isRightToLeft():
        # To the right, absolutely, in the middle: Qt would follow the words, not the window.
        made.setProperty("alignment", 0x0002 | 0x0010 | 0x0080)
    made.setWordWrap(wrap)
    return made


class Button(QPushButton):
    """A button that Enter presses too, as Space does, outside dialogs as well."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; the page around it need not take it for its own."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


def button(text: str, pressed: Callable[[], object], role: str = "") -> QPushButton:
    """A button that calls `pressed`; role is `main`, `link`, `plain` or nothing.

    An ampersand in `text` is shown: mnemonics would clash with data in labels.
    """
    made = Button(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    made.clicked.connect(lambda _checked=False: pressed())
    return made


def pressed_by(keys: str, button: QAbstractButton) -> QShortcut:
    """Keys that press `button` while it is in sight, at once: those that Qt calls its shortcut
    act a tenth of a second later, for the button to be seen pressed."""
    from PySide6.QtGui import QKeySequence, QShortcut

    made = QShortcut(QKeySequence(keys), button)
    made.activated.connect(button.click)
    return made


def column(*parts: QWidget, gap: int = GAP, margin: int = 0) -> QVBoxLayout:
    """`parts` one under the other."""
    made = QVBoxLayout()
    made.setSpacing(gap)
    made.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        made.addWidget(part)
    return made


def row(*parts: QWidget | None, gap: int = GAP) -> QHBoxLayout:
    """`parts` side by side; None takes the room that is left."""
    made = QHBoxLayout()
    made.setSpacing(gap)
    made.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        if part is None:
            made.addStretch(1)
        else:
            made.addWidget(part)
    return made


def frame(role: str) -> QFrame:
    """A box drawn by the style sheet: `card`, `bar`, `rail`, `bad`, `warn`, `good`."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def card(*parts: QWidget, gap: int = GAP, margin: int = 2 * GAP) -> QFrame:
    """A white box around `parts`."""
    made = frame("card")
    made.setLayout(column(*parts, gap=gap, margin=margin))
    return made


def dress(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet looks at, and draw anew where one changed."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    if changed:
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def clear(layout: QLayout) -> None:
    """Throw away what `layout` holds."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def breakable(words: str) -> str:
    """`words` with places to break lines at where somebody typed many signs without a space."""
    return _LONG_RUN.sub("\\g<0>\u200b", words)


def tab_before(place: QWidget, *made: QWidget) -> None:
    """Tab comes to `made`, in this order, just before `place`: what is made late comes last."""
    last: QWidget | None = place.previousInFocusChain()
    # After a widget that stands for another, or takes no Tab, Qt would set them elsewhere.
    while last is not None and not _takes_tab(last) and last is not place:
        last = last.previousInFocusChain()
    for one in made:
        if last is not None:
            QWidget.setTabOrder(last, one)
        last = one


def _takes_tab(widget: QWidget) -> bool:
    # Qt.FocusPolicy.TabFocus by its number, as above.
    return widget.focusProxy() is None and bool(widget.focusPolicy().value & 1)


class Section(QFrame):
    """A card with a heading; `inside` takes what belongs to it."""

    def __init__(self, heading: str, *tools: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.heading = label(heading, "heading")
        head = row(self.heading, *tools)
        # A long heading that wraps takes the width that the tools leave.
        head.setStretch(0, 1)
        self.inside = column(gap=GAP)
        lay = column(gap=2 * GAP, margin=2 * GAP)
        lay.addLayout(head)
        lay.addLayout(self.inside)
        self.setLayout(lay)
