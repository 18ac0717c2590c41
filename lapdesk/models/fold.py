"""The fold: what a record is, as a pure function of the set of its changes.

Design: causality by parents, never by clocks. A field is in clash when its latest writers are
two or more and their values differ; a removal clashes with every concurrent change but another
removal, and until that is settled the record is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lapdesk.models import canonical
from lapdesk.models.base import residue_fields
from lapdesk.models.change import Change, ChangeId
from lapdesk.models.entities import BY_NAME

# The name under which a clash between a removal and an edit is listed.
EXISTENCE: Final = ""


@dataclass(frozen=True, slots=True)
class Folded:
    """A record as its changes make it.

    `values` is None where the record is removed or erased. `heads` are in canonical order.
    `clashes` gives the latest writers of each field in clash, `EXISTENCE` for a removal.
    `writers` gives the change whose value each field shows.
    """

    values: Mapping[str, Any] | None
    heads: tuple[ChangeId, ...]
    born: int
    clashes: Mapping[str, tuple[ChangeId, ...]]
    writers: Mapping[str, ChangeId]


def in_order(changes: Iterable[Change]) -> list[Change]:
    """The changes of one record, parents before children, else by clock, device and number.

    A change that stands on itself has no place: it is left out, with all that stands on it.
    """
    here = {c.id: c for c in changes}
    left: dict[ChangeId, int] = {}
    below: dict[ChangeId, list[Change]] = {}
    for change in here.values():
        above = {p for p in change.parents if p in here}
        left[change.id] = len(above)
        for parent in above:
            below.setdefault(parent, []).append(change)
    ordered: list[Change] = []
    ready = [c for c in here.values() if not left[c.id]]
    while ready:
        ready.sort(key=_shown_order)
        ordered += ready
        freed = [child for change in ready for child in below.get(change.id, ())]
        ready = []
        for child in freed:
            left[child.id] -= 1
            if not left[child.id]:
                ready.append(child)
    return ordered


def _shown_order(change: Change) -> tuple[int, bytes, int]:
    return (change.clock, change.device.bytes, change.number)


class _Ancestry:
    """Who descends from whom, as bit masks over changes in order."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.place = {c.id: i for i, c in enumerate(changes)}
        self.above: list[int] = []
        for change in changes:
            mask = 0
            for parent in change.parents:
                at = self.place.get(parent)
                if at is not None:
                    mask |= self.above[at] | (1 << at)
            self.above.append(mask)

    def descends(self, one: Change, other: Change) -> bool:
        """Whether `one` was made knowing `other`."""
        return bool(self.above[self.place[one.id]] >> self.place[other.id] & 1)


def _locked(changes: Sequence[Change], ancestry: _Ancestry) -> set[ChangeId]:
    """The changes of a session that leave it locked, as far as their authors knew."""
    writers = [c for c in changes if c.fields and "state" in c.fields]
    found = set()
    for change in changes:
        known = [w for w in writers if w is change or ancestry.descends(change, w)]
        latest = [w for w in known if not any(ancestry.descends(k, w) for k in known)]
        if any((w.fields or {})["state"] == "LOCKED" for w in latest):
            found.add(change.id)
    return found


def fold(changes: Iterable[Change]) -> Folded:
    """What the changes of one record make of it; they are causally closed and at least one.

    Where every one of them stands on itself there is no record.
    """
    ordered = in_order(changes)
    if not ordered:
        return Folded(None, (), 0, {}, {})
    ancestry = _Ancestry(ordered)
    parents = {p for c in ordered for p in c.parents}
    heads = [c for c in ordered if c.id not in parents]
    head_ids = tuple(sorted((c.id for c in heads), key=lambda i: (i[0].bytes, i[1])))
    # By the roots, not by the least clock: what follows a head never alters it.
    born = min(c.clock for c in ordered if not c.parents)
    removed = [h for h in heads if h.fields is None]
    if len(removed) == len(heads) or _gone_for_good(ordered):
        return Folded(None, head_ids, born, {}, {})
    latest: dict[str, list[Change]] = {}
    for change in ordered:
        for name in change.fields or ():
            before = latest.get(name, [])
            latest[name] = [w for w in before if not ancestry.descends(change, w)] + [change]
    locked = _locked(ordered, ancestry) if ordered[0].entity == "Session" else set()
    values, writers, clashes = {}, {}, {}
    for name, of in latest.items():
        shown = max(of, key=lambda c: (c.id in locked, *_shown_order(c)))
        values[name], writers[name] = (shown.fields or {})[name], shown.id
        if len(of) > 1 and len({canonical.encode((c.fields or {})[name]) for c in of}) > 1:
            clashes[name] = _ids(of)
    if removed:
        clashes[EXISTENCE] = _ids(heads)
    return Folded(values, head_ids, born, clashes, writers)


def _ids(changes: Iterable[Change]) -> tuple[ChangeId, ...]:
    return tuple(sorted((c.id for c in changes), key=lambda i: (i[0].bytes, i[1])))


def _gone_for_good(changes: Sequence[Change]) -> bool:
    entity = BY_NAME.get(changes[0].entity)
    return any(c.erased for c in changes) and (
        entity is None or next(residue_fields(entity), None) is None
    )
