"""A survey of the structures as a report: its published results, and what was answered here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, language
from lapdesk.models import lists
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.reports.contents_plan import QuestionTally, RankRow, ShareRow, SurveyContent
from lapdesk.services.contents import sender
from lapdesk.services.printed.asked import Asked, only, record
from lapdesk.store import rows
from lapdesk.store.desk import Desk

_WORDS: Final = 12  # free answers that a report repeats
Values = Mapping[str, Any]


def pages(desk: Desk, asked: Asked) -> bytes:
    """The report as PDF bytes."""
    from lapdesk.reports.survey import survey_pages

    return survey_pages(content(desk, asked), large=asked.large)


def content(desk: Desk, asked: Asked) -> SurveyContent:
    """The survey that an id names, else the latest; raises LD-108 where there is none."""
    with desk.transaction() as connection:
        edition = _edition(connection, asked)
        about = {"survey_edition": edition["id"]}
        questions = rows.find(connection, BY_NAME["SurveyQuestion"], about, order='"place", n')
        answers = rows.find(connection, BY_NAME["SurveyAnswer"], about)
        results = rows.find(connection, BY_NAME["SurveyResult"], about)
        named = {a["id"]: a["name"] for a in rows.each(connection, BY_NAME["Actor"], ("name",))}
    given = [one.get("answers") or {} for one in answers]
    return SurveyContent(
        sender=sender(desk),
        title=str(edition.get("title") or _("Survey of the structures")),
        year=int(edition["year"]),
        made_on=clock.today(),
        facts=tuple(_facts(edition, len(answers))),
        shares=tuple(_share(one) for one in results if one["kind"] == "SHARE"),
        ranks=tuple(_rank(one) for one in results if one["kind"] == "RANKING"),
        counts=tuple(_count(one) for one in results if one["kind"] == "COUNT"),
        questions=tuple(tally(one, given, named) for one in questions) if given else (),
        note=str(edition.get("note") or ""),
    )


def _edition(connection: Connection, asked: Asked) -> Values:
    if asked.ids:
        found = record(connection, "SurveyEdition", only(asked.ids))
    else:
        latest = rows.find(connection, BY_NAME["SurveyEdition"], {}, order='"year" DESC', limit=1)
        found = latest[0] if latest else None
    if found is None:
        raise LapdeskError("LD-108", _("No record has this id."), _("Choose a survey."))
    return found


def _facts(edition: Values, here: int) -> Iterator[tuple[str, str]]:
    day = Day()
    yield _("Year"), str(edition["year"])
    days = [day.show(edition[name]) for name in ("start", "end") if edition.get(name)]
    yield _("When"), " – ".join(days)
    asked = edition.get("asked_n")
    yield _("Structures asked"), "" if asked is None else str(asked)
    published = edition.get("respondents_n")
    yield _("Answers, as published"), "" if published is None else str(published)
    yield _("Answers recorded here"), str(here) if here or published is None else ""
    yield _("Source"), str(edition.get("source") or "")


def _named(one: Values) -> str:
    """The French of a result or question, the English where it is there and spoken."""
    english = one.get("en") if language() != "fr" else ""
    return str(english or one["fr"])


def _share(one: Values) -> ShareRow:
    printed = one.get("value")
    told = "" if printed is None else f"{printed}\u00a0%".replace(".", _decimal())
    return ShareRow(
        _named(one),
        one.get("numerator"),
        one.get("denominator"),
        told,
        str(one.get("base") or ""),
        str(one.get("note") or ""),
    )


def _decimal() -> str:
    return "," if language() == "fr" else "."


def _rank(one: Values) -> RankRow:
    return RankRow(_named(one), tuple(one.get("ranking") or ()), str(one.get("note") or ""))


def _count(one: Values) -> tuple[str, str, str]:
    return _named(one), str(one.get("value") or ""), str(one.get("note") or "")


def tally(question: Values, given: Sequence[Mapping[str, Any]], named: Values) -> QuestionTally:
    """How many answered a question, and how many gave each answer, the most frequent first.

    Who left it without an answer is not in its base; who said that none applies is (V36).
    """
    code, kind = str(question["code"]), str(question["kind"])
    said = [answers[code] for answers in given if code in answers]
    free = kind == "TEXT"
    counted = Counter(value for values in said for value in dict.fromkeys(values))
    numbers = kind == "NUMBER"
    ranked = sorted(counted.items(), key=_by_number if numbers else _by_count)
    spread = _spread([str(v) for values in said for v in values]) if numbers else ""
    return QuestionTally(
        code,
        _named(question),
        kind,
        len(said),
        () if free or spread else tuple((_answer(question, v, named), n) for v, n in ranked),
        tuple(str(v) for v, _n in ranked[:_WORDS]) if free else (),
        kind in ("SEVERAL", "ACTORS"),
        spread,
    )


def _spread(given: Sequence[str]) -> str:
    """Half are at most the median; empty where an answer is no number, or none was given."""
    if not given or not all(text.isdecimal() for text in given):
        return ""
    numbers = [int(text) for text in given]
    middle = median(numbers)
    told = f"{middle:.1f}" if middle % 1 else str(int(middle))
    return _("Median: {median}; from {least} to {most}.").format(
        median=told.replace(".", _decimal()), least=min(numbers), most=max(numbers)
    )


def _by_count(one: tuple[Any, int]) -> tuple[int, str]:
    return -one[1], str(one[0])


def _by_number(one: tuple[Any, int]) -> tuple[int, str]:
    text = str(one[0])
    return (int(text) if text.isdecimal() else 0), text


def _answer(question: Values, given: Any, named: Values) -> str:
    """An answer in words: of its closed list, yes or no, a structure's name, or as it is."""
    text = str(given)
    if question["kind"] == "YES_NO":
        return lists.get("yes_no").label(text)
    if question["kind"] == "ACTORS":
        return str(named.get(text, text))
    of = str(question.get("list") or "")
    return lists.get(of).label(text) if of in lists.every() else text
