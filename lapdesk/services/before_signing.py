"""What to think of before a summary is signed; it is signed all the same."""

from __future__ import annotations

from lapdesk import clock
from lapdesk.figures.period import Period
from lapdesk.i18n import _
from lapdesk.models.draft import Problem
from lapdesk.services import summaries
from lapdesk.store.desk import Desk


def warnings(desk: Desk, period: Period) -> tuple[Problem, ...]:
    """What to think of before signing: V30, a period signed in part; V2, one not yet over."""
    said = []
    start, end = period.start.isoformat(), period.end.isoformat()
    for record, document in summaries.released(desk):
        days = (str(document["from"]), str(document["to"]))
        stands = record.get("export_state") != "REPLACED" and days != (start, end)
        if stands and days[0] <= end and start <= days[1]:
            message = _(
                "Summary no. {n} already covers part of this period ({start} to {end}): the"
                " committee refuses one of the two."
            ).format(n=document["number"], start=days[0], end=days[1])
            said.append(Problem("LD-030", "warning", "from", message))
    if period.end > clock.today():
        said.append(Problem("LD-002", "warning", "to", _("The period is not over yet.")))
    return tuple(said)
