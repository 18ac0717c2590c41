"""A button for what cannot be undone: the first click asks, the second does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPushButton

from lapdesk.ui import parts


class SureButton(QPushButton):
    """Shows `asked`, then `sure`; leaving it goes back to the beginning. `named`: what it is
    called until then, where several of one page ask in the same words."""

    def __init__(self, asked: str, sure: str, act: Callable[[], object], named: str = "") -> None:
        super().__init__(asked.replace("&", "&&"))
        self._asked, self._sure, self._act = asked, sure, act
        self._named = named or asked
        self._armed = False
        self.setAutoDefault(False)
        self.setAccessibleName(self._named)
        self.clicked.connect(lambda _checked=False: self._press())

    def _press(self) -> None:
        if self._armed:
            self._arm(False)
            self._act()
        else:
            self._arm(True)

    def _arm(self, armed: bool) -> None:
        self._armed = armed
        words = self._sure if armed else self._asked
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(self._sure if armed else self._named)
        parts.dress(self, role="main" if armed else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The person went elsewhere: nothing is about to happen."""
        self._arm(False)
        super().focusOutEvent(event)
