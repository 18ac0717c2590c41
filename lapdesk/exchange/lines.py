"""One change as one line of a working file.

    decode_line(line: bytes) -> ChangeLine        LD-140 to LD-147, LD-253
    encode_line(change: ChangeLine) -> bytes      no newline; LD-253
    from_change(change: Change) -> ChangeLine, to_change(line) -> Change
    ranges_of(ids: Iterable[(device, number)]) -> tuple[Range, …]

A line is a JSON object: device (UUID), number (≥ 1), clock, parents ([[device, number], …]),
author (UUID or null), entity, record (UUID), fields (object, or null for a removal); then, where
they say something, reason, undoes ([device, clock]), erased (true), forgotten ([field, …]),
forgets (field). UUIDs are in lower case with hyphens. Other keys come from a later version: they
are in `more`, and are written again. Limits: 64 KiB a line, 16 KiB a text, depth 8, as `strict`
says.

Nearly every line is in the one form that `encode_line` writes, and being equal to it proves at
once that no key stands twice, no number is a float and no UUID is oddly written: that takes some
2 µs. A line in any other form goes through the strict parser, which accepts or names the fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Final, NamedTuple
from uuid import UUID

import msgspec

from lapdesk.errors import LapdeskError
from lapdesk.exchange import limits, strict
from lapdesk.i18n import _
from lapdesk.models import arrived, canonical
from lapdesk.models.arrived import Arrived, Shapes
from lapdesk.models.change import Change

LARGEST_NUMBER: Final = 2**40
Number = Annotated[int, msgspec.Meta(ge=1, lt=LARGEST_NUMBER)]
Clock = Annotated[int, msgspec.Meta(ge=0, le=strict.LARGEST)]
_Integer = Annotated[int, msgspec.Meta(ge=strict.SMALLEST, le=strict.LARGEST)]
_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]

# A line and its `fields` are two levels of eight: six are left for a value.
_Value: Any = bool | _Integer | str | None
for _level in range(strict.DEPTH - 2):
    _Value = bool | _Integer | str | None | list[_Value] | dict[str, _Value]


class Range(NamedTuple):
    """The changes of one device from number `first` to number `last`, both inside."""

    device: UUID
    first: Number
    last: Number


class ChangeLine(
    msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """A change as it travels; the words are those of `models.change.Change`."""

    device: UUID
    number: Number
    clock: Clock
    parents: tuple[tuple[UUID, Number], ...]
    author: UUID | None
    entity: _Name
    record: UUID
    fields: dict[str, _Value] | None
    reason: str | None = None
    undoes: tuple[UUID, Clock] | None = None
    erased: bool = False
    forgotten: tuple[str, ...] = ()
    forgets: str | None = None
    more: dict[str, Any] = {}


_DEFAULTS: Final[dict[str, Any]] = {
    "reason": None,
    "undoes": None,
    "erased": False,
    "forgotten": [],
    "forgets": None,
}
_NOTHING_SAID: Final[tuple[object, ...]] = (None, None, False, (), None, {})
_KNOWN: Final = frozenset(ChangeLine.__struct_fields__) - {"more"}
_decoder = msgspec.json.Decoder(ChangeLine)
# Field names in alphabetical order, the line's own in the order above.
_encoder = msgspec.json.Encoder(order="deterministic")
_UNWANTED: Final = re.compile(rb"\\(?:u00[01]|[bfr])|\x7f|\xc2[\x80-\x9f]")


def decode_line(line: bytes) -> ChangeLine:
    """The change of `line` (without its newline), or the refusal that names the fault."""
    if len(line) <= strict.TEXT_OCTETS:
        try:
            change = _decoder.decode(line)
            as_written = not change.more and _encoder.encode(change) == line
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return _strictly(line)
        if as_written and change.entity.isidentifier() and not _looks_odd(line):
            return change
    return _strictly(line)


def encode_line(change: ChangeLine) -> bytes:
    """The line of `change`, without a newline; LD-253 above 64 KiB."""
    if change.more:
        own = msgspec.json.decode(_encoder.encode(msgspec.structs.replace(change, more={})))
        line = _encoder.encode(own | dict(sorted(change.more.items())))
    else:
        line = _encoder.encode(change)
    if len(line) > limits.CHANGE_OCTETS:
        raise too_long()
    return line


def from_change(change: Change) -> ChangeLine:
    """The travelling form of a journal's change."""
    return ChangeLine(
        change.device,
        change.number,
        change.clock,
        change.parents,
        change.author,
        change.entity,
        change.record,
        None if change.fields is None else dict(change.fields),
        change.reason,
        change.undoes,
        change.erased,
        change.forgotten,
        change.forgets,
        dict(change.more),
    )


def to_change(line: ChangeLine) -> Change:
    """The journal's change of a line that was read."""
    return Change(
        line.device,
        line.number,
        line.clock,
        line.parents,
        line.author,
        line.entity,
        line.record,
        line.fields,
        line.reason,
        line.undoes,
        line.erased,
        line.forgotten,
        line.forgets,
        line.more,
    )


def to_arrived(line: ChangeLine, shapes: Shapes) -> Arrived:
    """A line that was read, as the journal takes it in; see `models.arrived.of_change`."""
    said = line.reason, line.undoes, line.erased, line.forgotten, line.forgets, line.more
    if line.parents or said != _NOTHING_SAID:
        return arrived.of_change(to_change(line), shapes)
    # The most frequent by far: a record begins, and only its fields are said.
    fields = line.fields
    return (
        line.device.bytes,
        line.number,
        line.clock,
        None if line.author is None else line.author.bytes,
        line.entity,
        line.record.bytes,
        (),
        canonical.encode({"fields": fields}),
        arrived.plain(shapes.get(line.entity), fields),
    )


def ranges_of(ids: Iterable[tuple[UUID, int]]) -> tuple[Range, ...]:
    """The fewest ranges that hold exactly `ids`, by device and number."""
    found: list[Range] = []
    for device, number in sorted(set(ids)):
        if found and found[-1].device == device and found[-1].last == number - 1:
            found[-1] = found[-1]._replace(last=number)
        else:
            found.append(Range(device, number, number))
    return tuple(found)


def too_long() -> LapdeskError:
    """LD-253: a change above 64 KiB."""
    return LapdeskError(
        "LD-253",
        _("A change in this file is longer than {limit} KiB.").format(
            limit=limits.CHANGE_OCTETS // 1024
        ),
        _("Nothing was taken in. Ask the sender for a new file made with lapdesk."),
    )


def _looks_odd(line: bytes) -> bool:
    """True when a control character may hide in the line: the strict parser decides."""
    if b"\\" in line or b"\xc2" in line or b"\x7f" in line:
        return _UNWANTED.search(line) is not None
    return False


def _strictly(line: bytes) -> ChangeLine:
    if len(line) > limits.CHANGE_OCTETS:
        raise too_long()
    document = strict.decode_object(line, size=limits.CHANGE_OCTETS)
    own = {key: value for key, value in document.items() if key in _KNOWN}
    more = {key: value for key, value in document.items() if key not in _KNOWN}
    try:
        change = msgspec.convert(own, ChangeLine)
    except msgspec.ValidationError as wrong:
        raise strict.malformed() from wrong
    stated = {k: v for k, v in own.items() if k not in _DEFAULTS or v != _DEFAULTS[k]}
    # A UUID in another writing is read by `convert`, but is not what the format says.
    if msgspec.json.decode(_encoder.encode(change)) != stated or not change.entity.isidentifier():
        raise strict.malformed()
    return msgspec.structs.replace(change, more=more)
