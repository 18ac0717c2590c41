"""One search over everything: people by code, actors, offers, workshops, members."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lapdesk.i18n import _
from lapdesk.models.base import fields
from lapdesk.models.entities import BY_NAME
from lapdesk.store import rows, search
from lapdesk.store.desk import Desk

MOST = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: what it is called, and what it is."""

    entity: str
    record: str
    title: str
    kind: str


def find(desk: Desk, text: str, entity: str | None = None, limit: int = MOST) -> list[Hit]:
    """The records that hold every word of `text`, the last one as a beginning."""
    with desk.transaction() as connection:
        found = []
        for name, record in search.find(connection, text, entity, limit):
            about = BY_NAME[name]
            values = rows.get(connection, about, UUID(record).bytes) or {}
            known = fields(about)
            shown = (known[f].kind.show(values.get(f)) for f in about.about.title)
            title = " · ".join(word for word in shown if word)
            found.append(Hit(name, record, title, _(about.about.label)))
        return found
