"""Several associations as one: the numbers of the domain model, and any order or grouping."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk.figures.audit import release
from lapdesk.figures.consolidate import SummaryFigures, Whole, consolidate
from lapdesk.figures.explain import explain
from lapdesk.figures.results import (
    Breakdown,
    Cell,
    Figure,
    Quantity,
    figure_json,
    shown,
    value,
)
from lapdesk.reports import reading
from tests.unit.small_associations import HOME, association, tables

SMALL = Quantity(None, hidden=True, interval=(1, 4))
UNKNOWN = Quantity(None, hidden=True)


def sent(*figures: Sequence[Figure]) -> list[SummaryFigures]:
    return [SummaryFigures(f"a{i}", list(f), f"Association {i}") for i, f in enumerate(figures)]


def each(code: str, unit: str, *parts: Quantity | None) -> list[SummaryFigures]:
    """One figure of several associations; None where it is not followed."""
    return sent(*(
        [Figure(code, "", unit, Quantity(None), kept=False)] if q is None
        else [Figure(code, "", unit, q)] for q in parts
    ))  # fmt: skip


def find(figures: Sequence[Figure], code: str, name: str = "") -> Figure:
    return next(f for f in figures if f.code == code and (f.by.name if f.by else "") == name)


def test_example_4_a_rate_is_the_sum_of_its_parts() -> None:
    found = find(consolidate(each("R5", "percent", Quantity(40, 50), Quantity(1, 10)), 2), "R5")
    assert found.total == Quantity(41, 60)
    assert value(found.total, "percent") == "68.3"


def test_example_5_a_hidden_part_makes_an_interval() -> None:
    found = find(consolidate(each("A1", "person", Quantity(12), SMALL, Quantity(30)), 3), "A1")
    assert found.total.interval == (43, 46)
    assert shown(found.total, "person") == "between 43 and 46"
    assert found.associations == (3, 3)


def test_a_hidden_rate_is_left_out_and_the_count_says_so() -> None:
    parts = each("R5", "percent", Quantity(40, 50), UNKNOWN, Quantity(0, 0))
    found = find(consolidate(parts, 4), "R5")
    assert found.total == Quantity(40, 50)
    assert found.associations == (2, 4)
    alone = find(consolidate(each("R5", "percent", UNKNOWN), 4), "R5")
    assert alone.total.hidden
    assert alone.associations == (0, 4)


def test_an_amount_without_bounds_is_left_out_too() -> None:
    found = find(consolidate(each("W6", "hour", Quantity(600), UNKNOWN), 2), "W6")
    assert (found.total, found.associations) == (Quantity(600), (1, 2))


def test_not_followed_is_not_zero() -> None:
    found = find(consolidate(each("W4", "person", Quantity(12), None, Quantity(0)), 5), "W4")
    assert (found.total, found.associations, found.kept) == (Quantity(12), (2, 5), True)
    none = find(consolidate(each("W4", "person", None, None), 5), "W4")
    assert not none.kept
    assert shown(none.total, none.unit, kept=none.kept) == "not followed"


def test_medians_stay_apart() -> None:
    found = find(
        consolidate(each("Q2", "day", Quantity(3, 1), Quantity(9, 2)), 2), "Q2", "association"
    )
    assert shown(found.total, "day") == "—"
    assert found.by is not None
    assert [(c.label, value(c.quantity, "day")) for c in found.by.cells] == [
        ("Association 0", "3.0"), ("Association 1", "4.5")
    ]  # fmt: skip


def communes(total: Quantity, others: int | None, *named: str) -> list[Figure]:
    extra = {"communes": list(named), "others": others}
    return [Figure("A4", "", "percent", total, extra=extra)]


def test_communes_are_united_and_those_not_named_make_an_interval() -> None:
    parts = sent(
        communes(Quantity(4, 47), 2, "94028", "94041"),
        communes(Quantity(2, 47), 0, "94041", "94080"),
    )
    found = find(consolidate(parts, 2), "A4")
    assert found.total.interval == (4, 5)
    assert found.extra == {"communes": ["94028", "94041", "94080"], "others": 2}
    exact = find(consolidate(parts[1:], 2), "A4")
    assert exact.total == Quantity(2, 47)


def test_a_withheld_breakdown_counts_in_no_line() -> None:
    shown_ = Breakdown("sex", (Cell("F", "Woman", Quantity(20)), Cell("M", "Man", Quantity(9))))
    parts = sent(
        [Figure("A1", "", "person", Quantity(29), by=shown_)],
        [Figure("A1", "", "person", Quantity(7), by=Breakdown("sex", ()))],
    )
    found = find(consolidate(parts, 2), "A1", "sex")
    assert (found.total, found.associations) == (Quantity(29), (1, 2))


def test_finer_cells_are_brought_to_the_coarsest() -> None:
    fine = Breakdown("age_band", tuple(
        Cell(k, k, Quantity(n)) for k, n in (("A16", 5), ("A18", 6), ("A26", 9), ("NS", 0))
    ))  # fmt: skip
    rolled = Breakdown("age_band", (Cell("LT26", "", SMALL), Cell("26_60", "", Quantity(8))))
    parts = sent(
        [Figure("A1", "", "person", Quantity(20), by=fine)],
        [Figure("A1", "", "person", Quantity(12), by=rolled)],
    )
    found = find(consolidate(parts, 2), "A1", "age_band")
    assert found.by is not None
    cells = {c.key: c.quantity for c in found.by.cells}
    assert cells["LT26"].interval == (12, 15)
    assert cells["26_60"] == Quantity(17)
    among = {c.key: c.associations for c in found.by.cells}
    assert among == {"LT26": 2, "26_60": 2, "NS": 1}
    assert list(cells)[-1] == "NS"


def test_cells_are_named_in_the_words_of_who_reads() -> None:
    def cut(name: str, *cells: tuple[str, str]) -> Figure:
        told = tuple(Cell(key, label, Quantity(7)) for key, label in cells)
        return Figure("S1", "S1", "act", Quantity(14), by=Breakdown(name, told))

    made = consolidate(sent([
        cut("channel", ("DESK", "Schalter"), ("LATER", "Später")),
        cut("axis", ("AX1", "Recht"), ("NS", "Unbekannt")),
    ]), expected=1)  # fmt: skip
    for name in ("channel", "axis"):
        by = find(made, "S1", name).by
        assert by is not None
        told = {cell.key: cell.label for cell in by.cells}
        assert not {"Schalter", "Unbekannt"} & set(told.values()), told
        # A code of a later version is called what its file calls it.
        assert told.get("LATER", "Später") == "Später"
        assert told.get("NS", "Not stated") == "Not stated"


def attention(women: Quantity, known: Quantity | None, first: Quantity) -> list[Figure]:
    """A5.women in total and by axis."""
    by = Breakdown("axis", (Cell("AX1", "", first), Cell("AX2", "", UNKNOWN)))
    return [
        Figure("A5.women", "", "percent", women, known=known),
        Figure("A5.women", "", "percent", women, known=known, by=by),
    ]


def test_a_known_rate_is_over_the_associations_of_its_share() -> None:
    both = attention(Quantity(24, 34), Quantity(34, 35), Quantity(9, 12))
    # Its share is hidden, its known rate is not: it says nothing of the share of the others.
    only_known = attention(UNKNOWN, Quantity(35, 35), UNKNOWN)
    told = find(consolidate(sent(both, only_known), 2), "A5.women")
    assert (told.total, told.known) == (Quantity(24, 34), Quantity(34, 35))
    # Its share is told, its known rate is not: of both together nobody can say it.
    only_share = attention(Quantity(16, 45), None, Quantity(6, 20))
    partly = find(consolidate(sent(both, only_share), 2), "A5.women")
    assert (partly.total, partly.known) == (Quantity(40, 79), UNKNOWN)
    assert figure_json(partly)["known"] is None
    assert "some of these associations hide" in explain(partly).parts[-1].words


def test_a_part_that_rests_on_other_associations_never_stands_above_its_whole() -> None:
    told = attention(Quantity(7, 35), None, Quantity(5, 30))
    hidden = attention(UNKNOWN, None, Quantity(7, 37))
    found = find(consolidate(sent(told, hidden, hidden), 3), "A5.women", "axis")
    assert found.by is not None
    first, second = found.by.cells
    assert (found.total, found.associations) == (Quantity(7, 35), (1, 3))
    assert (first.associations, first.apart, first.quantity) == (3, True, UNKNOWN)
    assert (second.associations, second.apart) == (0, False)
    assert reading.cell_said(found, first) == "not comparable (3 assoc.)"
    written = figure_json(found)["by"]["cells"][0]
    assert (written["shown"], written["value"], written["associations"]) == (
        "not comparable", None, 3,
    )  # fmt: skip


def test_a_line_says_on_how_many_associations_it_rests_where_its_total_rests_on_others() -> None:
    parts = [attention(Quantity(20, 40), None, cell) for cell in (Quantity(9, 20), UNKNOWN)]
    found = find(consolidate(sent(*parts), 2), "A5.women", "axis")
    assert found.by is not None
    assert reading.cell_said(found, found.by.cells[0]) == "45.0% (1 assoc.)"
    whole = find(consolidate(sent(parts[0]), 1), "A5.women", "axis")
    assert whole.by is not None
    assert reading.cell_said(whole, whole.by.cells[0]) == "45.0%"


def test_full_time_jobs_add_up() -> None:
    found = find(
        consolidate(each("H2.fte", "FTE", Quantity(300, 1000), Quantity(100, 500)), 2), "H2.fte"
    )
    assert value(found.total, "FTE") == "0.50"


def test_associations_included_are_a_share_of_those_expected() -> None:
    found = find(consolidate(each("A1", "person", Quantity(12), Quantity(8)), 3), "Q3")
    assert (found.total, found.associations) == (Quantity(2, 3), (2, 3))


def test_an_association_is_counted_once() -> None:
    whole = Whole.of(SummaryFigures("a", [Figure("A1", "", "person", Quantity(9))]))
    with pytest.raises(ValueError, match="twice"):
        whole + whole


def test_the_same_published_figures_give_the_same_report_whatever_they_hide() -> None:
    def with_men(n: int) -> list[Figure]:
        cells = (Cell("F", "", Quantity(26 - n)), Cell("M", "", Quantity(n)))
        return release([Figure("A1", "", "person", Quantity(26), by=Breakdown("sex", cells))])

    reports = [consolidate(sent(with_men(n), with_men(3)), 2) for n in (1, 2, 3, 4)]
    assert all(report == reports[0] for report in reports)
    found = find(reports[0], "A1", "sex")
    assert found.total == Quantity(52)
    assert found.by is not None
    assert {c.key: c.quantity.interval for c in found.by.cells} == {"F": (44, 50), "M": (2, 8)}


quantities = st.one_of(
    st.integers(0, 500).map(Quantity),
    st.just(SMALL),
    st.tuples(st.integers(5, 40), st.integers(0, 9)).map(
        lambda t: Quantity(None, hidden=True, interval=(t[0], t[0] + t[1]))
    ),
    st.just(UNKNOWN),
    st.none(),
)
rates = st.one_of(
    st.tuples(st.integers(0, 90), st.integers(0, 90)).map(lambda t: Quantity(min(t), max(t))),
    st.just(UNKNOWN),
    st.none(),
)


@given(st.lists(quantities, min_size=1, max_size=8), st.lists(rates, min_size=1, max_size=8))
def test_sums_and_rates_are_those_of_an_oracle(
    counts: list[Quantity | None], shares: list[Quantity | None]
) -> None:
    total = find(consolidate(each("A1", "person", *counts), 9), "A1")
    told = [q for q in counts if q is not None and q is not UNKNOWN]
    low = sum(q.interval[0] if q.interval else (q.numerator or 0) for q in told)
    high = sum(q.interval[1] if q.interval else (q.numerator or 0) for q in told)
    assert total.associations == (len(told), 9)
    if told and any(q.hidden for q in told):
        assert total.total.interval == (low, high)
    elif told:
        assert total.total == Quantity(low)
    rate = find(consolidate(each("R5", "percent", *shares), 9), "R5")
    known = [q for q in shares if q is not None and not q.hidden]
    over = sum(q.denominator or 0 for q in known)
    if over:
        exact = Fraction(sum(q.numerator or 0 for q in known), over)
        assert Fraction(rate.total.numerator or 0, rate.total.denominator or 1) == exact


def test_any_order_and_any_grouping_give_the_same_report() -> None:
    random = Random(7)
    summaries = [
        SummaryFigures(f"a{i}", release(tables(association(random)), home=HOME), f"Name {i}")
        for i in range(6)
    ]
    expected = consolidate(summaries, 8)
    for _trial in range(12):
        parts = [Whole.of(s) for s in summaries]
        random.shuffle(parts)
        while len(parts) > 1:
            one = parts.pop(random.randrange(len(parts)))
            other = parts.pop(random.randrange(len(parts)))
            parts.insert(random.randint(0, len(parts)), one + other)
        assert parts[0].figures(8) == expected
