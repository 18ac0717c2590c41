"""The tables of the plan and its network, in words: directory, meetings, money, actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.exchange.rows import Cell
from lapdesk.i18n import N_, _
from lapdesk.models import communes, lists, roles
from lapdesk.models.base import fields
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day, Money
from lapdesk.services.directory import freshness
from lapdesk.store import rows
from lapdesk.store.desk import Desk

Values = Mapping[str, Any]
_YES: Final = {True: N_("Yes"), False: N_("No")}


@dataclass(frozen=True, slots=True)
class Joined:
    """A table in words: its title, its labels, its lines, what they mean, what was left out."""

    title: str
    header: tuple[str, ...]
    lines: tuple[Sequence[Cell], ...]
    meant: tuple[tuple[str, str], ...] = ()
    filters: str = ""


def directory(connection: Connection, desk: Desk) -> Joined:
    """A line for each offer, or for a structure without any; interlocutors where they agreed."""
    roles.refuse_unless_reads(desk.roles, "Actor")
    offers = _grouped(connection, "Offer", "actor")
    named = roles.may_read(desk.roles, "ActorContact")
    contacts = _grouped(connection, "ActorContact", "actor") if named else {}
    found = [
        a for a in rows.each(connection, BY_NAME["Actor"])
        if a.get("state") not in ("MERGED", "CLOSED") and not a.get("merged_into")
    ]  # fmt: skip
    found.sort(key=lambda a: communes.fold(str(a.get("name") or "")))
    lines = [
        (*_actor(actor), *_offer(offer), _contacts(contacts.get(actor["id"], ())))
        for actor in found
        for offer in (offers.get(actor["id"]) or [{}])
    ]
    header = (
        *(_label("Actor", n) for n in _ACTOR), _("Freshness"),
        *(_("Offer: {label}").format(label=_label("Offer", n)) for n in _OFFER),
        _("Freshness of the offer"),
        _("Interlocutors who agreed to be listed"),
    )  # fmt: skip
    fresh = _("Checked within 180 days: up to date; within 365: to check again; else out of date.")
    meant = (*_purpose("Actor"), (_("Freshness"), fresh))
    left = _("Closed and merged structures are left out.")
    return Joined(_("Directory"), header, tuple(lines), meant, left)


_ACTOR: Final = (
    "code", "name", "short", "kind", "commune", "circle", "axes", "name_certainty", "phone",
    "mail", "site", "source", "checked_on",
)  # fmt: skip
_OFFER: Final = (
    "title", "themes", "nature", "publics", "languages", "place", "commune", "hours",
    "conditions", "papers_to_bring", "cost", "reduced_mobility", "online_only", "waiting_days",
    "checked_on",
)  # fmt: skip


def _actor(actor: Values) -> Iterator[Cell]:
    yield from (_shown("Actor", name, actor.get(name)) for name in _ACTOR)
    yield freshness(actor.get("checked_on")).short


def _offer(offer: Values) -> Iterator[Cell]:
    yield from (_shown("Offer", name, offer.get(name)) for name in _OFFER)
    yield freshness(offer["checked_on"]).short if offer.get("checked_on") else None


def _contacts(found: Sequence[Values]) -> Cell:
    told = [
        ", ".join(str(one[n]) for n in ("name", "function", "phone", "mail") if one.get(n))
        for one in found
        if one.get("agreed_to_be_listed")
    ]
    return "\n".join(told) or None


def meetings(connection: Connection, desk: Desk) -> Joined:
    """A line for each structure that came, or for a meeting to which none is noted."""
    roles.refuse_unless_reads(desk.roles, "Meeting")
    present = _grouped(connection, "MeetingPresence", "meeting")
    named = _names(connection, "Actor", "name")
    coded = _names(connection, "PlanAction", "code")
    lines = []
    for one in rows.find(connection, BY_NAME["Meeting"], {}, order='"date", n'):
        actions = "; ".join(coded.get(a, "") for a in one.get("plan_actions") or ())
        about = [_shown("Meeting", name, one.get(name)) for name in _MEETING]
        for came in present.get(one["id"]) or [{}]:
            who = named.get(str(came.get("actor")))
            lines.append((*about, actions or None, who, came.get("persons")))
    header = (
        *(_label("Meeting", n) for n in _MEETING), _label("Meeting", "plan_actions"),
        _label("MeetingPresence", "actor"), _label("MeetingPresence", "persons"),
    )  # fmt: skip
    return Joined(_("Meetings"), header, tuple(lines), _purpose("Meeting"))


_MEETING: Final = ("date", "kind", "title", "axes", "place", "minutes", "state", "decisions")


def funding(connection: Connection, desk: Desk) -> Joined:
    """A line for each source of money of an action and a year."""
    return _money(connection, desk, "Funding", _FUNDING, _("Funding"))


def budget(connection: Connection, desk: Desk) -> Joined:
    """A line for each line of an action's budget."""
    return _money(connection, desk, "BudgetLine", _BUDGET, _("Budgets"))


