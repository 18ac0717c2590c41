"""A small home with a journal, made without the layers above the store."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic.operations import Operations
from sqlalchemy import Engine

from lapdesk.store import keyfile, schema, stamp
from lapdesk.store.engine import open_engine, raw
from lapdesk.store.migrate import Step

PASSPHRASE: Final = "exemple exemple exemple"
DEVICE: Final = bytes(range(16))


def make(home: Path, changes: int) -> Engine:
    """Keys, tables, and `changes` numbered changes of which each has a row, too."""
    home.mkdir(parents=True, exist_ok=True)
    held = keyfile.create(home / "desk.keys", PASSPHRASE, example=True).unlocked
    engine = open_engine(home / "desk.db", held.data_key, create=True)
    with engine.begin() as connection:
        schema.create(connection)
        connection.exec_driver_sql("INSERT INTO device VALUES (1, ?)", (DEVICE,))
    for number in range(1, changes + 1):
        add(engine, number)
    return engine


def add(engine: Engine, number: int) -> None:
    """One change and its row, in one transaction."""
    change = (1 << 40) | number
    record = number.to_bytes(16)
    body = b'{"fields":{"short_name":"%d","name":"%s"}}' % (number, b"n" * (number * 37 % 900))
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO journal (id, clock, entity, record, body) VALUES (?, ?, ?, ?, ?)",
            (change, number, "Organisation", record, body),
        )
        connection.exec_driver_sql(
            "INSERT INTO organisation (id, head, born, short_name) VALUES (?, ?, ?, ?)",
            (record, change, number, str(number)),
        )


def unlocked(home: Path) -> Engine:
    """The home's engine, by its passphrase."""
    return open_engine(home / "desk.db", keyfile.unlock(home / "desk.keys", PASSPHRASE).data_key)


def count(engine: Engine) -> int:
    """How many changes there are; fails if rows and journal differ, or at damage."""
    with engine.connect() as connection:
        driver = raw(connection)
        assert driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        changes = driver.execute("SELECT id FROM journal ORDER BY id").fetchall()
        heads = driver.execute("SELECT head FROM organisation ORDER BY head").fetchall()
    assert changes == heads, "half a transaction"
    return len(changes)


def version(engine: Engine) -> str | None:
    """The stamp; fails if the tables are not wholly of that version."""
    with engine.connect() as connection:
        found = stamp.read(connection)
        columns = [
            row[1] for row in raw(connection).execute("PRAGMA table_info(organisation)").fetchall()
        ]
        there = raw(connection).execute("SELECT 1 FROM sqlite_master WHERE name = 'novel'")
        new = found == NEXT
        assert ("novelty" in columns) is new, "half an upgrade"
        assert ("hours" in columns) is not new, "half an upgrade"
        assert (there.fetchone() is not None) is new, "half an upgrade"
        if new:
            query = "SELECT count(*) FROM organisation WHERE novelty = 'n' || short_name"
            assert raw(connection).execute(query).fetchone() == (
                raw(connection).execute("SELECT count(*) FROM journal").fetchone()
            )
    return found


NEXT: Final = "9001"


def rebuild(op: Operations) -> None:
    """A migration of every sort: a rebuilt table, a column gone, one filled, a new table."""
    with op.batch_alter_table("organisation", recreate="always") as batch:
        batch.drop_column("hours")
        batch.add_column(sa.Column("novelty", sa.Text()))
    op.execute("UPDATE organisation SET novelty = 'n' || short_name")
    op.create_table("novel", sa.Column("n", sa.Integer(), primary_key=True))


STEPS: Final[tuple[Step, ...]] = ((NEXT, rebuild),)
