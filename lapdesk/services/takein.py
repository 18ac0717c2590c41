"""Taking in files: each verified, then joined; what is refused does not stop the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import keys, review
from lapdesk.services.review import Finding
from lapdesk.store import faults, intake, spans
from lapdesk.store.desk import Desk
from lapdesk.store.journal import Devices

if TYPE_CHECKING:
    from lapdesk.exchange.header import WorkingHeader
    from lapdesk.models.change import Change

Progress = Callable[[int, int], None]
Fate = Literal["taken", "known", "held", "refused"]


@dataclass(slots=True)
class Received:
    """What became of one file; `new` and `known` count its changes (a summary is one)."""

    path: Path
    kind: str
    fate: Fate = "taken"
    new: int = 0
    known: int = 0
    refusal: LapdeskError | None = None
    notes: list[str] = field(default_factory=list)


class Results(list[Received]):
    """The files of one take-in, with what they did together: records made, altered, in clash.

    `waiting` counts the changes here whose ancestors have not come yet; `review` lists what
    the joined records break, among the first 2,000.
    """

    made: int = 0
    altered: int = 0
    clashes: int = 0
    waiting: int = 0
    review: Sequence[Finding] = ()


class _PreviewOnlyError(Exception):
    """Takes back what a preview tried; never seen outside."""


def take(
    desk: Desk, paths: Sequence[Path], *, preview: bool = False, progress: Progress | None = None
) -> Results:
    """Take in summaries, working files and enrolment answers; a preview writes nothing.

    All that can be taken in is written in one transaction, after one restore point. Raises
    LD-109 (role).
    """
    roles.refuse_unless(desk.roles, "takein")
    results = Results()
    if not preview and _anything_new(desk, paths):
        _restore_point(desk)
    try:
        with desk.transaction() as connection:
            batch = intake.Intake(desk, connection)
            for path in paths:
                results.append(_one(desk, connection, path, batch))
                if progress is not None:
                    progress(len(results), len(paths))
            _finish(desk, connection, batch, results)
            if preview:
                raise _PreviewOnlyError
    except _PreviewOnlyError:
        pass
    return results


def _anything_new(desk: Desk, paths: Sequence[Path]) -> bool:
    """Whether a file may bring something: a repeated one costs no copy."""
    with desk.transaction() as connection:
        known = {row[0] for row in connection.exec_driver_sql("SELECT digest FROM ledger")}
    return any(not path.is_file() or _digest(path) not in known for path in paths)


def _finish(desk: Desk, connection: Connection, batch: intake.Intake, results: Results) -> None:
    """Fold what all files brought together, and say what came of it."""
    clashes = _clashes(connection)
    taken = batch.finish()
    results.made, results.altered = taken.made, taken.altered
    results.waiting = taken.waiting
    results.clashes = max(0, _clashes(connection) - clashes)
    results.review = review.of_records(desk, connection, taken.touched)


def _restore_point(desk: Desk) -> None:
    from lapdesk.services import copies

    copies.restore_point(desk, "before-takein")


def _one(desk: Desk, connection: Connection, path: Path, batch: intake.Intake) -> Received:
    """One file in a savepoint of its own, so that a refusal takes only itself back."""
    from lapdesk.exchange import detect

    received = Received(path, "unknown")
    before, counts = (desk.clock, desk.number), batch.counted()
    try:
        with connection.begin_nested():
            with faults.told():
                received.kind = detect.kind_of(path) or "unknown"
            _take(desk, connection, received, batch)
    except LapdeskError as refusal:
        desk.clock, desk.number = before
        desk.devices = Devices(connection)
        batch.forget_file(counts)
        received.fate, received.refusal = "refused", refusal
    return received


def _take(desk: Desk, connection: Connection, received: Received, batch: intake.Intake) -> None:
    if received.kind == "working":
        _take_working(desk, connection, received, batch)
    elif received.kind == "summary":
        from lapdesk.services import receiving

        receiving.take(desk, connection, received)
    elif received.kind == "answer":
        _say_answer(connection, received)
    else:
        raise LapdeskError(
            "LD-222",
            _("lapdesk does not know this kind of file here."),
            _("It takes in summaries (PDF) and working files (.lapdesk)."),
        )


def _take_working(
    desk: Desk, connection: Connection, received: Received, batch: intake.Intake
) -> None:
    from lapdesk.exchange import working

    whole = _digest(received.path)
    row = connection.exec_driver_sql("SELECT taken FROM ledger WHERE digest = ?", (whole,)).first()
    if row is not None:
        _say_known(received, str(row[0]))
        return
    _key, _certificate, identity = keys.laptop(desk)
    _authority_key, authority = keys.authority(desk)
    header, changes = working.read_working(
        received.path, identities=[identity], authority=authority
    )
    _refuse_revoked(desk, header.sender)
    received.new, received.known = batch.add(_announced(header, changes))
    if received.known and not received.new:
        # Another file with what is here already: as good as a repeated one.
        received.fate = "known"
    seen: dict[UUID, list[tuple[int, int]]] = {}
    for device, first, last in header.seen:
        seen.setdefault(device, []).append((first, last))
    spans.note_seen(connection, header.sender, seen)
    connection.exec_driver_sql(
        "INSERT INTO ledger VALUES (?, ?)", (whole, clock.today().isoformat())
    )


def _say_answer(connection: Connection, received: Received) -> None:
    """A home that has joined needs no answer; its own, again, is a repeated file."""
    from lapdesk.services.enrolment import already_joined

    whole = _digest(received.path)
    row = connection.exec_driver_sql("SELECT taken FROM ledger WHERE digest = ?", (whole,)).first()
    if row is None:
        raise already_joined()
    _say_known(received, str(row[0]))


def _announced(header: WorkingHeader, changes: Iterator[bytes]) -> Iterator[Change]:
    """The changes of a file, each within the ranges that its signed header announces."""
    from lapdesk.exchange import lines, strict

    inside: dict[UUID, list[tuple[int, int]]] = {}
    for device, first, last in header.ranges:
        inside.setdefault(device, []).append((first, last))
    for line in changes:
        change = lines.to_change(lines.decode_line(line))
        if not any(a <= change.number <= b for a, b in inside.get(change.device, ())):
            raise strict.malformed()
        yield change


def _say_known(received: Received, day: str) -> None:
    received.fate = "known"
    received.notes.append(_("Already taken in on {day}. Nothing to do.").format(day=day))


def _digest(path: Path) -> bytes:
    digest = hashlib.sha256()
    with faults.told(), path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.digest()


def _refuse_revoked(desk: Desk, sender: UUID) -> None:
    """A laptop that was lost or stolen no longer speaks for the association."""
    from lapdesk.models.entities import BY_NAME
    from lapdesk.store import rows

    with desk.transaction() as connection:
        found = rows.find(connection, BY_NAME["Key"], {"device": str(sender)})
    if found and all(key.get("state") == "REVOKED" for key in found):
        raise LapdeskError(
            "LD-223",
            _("The laptop that wrote this file was revoked."),
            _("Nothing was taken in. Ask whoever keeps the keys."),
        )


def _clashes(connection: Connection) -> int:
    row = connection.exec_driver_sql("SELECT count(*) FROM clash").first()
    return int(row[0]) if row else 0


def any_refused(results: Iterable[Received]) -> bool:
    """Whether a file was refused: then the command's exit status is 1."""
    return any(r.fate == "refused" for r in results)
