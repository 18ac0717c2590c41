"""What the first page of a day reminds of: sessions, orientations without news, copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from lapdesk import clock
from lapdesk.models import lists, roles
from lapdesk.models.change import ChangeId
from lapdesk.services import asked, clashes, copies, happened, hushed, keys, naming, permanence
from lapdesk.services.naming import Person
from lapdesk.services.permanence import Permanence
from lapdesk.store import save, spans
from lapdesk.store.desk import Desk
from lapdesk.store.queries import day
from lapdesk.store.queries.day import SessionOfDay, ToFollow

__all__ = ["Reminder", "SessionOfDay", "Today", "not_handed_over", "today"]

MOST_REMINDERS: Final = 60
MOST_PEOPLE: Final = 8
COPY_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Reminder:
    """An orientation to ask news of; `base` are its heads, `theme` is hushed where it must be."""

    id: str
    person: Person
    theme: str
    actor: str
    on: str
    days: int
    state: str
    state_label: str
    last_step: str
    lost: bool
    base: tuple[ChangeId, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the first page; `copy_days` None: no copy ever left this computer;
    `permanence`: the one that is open here; `asked`: the summary that a committee asks for."""

    on: date
    sessions: tuple[SessionOfDay, ...]
    reminders: tuple[Reminder, ...]
    people: tuple[tuple[Person, str], ...]
    clashes: int
    copy_days: int | None
    copy_late: bool
    not_handed_over: int
    permanence: Permanence | None = None
    asked: asked.Asked | None = None


def today(desk: Desk, follow: bool = True) -> Today:
    """What waits today; without `follow` no orientation is looked for: `to_ask` gives them."""
    now = clock.today()
    with desk.transaction() as connection:
        last = day.last_people(connection, MOST_PEOPLE)
        named = naming.persons(desk, connection, (one for one, _day in last))
        copied = copies.days_since_outside_copy(desk)
        return Today(
            now,
            tuple(day.sessions(connection, now.isoformat())),
            tuple(_reminders(desk, now)) if follow else (),
            tuple((named[one], when) for one, when in last if one in named),
            clashes.count(desk),
            copied,
            _copy_is_late(desk, copied),
            not_handed_over(desk),
            permanence.current(desk),
            asked.current(desk) if roles.may_do(desk.roles, "summary") else None,
        )


def to_ask(desk: Desk) -> list[Reminder]:
    """The orientations to ask news of, those that wait longest first, at most 60."""
    return _reminders(desk, clock.today())


def _reminders(desk: Desk, now: date) -> list[Reminder]:
    with desk.transaction() as connection:
        lost = now - timedelta(days=happened.LOST_AFTER_DAYS)
        found = day.to_follow(connection, now.isoformat(), lost.isoformat(), MOST_REMINDERS)
        named = naming.persons(desk, connection, (o.participant for o in found if o.participant))
        bases = save.heads_of(desk, connection, "Orientation", (one.id for one in found))
    return [
        _reminder(desk, one, named[one.participant], now, bases[one.id])
        for one in found
        if one.participant in named
    ]


def _reminder(
    desk: Desk, one: ToFollow, person: Person, now: date, base: tuple[ChangeId, ...]
) -> Reminder:
    with desk.transaction() as connection:
        return Reminder(
            one.id,
            person,
            hushed.theme(desk, connection, "Orientation", one.id, one.theme),
            one.actor,
            one.on,
            (now - date.fromisoformat(one.follow_up_on)).days,
            one.state,
            lists.get("orientation_state").label(one.state),
            one.last_step,
            happened.is_lost(one.last_step),
            base,
        )


def _copy_is_late(desk: Desk, copied: int | None) -> bool:
    """30 days since the last copy left, or since the first record where none ever did."""
    if copied is not None:
        return copied > COPY_DAYS
    with desk.transaction() as connection:
        born = connection.exec_driver_sql("SELECT min(born) FROM organisation").scalar()
    return born is not None and (clock.today() - clock.local_day(born)).days > COPY_DAYS


def not_handed_over(desk: Desk) -> int:
    """How many changes another laptop of the association has not seen; 0 where it is alone."""
    with desk.transaction() as connection:
        others = [
            UUID(str(key["device"]))
            for key in keys.known(desk, keys.LAPTOP)
            if key.get("device") and key["device"] != str(desk.device)
        ]
        if not others:
            return 0
        seen = spans.common(spans.of_device(connection, device) for device in others)
        missing = spans.missing(spans.held(desk, connection), seen)
    return sum(last - first + 1 for ranges in missing.values() for first, last in ranges)
