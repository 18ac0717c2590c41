"""Rows: the fold written into the entity tables, and read back in JSON form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.models.base import Entity, fields
from lapdesk.models.change import Change
from lapdesk.models.entities import BY_NAME
from lapdesk.models.fold import fold
from lapdesk.models.kinds import Kind
from lapdesk.store import engine, journal
from lapdesk.store.journal import Devices

# Values in one statement: SQLite takes 999 where it was built long ago.
MOST_GIVEN: Final = 500
# What a column can hold; a JSON list or object is for the kinds that turn it into text.
_HOLDS: Final = (str, int, bytes, bool, type(None))


@cache
def _select(entity: Entity) -> str:
    names = ", ".join(f'"{name}"' for name in fields(entity))
    return f'SELECT id, {names} FROM "{entity.__tablename__}"'


def to_values(entity: Entity, row: Sequence[Any]) -> dict[str, Any]:
    """A row of `_select` in JSON form, `id` first, empty fields left out."""
    found: dict[str, Any] = {"id": str(UUID(bytes=row[0]))}
    for (name, f), value in zip(fields(entity).items(), row[1:], strict=True):
        if value is not None:
            found[name] = f.kind.from_row(value)
    return found


def get(connection: Connection, entity: Entity, record: bytes) -> dict[str, Any] | None:
    """A record's values in JSON form, or None."""
    found = engine.ask(connection, f"{_select(entity)} WHERE id = ?", (record,))
    return to_values(entity, found[0]) if found else None


def is_here(connection: Connection, entity: Entity, record: bytes) -> bool:
    """Whether a record stands."""
    asked = f'SELECT 1 FROM "{entity.__tablename__}" WHERE id = ?'
    return bool(engine.ask(connection, asked, (record,)))


def find(
    connection: Connection,
    entity: Entity,
    equal: Mapping[str, Any],
    *,
    limit: int = -1,
    order: str = "n",
) -> list[dict[str, Any]]:
    """Records whose fields equal JSON values; a field of several must hold the value."""
    tests, values = ["1"], []
    for name, value in equal.items():
        if name == "id":
            tests.append("id = ?")
            values.append(UUID(value).bytes)
            continue
        f = fields(entity)[name]
        if value is None:
            tests.append(f'"{name}" IS NULL')
        elif f.kind.plural and not isinstance(value, list):
            tests.append(f'EXISTS (SELECT 1 FROM json_each("{name}") WHERE value = ?)')
            values.append(value)
        else:
            tests.append(f'"{name}" = ?')
            values.append(f.kind.to_row(value))
    asked = f"{_select(entity)} WHERE {' AND '.join(tests)} ORDER BY {order} LIMIT {limit}"
    return [to_values(entity, row) for row in engine.ask(connection, asked, values)]


def among(
    connection: Connection, entity: Entity, name: str, values: Iterable[str]
) -> list[dict[str, Any]]:
    """Records whose id, or whose field `name` of one value, is among these, in the order recorded:
    one statement for some five hundred of them."""
    to_row = (lambda one: UUID(one).bytes) if name == "id" else fields(entity)[name].kind.to_row
    given = [to_row(one) for one in dict.fromkeys(values)]
    found: list[Sequence[Any]] = []
    # +n: by n itself SQLite would rather go through the whole table than sort what the index finds.
    for start in range(0, len(given), MOST_GIVEN):
        part = given[start : start + MOST_GIVEN]
        asked = f'{_select(entity)} WHERE "{name}" IN ({", ".join("?" * len(part))}) ORDER BY +n'
        found += engine.ask(connection, asked, part)
    return [to_values(entity, row) for row in found]