_FUNDING: Final = (
    "year", "kind", "actor", "asked", "granted", "paid", "rate", "apply_by", "due_account_on",
    "state", "note",
)  # fmt: skip
_BUDGET: Final = ("year", "line", "label", "planned", "actual")


def _money(
    connection: Connection, desk: Desk, entity: str, names: Sequence[str], title: str
) -> Joined:
    roles.refuse_unless_reads(desk.roles, entity)
    coded = _names(connection, "PlanAction", "code")
    titled = _names(connection, "PlanAction", "title")
    named = _names(connection, "Actor", "name")
    found = sorted(
        rows.each(connection, BY_NAME[entity]),
        key=lambda one: (coded.get(str(one["plan_action"]), ""), one.get("year") or 0),
    )
    lines = [
        (
            coded.get(str(one["plan_action"])),
            titled.get(str(one["plan_action"])),
            *(
                named.get(str(one.get(n))) if n == "actor" else _shown(entity, n, one.get(n))
                for n in names
            ),
        )
        for one in found
    ]
    header = (_("Code of the action"), _("Action"), *(_label(entity, n) for n in names))
    return Joined(title, header, tuple(lines), (*_purpose(entity), (_("Amounts"), _("Euros."))))


def actions(connection: Connection, desk: Desk) -> Joined:
    """A line for each action of the plan, with its partners."""
    roles.refuse_unless_reads(desk.roles, "PlanAction")
    named = _names(connection, "Actor", "name")
    partners = _grouped(connection, "ActionPartner", "plan_action")
    said = lists.get("partner_role")
    lines = []
    for one in rows.find(connection, BY_NAME["PlanAction"], {}, order="code"):
        about = [
            named.get(str(one.get(n))) if n == "lead" else _shown("PlanAction", n, one.get(n))
            for n in _ACTION
        ]
        joined = "; ".join(
            f"{named.get(str(p.get('actor')), '')} ({said.label(p.get('role'))})"
            for p in partners.get(one["id"], ())
            if p.get("role") != "LEAD"
        )
        lines.append((*about, joined or None))
    header = (*(_label("PlanAction", n) for n in _ACTION), _("Partners"))
    return Joined(_("Actions of the plan"), header, tuple(lines), _purpose("PlanAction"))


_ACTION: Final = (
    "code", "title", "axes", "state", "nature", "targets", "themes", "lead", "origin", "communes",
    "whole_territory", "start", "end", "flagship", "description", "objectives",
    "outputs_expected", "results", "checked_on",
)  # fmt: skip


def _purpose(entity: str) -> tuple[tuple[str, str], ...]:
    about = BY_NAME[entity].about
    return ((_("Purpose"), _(about.purpose)), (_("Data class"), about.data_class))


def _label(entity: str, name: str) -> str:
    return fields(BY_NAME[entity])[name].title


def _shown(entity: str, name: str, value: Any) -> Cell:
    """A value in words; money in euros and a number as numbers, to be added up."""
    if value is None or value == []:
        return None
    kind = fields(BY_NAME[entity])[name].kind
    if isinstance(value, bool):
        return _(_YES[value])
    if isinstance(kind, Day):
        return str(value)
    if isinstance(value, int):
        return Decimal(value).scaleb(-2) if isinstance(kind, Money) else value
    return kind.show(value)


def _grouped(connection: Connection, entity: str, by: str) -> dict[str, list[dict[str, Any]]]:
    made: dict[str, list[dict[str, Any]]] = {}
    for one in rows.each(connection, BY_NAME[entity]):
        made.setdefault(str(one[by]), []).append(one)
    return made


def _names(connection: Connection, entity: str, name: str) -> dict[str, str]:
    return {
        one["id"]: str(one.get(name) or "")
        for one in rows.each(connection, BY_NAME[entity], (name,))
    }
