"""What actions cost and who pays, by year: sources, budget, what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from lapdesk import clock
from lapdesk.i18n import _, ngettext
from lapdesk.models import lists
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day, Money
from lapdesk.models.rules.funding import EUROPEAN, RECEIVED, USED, USUAL_RATE
from lapdesk.services import loading
from lapdesk.services.loading import Loaded
from lapdesk.store import rows
from lapdesk.store.desk import Desk

SOON_DAYS: Final = 60
_PLANNED, _ACTUAL = "planned", "actual"
_DUES: Final = (("apply_by", ("SOUGHT",)), ("due_account_on", ("GRANTED", "PAID")))


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something is to be asked for or accounted for; tone: good, warn or bad."""

    day: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Line:
    """An action in the list of a year: what it was granted or paid, its budget, what is due."""

    id: str
    code: str
    title: str
    given: int
    planned: int
    sources: int
    due: Due | None


@dataclass(frozen=True, slots=True)
class Source:
    """Money of one source, as its form takes it; `words` says whose, `due` what is due."""

    loaded: Loaded
    words: str
    state: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class Row:
    """One account of the budget: its records (several where lines were told apart), its sums."""

    account: str
    label: str
    records: tuple[str, ...]
    planned: int | None
    actual: int | None


@dataclass(frozen=True, slots=True)
class ActionMoney:
    """One action's money of a year."""

    action: str
    title: str
    year: int
    sources: tuple[Source, ...]
    costs: tuple[Row, ...]
    income: tuple[Row, ...]
    notes: tuple[str, ...]


def years(desk: Desk) -> tuple[int, int]:
    """The first and the last year that holds money, this year among them."""
    with desk.transaction() as connection:
        found = connection.exec_driver_sql(
            "SELECT min(year), max(year) FROM"
            " (SELECT year FROM funding UNION ALL SELECT year FROM budget_line)"
        ).one()
    now = clock.today().year
    return min(now, found[0] or now), max(now, found[1] or now) + 1


def lines(desk: Desk, year: int) -> list[Line]:
    """The actions of a year, those with money first, then by their code; ended ones only then."""
    with desk.transaction() as connection:
        found = connection.exec_driver_sql(_LINES, (year, year, year)).all()
        funded = rows.find(connection, BY_NAME["Funding"], {"year": year})
    dues: dict[str, list[Due]] = {}
    for one in funded:
        for due in _dues(one):
            dues.setdefault(str(one["plan_action"]), []).append(due)
    made = []
    for record, code, title, given, planned, sources in found:
        action = str(UUID(bytes=record))
        first = min(dues.get(action, ()), key=lambda due: due.day, default=None)
        made.append(Line(action, code, title, int(given), int(planned), int(sources), first))
    return made


_LINES: Final = """
SELECT id, code, title, given, planned, sources FROM (
    SELECT a.id, a.code, a.title,
        (SELECT coalesce(sum(coalesce(f.paid, f.granted, 0)), 0) FROM funding f
            WHERE f.plan_action = a.id AND f.year = ? AND f.state IS NOT 'REFUSED') AS given,
        (SELECT coalesce(sum(b.planned), 0) FROM budget_line b
            WHERE b.plan_action = a.id AND b.year = ? AND b.line BETWEEN '60' AND '69') AS planned,
        (SELECT count(*) FROM funding f WHERE f.plan_action = a.id AND f.year = ?) AS sources,
        a.state
    FROM plan_action a)
WHERE sources > 0 OR planned > 0 OR state NOT IN ('DROPPED', 'COMPLETED')
ORDER BY (sources > 0 OR planned > 0) DESC, code
"""


def _dues(values: Mapping[str, Any]) -> list[Due]:
    asked = {"apply_by": _("to be asked by {day}"), "due_account_on": _("account due on {day}")}
    return [
        Due(
            str(values[name]), asked[name].format(day=Day().show(values[name])), _tone(values[name])
        )
        for name, states in _DUES
        if values.get(name) and values.get("state") in states
    ]


def _tone(day: str) -> str:
    left = (date.fromisoformat(day) - clock.today()).days
    return "bad" if left < 0 else "warn" if left <= SOON_DAYS else "good"


def due_words(found: Sequence[Line]) -> str:
    """How many actions have something due soon, or late; empty where none has."""
    soon = sum(line.due is not None and line.due.tone != "good" for line in found)
    said = ngettext(
        "{n} action has a deadline within 60 days, or passed.",
        "{n} actions have a deadline within 60 days, or passed.",
        soon,
    )
    return said.format(n=soon) if soon else ""


def money(desk: Desk, action: str, year: int) -> ActionMoney:
    """One action's sources and budget of a year."""
    with desk.transaction() as connection:
        about = {"plan_action": action, "year": year}
        funded = rows.find(connection, BY_NAME["Funding"], about)
        budget = rows.find(connection, BY_NAME["BudgetLine"], about)
        title = loading.called(desk, connection, "PlanAction", action)
        actors = loading.called_all(desk, connection, "Actor", {str(one["actor"]) for one in funded
                                                                if one.get("actor")})  # fmt: skip
    loaded = [loading.load(desk, "Funding", str(one["id"])) for one in funded]
    states = lists.get("funding_state")
    sources = [
        Source(whole, source_words(one, actors), states.label(one.get("state")),
               next(iter(_dues(one)), None))
        for one, whole in zip(funded, loaded, strict=True)
    ]  # fmt: skip
    costs, income = _rows(budget, "cost"), _rows(budget, "income")
    return ActionMoney(
        action, title, year, tuple(sources), costs, income, _notes(funded, costs, income)
    )


