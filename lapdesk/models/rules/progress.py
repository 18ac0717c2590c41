"""Rules on levels: what a positioning says, in which order, and falls that are asked about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.base import fields
from lapdesk.models.check import problems_of_missing
from lapdesk.models.draft import Problem, Values, World
from lapdesk.models.entities import BY_NAME
from lapdesk.models.progress import LEVELS
from lapdesk.models.rules.case import Case, others, refused, warned

FALL: Final = 2


def v1_a_level(about: Case, world: World) -> Iterator[Problem]:
    """V1: a positioning without any level says nothing."""
    names = tuple(LEVELS.values())
    if about.removed or not (about.new or about.touches(*names)):
        return
    if all(about.after.get(name) is None for name in names):
        yield from problems_of_missing(BY_NAME["LanguageAssessment"], ["level_co"])


def v24_order(about: Case, world: World) -> Iterator[Problem]:
    """V24: an exit that only later entries stand beside."""
    mine = about.after
    if about.removed or not about.touches("moment", "date", "participant") or not mine.get("date"):
        return
    if mine.get("moment") not in ("ENTRY", "EXIT"):
        return
    found = [*others(about, list(_of_person(mine, world))), mine]
    entries = [a["date"] for a in found if a.get("moment") == "ENTRY" and a.get("date")]
    exits = [a["date"] for a in found if a.get("moment") == "EXIT" and a.get("date")]
    asked = [mine["date"]] if mine["moment"] == "EXIT" else exits
    if entries and any(day < min(entries) for day in asked):
        message = _("The exit assessment is dated before the entry one.")
        yield refused("V24", "date", message)


def v24_fall(about: Case, world: World) -> Iterator[Problem]:
    """V24 (warn): a level two steps below that of the positioning before."""
    mine = about.after
    if about.removed or mine.get("moment") == "SELF" or not mine.get("date"):
        return
    ranks = {code: entry.traits["rank"] for code, entry in lists.get("cefr").entries.items()}
    before = sorted(
        (a for a in others(about, list(_of_person(mine, world))) if _before(a, mine)),
        key=lambda a: str(a["date"]),
    )
    for name in LEVELS.values():
        last = [ranks[a[name]] for a in before if ranks.get(a.get(name) or "NS", -1) >= 0]
        now = ranks.get(mine.get(name) or "NS", -1)
        if last and 0 <= now <= last[-1] - FALL and about.touches(name, "date", "participant"):
            label = fields(BY_NAME["LanguageAssessment"])[name].title
            yield warned("V24", name, _("{skill}: lower level, is that right?").format(skill=label))


def noted_twice(about: Case, world: World) -> Iterator[Problem]:
    """LD-175: two levels of one day for one place, as two laptops noted them; said of what stands.

    W7 would read a step gained between the two. Whoever notes another level that day corrects
    the first one.
    """
    mine = about.after
    if not about.standing or not all(mine.get(name) for name in ("participant", "space", "date")):
        return
    same = {name: mine.get(name) for name in ("participant", "space", "phase", "date")}
    for other in others(about, list(world.find("AutonomyMark", **same))):
        alike = bool(other.get("self")) is bool(mine.get("self"))
        if alike and other.get("level") != mine.get("level"):
            yield refused("LD-175", "level", _("Two levels stand for one place and day: keep one."))
            return


def _before(one: Values, other: Values) -> bool:
    return one.get("moment") != "SELF" and bool(one.get("date")) and one["date"] <= other["date"]


def _of_person(values: Values, world: World) -> Iterator[Values]:
    if values.get("participant"):
        yield from world.find("LanguageAssessment", participant=values["participant"])
