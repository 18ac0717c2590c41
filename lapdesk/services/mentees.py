"""Whose mentees: a mentor writes the paths that are theirs; a coordinator says who goes along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.draft import Problem, Values, World
from lapdesk.services import members
from lapdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Mentors:
    """Who may go along with a new path, by id and name; `first` is proposed, "" where it is to be
    asked."""

    names: tuple[tuple[str, str], ...]
    first: str


def mentors(desk: Desk) -> Mentors:
    """The active members with the role, whoever enters alone where they write their own only.

    Where nobody has the role it is whoever enters: a path may not wait for the settings.
    """
    me = str(desk.member) if desk.member is not None else ""
    active = [one for one in members.every(desk) if one.active]
    own = roles.own_mentees_only(desk.roles, "MigrapassPath")
    found = [one for one in active if "MENTOR" in one.roles and (not own or one.id == me)]
    found = found or [one for one in active if one.id == me]
    ids = [one.id for one in found]
    first = me if me in ids else ids[0] if len(ids) == 1 else ""
    return Mentors(tuple((one.id, one.name) for one in found), first)


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
