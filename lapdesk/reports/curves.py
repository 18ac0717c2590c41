"""A learner's way as a drawing: a line for each skill and place, its points as days go by.

Every point says its level in words beside it, and filled or open who said so: it reads in black
and white. Points of one line rise with the level; all lines share the days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from reportlab.graphics.shapes import Circle, Drawing, Group, Line
from reportlab.lib.colors import HexColor, white

from lapdesk.i18n import _
from lapdesk.models.kinds import Day
from lapdesk.reports import style
from lapdesk.reports.labels import label, wrapped
from lapdesk.reports.style import Scale
from lapdesk.reports.text import width_of

_NAMES: Final = 0.3  # of the width
_RISE: Final = 1.5  # lines of text between the lowest and the highest level


@dataclass(frozen=True, slots=True)
class Point:
    """A level on a day: its place on the scale of its line, in words, said by the person."""

    on: date
    rank: int
    said: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """One line: what it is about, its points in the order of days, the scale's highest rank."""

    name: str
    points: tuple[Point, ...]
    top: int


@dataclass(frozen=True, slots=True)
class Field:
    """Some lines under a heading."""

    heading: str
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where days and levels lie, in points."""

    left: float
    room: float
    first: date
    last: date
    scale: Scale

    def at(self, on: date) -> float:
        """How far to the right a day is."""
        whole = (self.last - self.first).days
        if not whole:
            return self.left
        return self.left + self.room * (on - self.first).days / whole

    @property
    def band(self) -> float:
        """The height of one line, its words above it included."""
        return (_RISE + 1.9) * self.scale.body

    @property
    def head(self) -> float:
        """The height of a heading."""
        return self.scale.body * 2.4


def curves(fields: Sequence[Field], scale: Scale, width: float = style.WIDTH) -> Drawing:
    """The drawing; `fields` hold one point at least."""
    days = sorted({p.on for f in fields for t in f.tracks for p in t.points})
    left = width * _NAMES + 2 * scale.body
    frame = Frame(left, width - left - 4 * scale.body, days[0], days[-1], scale)
    high = sum(frame.head + len(f.tracks) * frame.band for f in fields)
    foot = scale.body * 5
    drawing = Drawing(width, high + foot)
    drawing.add(_days(frame, days, foot, high))
    y = high + foot
    for field in fields:
        y -= frame.head
        drawing.add(label(0, y + scale.body * 0.7, field.heading, scale.body, font=style.BOLD))
        for track in field.tracks:
            y -= frame.band
            drawing.add(_track(track, frame, y, width))
    drawing.add(_key(frame))
    return drawing


def _track(track: Track, frame: Frame, y: float, width: float) -> Group:
    body, group = frame.scale.body, Group()
    group.add(Line(0, y, width, y, strokeColor=HexColor(style.RULE), strokeWidth=0.3))
    names = wrapped(track.name, width * _NAMES, body, most=2)
    top = y + frame.band / 2 + (len(names) / 2 - 0.85) * body * 1.2
    for place, words in enumerate(names):
        group.add(label(0, top - place * body * 1.2, words, body))
    low = y + body * 0.55
    spots = [
        (frame.at(p.on), low + _RISE * body * p.rank / max(track.top, 1)) for p in track.points
    ]
    for (x1, y1), (x2, y2) in pairwise(spots):
        group.add(Line(x1, y1, x2, y2, strokeColor=HexColor(style.INK), strokeWidth=1.1))
    free = -1.0
    for number, (point, spot) in enumerate(zip(track.points, spots, strict=True)):
        group.add(_dot(spot, body, own=point.own))
        free = _say(group, track, number, spot, free, body)
    return group


def _say(
    group: Group, track: Track, number: int, spot: tuple[float, float], free: float, body: float
) -> float:
    """The level above its point; one that has not changed, or finds no room, is not said again.
    The last is always said. Gives the place up to which the line of words is taken."""
    point, last = track.points[number], number == len(track.points) - 1
    same = number > 0 and track.points[number - 1].said == point.said
    wide = width_of(point.said, style.BOLD, body)
    if not last and (same or spot[0] - wide / 2 < free):
        return free
    x = max(spot[0] - wide / 2, spot[0] if number == 0 else free)
    group.add(label(x, spot[1] + body * 0.55, point.said, body, font=style.BOLD))
    return x + wide + body * 0.4


def _dot(spot: tuple[float, float], body: float, *, own: bool) -> Circle:
    ink = HexColor(style.INK)
    return Circle(*spot, body * 0.28, fillColor=white if own else ink, strokeColor=ink)


def _days(frame: Frame, days: Sequence[date], foot: float, high: float) -> Group:
    """An upright line at each day; those with room say which."""
    body, group, free = frame.scale.body, Group(), -1.0
    for on in days:
        x = frame.at(on)
        line = Line(x, foot, x, foot + high, strokeColor=HexColor(style.PALE), strokeWidth=0.7)
        group.add(line)
        said = Day().show(on.isoformat())
        wide = width_of(said, style.REGULAR, frame.scale.small)
        last = on == days[-1]
        end = frame.at(days[-1]) - wide
        if x - wide / 2 < free or (not last and x + wide / 2 > end):
            continue
        spot = max(x - wide / 2, 0)
        group.add(label(spot, foot - body * 1.4, said, frame.scale.small, colour=style.QUIET))
        free = spot + wide + body
    return group


def _key(frame: Frame) -> Group:
    body, group, x = frame.scale.body, Group(), frame.scale.body * 0.5
    for own, said in ((False, _("noted by the leader")), (True, _("said by the learner"))):
        group.add(_dot((x, body * 0.9), body, own=own))
        group.add(label(x + body * 0.8, body * 0.6, said, frame.scale.small, colour=style.QUIET))
        x += width_of(said, style.REGULAR, frame.scale.small) + body * 2.5
    return group
