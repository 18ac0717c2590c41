"""The directory as people use it: structures by word, place, theme and axis; one card in full."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.figures import circles
from lapdesk.i18n import _, ngettext
from lapdesk.models import communes, lists
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.services import loading, ties
from lapdesk.services.loading import Loaded
from lapdesk.services.pages import Page, Request, Row
from lapdesk.services.ties import Link
from lapdesk.store import directory, rows
from lapdesk.store.desk import Desk

STALE_DAYS: Final = 180
OLD_DAYS: Final = 365
# What stands on a structure's card, each with its field that says which.
_WHOLES: Final = {"Offer": "actor", "ActorContact": "actor", "ActorLink": "from"}


@dataclass(frozen=True, slots=True)
class Freshness:
    """How long ago something was checked: `tone` is good, warn or bad, `words` says it."""

    tone: str
    words: str
    short: str


@dataclass(frozen=True, slots=True)
class Part:
    """An offer or an interlocutor of a structure: as its form takes it, and how fresh it is."""

    loaded: Loaded
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class Place:
    """A structure's part in an action of the plan, in words."""

    action: str
    title: str
    role: str


@dataclass(frozen=True, slots=True)
class Card:
    """A structure in full; `circle` is said, and `why` what it follows from (B12)."""

    loaded: Loaded
    freshness: Freshness
    circle: str
    offers: tuple[Part, ...]
    contacts: tuple[Part, ...]
    places: tuple[Place, ...]
    why: str
    links: tuple[Link, ...]


def freshness(checked_on: str | None) -> Freshness:
    """Checked within 180 days, to check again, or out of date beyond 365."""
    if not checked_on:
        return Freshness("bad", _("never checked"), _("never checked"))
    days = max(0, (clock.today() - date.fromisoformat(checked_on)).days)
    if days > OLD_DAYS:
        return Freshness(
            "bad", _("out of date, checked {age}").format(age=_age(days)), _("out of date")
        )
    if days > STALE_DAYS:
        return Freshness(
            "warn", _("to check again, checked {age}").format(age=_age(days)), _("to check again")
        )
    if days == 0:
        return Freshness("good", _("checked today"), _("up to date"))
    return Freshness("good", _("checked {age}").format(age=_age(days)), _("up to date"))


def _age(days: int) -> str:
    if days < 60:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    if days < 730:
        months = days // 30
        return ngettext("{n} month ago", "{n} months ago", months).format(n=months)
    years = days // 365
    return ngettext("{n} year ago", "{n} years ago", years).format(n=years)


def page(desk: Desk, request: Request) -> Page:
    """Structures in the order of their names, accents aside; `equal` may hold commune, kind,
    theme, axis, language and circle, `text` words of a structure, its offers, interlocutors,
    place or themes.

    A directory has some hundred lines: names alone are sorted, whole rows are read by the page.
    """
    with desk.transaction() as connection:
        equal = dict(request.equal)
        order = directory.order(connection, equal, request.text)
        if equal.get("circle"):
            placed = circles.by_structure(connection)
            asked = equal["circle"]
            order = [one for one in order if placed.get(str(UUID(bytes=one[1])), "C0") == asked]
        keys = [key for key, _record in order]
        start, end = _window(keys, request)
        found = tuple(_row(connection, key, record) for key, record in order[start:end])
        return Page(found, start > 0, end < len(order))


def _window(keys: Sequence[tuple[Any, int]], request: Request) -> tuple[int, int]:
    if request.before is not None:
        end = bisect.bisect_left(keys, request.before)
        return max(0, end - request.limit), end
    start = bisect.bisect_right(keys, request.after) if request.after is not None else 0
    return start, min(len(keys), start + request.limit)


def _row(connection: Connection, key: tuple[Any, int], record: bytes) -> Row:
    values = rows.get(connection, BY_NAME["Actor"], record) or {}
    offers = rows.find(connection, BY_NAME["Offer"], {"actor": str(UUID(bytes=record))})
    days = [values.get("checked_on"), *(o.get("checked_on") for o in offers)]
    oldest = freshness(min((d for d in days if d), default=None))
    cells = (
        str(values.get("name") or ""),
        communes.label(values.get("commune")),
        " · ".join(str(o.get("title") or "") for o in offers),
        oldest.short,
    )
    return Row(str(UUID(bytes=record)), key, cells, {**values, "tone": oldest.tone})


