"""Lists for the window: rows as texts, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from lapdesk.models.base import Entity, fields
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Kind, Many, Ref
from lapdesk.services.loading import called
from lapdesk.store import pages
from lapdesk.store.desk import Desk
from lapdesk.store.pages import Key


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: the record, its key in the order, its cells as people read them."""

    id: str
    key: Key
    cells: tuple[str, ...]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and whether others lie above and below them."""

    rows: tuple[Row, ...]
    more_above: bool
    more_below: bool


@dataclass(frozen=True, slots=True)
class Request:
    """A page to read: order, where from (`after` or `before` a key, or from a `start` value, in
    JSON form), rows with `equal` values and the words of `text`; at most `limit`."""

    sort: str = ""
    descending: bool = False
    after: Key | None = None
    before: Key | None = None
    start: Any = None
    equal: tuple[tuple[str, Any], ...] = ()
    text: str = ""
    limit: int = 60


def page(desk: Desk, entity: str, columns: Sequence[str], request: Request) -> Page:
    """A page of an entity's records, one cell for each field named in `columns`."""
    about = BY_NAME[entity]
    known = fields(about)
    start = request.start
    if start is not None and request.sort:
        start = known[request.sort].kind.to_row(start)
    asked = pages.Asked(
        request.sort,
        request.descending,
        request.after,
        request.before,
        start,
        dict(request.equal),
        request.text,
        request.limit,
    )
    with desk.transaction() as connection:
        found, more = pages.read(connection, about, asked)
        names: dict[tuple[str, str], str] = {}
        rows = tuple(
            Row(values["id"], key, _cells(desk, connection, about, columns, values, names), values)
            for key, values in found
        )
    backwards = request.before is not None
    begun = request.after is not None or request.start is not None
    return Page(rows, more if backwards else begun, True if backwards else more)


def _cells(
    desk: Desk,
    connection: Connection,
    entity: Entity,
    columns: Sequence[str],
    values: Mapping[str, Any],
    names: dict[tuple[str, str], str],
) -> tuple[str, ...]:
    def word(kind: Kind, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(kind, Many):
            return ", ".join(word(kind.item, one) for one in value)
        if not isinstance(kind, Ref):
            return kind.show(value)
        if (kind.to, value) not in names:
            names[kind.to, value] = called(desk, connection, kind.to, value)
        return names[kind.to, value]

    known = fields(entity)
    return tuple(word(known[name].kind, values.get(name)) for name in columns)
