"""Figures kept in columns: they come back as they were, and add up as they would one by one."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from lapdesk.figures import columns
from lapdesk.figures.adding import Adding
from lapdesk.figures.catalogue import BY_CODE
from lapdesk.figures.consolidate import SummaryFigures, Whole
from lapdesk.figures.gathering import Gathering, together
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity

# Sums, rates, jobs as fractions, medians, unions, figures of the committee alone, unknown ones.
CODES = ("A1", "W6", "R5", "M5", "H2.fte", "S4", "R7", "A4", "N1", "P1", "Q3", "Z9")
randoms = st.integers(0, 2**32).map(Random)


def number(by: Random) -> Quantity:
    low = by.randint(0, 9)
    return by.choice([
        Quantity(by.randint(0, 10**12 - 1)),
        Quantity(by.randint(-50, 50), by.randint(0, 20)),
        Quantity(None, hidden=True),
        Quantity(None, hidden=True, interval=(low, low + 4)),
        Quantity(None, 7),
    ])  # fmt: skip


def some(by: Random, of: str) -> list[str]:
    return sorted(by.sample(of, by.randint(0, len(of))))


def figures(by: Random) -> list[Figure]:
    """Each figure once, with and without cuts, in the order in which a file has them."""
    made = []
    for code in CODES:
        told = BY_CODE.get(code)
        title, unit = (told.title, told.unit) if told else (code, "person")
        total, kept = number(by), by.random() < 0.9
        known = by.choice([None, Quantity(None, 9), Quantity(by.randint(0, 9), 9)])
        extra = {"communes": some(by, "ABC"), "others": 2} if code == "A4" else None
        for name in (None, *by.choice([(), ("sex",), ("axis", "sex")])):
            cells = tuple(Cell(key, by.choice("eé"), number(by)) for key in some(by, "abcd"))
            cut = Breakdown(name, cells) if name else None
            made.append(Figure(code, title, unit, total, known, cut, kept, extra=extra))
    return made


@given(randoms)
def test_figures_come_back_as_they_were(by: Random) -> None:
    several = figures(by)
    found = columns.unpacked(columns.packed({"number": 3, "signer": "Awa É"}, several))
    assert list(found.figures()) == several
    assert found.document == {"number": 3, "signer": "Awa É"}
    wanted = found.figures(frozenset({("A1", None)}))
    assert list(wanted) == [f for f in several if f.code == "A1" and f.by is None]


@given(randoms)
def test_they_add_up_as_one_by_one(by: Random) -> None:
    gathering = Gathering()
    adding = Adding(gathering)
    several = [figures(by) for _time in range(by.randint(1, 5))]
    for place, one in enumerate(several):
        adding.add(f"a{place}", f"A {place}", columns.unpacked(columns.packed({}, one)))
    adding.finish()
    summaries = [SummaryFigures(f"a{n}", one, f"A {n}") for n, one in enumerate(several)]
    expected = together(map(Whole.of, summaries))
    assert gathering.whole() == expected
    assert gathering.whole().figures(9) == expected.figures(9)
