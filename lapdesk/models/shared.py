"""What a committee shares with every association: the plan, the directory, what it asks for.

    is_shared(entity) -> bool
    carried(change) -> Change | None       the change as it leaves, None where it stays
    is_outside(change, later=False) -> bool     whether one that came may not be in such a file

Of a change its device, number, clock, parents and record leave as they are, so that two files
meet. Who wrote it and why stay: both may name a person. A field of `WITHHELD` stays, too. What
was carried once is carried for ever, and what was withheld is withheld for ever: otherwise one
change would have two bodies, and the second file would be refused as a copied folder's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from lapdesk.models.change import Change
from lapdesk.models.entities import BY_NAME

SHARED: Final = (
    "PlanEdition", "Objective", "Actor", "PlanAction", "ActionPartner", "Offer",
    "PortraitEdition", "PortraitFigure", "EvaluationQuestion", "SummaryRequest",
)  # fmt: skip
# Which sensitive items an action asks for is switched on by each association for itself.
WITHHELD: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {"PlanAction": frozenset(("funder_fields",))}
)
_NONE: Final[frozenset[str]] = frozenset()


def is_shared(entity: str) -> bool:
    """Whether records of `entity` leave in a reference file."""
    return entity in SHARED


def carried(change: Change) -> Change | None:
    """A change as it leaves, without author and reason; None where it is of another entity.

    One whose fields are all withheld leaves empty: what stands on it needs it.
    """
    if not is_shared(change.entity):
        return None
    kept = WITHHELD.get(change.entity, _NONE)
    fields = change.fields
    if fields is not None:
        fields = {name: value for name, value in fields.items() if name not in kept}
    return replace(
        change,
        author=None,
        reason=None,
        fields=fields,
        forgotten=tuple(name for name in change.forgotten if name not in kept),
        forgets=None if change.forgets in kept else change.forgets,
    )


def is_outside(change: Change, *, later: bool = False) -> bool:
    """Whether this is more than a reference file may hold.

    A field that this version does not know is of a later one, and is kept as everywhere; so is
    an entity where the whole file is of a later version.
    """
    known = is_shared(change.entity) or (later and change.entity not in BY_NAME)
    kept = WITHHELD.get(change.entity, _NONE)
    named = {*(change.fields or ()), *change.forgotten, change.forgets}
    return (
        not known
        or change.author is not None
        or change.reason is not None
        or change.erased
        or not kept.isdisjoint(named)
    )
