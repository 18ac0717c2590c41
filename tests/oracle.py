"""What a set of changes means, written from the text of the design and from nothing else.

It shares no code with the fold or the store: ancestors are found by walking, again and again.

- A change whose ancestors are not all here waits; the others are folded.
- A field's latest writers are those that no later writer of the field descends from. Two or
  more with different values are a clash; one of them is shown, by (rank, clock, device, number).
  Rank: locked goes before unlocked, that is, a change that leaves its session locked.
- A removal clashes with every concurrent change but another removal; the record is shown until
  that is settled.
- Erasing a person empties every record that ever spoke of that person; figures keep a residue.
- Forgetting a field takes its value from all that the forgetting change stands on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from lapdesk.models.change import Change

Id = tuple[UUID, int]
Named = tuple[str, UUID]

# What stays of a record without its person (B9: S1, S2, R1, W1, W5 and W6 must not move).
RESIDUE: Mapping[str, frozenset[str]] = {
    "Attendance": frozenset(("session", "participant", "mark", "minutes_lost", "signed_paper")),
    "Accompaniment": frozenset(("support_action", "participant")),
    "SupportAction": frozenset((
        "date", "team_member", "headcount", "channel", "types", "themes", "minutes",
        "plan_action", "permanence", "commune_place",
    )),
    "Orientation": frozenset((
        "participant", "theme", "actor", "offer", "actor_contact", "mode", "date", "state",
        "outcome", "outcome_on", "next",
    )),
    "OrientationStep": frozenset(("orientation", "date", "to_state", "rank")),
    "Need": frozenset(("participant", "theme", "expressed_on", "state", "answered_on")),
}  # fmt: skip
# Records that name their person themselves.
OF_A_PERSON = ("Attendance", "Accompaniment", "Orientation", "Need", "Identity", "Consent")


@dataclass(frozen=True)
class Shown:
    """A record: `values` None where there is none to see; a clash's sides by field."""

    values: Mapping[str, Any] | None
    heads: frozenset[Id]
    born: int
    clashes: Mapping[str, frozenset[Id]]


@dataclass(frozen=True)
class World:
    """All records that a set of changes makes, its bodies after erasure, and what waits."""

    records: Mapping[Named, Shown]
    changes: Mapping[Id, Change]
    waiting: frozenset[Id]


def world(changes: Iterable[Change], stand_in: Callable[[str], str]) -> World:
    """What this set of changes makes; `stand_in` gives the id that an erased person leaves."""
    given = {c.id: c for c in changes}
    folded = {i for i in given if all(a in given for a in _above(given, i))}
    emptied = _erased(_forgotten(given, folded), folded, stand_in)
    records: dict[Named, Shown] = {}
    for named in {(given[i].entity, given[i].record) for i in folded}:
        of = {i: emptied[i] for i in folded if (given[i].entity, given[i].record) == named}
        records[named] = _shown(named[0], of)
    return World(records, emptied, frozenset(given.keys() - folded))


def _above(changes: Mapping[Id, Change], start: Id) -> set[Id]:
    """All ancestors' names, also of those that are not here."""
    found: set[Id] = set()
    asked = list(changes[start].parents)
    while asked:
        one = asked.pop()
        if one not in found:
            found.add(one)
            if one in changes:
                asked.extend(changes[one].parents)
    return found


def _forgotten(changes: Mapping[Id, Change], folded: set[Id]) -> dict[Id, Change]:
    found = dict(changes)
    for i in folded:
        name = changes[i].forgets
        if name is None:
            continue
        for above in _above(changes, i):
            one = found[above]
            if one.fields is not None:
                left = {k: v for k, v in one.fields.items() if k != name}
                found[above] = replace(one, fields=left)
    return found


