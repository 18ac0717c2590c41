"""The years of the example's committee: its plan, meetings, money, opinions, a survey, a portrait.

What is told once stands in `resources/example/committee-fr.json`; what many give is drawn here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any, Final

from lapdesk import clock, paths
from lapdesk.models import shipped
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import asked, opinions, portrait, record, reference_file, survey
from lapdesk.services.example.stage import PlayError
from lapdesk.services.opinions import Given
from lapdesk.store import rows
from lapdesk.store.desk import Desk

_ASKED_ON: Final = date(2026, 1, 12)
_SURVEYED: Final = (date(2025, 9, 15), date(2025, 11, 28))
_PORTRAYED: Final = date(2025, 10, 6)
# On the days of the two seminars: how many answered of each kind, how content they were.
_HEARD: Final = (
    (date(2024, 11, 19), (("PARTICIPANT", 14), ("VOLUNTEER", 9), ("ASSO", 8))),
    (date(2025, 12, 2), (("PARTICIPANT", 31), ("VOLUNTEER", 17), ("ASSO", 12), ("LOCAL_AUTH", 7),
                         ("RESIDENT", 3))),
)  # fmt: skip
_CONTENT: Final = ((4, 12, 30, 22, 8), (9, 22, 25, 12, 10), (10, 18, 24, 10, 12))
_WORDS: Final = (
    "Plus de cours le soir, après le travail.",
    "On m’a appelé avant que j’arrive, cela change tout.",
    "Je ne savais pas que cette permanence existait.",
    "Pour le logement, rien ne bouge.",
    "Merci pour les ateliers avec les enfants.",
    "Une seule liste des lieux, ce serait bien.",
)
# Structures that answer the new survey, by their codes.
_ANSWERED: Final = (
    "cafam", "ism", "atout-majeur", "dulala", "petits-freres", "clic", "mnhi", "mediatheques",
    "centres-sociaux", "croix-rouge", "chance-villiers", "afev", "infa", "maison-metiers", "apsi",
    "astrolabe", "femmes-solidaires", "kokoya", "espoir", "korem", "tinguit", "adesaf", "faleya",
    "etincelles", "loumoumba", "sante-tous",
)  # fmt: skip
# The new portrait: how much each figure that is looked up again has moved, in percent.
_MOVED: Final = (2, -1, 4, 3, -2, 1, 5, 2, -3, 1)
_INVENTED: Final = "Valeur inventée pour l’exemple"


@dataclass(slots=True)
class Years:
    """The committee's open home, and what is still to come."""

    desk: Desk
    random: Random
    left: list[Mapping[str, Any]] = field(default_factory=lambda: list(_told()))
    named: dict[str, str] = field(default_factory=dict)

    def play(self, until: date) -> None:
        """What is told, until a day, that day too."""
        while self.left and str(self.left[0]["on"]) <= until.isoformat():
            one = self.left.pop(0)
            clock.play(date.fromisoformat(one["on"]))
            values = {name: self._meant(value) for name, value in one["fields"].items()}
            known = self._meant(one["record"]) if "record" in one else None
            made = put(self.desk, [Draft(one["entity"], values, known)])
            if "name" in one:
                self.named[one["name"]] = made[0]

    def _meant(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._meant(one) for one in value]
        if isinstance(value, str) and value[:1] == "@":
            return self.named[value[1:]]
        if isinstance(value, str) and value[:1] == "#":
            file, code = value[1:].split(" ", 1)
            return shipped.id_of(file, code)
        return value


def _told() -> list[Mapping[str, Any]]:
    told: list[Mapping[str, Any]] = paths.shipped("example", "committee-fr.json")["records"]
    return told


def put(desk: Desk, drafts: list[Draft]) -> list[str]:
    """Record as everyone does; the ids."""
    outcomes = record.write(desk, drafts)
    if any(one.status == "refused" for one in outcomes):
        raise PlayError([p for one in outcomes for p in one.problems])
    return [str(one.record) for one in outcomes]


