"""Which entities the figures read, told by their own queries: no list to keep beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lapdesk.figures import bridge, catalogue, targets
from lapdesk.figures.facts import Ask, Fact
from lapdesk.models.entities import ALL

_TABLE: Final = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)", re.IGNORECASE)


def entities() -> frozenset[str]:
    """The names of the entities whose tables a figure or a funder's table reads."""
    names = {entity.__tablename__: entity.__name__ for entity in ALL}
    asks = [*_asks(), *bridge.ASKS, *targets.ASKS, catalogue.KEPT]
    return frozenset(names[table] for ask in asks for table in _tables(ask) if table in names)


def _asks() -> Iterator[Ask]:
    for indicator in catalogue.EVERY:
        if indicator.source is not None:
            yield indicator.source.total
            yield from indicator.source.cuts.values()


def _tables(of: Ask | Fact) -> Iterator[str]:
    yield from _TABLE.findall(of.sql if isinstance(of, Ask) else of.rows)
    for fact in of.needs:
        yield from _tables(fact)
