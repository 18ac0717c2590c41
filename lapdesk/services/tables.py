"""Tables in and out: CSV, XLSX, ODS, through the same rules and journal as everything else.

A line with an error is refused and says at which line and column; the others are written. An
empty cell says nothing: it clears no field. A preview does all of it, then takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext
from lapdesk.models import roles
from lapdesk.models.base import Entity, fields
from lapdesk.models.draft import Draft, Problem
from lapdesk.models.entities import references
from lapdesk.models.kinds import Malformed
from lapdesk.services import cells, columns, opening, record
from lapdesk.services.called import Called
from lapdesk.services.columns import Column, Spot
from lapdesk.services.tables_out import export_table
from lapdesk.store.desk import Desk

__all__ = ["Result", "export_table", "import_table", "result_json", "result_text"]

Progress = Callable[[int], None]
# All are counted; a file of nothing but faults must not fill the memory.
MOST_SPOTS: Final = 1_000


@dataclass(slots=True)
class Result:
    """What became of a table's lines, and what was said of them, by line and column."""

    preview: bool = False
    lines: int = 0
    written: int = 0
    unchanged: int = 0
    refused: int = 0
    warned: int = 0
    problems: list[Spot] = field(default_factory=list)

    def say(self, spots: Sequence[Spot]) -> None:
        """Keep what is said, up to a limit."""
        self.problems += spots[: max(0, MOST_SPOTS - len(self.problems))]


class _PreviewOnlyError(Exception):
    """Takes back what a preview tried; never seen outside."""


def import_table(
    desk: Desk, entity: Entity, path: Path, *, preview: bool = False, done: Progress | None = None
) -> Result:
    """Record a table's lines; `done` is told how many, now and then.

    The whole file is refused, nothing written, for LD-109 (role), LD-119 (written by the
    product), LD-283 (unreadable), LD-241, LD-285 to LD-288 (not a table, too large, too long).
    """
    from lapdesk.exchange import spreadsheets
    from lapdesk.services import copies

    _refuse_not_ours(desk, entity)
    spreadsheets.kind_of_table(path)
    opening.refuse_unreadable(path)
    if not preview:
        copies.restore_point(desk, "before-import")
    result = Result(preview)
    try:
        with desk.transaction() as connection:
            _read(desk, connection, entity, path, result, done)
            if preview:
                raise _PreviewOnlyError
    except _PreviewOnlyError:
        pass
    except OSError:
        raise opening.unreadable() from None
    return result


def _refuse_not_ours(desk: Desk, entity: Entity) -> None:
    if entity.about.own:
        raise LapdeskError("LD-119", _("This is written by the product itself."))
    roles.refuse_unless_writes(desk.roles, entity.__name__)


def _read(
    desk: Desk,
    connection: Connection,
    entity: Entity,
    path: Path,
    result: Result,
    done: Progress | None,
) -> None:
    from lapdesk.exchange import spreadsheets

    found = spreadsheets.read_table(path)
    header = next(found, None)
    known, wrong = columns.understood(entity, header.cells if header else ())
    if wrong:
        # A table that is not understood as a whole writes nothing: half a record misleads.
        result.say(wrong)
        result.refused = result.lines = sum(1 for _row in found)
        result.refused = max(1, result.refused)
        return
    reading = _Reading(entity, known, connection)
    for row in found:
        result.lines += 1
        _one(desk, reading, row.number, row.cells, result)
        if done is not None and result.lines % 100 == 0:
            done(result.lines)


class _Reading:
    """How a table's lines become drafts: its columns, and the names of records met."""

    def __init__(self, entity: Entity, known: Sequence[Column], connection: Connection) -> None:
        self.entity = entity
        self.columns = known
        self.title_of = {column.field: column.title for column in known}
        self._connection = connection
        self._called: dict[str, Called] = {}

    def draft(self, number: int, texts: Sequence[str]) -> tuple[Draft, list[Spot]]:
        """The draft of a line, and the cells that could not be read."""
        given: dict[str, Any] = {}
        wrong = []
        for column in self.columns:
            text = texts[column.place] if column.place < len(texts) else ""
            try:
                value = self._value(column.field, text)
            except Malformed as bad:
                spot = Spot(number, column.title, column.field, bad.code, "error", bad.message)
                wrong.append(spot)
                continue
            if value is not None:
                given[column.field] = value
        named, reason = given.pop(columns.ID, None), None
        if columns.REASON not in fields(self.entity):
            reason = given.pop(columns.REASON, None)
        return Draft(self.entity.__name__, given, named, None, reason), wrong

    def _value(self, name: str, text: str) -> Any:
        if name not in fields(self.entity):
            return text.strip() or None
        target = references(self.entity).get(name)
        item = None if target is None else self.called(target).id_of
        return cells.value_of(fields(self.entity)[name].kind, text, item)

    def called(self, target: str) -> Called:
        """The names of one entity's records."""
        return self._called.setdefault(target, Called(self._connection, target))


def _one(desk: Desk, reading: _Reading, number: int, texts: Sequence[str], result: Result) -> None:
    draft, wrong = reading.draft(number, texts)
    if wrong:
        result.refused += 1
        result.say(wrong)
        return
    outcome = record.write_one(desk, draft)
    if outcome.status == "refused":
        result.refused += 1
    elif outcome.status == "written":
        result.written += 1
    else:
        result.unchanged += 1
    result.warned += any(p.level == "warning" for p in outcome.problems)
    result.say([_spot(reading, number, problem) for problem in outcome.problems])


def _spot(reading: _Reading, number: int, problem: Problem) -> Spot:
    column = reading.title_of.get(problem.field or "")
    return Spot(number, column, problem.field, problem.code, problem.level, problem.message)


def result_json(result: Result) -> dict[str, Any]:
    """What the command line says of an import."""
    return {
        "preview": result.preview,
        "lines": result.lines,
        "written": result.written,
        "unchanged": result.unchanged,
        "refused": result.refused,
        "problems": [asdict(spot) for spot in result.problems],
    }


def result_text(result: Result) -> str:
    """The same in words: a line for each thing said, then the counts."""
    lines = []
    for spot in result.problems:
        place = _("line {line}").format(line=spot.line)
        if spot.column:
            place = _("line {line}, “{column}”").format(line=spot.line, column=spot.column)
        lines.append(f"{place}: {spot.code} {spot.message}")
    n = result.written
    if result.preview:
        said = ngettext("{n} line would be written", "{n} lines would be written", n)
    else:
        said = ngettext("{n} line written", "{n} lines written", n)
    counts = (
        said.format(n=n),
        ngettext("{n} unchanged", "{n} unchanged", result.unchanged).format(n=result.unchanged),
        ngettext("{n} refused", "{n} refused", result.refused).format(n=result.refused),
    )
    return "\n".join([*lines, ", ".join(counts) + "."])
