"""Sealed fields: checked in the clear, sealed for their record, compared by their opened value."""

from __future__ import annotations

from functools import cache
from typing import Any

from lapdesk.i18n import _
from lapdesk.models import check as checks
from lapdesk.models import rules
from lapdesk.models.base import Entity, fields
from lapdesk.models.draft import Problem, Values
from lapdesk.models.kinds_special import Sealed, is_sealed
from lapdesk.store.desk import Desk
from lapdesk.store.world import StoreWorld, opened, sealed


@cache
def names(entity: Entity) -> tuple[str, ...]:
    """The sealed fields of an entity."""
    return tuple(n for n, f in fields(entity).items() if isinstance(f.kind, Sealed))


def sealed_for(
    desk: Desk, entity: Entity, record: str, given: Values, before: Values
) -> tuple[dict[str, Any], list[Problem]]:
    """`given` with its sealed fields checked in the clear, then sealed for `record`.

    A value equal to the one that stands keeps its sealed text, so that saving twice is no change.
    """
    found = dict(given)
    asked = [n for n in names(entity) if given.get(n) is not None]
    if not asked:
        return found, []
    if desk.safe_key is None:
        message = _("The safe must be open to write this.")
        return found, [Problem("LD-122", "error", name, message) for name in asked]
    strange = [n for n in asked if is_sealed(given[n]) and given[n] != before.get(n)]
    if strange:
        # A sealed text from elsewhere would never open here.
        message = _("Give the value itself, not a sealed one.")
        return found, [Problem("LD-104", "error", name, message) for name in strange]
    plain, problems = checks.check_sealed(entity, {n: given[n] for n in asked})
    for name, value in plain.items():
        if value is None:
            found[name] = None
        elif before and opened(desk, entity.__name__, before, name) == value:
            found[name] = before[name]
        else:
            found[name] = sealed(desk, record, name, value)
    for problem in problems:
        found.pop(problem.field or "", None)
    return found, problems


def doubts(
    desk: Desk, world: StoreWorld, entity: Entity, record: str, given: Values
) -> list[Problem]:
    """What deserves a look on a card in the safe, said only while it is open: another that looks
    like it (V16), a number or an address that cannot be one."""
    if entity.__name__ != "Identity" or desk.safe_key is None:
        return []
    others = [
        {**card, **{n: opened(desk, "Identity", card, n) for n in names(entity)}}
        for card in world.find("Identity")
        if card["id"] != record
    ]
    return [*rules.v16(given, others, world), *rules.unlike(given)]
