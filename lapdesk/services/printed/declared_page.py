"""The declared sheet on paper: empty to be filled in by hand, or as it was declared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.figures import explain
from lapdesk.i18n import _
from lapdesk.models.declared_form import FormBox, boxes, core
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds_declared import Box
from lapdesk.reports.contents_plan import DeclaredPageContent, NumberedBox
from lapdesk.services.contents import sender
from lapdesk.services.printed.asked import Asked, only, record
from lapdesk.store import rows
from lapdesk.store.desk import Desk

_BY = ("declarer", "function", "date")
_GROUP = {"communes": "where", "lines": "lines", **dict.fromkeys(_BY, "by")}


def pages(desk: Desk, asked: Asked) -> bytes:
    """The page as PDF bytes."""
    from lapdesk.reports.declared_page import declared_page

    return declared_page(content(desk, asked), large=asked.large)


def content(desk: Desk, asked: Asked) -> DeclaredPageContent:
    """An empty page, its period filled in where one is asked; one declared with its id."""
    with desk.transaction() as connection:
        found = record(connection, "DeclaredSheet", only(asked.ids)) if asked.ids else None
        if asked.ids and found is None:
            raise LapdeskError("LD-108", _("No record has this id."), _("Choose a declared sheet."))
        values: Mapping[str, Any] = found or {"start": asked.start, "end": asked.end}
        due = _due(rows.find(connection, BY_NAME["SummaryRequest"], {}), values)
    return DeclaredPageContent(
        sender(desk),
        tuple(_filled(box, values) for box in boxes()),
        clock.today(),
        {code: explain.definition(code) for code in core()},
        None if found else due,
    )


def _filled(box: FormBox, values: Mapping[str, Any]) -> NumberedBox:
    value = values.get(box.field.name)
    if box.line:
        lines = value or []
        said = lines[box.line - 1] if len(lines) >= box.line else ""
    else:
        said = "" if value is None else box.field.kind.show(value)
    group = "figures" if isinstance(box.kind, Box) else _GROUP.get(box.field.name, "who")
    return NumberedBox(box.number, box.label(), box.hint(), str(said), group)


def _due(requests: list[dict[str, Any]], values: Mapping[str, Any]) -> date | None:
    """The day that the committee asked for, of this period, else of the latest."""
    asked = [r for r in requests if r.get("due_on")]
    same = [r for r in asked if (r["start"], r["end"]) == (values.get("start"), values.get("end"))]
    chosen = max(same or asked, key=lambda r: str(r["due_on"]), default=None)
    return date.fromisoformat(chosen["due_on"]) if chosen else None
