"""« Corriger l'étape »: an orientation set back to an earlier state, with a reason that stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lapdesk import clock
from lapdesk.models import lists
from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Draft
from lapdesk.models.rules.orientation import latest, leading_to


def back_from(steps: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """The states that the latest step may be corrected to, by code and words."""
    last = latest(list(steps))
    if last is None:
        return ()
    was = str(last["to_state"])
    known = leading_to(was) | {str(step["to_state"]) for step in steps}
    states = lists.get("orientation_state").entries
    return tuple((c, e.label) for c, e in states.items() if c in known and c not in (was, "DRAFT"))


def drafts(orientation: str, base: tuple[ChangeId, ...], to_state: str, reason: str) -> list[Draft]:
    """The step back with its reason; an outcome that is not known any more goes with it."""
    step = {
        "orientation": orientation,
        "date": clock.today().isoformat(),
        "to_state": to_state,
        "note": reason[:200],
    }
    made = [Draft("OrientationStep", step, reason=reason)]
    if to_state != "CLOSED":
        gone = {"outcome": None, "outcome_on": None}
        made.append(Draft("Orientation", gone, orientation, base, reason))
    return made
