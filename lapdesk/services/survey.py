"""Surveys of structures: begun from the last one, answered structure by structure, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.i18n import _, language
from lapdesk.models import lists
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import loading
from lapdesk.services.printed import survey as printed
from lapdesk.services.printed.asked import Asked
from lapdesk.store import rows
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.reports.contents_plan import ShareRow, SurveyContent

# What a question keeps from one survey to the next.
_KEPT: Final = ("code", "place", "kind", "en", "fr", "list", "choices")
# The kinds of question whose answers are chosen in a list.
CHOSEN: Final = ("ONE", "SEVERAL", "YES_NO")


@dataclass(frozen=True, slots=True)
class Edition:
    """A survey in the list; `open`: structures may answer."""

    id: str
    title: str
    year: int
    state: str
    open: bool
    answers: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is asked: its choices as code and words, whether several may be taken."""

    code: str
    words: str
    kind: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one structure is asked, what it answered before; `names` calls structures by id."""

    edition: str
    title: str
    actor: str
    record: str | None
    questions: tuple[Question, ...]
    answers: Mapping[str, Sequence[str]]
    names: Mapping[str, str]


def every(desk: Desk) -> list[Edition]:
    """The surveys, the latest first."""
    with desk.transaction() as connection:
        found = connection.exec_driver_sql(
            "SELECT e.id, e.title, e.year, e.state, count(a.id) FROM survey_edition e"
            " LEFT JOIN survey_answer a ON a.survey_edition = e.id GROUP BY e.id"
        ).all()
    said, untitled = lists.get("survey_state"), _("Survey of the structures")
    made = [
        Edition(str(UUID(bytes=one)), title or untitled, year or 0, said.label(state or ""),
                state == "OPEN", answers)
        for one, title, year, state, answers in found
    ]  # fmt: skip
    return sorted(made, key=lambda e: (e.year, e.title), reverse=True)


def results(desk: Desk, edition: str) -> SurveyContent:
    """What a survey says: published results, and what was answered here, each with its base."""
    return printed.content(desk, Asked(ids=(edition,)))


def share_words(n: int, of: int) -> str:
    """A share with its base, half up: 36 / 62 (58,1 %)."""
    from lapdesk.figures.results import Quantity, shown

    return f"{n} / {of} ({shown(Quantity(n, of), 'percent')})"


def base_words(share: ShareRow) -> str:
    """What a published share rests on, as far as it was told."""
    from lapdesk.figures.counted import out_of

    known = share.numerator is not None and share.denominator
    told = out_of(share.numerator, share.denominator) if known else ""
    return " · ".join(words for words in (told, share.base) if words)


def begin(desk: Desk, title: str) -> list[Draft]:
    """A survey of this year with the questions of the last one, open at once."""
    year, made = clock.today().year, str(uuid4())
    with desk.transaction() as connection:
        before = rows.find(connection, BY_NAME["SurveyEdition"], {}, order='"year" DESC', limit=1)
        asked = _questions(connection, str(before[0]["id"])) if before else []
    edition = {"title": title, "year": year, "start": clock.today().isoformat(), "state": "OPEN"}
    drafts = [Draft("SurveyEdition", edition, made)]
    for one in asked:
        kept = {name: one[name] for name in _KEPT if one.get(name) is not None}
        drafts.append(Draft("SurveyQuestion", {**kept, "survey_edition": made}))
    return drafts


def _questions(connection: Connection, edition: str) -> list[dict[str, Any]]:
    about = {"survey_edition": edition}
    return rows.find(connection, BY_NAME["SurveyQuestion"], about, order='"place", n')


def sheet(desk: Desk, edition: str, actor: str = "") -> Sheet:
    """The questions of a survey, with what a structure answered before where one is named."""
    with desk.transaction() as connection:
        title = loading.called(desk, connection, "SurveyEdition", edition)
        asked = _questions(connection, edition)
        about = {"survey_edition": edition, "actor": actor}
        found = rows.find(connection, BY_NAME["SurveyAnswer"], about) if actor else []
        given = dict((found[0].get("answers") if found else None) or {})
        kinds = {str(one["code"]): str(one["kind"]) for one in asked}
        named = [v for code, values in given.items() if kinds.get(code) == "ACTORS" for v in values]
        wanted = [one for one in (actor, *map(str, named)) if one]
        names = loading.called_all(desk, connection, "Actor", wanted)
    record = str(found[0]["id"]) if found else None
    questions = tuple(map(_question, asked))
    return Sheet(edition, title, actor, record, questions, given, names)


def _question(one: Mapping[str, Any]) -> Question:
    kind, of = str(one["kind"]), str(one.get("list") or "")
    if kind == "YES_NO":
        of = "yes_no"
    own = [(str(words), str(words)) for words in one.get("choices") or ()]
    listed = [(c, e.label) for c, e in lists.get(of).entries.items()] if of in lists.every() else []
    words = str((one.get("en") if language() != "fr" else "") or one["fr"])
    return Question(str(one["code"]), words, kind, tuple(listed or own))


def answering(found: Sheet, answers: Mapping[str, Sequence[str]]) -> Draft:
    """What a structure answers; a question that is not there is left without an answer."""
    values = {"answers": dict(answers), "answered_on": clock.today().isoformat()}
    about = {} if found.record else {"survey_edition": found.edition, "actor": found.actor}
    return Draft("SurveyAnswer", {**about, **values}, found.record)


def ending(edition: Edition) -> Draft:
    """Close a survey, or open it again."""
    state = "CLOSED" if edition.open else "OPEN"
    return Draft("SurveyEdition", {"state": state}, edition.id)
