"""The whole fold anew: after an upgrade, what an older version could only keep comes alive."""

from __future__ import annotations

from sqlalchemy import Connection

from lapdesk.models.change import Change
from lapdesk.models.entities import ALL
from lapdesk.store import derived, erase, journal, rows, search
from lapdesk.store.journal import Devices


def everything(connection: Connection) -> None:
    """Empty every entity's table and fold each record from the journal again."""
    devices = Devices(connection)
    waiting = {row[0] for row in connection.exec_driver_sql("SELECT change FROM waiting")}
    tips: dict[tuple[str, bytes], set[int]] = {}
    for change in journal.every(connection, devices):
        place = devices.pack(connection, change.id)
        if place not in waiting:
            _as_tip(tips, devices, connection, change, place)
    for entity in ALL:
        connection.exec_driver_sql(f'DELETE FROM "{entity.__tablename__}"')
    for table in ("head", "clash"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    for (entity_name, record), of in tips.items():
        rows.refold(connection, devices, entity_name, record, sorted(of))
    erase.enforce_anew(connection, devices)
    hanging = {t for name in tips for t in derived.hanging(connection, *name)}
    derived.refresh(connection, hanging)
    search.refresh(connection, tips)


def _as_tip(
    tips: dict[tuple[str, bytes], set[int]],
    devices: Devices,
    connection: Connection,
    change: Change,
    place: int,
) -> None:
    of = tips.setdefault((change.entity, change.record.bytes), set())
    of -= {devices.pack(connection, parent) for parent in change.parents}
    of.add(place)
