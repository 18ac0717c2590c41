"""A learner's curve: levels by skill and autonomy by place over time, as one drawing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from lapdesk.i18n import N_, _, ngettext
from lapdesk.models import lists
from lapdesk.services.progress import Path, path_of
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.reports.curves import Field, Point
    from lapdesk.reports.picture import Picture

# From here on somebody does it without help (list autonomy).
ALONE: Final = 3
_SKILLS: Final = N_("Levels in French")


def picture_of(desk: Desk, participant: str, scale: float = 1.0) -> tuple[Path, Picture | None]:
    """A person's path with its drawing, None where nothing was noted; raises LD-108."""
    path = path_of(desk, participant)
    fields = fields_of(path)
    if not fields:
        return path, None
    from lapdesk.reports import picture, style
    from lapdesk.reports.curves import curves

    return path, picture.picture(curves(fields, style.NORMAL), scale)


def fields_of(path: Path) -> list[Field]:
    """What is drawn: the skills first, then each field of places with its places."""
    return [*_skills(path), *_places(path)]


def _skills(path: Path) -> list[Field]:
    from lapdesk.reports.curves import Field, Point, Track

    cefr = lists.get("cefr").entries
    top = max(entry.traits["rank"] for entry in cefr.values())
    reached = [
        cefr[level].traits["rank"]
        for row in path.assessments
        for level in row.levels.values()
        if level in cefr
    ]
    # The scale ends one step above the highest level of all: a small rise is seen.
    top = min(top, max(reached, default=0) + 1)
    tracks = []
    for skill, entry in lists.get("language_skill").entries.items():
        points = tuple(
            Point(
                date.fromisoformat(row.date),
                cefr[row.levels[skill]].traits["rank"],
                cefr[row.levels[skill]].label,
                row.moment == "SELF",
            )
            for row in path.assessments
            if row.date and row.levels[skill] in cefr and row.levels[skill] != "NS"
        )
        if points:
            tracks.append(Track(entry.label, points, max(top, 1)))
    return [Field(_(_SKILLS), tuple(tracks))] if tracks else []


def _places(path: Path) -> list[Field]:
    from lapdesk.reports.curves import Field, Track

    by_space: dict[str, list[Point]] = {}
    for mark in path.marks:
        if mark.date:
            by_space.setdefault(mark.space, []).append(_point(mark.date, mark.level, mark.own))
    spaces = lists.get("social_space").entries
    top = max(int(code) for code in lists.get("autonomy").entries)
    found = []
    for field, entry in lists.get("asl_field").entries.items():
        seen = [s for s in spaces.values() if s.traits["field"] == field and s.code in by_space]
        alone = sum(by_space[s.code][-1].rank >= ALONE for s in seen)
        if seen:
            words = ngettext("{n} place", "{n} places", len(seen)).format(n=len(seen))
            more = _("on one’s own in {n}").format(n=alone) if alone else ""
            heading = f"{entry.label} · {', '.join(part for part in (words, more) if part)}"
            tracks = tuple(Track(s.label, tuple(by_space[s.code]), top) for s in seen)
            found.append(Field(heading, tracks))
    return found


def _point(day: str, level: int, own: bool) -> Point:
    from lapdesk.reports.curves import Point

    return Point(date.fromisoformat(day), level, str(level), own)
