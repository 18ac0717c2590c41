"""Documentary resources of the territory: what there is to read, and when it was last checked."""

from __future__ import annotations

from dataclasses import dataclass

from lapdesk import clock
from lapdesk.models import lists
from lapdesk.models.communes import fold
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services.directory import Freshness, freshness
from lapdesk.services.loading import Loaded
from lapdesk.store import rows
from lapdesk.store.desk import Desk

_SHOWN = ("title", "author", "year", "kind", "checked_on")


@dataclass(frozen=True, slots=True)
class Line:
    """A resource in the list."""

    id: str
    title: str
    author: str
    year: str
    kind: str
    freshness: Freshness


def every(desk: Desk) -> list[Line]:
    """All resources, in the order of their titles."""
    kinds = lists.get("document_kind")
    with desk.transaction() as connection:
        found = list(rows.each(connection, BY_NAME["DocumentResource"], _SHOWN))
    lines = [
        Line(
            str(one["id"]), str(one.get("title") or ""), str(one.get("author") or ""),
            str(one.get("year") or ""), kinds.label(one.get("kind")),
            freshness(one.get("checked_on")),
        )
        for one in found
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (fold(line.title), line.id))


def checked(loaded: Loaded) -> Draft:
    """It is still there and still says what it said: looked at today."""
    day = clock.today().isoformat()
    return Draft(loaded.entity, {"checked_on": day}, loaded.record, loaded.base)
