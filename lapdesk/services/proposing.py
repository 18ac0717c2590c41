"""What the product proposes in one click, never by itself: non-take-up after an orientation (B11).

non_take_up(orientation, today) -> fields of a NonTakeUp, None where nothing is proposed
open_for(desk, orientation) -> the same, None too where one was noted already
named(orientation) -> the id of what is noted so
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final
from uuid import uuid5

from lapdesk import clock
from lapdesk.models.base import KEYED
from lapdesk.models.draft import Values
from lapdesk.models.entities import BY_NAME
from lapdesk.store import rows
from lapdesk.store.desk import Desk

# Form and likeliest reason by outcome; whoever agrees to the proposal may choose others.
_BY_OUTCOME: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "REFUSED_RIGHT": ("NR_NOT_RECEIVED", "REFUSAL"),
        "NO_CAPACITY": ("NR_NOT_RECEIVED", "DELAY"),
        "WAITING": ("NR_NOT_RECEIVED", "DELAY"),
    }
)
_STANDING: Final = ("OPEN", "PERSISTS")
_DECLINED: Final = ("NR_NOT_ASKED", "CHOICE")


def non_take_up(orientation: Values, today: date) -> dict[str, Any] | None:
    """The situation that an orientation's outcome, or its being declined, may stand for."""
    found = _BY_OUTCOME.get(orientation.get("outcome") or "")
    if found is None and orientation.get("state") == "DECLINED":
        found = _DECLINED
    if found is None:
        return None
    form, reason = found
    seen = orientation.get("outcome_on") or today.isoformat()
    kept = {n: orientation[n] for n in ("participant", "theme", "need") if orientation.get(n)}
    return {**kept, "form": form, "reasons": [reason], "seen_on": seen}


def named(orientation: str) -> str:
    """The id of what an orientation proposes: two laptops that agree to it meet in one record."""
    return str(uuid5(KEYED, f"NonTakeUp\n{orientation}"))


def open_for(desk: Desk, orientation: Values) -> dict[str, Any] | None:
    """What to propose, None where a situation of this theme was noted for the person already:
    one that stands, or one seen since the orientation, whatever became of it."""
    fields = non_take_up(orientation, clock.today())
    if fields is None:
        return None
    same = {"participant": fields.get("participant"), "theme": fields["theme"]}
    with desk.transaction() as connection:
        known = rows.find(connection, BY_NAME["NonTakeUp"], same)
    since = str(orientation.get("date") or fields["seen_on"])
    noted = any(
        one["id"] == named(str(orientation.get("id")))
        or one.get("state") in _STANDING
        or (one.get("seen_on") or "") >= since
        for one in known
    )
    return None if noted else fields
