"""Small pieces that pages are made of: labels, buttons, cards, gaps. Plain text only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lapdesk.ui.theme import GAP


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


def button(text: str, pressed: Callable[[], object], role: str = "") -> QPushButton:
    """A button that calls `pressed`; role is `main`, `link`, `plain` or nothing.

    An ampersand in `text` is shown: mnemonics would clash with data in labels.
    """
    made = QPushButton(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    made.clicked.connect(lambda _checked=False: pressed())
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


def clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Throw away what `layout` holds."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


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
