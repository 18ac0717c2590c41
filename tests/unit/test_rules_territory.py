"""Closed portraits stay, shares have their base, a survey is answered as it was asked."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from lapdesk.models import rules
from tests.unit.shelf import Shelf, codes

SURVEY, ACTOR = str(uuid4()), str(uuid4())


def figure(edition: str, **more: Any) -> dict[str, Any]:
    return {
        "code": "immigrants", "edition": edition, "theme": "POP", "en": "immigrants",
        "fr": "personnes immigrées", "value": "276000", "unit": "PERSON", "scope": "94",
        "source": "Insee", **more,
    }  # fmt: skip


def test_b16_a_figure_of_a_closed_edition_stays() -> None:
    shelf = Shelf()
    old = shelf.keep("PortraitEdition", title="2018", year=2018, state="CLOSED")
    new = shelf.keep("PortraitEdition", title="2026", year=2026, state="OPEN")
    kept = shelf.keep("PortraitFigure", **figure(old))
    assert codes(shelf.write("PortraitFigure", kept, value="1")) == ["LD-183"]
    assert codes(shelf.write("PortraitFigure", kept, edition=new)) == ["LD-183"]
    assert codes(shelf.write("PortraitFigure", **figure(old, code="other"))) == ["LD-183"]
    assert codes(shelf.remove("PortraitFigure", kept)) == ["LD-183"]
    assert codes(shelf.remove("PortraitEdition", old)) == ["LD-183"]
    assert shelf.write("PortraitFigure", kept, value="276000") == []
    assert shelf.write("PortraitFigure", **figure(new)) == []
    (beside,) = shelf.find("PortraitFigure", edition=new)
    assert codes(shelf.write("PortraitFigure", beside["id"], edition=old)) == ["LD-183", "V29"]
    assert shelf.remove("PortraitFigure", beside["id"]) == []
    assert codes(shelf.write("PortraitEdition", old, state="OPEN")) == ["V20"]
    assert shelf.write("PortraitEdition", new, state="CLOSED") == []


@pytest.mark.parametrize("scope", ["FR", "94", "2A", "971", "94081"])
def test_a_figure_is_of_a_place_that_is_known(scope: str) -> None:
    shelf = Shelf()
    edition = shelf.keep("PortraitEdition", title="2026", year=2026, state="OPEN")
    assert shelf.write("PortraitFigure", **figure(edition, scope=scope)) == []
    assert codes(shelf.write("PortraitFigure", **figure(edition, scope="XX", code="b"))) == ["V14"]


def test_v36_a_share_has_a_base_that_holds_it() -> None:
    shelf = Shelf()
    result: dict[str, Any] = {
        "survey_edition": SURVEY, "code": "axis_rights", "kind": "SHARE", "fr": "droits",
    }  # fmt: skip
    assert shelf.write("SurveyResult", **result, value="58.1", numerator=36, denominator=62) == []
    assert codes(shelf.write("SurveyResult", **result, numerator=36)) == ["V36"]
    found = shelf.write("SurveyResult", **result, numerator=63, denominator=62)
    assert [(p.code, p.message) for p in found] == [
        ("V36", "63 out of 62: the part is more than the whole.")
    ]
    assert shelf.write("SurveyResult", **result, value="59") == []


def test_a_structure_answers_a_survey_once() -> None:
    shelf = Shelf()
    shelf.keep("Actor", id=ACTOR, name="Maison du Parc")
    answer: dict[str, Any] = {"survey_edition": SURVEY, "actor": ACTOR, "answers": {"Q1": "ASSO"}}
    assert shelf.write("SurveyAnswer", **answer) == []
    assert codes(shelf.write("SurveyAnswer", **answer)) == ["LD-182"]
    (kept,) = shelf.find("SurveyAnswer", actor=ACTOR)
    assert kept["answers"] == {"Q1": ["ASSO"]}
    assert shelf.write("SurveyAnswer", kept["id"], answers={"Q1": "NGO"}) == []
    assert shelf.write("SurveyAnswer", **{**answer, "survey_edition": str(uuid4())}) == []


@pytest.fixture
def asked() -> Shelf:
    shelf = Shelf()
    for code, kind, more in (
        ("Q1", "ONE", {"list": "actor_kind"}),
        ("Q2", "YES_NO", {}),
        ("Q3", "NUMBER", {}),
        ("Q4", "SEVERAL", {"choices": ["matin", "soir"]}),
        ("Q5", "TEXT", {}),
        ("Q6", "ACTORS", {}),
    ):
        question: dict[str, Any] = {
            "survey_edition": SURVEY,
            "code": code,
            "kind": kind,
            "fr": code,
            **more,
        }
        assert shelf.write("SurveyQuestion", **question) == []
    return shelf


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"Q1": "ASSO", "Q2": "YES", "Q3": 12, "Q4": ["soir", "matin"], "Q5": "…"}, []),
        ({"Q4": [], "Q6": ["Maison du Parc", "CAF"]}, []),
        ({"Q9": "x"}, ["LD-105"]),
        ({"Q1": "PIGEON"}, ["LD-105"]),
        ({"Q1": ["ASSO", "NGO"]}, ["LD-107"]),
        ({"Q2": "MAYBE"}, ["LD-105"]),
        ({"Q3": "twelve"}, ["LD-107"]),
        ({"Q4": ["nuit"]}, ["LD-105"]),
    ],
)
def test_what_is_answered_is_what_was_asked(asked: Shelf, answers: Any, said: list[str]) -> None:
    found = asked.write("SurveyAnswer", survey_edition=SURVEY, actor=ACTOR, answers=answers)
    assert codes(found) == said


def test_a_question_has_a_code_of_its_own_and_answers_to_choose_from(asked: Shelf) -> None:
    one: dict[str, Any] = {"survey_edition": SURVEY, "code": "Q7", "kind": "ONE", "fr": "x"}
    assert codes(asked.write("SurveyQuestion", **{**one, "code": "Q1", "list": "axis"})) == ["V29"]
    assert codes(asked.write("SurveyQuestion", **one, list="pigeons")) == ["LD-105"]
    assert codes(asked.write("SurveyQuestion", **one), "warning") == ["V1"]


def test_b16_a_figure_that_stands_in_a_closed_edition_is_no_fault() -> None:
    shelf = Shelf()
    old = shelf.keep("PortraitEdition", title="2018", year=2018, state="CLOSED")
    kept = shelf.keep("PortraitFigure", **figure(old))
    standing = rules.case("PortraitFigure", kept, None, figure(old), "review", standing=True)
    assert rules.problems(standing, shelf) == []
