"""One person's record: who they are, what was agreed, and everything that happened, by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext
from lapdesk.models import lists
from lapdesk.models.change import ChangeId
from lapdesk.models.entities import BY_NAME
from lapdesk.services import hushed, naming, retaining
from lapdesk.services.loading import Loaded, called, load
from lapdesk.services.naming import Person
from lapdesk.store import rows, save
from lapdesk.store.desk import Desk

OPEN_NEEDS: Final = ("OPEN", "WORKED")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline; `record` is what it is about, `state` where that stands where
    something can still happen, `last_step` when it moved last."""

    day: str
    kind: str
    title: str
    detail: str
    entity: str
    record: str
    state: str = ""
    base: tuple[ChangeId, ...] = ()
    last_step: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the person was told or agreed to; `withdrawn_on` empty: it stands."""

    id: str
    kind: str
    label: str
    detail: str
    withdrawn_on: str
    base: tuple[ChangeId, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """Everything of one person, as a screen shows it. `card` is None where the safe holds none,
    or while it is closed; `has_card` tells which."""

    person: Person
    loaded: Loaded
    last_contact: str
    state: str
    timeline: tuple[Event, ...]
    agreements: tuple[Agreement, ...]
    has_card: bool
    card: Loaded | None

    def agrees(self, kind: str) -> bool:
        """Whether an agreement of this kind stands."""
        return any(a.kind == kind and not a.withdrawn_on for a in self.agreements)


def follow(desk: Desk, person: str) -> Followed:
    """A person's record; raises LD-108 where nobody has this id."""
    with desk.transaction() as connection:
        named = naming.persons(desk, connection, [person]).get(person)
        if named is None:
            raise LapdeskError("LD-108", _("No record has this id."))
        last = retaining.last_contact(desk, person)
        cards = rows.find(connection, BY_NAME["Identity"], {"participant": person}, limit=1)
        opens = bool(cards) and desk.safe_key is not None
        events = [
            *_acts(desk, connection, person),
            *_marks(desk, connection, person),
            *_orientations(desk, connection, person),
            *_needs(desk, connection, person),
            *_enrolments(desk, connection, person),
        ]
        # A stable sort: what was recorded later on the same day stands above.
        events.reverse()
        events.sort(key=lambda event: event.day, reverse=True)
        return Followed(
            named,
            load(desk, "Participant", person),
            last[0].isoformat() if last else "",
            last[1] if last else "ACTIVE",
            tuple(events),
            tuple(_agreements(desk, connection, person)),
            bool(cards),
            load(desk, "Identity", cards[0]["id"]) if opens else None,
        )


def _find(connection: Connection, entity: str, person: str) -> list[dict[str, Any]]:
    return rows.find(connection, BY_NAME[entity], {"participant": person})


def _whole(connection: Connection, entity: str, record: str | None) -> dict[str, Any]:
    return rows.get(connection, BY_NAME[entity], UUID(record).bytes) or {} if record else {}


def _heads(desk: Desk, connection: Connection, entity: str, record: str) -> tuple[ChangeId, ...]:
    return save.heads(desk, connection, entity, UUID(record))


def _acts(desk: Desk, connection: Connection, person: str) -> Iterator[Event]:
    types = lists.get("act_type")
    for line in _find(connection, "Accompaniment", person):
        act = _whole(connection, "SupportAction", line.get("support_action"))
        if not act:
            continue
        said = hushed.themes(desk, connection, "SupportAction", act["id"], act.get("themes") or ())
        minutes = int(act.get("minutes") or 0)
        length = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
        sensitive = any(hushed.is_sensitive(code) for code in act.get("themes") or ())
        # A note on a sensitive theme is as hushed as the theme.
        note = "" if sensitive and _("follow-up") in said else str(act.get("note") or "")
        yield Event(
            str(act.get("date") or ""),
            "act",
            ", ".join(types.label(code) for code in act.get("types") or ()),
            " · ".join(word for word in (said, length, note) if word),
            "SupportAction",
            act["id"],
        )


