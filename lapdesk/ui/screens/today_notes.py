"""Words of the page of the day: what deserves a look before anything else, where a session is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lapdesk.i18n import _, ngettext
from lapdesk.models.kinds import Day
from lapdesk.services import asked

if TYPE_CHECKING:
    from lapdesk.services.permanence import Permanence
    from lapdesk.services.reminders import SessionOfDay, Today


def notes(today: Today) -> list[tuple[str, str, str, tuple[str, str]]]:
    """What deserves a look: how it is dressed, its words, what to do, where."""
    found = []
    if today.clashes:
        n = today.clashes
        said = ngettext(
            "{n} field was written on two laptops and waits for a choice.",
            "{n} fields were written on two laptops and wait for a choice.",
            n,
        )
        found.append(("warn", said.format(n=n), _("Choose"), ("figures", "look")))
    if today.copy_late:
        said = _("No copy has left this computer for 30 days.")
        found.append(("warn", said, _("Make a copy"), ("settings", "copies")))
    if today.asked is not None:
        role = "warn" if today.asked.late else "card"
        found.append((role, asked.said(today.asked), _("Sign it"), ("figures", "summary")))
    if today.not_handed_over:
        n = today.not_handed_over
        said = ngettext(
            "{n} change has not been handed to the other laptops.",
            "{n} changes have not been handed to the other laptops.",
            n,
        )
        found.append(("card", said.format(n=n), _("Hand over"), ("figures", "exchange")))
    return found


def of_permanence(at: Permanence) -> str:
    """What is said of the permanence that is open."""
    if at.left_open:
        said = _("The permanence of {day} was not ended.")
        return said.format(day=Day().show(at.date))
    n = at.visits
    said = ngettext("Permanence since {hour}: {n} visit", "Permanence since {hour}: {n} visits", n)
    return said.format(hour=at.start, n=n)


def state_of(session: SessionOfDay) -> str:
    """Where a session is, how many are expected, how many were called."""
    if session.state == "CANCELLED":
        return _("Cancelled")
    n = session.expected
    expected = ngettext("{n} expected", "{n} expected", n).format(n=n)
    called = _("roll called: {n}").format(n=session.called) if session.called else ""
    return " · ".join(word for word in (session.place, expected, called) if word)
