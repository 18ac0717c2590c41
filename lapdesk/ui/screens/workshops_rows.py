"""What the pages of workshops are made of: a page of the place, days and codes in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lapdesk.models import lists
from lapdesk.ui import parts
from lapdesk.ui.theme import GAP

# Lines of text, laid end to end, that two cards side by side are wide at least.
SIDE_BY_SIDE = 42
# Lines of text that a card is high at least.
LEAST_LINES = 19


class Subpage(QWidget):
    """One page of the place: its title and its tools stand in the head of the place."""

    def __init__(self) -> None:
        super().__init__()
        self.lay: QVBoxLayout = parts.column(gap=2 * GAP)
        self.setLayout(self.lay)
        self.tools: list[QWidget] = []
        self._both: QHBoxLayout | None = None
        self.arriving = True
        # What the head of the place is told when the title changes.
        self.titled: Callable[[], None] = lambda: None

    def sides(self, left: QWidget, right: QWidget, shares: tuple[int, int]) -> None:
        """Two cards side by side, one under the other where there is no room for both."""
        self._both = parts.row(left, right, gap=2 * GAP)
        for place, share in enumerate(shares):
            self._both.setStretch(place, share)
        for part in (left, right):
            # They take the room there is and scroll inside; so much they need at least.
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            part.setMinimumHeight(LEAST_LINES * self.fontMetrics().height())
        self.lay.addLayout(self._both, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Larger text needs the room that a smaller window has not."""
        super().resizeEvent(event)
        if self._both is not None:
            ways = QBoxLayout.Direction
            narrow = self.width() < SIDE_BY_SIDE * self.fontMetrics().height()
            self._both.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def title(self) -> str:
        """What the page is called."""
        raise NotImplementedError

    def arrive(self) -> None:
        """The person comes to this page."""
        self.arriving = True
        self.refresh()

    def refresh(self) -> None:
        """Ask for what is shown."""

    def settle(self) -> None:
        """Save what was typed and not yet saved."""

    def leave(self) -> None:
        """The person goes to another page."""
        self.settle()


def day_words(day: str, *, long: bool = False) -> str:
    """A day with its name: `Tue 24/03/2026`, or `Tuesday 24 March 2026`."""
    if len(day) != 10:
        return day
    asked = QDate.fromString(day, "yyyy-MM-dd")
    words = QLocale().toString(asked, "dddd d MMMM yyyy" if long else "ddd dd/MM/yyyy")
    return words[:1].upper() + words[1:]


def month_words(month: str) -> str:
    """A month (`YYYY-MM`) with its year: `March 2026`."""
    words = QLocale().toString(QDate.fromString(f"{month}-01", "yyyy-MM-dd"), "MMMM yyyy")
    return words[:1].upper() + words[1:]


def hours(start: str, end: str) -> str:
    """From when to when."""
    return f"{start} – {end}" if start and end else start


def word(of: str, code: str) -> str:
    """What a code of a closed list is called."""
    return lists.get(of).label(code) if code else ""


def menu_of(
    text: str, entries: Mapping[str, str], chose: Callable[[str], object], parent: QWidget
) -> QPushButton:
    """A button with a menu: one of these codes is chosen by its words."""
    button = QPushButton(text.replace("&", "&&"))
    button.setAccessibleName(text)
    button.setAutoDefault(False)
    menu = QMenu(button)
    for code, words in entries.items():
        action = QAction(words.replace("&", "&&"), menu)
        action.triggered.connect(_chooser(chose, code))
        menu.addAction(action)
    button.setMenu(menu)
    return button


def _chooser(chose: Callable[[str], object], code: str) -> Callable[[], None]:
    def choose() -> None:
        chose(code)

    return choose


def entries(of: str) -> dict[str, str]:
    """The codes of a closed list with their words."""
    return {code: entry.label for code, entry in lists.get(of).entries.items()}
