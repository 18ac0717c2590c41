"""Everything that happened to a person, line by line: what, when, and what can be done at once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection

from lapdesk.services import (
    timeline_migrapass,
    timeline_plain,
    timeline_progress,
    timeline_sent,
)
from lapdesk.services.event import Event, Reading
from lapdesk.store.desk import Desk

# What a screen narrows to, each with the kinds of line that it shows.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "support": ("act",),
        "orientation": ("orientation", "step"),
        "need": ("need", "non_take_up"),
        "workshop": ("session", "enrolment"),
        "progress": ("level", "autonomy"),
        "migrapass": ("migrapass",),
        "agreement": ("consent", "sheet"),
    }
)
_LINES: Final = (
    *timeline_plain.LINES,
    *timeline_sent.LINES,
    *timeline_progress.LINES,
    *timeline_migrapass.LINES,
)


def events(desk: Desk, connection: Connection, person: str) -> list[Event]:
    """A person's lines, newest first; what was recorded later on the same day stands above."""
    reading = Reading(desk, connection, person)
    found: list[Event] = []
    for lines in _LINES:
        found += lines(reading)
    found.reverse()
    found.sort(key=lambda event: event.day, reverse=True)
    return found
