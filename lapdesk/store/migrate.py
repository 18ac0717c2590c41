"""Running migrations on the open database: all of them, or none and the file as before.

The migrations are the modules `versions/v<number>.py`, each with `upgrade(operations)`: those
of Alembic, which is imported only when there is something to do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.store import engine, faults, stamp

if TYPE_CHECKING:
    from alembic.operations import Operations
    from sqlalchemy import Connection, Engine

Step = tuple[str, Callable[["Operations"], None]]
After = Callable[["Connection"], None]


def migrate(opened: Engine, after: After | None = None, steps: Sequence[Step] = ()) -> None:
    """Run what migrations are due, without a copy; raises LD-308, LD-315."""
    version = version_of(opened)
    due = steps or _steps(stamp.KNOWN[stamp.KNOWN.index(version) + 1 :])
    if not due:
        return
    with opened.connect() as connection:
        driver = engine.raw(connection)
        # With them on, rebuilding a table empties those that point to it; inside a
        # transaction the pragma does nothing.
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                _run(connection, due, after)
        except LapdeskError:
            raise
        except Exception as error:
            refusal = faults.said(error)
            raise refusal or _failed() from error
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def create_by_steps(connection: Connection) -> None:
    """Every migration on an empty database, in the transaction under way."""
    _run(connection, _steps(stamp.KNOWN), None)


def _steps(numbers: Sequence[str]) -> list[Step]:
    from lapdesk.store import versions

    known = versions.steps()
    return [(number, known[number]) for number in numbers]


def _run(connection: Connection, due: Sequence[Step], after: After | None) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    operations = Operations(MigrationContext.configure(connection))
    before = _counts(connection)
    for _number, step in due:
        step(operations)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise _failed()
    now = _counts(connection)
    if any(now.get(table, count) != count for table, count in before.items()):
        raise _failed()
    stamp.write(connection, due[-1][0])
    if after is not None:
        after(connection)


def version_of(opened: Engine) -> str:
    """The stamp of a database; raises LD-301 where there are no tables, LD-308 if newer."""
    with opened.connect() as connection:
        version = stamp.read(connection)
    if version is None:
        raise faults.missing()
    stamp.refuse_newer(version)
    return version


def _counts(connection: Connection) -> dict[str, Any]:
    """Rows of every table; one that a migration drops on purpose is not compared."""
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        f" AND sql NOT LIKE 'CREATE VIRTUAL%' AND name <> '{stamp.TABLE}'"
    ).all()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar()
        for (name,) in tables
    }


def _failed() -> LapdeskError:
    return LapdeskError(
        "LD-315",
        _("The data could not be brought to this version."),
        _("Everything is as it was before, and a copy was made. Go on with the former version."),
    )
