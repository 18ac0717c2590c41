"""The first page of a computer that has no home yet: four ways in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lapdesk.i18n import _
from lapdesk.ui import parts
from lapdesk.ui.door import centred
from lapdesk.ui.theme import GAP

WIDTH = 560


class WayButton(QPushButton):
    """A large button with a title and what happens behind it."""

    def __init__(self, title: str, said: str, chosen: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(said)
        self.setAutoDefault(True)
        self.clicked.connect(lambda _checked=False: chosen())
        lay = QVBoxLayout(self)
        lay.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        lay.setSpacing(2)
        self._lines = (parts.label(title, "heading"), parts.label(said, "quiet", wrap=True))
        for line in self._lines:
            # A click on the words is a click on the button.
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            lay.addWidget(line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The text below the title wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As much as both lines need."""
        lay = self.layout()
        return lay.heightForWidth(width) if lay is not None else 0


def scrolling(page: QWidget, middle: QWidget) -> None:
    """Lay `middle` in the middle of `page`, with a scroll bar where the window is too low."""
    inner = QWidget()
    inner.setProperty("role", "scrolled")
    centred(inner, middle, WIDTH)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    page.setLayout(parts.column(area))


class WelcomeScreen(QWidget):
    """Says what lapdesk is, and asks which way to begin."""

    def __init__(
        self,
        create: Callable[[], None],
        join: Callable[[], None],
        copy: Callable[[], None],
        example: Callable[[], None],
    ) -> None:
        super().__init__()
        said = _(
            "lapdesk keeps the work of your association on this computer, encrypted. "
            "Nothing is sent over the internet."
        )
        begin = _("Begin on this computer: a few fields and a passphrase.")
        other = _("My association already uses lapdesk on another computer.")
        copied = _("This computer takes over from one that is lost or broken.")
        invented = _("Invented people and workshops, to look around without risk.")
        listed = (
            (_("My association"), begin, create),
            (_("Join an existing one"), other, join),
            (_("Start again from a copy"), copied, copy),
            (_("Try with the example"), invented, example),
        )
        self.ways = [WayButton(*way) for way in listed]
        middle = QWidget()
        middle.setLayout(
            parts.column(
                parts.label(_("Welcome"), "title"),
                parts.label(said, wrap=True),
                *self.ways,
                gap=2 * GAP,
            )
        )
        scrolling(self, middle)
        self.setFocusProxy(self.ways[0])


class FirstForm(QWidget):
    """A page of the first steps: a title, fields one under the other, what is wrong, buttons."""

    def __init__(self, title: str, said: str, back: Callable[[], None]) -> None:
        super().__init__()
        self.box = parts.card(gap=GAP, margin=4 * GAP)
        lay = self.box.layout()
        assert isinstance(lay, QVBoxLayout)
        self.lay = lay
        self.lay.addWidget(parts.label(title, "title"))
        self.lay.addWidget(parts.label(said, wrap=True))
        self.lay.addSpacing(GAP)
        self.problem: QLabel = parts.label("", "problem", wrap=True)
        self.problem.hide()
        self.back = parts.button(_("Back"), back)
        scrolling(self, self.box)

    def put(self, label: str, edit: QWidget, hint: str = "") -> None:
        """One field with its label above and, where useful, a hint below."""
        words = parts.label(label)
        words.setBuddy(edit)
        edit.setAccessibleName(label)
        field = parts.column(words, edit, gap=GAP // 2)
        if hint:
            edit.setAccessibleDescription(hint)
            field.addWidget(parts.label(hint, "quiet", wrap=True))
        self.lay.addLayout(field)
        self.lay.addSpacing(GAP // 2)

    def end(self, main: QPushButton) -> None:
        """What is wrong and the buttons, below the fields."""
        self.lay.addWidget(self.problem)
        self.lay.addSpacing(GAP)
        self.lay.addLayout(parts.row(self.back, None, main))

    def complain(self, text: str, where: QWidget | None = None) -> None:
        """Say what is wrong, and go there."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if where is not None:
            where.setFocus()
