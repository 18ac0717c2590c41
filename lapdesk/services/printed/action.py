"""Sheets of actions of the plan: what is known of each, with what was counted in the period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.figures.period import Period
from lapdesk.figures.results import Figure
from lapdesk.figures.targets import Standing
from lapdesk.i18n import _
from lapdesk.models import communes, lists
from lapdesk.models.base import fields
from lapdesk.models.change import Change
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.reports.contents_plan import (
    ActionContent,
    ActionSheet,
    FundingRow,
    PartnerRow,
    RelayRow,
)
from lapdesk.reports.words import span
from lapdesk.services.contents import plan_title, sender
from lapdesk.services.printed import planned
from lapdesk.services.printed.asked import Asked, record
from lapdesk.store import journal, rows
from lapdesk.store.desk import Desk

_HISTORY: Final = 8  # the latest changes
_PARTS: Final = {"LEAD": 0, "PARTNER": 1, "FUNDER": 2, "IDENTIFIED": 3}


def pages(desk: Desk, asked: Asked) -> bytes:
    """The sheets as PDF bytes."""
    from lapdesk.reports.action import action_pages

    return action_pages(content(desk, asked), large=asked.large)


def content(desk: Desk, asked: Asked) -> ActionContent:
    """The actions that ids or codes name; raises LD-127 (none named), LD-108 (not there)."""
    if not asked.ids:
        raise LapdeskError("LD-127", _("Name one record with --id."))
    period = counted_in(asked)
    figures, standing = figures_of(desk, period)
    with desk.transaction() as connection:
        found = [record(connection, "PlanAction", one) for one in asked.ids]
        if None in found:
            raise LapdeskError("LD-108", _("No record has this id."), _("Choose an action."))
        sheets = tuple(
            sheet(desk, connection, one, figures, standing) for one in found if one is not None
        )
    said = span(period.start, period.end)
    return ActionContent(sender(desk), plan_title(desk), sheets, clock.today(), said)


def counted_in(asked: Asked) -> Period:
    """The period asked for, else this year until today."""
    from lapdesk.services.summaries import as_period

    today = clock.today()
    start = asked.start or date(today.year, 1, 1).isoformat()
    return as_period(start, asked.end or today.isoformat())


def figures_of(desk: Desk, period: Period) -> tuple[Sequence[Figure], list[Standing]]:
    """The protected figures of a period and every target judged by them.

    At the committee they are those of all associations together. A sheet of an action leaves the
    house: nothing stands on it that a summary would hide.
    """
    from lapdesk.services import committee, summaries

    figures: Sequence[Figure] = committee.consolidated(desk, period).figures
    if not any(f.by is not None and f.by.name == "action" for f in figures):
        try:
            figures = summaries.protected(desk, period)
        except LapdeskError as refused:
            if refused.code != "LD-290":  # too few people for any number: the rest is printed
                raise
    with desk.transaction() as connection:
        return figures, planned.judged(connection, period, figures)


def sheet(
    desk: Desk,
    connection: Connection,
    one: Mapping[str, Any],
    figures: Sequence[Figure],
    standing: Sequence[Standing],
) -> ActionSheet:
    """All that is known of an action."""
    code = planned.coded(one)
    partners = tuple(_partners(connection, one["id"]))
    fundings = tuple(_fundings(connection, one["id"]))
    state = lists.get("action_state")
    return ActionSheet(
        code=code,
        title=str(one["title"]),
        axes=tuple(one.get("axes") or ()),
        state=state.label(one.get("state")),
        facts=tuple(_facts(connection, one)),
        certainty=certainty(one.get("title_certainty")),
        flagship=bool(one.get("flagship")),
        description=str(one.get("description") or ""),
        objectives=tuple(one.get("objectives") or ()),
        expected=str(one.get("outputs_expected") or ""),
        results=tuple(one.get("results") or ()),
        partners=partners,
        fundings=fundings,
        relays=tuple(_relays(connection, one["id"])),
        aims=planned.aims_of(standing, code),
        figures=tuple(planned.of_action(figures, code)),
        wanted=tuple(_wanted(one, partners, fundings)) if one.get("state") == "IDEA" else (),
        history=tuple(_history(desk, connection, one["id"])),
        note=str(one.get("note") or ""),
        source=str(one.get("source") or ""),
    )


def certainty(code: str | None) -> str:
    """What is unsure of a name, in words; empty where it is given."""
    if code == "LIKELY":
        return _("name likely, not confirmed")
    return _("name unsure") if code == "UNSURE" else ""


def _facts(connection: Connection, one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield _("Lead"), _name(connection, one.get("lead"))
    yield _("Nature"), _labels("action_nature", one.get("nature"))
    yield _("Publics"), _labels("target_public", one.get("targets"))
    yield _("Themes"), _labels("theme", one.get("themes"))
    where = [communes.label(insee) for insee in one.get("communes") or ()]
    whole = _("The whole territory") if one.get("whole_territory") else ""
    yield _("Where"), whole or ", ".join(where)
    yield _("Countries of origin"), ", ".join(one.get("origin_countries") or ())
    yield _("When"), _days(one)
    yield _("Origin"), lists.get("action_origin").label(one.get("origin"))
    former = one.get("continues")
    if former:
        before = rows.get(connection, BY_NAME["PlanAction"], UUID(former).bytes) or {}
        yield _("Continues"), f"{before.get('code', '')} {before.get('title', '')}".strip()
    checked = one.get("checked_on")
    yield _("Reviewed on"), Day().show(checked) if checked else ""


def _labels(name: str, codes: Sequence[str] | None) -> str:
    return ", ".join(lists.get(name).label(code) for code in codes or ())


def _days(one: Mapping[str, Any]) -> str:
    start, end = one.get("start"), one.get("end")
    kind = Day(year_alone=True)
    if start and end:
        return _("from {start} to {end}").format(start=kind.show(start), end=kind.show(end))
    if start:
        return _("since {day}").format(day=kind.show(start))
    return _("until {day}").format(day=kind.show(end)) if end else ""


def _name(connection: Connection, actor: str | None) -> str:
    if not actor:
        return ""
    return str((rows.get(connection, BY_NAME["Actor"], UUID(actor).bytes) or {}).get("name") or "")


def _partners(connection: Connection, action: str) -> Iterator[PartnerRow]:
    found = rows.find(connection, BY_NAME["ActionPartner"], {"plan_action": action})
    said = lists.get("partner_role")
    named = [(p, _name(connection, p.get("actor"))) for p in found]
    named.sort(key=lambda pair: (_PARTS.get(str(pair[0].get("role")), 9), communes.fold(pair[1])))
    for one, name in named:
        days = (_day(one.get("since")), _day(one.get("until")))
        yield PartnerRow(said.label(one.get("role")), name, *days)


def _fundings(connection: Connection, action: str) -> Iterator[FundingRow]:
    kinds, states = lists.get("funding_kind"), lists.get("funding_state")
    for one in rows.find(
        connection, BY_NAME["Funding"], {"plan_action": action}, order='"year", "kind", n'
    ):
        yield FundingRow(
            source=kinds.label(one.get("kind")),
            year=int(one["year"]),
            state=states.label(one.get("state")),
            funder=_name(connection, one.get("actor")),
            asked=one.get("asked"),
            granted=one.get("granted"),
            paid=one.get("paid"),
            due_on=_day(one.get("due_account_on")),
        )


def _relays(connection: Connection, action: str) -> Iterator[RelayRow]:
    channels = lists.get("comm_channel")
    for one in rows.find(
        connection, BY_NAME["CommRelay"], {"plan_action": action}, order='"date", n'
    ):
        yield RelayRow(
            date.fromisoformat(one["date"]),
            channels.label(one.get("channel")),
            str(one.get("title") or ""),
            one.get("reach"),
        )


def _wanted(
    one: Mapping[str, Any], partners: Sequence[PartnerRow], fundings: Sequence[FundingRow]
) -> Iterator[str]:
    """What an idea has not yet: who leads it, where, when, for what result, with whom and what."""
    asked = (
        (one.get("lead"), _("a structure that leads it")),
        (one.get("communes") or one.get("whole_territory"), _("a place")),
        (one.get("start"), _("a beginning")),
        (one.get("outputs_expected"), _("the results expected")),
        (partners, _("partners")),
        (fundings, _("a funding, or its own means")),
    )
    return (words for value, words in asked if not value)


def _history(desk: Desk, connection: Connection, action: str) -> Iterator[tuple[date, str]]:
    """The latest changes of the action itself: its states in words, other fields by their names."""
    tips = journal.heads(connection, "PlanAction", UUID(action).bytes)
    changes = journal.history(connection, desk.devices, tips)
    changes.sort(key=lambda change: (change.clock, change.number), reverse=True)
    for change in changes[:_HISTORY]:
        said = _changed(change, first=not change.parents)
        if said:
            yield clock.moment(change.clock).date(), said


def _changed(change: Change, *, first: bool) -> str:
    written = change.fields or {}
    known = fields(BY_NAME["PlanAction"])
    state = lists.get("action_state").label(written["state"]) if written.get("state") else ""
    if first:
        return _("entered: {state}").format(state=state) if state else _("entered")
    names = [known[n].title for n in written if n in known and n != "state"]
    parts = [_("state: {state}").format(state=state)] if state else []
    if names:
        parts.append(_("changed: {fields}").format(fields=", ".join(names)))
    return "; ".join(parts)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
