"""The open desk: what every service is given. One connection, one device, one member at work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine

from lapdesk import clock
from lapdesk.store import backup, engine, erase, journal
from lapdesk.store.journal import Devices
from lapdesk.store.keyfile import Unlocked
from lapdesk.store.lock import HomeLock


@dataclass(slots=True)
class Desk:
    """An unlocked home.

    `device` and its local number name this laptop; `member` is who enters now; `safe_key` is
    held only while the safe is open, and so are the names that were `opened` with it, by card;
    `held` is what the passphrase gave. `clock` and `number` are the last ones written here.
    """

    home: Path
    _engine: Engine
    device: UUID
    local: int
    devices: Devices
    clock: int
    number: int
    member: UUID | None = None
    roles: frozenset[str] = frozenset()
    safe_key: bytes | None = field(default=None, repr=False)
    opened: dict[str | bytes, Any] = field(default_factory=dict, repr=False)
    held: Unlocked | None = field(default=None, repr=False)
    lock: HomeLock | None = None
    # What was emptied still rests in the write-ahead log, until that is let go.
    log_tells: bool = False
    # Values forgotten in the transaction under way, for the copies made before it.
    forgotten: list[backup.Forgotten] = field(default_factory=list, repr=False)
    _connection: Connection | None = field(default=None, repr=False)
    _in_entry: bool = False
    # Kept from one transaction to the next: taking it anew would be a fifth of a small save.
    _kept: Connection | None = field(default=None, repr=False)

    @property
    def engine(self) -> Engine:
        """The engine, its one connection given back: for what copies or replaces the file."""
        if self._connection is None:
            self._give_back()
        return self._engine

    @engine.setter
    def engine(self, other: Engine) -> None:
        self._give_back()
        self._engine = other

    def _give_back(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection in a transaction; nested calls share the outer one.

        What fails leaves nothing: the rows, the devices met and the clock go back together.
        """
        if self._connection is not None:
            yield self._connection
            return
        before = (self.clock, self.number)
        if self._kept is None:
            self._kept = self._engine.connect()
        try:
            with self._kept.begin():
                self._connection = self._kept
                yield self._connection
        except BaseException:
            self.clock, self.number = before
            self.forgotten.clear()
            self._connection = None
            with self.engine.begin() as connection:
                self.devices = Devices(connection)
            raise
        finally:
            self._connection = None
        if self.log_tells:
            engine.let_log_go(self.engine)
            self.log_tells = False
            self._tell_copies()

    def _tell_copies(self) -> None:
        """Copies made before still hold what is gone: a restore lets it go again."""
        with self.transaction() as connection:
            gone = erase.erased(connection)
        if gone:
            backup.note_erased(self.home, gone)
        if self.forgotten:
            backup.note_forgotten(self.home, self.forgotten)
            self.forgotten.clear()

    @contextmanager
    def entry(self) -> Iterator[Connection]:
        """A transaction whose changes all belong to one entry: one tick of the clock."""
        if self._in_entry and self._connection is not None:
            yield self._connection
            return
        with self.transaction() as connection:
            self.clock = clock.tick(self.clock)
            self._in_entry = True
            try:
                yield connection
            finally:
                self._in_entry = False

    def close_safe(self) -> None:
        """Forget the safe's key and every name read with it."""
        self.safe_key = None
        self.opened.clear()

    def close(self) -> None:
        """Forget the keys and let the home go."""
        self.close_safe()
        self.held = None
        self.engine.dispose()
        if self.lock is not None:
            self.lock.release()
            self.lock = None


def read_setting(connection: Connection, name: str, default: Any = None) -> Any:
    """A setting of this laptop, as JSON."""
    found = engine.ask(connection, "SELECT value FROM setting WHERE name = ?", (name,))
    return json.loads(found[0][0]) if found else default


def settings_begun(connection: Connection, beginning: str) -> dict[str, Any]:
    """The settings whose name begins so, by the rest of it: one statement for all."""
    asked = "SELECT name, value FROM setting WHERE substr(name, 1, ?) = ?"
    found = engine.ask(connection, asked, (len(beginning), beginning))
    return {name[len(beginning) :]: json.loads(value) for name, value in found}


def write_setting(connection: Connection, name: str, value: Any) -> None:
    """Keep a setting of this laptop."""
    connection.exec_driver_sql(
        "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, json.dumps(value, ensure_ascii=False)),
    )


def read_secret(connection: Connection, name: str) -> bytes | None:
    """A private key kept in the encrypted database, or None."""
    row = connection.exec_driver_sql("SELECT value FROM secret WHERE name = ?", (name,)).first()
    return None if row is None else bytes(row[0])


def write_secret(connection: Connection, name: str, value: bytes) -> None:
    """Keep a private key in the encrypted database."""
    connection.exec_driver_sql(
        "INSERT INTO secret VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def opened(home: Path, engine: Engine, lock: HomeLock | None) -> Desk:
    """The desk of an open engine, as its settings name this laptop."""
    with engine.begin() as connection:
        devices = Devices(connection)
        device = UUID(read_setting(connection, "device"))
        local = devices.local(connection, device)
        number = journal.last_number(connection, local)
        row = connection.exec_driver_sql(
            "SELECT clock FROM journal WHERE id = ?", (devices.pack(connection, (device, number)),)
        ).first()
    return Desk(home, engine, device, local, devices, row[0] if row else 0, number, lock=lock)
