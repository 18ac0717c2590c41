"""A small association built row by row in plain tables, for tests of figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, create_engine

from lapdesk.figures.catalogue import compute
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure
from lapdesk.models.base import Base
from lapdesk.models.entities import BY_NAME

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31), date(2026, 6, 30))
NOON = datetime(2025, 6, 15, 12, 0)


class World:
    """Rows of entities with ids given in order; references are the ids that `add` returns."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in BY_NAME}
        self._last = 0

    def new_id(self) -> bytes:
        """An id that no record has, as those of erased persons."""
        self._last += 1
        return UUID(int=self._last).bytes

    def add(self, entity: str, /, *, written: datetime = NOON, **values: Any) -> bytes:
        """One row; lists are stored as JSON, references in them as text."""
        record = self.new_id()
        born = int(written.timestamp() * 1000) << 16
        row = {name: _stored(value) for name, value in values.items()}
        self.rows[entity].append({"id": record, "born": born, **values})
        names = ", ".join(f'"{name}"' for name in ("id", "born", *row))
        marks = ", ".join("?" * (len(row) + 2))
        self.connection.exec_driver_sql(
            f'INSERT INTO "{BY_NAME[entity].__tablename__}" ({names}) VALUES ({marks})',
            (record, born, *row.values()),
        )
        return record

    def figure(self, code: str, by: str | None = None, period: Period = YEAR) -> Figure:
        """One figure of the year, plain."""
        found = compute(self.connection, period, codes=[code], by=by)
        return next(f for f in found if f.code == code)

    def base(self, code: str, period: Period = YEAR) -> tuple[int | None, int | None]:
        """Numerator and denominator of a figure's total."""
        total = self.figure(code, period=period).total
        return total.numerator, total.denominator

    def cells(self, code: str, by: str, period: Period = YEAR) -> dict[str, Any]:
        """What is not nothing in a breakdown: a count, or (numerator, denominator)."""
        figure = self.figure(code, by, period)
        assert figure.by is not None
        found = {}
        for cell in figure.by.cells:
            q = cell.quantity
            if q.numerator or q.denominator:
                found[cell.key] = q.numerator if q.denominator is None else _pair(q)
        return found

    def session(self, day: str = "2025-03-10", **values: Any) -> bytes:
        """A session held from two to four, in a workshop of its own unless one is given."""
        given = {"date": day, "start": "14:00", "end": "16:00", "state": "HELD", **values}
        workshop = given.pop("workshop", None) or self.add("Workshop", kind="ASL")
        return self.add("Session", workshop=workshop, **given)


def _pair(quantity: Any) -> tuple[int, int]:
    return (quantity.numerator, quantity.denominator)


def _stored(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps([str(UUID(bytes=v)) if isinstance(v, bytes) else v for v in value])
    return json.dumps(value) if isinstance(value, dict) else value


@contextmanager
def world() -> Iterator[World]:
    """An empty association in memory; figures do not depend on the cipher."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with engine.connect() as connection:
        yield World(connection)
    engine.dispose()
