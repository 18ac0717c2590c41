"""Circles of the network (B12): who leads, who works with them, whom these name."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import Connection

# Where each structure has its records now, those merged into it among them, and its circle: the
# one that is set; else the first for the department and the members of the local group; else the
# second for a partner of an action that the first leads; else the third for a partner of what the
# second leads, or whom the second names in a link.
CIRCLES: Final = """
    WITH RECURSIVE up(id, at, hops) AS (
        SELECT id, id, 0 FROM actor
        UNION ALL SELECT up.id, a.merged_into, hops + 1 FROM up JOIN actor a ON a.id = up.at
        WHERE a.merged_into IS NOT NULL AND hops < 20
    ), roots AS MATERIALIZED (SELECT id, at AS root, max(hops) FROM up GROUP BY id),
    leads AS (
        SELECT plan_action, actor FROM action_partner WHERE role = 'LEAD'
        UNION SELECT id, lead FROM plan_action WHERE lead IS NOT NULL
    ), led AS MATERIALIZED (
        SELECT DISTINCT above.root AS above, mine.root AS below
        FROM action_partner p JOIN leads t ON t.plan_action = p.plan_action
            JOIN roots mine ON mine.id = p.actor JOIN roots above ON above.id = t.actor
    ), first AS MATERIALIZED (
        SELECT id, CASE WHEN coalesce(circle, 'C0') <> 'C0' THEN circle
            WHEN kind IN ('DEPT', 'DEPT_UNIT') OR EXISTS (SELECT 1 FROM json_each(roles)
                WHERE value IN ('ULG_CHAIR', 'ULG_MEMBER')) THEN 'C1'
            ELSE 'C0' END AS circle FROM actor
    ), placed AS MATERIALIZED (
        SELECT id, CASE WHEN circle = 'C0' AND id IN (
            SELECT l.below FROM led l JOIN first a ON a.id = l.above WHERE a.circle = 'C1'
        ) THEN 'C2' ELSE circle END AS circle FROM first
    ), named AS (
        SELECT below FROM led JOIN placed a ON a.id = above AND a.circle = 'C2'
        UNION SELECT other.root FROM actor_link l JOIN roots own ON own.id = l."from"
            JOIN roots other ON other.id = l."to"
            JOIN placed a ON a.id = own.root AND a.circle = 'C2'
    )
    SELECT r.id, r.root, CASE WHEN p.circle = 'C0' AND r.root IN (SELECT below FROM named)
        THEN 'C3' ELSE p.circle END
    FROM roots r LEFT JOIN placed p ON p.id = r.root"""


def by_structure(connection: Connection) -> dict[str, str]:
    """The circle of every structure by its id; one merged into another has the other's."""
    found = connection.exec_driver_sql(CIRCLES)
    return {str(UUID(bytes=row[0])): str(row[2] or "C0") for row in found}