def _erased(
    changes: Mapping[Id, Change], folded: set[Id], stand_in: Callable[[str], str]
) -> dict[Id, Change]:
    nobodies = {
        str((changes[i].fields or {}).get("subject")): ""
        for i in folded
        if changes[i].entity == "Erasure"
    }
    nobodies = {person: stand_in(person) for person in nobodies}
    gone = {n for person in nobodies for n in _speaking_of(changes, {person, nobodies[person]})}
    return {
        i: _emptied(c, nobodies) if (c.entity, c.record) in gone else c for i, c in changes.items()
    }


def _speaking_of(changes: Mapping[Id, Change], names: set[str]) -> set[Named]:
    """The person's record, its parts, and what hangs on them, by every change that is here."""
    every = list(changes.values())
    own = {
        (c.entity, c.record)
        for c in every
        if str(c.record) in names
        or (c.entity in OF_A_PERSON and (c.fields or {}).get("participant") in names)
    }
    acts = {
        ("SupportAction", UUID((c.fields or {})["support_action"]))
        for c in every
        if c.entity == "Accompaniment" and (c.fields or {}).get("participant") in names
    }
    orientations = {str(record) for entity, record in own if entity == "Orientation"}
    steps = {
        (c.entity, c.record)
        for c in every
        if c.entity == "OrientationStep" and (c.fields or {}).get("orientation") in orientations
    }
    return own | acts | steps


def _emptied(change: Change, nobodies: Mapping[str, str]) -> Change:
    left = None
    if change.fields is not None:
        kept = set(RESIDUE.get(change.entity, ()))
        if change.entity in OF_A_PERSON and str(change.record) not in nobodies:
            kept.add("participant")
        left = {k: v for k, v in change.fields.items() if k in kept}
        if left.get("participant") in nobodies:
            left["participant"] = nobodies[left["participant"]]
    return replace(change, fields=left, reason=None, erased=True, more={})


def _shown(entity: str, changes: Mapping[Id, Change]) -> Shown:
    above = {i: _above(changes, i) for i in changes}
    heads = frozenset(i for i in changes if not any(i in of for of in above.values()))
    born = min(c.clock for c in changes.values() if not c.parents)
    removals = {i for i in heads if changes[i].fields is None}
    over = any(c.erased for c in changes.values()) and entity not in RESIDUE
    if over or removals == heads:
        return Shown(None, heads, born, {})
    values, clashes = {}, {}
    for name in {name for c in changes.values() for name in c.fields or ()}:
        latest = _latest(changes, above, name, set(changes))
        best = max(latest, key=lambda i: _rank(entity, changes, above, i))
        values[name] = (changes[best].fields or {})[name]
        if any((changes[i].fields or {})[name] != values[name] for i in latest):
            clashes[name] = frozenset(latest)
    if removals:
        clashes[""] = heads
    return Shown({k: v for k, v in values.items() if v is not None}, heads, born, clashes)


def _latest(
    changes: Mapping[Id, Change], above: Mapping[Id, set[Id]], name: str, among: set[Id]
) -> set[Id]:
    writers = {i for i in among if name in (changes[i].fields or {})}
    return {i for i in writers if not any(i in above[later] for later in writers)}


def _rank(
    entity: str, changes: Mapping[Id, Change], above: Mapping[Id, set[Id]], one: Id
) -> tuple[bool, int, bytes, int]:
    locked = False
    if entity == "Session":
        said = _latest(changes, above, "state", above[one] | {one})
        locked = any((changes[i].fields or {})["state"] == "LOCKED" for i in said)
    return (locked, changes[one].clock, one[0].bytes, one[1])


def orientation_state(records: Mapping[Named, Shown], orientation: UUID) -> str:
    """The state of the latest step: by date, then rank, then id; a draft where there is none."""
    steps = [
        (shown.values.get("date", ""), shown.values.get("rank", 0), record.bytes, shown.values)
        for (entity, record), shown in records.items()
        if entity == "OrientationStep"
        and shown.values is not None
        and shown.values.get("orientation") == str(orientation)
    ]
    last = max(steps, key=lambda s: s[:3])[3] if steps else {}
    return str(last.get("to_state") or "DRAFT")