def card(desk: Desk, record: str) -> Card:
    """A structure with its offers, interlocutors and parts in the plan, those merged into it too.

    Raises LD-108 where it is not there.
    """
    loaded = loading.load(desk, "Actor", record)
    with desk.transaction() as connection:
        merged = rows.find(connection, BY_NAME["Actor"], {"merged_into": record})
        ids = [record, *(m["id"] for m in merged)]
        return Card(
            loaded,
            freshness(loaded.values.get("checked_on")),
            circle(connection, {**loaded.values, "id": record}),
            tuple(_parts(desk, connection, "Offer", ids, "checked_on")),
            tuple(_parts(desk, connection, "ActorContact", ids, "last_contact")),
            tuple(_places(connection, ids)),
            ties.why(desk, connection, ids, loaded.values),
            tuple(ties.of_structure(desk, connection, ids)),
        )


def _parts(
    desk: Desk, connection: Connection, entity: str, ids: Sequence[str], day: str
) -> Iterator[Part]:
    for actor in ids:
        for found in rows.find(connection, BY_NAME[entity], {"actor": actor}):
            yield Part(loading.load(desk, entity, found["id"]), freshness(found.get(day)))


def _places(connection: Connection, ids: Sequence[str]) -> Iterator[Place]:
    roles = lists.get("partner_role")
    found = set()
    for actor in ids:
        for part in rows.find(connection, BY_NAME["ActionPartner"], {"actor": actor}):
            if part.get("until") and part["until"] < clock.today().isoformat():
                continue
            action = rows.get(connection, BY_NAME["PlanAction"], UUID(part["plan_action"]).bytes)
            if action is not None:
                found.add(
                    Place(
                        str(action.get("code") or ""),
                        str(action.get("title") or ""),
                        roles.label(part.get("role")),
                    )
                )
    yield from sorted(found, key=lambda p: p.action)


def circle(connection: Connection, values: Mapping[str, Any]) -> str:
    """A structure's circle in words (B12), with the reason where it was set by hand."""
    code = circles.by_structure(connection).get(str(values.get("id")), "C0")
    label = lists.get("circle").label(code)
    reason = values.get("circle_reason")
    return _("{circle} ({reason})").format(circle=label, reason=reason) if reason else label


def structure_of(desk: Desk, record: str) -> str | None:
    """The structure that a record is, or is a part of."""
    with desk.transaction() as connection:
        key = UUID(record).bytes
        if rows.get(connection, BY_NAME["Actor"], key) is not None:
            return record
        for entity, whole in _WHOLES.items():
            found = rows.get(connection, BY_NAME[entity], key)
            if found is not None:
                return str(found[whole])
    return None


def verified(loaded: Loaded) -> Draft:
    """What « mark verified » writes: somebody checked it today."""
    day = clock.today().isoformat()
    return Draft(loaded.entity, {"checked_on": day}, loaded.record, loaded.base)


def merged(loaded: Loaded, into: str) -> Draft:
    """What a merge writes (B13): both ids stay, and the other card shows all that this one had."""
    fields = {"merged_into": into, "state": "MERGED"}
    return Draft("Actor", fields, loaded.record, loaded.base)


def new_values(entity: str, actor: Loaded | None = None) -> dict[str, Any]:
    """What a new structure, offer or interlocutor starts with."""
    day = clock.today().isoformat()
    if entity == "Actor":
        return {"checked_on": day, "source": _("entered here on {day}").format(day=Day().show(day))}
    assert actor is not None
    start: dict[str, Any] = {"actor": actor.record}
    if entity == "ActorLink":
        # The structure that it goes from is said by the card it is added to.
        start = {"source": "DIRECTORY", "since": day}
    elif entity == "Offer":
        start |= {"checked_on": day, "commune": actor.values.get("commune")}
    else:
        start |= {"last_contact": day, "agreed_to_be_listed": False}
    return {name: value for name, value in start.items() if value is not None}
