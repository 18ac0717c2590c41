"""What the pages of Migrapass are made of: the bar of hours, cards to press, pictured figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyleOptionViewItem, QWidget

from lapdesk.i18n import _
from lapdesk.models.rules.migrapass import EXPECTED
from lapdesk.ui import icons, parts
from lapdesk.ui.headed import Index
from lapdesk.ui.listed import WholeLine
from lapdesk.ui.theme import GAP

_THICK = 6


def hours_words(minutes: int, planned: int) -> str:
    """`4 h 20 of 12 h 30`."""
    return _("{done} of {planned}").format(done=length(minutes), planned=length(planned))


def length(minutes: int) -> str:
    """`1 h 20`, `45 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def draw_hours(
    painter: QPainter, room: QRect, minutes: int, planned: int, palette: QPalette, mirrored: bool
) -> None:
    """A quiet bar of the hours counted; what is expected (12 to 13 h) is a mark on it."""
    most = max(planned, minutes, EXPECTED[1])
    track = palette.color(QPalette.ColorRole.PlaceholderText)
    track.setAlpha(60)

    def stretch(start: int, end: int, colour: object) -> None:
        left, right = (room.width() * n // most for n in (start, end))
        x = room.right() + 1 - right if mirrored else room.left() + left
        painter.fillRect(QRect(x, room.top(), max(2, right - left), room.height()), colour)

    stretch(0, most, track)
    stretch(0, minutes, palette.color(QPalette.ColorRole.Accent))
    text = palette.color(QPalette.ColorRole.WindowText)
    for end in EXPECTED:
        stretch(end - most // 200 - 1, end, text)


class HoursBar(QWidget):
    """Hours in words, and the bar below them."""

    def __init__(self) -> None:
        super().__init__()
        self._minutes = self._planned = 0
        self.words = parts.label("")
        self.setMinimumWidth(10 * self.fontMetrics().height())
        lay = parts.column(self.words, gap=0)
        lay.setContentsMargins(0, 0, 0, _THICK + 4)
        self.setLayout(lay)

    def show_hours(self, minutes: int, planned: int) -> None:
        """Draw these."""
        self._minutes, self._planned = minutes, planned
        self.words.setText(hours_words(minutes, planned))
        self.setAccessibleName(self.words.text())
        self.setToolTip(_("Meetings and sessions of the group. 12 to 13 hours are usual."))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar at the foot."""
        painter = QPainter(self)
        room = QRect(0, self.height() - _THICK, self.width(), _THICK)
        draw_hours(
            painter, room, self._minutes, self._planned, self.palette(), self.isRightToLeft()
        )
        painter.end()


class HoursLine(WholeLine):
    """The same in a column of a list; `hours` gives the two figures of a row."""

    def __init__(self, parent: QWidget, hours: Callable[[int], tuple[int, int]]) -> None:
        super().__init__(parent)
        self._hours = hours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The words, and the bar at the foot of the line."""
        super().paint(painter, option, index)
        room = option.rect.adjusted(8, option.rect.height() - 8, -8, -4)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        draw_hours(painter, room, *self._hours(index.row()), option.palette, mirrored)


class TextCard(QPushButton):
    """Some words, and quieter ones below, pressed as one; `wide` lines of text at most."""

    def __init__(
        self, words: str, detail: str, pressed: Callable[[], object], *, wide: int = 13
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{words}. {detail}" if detail else words)
        self._wide = wide
        self.labels = [parts.label(parts.breakable(words), wrap=True)]
        if detail:
            self.labels.append(parts.label(parts.breakable(detail), "quiet", wrap=True))
        for label in self.labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lay = parts.column(*self.labels, gap=0)
        lay.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        self.setLayout(lay)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on=False: pressed())

    def sizeHint(self) -> QSize:
        """As wide as its longest words, wrapped beyond a limit; as high as they then need."""
        lay = self.layout()
        assert lay is not None
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(label.text()) for label in self.labels)
        width = min(longest, self._wide * metrics.height()) + 2 * GAP + 6
        return QSize(width, lay.heightForWidth(width) + 4)

    def minimumSizeHint(self) -> QSize:
        """The same: words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Pictured(QPushButton):
    """A figure with its picture and its words."""

    def __init__(self, picture: str, figure: int, words: str, size: int) -> None:
        super().__init__()
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setText(str(figure))
        self.setAccessibleName(f"{figure}: {words}")
        self.setToolTip(words)
        icons.put(self, picture, size)
        # The row takes Tab; arrows and figures choose within it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class FigureRow(QWidget):
    """Figures from 1, one of which is chosen by its key, by arrows or by a click.

    `chose(figure)` tells each choice that the person makes; `finished` that Enter was pressed.
    """

    chose = Signal(int)
    finished = Signal()

    def __init__(
        self, name: str, pictures: Sequence[str], words: Sequence[str], size: int = 38
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = tuple(words)
        self.buttons: list[Pictured] = []
        lay = parts.row(gap=6)
        for figure, (picture, said) in enumerate(zip(pictures, words, strict=True), 1):
            made = Pictured(picture, figure, said, size)
            made.clicked.connect(self._clicker(figure))
            self.buttons.append(made)
            lay.addWidget(made)
        lay.addStretch(1)
        self.setLayout(lay)

    def _clicker(self, figure: int) -> Callable[[], None]:
        def click() -> None:
            self.setFocus()
            self.choose(figure)
            self.chose.emit(figure)

        return click

    def chosen(self) -> int | None:
        """The figure that is down, None where none is."""
        return next((n for n, b in enumerate(self.buttons, 1) if b.isChecked()), None)

    def choose(self, figure: int | None) -> None:
        """Press this one and no other."""
        for number, button in enumerate(self.buttons, 1):
            button.setChecked(number == figure)
        said = self.words[figure - 1] if figure else ""
        self.setAccessibleDescription(f"{figure}: {said}" if figure else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures choose; arrows go one on or back; Enter goes on."""
        keys, sign = Qt.Key, event.text()
        ahead = keys.Key_Left if self.isRightToLeft() else keys.Key_Right
        if sign.isascii() and sign.isdecimal() and 1 <= int(sign) <= len(self.buttons):
            self.choose(int(sign))
            self.chose.emit(int(sign))
        elif event.key() in (keys.Key_Left, keys.Key_Right):
            step = 1 if event.key() == ahead else -1
            figure = min(max((self.chosen() or 0) + step, 1), len(self.buttons))
            self.choose(figure)
            self.chose.emit(figure)
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line below the row that has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            colour = self.palette().color(QPalette.ColorRole.Accent)
            painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), colour)
            painter.end()


def quiet_words(text: str) -> QLabel:
    """A hint that wraps."""
    return parts.label(text, "quiet", wrap=True)
