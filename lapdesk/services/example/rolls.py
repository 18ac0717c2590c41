"""Sessions of the example: held with the roll, a topic, an outing or a guest; or cancelled."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services.example import places, progress
from lapdesk.services.example.cast import Cycle
from lapdesk.services.example.stage import Seat, Stage, put_all
from lapdesk.services.example.words import THEMES, TOPICS
from lapdesk.store import rows

_WHY_NOT: Final = ("LEADER", "LEADER", "ROOM", "FEW")
_GUESTS: Final = ("cpam", "mediatheques", "cd94", "macval", "projaide", "cbe-sud94")
_OUTINGS: Final = ("MAIRIE", "LIBRARY", "MUSEUM", "SHOP", "TRANSPORT")


def hold(stage: Stage, cycle: Cycle, workshop: str, session: str, number: int) -> date | None:
    """A session is held and its sheet signed; gives its day, None where it was cancelled."""
    draw = stage.random
    with stage.desk.transaction() as connection:
        planned = rows.find(connection, BY_NAME["Session"], {"id": session}, limit=1)[0]
    if draw.random() < 0.05 and not cycle.whole:
        why = draw.choice(_WHY_NOT)
        stage.change("Session", session, {"state": "CANCELLED", "cancel_reason": why})
        return None
    values = {"state": "HELD", **_about(stage, cycle, number)}
    marks = list(_marks(stage, cycle, workshop, session))
    put_all(stage, [Draft("Session", values, session), *marks])
    stage.change("Session", session, {"state": "LOCKED", "paper_kept": f"classeur {cycle.kind}"})
    return date.fromisoformat(str(planned["date"]))


def _about(stage: Stage, cycle: Cycle, number: int) -> dict[str, Any]:
    """What it was about; one in eleven goes out or meets a professional, others may join."""
    draw = stage.random
    if cycle.kind == "ASL":
        space = progress.space_of(number)
        values: dict[str, Any] = {
            "space": space,
            "phase": progress.phase_of(number),
            "topic": draw.choice(TOPICS[space]),
            "outing": space in _OUTINGS and draw.random() < 0.45,
        }
    else:
        subjects = THEMES.get(cycle.kind, ("Échanges",))
        values = {"topic": subjects[number % len(subjects)]}
        values["outing"] = draw.random() < 0.06 and not cycle.whole
    if not values["outing"] and draw.random() < 0.07 and not cycle.whole:
        guest = places.actor_of(stage, draw.choice(_GUESTS))
        values |= {"guest_actor": guest} if guest else {}
    if values["outing"] or (cycle.kind == "MEMORY" and draw.random() < 0.2):
        values["anonymous_women"] = draw.randrange(1, 7)
        values["anonymous_men"] = draw.randrange(0, 4)
    return values


def _marks(stage: Stage, cycle: Cycle, workshop: str, session: str) -> Any:
    for person, seat in stage.seats[workshop].items():
        if seat.state not in ("ENROLLED", "ACTIVE") or person not in stage.people:
            continue
        mark = _mark(stage, seat) if not cycle.whole else "P"
        if mark in ("P", "L", "D", "R"):
            seat.state = "ACTIVE"
        signed = {"signed_paper": mark in ("P", "L", "D")}
        yield Draft(
            "Attendance", {"session": session, "participant": person, "mark": mark, **signed}
        )


def _mark(stage: Stage, seat: Seat) -> str:
    draw = stage.random
    if draw.random() < seat.regular:
        return draw.choices(("P", "L", "D"), (88, 8, 4))[0]
    return draw.choices(("E", "A"), (55, 45))[0]
