"""The work that children of the tests do, and how to see afterwards whether it is whole."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from lapdesk.store import faults
from lapdesk.store.engine import open_engine, raw

KEY: Final = bytes(range(32))


def prepare(engine: Engine) -> None:
    """Two tables whose rows come and change together."""
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS one (n INTEGER PRIMARY KEY, t)")
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS two (n INTEGER PRIMARY KEY, t)")


def commit(engine: Engine, number: int) -> None:
    """One transaction: `number` in both tables, an older row rewritten in both."""
    chance = random.Random(number)
    text = chance.randbytes(chance.randrange(20, 3000)).hex()
    with engine.begin() as connection:
        for table in ("one", "two"):
            connection.exec_driver_sql(f"INSERT INTO {table} VALUES (?, ?)", (number, text))
            connection.exec_driver_sql(f"UPDATE {table} SET t = ? WHERE n = ?", (text, number // 2))


def found(database: Path) -> set[int]:
    """The numbers that rest in `database`; fails where a half transaction or damage is seen."""
    engine = open_engine(database, KEY)
    try:
        with faults.told(), engine.connect() as connection:
            # The cipher's own check reads the file, where pages that rest in the log are old.
            raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            assert raw(connection).execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert raw(connection).execute("PRAGMA cipher_integrity_check").fetchall() == []
            tables = raw(connection).execute("SELECT name FROM sqlite_master").fetchall()
            if len(tables) == 0:
                return set()
            one = connection.exec_driver_sql("SELECT n, t FROM one ORDER BY n").all()
            two = connection.exec_driver_sql("SELECT n, t FROM two ORDER BY n").all()
    finally:
        engine.dispose()
    assert one == two, "half a transaction"
    assert [row.n for row in one] == list(range(len(one))), "a hole"
    return {row.n for row in one}
