"""The first line of a working file or a reference file: who hands what to whom.

    header_line(header) -> bytes
    read_header(line: bytes) -> WorkingHeader, read_reference_header(line) -> ReferenceHeader

    {"format": "lapdesk-working", "version": [1, 0], "requires": [["feature", [1, 2]], …],
     "association": UUID, "sender": UUID, "recipients": [UUID, …], "number": n,
     "made_at": "2025-01-31T12:00:00Z", "reference": "…", "changes": n, "part": [i, n],
     "ranges": [[device, first, last], …], "seen": [[device, first, last], …]}

    {"format": "lapdesk-reference", "version": [1, 0], "requires": [], "association": UUID,
     "sender": UUID, "number": n, "made_at": …, "reference": "2018.1+3", "changes": n,
     "part": [i, n], "edition": [UUID, year] or null}

`requires` lists what a reader must know, each with the first version of lapdesk that does; one
that is not in `KNOWN_FEATURES` is refused before anything else is looked at (LD-255). Keys of a
later version are kept in `more`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID

import msgspec

from lapdesk.errors import LapdeskError
from lapdesk.exchange import limits, strict
from lapdesk.exchange.lines import Number, Range, too_long
from lapdesk.exchange.versions import refuse_newer
from lapdesk.i18n import _

FORMAT: Final = "lapdesk-working"
VERSION: Final = (1, 0)
REFERENCE_FORMAT: Final = "lapdesk-reference"
REFERENCE_VERSION: Final = (1, 0)
KNOWN_FEATURES: Final[frozenset[str]] = frozenset()

Count = Annotated[int, msgspec.Meta(ge=0)]
Feature = tuple[str, tuple[Count, Count]]


@dataclass(frozen=True, slots=True)
class WorkingHeader:
    """What a working file says of itself.

    `number` counts the files that `sender` has written (ExchangeFile); `ranges` are the changes
    inside, `seen` all that the sender's journal holds: what need not be handed back. `part` is
    (i, n) where one handover takes n files. `made_at` is aware. `changes` is set when written.
    """

    association: UUID
    sender: UUID
    recipients: tuple[UUID, ...]
    number: Number
    made_at: datetime
    ranges: tuple[Range, ...]
    seen: tuple[Range, ...]
    reference: str = ""
    changes: Count = 0
    part: tuple[Number, Number] = (1, 1)
    requires: tuple[Feature, ...] = ()
    version: tuple[Count, Count] = VERSION
    more: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class ReferenceHeader:
    """What a reference file says of itself.

    `number` counts the reference files of `association`, over all its laptops; `reference` is
    the version that a summary names; `edition` the plan's edition in force, id and year.
    """

    association: UUID
    sender: UUID
    number: Number
    made_at: datetime
    reference: str
    edition: tuple[UUID, int] | None = None
    changes: Count = 0
    part: tuple[Number, Number] = (1, 1)
    requires: tuple[Feature, ...] = ()
    version: tuple[Count, Count] = REFERENCE_VERSION
    more: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


Header = TypeVar("Header", WorkingHeader, ReferenceHeader)
_FORMATS: Final = {
    WorkingHeader: (FORMAT, VERSION),
    ReferenceHeader: (REFERENCE_FORMAT, REFERENCE_VERSION),
}


def header_line(header: WorkingHeader | ReferenceHeader) -> bytes:
    """The header as the first line of a file, without a newline."""
    if header.made_at.tzinfo is None:
        raise ValueError("made_at has no time zone")
    kind = type(header)
    stated: dict[str, Any] = {"format": _FORMATS[kind][0], "version": header.version}
    own = {name: getattr(header, name) for name in sorted(_known(kind) - {"version", "made_at"})}
    made_at = header.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    line = msgspec.json.encode(stated | own | {"made_at": made_at} | dict(header.more))
    if len(line) > limits.CHANGE_OCTETS:
        raise ValueError("a header of more than 64 KiB")
    return line


def read_header(line: bytes) -> WorkingHeader:
    """The header of a working file; LD-033, LD-255, LD-140 to LD-147, LD-253."""
    header = _read(line, WorkingHeader)
    if any(one.first > one.last for one in header.ranges):
        raise strict.malformed()
    return header


def read_reference_header(line: bytes) -> ReferenceHeader:
    """The header of a reference file; LD-033, LD-255, LD-140 to LD-147, LD-253."""
    return _read(line, ReferenceHeader)


def _known(kind: type[WorkingHeader] | type[ReferenceHeader]) -> frozenset[str]:
    return frozenset(kind.__dataclass_fields__) - {"more"}


def _read(line: bytes, kind: type[Header]) -> Header:
    if len(line) > limits.CHANGE_OCTETS:
        raise too_long()
    document = strict.decode_object(line, size=limits.CHANGE_OCTETS)
    refuse_newer(document, *_FORMATS[kind])
    known = _known(kind)
    try:
        _refuse_unknown(msgspec.convert(document.get("requires", []), tuple[Feature, ...]))
        own = {key: value for key, value in document.items() if key in known}
        header = msgspec.convert(own, kind)
    except msgspec.ValidationError as wrong:
        raise strict.malformed() from wrong
    if header.made_at.tzinfo is None:
        raise strict.malformed()
    more = {k: v for k, v in document.items() if k not in known and k != "format"}
    return replace(header, more=MappingProxyType(more))


def _refuse_unknown(required: tuple[Feature, ...]) -> None:
    for feature, (major, minor) in required:
        if feature not in KNOWN_FEATURES:
            raise LapdeskError(
                "LD-255",
                _("This file can only be read by lapdesk {version} or later.").format(
                    version=f"{major}.{minor}"
                ),
                _("Update lapdesk on this computer, then take the file in again."),
            )
