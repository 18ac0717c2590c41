"""A change as it arrives: its journal row with names for numbers, and whether it begins plainly.

No table is needed to make one, so that a process of its own can read files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from lapdesk.models import canonical
from lapdesk.models.change import Change, of_body

# Device, number, clock, author, entity, record, parents as (device, number), canonical body;
# ids are 16 bytes. The last is not 0 where it begins its record and SQL can make the row of it:
# 1, or 2 where what it says can be searched.
Arrived = tuple[
    bytes, int, int, bytes | None, str, bytes, tuple[tuple[bytes, int], ...], bytes, int
]
# How each field's JSON value becomes its column's, by entity and field; see `_fits`.
Shapes = Mapping[str, Mapping[str, str]]

_UUID: Final = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch
_SAME: Final = frozenset((str, int, bool))


def of_change(change: Change, shapes: Shapes) -> Arrived:
    """A change as it arrives."""
    body = change.body()
    return (
        change.device.bytes,
        change.number,
        change.clock,
        None if change.author is None else change.author.bytes,
        change.entity,
        change.record.bytes,
        tuple((device.bytes, number) for device, number in change.parents),
        canonical.encode(body),
        0 if change.parents or len(body) > 1 else plain(shapes.get(change.entity), change.fields),
    )


def to_change(arrived: Arrived) -> Change:
    """The change of what arrived."""
    device, number, clock, author, entity, record, parents, body, _begins = arrived
    return of_body(
        UUID(bytes=device), number, clock,
        tuple((UUID(bytes=d), n) for d, n in parents),
        None if author is None else UUID(bytes=author),
        entity, UUID(bytes=record), canonical.decode(body),
    )  # fmt: skip


def plain(shape: Mapping[str, str] | None, values: Mapping[str, Any] | None) -> int:
    """Whether SQL makes the same columns of these values as their kinds do: 0 no, 1 yes, and 2
    where one of them can be searched."""
    if shape is None or values is None:
        return 0
    found = 1
    for name, value in values.items():
        how = shape.get(name)
        if how is None or value is None:
            continue
        if how == "word":
            found = 2
        if not _fits(how, value):
            return 0
    return found


def _fits(how: str, value: Any) -> bool:
    kind = type(value)
    if how in ("same", "word"):
        return kind in _SAME
    if how == "ref":
        return kind is str and _UUID(value) is not None
    if how == "many":
        return kind is list and all(type(one) is str for one in value)
    return how == "flag" and kind is bool
