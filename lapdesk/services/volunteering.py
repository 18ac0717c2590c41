"""Volunteers' time: what sessions, permanences, acts and meetings tell, and the rest typed.

    month(desk, first, member) -> Month      read(text) -> Typed      draft(typed, member)

The minutes are those that H1 and H2 add up, line by line: nothing is reckoned a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.figures.facts import MISSING, Reckoning
from lapdesk.figures.period import Period
from lapdesk.figures.volunteers import LINES
from lapdesk.i18n import N_, _
from lapdesk.models import lists
from lapdesk.models.change import ChangeId
from lapdesk.models.communes import fold
from lapdesk.models.draft import Draft
from lapdesk.models.entities import BY_NAME
from lapdesk.models.kinds import Day, Malformed, Minutes
from lapdesk.models.kinds_plain import wrong_type
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk

MOST_LINES: Final = 400
TYPED: Final = ("PREP", "MEETING", "ADMIN", "MENTORING")
# Words that name a task when somebody types their time in one line, separated by spaces.
_WORDS: Final = {
    "PREP": N_("preparation preparing prepare"),
    "MEETING": N_("meeting board assembly"),
    "ADMIN": N_("administration secretariat accounts mail tidying"),
    "MENTORING": N_("migrapass mentoring"),
    "SESSION": N_("session workshop class"),
    "DESK": N_("permanence desk"),
    "ACT": N_("support visit accompaniment"),
}
_LENGTH: Final = re.compile(
    r"(?<![\d/])\d{1,4}\s?(?:h\s?\d{0,2}|:\d\d|min(?:utes?)?|mn)\b", re.IGNORECASE
)
_DATE: Final = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(?:/\d{2,4})?)(?!\d)")
_LEAST_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Some minutes of a member on a day; `base` only where it was typed and can be mended."""

    member: str
    date: str
    task: str
    minutes: int
    entity: str
    record: str
    about: str
    base: tuple[ChangeId, ...] | None

    @property
    def typed(self) -> bool:
        """Whether a person wrote this line; the others come from what they did."""
        return self.entity == "VolunteerTime"


