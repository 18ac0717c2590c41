"""A permanence: opened in one gesture, it lends its day, place, action and member to its acts.

    open_now(desk) -> Opened          current(desk) -> Permanence | None
    finish(desk, permanence, end)     resume(desk, permanence)

Which permanence is open is known on this laptop alone; the record is whole from the start, with
the end that is expected, so that nothing is missing if nobody says « Fin ».
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.models.change import ChangeId
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.services import home, loading, record
from lapdesk.services.record import Outcome
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk, read_setting, write_setting
from lapdesk.store.queries import permanences as queries

_OPEN: Final = "open-permanence"
_STEP: Final = 15  # minutes that hours are rounded to
_USUAL_MINUTES: Final = 180
_LAST_MINUTE: Final = 23 * 60 + 59


@dataclass(frozen=True, slots=True)
class Permanence:
    """A desk held on a day by `members` (ids, called `names`); `open` on this laptop."""

    id: str
    date: str
    start: str
    end: str
    place: str
    commune: str | None
    members: tuple[str, ...]
    names: tuple[str, ...]
    plan_action: str | None
    base: tuple[ChangeId, ...]
    visits: int
    open: bool

    @property
    def left_open(self) -> bool:
        """Nobody said « Fin » on its day."""
        return self.open and self.date < clock.today().isoformat()

    def member_for(self, entering: str) -> str:
        """Whose act a visit is: whoever enters where they hold it, else the first who does."""
        return entering if entering in self.members or not self.members else self.members[0]


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening gave: the permanence where it was written; whether it opened the safe."""

    permanence: Permanence | None
    outcome: Outcome
    opened_safe: bool


def current(desk: Desk) -> Permanence | None:
    """The permanence that is open on this laptop, one left open before today too."""
    with desk.transaction() as connection:
        record_id = read_setting(connection, _OPEN)
        values = queries.get(connection, record_id) if record_id else None
        return _permanence(desk, connection, values, is_open=True) if values else None


def one(desk: Desk, permanence: str) -> Permanence | None:
    """A permanence as it stands now, None where it was removed."""
    with desk.transaction() as connection:
        values = queries.get(connection, permanence)
        is_open = read_setting(connection, _OPEN) == permanence
        return _permanence(desk, connection, values, is_open=is_open) if values else None


def _permanence(
    desk: Desk, connection: Connection, values: Mapping[str, Any], *, is_open: bool
) -> Permanence:
    members = tuple(values.get("team_members") or ())
    people = (rows.get(connection, BY_NAME["TeamMember"], UUID(m).bytes) for m in members)
    day = str(values.get("date") or "")
    return Permanence(
        values["id"],
        day,
        str(values.get("start") or ""),
        str(values.get("end") or ""),
        str(values.get("place") or ""),
        values.get("commune"),
        members,
        tuple(str((p or {}).get("display_name") or "") for p in people),
        values.get("plan_action"),
        save.heads(desk, connection, "Permanence", UUID(values["id"])),
        queries.count(connection, values["id"], day),
        is_open,
    )


def proposed(desk: Desk) -> dict[str, Any]:
    """What a permanence begun now would be: place, action and members of the last one.

    The members are those of the last one only where whoever enters was among them.
    """
    with desk.transaction() as connection:
        found = queries.latest(connection, 1)
        mine = queries.last_of(connection, str(desk.member)) if desk.member else None
    last = mine or (found[0] if found else {})
    start, end = _hours(last)
    member = str(desk.member) if desk.member else ""
    members = list(last.get("team_members") or ())
    values = {
        "date": clock.today().isoformat(),
        "start": start,
        "end": end,
        "place": last.get("place"),
        "commune": last.get("commune"),
        "plan_action": last.get("plan_action"),
        "team_members": members if member in members else [member],
    }
    return {name: value for name, value in values.items() if value is not None}


def proposed_named(desk: Desk) -> tuple[dict[str, Any], dict[str, str]]:
    """The same for a form, with what the records it points to are called."""
    values = proposed(desk)
    with desk.transaction() as connection:
        names = {
            member: loading.called(desk, connection, "TeamMember", member)
            for member in values["team_members"]
        }
    return values, names


def _hours(last: Mapping[str, Any]) -> tuple[str, str]:
    now = clock.now()
    start = min(_rounded(now.hour * 60 + now.minute), _LAST_MINUTE - _STEP)
    length = _minutes(last.get("end")) - _minutes(last.get("start"))
    return _hour(start), _hour(min(start + (length if length > 0 else _USUAL_MINUTES),
                                   _LAST_MINUTE))  # fmt: skip


def _rounded(minutes: int) -> int:
    return round(minutes / _STEP) * _STEP


def _minutes(hour: Any) -> int:
    return int(hour[:2]) * 60 + int(hour[3:]) if hour else 0


def _hour(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def open_now(desk: Desk) -> Opened:
    """Open a permanence, and the safe for who may; the one that is open already stays."""
    already = current(desk)
    if already is not None:
        return Opened(already, Outcome("unchanged", already.id), home.open_safe_if_entitled(desk))
    with desk.entry() as connection:
        outcome = record.write(desk, [Draft("Permanence", proposed(desk), str(uuid4()))])[0]
        if outcome.status == "written":
            write_setting(connection, _OPEN, outcome.record)
    if outcome.status != "written":
        return Opened(None, outcome, False)
    return Opened(current(desk), outcome, home.open_safe_if_entitled(desk))


def resume(desk: Desk, permanence: str) -> Opened:
    """Go on with one that was ended, and the safe for who may."""
    with desk.transaction() as connection:
        write_setting(connection, _OPEN, permanence)
    opened = home.open_safe_if_entitled(desk)
    return Opened(current(desk), Outcome("unchanged", permanence), opened)


def end_now(permanence: Permanence) -> str:
    """The end to note: now rounded on its own day, else the end that was expected."""
    if permanence.date != clock.today().isoformat():
        return permanence.end
    now = clock.now()
    least = _minutes(permanence.start) + _STEP
    return _hour(min(max(_rounded(now.hour * 60 + now.minute), least), _LAST_MINUTE))


def finish(desk: Desk, permanence: Permanence, end: str | None = None) -> Outcome:
    """« Fin »: note the end and close the safe; a refused end leaves the permanence open."""
    draft = Draft("Permanence", {"end": end or end_now(permanence)}, permanence.id, permanence.base)
    with desk.entry() as connection:
        outcome = record.write(desk, [draft])[0]
        if outcome.status != "refused":
            write_setting(connection, _OPEN, None)
    if outcome.status != "refused":
        home.close_safe(desk)
    return outcome


def joined(permanence: Permanence, member: str) -> Draft:
    """One more member holds it."""
    members = [*permanence.members, member]
    return Draft("Permanence", {"team_members": members}, permanence.id, permanence.base)
