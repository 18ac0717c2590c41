"""Changes that stand on themselves: no honest laptop writes one, and no fold would end with it.

A circle is closed by the last of its changes to come. The first of them to come lacked a parent
then, so that the search begins there, and costs nothing where all came in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.store import engine


def refuse(connection: Connection, starts: Iterable[int]) -> None:
    """Refuse (LD-292) where one of these changes of the journal is its own ancestor.

    Goes up from each through what is here, one visit a change.
    """
    driver = engine.raw(connection)
    done: set[int] = set()
    for start in starts:
        if start in done:
            continue
        way: list[tuple[int, list[int]]] = [(start, _above(driver, start))]
        on_the_way = {start}
        while way:
            place, left = way[-1]
            if not left:
                way.pop()
                on_the_way.discard(place)
                done.add(place)
                continue
            above = left.pop()
            if above in on_the_way:
                raise _circle()
            if above not in done:
                way.append((above, _above(driver, above)))
                on_the_way.add(above)


def _above(driver: Any, place: int) -> list[int]:
    asked = "SELECT parent, parents FROM journal WHERE id = ?"
    row = driver.execute(asked, (place,)).fetchone()
    if row is None or row[0] is None:
        return []
    return [row[0], *(json.loads(row[1]) if row[1] else ())]


def _circle() -> LapdeskError:
    return LapdeskError(
        "LD-292",
        _("This file is malformed: one of its changes stands on itself."),
        _("Nothing of it was taken in. Ask for a new file."),
    )
