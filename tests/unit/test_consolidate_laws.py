"""Laws of consolidation: any order, any grouping; an oracle in exact fractions; the truth inside.

The oracle shares no code with `consolidate`: it reads summaries as a person with a pencil would.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import reduce
from operator import add
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.figures import columns, received
from lapdesk.figures.adding import Adding
from lapdesk.figures.audit import release
from lapdesk.figures.consolidate import SummaryFigures, Whole, consolidate
from lapdesk.figures.gathering import Gathering, together
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity, figure_json, value
from tests.unit.small_associations import HOME, Association, association, tables

COUNTS = {"A1": "person", "S1": "act", "W6": "hour", "R1": "orientation", "A3": "contact"}
SHARES = {"R5": "percent", "A6": "percent", "W5": "percent", "M5": "point", "M4": "number"}
KEYS = ("F", "M", "X", "NS")

shown = st.integers(0, 10**6).map(Quantity)
small = st.just(Quantity(None, hidden=True, interval=(1, 4)))
bounded = st.tuples(st.integers(0, 900), st.integers(0, 99)).map(
    lambda t: Quantity(None, hidden=True, interval=(t[0], t[0] + t[1]))
)
closed = st.just(Quantity(None, hidden=True))
count = st.one_of(shown, shown, small, bounded, closed)
rate = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(
    lambda t: Quantity(min(t), max(t))
)
share = st.one_of(
    rate,
    st.just(Quantity(0, 0)),
    closed,
)


@st.composite
def summary(draw: st.DrawFn, number: int) -> SummaryFigures:
    """What one association sent: each figure kept or not, some by sex, some withheld."""
    figures = []
    for code, unit in (COUNTS | SHARES).items():
        kind = count if code in COUNTS else share
        if draw(st.integers(0, 4)) == 0:
            figures.append(Figure(code, code, unit, Quantity(None), kept=False))
            continue
        known = draw(st.one_of(st.none(), rate)) if code in SHARES else None
        figures.append(Figure(code, code, unit, draw(kind), known=known))
        if code in ("A1", "R5"):
            keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=4))
            cut = Breakdown("sex", tuple(Cell(key, key, draw(kind)) for key in keys))
            figures.append(Figure(code, code, unit, figures[-1].total, known=known, by=cut))
    named = draw(st.lists(st.sampled_from(("94028", "94041", "94080")), unique=True))
    others = draw(st.integers(0, 9))
    extra = {"communes": named, "others": others}
    figures.append(Figure("A4", "A4", "percent", Quantity(len(named) + others, 47), extra=extra))
    return SummaryFigures(f"a{number}", figures, f"Association {number}")


@st.composite
def batch(draw: st.DrawFn) -> list[SummaryFigures]:
    return [draw(summary(number)) for number in range(draw(st.integers(1, 7)))]


@given(batch(), st.randoms(use_true_random=False))
def test_any_order_and_any_grouping(summaries: list[SummaryFigures], random: Random) -> None:
    expected = consolidate(summaries, 9)
    parts = [Whole.of(one) for one in summaries]
    assert reduce(add, parts, Whole()).figures(9) == expected
    random.shuffle(parts)
    assert together(parts).figures(9) == expected
    gathering = Gathering()
    adding = Adding(gathering)
    for one in random.sample(summaries, len(summaries)):
        written = json.loads(json.dumps([figure_json(figure) for figure in one.figures]))
        read = [received.read(body) for body in written]
        adding.add(one.association, one.name, columns.unpacked(columns.packed({}, read)))
    adding.finish()
    assert untitled(gathering.whole().figures(9)) == untitled(expected)
    while len(parts) > 1:
        several = [parts.pop(random.randrange(len(parts))) for _n in range(min(3, len(parts)))]
        joined = together(several) if random.random() < 0.5 else reduce(add, several)
        parts.insert(random.randint(0, len(parts)), joined)
    assert parts[0].figures(9) == expected
    assert parts[0] + Whole() == Whole() + parts[0] == parts[0]


def untitled(figures: Sequence[Figure]) -> list[Figure]:
    """A file does not carry titles: they are those of the catalogue."""
    return [replace(figure, title="") for figure in figures]


@given(batch())
def test_sums_and_rates_to_the_last_digit(summaries: list[SummaryFigures]) -> None:
    found = {(f.code, f.by.name if f.by else ""): f for f in consolidate(summaries, 9)}
    for code, unit in (COUNTS | SHARES).items():
        parts = [f.total for one in summaries for f in one.figures
                 if f.code == code and f.by is None and f.kept]  # fmt: skip
        if not parts:
            assert not found[code, ""].kept
            continue
        agree(found[code, ""].total, unit, parts)
        if code in SHARES:
            same(found[code, ""], [f for one in summaries for f in one.figures
                                   if f.code == code and f.by is None])  # fmt: skip
        cut = found.get((code, "sex"))
        for cell in cut.by.cells if cut is not None and cut.by is not None else ():
            cuts = [f.by for one in summaries for f in one.figures if f.code == code and f.by]
            mine = [c.quantity for by in cuts for c in by.cells if c.key == cell.key]
            assert cell.associations == sum(q.numerator is not None or q.interval is not None
                                            for q in mine)  # fmt: skip
            if above(mine, cut_totals(summaries, code), unit):
                assert cell.apart
                continue
            agree(cell.quantity, unit, mine)


def same(told: Figure, parts: Sequence[Figure]) -> None:
    """A known rate is over the associations of its share, else it is not told."""
    rates = [f.known for f in parts if f.kept and f.total.numerator is not None]
    known = [one for one in rates if one is not None]
    if not known:
        assert told.known is None
    elif len(known) < len(rates):
        assert told.known == Quantity(None, hidden=True)
    else:
        n = sum(one.numerator or 0 for one in known)
        assert told.known == Quantity(n, sum(one.denominator or 0 for one in known))


def cut_totals(summaries: Sequence[SummaryFigures], code: str) -> list[Quantity]:
    """The totals of those who cut a figure by sex."""
    return [f.total for one in summaries for f in one.figures
            if f.code == code and f.by is not None and f.by.cells]  # fmt: skip


def above(cells: Sequence[Quantity], totals: Sequence[Quantity], unit: str) -> bool:
    """Whether what is told of a cell is more than all that is told of its total."""

    def ends(parts: Sequence[Quantity], place: int) -> int:
        both = [q.interval or (q.numerator, q.numerator) for q in parts]
        return sum(pair[place] or 0 for pair in both)

    if all(q.numerator is None and q.interval is None for q in totals):
        return False
    bases = [sum(q.denominator or 0 for q in parts if q.numerator is not None)
             for parts in (cells, totals)]  # fmt: skip
    if unit in SHARES.values():
        told = [sum(q.numerator or 0 for q in parts) for parts in (cells, totals)]
        return told[0] > told[1] or bases[0] > bases[1]
    return ends(cells, 0) > ends(totals, 1)


def agree(told: Quantity, unit: str, parts: Sequence[Quantity]) -> None:
    """The consolidated number is that of a pencil and exact fractions."""
    seen = [q for q in parts if q.numerator is not None]
    if unit in SHARES.values():
        if not seen:
            assert told.hidden
            return
        over = sum(q.denominator or 0 for q in seen)
        assert told.denominator == over
        if over:
            exact = Fraction(sum(q.numerator or 0 for q in seen), over)
            assert Fraction(told.numerator or 0, told.denominator or 1) == exact
            assert value(told, unit) == rounded(exact * {"percent": 100}.get(unit, 1), unit)
        return
    hidden = [q.interval for q in parts if q.numerator is None and q.interval is not None]
    whole = sum(q.numerator or 0 for q in seen)
    if hidden:
        ends = (whole + sum(low for low, _h in hidden), whole + sum(high for _l, high in hidden))
        assert (told.hidden, told.interval) == (True, ends)
    elif seen:
        assert told == Quantity(whole)
    else:
        assert told == Quantity(None, hidden=True)


def rounded(exact: Fraction, unit: str) -> str:
    """Half up, without a single float."""
    step = {"percent": 1, "point": 4, "number": 2}[unit]
    if unit == "point":
        # Hundredths of a point are counted: two digits more.
        exact, step = exact / 100, 2
    with localcontext() as context:
        context.prec = 60
        number = Decimal(exact.numerator) / Decimal(exact.denominator)
        return str(number.quantize(Decimal(1).scaleb(-step), ROUND_HALF_UP))


@pytest.mark.parametrize("seed", range(6))
def test_intervals_hold_the_truth(seed: int) -> None:
    """What the associations know together lies within what their files say together."""
    random = Random(100 + seed)
    made = [association(random) for _n in range(5)]
    plain = [tables(one) for one in made]
    sent = [
        SummaryFigures(f"a{n}", release(figures, home=HOME), f"Name {n}")
        for n, figures in enumerate(plain)
    ]
    for figure in consolidate(sent, 5):
        if figure.code in ("Q3", "A4") or figure.associations != (5, 5):
            continue
        assert_holds(figure.total, [q for one in plain for q in _totals(one, figure.code)])
    communes = {p.commune for one in made for p in one.people if p.commune.startswith("94")}
    assert_union(consolidate(sent, 5), made, len(communes))


def assert_holds(told: Quantity, parts: Sequence[Quantity]) -> None:
    true = sum(q.numerator or 0 for q in parts)
    if told.interval is not None:
        assert told.interval[0] <= true <= told.interval[1]
    elif told.denominator is None and told.numerator is not None:
        assert told.numerator == true


def assert_union(found: Sequence[Figure], made: Sequence[Association], true: int) -> None:
    (figure,) = [f for f in found if f.code == "A4"]
    low, high = figure.total.interval or (figure.total.numerator, figure.total.numerator)
    assert low is not None
    assert high is not None
    assert low <= true <= high
    assert len(made) == 5


def _totals(figures: Sequence[Figure], code: str) -> Iterator[Quantity]:
    yield from (f.total for f in figures if f.code == code and f.by is None)
