"""The list of orientations to ask news of, by code."""

from __future__ import annotations

from datetime import date, timedelta

from lapdesk import clock
from lapdesk.models import lists
from lapdesk.reports.contents_desk import RemindersContent, ToAsk
from lapdesk.services import happened, hushed, naming
from lapdesk.services.contents import sender
from lapdesk.services.printed.asked import Asked
from lapdesk.store.desk import Desk
from lapdesk.store.queries import day

MOST = 1000


def pages(desk: Desk, asked: Asked) -> bytes:
    """The list as PDF bytes."""
    from lapdesk.reports.reminders import reminder_list

    return reminder_list(content(desk), large=asked.large)


def content(desk: Desk) -> RemindersContent:
    """Everything that waits for news today; sensitive themes are hushed, as on screen."""
    now = clock.today()
    lost = now - timedelta(days=happened.LOST_AFTER_DAYS)
    states = lists.get("orientation_state")
    with desk.transaction() as connection:
        found = day.to_follow(connection, now.isoformat(), lost.isoformat(), MOST)
        known = naming.persons(desk, connection, (o.participant for o in found if o.participant))
        waiting = tuple(
            ToAsk(
                known[one.participant].code,
                hushed.theme(desk, connection, "Orientation", one.id, one.theme),
                one.actor,
                date.fromisoformat(one.on),
                (now - date.fromisoformat(one.follow_up_on)).days,
                states.label(one.state),
                happened.is_lost(one.last_step),
            )
            for one in found
            if one.participant in known
        )
    return RemindersContent(sender(desk), waiting, now)
