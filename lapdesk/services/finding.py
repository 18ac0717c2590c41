"""One search over everything, and what is shown where a record of a known id stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.services.loading import called
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
        return [
            Hit(name, record, called(desk, connection, name, record), _(BY_NAME[name].about.label))
            for name, record in search.find(connection, text, entity, limit)
        ]


def shown_by(desk: Desk, record: str, among: Mapping[str, str]) -> tuple[str, str] | None:
    """What a record is, and the record that shows it: itself, or the one it is a part of.

    `among` names the entities it may be of, each with its field that leads to the whole; empty
    where it shows itself. The whole is "" where it is part of none; None for no such record.
    """
    key = UUID(record).bytes
    with desk.transaction() as connection:
        for entity, whole in among.items():
            found = rows.get(connection, BY_NAME[entity], key)
            if found is not None:
                return entity, str(found.get(whole) or "") if whole else record
    return None