def source_words(one: Mapping[str, Any], actors: Mapping[str, str]) -> str:
    """A source of money: its kind, and who gives where `actors` names them."""
    kind = lists.get("funding_kind").label(one.get("kind"))
    called = actors.get(str(one.get("actor")))
    return f"{kind} · {called}" if called else kind


def _rows(budget: Sequence[Mapping[str, Any]], side: str) -> tuple[Row, ...]:
    entries = lists.get("budget_line").entries
    made = []
    for code, entry in entries.items():
        if entry.traits.get("side") != side:
            continue
        own = [one for one in budget if one.get("line") == code]
        made.append(
            Row(code, entry.label, tuple(str(one["id"]) for one in own),
                _sum(own, _PLANNED), _sum(own, _ACTUAL))
        )  # fmt: skip
    return tuple(made)


def _sum(own: Sequence[Mapping[str, Any]], name: str) -> int | None:
    known = [int(one[name]) for one in own if one.get(name) is not None]
    return sum(known) if known else None


def total(found: Sequence[Row], name: str, *, kind: bool = True) -> int:
    """What accounts add up to; `kind` with contributions in kind."""
    told = [row for row in found if kind or row.account not in (USED, RECEIVED)]
    return sum(getattr(row, name) or 0 for row in told)


def _notes(
    funded: Sequence[Mapping[str, Any]], costs: Sequence[Row], income: Sequence[Row]
) -> tuple[str, ...]:
    """What deserves a look: contributions that differ, Europe's share, a budget out of balance."""
    show, said = Money().show, []
    for name, of in ((_PLANNED, _("planned")), (_ACTUAL, _("actual"))):
        used = next((getattr(r, name) for r in costs if r.account == USED), None)
        received = next((getattr(r, name) for r in income if r.account == RECEIVED), None)
        if (used or 0) != (received or 0):
            words = _("Contributions in kind, {of}: 86 is {a}, 87 is {b}; they should be equal.")
            said.append(words.format(of=of, a=show(used or 0), b=show(received or 0)))
        spent, got = total(costs, name), total(income, name)
        if spent != got and spent and got:
            words = _("Costs and income, {of}, differ by {a}.")
            said.append(words.format(of=of, a=show(abs(spent - got))))
    return (*said, *_european(funded, costs))


def _european(funded: Sequence[Mapping[str, Any]], costs: Sequence[Row]) -> list[str]:
    cost = sum(
        next((n for n in (r.actual, r.planned) if n is not None), 0)
        for r in costs
        if r.account != USED
    )
    calls = [f for f in funded if f.get("kind") in EUROPEAN and f.get("state") != "REFUSED"]
    given = sum(_first(f, "paid", "granted", "asked") for f in calls)
    rate = min((int(f.get("rate") or USUAL_RATE) for f in calls), default=USUAL_RATE)
    if not cost or given * 100 <= cost * rate:
        return []
    words = _("European money: {a} of {b}, more than {rate} % of the cost.")
    return [words.format(a=Money().show(given), b=Money().show(cost), rate=rate)]


def _first(values: Mapping[str, Any], *names: str) -> int:
    return next((int(values[n]) for n in names if values.get(n) is not None), 0)


def noting(found: ActionMoney, row: Row, name: str, cents: int | None) -> list[Draft]:
    """An amount of an account: a new line, or the line that is there.

    Contributions in kind are written on both sides at once. V28 judges each line as it is
    written, so the other side's goes first and comes back with the same amount.
    """
    other = {USED: RECEIVED, RECEIVED: USED}.get(row.account)
    both = {r.account: r for r in (*found.costs, *found.income)}
    if other is None or len(both[other].records) > 1:
        return [_draft(found, row, name, cents)]
    gone = [Draft("BudgetLine", None, record) for record in both[other].records]
    return [*gone, _draft(found, row, name, cents), *_anew(found, both[other], name, cents)]


def _draft(found: ActionMoney, row: Row, name: str, cents: int | None) -> Draft:
    amounts = {_PLANNED: row.planned, _ACTUAL: row.actual, name: cents}
    if row.records and not any(amounts.values()):
        return Draft("BudgetLine", None, row.records[0])
    if row.records:
        return Draft(
            "BudgetLine", {name: (cents or 0) if name == _PLANNED else cents}, row.records[0]
        )
    return _line(found, row, amounts)


def _anew(found: ActionMoney, row: Row, name: str, cents: int | None) -> list[Draft]:
    amounts = {_PLANNED: row.planned, _ACTUAL: row.actual, name: cents}
    return [_line(found, row, amounts)] if any(amounts.values()) else []


def _line(found: ActionMoney, row: Row, amounts: Mapping[str, int | None]) -> Draft:
    about = {"plan_action": found.action, "year": found.year, "line": row.account}
    return Draft("BudgetLine", {**about, **amounts, _PLANNED: amounts[_PLANNED] or 0})
