"""All figures of a year over 100,000 attendances, against hand-written SQL for each.

Both sides read the same encrypted database in one run; medians of five; the numbers must agree.
The promise: at most 1.5 × the sum of the hand-written statements, with and without breakdowns.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bench import figures_rows, figures_sql_plan
from lapdesk.figures.catalogue import compute, compute_all
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, Quantity
from lapdesk.models.communes import territories
from lapdesk.store.engine import open_engine
from lapdesk.store.schema import create

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 31))
ROUNDS, PROMISE = 5, 1.5
Numbers = dict[tuple[str, str | None], dict[str | None, tuple[int, ...]]]


def by_hand(connection: Connection, asked: Iterable[tuple[str, str | None]]) -> Numbers:
    """Each statement by itself."""
    found: Numbers = {}
    for which in asked:
        rows = connection.exec_driver_sql(figures_sql_plan.EVERY[which]).fetchall()
        found[which] = {row[0]: tuple(row[1:]) for row in rows if any(row[1:])}
    return found


def by_layer(figures: Iterable[Figure]) -> Numbers:
    """What the figure layer says, in the same form."""

    def numbers(q: Quantity) -> tuple[int, ...]:
        return tuple(n for n in (q.numerator, q.denominator) if n is not None)

    found: Numbers = {}
    for figure in figures:
        name = figure.by.name if figure.by else None
        cells: list[tuple[str | None, Quantity]] = [(None, figure.total)]
        if figure.by:
            cells = [(c.key, c.quantity) for c in figure.by.cells]
        # H2.fte has its constant base in every cell: only those with time are compared.
        found[figure.code, name] = {k: numbers(q) for k, q in cells if q.numerator or _rate(q)}
    return found


def _rate(quantity: Quantity) -> bool:
    return bool(quantity.denominator) and quantity.denominator != YEAR.full_time_minutes


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def measure(connection: Connection) -> list[tuple[str, float, float]]:
    """(what, seconds by hand, seconds of the layer): medians of alternating rounds."""
    totals = [which for which in figures_sql_plan.EVERY if which[1] is None]
    sides = {
        "every figure once": (
            lambda: by_hand(connection, totals),
            lambda: by_layer(compute(connection, YEAR)),
        ),
        "every figure and breakdown": (
            lambda: by_hand(connection, figures_sql_plan.EVERY),
            lambda: by_layer(compute_all(connection, YEAR)),
        ),
    }
    found = []
    for what, (hand, layer) in sides.items():
        times: list[tuple[float, float]] = []
        for _round in range(ROUNDS):
            slow, right = timed(hand)
            ours, told = timed(layer)
            if told != right:
                wrong = [which for which in right if right[which] != told.get(which)]
                raise AssertionError(f"the two sides differ: {wrong}")
            times.append((slow, ours))
        found.append((what, *(statistics.median(side) for side in zip(*times, strict=True))))
    return found


def main() -> int:
    """Print the table; 1 where the promise is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "desk.db", bytes(range(32)), create=True)
        with engine.begin() as connection:
            create(connection)
            figures_rows.fill(connection)
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE TEMP TABLE communes_94 (insee TEXT PRIMARY KEY)")
            connection.exec_driver_sql(
                "INSERT INTO communes_94 VALUES (?)", [(code,) for code in territories()]
            )
            found = measure(connection)
        engine.dispose()
    print("| figures of a year, 100,800 attendances | by hand | lapdesk | ratio |")
    print("|---|---|---|---|")
    for what, hand, ours in found:
        print(f"| {what} | {hand * 1000:.0f} ms | {ours * 1000:.0f} ms | {ours / hand:.2f} |")
    return int(any(ours > PROMISE * hand for _what, hand, ours in found))


if __name__ == "__main__":
    sys.exit(main())
