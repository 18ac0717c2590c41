"""Desks for tests: real encrypted stores in a temporary folder, no passphrase to derive."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from lapdesk.exchange import lines
from lapdesk.models import canonical, lists
from lapdesk.models.change import Change
from lapdesk.models.entities import ALL
from lapdesk.services import apply
from lapdesk.store import engine, intake, journal, schema
from lapdesk.store.desk import Desk, opened, write_setting
from lapdesk.store.journal import Devices


def new_desk(folder: Path, device: UUID | None = None, member: UUID | None = None) -> Desk:
    """An empty desk of its own: schema and device, every role, the safe open."""
    folder.mkdir(parents=True, exist_ok=True)
    made = engine.open_engine(folder / "desk.db", secrets.token_bytes(32), create=True)
    with made.begin() as connection:
        schema.create(connection)
        device = device or uuid4()
        Devices(connection).local(connection, device)
        write_setting(connection, "device", str(device))
    desk = opened(folder, made, None)
    desk.member = member or uuid4()
    desk.roles = frozenset(lists.get("user_role").entries)
    desk.safe_key = secrets.token_bytes(32)
    return desk


def all_changes(desk: Desk) -> list[Change]:
    """The whole journal of a desk."""
    with desk.transaction() as connection:
        return list(journal.every(connection, desk.devices))


def send(one: Desk, other: Desk) -> intake.Taken:
    """Everything `one` holds, taken in by `other`."""
    return intake.take(other, all_changes(one))


def dump(desk: Desk) -> bytes:
    """What a desk holds in a form that two desks with the same changes share to the byte.

    Local numbers are named, rows are ordered by id, entity by entity.
    """
    parts: list[object] = []
    with desk.transaction() as connection:
        for entity in ALL:
            table = entity.__table__
            names = [c.name for c in table.columns if c.name not in ("n", "head")]
            chosen = ", ".join(f'"{name}"' for name in names)
            rows = connection.exec_driver_sql(
                f'SELECT {chosen} FROM "{entity.__tablename__}" ORDER BY id'
            ).all()
            parts.append([entity.__tablename__, [[_plain(v) for v in row] for row in rows]])
        clashes = connection.exec_driver_sql("SELECT entity, record, field FROM clash").all()
        parts.append(sorted([r[0], r[1].hex(), r[2]] for r in clashes))
        waiting = connection.exec_driver_sql("SELECT change FROM waiting").all()
        parts.append(sorted(str(desk.devices.unpack(row[0])) for row in waiting))
        parts.append(
            [as_line(c) for c in sorted(journal.every(connection, desk.devices), key=_order)]
        )
    return canonical.encode(parts)


def as_line(change: Change) -> str:
    """A change as working files carry it."""
    return lines.encode_line(lines.from_change(change)).decode()


def _order(change: Change) -> tuple[bytes, int]:
    return (change.device.bytes, change.number)


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def close(desks: Iterable[Desk]) -> None:
    """Give the files back."""
    for desk in desks:
        desk.close()


def answer(desk: Desk, entity: str, **fields: Any) -> dict[str, Any]:
    """What `apply` says of one line; `id` among the fields is the record's."""
    line = {"id": fields.pop("id", None), "entity": entity, "fields": fields}
    return next(apply.apply(desk, [json.dumps({k: v for k, v in line.items() if v is not None})]))


def put(desk: Desk, entity: str, **fields: Any) -> str:
    """Write one line as `apply` does; its id."""
    found = answer(desk, entity, **fields)
    assert found["status"] == "written", found
    return str(found["id"])


def pair(folder: Path) -> Iterator[list[Desk]]:
    """Two laptops of one association, closed in the end."""
    desks = [new_desk(folder / name) for name in "ab"]
    yield desks
    close(desks)
