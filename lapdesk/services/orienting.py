"""Sending a person to a service: where to, near them and checked lately; to whom; then recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal
from uuid import uuid4

from lapdesk import clock
from lapdesk.models import communes, lists
from lapdesk.models.check import FOLLOW_UP_DAYS
from lapdesk.models.communes import fold
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import happened
from lapdesk.services import people as persons
from lapdesk.services.event import Event
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import offers as queries
from lapdesk.store.queries.offers import OfferRow

YELLOW_DAYS: Final = 180
RED_DAYS: Final = 365
MOST: Final = 60
Freshness = Literal["fresh", "yellow", "red"]


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to be sent: an offer of a structure, or a structure alone (`offer` None).

    `languages` in words; `speaks` where the person's own is among them.
    """

    actor: str
    actor_name: str
    offer: str | None
    title: str
    commune: str
    hours: str
    place: str
    phone: str
    checked_on: str
    days: int
    freshness: Freshness
    near: bool
    languages: tuple[str, ...] = ()
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class Interlocutor:
    """Whom to ask for in a structure, and how they may be introduced."""

    id: str
    name: str
    function: str
    introduce_as: str


def freshness(checked_on: str) -> tuple[int, Freshness]:
    """Days since something was checked, and what that makes of it."""
    if not checked_on:
        return RED_DAYS + 1, "red"
    days = (clock.today() - date.fromisoformat(checked_on)).days
    if days > RED_DAYS:
        return days, "red"
    return days, "yellow" if days > YELLOW_DAYS else "fresh"


def places(
    desk: Desk, theme: str, commune: str | None, text: str = "", language: str | None = None
) -> list[Place]:
    """Where to send for a theme, nearest first: offers, then structures alone by their name.

    As near, those first that speak `language`, and that were checked less than a year ago.
    `text` narrows to those that hold its words. At most 60.
    """
    with desk.transaction() as connection:
        offers = queries.on_theme(connection, theme)
        offering = {row.actor for row in offers}
        alone = [row for row in queries.of_structures(connection) if row.actor not in offering]
        found = [*offers, *alone]
    asked = fold(text).split()
    kept = [row for row in found if _holds(row, asked)]
    kept.sort(key=lambda row: fold(row.actor_name))
    kept.sort(key=lambda row: (row.offer is None, *_order(row, commune, language)))
    return [_place(row, commune, language) for row in kept[:MOST]]


def _holds(row: OfferRow, asked: Sequence[str]) -> bool:
    words = f"{fold(row.actor_name)} {fold(row.title)} {fold(communes.label(row.commune))}"
    return all(f" {one}" in f" {words}" for one in asked)


def _order(row: OfferRow, commune: str | None, language: str | None) -> tuple[int, ...]:
    days, _fresh = freshness(row.checked_on)
    foreign = bool(language) and language not in row.languages
    return distance(row.commune, commune), foreign, days > RED_DAYS, days


def _place(row: OfferRow, commune: str | None, language: str | None) -> Place:
    days, fresh = freshness(row.checked_on)
    return Place(
        row.actor,
        row.actor_name,
        row.offer,
        row.title,
        communes.label(row.commune),
        row.hours,
        row.place,
        row.phone,
        row.checked_on,
        days,
        fresh,
        bool(commune) and distance(row.commune, commune) <= 1,
        tuple(lists.get("language").label(code) for code in row.languages),
        language in row.languages,
    )


@cache
def _tiles() -> Mapping[str, tuple[int, int]]:
    """Column and row of each commune of Val-de-Marne on the map of tiles."""
    tiles = lists.reference("tiles-94")["tiles"]
    return MappingProxyType({t["insee"]: (t["column"], t["row"]) for t in tiles})


def distance(one: str, other: str | None) -> int:
    """How far two communes are: in tiles within Val-de-Marne, else by department."""
    if not other or not one:
        return 20
    if one == other:
        return 0
    here, there = _tiles().get(one), _tiles().get(other)
    if here and there:
        return max(abs(here[0] - there[0]), abs(here[1] - there[1]))
    return 15 if one[:2] == other[:2] else 20


def interlocutors(desk: Desk, actor: str) -> list[Interlocutor]:
    """Whom to ask for in a structure, those met last first."""
    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["ActorContact"], {"actor": actor})
    found.sort(key=lambda c: str(c.get("last_contact") or ""), reverse=True)
    return [
        Interlocutor(
            c["id"],
            str(c.get("name") or ""),
            str(c.get("function") or ""),
            str(c.get("introduce_as") or ""),
        )
        for c in found
    ]


def news_on(appointment: str | None) -> str:
    """When news is asked for, unless one says otherwise: in 14 days, or the day after the
    appointment."""
    if appointment:
        return (date.fromisoformat(appointment[:10]) + timedelta(days=1)).isoformat()
    return (clock.today() + timedelta(days=FOLLOW_UP_DAYS)).isoformat()


def drafts(values: Mapping[str, Any], *, member: str, agrees_now: bool) -> tuple[str, list[Draft]]:
    """An orientation's id and what to record; `agrees_now` notes the consent to share first.

    It begins as agreed, or with an appointment where there is one.
    """
    orientation, today = str(uuid4()), clock.today()
    appointment = values.get("appointment_at")
    whole = {
        "date": today.isoformat(),
        "follow_up_on": news_on(appointment),
        "state": "APPOINTED" if appointment else "AGREED",
        **values,
    }
    drafts = [Draft("Orientation", whole, orientation)]
    if agrees_now:
        drafts.insert(0, persons.consent(str(values["participant"]), "SHARE", member))
    return orientation, drafts


def sent_on(before: Event, then: str) -> list[Draft]:
    """What to record of an orientation from which the person is sent on to another, `then`.

    One that waited for news ends so; an outcome that was known stays.
    """
    made: list[Draft] = []
    values: dict[str, Any] = {"next": then}
    if before.state:
        seen = () if before.state in ("DECLINED", "MISSED", "REFUSED") else ("ATTENDED",)
        ended = happened.Sentence("SENT_ON", "", (*seen, "CLOSED"), "REDIRECTED")
        *made, last = happened.drafts(before.record, before.state, before.base, ended)
        declined = before.state == "DECLINED"
        values |= {} if declined else dict(last.fields or {})
    return [*made, Draft("Orientation", values, before.record, before.base)]


def for_need(need: Event) -> Draft:
    """A need for which the person is sent somewhere is being worked on."""
    return Draft("Need", {"state": "WORKED"}, need.record, need.base)
