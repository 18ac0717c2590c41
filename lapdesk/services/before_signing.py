"""What to think of before a summary is signed, and the one thing without which it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.figures.days import Days, together
from lapdesk.figures.period import Period
from lapdesk.i18n import _
from lapdesk.models.draft import Problem
from lapdesk.models.kinds import Day
from lapdesk.models.rules import notes
from lapdesk.services import summaries
from lapdesk.store.desk import Desk

Release = tuple[Mapping[str, Any], Mapping[str, Any]]


def weighed(released: Sequence[Release], days: Days) -> list[Release]:
    """The releases whose figures are here: what a new one of these days is weighed against.

    Raises LD-274 where one that shares days with it, or with one that does, was signed on
    another laptop: nobody could say what both together give away.
    """
    here = [one for one in released if one[1]]
    near = together(days, list({_days(record) for record, _body in released}))
    for record, body in released:
        if not body and _days(record) in near:
            raise _elsewhere(record)
    return here


def _days(record: Mapping[str, Any]) -> Days:
    return Days.of(summaries.as_period(*summaries.days_of(record)))


def _elsewhere(record: Mapping[str, Any]) -> LapdeskError:
    show = Day().show
    return LapdeskError(
        "LD-274",
        _("Summary no. {n} ({start} to {end}) was signed on another laptop.").format(
            n=record["number"], start=show(record["period_start"]), end=show(record["period_end"])
        ),
        _("Take its PDF in here first, so that the two together give nobody away; or sign there."),
    )


def warnings(
    desk: Desk, period: Period, comments: Sequence[tuple[str, str]] = ()
) -> tuple[Problem, ...]:
    """What to think of before signing: V30, a period signed in part; V2, one not yet over; V21."""
    said = [
        Problem("LD-021", "warning", "comment", _(
            "“{extract}” looks like {what}: a summary names nobody, and many read it.",
        ).format(extract=extract, what=_(what)))
        for _section, text in comments
        for extract, what in notes.looks(text)
    ]  # fmt: skip
    start, end = period.texts
    for record, _document in summaries.released(desk):
        days = summaries.days_of(record)
        stands = record.get("export_state") != "REPLACED" and days != (start, end)
        if stands and days[0] <= end and start <= days[1]:
            message = _(
                "Summary no. {n} already covers part of this period ({start} to {end}): the"
                " committee refuses one of the two."
            ).format(n=record["number"], start=Day().show(days[0]), end=Day().show(days[1]))
            said.append(Problem("LD-030", "warning", "from", message))
    if period.end > clock.today():
        said.append(Problem("LD-002", "warning", "to", _("The period is not over yet.")))
    return tuple(said)
