"""What the product proposes in one click, never by itself: non-take-up after an orientation (B11).

non_take_up(orientation, today) -> fields of a NonTakeUp, None where nothing is proposed
open_for(desk, orientation) -> the same, None too where one was noted already
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from lapdesk import clock
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


def open_for(desk: Desk, orientation: Values) -> dict[str, Any] | None:
    """What to propose, None where the person has an open situation of this theme already."""
    fields = non_take_up(orientation, clock.today())
    if fields is None:
        return None
    same = {"participant": fields.get("participant"), "theme": fields["theme"], "state": "OPEN"}
    with desk.transaction() as connection:
        return None if rows.find(connection, BY_NAME["NonTakeUp"], same) else fields
