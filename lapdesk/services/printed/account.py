"""The account of an action for its funder: what was done and paid in a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.figures.period import Period
from lapdesk.i18n import _
from lapdesk.models import communes
from lapdesk.models.kinds import Day
from lapdesk.reports.contents_plan import AccountContent, BudgetRow
from lapdesk.services import funding, keys
from lapdesk.services.contents import sender
from lapdesk.services.printed import action
from lapdesk.services.printed.asked import Asked, only, record
from lapdesk.store.desk import Desk

_DAYS: Final = """
SELECT min(day), max(day), count(*) FROM ({facts})"""
_SESSIONS: Final = """
SELECT s.date AS day, w.place AS place, w.commune AS commune
FROM session s JOIN workshop w ON w.id = s.workshop
WHERE w.plan_action = :action AND s.date BETWEEN :start AND :end
    AND s.state IN ('HELD', 'LOCKED')"""
_DESKS: Final = """
SELECT p.date AS day, p.place AS place, p.commune AS commune FROM permanence p
WHERE p.plan_action = :action AND p.date BETWEEN :start AND :end"""
_ACTS: Final = """
SELECT a.date AS day, NULL AS place, a.commune_place AS commune FROM support_action a
WHERE a.plan_action = :action AND a.date BETWEEN :start AND :end"""


def pages(desk: Desk, asked: Asked) -> bytes:
    """The account as PDF bytes."""
    from lapdesk.reports.account import account_pages

    return account_pages(content(desk, asked), large=asked.large)


def content(desk: Desk, asked: Asked) -> AccountContent:
    """The account of one action, of the period asked for, else of last year."""
    period = _period(asked)
    figures, standing = action.figures_of(desk, period)
    with desk.transaction() as connection:
        one = record(connection, "PlanAction", only(asked.ids))
        if one is None:
            raise LapdeskError("LD-108", _("No record has this id."), _("Choose an action."))
        sheet = action.sheet(desk, connection, one, figures, standing)
        done = tuple(_done(connection, str(one["id"]), period))
    year = period.end.year
    money = funding.money(desk, str(one["id"]), year)
    return AccountContent(
        sender=sender(desk),
        action=replace(sheet, facts=()),
        year=year,
        start=period.start,
        end=period.end,
        made_on=clock.today(),
        costs=tuple(_row(row) for row in money.costs),
        incomes=tuple(_row(row) for row in money.income),
        done=done,
        figures=sheet.figures,
        hour_cents=keys.organisation(desk).get("hourly_rate"),
        notes=money.notes,
    )


def _period(asked: Asked) -> Period:
    from lapdesk.services.summaries import as_period

    if asked.start and asked.end:
        return as_period(asked.start, asked.end)
    year = clock.today().year - 1
    return as_period(date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat())


def _row(row: funding.Row) -> BudgetRow:
    return BudgetRow(row.account, row.label, row.planned, row.actual)


def _done(connection: Connection, one: str, period: Period) -> Iterator[tuple[str, str]]:
    """Sessions, desks and acts of the action, their places, their first and last day."""
    from uuid import UUID

    values = {
        "action": UUID(one).bytes,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
    }
    every = " UNION ALL ".join((_SESSIONS, _DESKS, _ACTS))
    for label, facts in (
        (_("Sessions of workshops"), _SESSIONS),
        (_("Desks held"), _DESKS),
        (_("Acts of support"), _ACTS),
    ):
        count = _ask(connection, _DAYS.format(facts=facts), values)[0][2]
        if count:
            yield label, str(count)
    first, last, count = _ask(connection, _DAYS.format(facts=every), values)[0]
    if count:
        kind = Day()
        said = _("from {start} to {end}").format(start=kind.show(first), end=kind.show(last))
        yield _("Dates"), said
    where = _ask(connection, f"SELECT DISTINCT place, commune FROM ({every})", values)  # noqa: S608 - our own queries
    named = {", ".join(p for p in (place, communes.label(insee)) if p) for place, insee in where}
    places = sorted((name for name in named if name), key=communes.fold)
    if places:
        yield _("Where"), "\n".join(places)


def _ask(connection: Connection, sql: str, values: dict[str, Any]) -> list[Any]:
    return list(connection.exec_driver_sql(sql, values))
