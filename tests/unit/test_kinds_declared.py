"""Exact numbers, the boxes of a declared sheet, hours, what was answered to a survey."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapdesk import i18n
from lapdesk.models.kinds import Decimal, Kind, Malformed
from lapdesk.models.kinds_declared import FEWER, Box, Hours, SurveyAnswers

ONE_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@pytest.mark.parametrize(
    ("kind", "typed", "value", "shown"),
    [
        (Decimal(), "0,3", "0.3", "0,3"),
        (Decimal(), " 3 200 ", "3200", "3200"),
        (Decimal(), "1 365 000,50", "1365000.5", "1365000,5"),
        (Decimal(), "−1,25", "-1.25", "-1,25"),
        (Decimal(), "-0", "0", "0"),
        (Decimal(), "007.10", "7.1", "7,1"),
        (Box(), "43", 43, "43"),
        (Box(), "< 5", FEWER, "< 5"),
        (Box(), "<5", FEWER, "< 5"),
        (Box(), "Moins de 5", FEWER, "< 5"),
        (Box(people=True), "0", 0, "0"),
        (Box(people=True), "5", 5, "5"),
        (Box(number=Hours()), "120", 7_200, "120:00"),
        (Box(number=Hours()), "12,5", 750, "12:30"),
        (Box(number=Hours()), "12 h 30", 750, "12:30"),
        (Box(number=Hours()), "12:30", 750, "12:30"),
        (Box(number=Hours()), "0,01", 1, "0:01"),
        (Box(number=Hours()), "<5", FEWER, "< 5"),
    ],
)
def test_what_is_typed_is_read_and_shown(kind: Kind, typed: str, value: Any, shown: str) -> None:
    assert kind.parse(typed) == value
    assert kind.check(value) == value
    assert kind.show(value) == shown
    assert kind.from_row(kind.to_row(value)) == value
    assert kind.parse(shown) == value


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (Decimal(), 0.3, "LD-104"),
        (Decimal(), True, "LD-104"),
        (Decimal(), "1e3", "LD-104"),
        (Decimal(), "1,5", "LD-104"),
        (Decimal(), "٣", "LD-104"),
        (Decimal(), "", "LD-104"),
        (Decimal(), "1" * 13, "LD-107"),
        (Box(), "fewer", "LD-104"),
        (Box(), -1, "LD-107"),
        (Box(), True, "LD-104"),
        (Box(people=True), 1, "V35"),
        (Box(people=True), 4, "V35"),
        (SurveyAnswers(), [], "LD-104"),
        (SurveyAnswers(), {"": "x"}, "LD-104"),
        (SurveyAnswers(), {"a b": "x"}, "LD-104"),
        (SurveyAnswers(), {"Q1": 1.5}, "LD-104"),
        (SurveyAnswers(), {"Q1": {"a": 1}}, "LD-104"),
        (SurveyAnswers(), {"Q1": "a\x07"}, "LD-110"),
        (SurveyAnswers(), {"Q1": "x" * 1001}, "LD-106"),
        (SurveyAnswers(), {"Q1": [str(n) for n in range(61)]}, "LD-107"),
        (SurveyAnswers(), {f"Q{n}": "x" for n in range(81)}, "LD-104"),
    ],
)
def test_what_is_not_so_is_refused(kind: Kind, value: Any, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        kind.check(value)
    assert caught.value.code == code
    assert caught.value.message


@given(st.integers(-(10**6), 10**6), st.integers(0, 5))
def test_an_exact_number_has_one_form(whole: int, places: int) -> None:
    kind = Decimal()
    text = f"{whole}.{'0' * places}" if places else str(whole)
    assert kind.check(text) == kind.check(whole) == str(whole)
    assert kind.check(kind.check(text)) == kind.check(text)


def test_answers_have_one_form() -> None:
    i18n.use("en")
    kind = SurveyAnswers()
    said = {"Q4": ["AX2", "AX1", "AX2"], "Q3": 12, "Q1": "ASSO", "Q6": [], "Q7": None, "Q8": "  "}
    kept = {"Q1": ["ASSO"], "Q3": ["12"], "Q4": ["AX2", "AX1"], "Q6": []}
    assert kind.check(said) == kept
    assert kind.check(kept) == kept
    assert kind.from_row(kind.to_row(kept)) == kept
    assert kind.typed('{"Q1": "ASSO"}') == {"Q1": ["ASSO"]}
    assert kind.check({"Q7": None}) is None
    assert kind.show(kept) == "Q1: ASSO; Q3: 12; Q4: AX2, AX1; Q6: —"
    for broken in ("{", "[" * 100_000, "nothing"):
        with pytest.raises(Malformed, match="LD-104"):
            kind.typed(broken)


@given(st.dictionaries(st.sampled_from(["Q1", "Q2", "a-b"]), st.lists(ONE_LINE, max_size=4)))
def test_answers_checked_twice_are_the_same(said: dict[str, list[str]]) -> None:
    kind = SurveyAnswers()
    once = kind.check(said)
    assert once is None or kind.check(once) == once