def each(
    connection: Connection, entity: Entity, names: Sequence[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Every record in the order recorded, a stream; `names` asks for these fields alone."""
    known = fields(entity)
    wanted = list(known) if names is None else list(names)
    columns = "".join(f', "{name}"' for name in wanted)
    found = connection.exec_driver_sql(
        f'SELECT id{columns} FROM "{entity.__tablename__}" ORDER BY n'
    )
    for row in found:
        values: dict[str, Any] = {"id": str(UUID(bytes=row[0]))}
        for name, value in zip(wanted, row[1:], strict=True):
            if value is not None:
                values[name] = known[name].kind.from_row(value)
        yield values


def ids(connection: Connection, entity: Entity) -> list[bytes]:
    """The id of every record of an entity."""
    found = connection.exec_driver_sql(f'SELECT id FROM "{entity.__tablename__}" ORDER BY n')
    return [bytes(row[0]) for row in found]


@cache
def converters(entity: Entity) -> Mapping[str, Callable[[Any], Any] | None]:
    """What turns each field's JSON value into its column's; None where it is the same."""
    plain = Kind.to_row
    return {
        name: None if type(f.kind).to_row is plain else f.kind.to_row
        for name, f in fields(entity).items()
    }


def row_values(entity: Entity, values: Mapping[str, Any]) -> dict[str, Any]:
    """Column values of the known fields among JSON values; what a later version wrote is left.

    A value that its column cannot hold, from a laptop that went wrong, is kept in the journal
    and shows as empty.
    """
    known = converters(entity)
    found = {}
    for name, value in values.items():
        if name in known:
            convert = known[name]
            if convert is not None:
                value = None if value is None else _held(convert, value)
            found[name] = value if type(value) in _HOLDS else None
    return found


def _held(convert: Callable[[Any], Any], value: Any) -> Any:
    try:
        return convert(value)
    except (TypeError, ValueError, AttributeError):
        return None


def follow(connection: Connection, entity: Entity, change: Change, head: int) -> None:
    """Write a change that follows the single head of its record, or begins it."""
    values = row_values(entity, change.fields or {})
    table = f'"{entity.__tablename__}"'
    if change.parents:
        sets = "".join(f', "{name}" = ?' for name in values)
        given = (head, *values.values(), change.record.bytes)
        engine.ask(connection, f"UPDATE {table} SET head = ?{sets} WHERE id = ?", given)
        return
    names = "".join(f', "{name}"' for name in values)
    marks = ", ?" * len(values)
    engine.ask(
        connection,
        f"INSERT INTO {table} (id, head, born{names}) VALUES (?, ?, ?{marks})",
        (change.record.bytes, head, change.clock, *values.values()),
    )


def refold(
    connection: Connection, devices: Devices, entity_name: str, record: bytes, tips: Sequence[int]
) -> None:
    """Fold a record anew from all its changes above `tips` and write what comes out."""
    refold_all(connection, devices, entity_name, {record: tips})


def refold_all(
    connection: Connection,
    devices: Devices,
    entity_name: str,
    tips: Mapping[bytes, Iterable[int]],
) -> None:
    """The same for several records of an entity at once."""
    entity = BY_NAME.get(entity_name)
    heads: list[tuple[bytes, int]] = []
    clashes: list[tuple[bytes, str, str]] = []
    gone: list[tuple[bytes]] = []
    kept: list[tuple[Any, ...]] = []
    for record, changes in journal.histories(connection, devices, tips).items():
        folded = fold(changes)
        tops = [devices.pack(connection, h) for h in folded.heads]
        single = entity is not None and folded.values is not None and len(tops) == 1
        if not single:
            heads += [(record, top) for top in tops]
        clashes += [(record, name, entity_name) for name in folded.clashes]
        if folded.values is None:
            gone.append((record,))
        elif entity is not None:
            values = row_values(entity, folded.values)
            columns = map(values.get, fields(entity))
            kept.append((record, tops[0] if single else None, folded.born, *columns))
    every = [(record,) for record in tips]
    _many(connection, "DELETE FROM head WHERE record = ?", every)
    _many(connection, "DELETE FROM clash WHERE record = ?", every)
    _many(connection, "INSERT INTO head VALUES (?, ?)", heads)
    _many(connection, "INSERT INTO clash (record, field, entity) VALUES (?, ?, ?)", clashes)
    if entity is not None:
        _many(connection, f'DELETE FROM "{entity.__tablename__}" WHERE id = ?', gone)
        _many(connection, _upsert(entity), kept)


@cache
def _upsert(entity: Entity) -> str:
    names = ["head", "born", *(f'"{name}"' for name in fields(entity))]
    marks = ", ?" * len(names)
    sets = ", ".join(f"{name} = excluded.{name}" for name in names)
    return (
        f'INSERT INTO "{entity.__tablename__}" (id, {", ".join(names)}) VALUES (?{marks})'
        f" ON CONFLICT (id) DO UPDATE SET {sets}"
    )


def _many(connection: Connection, statement: str, listed: list[tuple[Any, ...]]) -> None:
    if listed:
        connection.exec_driver_sql(statement, listed)
