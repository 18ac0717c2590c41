"""One search over everything: people by code, actors, offers, workshops, members."""

from __future__ import annotations

from dataclasses import dataclass

from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.services.loading import called
from lapdesk.store import search
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
        return [
            Hit(name, record, called(desk, connection, name, record), _(BY_NAME[name].about.label))
            for name, record in search.find(connection, text, entity, limit)
        ]
