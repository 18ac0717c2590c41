"""Every indicator agrees with the shipped list and says in words what it is."""

from __future__ import annotations

import re

import pytest

from lapdesk.figures.catalogue import BY_CODE, EVERY, chosen
from lapdesk.figures.explain import breakdown_label, definition, explain, unit_label
from lapdesk.figures.indicator import BREAKDOWNS, Indicator
from lapdesk.figures.results import DECIMALS, Figure, Quantity
from lapdesk.models import lists

SHIPPED = {i["code"]: i for i in lists.reference("indicators")["indicators"]}
# A5 has parts only.
GROUPED = {"A": 6, "S": 6, "R": 8, "W": 10, "M": 7, "P": 7, "N": 6, "F": 4, "H": 3, "Q": 3}
CODES = [f"{letter}{n + 1}" for letter, most in GROUPED.items() for n in range(most)]
UNITS = {"%": "percent", "month": "month"}
# The shipped list's words for breakdowns.
WORDS = {
    "b1": "sex", "b2": "age_band", "b3": "commune", "b4": "axis", "b5": "action", "b6": "theme",
    "b7": "kind", "actor kind": "actor_kind", "meeting kind": "meeting_kind",
}  # fmt: skip
# Where a name is another figure's already, and a breakdown that the formula alone names.
OWN = {
    ("W7", "field"): "asl_field", ("W9", "reason"): "exit_reason",
    ("P5", "channel"): "relay_channel",
    ("N1", "kind"): "actor_kind", ("N2", "kind"): "link_kind", ("N6", "kind"): "actor_kind",
}  # fmt: skip
MORE = {"W8": {"skill"}, "P1": {"state"}}
# Parts that have the figure's breakdowns, too.
ALIKE = {"W3.waiting", "S5.solved", "M4.before", "P5.covered", "P6.none", "N3.several"}
# Communes and actors are united; the first of a pair of R6 is the association itself. Shares of
# one whole are added as shares (F1).
UNITED = {"A4", "Q3", "R6", "F1", "F1.own"}
# The plan, the network and their meetings are the same for all: the committee's own, not added.
SHARED = {f"P{n}" for n in (1, 2, 3, 4, 5, 7)} | {f"N{n + 1}" for n in range(6)}
CONSOLIDATION = {
    "sum": {"sum"},
    "rate": {"sum of n / sum of d", "weighted mean (sum of values / sum of cases)"},
    "none": {"not consolidated"},
}


def shipped_breakdowns(code: str) -> set[str]:
    found = re.findall(r"(?:actor|meeting) kind|\w+", SHIPPED[code]["breakdown"])
    named = {OWN.get((code, word), WORDS.get(word, word)) for word in found}
    return named | MORE.get(code, set())


def figure(indicator: Indicator, total: Quantity, **more: object) -> Figure:
    return Figure(indicator.code, indicator.title, indicator.unit, total, **more)  # type: ignore[arg-type]


def test_every_code_of_the_shipped_list_is_there_once_in_order() -> None:
    assert sorted(CODES) == sorted(SHIPPED)
    assert len(CODES) == lists.reference("indicators")["count"]
    assert list(dict.fromkeys(i.base for i in EVERY)) == CODES
    assert {i.base for i in EVERY if i.code == i.base} == {*CODES} - {"A5"}
    assert len(BY_CODE) == len(EVERY)


@pytest.mark.parametrize("code", CODES)
def test_units_are_those_of_the_shipped_list(code: str) -> None:
    told = [UNITS.get(unit, unit) for unit in SHIPPED[code]["unit"].split(", ")]
    mine = {i.unit for i in EVERY if i.base == code}
    assert next(i for i in EVERY if i.base == code).unit in told
    # Mentees a mentor are a mean beside a count, and the money of F1 stands beside its shares.
    assert mine <= {*told, "number"}


@pytest.mark.parametrize("indicator", EVERY, ids=lambda i: i.code)
def test_an_indicator_agrees_with_the_shipped_list(indicator: Indicator) -> None:
    told = SHIPPED[indicator.base]
    # A part may be a share of a count, or a count beside a share.
    if indicator.base in SHARED:
        assert indicator.consolidation == "own"
    elif indicator.code not in UNITED and indicator.base not in ("M7", "W3", "S5"):
        assert told["consolidation"] in CONSOLIDATION[indicator.consolidation]
    if not indicator.part or indicator.code in ALIKE or indicator.base == "A5":
        assert set(indicator.breakdowns) == shipped_breakdowns(indicator.base)
    assert indicator.about_people == told["about_people"]
    assert indicator.hidden_below_people == ("hidden_below_people" in told)
    if indicator.about_people and indicator.base != "A4":
        assert indicator.people
    assert set(indicator.breakdowns) <= BREAKDOWNS.keys()
    assert set(indicator.modules) <= lists.get("module").entries.keys()


@pytest.mark.parametrize("indicator", EVERY, ids=lambda i: i.code)
def test_an_indicator_says_what_it_counts(indicator: Indicator) -> None:
    assert indicator.title
    assert indicator.counts.endswith(".")
    assert bool(indicator.over) == (indicator.denominator is not None) or indicator.unit == "day"
    assert indicator.unit in DECIMALS or unit_label(indicator.unit)
    assert definition(indicator.code).startswith(indicator.counts)


def test_lists_of_breakdowns_exist() -> None:
    for name, (_label, of) in BREAKDOWNS.items():
        assert breakdown_label(name)
        assert of is None or lists.get(of).entries


def test_a_share_shows_its_two_parts_in_their_own_unit() -> None:
    told = explain(figure(BY_CODE["W5"], Quantity(1635, 1800, 15)))
    assert [part.shown for part in told.parts] == ["27.25\u00a0h", "30.00\u00a0h"]
    assert [part.words for part in told.parts] == [BY_CODE["W5"].counts, BY_CODE["W5"].over]
    assert told.definition.endswith(BY_CODE["W5"].over)
    known = explain(figure(BY_CODE["R5"], Quantity(41, 60, 30), known=Quantity(60, 80)))
    assert [part.shown for part in known.parts] == ["41", "60", "75.0%"]


def test_what_is_hidden_or_not_followed_shows_no_part() -> None:
    hidden = Quantity(3, None, 3).hide(1, 4)
    assert explain(figure(BY_CODE["A1"], hidden)).parts == ()
    assert explain(figure(BY_CODE["W1"], Quantity(None), kept=False)).parts == ()


def test_rules_of_adding_and_hiding_are_told() -> None:
    a1, s1, r3 = (explain(figure(BY_CODE[c], Quantity(1, None))) for c in ("A1", "S1", "R3"))
    assert "counts twice" in a1.together
    assert "< 5" in a1.protection
    assert "1 to 4 people" in s1.protection
    assert "never averaged" in r3.together
    assert "fewer than 10" in r3.protection
    assert explain(figure(BY_CODE["W1"], Quantity(1))).protection == ""
    assert explain(figure(BY_CODE["Q2"], Quantity(5, 2, 4))).parts[0].shown == "4"


def test_the_committee_s_own_figure_is_not_an_association_s() -> None:
    assert "Q3" not in [i.code for i in chosen()]
