"""A change: what a save returns, undo reverses, the journal keeps and a file carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

ChangeId = tuple[UUID, int]
EntryId = tuple[UUID, int]
_BODY: Final = frozenset(("fields", "reason", "undoes", "erased", "forgotten", "forgets"))


@dataclass(frozen=True, slots=True)
class Change:
    """One record's alteration, made on one device.

    `fields` is None for a removal. `parents` are the heads of the record that the author saw.
    `undoes` names an entry, (device, clock). `erased` says that the person it spoke of was
    erased: only what figures keep is left. `forgotten` lists fields whose value was deleted
    for good; `forgets` asks for that of one field in all that this change stands on. `more`
    holds what a later version wrote beside these; it is kept and passed on.
    """

    device: UUID
    number: int
    clock: int
    parents: tuple[ChangeId, ...]
    author: UUID | None
    entity: str
    record: UUID
    fields: Mapping[str, Any] | None
    reason: str | None = None
    undoes: EntryId | None = None
    erased: bool = False
    forgotten: tuple[str, ...] = ()
    forgets: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> ChangeId:
        """Its name in the whole association."""
        return (self.device, self.number)

    @property
    def entry(self) -> EntryId:
        """The save it belongs to: one tick of the device's clock."""
        return (self.device, self.clock)

    def body(self) -> dict[str, Any]:
        """What can be emptied: everything but the header, without what is empty."""
        found: dict[str, Any] = {"fields": None if self.fields is None else dict(self.fields)}
        if self.reason is not None:
            found["reason"] = self.reason
        if self.undoes is not None:
            found["undoes"] = [str(self.undoes[0]), self.undoes[1]]
        if self.forgets is not None:
            found["forgets"] = self.forgets
        if self.erased:
            found["erased"] = True
        if self.forgotten:
            found["forgotten"] = list(self.forgotten)
        return {**self.more, **found}


def of_body(
    device: UUID, number: int, clock: int, parents: tuple[ChangeId, ...], author: UUID | None,
    entity: str, record: UUID, body: Mapping[str, Any],
) -> Change:  # fmt: skip
    """The change of a header and a stored or received body."""
    undoes = body.get("undoes")
    return Change(
        device, number, clock, parents, author, entity, record,
        fields=body.get("fields"),
        reason=body.get("reason"),
        undoes=(UUID(undoes[0]), int(undoes[1])) if undoes else None,
        erased=bool(body.get("erased")),
        forgotten=tuple(body.get("forgotten") or ()),
        forgets=body.get("forgets"),
        more={k: v for k, v in body.items() if k not in _BODY},
    )  # fmt: skip


def reduced(change: Change, keep: Sequence[str], nobodies: Mapping[str, str]) -> Change:
    """`change` emptied because a person was erased: `keep` stays.

    `nobodies` gives each erased person the id that stays in its place.
    """
    if change.fields is None:
        return replace(change, reason=None, erased=True, forgotten=(), more={})
    left = {k: v for k, v in change.fields.items() if k in keep}
    if isinstance(person := left.get("participant"), str):
        left["participant"] = nobodies.get(person, person)
    # Of what was forgotten only what would have stayed is still told: one order, one body.
    gone = tuple(name for name in change.forgotten if name in keep)
    return replace(change, fields=left, reason=None, erased=True, forgotten=gone, more={})


def without(change: Change, name: str) -> Change:
    """`change` with the value of one field deleted for good."""
    if change.fields is None or (name not in change.fields and name in change.forgotten):
        return change
    left = {k: v for k, v in change.fields.items() if k != name}
    gone = tuple(sorted({*change.forgotten, name})) if name in change.fields else change.forgotten
    return replace(change, fields=left, forgotten=gone)


def join(one: Change, other: Change) -> Change | None:
    """Two copies of the same change: the more emptied of both, None where they contradict.

    Emptying only takes away, so the join of two copies is what stands in both.
    """
    if _header(one) != _header(other):
        return None
    # A file may name the parents in any order.
    other = replace(other, parents=one.parents)
    if one == other:
        return one
    erased = one.erased or other.erased
    gone = tuple(sorted({*one.forgotten, *other.forgotten}))
    if not erased and not gone:
        return None
    if one.fields is None or other.fields is None:
        return replace(one if one.erased else other) if one.fields == other.fields else None
    if one.erased != other.erased:
        gone = _told(one, other) if one.erased else _told(other, one)
    left = _left(one, other, one.fields, other.fields)
    if left is None:
        return None
    kept = one if one.erased or not other.erased else other
    return replace(kept, fields=left, erased=erased, forgotten=gone)


def _left(
    one: Change, other: Change, mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The fields that stand in two copies of which one at least was emptied; None: another body."""
    left = {}
    for name in mine.keys() | theirs.keys():
        if name not in theirs:
            if not (other.erased or name in other.forgotten):
                return None
        elif name not in mine:
            if not (one.erased or name in one.forgotten):
                return None
        elif mine[name] == theirs[name] or one.erased != other.erased:
            left[name] = mine[name] if one.erased else theirs[name]
        elif name == "participant" and one.erased:
            # Emptied once for one person and again for another it had been moved to.
            left[name] = max(mine[name], theirs[name], key=_nobody)
        else:
            return None
    return left


def _nobody(person: Any) -> tuple[bool, str]:
    """Sorts the id that stays of an erased person, made from another, behind a random one."""
    return (len(str(person)) == 36 and str(person)[14] == "5", str(person))


def _told(emptied: Change, other: Change) -> tuple[str, ...]:
    """What is told to be forgotten of a change that one of both copies has emptied."""
    left = emptied.fields or {}
    return tuple(sorted({*emptied.forgotten, *(n for n in other.forgotten if n in left)}))


def _header(change: Change) -> tuple[Any, ...]:
    made = (change.id, change.clock, frozenset(change.parents), change.author)
    return (*made, change.entity, change.record)
