"""What ships with the product: well formed, as the sources say it, and the same for ever."""

from __future__ import annotations

import hashlib
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from lapdesk.models import shipped
from lapdesk.models.canonical import encode
from lapdesk.models.change import Change
from lapdesk.models.check import problems_of_values
from lapdesk.models.entities import BY_NAME
from lapdesk.models.lists import reference

# Version 2018.1 of the shipped data: homes have taken these in.
FIRST = 316
DIGEST_OF_FIRST = "9ebea58392d9cae7518b2a1a101f788399a3573955547182938f33ae82359ab6"


def folded() -> dict[str, dict[str, dict[str, Any]]]:
    """Records by entity and id, each as its changes leave it."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for change in shipped.changes():
        values = found.setdefault(change.entity, {}).setdefault(str(change.record), {})
        values.update(change.fields or {})
    return found


def body(change: Change) -> list[Any]:
    parents = [[str(device), number] for device, number in change.parents]
    return [change.number, change.clock, parents, change.entity, str(change.record), change.body()]


def test_what_was_shipped_once_never_changes() -> None:
    told = hashlib.sha256(encode([body(c) for c in shipped.changes()[:FIRST]])).hexdigest()
    assert told == DIGEST_OF_FIRST
    assert len(shipped.changes()) == shipped.COUNT > FIRST


def test_every_shipped_record_is_one_that_a_person_could_write() -> None:
    known: dict[tuple[str, object], Change] = {}
    for change in shipped.changes():
        before = known.get((change.entity, change.record))
        assert change.parents == (() if before is None else (before.id,))
        values, problems = problems_of_values(
            BY_NAME[change.entity], change.fields or {}, new=before is None
        )
        assert problems == []
        assert {n: values[n] for n in change.fields or {}} == change.fields
        known[change.entity, change.record] = change


def test_counts_are_those_of_the_sources() -> None:
    assert Counter({name: len(of) for name, of in folded().items()}) == {
        "PlanEdition": 1, "Actor": 110, "PlanAction": 45, "ActionPartner": 160, "Objective": 3,
        "PortraitEdition": 1, "PortraitFigure": 57, "SurveyEdition": 1, "SurveyQuestion": 11,
        "SurveyResult": 18, "Risk": 8, "EvaluationQuestion": 3, "DocumentResource": 14,
    }  # fmt: skip


@pytest.mark.parametrize(
    "entity",
    ["Actor", "PlanAction", "Objective", "PortraitFigure", "SurveyResult", "Risk",
     "EvaluationQuestion"],
)  # fmt: skip
def test_each_says_its_lines_in_the_source(entity: str) -> None:
    for values in folded()[entity].values():
        assert "lignes " in values["source"], values


def test_the_survey_prints_what_the_source_prints() -> None:
    results = {v["code"]: v for v in folded()["SurveyResult"].values()}
    shares = {code: v["value"] for code, v in results.items() if v["kind"] == "SHARE"}
    assert shares == {
        "axis_living": "69", "axis_rights": "58.1", "axis_solidarity": "35.5",
        "axis_memory": "24.2", "international": "27.4", "self_funded": "51.6", "over65": "59",
        "disability": "57.6",
    }  # fmt: skip
    for code in ("axis_rights", "axis_solidarity", "axis_memory", "international"):
        share = Decimal(results[code]["numerator"]) * 100 / results[code]["denominator"]
        assert str(round(share, 1)) == shares[code]
    # Where no count gives the share, or the base is another, none is made up.
    for code in ("self_funded", "over65", "disability"):
        assert "numerator" not in results[code]
        assert results[code]["note"]
    (edition,) = folded()["SurveyEdition"].values()
    assert (edition["respondents_n"], edition["state"]) == (62, "CLOSED")


def test_every_oddity_of_the_reference_files_is_told_in_french() -> None:
    figures = {v["code"]: v for v in folded()["PortraitFigure"].values()}
    for figure in reference("territory-portrait")["figures"]:
        assert bool(figure.get("note")) is bool(figures[figure["id"]].get("note")), figure["id"]
        compared = figure.get("comparison")
        assert bool(compared) is bool(figures[figure["id"]].get("comparison_group"))
    cards = {v["code"]: v for v in folded()["Actor"].values()}
    for actor in reference("plan-actors")["actors"]:
        if actor.get("note") or actor.get("origin_country"):
            assert cards[actor["id"]]["note"]
    results = {v["code"]: v for v in folded()["SurveyResult"].values()}
    for one in reference("survey-2018")["percentages"]:
        assert not one.get("note") or results[one["id"]]["note"]
    assert figures["increase_year"]["value"] == "3200"
    assert "3 800" in figures["increase_year"]["note"]


def test_the_portrait_is_closed_and_says_how_sure_a_figure_is() -> None:
    (edition,) = folded()["PortraitEdition"].values()
    assert edition["state"] == "CLOSED"
    told = Counter(v["precision"] for v in folded()["PortraitFigure"].values())
    assert told == {"EXACT": 50, "APPROXIMATE": 5, "AT_LEAST": 2}


def test_b17_texts_levels_and_hours_are_dated_rows() -> None:
    texts = [v for v in folded()["DocumentResource"].values() if v["kind"] == "LAW"]
    assert sorted(v["year"] for v in texts) == [2007, 2016, 2019, 2024]
    said = [v["source"] for v in folded()["DocumentResource"].values()]
    # What no source says is told to be so.
    assert sum("lignes " in source for source in said) == 11
    assert sum("à vérifier" in source for source in said) == 3
