"""Names are opened little by little once the safe is: the first one typed waits for none.

Five thousand cards take a third of a second to unseal. The worker opens a few at a time and rests
between: what a key asks meanwhile waits for one of these slices at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from lapdesk.ui.safe import Safe
    from lapdesk.ui.stage import Stage

SLICE: Final = 100  # cards, some 5 ms
PAUSE_MS: Final = 10


class NamesAhead(QObject):
    """Follows a safe; `left` are the cards still to be opened, by their keys."""

    def __init__(self, stage: Stage, safe: Safe) -> None:
        super().__init__(safe)
        self._stage = stage
        self.left: list[bytes] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._go_on)
        safe.changed.connect(self._turned)

    def _turned(self, open_: bool) -> None:
        from lapdesk.services import people

        self.left = []
        self._pause.stop()
        if open_:
            self._stage.ask(people.sealed, done=self._begin, owner=self, latest="names ahead")

    def _begin(self, cards: list[bytes]) -> None:
        self.left = cards
        self._go_on()

    def _go_on(self) -> None:
        from lapdesk.services import people

        now, self.left = self.left[:SLICE], self.left[SLICE:]
        if now:
            self._stage.ask(people.open_names, now, done=self._opened, owner=self)

    def _opened(self, _none: None) -> None:
        if self.left:
            self._pause.start()
