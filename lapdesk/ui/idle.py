"""A rest of the hands: tells when nobody has touched the window for a while."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_HANDS: Final = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


class Idle(QObject):
    """Emits `rested` after `minutes` without a key, a click or a movement.

    It listens to the system's windows, not to every widget: a handful of events a key press.
    """

    rested = Signal()

    def __init__(self, application: QGuiApplication, minutes: int) -> None:
        super().__init__(application)
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self.rested)
        self.set_minutes(minutes)
        application.focusWindowChanged.connect(self._listen)
        window = application.focusWindow()
        if window is not None:
            self._listen(window)

    def set_minutes(self, minutes: int) -> None:
        """Wait so long from now on."""
        self._time.start(minutes * 60_000)

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            # Installed twice, a filter is still called once.
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Every touch begins the wait anew; nothing is swallowed."""
        if event.type() in _HANDS:
            self._time.start()
        return False
