"""Retention: who has not been met for long, quiet after 6 months, to erase after 24 (rule B9)."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from lapdesk import clock
from lapdesk.models import roles
from lapdesk.services import audit, emptied, erasing
from lapdesk.store import contacts
from lapdesk.store.desk import Desk

QUIET_MONTHS: Final = 6
ERASE_MONTHS: Final = 24
State = Literal["ACTIVE", "QUIET", "TO_ERASE"]


@dataclass(frozen=True, slots=True)
class Due:
    """A person not met for long: their code, the last contact, from when they are to erase."""

    record: str
    code: str
    last_contact: date
    due_on: date
    state: State

    def as_json(self) -> dict[str, Any]:
        """What the command line says of them."""
        return {
            "id": self.record,
            "code": self.code,
            "last_contact": self.last_contact.isoformat(),
            "due_on": self.due_on.isoformat(),
            "state": self.state,
        }


def months_after(day: date, months: int) -> date:
    """The same day of the month, so many months later; the last one where it has none."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def state_on(last_contact: date, today: date) -> State:
    """The derived state of a person last met on a day: nothing of it is stored."""
    if months_after(last_contact, ERASE_MONTHS) <= today:
        return "TO_ERASE"
    return "QUIET" if months_after(last_contact, QUIET_MONTHS) <= today else "ACTIVE"


def kept_since(today: date) -> date:
    """The first day on which whoever was last met is not yet to erase."""
    return _since(today, ERASE_MONTHS)


def met_since(today: date) -> date:
    """The first day on which whoever was last met is not yet to review."""
    return _since(today, QUIET_MONTHS)


def _since(today: date, months: int) -> date:
    # Months are of unlike lengths: two such days may end on the same one.
    day = months_after(today, -months)
    while months_after(day, months) <= today:
        day += timedelta(days=1)
    return day


def last_contact(desk: Desk, person: str) -> tuple[date, State] | None:
    """When a person was last met and what that makes of them, None where nobody has this id."""
    with desk.transaction() as connection:
        day = contacts.of_person(connection, person)
    return None if day is None else (day, state_on(day, clock.today()))


def due(desk: Desk) -> list[Due]:
    """The persons with no contact for 24 months, the longest gone first; LD-109 (role)."""
    return _long_gone(desk, "TO_ERASE")


def to_review(desk: Desk) -> list[Due]:
    """The persons met longer ago than 6 months and not yet due, the longest gone first; LD-109."""
    return _long_gone(desk, "QUIET")


def _long_gone(desk: Desk, state: State) -> list[Due]:
    roles.refuse_unless(desk.roles, "retention")
    today = clock.today()
    with desk.transaction() as connection:
        return [
            Due(c.record, c.code, c.day, months_after(c.day, ERASE_MONTHS), state)
            for c in contacts.last(connection)
            if state_on(c.day, today) == state
        ]


def erase_due(desk: Desk, chosen: Sequence[Due]) -> list[erasing.Receipt]:
    """Erase those who are due, each with a receipt, and what is over; LD-109 (role)."""
    roles.refuse_unless(desk.roles, "retention")
    emptied.expire(desk)
    # By id: a code met twice after a take-in must not erase somebody else.
    receipts = [erasing.erase_person(desk, one.record, "RETENTION") for one in chosen]
    if receipts:
        audit.note(desk, "RETENTION_APPLIED", entity="Participant", counted=len(receipts))
    return receipts
