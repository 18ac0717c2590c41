"""Who is tied to whom: orientations by structure, links by kind, who leads what others do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

# Where each structure has its records now, those merged into it among them.
_ROOTS: Final = """
    WITH RECURSIVE up(id, at, hops) AS (
        SELECT id, id, 0 FROM actor
        UNION ALL SELECT up.id, a.merged_into, hops + 1 FROM up JOIN actor a ON a.id = up.at
        WHERE a.merged_into IS NOT NULL AND hops < 20
    ), roots AS (SELECT id, at AS root, max(hops) FROM up GROUP BY id)"""
_SENT: Final = """
    SELECT a.name, count(*) FROM orientation o JOIN roots r ON r.id = o.actor
        JOIN actor a ON a.id = r.root
    WHERE o.state <> 'DRAFT' AND o.date BETWEEN ? AND ? GROUP BY a.id"""
_LINKED: Final = """
    SELECT a.name, b.name, count(*) FROM actor_link l JOIN roots x ON x.id = l."from"
        JOIN roots y ON y.id = l."to" JOIN actor a ON a.id = x.root JOIN actor b ON b.id = y.root
    WHERE l.kind = ? AND coalesce(l.until, ?) >= ? AND a.id <> b.id GROUP BY a.id, b.id"""
_KINDS: Final = """
    SELECT kind, count(*) FROM actor_link WHERE coalesce(until, ?) >= ? AND kind IS NOT NULL
    GROUP BY kind"""
# The actions in which some structures take part, each with who leads it.
_ABOVE: Final = """
    WITH leads AS (
        SELECT plan_action, actor FROM action_partner WHERE role = 'LEAD'
        UNION SELECT id, lead FROM plan_action WHERE lead IS NOT NULL
    )
    SELECT DISTINCT a.code, l.actor FROM action_partner p JOIN leads l USING (plan_action)
        JOIN plan_action a ON a.id = p.plan_action WHERE p.actor IN ({}) ORDER BY a.code"""
_NAMING: Final = 'SELECT DISTINCT l."from" FROM actor_link l WHERE l."to" IN ({})'


def sent(connection: Connection, start: str, end: str) -> list[tuple[str, int]]:
    """The structures that people were oriented to between two days, with how many orientations."""
    found = connection.exec_driver_sql(_ROOTS + _SENT, (start, end))
    return [(str(name or ""), int(n)) for name, n in found]


def linked(connection: Connection, kind: str, today: str) -> list[tuple[str, str, int]]:
    """The links of a kind that stand today: from whom, to whom, how many."""
    found = connection.exec_driver_sql(_ROOTS + _LINKED, (kind, today, today))
    return [(str(a or ""), str(b or ""), int(n)) for a, b, n in found]


def kinds(connection: Connection, today: str) -> dict[str, int]:
    """How many links of each kind stand today."""
    found = connection.exec_driver_sql(_KINDS, (today, today))
    return {str(kind): int(n) for kind, n in found}


def above(connection: Connection, structures: Sequence[str]) -> list[tuple[str, str]]:
    """The code of each action that these take part in, with who leads it."""
    found = connection.exec_driver_sql(*_asked(_ABOVE, structures))
    return [(str(code), str(UUID(bytes=lead))) for code, lead in found]


def naming(connection: Connection, structures: Sequence[str]) -> list[str]:
    """The structures that have a link to one of these."""
    return [str(UUID(bytes=r[0])) for r in connection.exec_driver_sql(*_asked(_NAMING, structures))]


def _asked(sql: str, structures: Sequence[str]) -> tuple[str, tuple[bytes, ...]]:
    marks = ", ".join("?" * len(structures))
    return sql.format(marks), tuple(UUID(one).bytes for one in structures)
