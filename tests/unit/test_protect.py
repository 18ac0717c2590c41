"""Small-number protection of single tables: the rule itself, its examples, its limits."""

from __future__ import annotations

import json

import pytest

from lapdesk import paths
from lapdesk.errors import LapdeskError
from lapdesk.figures import bands
from lapdesk.figures.audit import release
from lapdesk.figures.protect import ABOUT_PEOPLE, AMOUNTS, Rules, small_cells
from lapdesk.figures.results import Breakdown, Cell, Figure, Quantity, shown


def cut(name: str, **cells: int | Quantity) -> Breakdown:
    made = {k: v if isinstance(v, Quantity) else Quantity(v) for k, v in cells.items()}
    return Breakdown(name, tuple(Cell(k, k, q) for k, q in made.items()))


# A release with nothing readable is refused; this one always is.
READABLE = Figure("P1", "", "action", Quantity(9))


def protect(figures: list[Figure], rules: Rules | None = None) -> list[Figure]:
    return release([*figures, READABLE], rules)[:-1]


def one(code: str, total: Quantity, by: Breakdown | None = None, unit: str = "person") -> Figure:
    return protect([Figure(code, "", unit, total, by=by)])[0]


def intervals(figure: Figure) -> dict[str, tuple[int, int] | None]:
    assert figure.by is not None
    return {c.key: c.quantity.interval for c in figure.by.cells if c.quantity.hidden}


def test_example_3_hides_the_lone_small_cell_and_the_one_beside_it() -> None:
    found = one("A1", Quantity(26), cut("sex", F=23, M=3, NS=0))
    assert found.total == Quantity(26)
    assert intervals(found) == {"M": (1, 4), "F": (22, 25)}
    assert found.by is not None
    assert [shown(c.quantity, "person") for c in found.by.cells][1:] == ["< 5", "0"]


def test_two_small_cells_hide_each_other() -> None:
    found = one("W4", Quantity(50), cut("kind", a=3, b=2, c=45))
    assert intervals(found) == {"a": (1, 4), "b": (1, 4)}


def test_a_small_total_is_hidden_and_nothing_stays_nothing() -> None:
    assert one("A2", Quantity(4)).total == Quantity(None, hidden=True, interval=(1, 4))
    assert one("A2", Quantity(5)).total == Quantity(5)
    assert one("A2", Quantity(0)).total == Quantity(0)


def test_amounts_are_hidden_by_the_people_behind_them_and_sessions_are_not() -> None:
    for code in ("S1", "S2", "W6"):
        assert one(code, Quantity(900, people=4)).total.hidden
        assert not one(code, Quantity(900, people=5)).total.hidden
        assert not one(code, Quantity(900, people=0)).total.hidden
    assert not one("W1", Quantity(2)).total.hidden
    assert not one("W2", Quantity(2, 3)).total.hidden
    assert one("W5", Quantity(1635, 1800, people=3)).total.hidden


def test_shares_need_a_base_of_ten_and_their_people_are_people() -> None:
    assert one("R5", Quantity(4, 9), unit="percent").total.hidden
    assert not one("R5", Quantity(1, 10), unit="percent").total.hidden
    assert not one("R5", Quantity(0, 0), unit="percent").total.hidden
    assert one("A6", Quantity(3, 40), unit="percent").total.hidden
    # 40 of 43 tells as surely as 3 of 43 that three are otherwise.
    assert one("A6", Quantity(40, 43), unit="percent").total.hidden
    assert not one("A6", Quantity(43, 43), unit="percent").total.hidden


def test_medians_need_five_cases() -> None:
    assert one("S4", Quantity(12, 1, people=4), unit="day").total.hidden
    assert not one("S4", Quantity(12, 1, people=5), unit="day").total.hidden
    assert not one("Q2", Quantity(12, 1, people=2), unit="day").total.hidden


def test_only_communes_with_enough_people_are_named() -> None:
    extra = {"communes": ["94028", "94041", "94080"], "others": 0,
             "people": {"94028": 9, "94041": 2, "94080": 5}}  # fmt: skip
    found = protect([Figure("A4", "", "percent", Quantity(3, 47), extra=extra)])[0]
    assert found.extra == {"communes": ["94028", "94080"], "others": 1}


def test_what_a_file_shows_although_small_is_listed() -> None:
    plain = Figure("A1", "", "person", Quantity(26), by=cut("sex", F=23, M=3))
    assert small_cells([plain]) == [("A1", "M")]
    assert small_cells(protect([plain])) == []


def test_what_is_not_followed_is_left_alone() -> None:
    figure = Figure("A1", "", "person", Quantity(None), kept=False)
    assert protect([figure]) == [figure]


def test_thresholds_are_raised_never_lowered() -> None:
    assert protect([Figure("A1", "", "person", Quantity(8))], Rules(10))[0].total.hidden
    for low in ((4, 10, 5), (5, 9, 5), (5, 10, 4)):
        with pytest.raises(LapdeskError) as refused:
            Rules(*low)
        assert refused.value.code == "LD-291"


def test_the_codes_are_those_of_the_reference() -> None:
    file = paths.resources() / "reference" / "indicators.json"
    shipped = json.loads(file.read_text("utf-8"))["indicators"]
    assert {i["code"] for i in shipped if i["about_people"]} == ABOUT_PEOPLE
    assert {i["code"] for i in shipped if i.get("hidden_below_people") == 5} == AMOUNTS


def test_bands_are_rolled_up_for_a_small_association() -> None:
    ages = cut("age_band", A00=0, A16=2, A18=4, A26=3, A30=6, A55=3, A61=5, A65=4, NS=3)
    where = cut("commune", **{"94028": 12, "94041": 6, "94080": 4, "75113": 8})
    figures = [Figure("A1", "", "person", Quantity(30), by=by) for by in (ages, where)]
    into = bands.groups(figures, Rules(), home="94028")
    age, place = (bands.regroup(f, into).by for f in figures)
    assert age is not None
    assert place is not None
    assert [(c.key, c.quantity.numerator) for c in age.cells] == [
        ("LT26", 6), ("26_60", 12), ("GT60", 9), ("NS", 3)
    ]  # fmt: skip
    assert [(c.key, c.quantity.numerator) for c in place.cells] == [
        ("94028", 12), ("DEPARTMENT", 10), ("OUTSIDE", 8)
    ]  # fmt: skip


def test_workshops_keep_the_communes_where_they_take_place() -> None:
    sessions = Figure("W1", "", "session", Quantity(9), by=cut("commune", **{"94041": 9}))
    assert bands.regroup(sessions, {"commune": {"94041": "DEPARTMENT"}}) == sessions