def until_asked(years: Years, out: Path) -> list[Path]:
    """The years until the summaries of 2025 are asked for, in a reference file for everyone."""
    years.play(_HEARD[0][0])
    _hear(years, 0)
    years.play(_SURVEYED[0])
    clock.play(_SURVEYED[0])
    drafts = survey.begin(years.desk, "Enquête auprès des structures 2025 (exemple)")
    edition = put(years.desk, drafts)[0]
    years.play(_PORTRAYED)
    _portray(years.desk)
    years.play(_SURVEYED[1])
    _answer_survey(years, edition)
    years.play(_HEARD[1][0])
    _hear(years, 1)
    years.play(_ASKED_ON)
    clock.play(_ASKED_ON)
    asked.ask(years.desk, "2025-01-01", "2025-12-31", "2026-02-28")
    return list(reference_file.write(years.desk, out).paths)


def _hear(years: Years, which: int) -> None:
    """Opinions on one day, with a few words."""
    day, who = _HEARD[which]
    clock.play(day)
    found, draw = opinions.questions(years.desk), years.random
    with years.desk.transaction():
        for role, count in who:
            for _n in range(count):
                given = [
                    Given(one.id, str(draw.choices((1, 2, 3, 4, 0), _weights(number, which))[0]))
                    for number, one in enumerate(found)
                ]
                if role == "PARTICIPANT" and draw.random() < 0.2:
                    given[0] = Given(given[0].question, given[0].scale, draw.choice(_WORDS))
                opinions.give(years.desk, role, given)


def _weights(question: int, which: int) -> tuple[int, ...]:
    """A year later a little more content."""
    least, little, much, most, none = _CONTENT[question % len(_CONTENT)]
    return (least, little, much, most + 6 * which, none)


def _answer_survey(years: Years, edition: str) -> None:
    """The questions of 2018 again: each structure answers most of them, then it is closed."""
    desk, draw = years.desk, years.random
    clock.play(_SURVEYED[1])
    with desk.transaction():
        for code in _ANSWERED:
            actor = shipped.id_of("plan-actors", code)
            sheet = survey.sheet(desk, edition, actor)
            answers = {
                one.code: _answer(draw, one.kind, one.choices)
                for one in sheet.questions
                if draw.random() < 0.9
            }
            given = {code: values for code, values in answers.items() if values}
            put(desk, [survey.answering(sheet, given)])
    found = next(one for one in survey.every(desk) if one.id == edition)
    put(desk, [survey.ending(found)])


def _answer(draw: Random, kind: str, choices: tuple[tuple[str, str], ...]) -> list[str]:
    if choices:
        several = draw.randint(1, 4) if kind == "SEVERAL" else 1
        # The first of a list are named most often, as they are in life.
        weights = [1 / (place + 1) for place in range(len(choices))]
        drawn = draw.choices([choice for choice, _words in choices], weights, k=several)
        return list(dict.fromkeys(drawn))
    return [str(draw.randint(0, 40))] if kind == "NUMBER" else []


def _portray(desk: Desk) -> None:
    """A new edition of the portrait: ten figures are looked up again, then it is closed."""
    clock.play(_PORTRAYED)
    before = portrait.editions(desk)[0]
    draft = portrait.begin("Portrait du territoire 2025 (exemple)", 2025)
    edition = put(desk, [draft])[0]
    every = [row for group in portrait.beside(desk, before.id, None) for row in group.rows]
    with desk.transaction() as connection:
        known = rows.find(connection, BY_NAME["PortraitFigure"], {"edition": before.id})
        values = {one["code"]: str(one["value"]) for one in known}
        for row, moved in zip(every, _MOVED, strict=False):
            value = _later(values[row.code], moved)
            put(desk, [portrait.noting(row, edition, value, _INVENTED)])
    closed = {"state": "CLOSED", "published_on": _PORTRAYED.isoformat()}
    put(desk, [Draft("PortraitEdition", closed, edition)])


def _later(value: str, moved: int) -> str:
    """A number some years later, as exact as it was."""
    before = Decimal(value)
    return str((before * (100 + moved) / 100).quantize(before, ROUND_HALF_UP))
