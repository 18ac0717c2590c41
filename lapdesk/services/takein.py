"""Taking in files: each verified, then joined; what is refused does not stop the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from uuid import UUID

from sqlalchemy import Connection

from lapdesk import clock
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _
from lapdesk.models import roles
from lapdesk.services import audit, emptied, met_before, opening, review
from lapdesk.services.batch import Batch
from lapdesk.services.review import Finding
from lapdesk.store import engine, intake, spans
from lapdesk.store.desk import Desk
from lapdesk.store.journal import Devices

Progress = Callable[[int, int], None]
Fate = Literal["taken", "known", "held", "refused"]


@dataclass(slots=True)
class Received:
    """What became of one file; `new` and `known` count its changes (a summary is one).

    `number` is the file's own, of its sender or association, once that was read.
    """

    path: Path
    kind: str
    fate: Fate = "taken"
    new: int = 0
    known: int = 0
    number: int = 0
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
    """Take in summaries, working files, reference files and answers; a preview writes nothing.

    All that can be taken in is written in one transaction, after one restore point. Raises
    LD-109 (role).
    """
    roles.refuse_unless(desk.roles, "takein")
    results = Results()
    try:
        # Those who read beside begin while the restore point is made.
        with Batch(desk, paths) as batch:
            if batch.new and not preview:
                _restore_point(desk)
            with desk.transaction() as connection:
                batch.intake = intake.Intake(desk, connection)
                with engine.little_cache(connection):
                    for path in paths:
                        results.append(_one(desk, connection, path, batch))
                        if progress is not None:
                            progress(len(results), len(paths))
                taken = _finish(desk, connection, batch.intake, results)
                if preview:
                    raise _PreviewOnlyError
                _audit(desk, results, taken)
    except _PreviewOnlyError:
        pass
    return results


def _audit(desk: Desk, results: Results, taken: intake.Taken) -> None:
    """One line for the whole take-in; none where it brought nothing but such lines.

    So two laptops that hand over in turn end with nothing left to tell.
    """
    came = [r for r in results if r.fate == "taken"]
    summaries = [r for r in came if r.kind == "summary"]
    if taken.new == taken.noted and not summaries:
        return
    if len(came) == 1:
        said = f"{came[0].kind.upper()} no. {came[0].number}"
    else:
        kinds = Counter(r.kind.upper() for r in came)
        said = " ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    if taken.came_back:
        said += f" EMPTIED {taken.came_back}"
    counted = taken.new + len(summaries)
    audit.note(desk, "TAKEN_IN", said, entity="ExchangeFile", counted=counted)


def _finish(
    desk: Desk, connection: Connection, batch: intake.Intake, results: Results
) -> intake.Taken:
    """Fold what all files brought together, and say what came of it."""
    clashes = _clashes(connection)
    taken = batch.finish()
    if any(r.kind == "working" and r.fate == "taken" for r in results):
        from lapdesk.services import confirming

        confirming.follow(desk)
    emptied.after_takein(desk)
    results.made, results.altered = taken.made, taken.altered
    results.waiting = taken.waiting
    results.clashes = max(0, _clashes(connection) - clashes)
    results.review = review.of_records(desk, connection, taken.touched)
    review.keep(connection, results.review)
    _say_reference(desk, connection, results)
    return taken


def _say_reference(desk: Desk, connection: Connection, results: Results) -> None:
    came = [r for r in results if r.kind == "reference" and r.fate == "taken"]
    if came:
        from lapdesk.services import reference_taken

        reference_taken.say(desk, connection, came[-1])


def _restore_point(desk: Desk) -> None:
    from lapdesk.services import copies

    copies.restore_point(desk, "before-takein")


def _one(desk: Desk, connection: Connection, path: Path, batch: Batch) -> Received:
    """One file in a savepoint of its own, so that a refusal takes only itself back."""
    met = batch.files[path]
    received = Received(path, met.kind)
    if met.digest in batch.known:
        met_before.say_met(connection, received, batch.known[met.digest])
        return received
    before, counts = (desk.clock, desk.number), batch.intake.counted()
    devices = len(desk.devices)
    try:
        opening.refuse_unreadable(path)
        with connection.begin_nested():
            _take(desk, connection, received, batch)
    except LapdeskError as refusal:
        desk.clock, desk.number = before
        if len(desk.devices) != devices:
            desk.devices = Devices(connection)
        batch.intake.forget_file(counts)
        told = _in_own_words(path, refusal)
        # Its words alone: with what ran when it came, thousands of them fill the memory.
        received.fate = "refused"
        received.refusal = LapdeskError(told.code, told.title, told.advice)
    return received


def _in_own_words(path: Path, refusal: LapdeskError) -> LapdeskError:
    """A PDF of ours that is no summary: a year that a committee froze says so itself."""
    from lapdesk.services import frozen

    return frozen.refusal_of(path) or refusal if refusal.code == "LD-244" else refusal


def _take(desk: Desk, connection: Connection, received: Received, batch: Batch) -> None:
    if received.kind == "working":
        _take_working(desk, connection, received, batch)
    elif received.kind == "summary":
        _take_summary(connection, received, batch)
    elif received.kind == "reference":
        from lapdesk.services import reference_taken

        reference_taken.take(desk, connection, received, batch.intake)
    elif received.kind == "answer":
        _say_answer(connection, received, batch)
    else:
        raise LapdeskError(
            "LD-222",
            _("lapdesk does not know this kind of file here."),
            _("It takes in summaries (PDF), working files and reference files (.lapdesk)."),
        )


def _take_summary(connection: Connection, received: Received, batch: Batch) -> None:
    whole = batch.files[received.path].digest
    if not _is_known(connection, received, whole):
        opened = batch.summary(received.path)
        batch.receiver().take(connection, received, opened)
        _note_taken(connection, whole, opened.sha256 if received.fate == "held" else "")


def _is_known(connection: Connection, received: Received, whole: bytes | None) -> bool:
    """Whether the same file came before, in this take-in perhaps; then it is said."""
    row = connection.exec_driver_sql("SELECT taken FROM ledger WHERE digest = ?", (whole,)).first()
    if row is not None:
        met_before.say_met(connection, received, str(row[0]))
    return row is not None


def _note_taken(connection: Connection, whole: bytes | None, held: str = "") -> None:
    told = met_before.line(clock.today().isoformat(), held)
    connection.exec_driver_sql("INSERT INTO ledger VALUES (?, ?)", (whole, told))


def _take_working(desk: Desk, connection: Connection, received: Received, batch: Batch) -> None:
    whole = batch.files[received.path].digest
    if _is_known(connection, received, whole):
        return
    with closing(batch.unpacking.read(received.path)) as read:
        sender, ranges, received.number = next(read)
        _refuse_revoked(desk, sender)
        received.new, received.known = batch.intake.add(read)
    seen: dict[UUID, list[tuple[int, int]]] = {}
    for device, first, last in ranges:
        seen.setdefault(device, []).append((first, last))
    spans.note_seen(connection, sender, seen)
    _note_taken(connection, whole)


def _say_answer(connection: Connection, received: Received, batch: Batch) -> None:
    """A home that has joined needs no answer; its own, again, is a repeated file."""
    from lapdesk.services.enrolment import already_joined

    if not _is_known(connection, received, batch.files[received.path].digest):
        raise already_joined()


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
