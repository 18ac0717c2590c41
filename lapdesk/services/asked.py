"""The summary that a committee asks for: which period, until when, and whether it was signed.

current(desk) -> Asked | None             what this association should sign next
last(desk) -> Asked | None                what this home asks of others
ask(desk, start, end, due_on) -> Asked    the committee asks, or corrects what it asked
said(asked) -> str                        in words
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.services import keys, record, reference_file, summaries
from lapdesk.store import rows
from lapdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """A summary asked for; `late` once its day is past, `year` is the plan's edition."""

    id: str
    start: str
    end: str
    due_on: str
    asked_by: str
    year: int | None
    late: bool


def current(desk: Desk) -> Asked | None:
    """What a committee asks and this association has not signed yet, the most urgent first.

    None where no reference file was taken in: a committee asks nothing of itself.
    """
    with desk.transaction() as connection:
        if not reference_file.was_taken(connection):
            return None
        found = _of_the_plan(desk, connection)
        signed = {
            (str(one["period_start"]), str(one["period_end"]))
            for one in rows.find(connection, BY_NAME["ExchangeFile"], {"kind": "SUMMARY"})
            if one.get("export_state") in ("SEALED", "HANDED")
            and one.get("plan_edition") == summaries.edition(desk, summaries.days_of(one))["id"]
        }
    waiting = [one for one in found if (one.start, one.end) not in signed]
    return min(waiting, key=lambda one: (one.due_on, one.start), default=None)


def last(desk: Desk) -> Asked | None:
    """What was asked for last under the plan in force."""
    with desk.transaction() as connection:
        found = _of_the_plan(desk, connection)
    return max(found, key=lambda one: (one.end, one.due_on), default=None)


def ask(desk: Desk, start: str, end: str, due_on: str) -> Asked:
    """Ask every association for the summary of a period; the same period again moves its day.

    Raises LD-109 (role), LD-150 (a period that ends before it starts), and what the record of it
    refuses.
    """
    roles.refuse_unless(desk.roles, "reference")
    days = summaries.as_period(start, end).texts
    edition = summaries.edition(desk, days)
    given = {
        "plan_edition": str(edition["id"]),
        "start": days[0],
        "end": days[1],
        "due_on": due_on,
        "asked_by": str(keys.organisation(desk)["name"])[:120],
    }
    with desk.entry() as connection:
        same = [one for one in _of_the_plan(desk, connection) if (one.start, one.end) == days]
        draft = Draft("SummaryRequest", given, same[0].id if same else None)
        outcome = record.write_one(desk, draft)
        if outcome.status == "refused" or outcome.record is None:
            first = next(p for p in outcome.problems if p.level == "error")
            raise LapdeskError(first.code, first.message)
        return _asked({"id": outcome.record, **given}, edition)


def said(asked: Asked) -> str:
    """What is asked, in words."""
    day = Day()
    return _("Summary asked for: {start} to {end}, before {due}.").format(
        start=day.show(asked.start), end=day.show(asked.end), due=day.show(asked.due_on)
    )


def _of_the_plan(desk: Desk, connection: Connection) -> list[Asked]:
    """Each period is asked for under the edition that it counts against."""
    made = []
    for one in rows.find(connection, BY_NAME["SummaryRequest"], {}):
        if all(one.get(name) for name in ("start", "end", "due_on")):
            edition = summaries.edition(desk, (str(one["start"]), str(one["end"])))
            if one.get("plan_edition") == edition["id"]:
                made.append(_asked(one, edition))
    return made


def _asked(values: Mapping[str, Any], edition: Mapping[str, Any]) -> Asked:
    return Asked(
        str(values["id"]),
        str(values["start"]),
        str(values["end"]),
        str(values["due_on"]),
        str(values.get("asked_by") or ""),
        edition["year"],
        str(values["due_on"]) < clock.today().isoformat(),
    )
