"""The encrypted database as an SQLAlchemy engine: one connection, real transactions."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lapdesk.store import faults

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import ExceptionContext

KEY_BYTES: Final = 32
PAGE: Final = 4096
_SALT_BYTES: Final = 16
_BESIDE: Final = "lapdesk_beside"

_CACHE: Final = 57344  # KiB
_LITTLE: Final = 8192
# Why each: docs/architecture.md and the power-cut test. WAL with FULL loses nothing and a save
# costs one sync; NORMAL lost rows. secure_delete zeroes what was erased. cipher_memory_security
# stays off: it wipes every freed allocation for a gain only against who reads this process.
_PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "temp_store = MEMORY",
    "cell_size_check = ON",
    "journal_size_limit = 67108864",
    f"cache_size = -{_CACHE}",
)


def salt_of(key: bytes) -> bytes:
    """The 16 bytes that open a database written with `key`: they tell whose file it is."""
    return hmac.digest(key, b"lapdesk database salt", hashlib.sha256)[:_SALT_BYTES]


def connect(path: Path, key: bytes, *, create: bool = False) -> Any:
    """A raw driver connection to the database at `path`, keyed and checked, nothing written.

    Raises `LapdeskError` LD-301 to LD-306 and LD-310; the file is left as it was.
    """
    import sqlcipher3.dbapi2 as driver

    if len(key) != KEY_BYTES:
        raise ValueError("a data key is 32 bytes")
    _speed_up(driver)
    if not create:
        refuse_unlike(path, key)
    with faults.told():
        mode = "rwc" if create else "rw"
        connection = driver.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
        )
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.set_key(f"x'{(key + salt_of(key)).hex()}'")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def _speed_up(driver: Any) -> None:
    """Spare the driver a search at each value of these types: it binds twice as fast.

    It looks for a way to adapt whatever is not exactly an int, float, str or bytearray.
    """
    driver.register_adapter(bytes, bytearray)
    driver.register_adapter(bool, int)
    driver.register_adapter(type(None), {None: None}.get)


def refuse_unlike(path: Path, key: bytes) -> None:
    """Refuse what is missing, of another kind, cut or of other keys, before a driver opens it."""
    if not path.is_file():
        raise faults.missing()
    with faults.told(), path.open("rb") as file:
        head = file.read(_SALT_BYTES)
        size = file.seek(0, 2)
    log = path.with_name(path.name + "-wal")
    interrupted = log.is_file() and log.stat().st_size > 0
    if head == salt_of(key):
        # A page cut in two is damage, unless the log still holds it whole; the driver finds more.
        if size % PAGE and not interrupted:
            raise faults.damaged()
        return
    if not size:
        if not interrupted:
            raise faults.damaged()
        return
    whole_pages = size % PAGE == 0 and not head.startswith(b"SQLite format 3")
    raise faults.wrong_key() if whole_pages else faults.other_kind()


def open_engine(path: Path, key: bytes, *, create: bool = False) -> Engine:
    """An engine on the database at `path`; `create` makes the file if it is not there.

    Each transaction is a real one (BEGIN IMMEDIATE, DDL rolls back). One connection: a
    second taken before the first is given back waits five seconds, then fails as a bug.
    Raises `LapdeskError` LD-301 to LD-307 and LD-310, the file left as it was.
    """
    import sqlcipher3.dbapi2 as driver
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool

    def opened() -> Any:
        connection = connect(path, key, create=create)
        with faults.told():
            try:
                for pragma in _PRAGMAS:
                    connection.execute(f"PRAGMA {pragma}")
            except BaseException:
                connection.close()
                raise
        return connection

    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=opened,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=5,
        execution_options={_BESIDE: partial(connect, key=key)},
        hide_parameters=True,  # a failing statement must not carry a name into a report
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _refuse, retval=True)
    try:
        with engine.connect():
            pass
    except BaseException:
        engine.dispose()
        raise
    return engine


def let_log_go(engine: Engine) -> None:
    """Bring the write-ahead log into the file and empty it: pages of before are gone, too."""
    with faults.told(), engine.connect() as connection:
        raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def warm() -> None:
    """Import the driver and what it is called by, ahead of the first home; opens no file."""
    import sqlcipher3.dbapi2 as driver
    from sqlalchemy import create_engine

    passing = create_engine("sqlite://", module=driver)
    with passing.connect() as connection:
        connection.exec_driver_sql("SELECT 1").all()
    passing.dispose()


def _begin(connection: Connection) -> None:
    ask(connection, "BEGIN IMMEDIATE")


def _refuse(context: ExceptionContext) -> BaseException | None:
    return faults.said(context.original_exception)


def connect_beside(engine: Engine, path: Path, *, create: bool = False) -> Any:
    """A raw connection to another file under the same key as `engine`: a copy of it, say."""
    opened: Callable[..., Any] = engine.get_execution_options()[_BESIDE]
    return opened(path, create=create)


def raw(connection: Connection) -> Any:
    """The driver's own connection below `connection`, for what SQLAlchemy has no word for."""
    return connection.connection.driver_connection


def ask(
    connection: Connection, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()
) -> list[Any]:
    """All rows of a statement, from the driver itself, in a transaction that has begun.

    SQLAlchemy's own way takes some ten times longer, which was most of a small save.
    """
    # Not `with faults.told()`, which would cost as much as the statement.
    try:
        found: list[Any] = raw(connection).execute(statement, values).fetchall()
    except Exception as error:
        refusal = faults.said(error)
        if refusal is None:
            raise
        raise refusal from error
    return found


@contextmanager
def little_cache(connection: Connection) -> Iterator[None]:
    """Within it few pages are kept in memory: for long work that only appends."""
    raw(connection).execute(f"PRAGMA cache_size = -{_LITTLE}")
    try:
        yield
    finally:
        raw(connection).execute(f"PRAGMA cache_size = -{_CACHE}")
