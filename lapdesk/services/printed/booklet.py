"""A learner's booklet: how far they have come, space by space, and how they see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.entities import BY_NAME
from lapdesk.reports.contents_path import BookletContent, SpaceMarks
from lapdesk.services import naming
from lapdesk.services.contents import sender
from lapdesk.services.printed.asked import Asked, only, record
from lapdesk.store import rows
from lapdesk.store.desk import Desk


def pages(desk: Desk, asked: Asked) -> bytes:
    """The booklet as PDF bytes."""
    from lapdesk.reports.booklet import booklet

    return booklet(content(desk, asked), large=asked.large)


def content(desk: Desk, asked: Asked) -> BookletContent:
    """Of the person that an id or code names, every social space; the name only if asked and
    with the safe open. Raises LD-127 (nobody named), LD-015 (nobody has it)."""
    wanted = only(asked.ids)
    with desk.transaction() as connection:
        person = record(connection, "Participant", wanted)
        if person is None:
            raise LapdeskError("LD-015", _("Nobody has this code: read it again sign by sign."))
        marks = rows.find(
            connection,
            BY_NAME["AutonomyMark"],
            {"participant": person["id"]},
            order='"date", born, id',
        )
        called = naming.persons(desk, connection, [person["id"]])[person["id"]]
    return BookletContent(
        sender(desk), called.called(not asked.names), _fields(marks), clock.today()
    )


def _fields(
    marks: Sequence[Mapping[str, Any]],
) -> tuple[tuple[str, tuple[SpaceMarks, ...]], ...]:
    """The fields of social life in their order, each with its spaces."""
    spaces = lists.get("social_space")
    return tuple(
        (field.label, tuple(_space(code, marks) for code in spaces.having("field", field.code)))
        for field in lists.get("asl_field").entries.values()
    )


def _space(code: str, marks: Sequence[Mapping[str, Any]]) -> SpaceMarks:
    """The latest mark of each phase by the leader, and the latest by the person."""
    own = [m for m in marks if m.get("space") == code and m.get("self")]
    phases = []
    for phase in lists.get("asl_phase").entries:
        found = [m for m in marks if m.get("space") == code and m.get("phase") == phase
                 and not m.get("self")]  # fmt: skip
        phases.append(
            (int(found[-1]["level"]), date.fromisoformat(found[-1]["date"])) if found else None
        )
    label = lists.get("social_space").label(code)
    return SpaceMarks(label, tuple(phases), int(own[-1]["level"]) if own else None)
