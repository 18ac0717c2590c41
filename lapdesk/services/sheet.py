"""The sheet of a session as it is read: who is expected, who was marked, what it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import lists
from lapdesk.models.base import keyed_id
from lapdesk.models.change import ChangeId
from lapdesk.models.communes import fold
from lapdesk.models.draft import Values
from lapdesk.models.entities import BY_NAME
from lapdesk.models.rules.workshops import by_spaces, counts, length
from lapdesk.services import naming
from lapdesk.services.loading import called
from lapdesk.services.record import Outcome
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk
from lapdesk.store.queries import workshops as queries


@dataclass(frozen=True, slots=True)
class Line(naming.Named):
    """A person on the sheet; `mark` is "" until they are called, `name` is given name and
    initial."""

    participant: str
    code: str
    name: str
    mark: str
    minutes_lost: int | None
    guest: bool
    signed: bool = False


@dataclass(slots=True)
class Seen:
    """What an open sheet stands on, by entity and record; only the worker's thread writes it."""

    heads: dict[tuple[str, str], tuple[ChangeId, ...]] = field(default_factory=dict)

    def follow(self, outcomes: Sequence[Outcome]) -> None:
        """What the sheet wrote is what it stands on from now."""
        for outcome in outcomes:
            for change in outcome.changes:
                self.heads[change.entity, str(change.record)] = (change.id,)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The roll of one session as it was read; `minutes` is its length, `spaces` those that its
    workshop works on, None where it is of another kind."""

    id: str
    workshop: str
    title: str
    values: Values
    names: Mapping[str, str]
    minutes: int
    lines: tuple[Line, ...]
    seen: Seen
    opened_safe: bool = False
    spaces: tuple[str, ...] | None = None

    @property
    def state(self) -> str:
        """The session's state when it was read."""
        return str(self.values.get("state") or "PLANNED")

    @property
    def signed(self) -> bool:
        """Whether all who came have signed the paper sheet."""
        came = [line for line in self.lines if counts(line.mark)]
        return bool(came) and all(line.signed for line in came)


def read(desk: Desk, session: str) -> Sheet:
    """The sheet as it stands now; raises LD-108 where there is no such session."""
    with desk.transaction() as connection:
        values = rows.get(connection, BY_NAME["Session"], UUID(session).bytes)
        if values is None:
            raise LapdeskError("LD-108", _("No record has this id."))
        workshop = str(values.get("workshop") or "")
        about = rows.get(connection, BY_NAME["Workshop"], UUID(workshop).bytes) or {}
        lines = _lines(desk, connection, values)
        seen = Seen()
        for entity, one in (("Session", session), ("Workshop", workshop)):
            seen.heads[entity, one] = save.heads(desk, connection, entity, UUID(one))
        for line in lines:
            one = mark_id(session, line.participant)
            seen.heads["Attendance", one] = save.heads(desk, connection, "Attendance", UUID(one))
        names = _names(desk, connection, values)
    title = str(about.get("title") or "")
    spaces = tuple(about.get("spaces") or ()) if by_spaces(about) else None
    minutes = length(values) or 0
    return Sheet(session, workshop, title, values, names, minutes, lines, seen, spaces=spaces)


def space_words(space: str | None, phase: str | None) -> str:
    """Where a session of an ASL workshop is held and in which phase: « Mairie · Exploration »."""
    said = (("social_space", space), ("asl_phase", phase))
    return " · ".join(lists.get(of).label(code) for of, code in said if code)


def _names(desk: Desk, connection: Connection, values: Values) -> dict[str, str]:
    found = {one: called(desk, connection, "TeamMember", one) for one in values["leaders"]}
    actor = values.get("guest_actor")
    return {**found, actor: called(desk, connection, "Actor", actor)} if actor else found


def _lines(desk: Desk, connection: Connection, values: Values) -> tuple[Line, ...]:
    """Those expected and those marked, by name; a guest is not enrolled that day."""
    session, workshop, day = values["id"], str(values["workshop"]), str(values["date"])
    marks = {m.participant: m for m in queries.marks(connection, session)}
    people = list(dict.fromkeys([*queries.expected(connection, workshop, day), *marks]))
    covered = queries.covered(connection, workshop, day)
    known = naming.persons(desk, connection, people)
    names = short_names(desk, known)
    found = []
    for one in people:
        mark = marks.get(one)
        person = known[one]
        written = mark.mark if mark is not None and mark.mark != "U" else ""
        lost = mark.minutes_lost if mark is not None else None
        signed = mark is not None and bool(mark.signed)
        found.append(Line(one, person.code, names[one], written, lost, one not in covered, signed))
    return tuple(sorted(found, key=lambda line: (fold(line.called()), line.code)))


def short_names(desk: Desk, people: Mapping[str, naming.Person]) -> dict[str, str]:
    """Given name and initial of each person, by id; two who share them show their codes too."""
    # Beside the cards lie the signs by which records are found alike.
    opened = (one for one in desk.opened.values() if isinstance(one, naming.Opened))
    cards = {card.participant: card for card in opened}
    found: dict[str, str] = {}
    for one, person in people.items():
        card = cards.get(one)
        short = naming.shortened(card.given, card.family) if card and card.family else ""
        found[one] = (short if card and card.given else "") or person.name
    shared = [name for name in found.values() if name]
    for one, name in found.items():
        if shared.count(name) > 1:
            found[one] = f"{name} ({people[one].code})"
    return found


def mark_id(session: str, participant: str) -> str:
    """The id of somebody's mark in a session, whether it is there or not."""
    values = {"session": session, "participant": participant}
    return str(keyed_id(BY_NAME["Attendance"], values))