def _marks(desk: Desk, connection: Connection, person: str) -> Iterator[Event]:
    marks = lists.get("attendance")
    for line in _find(connection, "Attendance", person):
        session = _whole(connection, "Session", line.get("session"))
        if not session:
            continue
        workshop = session.get("workshop")
        title = called(desk, connection, "Workshop", workshop) if workshop else ""
        yield Event(
            str(session.get("date") or ""),
            "session",
            title,
            f"{marks.label(line.get('mark'))} · {session.get('start')}–{session.get('end')}",
            "Session",
            session["id"],
        )


def _orientations(desk: Desk, connection: Connection, person: str) -> Iterator[Event]:
    states, outcomes = lists.get("orientation_state"), lists.get("orientation_outcome")
    for line in _find(connection, "Orientation", person):
        actor = called(desk, connection, "Actor", line["actor"]) if line.get("actor") else ""
        theme = hushed.theme(
            desk, connection, "Orientation", line["id"], str(line.get("theme") or "")
        )
        outcome = outcomes.label(line["outcome"]) if line.get("outcome") else ""
        steps = rows.find(connection, BY_NAME["OrientationStep"], {"orientation": line["id"]})
        days = [str(step.get("date") or "") for step in steps]
        yield Event(
            str(line.get("date") or ""),
            "orientation",
            _("{theme}: {actor}").format(theme=theme, actor=actor),
            outcome or states.label(line.get("state")),
            "Orientation",
            line["id"],
            "" if outcome else str(line.get("state") or "DRAFT"),
            _heads(desk, connection, "Orientation", line["id"]),
            max([str(line.get("date") or ""), *days]),
        )
        for step in steps:
            yield Event(
                str(step.get("date") or ""),
                "step",
                states.label(step.get("to_state")),
                " · ".join(w for w in (actor, str(step.get("note") or "")) if w),
                "OrientationStep",
                step["id"],
            )


def _needs(desk: Desk, connection: Connection, person: str) -> Iterator[Event]:
    states = lists.get("need_state")
    for line in _find(connection, "Need", person):
        code = str(line.get("theme") or "")
        theme = hushed.theme(desk, connection, "Need", line["id"], code)
        hush = hushed.is_sensitive(code) and theme == _("follow-up")
        label = "" if hush else str(line.get("label") or "")
        yield Event(
            str(line.get("expressed_on") or ""),
            "need",
            " · ".join(word for word in (theme, label) if word),
            states.label(line.get("state")),
            "Need",
            line["id"],
            str(line.get("state") or "OPEN"),
            _heads(desk, connection, "Need", line["id"]),
        )


def _enrolments(desk: Desk, connection: Connection, person: str) -> Iterator[Event]:
    states = lists.get("enrolment_state")
    for line in _find(connection, "Enrolment", person):
        workshop = line.get("workshop")
        yield Event(
            str(line.get("start") or line.get("asked_on") or ""),
            "enrolment",
            called(desk, connection, "Workshop", workshop) if workshop else "",
            states.label(line.get("state")),
            "Enrolment",
            line["id"],
        )


def _agreements(desk: Desk, connection: Connection, person: str) -> Iterator[Agreement]:
    kinds, forms = lists.get("consent"), lists.get("consent_form")
    for line in _find(connection, "Consent", person):
        kind = str(line.get("kind") or "")
        given = str(line.get("given_on") or "")
        yield Agreement(
            line["id"],
            kind,
            kinds.label(kind),
            _("{form}, on {day}").format(form=forms.label(line.get("form")), day=_day(given)),
            str(line.get("withdrawn_on") or ""),
            _heads(desk, connection, "Consent", line["id"]),
        )


def _day(value: str) -> str:
    from lapdesk.models.kinds import Day

    return Day().show(value) if value else ""