@dataclass(frozen=True, slots=True)
class MemberTime:
    """A member's minutes of the month, by task, and their sum."""

    id: str
    name: str
    tasks: tuple[tuple[str, int], ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Month:
    """A civil month: each member that may be seen, and the lines of `member`."""

    first: date
    member: str
    members: tuple[MemberTime, ...]
    lines: tuple[TimeLine, ...]
    counted: bool

    @property
    def minutes(self) -> int:
        """What all members shown gave together."""
        return sum(one.minutes for one in self.members)


@dataclass(frozen=True, slots=True)
class Typed:
    """One line as it is understood."""

    minutes: int
    task: str
    date: str

    def said(self) -> str:
        """The same in words, to be read before it is recorded."""
        when = _("today") if self.date == clock.today().isoformat() else Day().show(self.date)
        task = lists.get("volunteer_task").label(self.task)
        return f"{Minutes().show(self.minutes)} · {task} · {when}"


def sees_all(desk: Desk) -> bool:
    """Whether whoever enters reads everybody's time: coordinators do."""
    return "COORD" in desk.roles


def month(desk: Desk, first: date, member: str | None = None) -> Month:
    """A month of the members that may be seen; the lines are those of `member`, else one's own."""
    own = str(desk.member) if desk.member else ""
    chosen = member if member and sees_all(desk) else own
    with desk.transaction() as connection:
        with Reckoning(connection, _period(first)) as reckoning:
            found = list(reckoning.ask(LINES))
        people = rows.find(connection, BY_NAME["TeamMember"], {})
        counted = {p["id"] for p in people if p.get("staff_kind") == "VOLUNTEER"}
        shown = [p for p in people if sees_all(desk) or p["id"] == own]
        by_member: dict[str, list[Any]] = {}
        for packed, of_one in groupby(sorted(found, key=_whose), key=_whose):
            by_member[_id(packed)] = list(of_one)
        lines = _lines(desk, connection, by_member.get(chosen, ())[:MOST_LINES])
    members = [_member(p, by_member.get(p["id"], ())) for p in shown if p["id"] in counted]
    kept = [m for m in members if m.minutes or m.id == own or _active(shown, m.id)]
    kept.sort(key=lambda m: (m.id != own, fold(m.name)))
    return Month(first, chosen, tuple(kept), tuple(lines), chosen in counted)


def _active(people: Sequence[dict[str, Any]], member: str) -> bool:
    return any(p["id"] == member and p.get("active") is not False for p in people)


def _period(first: date) -> Period:
    start = first.replace(day=1)
    after = (start + timedelta(days=32)).replace(day=1)
    return Period(start, after - timedelta(days=1), clock.today())


def _member(person: dict[str, Any], own: Sequence[Any]) -> MemberTime:
    tasks: dict[str, int] = {}
    for row in own:
        tasks[row["task"]] = tasks.get(row["task"], 0) + int(row["minutes"])
    order = [*lists.get("volunteer_task").entries, MISSING]
    by_task = sorted(tasks.items(), key=lambda one: order.index(one[0]))
    return MemberTime(
        person["id"], str(person.get("display_name") or ""), tuple(by_task), sum(tasks.values())
    )


def _whose(row: Any) -> bytes:
    return bytes(row["member"])


def _id(packed: bytes) -> str:
    return str(UUID(bytes=packed))


def _lines(desk: Desk, connection: Connection, found: Sequence[Any]) -> list[TimeLine]:
    of: dict[str, list[str]] = {}
    for row in found:
        of.setdefault(str(row["entity"]), []).append(_id(row["record"]))
    about = _about(connection, of)
    typed = save.heads_of(desk, connection, "VolunteerTime", of.get("VolunteerTime", ()))
    return [
        TimeLine(
            _id(row["member"]),
            str(row["date"]),
            str(row["task"]),
            int(row["minutes"]),
            str(row["entity"]),
            _id(row["record"]),
            about.get(_id(row["record"]), ""),
            typed.get(_id(row["record"])),
        )
        for row in found
    ]


def _about(connection: Connection, of: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Which workshop or place each was, by its record; nothing of a person."""
    sessions = rows.among(connection, BY_NAME["Session"], "id", of.get("Session", ()))
    held_in = {one["id"]: str(one.get("workshop") or "") for one in sessions}
    ids = (one for one in held_in.values() if one)
    workshops = rows.among(connection, BY_NAME["Workshop"], "id", ids)
    titles = {one["id"]: str(one.get("title") or "") for one in workshops}
    found = {session: titles.get(workshop, "") for session, workshop in held_in.items()}
    desks = rows.among(connection, BY_NAME["Permanence"], "id", of.get("Permanence", ()))
    return found | {one["id"]: str(one.get("place") or "") for one in desks}


def read(text: str) -> Typed:
    """`2h30 préparation atelier`: a length, a task, a day unless it is today.

    Raises Malformed where one of them is missing, or where the product counts it by itself.
    """
    day = _DATE.search(text)
    left = text if day is None else text.replace(day[0], " ", 1)
    length = _LENGTH.search(left)
    if length is None:
        raise wrong_type(_("How long? As 2h30 or 45 min."))
    minutes = Minutes(1, 1440).typed(re.sub(r"minutes?", "min", length[0].lower()))
    left = left.replace(length[0], " ", 1)
    today = clock.today().isoformat()
    when = _day(day[0]) if day is not None else _said_day(left) or today
    if when > today:
        raise Malformed("V2", _("{date} is not past yet.").format(date=Day().show(when)))
    return Typed(minutes, _task(left), when)


def _day(typed: str) -> str:
    if "-" in typed or typed.count("/") == 2:
        return Day().typed(typed)
    today = clock.today()
    found = Day().typed(f"{typed}/{today.year}")
    # A day of the months to come, said without its year, is one of last year.
    return found if found <= today.isoformat() else Day().typed(f"{typed}/{today.year - 1}")


def _said_day(text: str) -> str | None:
    words = set(fold(text).split())
    if words & set(fold(_("yesterday")).split()):
        return (clock.today() - timedelta(days=1)).isoformat()
    return None


def _task(text: str) -> str:
    for word in re.findall(r"[^\W\d_]+", fold(text)):
        for task in _tasks_called(word):
            if task in TYPED:
                return task
            message = _("Sessions, permanences and visits count by themselves: nothing to type.")
            raise wrong_type(message)
    said = ", ".join(lists.get("volunteer_task").label(task) for task in TYPED)
    raise wrong_type(_("For what? One of: {tasks}.").format(tasks=said))


def _tasks_called(word: str) -> Iterator[str]:
    for task, words in _WORDS.items():
        label = lists.get("volunteer_task").label(task)
        known = (*fold(_(words)).split(), *fold(label).split())
        begun = len(word) >= _LEAST_LETTERS and any(one.startswith(word) for one in known)
        if begun or word in known:
            yield task


def draft(typed: Typed, member: str) -> Draft:
    """What to record of a typed line."""
    values = {
        "team_member": member,
        "date": typed.date,
        "minutes": typed.minutes,
        "task": typed.task,
    }
    return Draft("VolunteerTime", values)


def removal(line: TimeLine) -> Draft:
    """The draft that takes a typed line away."""
    return Draft("VolunteerTime", None, line.record, line.base)
