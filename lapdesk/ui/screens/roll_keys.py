"""The marks as buttons with their keys: a legend for the keyboard, and a way for the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.ui import parts
from lapdesk.ui.flow import FlowLayout, wrapping
from lapdesk.ui.screens.roll_table import ALL_PRESENT, KEYS


class KeysBar(QWidget):
    """They never take the keyboard from the list; the one that stands is pressed."""

    def __init__(self, mark: Callable[[str], None], all_present: Callable[[], None]) -> None:
        super().__init__()
        lay = FlowLayout(6)
        words = _("All present")
        every = parts.button(f"{ALL_PRESENT} · {words}", all_present, "chip")
        every.setAccessibleName(words)
        every.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lay.addWidget(every)
        self.buttons: dict[str, QPushButton] = {}
        short = {
            "P": _("Present"), "A": _("Absent"), "E": _("Excused"), "L": _("Late"),
            "D": _("Left early"), "R": _("At a distance"),
        }  # fmt: skip
        for key, code in KEYS.items():
            made = parts.button(f"{key} · {short[code]}", self._presser(mark, code), "chip")
            made.setAccessibleName(lists.get("attendance").label(code))
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.buttons[code] = made
            lay.addWidget(made)
        self.setLayout(lay)
        self.setSizePolicy(wrapping())

    @staticmethod
    def _presser(mark: Callable[[str], None], code: str) -> Callable[[], None]:
        return lambda: mark(code)

    def show_mark(self, code: str) -> None:
        """Press the mark of the line one is on."""
        for other, button in self.buttons.items():
            button.setChecked(other == code)
