"""Lists read a page at a time, by the keys at their ends: no OFFSET, nothing counted.

An index on a field holds (value, n) in this order, so each piece below is one range of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from lapdesk.models.base import Entity, fields
from lapdesk.store import search
from lapdesk.store.rows import to_values

Key = tuple[Any, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """One range of the order: a condition, its parameters, whether it is read downwards."""

    where: str
    given: tuple[Any, ...]
    order: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What to read: order, where from (`after` or `before` a key, or from a `start` value),
    which rows (`equal` values of columns; `text`, words to hold), at most `limit`."""

    sort: str = ""
    descending: bool = False
    after: Key | None = None
    before: Key | None = None
    start: Any = None
    equal: Mapping[str, Any] | None = None
    text: str = ""
    limit: int = 60


def read(
    connection: Connection, entity: Entity, asked: Asked
) -> tuple[list[tuple[Key, dict[str, Any]]], bool]:
    """Rows as (key, values) in the order asked for, and whether more lie beyond them.

    With `text` the order is that of recording, by the place in the search index.
    """
    if search.query(asked.text):
        return _by_words(connection, entity, asked)
    if asked.sort and asked.sort not in fields(entity):
        raise KeyError(asked.sort)
    backwards = asked.before is not None
    up = asked.descending is backwards
    found: list[tuple[Key, dict[str, Any]]] = []
    for piece in _pieces(asked, up=up):
        left = asked.limit + 1 - len(found)
        if left > 0:
            found += _rows(connection, entity, asked, piece, left)
    more = len(found) > asked.limit
    kept = found[: asked.limit]
    return (kept[::-1] if backwards else kept), more


def _pieces(asked: Asked, *, up: bool) -> Iterator[Piece]:
    """The ranges to read one after the other; empty values come first going up."""
    way, beyond = ("ASC", ">") if up else ("DESC", "<")
    key = asked.before or asked.after
    if not asked.sort:
        yield Piece(f"n {beyond} ?", (key[1],), f"n {way}") if key else Piece("1", (), f"n {way}")
        return
    column, by_both = asked.sort, f"{asked.sort} {way}, n {way}"
    none, some = f"{column} IS NULL", f"{column} IS NOT NULL"
    if asked.start is not None and key is None:
        yield Piece(f"{column} {beyond}= ?", (asked.start,), by_both)
        if not up:
            yield Piece(none, (), f"n {way}")
        return
    if key is None:
        both = [Piece(none, (), f"n {way}"), Piece(some, (), by_both)]
        yield from both if up else reversed(both)
    elif key[0] is None:
        yield Piece(f"{none} AND n {beyond} ?", (key[1],), f"n {way}")
        if up:
            yield Piece(some, (), by_both)
    else:
        yield Piece(f"{column} = ? AND n {beyond} ?", key, f"n {way}")
        yield Piece(f"{column} {beyond} ?", (key[0],), by_both)
        if not up:
            yield Piece(none, (), f"n {way}")


def _rows(
    connection: Connection, entity: Entity, asked: Asked, piece: Piece, limit: int
) -> list[tuple[Key, dict[str, Any]]]:
    equal = asked.equal or {}
    conditions = [piece.where, *(f"{name} = ?" for name in equal)]
    given = [*piece.given, *(fields(entity)[n].kind.to_row(v) for n, v in equal.items())]
    sorted_by = asked.sort or "NULL"
    sql = (
        f"SELECT n, {sorted_by}, id, {', '.join(fields(entity))} FROM {entity.__tablename__}"
        f" WHERE {' AND '.join(conditions)} ORDER BY {piece.order} LIMIT ?"
    )
    read_ = connection.exec_driver_sql(sql, (*given, limit)).all()
    return [((row[1], row[0]), to_values(entity, row[2:])) for row in read_]


def _by_words(
    connection: Connection, entity: Entity, asked: Asked
) -> tuple[list[tuple[Key, dict[str, Any]]], bool]:
    key = asked.after or asked.before
    backwards = asked.before is not None
    beyond, way = ("<", "DESC") if backwards else (">", "ASC")
    sql = (
        "SELECT rowid, record FROM words WHERE words MATCH ? AND entity = ?"
        f" AND rowid {beyond} ? ORDER BY rowid {way} LIMIT ?"
    )
    name = entity.__name__
    given = (search.query(asked.text), name, key[1] if key else 0, asked.limit + 1)
    places = connection.exec_driver_sql(sql, given).all()
    found = []
    for place, record in places[: asked.limit]:
        values = _one(connection, entity, record, asked.equal or {})
        if values is not None:
            found.append(((None, place), values))
    return (found[::-1] if backwards else found), len(places) > asked.limit


def _one(
    connection: Connection, entity: Entity, record: bytes, equal: Mapping[str, Any]
) -> dict[str, Any] | None:
    sql = f"SELECT id, {', '.join(fields(entity))} FROM {entity.__tablename__} WHERE id = ?"
    row: Sequence[Any] | None = connection.exec_driver_sql(sql, (record,)).first()
    values = to_values(entity, row) if row is not None else None
    held = values is not None and all(values.get(n) == v for n, v in equal.items())
    return values if held else None
