"""Answering a laptop that asks to join: what it is sent, and how that is read there."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.models.entities import BY_NAME
from lapdesk.services import home, keys, opening
from lapdesk.store import files, keyfile, rows, save, slots, spans
from lapdesk.store.desk import Desk

if TYPE_CHECKING:
    from lapdesk.exchange.enrolment import Request
    from lapdesk.models.change import Change

FORMAT: Final = "lapdesk-home"
VERSION: Final = (1, 0)
# Sealed and written as text the payload nearly doubles: what an answer holds stays under 64 MiB.
_PAYLOAD_OCTETS: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as people compare it: the laptop's id and label, and the words of its keys."""

    device: str
    label: str
    fingerprint: str
    words: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer written: to whom, how many changes it brings, how many did not fit."""

    laptop: Asked
    changes: int
    left: int


def read(file: Path) -> Asked:
    """What a request says, to compare its words before it is accepted; LD-283, LD-280."""
    return asked(_request(file))


def _request(file: Path) -> Request:
    from lapdesk.exchange import enrolment

    opening.refuse_unreadable(file)
    return enrolment.read_request(file)


def asked(found: Request) -> Asked:
    """A request with its words."""
    from lapdesk.exchange import words

    said = words.spoken(found.fingerprint)
    return Asked(str(found.device), found.label, found.fingerprint, said)


def accept(desk: Desk, file: Path, out: Path, member: str | None = None) -> Accepted:
    """Answer a request: the new laptop is known from now on, and gets all that it needs.

    `member` will open it (default: who works now). Raises LD-109 (role), LD-270 (the safe),
    LD-226 (no authority here), LD-114 (no such member), LD-229 (this laptop, a revoked one).
    """
    from lapdesk.exchange import enrolment

    roles.refuse_unless(desk.roles, "keys")
    assert desk.held is not None
    keyfile.refuse_without_safe(desk.held)
    found = _request(file)
    authority_key, authority = keys.signing_authority(desk)
    with desk.entry() as connection:
        chosen = _member(desk, connection, member)
        _refuse_known(desk, connection, found)
        issued = enrolment.certificate_for(found, authority_key, authority)
        record = keys.laptop_record(found.device, issued, found.recipient)
        save.save(desk, [record])
        payload, count, left = _payload(desk, connection, chosen)
        key, certificate, _identity = keys.laptop(desk)
        content = enrolment.write_answer(
            found,
            payload,
            authority_key=authority_key,
            authority=authority,
            key=key,
            certificate=certificate,
            now=datetime.now(UTC),
            issued=issued,
        )
        files.write(out, content)
    return Accepted(asked(found), count, left)


def _member(desk: Desk, connection: Connection, named: str | None) -> str:
    try:
        chosen = UUID(named) if named else desk.member
    except ValueError:
        chosen = None
    person = chosen and rows.get(connection, BY_NAME["TeamMember"], chosen.bytes)
    if not person or person.get("active") is False:
        raise LapdeskError(
            "LD-114",
            _("No active member has this id."),
            _("The list of members: lapdesk member list."),
        )
    return str(chosen)


def _refuse_known(desk: Desk, connection: Connection, found: Request) -> None:
    """A laptop asks once; one that was revoked makes a new request, in a new home."""
    known = rows.find(connection, BY_NAME["Key"], {"device": str(found.device)})
    if found.device == desk.device or known:
        raise LapdeskError(
            "LD-229",
            _("This laptop was answered before, or it is this one."),
            _("Make a new request, in a new folder of the computer that wants to join."),
        )


def _payload(desk: Desk, connection: Connection, member: str) -> tuple[bytes, int, int]:
    """What a laptop of the association must hold, with as many changes as an answer takes."""
    from lapdesk.exchange import certificates, lines

    assert desk.held is not None
    authority_key, _authority = keys.signing_authority(desk)
    header = {
        "format": FORMAT,
        "version": list(VERSION),
        "sender": str(desk.device),
        "member": member,
        "authority_key": _text(certificates.key_to_bytes(authority_key)),
        "safe": [_text(key) for key in desk.held.contents.safe],
        "language": home.setting(desk, "language"),
    }
    squeeze = zlib.compressobj(6)
    out = bytearray(squeeze.compress(json.dumps(header).encode() + b"\n"))
    count = left = 0
    for change in spans.changes_in(desk, connection, spans.held(desk, connection)):
        if len(out) >= _PAYLOAD_OCTETS:
            left += 1
            continue
        count += 1
        out += squeeze.compress(lines.encode_line(lines.from_change(change)) + b"\n")
    out += squeeze.flush()
    return bytes(out), count, left


def _text(octets: bytes) -> str:
    return base64.b64encode(octets).decode("ascii")


def unpacked(payload: bytes) -> tuple[dict[str, Any], Iterator[Change]]:
    """The header, and the changes as they are read; LD-147, LD-033, LD-254."""
    from lapdesk.exchange import limits, lines, strict, versions

    opened = zlib.decompressobj()
    most = limits.EXPANSION * len(payload) + 64 * 1024
    try:
        whole = opened.decompress(payload, most)
    except zlib.error:
        raise strict.malformed() from None
    if not opened.eof:
        raise strict.malformed()
    first, _feed, rest = whole.partition(b"\n")
    header = strict.decode_object(first, size=64 * 1024)
    versions.refuse_newer(header, FORMAT, VERSION)
    _refuse_unformed(header)
    texts = (line for line in rest.split(b"\n") if line)
    return header, (lines.to_change(lines.decode_line(line)) for line in texts)


def _refuse_unformed(header: dict[str, Any]) -> None:
    from lapdesk.exchange import certificates, strict

    try:
        UUID(header["member"])
        UUID(header["sender"])
        certificates.key_from_bytes(base64.b64decode(header["authority_key"], validate=True))
        sealed = [base64.b64decode(key, validate=True) for key in header["safe"]]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise strict.malformed() from None
    if not sealed or any(len(key) != slots.KEY_BYTES for key in sealed):
        raise strict.malformed()
