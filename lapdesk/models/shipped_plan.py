"""What the product ships since the plan has rooms of its own, after all that was shipped before.

Objectives, the territory's portrait and the survey of 2018, risks, evaluation questions and the
documents that the sources name; what the cards and actions shipped earlier gain. Each says its
lines in the source, and what is odd there (`resources/reference-own/oddities.json`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lapdesk import paths
from lapdesk.models import lists
from lapdesk.models.lists import reference

Shipped = tuple[str, str, dict[str, Any]]

_UNITS: Final = {
    "person": "PERSON", "person per year": "PERSON_YEAR", "percent": "PERCENT", "point": "POINT",
    "ratio": "RATIO", "rank": "RANK", "job": "JOB", "EUR per month": "EUR_MONTH",
    "EUR per year": "EUR_YEAR",
}  # fmt: skip
_QUESTIONS: Final = {
    "single": "ONE", "band": "ONE", "multiple": "SEVERAL", "actor_list": "ACTORS", "text": "TEXT",
}  # fmt: skip
# One question of the source asks for two numbers: each is a question here.
_PAIR: Final = (
    ("a", "Number of employees", "Nombre d’emplois salariés"),
    ("b", "Number of volunteers", "Nombre de bénévoles"),
)
_RANKED: Final = ("world_region", "survey_activity", "target_public")
_OWN_WORDS: Final = {"ASSOCIATION": "Associations", "VOLUNTEER": "Bénévolat"}


class Later:
    """The records of the plan's rooms, in the order in which they are numbered.

    `id_of` gives the id of a shipped record, `edition` that of the plan, `seen` the day on which
    the sources were true, `source` how lines of one are said.
    """

    def __init__(self, id_of: Any, edition: str, seen: str, source: Any) -> None:
        self._id_of, self._edition, self._seen, self._source = id_of, edition, seen, source
        self._odd = paths.shipped("reference-own", "oddities.json")

    def records(self) -> Iterator[Shipped]:
        """Entity, id and values; of a record shipped before, what it gains."""
        yield from self._actions()
        yield from self._cards()
        yield from self._objectives()
        yield from self._portrait()
        yield from self._survey()
        yield from self._risks()
        yield from self._questions()
        yield from self._documents()

    def _actions(self) -> Iterator[Shipped]:
        for action in reference("plan-actions")["actions"]:
            odd = self._odd["plan-actions"]
            notes = [odd["title"], odd["ideas"] if action["axis_inferred"] else ""]
            result = action.get("result_note_fr")
            yield "PlanAction", self._id_of("plan-actions", action["code"]), {
                "results": [result] if result else None,
                "title_certainty": "LIKELY",
                "source": self._source(action["lines"]),
                "note": " ".join(note for note in notes if note),
                "checked_on": self._seen,
            }  # fmt: skip

    def _cards(self) -> Iterator[Shipped]:
        for actor in reference("plan-actors")["actors"]:
            name = actor["name_source"]
            yield "Actor", self._id_of("plan-actors", actor["id"]), {
                "circle_reason": self._odd["circles"].get(actor["id"]),
                "roles": sorted(actor["roles"]),
                "name_source": name if name != actor["name_fr"] else None,
                "note": self._odd["plan-actors"].get(actor["id"]),
            }  # fmt: skip

    def _objectives(self) -> Iterator[Shipped]:
        for one in reference("axes")["operational_objectives"]:
            yield "Objective", self._id_of("axes", one["code"]), {
                "plan_edition": self._edition,
                "code": one["code"],
                "en": one["en"],
                "fr": one["fr"],
                "source": self._source(one["lines"]),
            }  # fmt: skip

    def _portrait(self) -> Iterator[Shipped]:
        edition = self._id_of("territory-portrait", "edition")
        yield "PortraitEdition", edition, {
            "title": "Portrait de territoire 2018",
            "year": 2018,
            "published_on": self._seen,
            "source": self._source("180-275"),
            "state": "CLOSED",
        }  # fmt: skip
        for figure in reference("territory-portrait")["figures"]:
            yield (
                "PortraitFigure",
                self._id_of("territory-portrait", figure["id"]),
                self._figure(figure, edition),
            )

    def _figure(self, figure: dict[str, Any], edition: str) -> dict[str, Any]:
        compared = figure.get("comparison") or {}
        group = compared.get("group", "")
        about = "AT_LEAST" if figure.get("lower_bound") else "APPROXIMATE"
        loose = figure.get("lower_bound") or figure.get("approximate")
        return {
            "code": figure["id"],
            "edition": edition,
            "theme": figure["theme"],
            "en": figure["en"],
            "fr": figure["fr"],
            "value": str(figure["value"]),
            "unit": _UNITS[figure["unit"]],
            "precision": about if loose else "EXACT",
            "year": str(figure["year"]) if figure["year"] else None,
            "scope": figure["scope"],
            "comparison": str(compared["value"]) if compared else None,
            "comparison_group": self._odd["territory-groups"].get(group),
            "source": self._source(figure["lines"]),
            "note": self._odd["territory-portrait"].get(figure["id"]),
        }

    def _survey(self) -> Iterator[Shipped]:
        said = reference("survey-2018")
        edition = self._id_of("survey-2018", "edition")
        yield "SurveyEdition", edition, {
            "title": "Enquête auprès des acteurs du territoire, février 2018",
            "year": 2018,
            "plan_edition": self._edition,
            "respondents_n": said["respondents"],
            "source": self._source("277-291"),
            "note": self._odd["survey-2018"]["survey"],
            "state": "CLOSED",
        }  # fmt: skip
        for place, values in enumerate(self._asked(), start=1):
            record = self._id_of("survey-2018", f"question {values['code']}")
            yield "SurveyQuestion", record, {"survey_edition": edition, "place": place, **values}
        for values in self._results():
            record = self._id_of("survey-2018", f"result {values['code']}")
            yield "SurveyResult", record, {"survey_edition": edition, **values}

    def _asked(self) -> Iterator[dict[str, Any]]:
        for one in reference("survey-2018")["questionnaire_reconstructed"]["questions"]:
            if one["type"] == "integer_pair":
                for half, en, fr in _PAIR:
                    yield {"code": one["id"] + half, "kind": "NUMBER", "en": en, "fr": fr}
                continue
            yield {
                "code": one["id"],
                "kind": _QUESTIONS[one["type"]],
                "en": one["en"],
                "fr": one["fr"],
                "list": one.get("list"),
            }

    def _results(self) -> Iterator[dict[str, Any]]:
        said, odd = reference("survey-2018"), self._odd["survey-2018"]
        for one in said["percentages"]:
            yield {
                **_named(one, "SHARE"),
                "value": str(one["percent"]),
                "numerator": one["implied_count"],
                "denominator": one["base_n"],
                "base": self._odd["survey-bases"][one["base_in_source"]],
                "source": self._source(one["lines"]),
                "note": odd.get(one["id"]),
            }
        for one in said["other_facts"]:
            yield {
                **_named(one, "COUNT"),
                "value": str(one["value"]),
                "unit": self._odd["survey-units"][one["unit"]],
                "source": self._source(one["lines"]),
            }
        for one in said["rankings"]:
            yield {
                **_named(one, "RANKING"),
                "ranking": [_ranked(code) for code in one["values"]],
                "source": self._source(one["lines"]),
            }

    def _risks(self) -> Iterator[Shipped]:
        for one in reference("risks")["risks"]:
            yield "Risk", self._id_of("risks", one["code"]), {
                "code": one["code"],
                "plan_edition": self._edition,
                "text": one["fr"],
                "answer": one["answer_fr"],
                "indicators": sorted(one["indicators"]),
                "source": self._source(one["lines"]),
                "reviewed_on": self._seen,
                "state": "WATCH",
            }  # fmt: skip

    def _questions(self) -> Iterator[Shipped]:
        for one in reference("evaluation-questions")["questions"]:
            codes = {code for criterion in one["criteria"] for code in criterion["indicators"]}
            yield "EvaluationQuestion", self._id_of("evaluation-questions", one["code"]), {
                "code": one["code"],
                "plan_edition": self._edition,
                "text": one["fr"],
                "criteria": [
                    f"{criterion['fr']} ({', '.join(criterion['indicators'])})"
                    for criterion in one["criteria"]
                ],
                "indicators": sorted(codes),
                "source": self._source(one["lines"]),
            }  # fmt: skip

    def _documents(self) -> Iterator[Shipped]:
        for one in self._odd["documents"]:
            kept = {n: v for n, v in one.items() if n not in ("code", "lines", "of")}
            told = self._odd["outside"]
            if "lines" in one:
                told = self._source(one["lines"], one.get("of", "plan"))
            values = {"source": told, "checked_on": self._seen, **kept}
            yield "DocumentResource", self._id_of("documents", one["code"]), values


def _named(one: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"code": one["id"], "kind": kind, "en": one["en"], "fr": one["fr"]}


def _ranked(code: str) -> str:
    """What a ranking of the source names, in French: it is shipped once, in one language."""
    for name in _RANKED:
        entry = lists.get(name).entries.get(code)
        if entry is not None:
            return entry.fr
    return _OWN_WORDS[code]
