"""What nobody uses any more is collected in the window's thread, and in no other.

Python looks for cycles in whichever thread happens to make an object. Did the worker find one that
holds a widget, the widget would be destroyed there, and Qt ends the process without a word.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

# Between two looks, in milliseconds: a few thousand objects, collected within a frame.
_PAUSE: Final = 1000


class Garbage(QObject):
    """Collects as Python would have, when the window's thread comes by; from now until `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._time = QTimer(self)
        self._time.setInterval(_PAUSE)
        self._time.timeout.connect(self.look)
        self._time.start()

    def look(self) -> None:
        """Collect the oldest generation whose time has come by Python's own thresholds."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """There is no other thread any more: Python collects as it likes."""
        self._time.stop()
        gc.enable()
