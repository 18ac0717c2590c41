"""Whose mentees: a mentor writes the paths that are theirs, and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.draft import Problem, Values, World
from lapdesk.store.desk import Desk


def not_mine(
    desk: Desk, world: World, entity: str, before: Values | None, values: Values
) -> list[Problem]:
    """LD-109 where who enters now is a mentor and the path is another mentor's."""
    if not roles.own_mentees_only(desk.roles, entity):
        return []
    me = str(desk.member) if desk.member is not None else None
    if all(mentor == me for mentor in _mentors(world, entity, before, values)):
        return []
    return [Problem("LD-109", "error", None, _("Another mentor follows this person."))]


def _mentors(
    world: World, entity: str, before: Values | None, values: Values
) -> Iterator[str | None]:
    """The mentors of the paths that a record is in, and would be in."""
    for one in (before, {**(before or {}), **values}):
        if one is None:
            continue
        path = one if entity == "MigrapassPath" else world.get("MigrapassPath", one.get("path"))
        yield (path or {}).get("mentor")
