"""Changes whose ancestors are not all here: kept in the journal, out of the fold.

`fresh` is a temporary table of the changes of the take-in under way, by entity, with those that
begin a record plainly marked; when settled, it holds those that can be folded now, long-waiting
ones that were set free among them. Entities stand in it by number, which `kind` names: it is as
long as the take-in. `doubtful` holds those of which a parent was not here when
they came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import Connection

# The number in `fresh` of the entity that is named.
OF: Final = "(SELECT number FROM temp.kind WHERE name = ?)"
# CROSS JOIN: the few that came are looked up in the journal, never the other way round.
# A parent of a change that waits, or that is not here, makes the change wait.
_MISSING = """
INSERT OR IGNORE INTO temp.held_back
SELECT f.id FROM temp.doubtful AS f CROSS JOIN journal AS j ON j.id = f.id
WHERE j.parent IS NOT NULL AND (
    NOT EXISTS (SELECT 1 FROM journal AS p WHERE p.id = j.parent)
    OR (j.parents IS NOT NULL AND EXISTS (
        SELECT 1 FROM json_each(j.parents) AS o
        WHERE NOT EXISTS (SELECT 1 FROM journal AS p WHERE p.id = o.value))))
"""
_BEHIND = """
INSERT OR IGNORE INTO temp.held_back
SELECT f.id FROM temp.fresh AS f CROSS JOIN journal AS j ON j.id = f.id
WHERE j.parent IN (SELECT id FROM temp.held_back)
   OR (j.parents IS NOT NULL AND EXISTS (
        SELECT 1 FROM json_each(j.parents) WHERE value IN (SELECT id FROM temp.held_back)))
"""


def begin(connection: Connection) -> None:
    """An empty list of fresh changes."""
    end(connection)
    connection.exec_driver_sql(
        "CREATE TEMP TABLE fresh (entity INTEGER NOT NULL, id INTEGER NOT NULL,"
        " begins INTEGER NOT NULL, PRIMARY KEY (entity, id)) WITHOUT ROWID"
    )
    connection.exec_driver_sql(
        "CREATE TEMP TABLE kind (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"
    )
    connection.exec_driver_sql("CREATE TEMP TABLE doubtful (id INTEGER PRIMARY KEY)")
    connection.exec_driver_sql("CREATE TEMP TABLE held_back (id INTEGER PRIMARY KEY)")


def every(connection: Connection) -> set[int]:
    """The local ids of the changes that wait."""
    return {row[0] for row in connection.exec_driver_sql("SELECT change FROM waiting")}


def end(connection: Connection) -> None:
    """Let the lists go."""
    for name in ("kind", "fresh", "doubtful", "held_back"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{name}")


def note(
    connection: Connection, fresh: list[tuple[int, int, int]], doubtful: list[tuple[int]]
) -> None:
    """Changes just written to the journal: number of entity, local id, how each begins (see
    `models.arrived`)."""
    if fresh:
        connection.exec_driver_sql("INSERT INTO temp.fresh VALUES (?, ?, ?)", fresh)
    if doubtful:
        connection.exec_driver_sql("INSERT INTO temp.doubtful VALUES (?)", doubtful)


def settle(connection: Connection, kinds: Mapping[str, int]) -> int:
    """Hold back what must wait and free what need not any more; gives how many wait.

    `kinds` numbers the entities that were noted.
    """
    if kinds:
        numbered = [(number, name) for name, number in kinds.items()]
        connection.exec_driver_sql("INSERT INTO temp.kind VALUES (?, ?)", numbered)
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO temp.kind (name) SELECT DISTINCT entity FROM waiting"
    )
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO temp.fresh SELECT k.number, w.change, 0"
        " FROM waiting AS w JOIN temp.kind AS k ON k.name = w.entity"
    )
    connection.exec_driver_sql("INSERT OR IGNORE INTO temp.doubtful SELECT change FROM waiting")
    connection.exec_driver_sql("DELETE FROM waiting")
    connection.exec_driver_sql(_MISSING)
    before, now = -1, _count(connection)
    while now and now != before:
        connection.exec_driver_sql(_BEHIND)
        before, now = now, _count(connection)
    if now:
        connection.exec_driver_sql(
            "INSERT INTO waiting SELECT j.id, j.record, j.entity"
            " FROM journal AS j WHERE j.id IN (SELECT id FROM temp.held_back)"
        )
        connection.exec_driver_sql(
            "DELETE FROM temp.fresh WHERE id IN (SELECT id FROM temp.held_back)"
        )
    return now


def _count(connection: Connection) -> int:
    row = connection.exec_driver_sql("SELECT count(*) FROM temp.held_back").first()
    return int(row[0]) if row is not None else 0


def entities(connection: Connection) -> Iterator[str]:
    """The entities of the fresh changes."""
    found = connection.exec_driver_sql(
        "SELECT name FROM temp.kind AS k"
        " WHERE EXISTS (SELECT 1 FROM temp.fresh AS f WHERE f.entity = k.number) ORDER BY name"
    ).all()
    return (row[0] for row in found)
