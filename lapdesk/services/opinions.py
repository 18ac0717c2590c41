"""Opinions: what the page for everyone asks, in seven languages; what was given; what came of it.

They bear no name: a question, a day, who answers in one word, a face, perhaps a few words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from lapdesk import clock, paths
from lapdesk.i18n import _
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import members, record, summaries
from lapdesk.store import rows
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.reports.contents_committee import Heard

LANGUAGES: Final = ("fr", "en", "ar", "pt", "es", "tr", "zh")
WORDS: Final = 500


@dataclass(frozen=True, slots=True)
class Texts:
    """What the page says in one language: short words, questions by code, answers by figure."""

    code: str
    name: str
    rtl: bool
    said: Mapping[str, Any]

    def question(self, one: Question) -> str:
        """The question in plain words: the committee's own where it has some, else as shipped."""
        told: str = one.plain or self.said["questions"].get(one.code) or one.text
        return told


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the edition in force, as the committee words it."""

    id: str
    code: str
    text: str
    plain: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to one question: a figure of the list opinion_scale, words or none."""

    question: str
    scale: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to a question: all together, by who answers; words with their day.

    Shares of fewer than five stay hidden; those without an opinion stand apart. `words` are
    empty for whoever is no coordinator.
    """

    code: str
    text: str
    together: Heard
    by_role: tuple[Heard, ...]
    words: tuple[tuple[str, str], ...]


@cache
def texts(language: str) -> Texts:
    """The page's texts in one of LANGUAGES."""
    said = paths.shipped("opinion", f"{language}.json")
    return Texts(language, said["name"], said["direction"] == "rtl", said)


def questions(desk: Desk) -> tuple[Question, ...]:
    """What is asked: the questions of the edition in force, by their code."""
    edition = summaries.edition(desk)["id"]
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["EvaluationQuestion"], {}, order="code")
    return tuple(
        Question(one["id"], str(one["code"]), str(one["text"]), str(one.get("plain") or ""))
        for one in found
        if one.get("plan_edition") in (None, edition)
    )


def give(desk: Desk, role: str, answers: Sequence[Given]) -> int:
    """Write the answers of one person, all or none; how many there are.

    Raises what the rules refuse (LD-1nn), and LD-109 where nobody may write opinions here.
    """
    day = clock.today().isoformat()
    drafts = [
        Draft(
            "Opinion",
            {"question": one.question, "date": day, "role": role, "scale": one.scale}
            | ({"words": one.words.strip()[:WORDS]} if one.words.strip() else {}),
        )
        for one in answers
    ]
    members.refuse_if_refused(record.write(desk, drafts))
    return len(drafts)


def said(desk: Desk, start: str, end: str) -> tuple[Said, ...]:
    """What was said between two days to each question of the edition in force."""
    from lapdesk.services.printed import heard, planned

    period = summaries.as_period(start, end)
    asked = questions(desk)
    with desk.transaction() as connection:
        rows_of = {one.code: one for one in planned.questions(connection, period)}
        every = heard.together(heard.counted(connection, period), _("All who answered"))
    told = _words(desk, start, end) if "COORD" in desk.roles else {}
    return tuple(
        Said(one.code, one.text, every[one.id], rows_of[one.code].opinions,
             tuple(told.get(one.id, ())))
        for one in asked
        if one.id in every and one.code in rows_of
    )  # fmt: skip


def _words(desk: Desk, start: str, end: str) -> dict[str, list[tuple[str, str]]]:
    """By question, the latest first: who answered is not told beside them."""
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Opinion"], {}, order="date")
    made: dict[str, list[tuple[str, str]]] = {}
    for one in reversed(found):
        if one.get("words") and start <= str(one["date"]) <= end:
            told = (str(one["date"]), str(one["words"]))
            made.setdefault(str(one["question"]), []).append(told)
    return made


def favourable(heard: Heard) -> str:
    """A share with its base; of fewer than five, nothing but that they are few."""
    from lapdesk.figures.counted import out_of
    from lapdesk.figures.results import shown

    share = heard.favourable
    if share.hidden:
        return _("fewer than 5 opinions")
    return f"{shown(share, 'percent')}  ({out_of(share.numerator, share.denominator)})"
