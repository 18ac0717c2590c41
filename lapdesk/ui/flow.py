"""A layout that sets its parts in lines and wraps, as words do; mirrored where text is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QSizePolicy, QWidget

from lapdesk.ui.theme import GAP


class FlowLayout(QLayout):
    """For chips: as many in a line as there is room for."""

    def __init__(self, gap: int = GAP) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        # Asked many times for one change: what the parts said is kept until one of them changes.
        self._sizes: list[tuple[QLayoutItem, QSize]] | None = None
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def invalidate(self) -> None:
        """A part changed: it came, went, was shown or hidden, or says something else."""
        self._sizes = None
        self._heights.clear()
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way to add."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The part at `index`, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """The same, taken out."""
        if not 0 <= index < len(self._items):
            return None
        taken = self._items.pop(index)
        self.invalidate()
        return taken

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at that width."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Set every part in its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line, if there were room."""
        sizes = [size for _item, size in self._seen()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest part alone."""
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _seen(self) -> list[tuple[QLayoutItem, QSize]]:
        """The parts that show with the room they wish; what is hidden takes no gap either."""
        if self._sizes is None:
            self._sizes = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._sizes

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            high = max(size.height() for _item, size in line)
            if move:
                self._place(line, QRect(rect.x(), y, rect.width(), high))
            y += high + self._gap
        return max(0, y - self._gap - rect.y())

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """The parts as they follow one another, as many in a line as fit."""
        line: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        for item, wished in self._seen():
            size = wished.boundedTo(QSize(max(1, width), 10_000))
            if line and used + size.width() > width:
                yield line
                line, used = [], 0
            line.append((item, size))
            used += size.width() + self._gap
        if line:
            yield line

    def _place(self, line: Iterable[tuple[QLayoutItem, QSize]], within: QRect) -> None:
        """From the side where one begins to read; what is lower stands in the middle."""
        mirrored, x = QApplication.isRightToLeft(), within.x()
        for item, size in line:
            left = within.right() + 1 - (x - within.x()) - size.width() if mirrored else x
            top = within.y() + (within.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, top), size))
            x += size.width() + self._gap


def wrapping() -> QSizePolicy:
    """The size policy of a widget laid out by a `FlowLayout`."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def flowing(*widgets: QWidget, gap: int = GAP) -> QWidget:
    """Side by side, under one another where letters are large."""
    lay, made = FlowLayout(gap), QWidget()
    for widget in widgets:
        lay.addWidget(widget)
    made.setLayout(lay)
    made.setSizePolicy(wrapping())
    return made
