"""Every figure and breakdown against a slow reckoning of random associations."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from lapdesk.figures.catalogue import compute_all
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, Quantity
from tests.store.figures_oracle import Oracle
from tests.store.figures_oracle_plan import PlanOracle
from tests.store.figures_random import fill
from tests.store.figures_world import YEAR, world

PERIODS = (
    YEAR,
    Period(date(2025, 1, 1), date(2025, 12, 31), date(2025, 8, 1)),
    Period(date(2024, 12, 31), date(2025, 3, 14), date(2025, 4, 20)),
)
# Not followed until something that they need was entered.
GIVEN = {"H3", "P4.portrait", "P5", "P5.covered", "N5", "N5.again", "F1.amount", "F3", "F4"}


def expected(oracle: Oracle, code: str, by: str | None) -> Any:
    if code == "H2.fte":
        return {k: (n, None, None) for k, (n, _d, _p) in oracle.h2(by).items()}
    if code.startswith("Q1."):
        return {None: oracle.q1("field")[code.partition(".")[2]]}
    return getattr(oracle, code.lower().replace(".", "_"))(by)


def told(figure: Figure) -> dict[str | None, tuple[int, int | None, int | None]]:
    cells: list[tuple[str | None, Quantity]] = [(None, figure.total)]
    if figure.by:
        cells = [(c.key, c.quantity) for c in figure.by.cells]
    found = {}
    for key, q in cells:
        assert q.numerator is not None
        # The hours of one full-time job are a constant, tested with the period.
        d = None if figure.code == "H2.fte" else q.denominator
        found[key] = (q.numerator, d, q.people)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_figures_equal_the_slow_reckoning(seed: int) -> None:
    with world() as w:
        fill(w, seed)
        period = PERIODS[seed % len(PERIODS)]
        oracle = PlanOracle(w.rows, period.start, period.end, period.as_of)
        for figure in compute_all(w.connection, period):
            if figure.code == "Q2":
                q, slow = figure.total, oracle.q2()
                assert (
                    Fraction(q.numerator or 0, q.denominator) if q.denominator else None
                ) == slow
                continue
            if figure.code == "P7":
                continue  # no target here; they are judged by the other figures
            by = figure.by.name if figure.by else None
            if not figure.kept:
                assert figure.code in GIVEN
                assert not any(n for n, _d, _p in expected(oracle, figure.code, by).values())
                continue
            right = {k: v for k, v in expected(oracle, figure.code, by).items() if any(v[:2])}
            shown = {k: v for k, v in told(figure).items() if any(v[:2])}
            assert shown == right, (figure.code, by)


def test_the_oracle_sees_enough() -> None:
    """Most figures are something in most worlds: equal nothings would prove little."""
    seen: dict[str, int] = {}
    for seed in range(32):
        with world() as w:
            fill(w, seed)
            for figure in compute_all(w.connection, YEAR):
                seen[figure.code] = seen.get(figure.code, 0) + bool(figure.total.numerator)
    del seen["P7"]
    assert min(seen.values()) >= 6
