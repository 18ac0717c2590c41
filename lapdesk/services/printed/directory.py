"""The directory of structures, from the cards that are here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.figures.circles import by_structure
from lapdesk.i18n import _
from lapdesk.models import communes, lists, roles
from lapdesk.models.entities import BY_NAME
from lapdesk.reports.contents_network import (
    DirectoryContent,
    DirectoryGroup,
    ListedActor,
    ListedContact,
    ListedOffer,
)
from lapdesk.services.contents import sender
from lapdesk.services.directory import freshness
from lapdesk.services.printed.asked import Asked
from lapdesk.store import rows
from lapdesk.store.desk import Desk

WAYS: Final = ("commune", "theme", "axis")
_LEFT_OUT: Final = ("MERGED", "CLOSED")
Parts = Mapping[str, list[Mapping[str, Any]]]


def pages(desk: Desk, asked: Asked) -> bytes:
    """The directory as PDF bytes."""
    from lapdesk.reports.directory import directory_pages

    return directory_pages(content(desk, asked.by or WAYS[0]), large=asked.large)


def content(desk: Desk, by: str) -> DirectoryContent:
    """The structures by `by`, one of `WAYS`; raises LD-128 for another."""
    if by not in WAYS:
        raise LapdeskError(
            "LD-128",
            _("The directory is not sorted so."),
            _("Choose commune, theme or axis."),
        )
    with desk.transaction() as connection:
        cards = _cards(connection, desk)
    groups = tuple(_GROUPS[by](cards))
    there = {id(actor) for group in groups for actor in group.actors}
    ages = Counter(actor.age for _values, actor in cards)
    return DirectoryContent(
        sender(desk),
        by,
        groups,
        clock.today(),
        len(cards),
        (ages["good"], ages["warn"], ages["bad"]),
        sum(id(actor) not in there for _values, actor in cards),
    )


Card = tuple[Mapping[str, Any], ListedActor]


def _cards(connection: Connection, desk: Desk) -> list[Card]:
    """Each structure with its values, in the order of their names."""
    actors = rows.find(connection, BY_NAME["Actor"], {})
    into = {a["id"]: a["merged_into"] for a in actors if a.get("merged_into")}
    offers = _by_actor(rows.find(connection, BY_NAME["Offer"], {}), into)
    listed = {"agreed_to_be_listed": True}
    named = roles.may_read(desk.roles, "ActorContact")
    found = rows.find(connection, BY_NAME["ActorContact"], listed) if named else []
    contacts = _by_actor(found, into)
    placed = by_structure(connection)
    shown = [a for a in actors if a.get("state") not in _LEFT_OUT and not a.get("merged_into")]
    shown.sort(key=lambda a: (communes.fold(str(a.get("name") or "")), a["id"]))
    return [
        (
            {**a, "themes": _themes(offers.get(a["id"], ()))},
            _card(
                {**a, "circle": placed[a["id"]]}, offers.get(a["id"], []), contacts.get(a["id"], [])
            ),
        )
        for a in shown
    ]


def _by_actor(
    parts: Iterable[Mapping[str, Any]], into: Mapping[str, str]
) -> dict[str, list[Mapping[str, Any]]]:
    """Parts by their structure; those of a merged card stand with the one that stays."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for part in parts:
        owner = str(part["actor"])
        found.setdefault(into.get(owner, owner), []).append(part)
    return found


def _themes(offers: Iterable[Mapping[str, Any]]) -> list[str]:
    return [theme for offer in offers for theme in offer.get("themes") or ()]


def _card(
    actor: Mapping[str, Any],
    offers: list[Mapping[str, Any]],
    contacts: list[Mapping[str, Any]],
) -> ListedActor:
    day = actor.get("checked_on")
    certainty = actor.get("name_certainty")
    circle = actor["circle"]
    return ListedActor(
        name=str(actor.get("name") or ""),
        kind=lists.get("actor_kind").label(actor.get("kind")),
        commune=communes.label(actor.get("commune")),
        checked_on=date.fromisoformat(day) if day else None,
        age=freshness(day).tone,
        short=str(actor.get("short") or ""),
        circle="" if circle == "C0" else lists.get("circle").label(circle).partition(" :")[0],
        axes=tuple(actor.get("axes") or ()),
        certainty=_certainty(certainty),
        phone=str(actor.get("phone") or ""),
        mail=str(actor.get("mail") or ""),
        site=str(actor.get("site") or ""),
        offers=tuple(map(_offer, offers)),
        contacts=tuple(map(_contact, contacts)),
    )


def _certainty(code: str | None) -> str:
    if code == "LIKELY":
        return _("name likely, not confirmed")
    return _("name unsure") if code == "UNSURE" else ""


def _offer(offer: Mapping[str, Any]) -> ListedOffer:
    place = (str(offer.get("place") or ""), communes.label(offer.get("commune")))
    languages = lists.get("language")
    return ListedOffer(
        title=str(offer.get("title") or ""),
        place=", ".join(part for part in place if part),
        hours=str(offer.get("hours") or ""),
        languages=tuple(languages.label(code) for code in offer.get("languages") or ()),
        conditions=str(offer.get("conditions") or ""),
        papers=str(offer.get("papers_to_bring") or ""),
        age=freshness(offer.get("checked_on")).tone,
    )


def _contact(contact: Mapping[str, Any]) -> ListedContact:
    said = (str(contact.get(name) or "") for name in ("name", "function", "phone", "mail"))
    return ListedContact(*said)


def _by_commune(cards: list[Card]) -> list[DirectoryGroup]:
    """By the name of the commune; those that serve the whole territory, or none named, last."""
    found: dict[str, list[ListedActor]] = {}
    for values, actor in cards:
        found.setdefault(str(values.get("commune") or ""), []).append(actor)
    order = sorted(found, key=lambda insee: (not insee, communes.fold(communes.label(insee))))
    return [
        DirectoryGroup(communes.label(insee) or _("Without a commune"), tuple(found[insee]))
        for insee in order
    ]


def _by_theme(cards: list[Card]) -> list[DirectoryGroup]:
    return _listed("theme", "themes", cards)


def _by_axis(cards: list[Card]) -> list[DirectoryGroup]:
    without = tuple(actor for values, actor in cards if not values.get("axes"))
    groups = _listed("axis", "axes", cards)
    return [*groups, DirectoryGroup(_("Without an axis"), without)] if without else groups


def _listed(name: str, field: str, cards: list[Card]) -> list[DirectoryGroup]:
    """One group a value of a closed list, in its order; a structure stands in each of its own."""
    values_of = lists.get(name)
    made = []
    for code in values_of.entries:
        actors = tuple(actor for values, actor in cards if code in (values.get(field) or ()))
        if actors:
            axis = code if name == "axis" else ""
            made.append(DirectoryGroup(values_of.label(code), actors, axis))
    return made


_GROUPS: Final[Mapping[str, Callable[[list[Card]], list[DirectoryGroup]]]] = {
    "commune": _by_commune,
    "theme": _by_theme,
    "axis": _by_axis,
}
