"""The screens that were made: one a place, and another for whoever may do other things there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from lapdesk.ui import panes
from lapdesk.ui.places import Place
from lapdesk.ui.screen import Screen
from lapdesk.ui.stage import Stage

_Key = tuple[str, frozenset[str]]  # a place, and the roles for which its screen was made


class Made:
    """A screen offers what the roles of whoever enters allow when it is made. Who takes the
    keyboard with other roles gets one of their own, unless something typed waits in the other.
    """

    def __init__(self, stage: Stage, stack: QStackedWidget) -> None:
        self._stage: Final = stage
        self._stack: Final = stack
        self._every: dict[_Key, Screen] = {}
        self._areas: dict[_Key, QWidget] = {}
        self._now: dict[str, _Key] = {}

    def __getitem__(self, place: str) -> Screen:
        """The screen of a place where one has been."""
        return self._every[self._now[place]]

    def show(self, place: Place) -> Screen:
        """Bring the screen of a place in sight, made first where there is none."""
        key = self._of(place)
        if key not in self._every:
            self._make(place, key)
        self._now[place.name] = key
        self._stack.setCurrentWidget(self._areas[key])
        return self._every[key]

    def _of(self, place: Place) -> _Key:
        asked = (place.name, self._stage.roles)
        before = self._now.get(place.name, asked)
        if before == asked or self._every[before].follows or self._every[before].unsaved():
            return before
        return asked

    def _make(self, place: Place, key: _Key) -> None:
        area = panes.room()
        self._stack.addWidget(area)
        self._stage.room = area.viewport()
        screen = place.screen(self._stage)
        panes.put(screen, area)
        self._every[key], self._areas[key] = screen, area

    def settle(self) -> None:
        """Let every screen save what was typed."""
        for screen in self._every.values():
            screen.settle()

    def unsaved(self) -> list[str]:
        """The names of places where something typed waits for a button."""
        return list(dict.fromkeys(self._waiting()))

    def _waiting(self) -> Iterator[str]:
        for (name, _roles), screen in self._every.items():
            if screen.unsaved():
                yield name
