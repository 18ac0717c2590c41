"""What papers say of the plan: its actions with what was counted, targets, questions, risks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.figures import catalogue
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure, Quantity, shown, value
from lapdesk.figures.targets import Standing
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.entities import BY_NAME
from lapdesk.reports.contents_committee import (
    ActionRow,
    Aim,
    Heard,
    QuestionRow,
    RiskRow,
    StudyRow,
)
from lapdesk.services.printed import heard
from lapdesk.store import rows
from lapdesk.store.queries import plan

# What is said of an action beside its name, where something was counted.
COUNTED: Final = ("A1", "A3", "W6", "H2")
_CODES: Final = re.compile(r"(.*\S) \(([A-Z][0-9]{1,2}(?:, [A-Z][0-9]{1,2})*)\)", re.DOTALL)
_SCALES: Final[Mapping[str, tuple[int, int | None]]] = {
    "percent": (10, 1000), "hour": (60, None), "EUR": (100, None), "point": (100, None),
    "day": (10, 10), "FTE": (100, 100), "number": (100, 100), "EUR/hour": (100, 1),
}  # fmt: skip


def judged(connection: Connection, period: Period, figures: Sequence[Figure]) -> list[Standing]:
    """Every target of the plan in force, judged by these figures."""
    return catalogue.standings(connection, period, figures)


def aims(found: Iterable[Standing], action: str = "") -> tuple[Aim, ...]:
    """The targets of an action by its code; of the whole plan without one."""
    return tuple(aim(o) for o in found if o.action == action and bool(o.place) == bool(action))


def coded(action: Mapping[str, Any]) -> str:
    """The code of an action; an idea may have none yet."""
    return str(action.get("code") or "")


def aims_of(found: Iterable[Standing], code: str) -> tuple[Aim, ...]:
    """The targets of an action: none while it has no code, those of the plan are not its own."""
    return aims(found, code) if code else ()


def aim(one: Standing) -> Aim:
    """A target as papers and screens say it."""
    due = date.fromisoformat(one.due)
    known = one.quantity is not None and one.kept
    now = value(one.quantity, one.unit) if one.quantity is not None and known else None
    unsaid = "—" if one.kept else _("not followed")
    return Aim(
        code=one.code,
        title=one.name if one.name != one.code else _title(one.code),
        due=due,
        aim=float(one.target),
        aim_said=_limit(one.target, one),
        start=None if one.baseline is None else float(one.baseline),
        start_said="" if one.baseline is None else told(one.baseline, one.unit),
        now=None if now is None else float(now),
        now_said=shown(one.quantity, one.unit) if one.quantity is not None and known else unsaid,
        reached=one.reached,
        over=due < clock.today(),
        percent=one.unit == "percent",
    )


def _title(code: str) -> str:
    indicator = catalogue.BY_CODE.get(code)
    return indicator.title if indicator is not None else ""


def _limit(wanted: Decimal, one: Standing) -> str:
    said = told(wanted, one.unit)
    return _("at most {value}").format(value=said) if one.at_most else said


def told(number: Decimal, unit: str) -> str:
    """A number of a target in the unit of its figure, as the figure itself is shown."""
    times, under = _SCALES.get(unit, (1, None))
    return shown(Quantity(int((number * times).to_integral_value()), under), unit)


def actions(
    connection: Connection, figures: Sequence[Figure], found: Sequence[Standing]
) -> tuple[ActionRow, ...]:
    """The actions of the edition in force by their codes, with what was counted of each."""
    edition = plan.edition_in_force(connection)
    asked = {} if edition is None else {"plan_edition": edition["id"]}
    named = {a["id"]: a["name"] for a in rows.each(connection, BY_NAME["Actor"], ("name",))}
    partners: dict[str, set[str]] = {}
    for one in rows.each(connection, BY_NAME["ActionPartner"]):
        if one.get("role") in ("LEAD", "PARTNER") and not _ended(one):
            partners.setdefault(str(one["plan_action"]), set()).add(str(one["actor"]))
    cells = _cells(figures)
    states = lists.get("action_state")
    return tuple(
        ActionRow(
            code=coded(one),
            title=str(one["title"]),
            axes=tuple(one.get("axes") or ()),
            state=states.label(one.get("state")),
            lead=str(named.get(one.get("lead"), "")),
            partners=len(partners.get(one["id"], set()) - {str(one.get("lead"))}),
            running=one.get("state") == "RUNNING",
            figures=tuple(cells.get(coded(one), ())),
            aims=aims_of(found, coded(one)),
        )
        for one in rows.find(connection, BY_NAME["PlanAction"], asked, order="code")
        if one.get("state") != "DROPPED"
    )


def _ended(partner: Mapping[str, Any]) -> bool:
    until = partner.get("until")
    return bool(until) and str(until) < clock.today().isoformat()


def _cells(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """By action, the figures that have something for it."""
    made: dict[str, list[Figure]] = {}
    for code in COUNTED:
        for figure in figures:
            if figure.code != code or figure.by is None or figure.by.name != "action":
                continue
            for cell in figure.by.cells:
                quantity = cell.quantity
                if quantity.hidden or quantity.numerator:
                    alone = Figure(figure.code, figure.title, figure.unit, quantity)
                    made.setdefault(cell.key, []).append(alone)
    return made


def of_action(figures: Sequence[Figure], code: str) -> list[Figure]:
    """What was counted of an action by its code."""
    return _cells(figures).get(code, [])


def questions(
    connection: Connection, period: Period, figures: Sequence[Figure] = ()
) -> tuple[QuestionRow, ...]:
    """The questions of the edition in force, each with its opinions of the period and studies.

    The consolidated `figures` say what associations gathered besides.
    """
    studies = list(rows.each(connection, BY_NAME["Study"]))
    counts = heard.counted(connection, period)
    said = heard.by_role(counts)
    more = heard.gathered(connection, counts, figures)
    return tuple(
        _question(one, [*said.get(one["id"], ()), *more.get(str(one["code"]), ())], studies)
        for one in _in_force(connection, "EvaluationQuestion")
    )


def _in_force(connection: Connection, entity: str) -> list[dict[str, Any]]:
    """Records of the edition in force by their codes, and those of no edition."""
    edition = plan.edition_in_force(connection)
    found = rows.find(connection, BY_NAME[entity], {}, order="code")
    return [one for one in found
            if edition is None or one.get("plan_edition") in (None, edition["id"])]  # fmt: skip


def _question(
    one: Mapping[str, Any], said: Sequence[Heard], studies: Sequence[Mapping[str, Any]]
) -> QuestionRow:
    criteria = tuple(_criterion(text) for text in one.get("criteria") or ())
    placed = {code for _text, codes in criteria for code in codes}
    return QuestionRow(
        code=str(one["code"]),
        text=str(one["text"]),
        criteria=criteria,
        opinions=tuple(said),
        studies=tuple(
            StudyRow(
                str(s["title"]), int(s["year"]), str(s.get("author") or ""),
                str(s.get("findings") or ""),
            )
            for s in studies
            if one["id"] in (s.get("questions") or ())
        ),
        apart=tuple(code for code in one.get("indicators") or () if code not in placed),
    )  # fmt: skip


def _criterion(text: str) -> tuple[str, tuple[str, ...]]:
    """A criterion in words and the codes that it names in brackets at its end."""
    found = _CODES.fullmatch(text)
    return (found[1], tuple(found[2].split(", "))) if found else (text, ())


def risks(connection: Connection) -> tuple[RiskRow, ...]:
    """The points of vigilance of the edition in force, closed ones left out."""
    states = lists.get("risk_state")
    named = {a["id"]: a["name"] for a in rows.each(connection, BY_NAME["Actor"], ("name",))}
    return tuple(
        RiskRow(
            code=str(one["code"]),
            text=str(one["text"]),
            answer=str(one.get("answer") or ""),
            likelihood=one.get("likelihood"),
            impact=one.get("impact"),
            state=states.label(one.get("state")),
            owner=str(named.get(one.get("owner"), "")),
            reviewed_on=_day(one.get("reviewed_on")),
        )
        for one in _in_force(connection, "Risk")
        if one.get("state") != "CLOSED"
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
