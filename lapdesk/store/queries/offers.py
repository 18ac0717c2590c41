"""Where a person can be sent: the offers of active structures on a theme, whom to ask for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer with its structure; `offer` is None for a structure that lists none."""

    actor: str
    actor_name: str
    phone: str
    offer: str | None
    title: str
    commune: str
    hours: str
    place: str
    checked_on: str
    languages: tuple[str, ...] = ()


_COLUMNS = (
    "actor.id, actor.name, coalesce(actor.phone, ''), offer.id,"
    " coalesce(offer.title, ''), coalesce(offer.commune, actor.commune, ''),"
    " coalesce(offer.hours, ''), coalesce(offer.place, ''),"
    " coalesce(offer.checked_on, actor.checked_on, ''), coalesce(offer.languages, '[]')"
)


def on_theme(connection: Connection, theme: str) -> list[OfferRow]:
    """The offers on a theme of structures that are active."""
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM offer JOIN actor ON actor.id = offer.actor"
        " WHERE actor.state = 'ACTIVE' AND actor.merged_into IS NULL"
        " AND EXISTS (SELECT 1 FROM json_each(offer.themes) WHERE value = ?)",
        (theme,),
    )
    return [_row(tuple(row)) for row in found]


def of_structures(connection: Connection) -> list[OfferRow]:
    """Every active structure once, without an offer: for themes that no offer names yet."""
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM actor LEFT JOIN offer ON 0"
        " WHERE actor.state = 'ACTIVE' AND actor.merged_into IS NULL"
    )
    return [_row(tuple(row)) for row in found]


def _row(row: Sequence[Any]) -> OfferRow:
    return OfferRow(
        str(UUID(bytes=row[0])),
        row[1] or "",
        row[2],
        str(UUID(bytes=row[3])) if row[3] else None,
        row[4],
        row[5],
        row[6],
        row[7],
        row[8],
        tuple(json.loads(row[9])),
    )
