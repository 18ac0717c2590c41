"""What a committee judges by: its questions each with its evidence, points of vigilance, comments.

questions(desk, days) -> Asked                 figures, opinions and studies, in words
risks(desk) -> list[Risk]                      scored, the gravest first
sections(desk, days) -> list[Section]          what may be commented on, and what was said
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lapdesk.figures import catalogue, counted
from lapdesk.figures.results import Figure, shown
from lapdesk.i18n import _
from lapdesk.models import lists, roles
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.reports import reading
from lapdesk.reports.contents_committee import Heard, QuestionRow, StudyRow
from lapdesk.reports.words import of_associations
from lapdesk.services import committee, summaries
from lapdesk.services.balance import Days
from lapdesk.services.printed import planned
from lapdesk.services.printed.committee import WHOLE
from lapdesk.store import rows
from lapdesk.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its evidence in words; a criterion without any says so by an empty tuple."""

    code: str
    text: str
    criteria: tuple[tuple[str, tuple[str, ...]], ...]
    opinions: tuple[str, ...]
    studies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of the edition in force; whether anything of associations counts yet."""

    questions: tuple[Question, ...]
    counted: bool


@dataclass(frozen=True, slots=True)
class Risk:
    """A point of vigilance; `score` is likelihood × impact, None while one is not said."""

    id: str
    code: str
    text: str
    score: int | None
    state: str
    reviewed_on: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report; `record` and `text` of what the committee says of it."""

    code: str
    title: str
    record: str | None = None
    text: str = ""


def questions(desk: Desk, days: Days) -> Asked:
    """The questions of the edition in force, with what speaks for an answer; LD-109, LD-150."""
    roles.refuse_unless(desk.roles, "committee")
    period = summaries.as_period(days.start, days.end)
    made = committee.consolidated(desk, period)
    figures = reading.totals(made.figures)
    with desk.transaction() as connection:
        found = planned.questions(connection, period, made.figures)
    counted = bool(made.included or made.declared.counted)
    return Asked(tuple(_question(one, figures) for one in found), counted)


def _question(one: QuestionRow, figures: dict[str, Figure]) -> Question:
    criteria = [(text, _figures(codes, figures)) for text, codes in one.criteria]
    if one.apart:
        criteria.append((_("Other figures"), _figures(one.apart, figures)))
    return Question(
        one.code,
        one.text,
        tuple(criteria),
        tuple(map(_heard, one.opinions)),
        tuple(map(_study, one.studies)),
    )


def _figures(codes: tuple[str, ...], figures: dict[str, Figure]) -> tuple[str, ...]:
    made = []
    for code in codes:
        # A code may stand for parts of a figure only.
        of = [f for name, f in figures.items() if name == code or name.startswith(f"{code}.")]
        made += [_told(figure.title, figure) for figure in of] or [
            _told(catalogue.title_of(code), None)
        ]
    return tuple(made)


def _told(title: str, figure: Figure | None) -> str:
    """A figure under its name, with what it counts, its base, the associations that it rests on."""
    value = counted.nothing(figure)
    if not value and figure is not None:
        base = counted.base(figure) if figure.total.denominator else ""
        value = counted.told(figure) + (f" ({base})" if base else "")
    said = _("{title}: {value}").format(title=title, value=value)
    if figure is None or not figure.kept or figure.associations is None:
        return said
    return f"{said}, {of_associations(figure.associations)}"


def _heard(one: Heard) -> str:
    total = one.favourable
    if total.hidden:
        said = _("{role}: too few answers to show")
    else:
        said = _("{role}: {share} favourable ({n} of {d})")
    # Without an opinion are few of each: P6 says how many, where that gives nobody away.
    return said.format(
        role=one.role, share=shown(total, "percent"), n=total.numerator, d=total.denominator
    )


def _study(one: StudyRow) -> str:
    head = ", ".join(part for part in (one.author, str(one.year)) if part)
    line = f"{one.title} ({head})"
    return _("{title}: {value}").format(title=line, value=one.findings) if one.findings else line


def risks(desk: Desk) -> list[Risk]:
    """The points of vigilance of the edition in force: the gravest first, closed ones last."""
    edition = summaries.edition(desk)["id"]
    with desk.transaction() as connection:
        found = [
            one
            for one in rows.find(connection, BY_NAME["Risk"], {})
            if one.get("plan_edition") in (None, edition)
        ]
    return sorted(map(_risk, sorted(found, key=_grave)), key=lambda r: r.state == _closed())


def _grave(one: dict[str, Any]) -> tuple[int, str]:
    return (-(one.get("likelihood") or 0) * (one.get("impact") or 0), str(one["code"]))


def _closed() -> str:
    return lists.get("risk_state").label("CLOSED")


def _risk(one: dict[str, Any]) -> Risk:
    likelihood, impact = one.get("likelihood"), one.get("impact")
    return Risk(
        str(one["id"]),
        str(one["code"]),
        str(one["text"]),
        likelihood * impact if likelihood and impact else None,
        lists.get("risk_state").label(one.get("state")),
        Day().show(one.get("reviewed_on")),
    )


def sections(desk: Desk, days: Days) -> list[Section]:
    """Every section of the report of these days, with what the committee said of it."""
    with desk.transaction() as connection:
        said = rows.find(
            connection, BY_NAME["CommitteeComment"], {"start": days.start, "end": days.end}
        )
        asked = rows.find(connection, BY_NAME["EvaluationQuestion"], {}, order="code")
    of = {str(one["section"]): one for one in said}
    titles = {
        WHOLE: _("The whole report"),
        **{code: _(title) for code, title in reading.GROUPS.items()},
        **{code: lists.get("axis").label(code) for code in lists.get("axis").entries},
        **{str(one["code"]): str(one.get("plain") or one["text"]) for one in asked},
        "RISK": _("Points of vigilance"),
    }
    titles |= {left: left for left in sorted(of.keys() - titles.keys())}
    return [
        Section(code, title, str(of[code]["id"]), str(of[code]["text"]))
        if code in of
        else Section(code, title)
        for code, title in titles.items()
    ]
