"""The parts of the shipped reference data that paper draws on: axes, tiles, questions, risks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lapdesk.i18n import language
from lapdesk.models.lists import reference
from lapdesk.reports.contents_committee import QuestionRow, RiskRow


@dataclass(frozen=True, slots=True)
class Axis:
    """A work axis of the plan: code, name in the language in use, colour and mark."""

    code: str
    name: str
    colour: str
    mark: str


@dataclass(frozen=True, slots=True)
class Place:
    """A commune's square on the tile map: column from the west, row from the north."""

    insee: str
    name: str
    column: int
    row: int


def _said(entry: Mapping[str, Any], stem: str = "") -> str:
    spoken = "fr" if language() == "fr" else "en"
    return str(entry[f"{stem}_{spoken}" if stem else spoken])


def axes() -> tuple[Axis, ...]:
    """The axes of the plan in force, in order."""
    return tuple(
        Axis(a["code"], _said(a), a["colour"], a["mark"]) for a in reference("axes")["axes"]
    )


def places() -> tuple[Place, ...]:
    """The 47 communes of the tile map."""
    return tuple(
        Place(t["insee"], t["name"], t["column"], t["row"]) for t in reference("tiles-94")["tiles"]
    )


def grid() -> tuple[int, int]:
    """Columns and rows of the tile map."""
    content = reference("tiles-94")
    return int(content["columns"]), int(content["rows"])


def questions() -> tuple[QuestionRow, ...]:
    """The three central questions of the evaluation, with the figures that speak to them."""
    return tuple(
        QuestionRow(
            q["code"],
            _said(q),
            tuple((_said(c), tuple(c["indicators"])) for c in q["criteria"]),
        )
        for q in reference("evaluation-questions")["questions"]
    )


def risks() -> tuple[RiskRow, ...]:
    """The points of vigilance that the plan names, unscored."""
    return tuple(
        RiskRow(r["code"], _said(r), _said(r, "answer")) for r in reference("risks")["risks"]
    )
