"""What a page makes once its first content is in sight: part by part, in reading order.

A person looks first at the heading, the line to type in and the first rows. The rest follows in
the next turns of the loop, one part a turn, so that a key pressed meanwhile waits for one part
at most, and what that key asks is answered before the next; whatever keys need is made with the
first content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from lapdesk.ui.laying import at_once

Make = Callable[[], object]

# One frame at 60 Hz: what is there first is drawn before the rest is begun.
FRAME_MS: Final = 17
# Frames for which the parts of one page let the worker go first; it may have work for minutes.
PATIENCE: Final = 12


class Later(QObject):
    """The parts of one page that are still to be made; they are thrown away with the page.

    `waiting` tells how much is asked of the worker.
    """

    def __init__(self, page: QWidget, waiting: Callable[[], int]) -> None:
        super().__init__(page)
        self._page, self._waiting = page, waiting
        self._patience = 0
        self._left: list[Make] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    def start(self, makings: Iterable[Make]) -> None:
        """Make these, in this order; what was left of those asked for before is forgotten."""
        self._left, self._patience = list(makings), PATIENCE
        if self._left:
            self._timer.start(FRAME_MS)
        else:
            self._timer.stop()

    def left(self) -> int:
        """How many parts are still to be made."""
        return len(self._left)

    def finish(self) -> None:
        """Make all that is left now."""
        self._timer.stop()
        # Those that are asked for meanwhile are for later.
        parts, self._left = self._left, []
        if parts:
            with at_once(self._page):
                for make in parts:
                    make()

    def _next(self) -> None:
        if self._patience and self._waiting():
            self._patience -= 1
            self._timer.start(FRAME_MS)
            return
        make = self._left.pop(0)
        if self._left:
            # Before it is made: a part that fails takes no other with it.
            self._timer.start(0)
        with at_once(self._page):
            make()


def pending(within: QWidget) -> list[Later]:
    """Where in a window parts are still to be made."""
    return [one for one in within.findChildren(Later) if one.left()]


def finish(within: QWidget) -> None:
    """Make all that is left in a window, and what that leaves in turn."""
    while found := pending(within):
        for one in found:
            one.finish()
