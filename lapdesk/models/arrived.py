"""A change as it arrives: its journal row with names for numbers, and whether it begins plainly.

No table is needed to make one, so that a process of its own can read files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from lapdesk.models import canonical
from lapdesk.models.change import Change, ChangeId, of_body

# Device, number, clock, author, entity, record, parents as (device, number), canonical body;
# ids are 16 bytes. The last says that it begins its record and that SQL can make the row of it.
Arrived = tuple[
    bytes, int, int, bytes | None, str, bytes, tuple[tuple[bytes, int], ...], bytes, bool
]
# How each field's JSON value becomes its column's, by entity and field; see `FITS`.
Shapes = Mapping[str, Mapping[str, str]]

_UUID: Final = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch
# The values of which SQL makes the same as `Kind.to_row`; others are left to the kind itself.
FITS: Final[Mapping[str, Callable[[Any], object]]] = {
    "same": lambda value: type(value) in (str, int, bool),
    "flag": lambda value: type(value) is bool,
    "ref": lambda value: type(value) is str and _UUID(value),
    "many": lambda value: type(value) is list and all(type(one) is str for one in value),
    "own": lambda _value: False,
}


def of_change(change: Change, shapes: Shapes) -> Arrived:
    """A change as it arrives."""
    return arrived(
        change.id, change.clock, None if change.author is None else change.author.bytes,
        change.entity, change.record.bytes, change.parents, change.body(), shapes,
    )  # fmt: skip


def to_change(arrived: Arrived) -> Change:
    """The change of what arrived."""
    device, number, clock, author, entity, record, parents, body, _begins = arrived
    return of_body(
        UUID(bytes=device), number, clock,
        tuple((UUID(bytes=d), n) for d, n in parents),
        None if author is None else UUID(bytes=author),
        entity, UUID(bytes=record), canonical.decode(body),
    )  # fmt: skip


def arrived(
    which: ChangeId, clock: int, author: bytes | None, entity: str, record: bytes,
    parents: tuple[ChangeId, ...], body: Mapping[str, Any], shapes: Shapes,
) -> Arrived:  # fmt: skip
    """The same of its parts."""
    above = tuple((device.bytes, number) for device, number in parents)
    begins = not above and len(body) == 1 and _plain(shapes.get(entity), body["fields"])
    return (
        which[0].bytes, which[1], clock, author, entity, record, above,
        canonical.encode(body), begins,
    )  # fmt: skip


def _plain(shape: Mapping[str, str] | None, values: Mapping[str, Any] | None) -> bool:
    if shape is None or values is None:
        return False
    for name, value in values.items():
        if value is not None and name in shape and not FITS[shape[name]](value):
            return False
    return True
