"""A file that came before: nothing is written; what is said of it (V34, V32)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from lapdesk.i18n import _
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day
from lapdesk.store import rows

if TYPE_CHECKING:
    from lapdesk.services.takein import Received


def say(received: Received, day: str, record: Mapping[str, Any] | None = None) -> None:
    """It came on `day`; `record`, where it has one, says whether it still waits for a call."""
    received.fate = "known"
    if record is not None and record.get("import_state") == "HELD":
        received.notes.append(_waits(day, record))
        return
    said = _("Already taken in on {day}. Nothing to do.")
    received.notes.append(said.format(day=Day().show(day)))


def say_met(connection: Connection, received: Received, told: str) -> None:
    """The same from a line of the ledger, as `line` wrote it."""
    day, _gap, digest = told.partition(" ")
    record = None
    if digest:
        found = rows.find(connection, BY_NAME["ExchangeFile"], {"digest": digest})
        record = next((one for one in found if one.get("import_state")), None)
    say(received, day, record)


def line(day: str, held: str = "") -> str:
    """What the ledger keeps of a file: the day, and of one that is held which figures it has."""
    return f"{day} {held}".rstrip()


def _waits(day: str, record: Mapping[str, Any]) -> str:
    from lapdesk.exchange import words

    return _(
        "It came on {day} and waits, out of totals, until {association} is confirmed. Call it on a"
        " number that you already know, compare: {words}, then tick it under “Authorities to"
        " confirm”."
    ).format(
        day=Day().show(day),
        association=record.get("association") or "—",
        words=words.spoken(str(record["key_fingerprint"])),
    )
