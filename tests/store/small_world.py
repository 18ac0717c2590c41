"""The few records that the laptops of a simulation write: persons, their parts, one act."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID, uuid5

from lapdesk.models.base import keyed_id
from lapdesk.models.entities import BY_NAME

SPACE: Final = UUID("5d1f0f52-9d55-4a1b-8d0f-1f2f3c9a7b60")


def named(name: str) -> UUID:
    """The same id for a name in every run."""
    return uuid5(SPACE, name)


P, Q, THIRD = (str(named(n)) for n in ("P", "Q", "third person"))
MEETING, ACT, SENT = named("session"), named("act"), named("orientation")
# Entity, what it is created with, and what is later written in it; the id where no key gives it.
Kind = tuple[str, UUID | None, dict[str, Any], dict[str, tuple[Any, ...]]]
KINDS: Final[tuple[Kind, ...]] = (
    ("Participant", UUID(P), {"code": "0000A9", "first_contact": "2025-01-02"}, {
        "commune": ("94028", "94081", None), "sex": ("F", "M"), "code": ("0000A9", "SECRETC0DE")}),
    ("Participant", UUID(Q), {"code": "0000BB", "first_contact": "2025-02-02"}, {
        "commune": ("94028", None)}),
    ("Need", named("need"), {"participant": P, "theme": "ADMIN", "state": "OPEN"}, {
        "label": ("secretword", "secretkey", None), "state": ("WORKED", "ANSWERED"),
        "priority": ("URGENT", "LOW")}),
    ("Need", named("moved"), {"participant": Q, "theme": "HEALTH", "state": "OPEN"}, {
        "label": ("secretroom", "bed"), "participant": (P, Q), "expressed_on": ("2025-03-03",)}),
    ("Identity", named("card"), {"participant": P, "given_name": "secretname"}, {
        "family_name": ("secretfamily", None)}),
    ("Consent", named("consent"), {"participant": P, "kind": "IDENTITY", "form": "ORAL"}, {
        "withdrawn_on": ("2025-05-05",)}),
    ("Session", MEETING, {"date": "2025-03-04", "start": "14:00", "end": "16:00"}, {
        "topic": ("bus", "bank", None), "place": ("hall", "room"), "anonymous_women": (2, 3),
        "state": ("HELD", "CANCELLED", "PLANNED")}),
    ("Attendance", None, {"session": str(MEETING), "participant": P, "mark": "P"}, {
        "mark": ("P", "L", "E"), "minutes_lost": (15, 30, None)}),
    ("Attendance", None, {"session": str(MEETING), "participant": Q, "mark": "P"}, {
        "mark": ("A", "L")}),
    ("SupportAction", ACT, {"date": "2025-03-05", "channel": "DESK", "minutes": 30}, {
        "note": ("secretnote", "secretstory", None), "minutes": (45, 60), "themes": (["ADMIN"],)}),
    ("Accompaniment", None, {"support_action": str(ACT), "participant": P}, {}),
    ("Accompaniment", None, {"support_action": str(ACT), "participant": Q}, {}),
    ("Orientation", SENT, {"participant": P, "theme": "ADMIN", "date": "2025-03-06"}, {
        "outcome": ("DONE", "REFUSED"), "appointment_at": ("2025-03-09T10:00", None),
        "participant": (P, Q)}),
    ("OrientationStep", named("step one"), {
        "orientation": str(SENT), "date": "2025-03-06", "to_state": "SENT", "rank": 1}, {
        "note": ("secretstep", "called"), "to_state": ("SENT", "ACCEPTED")}),
    ("OrientationStep", named("step two"), {
        "orientation": str(SENT), "date": "2025-03-09", "to_state": "CLOSED", "rank": 2}, {
        "date": ("2025-03-01", "2025-03-10"), "note": ("secretend",)}),
    ("Workshop", named("workshop"), {"title": "French", "kind": "ASL", "state": "PLANNED"}, {
        "title": ("Cooking", "Theatre"), "place": ("hall", None), "capacity": (12, 15)}),
    ("ActionPartner", None, {
        "plan_action": str(named("action")), "actor": str(named("actor")), "role": "LEAD"}, {
        "since": ("2025-01-01", "2025-06-01"), "until": ("2025-12-31",)}),
)  # fmt: skip


def filled(b: int, c: int, *, new: bool) -> tuple[str, UUID, dict[str, Any]]:
    """A record of the small world: its entity, its id, and what a form writes of it."""
    entity, record, whole_values, edits = KINDS[b % len(KINDS)]
    by_key = keyed_id(BY_NAME[entity], whole_values)
    values: dict[str, Any] = dict(whole_values) if new else {}
    if edits:
        names = list(edits)
        for at in (c, c // 7) if c % 2 else (c,):
            name = names[at % len(names)]
            values[name] = edits[name][c // 3 % len(edits[name])]
    return entity, record or UUID(by_key), values
