"""What papers of the desk are made of: grid of presence, week, reminders, rescue sheet, notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from lapdesk.reports.contents import Sender


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A session of the grid; a cancelled one keeps its column, ruled out."""

    day: date
    start: time
    end: time
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A person: name or code, a mark for each column, minutes attended in all; blank, none."""

    label: str
    marks: tuple[str, ...] = ()
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class GridContent:
    """Who came when, over a month or a cycle; `named` if it bears names."""

    sender: Sender
    title: str
    place: str
    leaders: tuple[str, ...]
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    made_on: date
    named: bool = False
    spare: int = 3


@dataclass(frozen=True, slots=True)
class WeekEntry:
    """A session or a desk of the week; `expected` is None for a desk."""

    day: date
    start: time
    end: time
    title: str
    place: str
    who: tuple[str, ...]
    expected: int | None = None
    topic: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class WeekContent:
    """What happens from Monday to Sunday; `monday` is its first day."""

    sender: Sender
    monday: date
    entries: tuple[WeekEntry, ...]
    made_on: date


@dataclass(frozen=True, slots=True)
class ToAsk:
    """An orientation to ask news of: the person's code, where to, since when, how late."""

    code: str
    theme: str
    actor: str
    on: date
    days: int
    state: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class RemindersContent:
    """Orientations to follow up, by code."""

    sender: Sender
    waiting: tuple[ToAsk, ...]
    made_on: date


@dataclass(frozen=True, slots=True)
class RescueContent:
    """The recovery code on paper; empty: six boxes to copy it into by hand."""

    sender: Sender
    code: str
    made_on: date


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """What people are told of what is kept about them, in one language of the shipped texts."""

    sender: Sender
    language: str
    made_on: date
