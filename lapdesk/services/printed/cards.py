"""Cards with a person's code, when the desk is open, and its phone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.reports.contents_people import CardsContent
from lapdesk.services import naming
from lapdesk.services.contents import sender
from lapdesk.services.printed.asked import Asked, people_and_workshop
from lapdesk.store import rows
from lapdesk.store.desk import Desk
from lapdesk.store.queries import workshops

# The desk's usual hours are those of this long, and of this many slots at most.
_WEEKS = 26
_SLOTS = 3


def pages(desk: Desk, asked: Asked) -> bytes:
    """The cards as PDF bytes."""
    from lapdesk.reports.cards import cards

    return cards(content(desk, asked), large=asked.large)


def content(desk: Desk, asked: Asked) -> CardsContent:
    """Cards of the persons named, or of those who have a place in the workshop named.

    The hours are those of the association; where it states none, its usual desks of late.
    """
    people, workshop = people_and_workshop(desk, asked.ids)
    with desk.transaction() as connection:
        if workshop:
            places = workshops.places(connection, workshop["id"])
            people += [p.participant for p in places if p.state in ("ENROLLED", "ACTIVE")]
        known = naming.persons(desk, connection, people)
        own = sender(desk)
        hours = own.hours or _usual(connection)
    codes = tuple(known[one].code for one in dict.fromkeys(people) if one in known)
    return CardsContent(replace(own, hours=hours), codes, clock.today())


def _usual(connection: Connection) -> str:
    """The weekly slots on which most desks were held, in the order of the week."""
    from lapdesk.reports.words import hour, say, week_name

    since = (clock.today() - timedelta(weeks=_WEEKS)).isoformat()
    held = rows.find(connection, BY_NAME["Permanence"], {}, order='"date"')
    slots = Counter(
        (date.fromisoformat(p["date"]).weekday(), p["start"], p["end"])
        for p in held
        if p["date"] >= since
    )
    usual = sorted(slot for slot, _times in slots.most_common(_SLOTS))
    return " · ".join(
        say(
            _("{day} from {start} to {end}"),
            day=week_name(day),
            start=hour(time.fromisoformat(start)),
            end=hour(time.fromisoformat(end)),
        )
        for day, start, end in usual
    )
