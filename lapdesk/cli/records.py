"""apply, show, import, export, dictionary: records in and out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Final, NoReturn

import typer

from lapdesk.cli import common
from lapdesk.cli.common import of
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _, ngettext
from lapdesk.models.base import Entity
from lapdesk.services import opening

# A file of data·inclusion.
_INCLUSION: Final = ".json"


def add(app: typer.Typer) -> None:
    """Add these verbs to the parser."""
    app.command("apply", help=_("Record from JSON Lines, as the screens do."))(apply)
    app.command("show", help=_("Show records as JSON Lines, in the form that apply takes."))(show)
    app.command("import", help=_("Record a table: CSV, XLSX, ODS; JSON of data·inclusion."))(
        import_
    )
    app.command("export", help=_("Write an entity's records as CSV, XLSX, ODS or JSON."))(export)
    app.command("dictionary", help=_("Every entity and field, what it is for and how long."))(
        dictionary
    )


def apply(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=_("JSON Lines; - for standard input"))],
    atomic: Annotated[bool, typer.Option("--atomic", help=_("all or nothing"))] = False,
    safe: Annotated[bool, typer.Option("--safe", help=_("open the safe"))] = False,
) -> None:
    """Record from JSON Lines, through the same rules and journal as the screens."""
    from lapdesk.services import apply as applying

    refused = False
    with common.opened(of(context), safe=safe) as desk:
        for answer in applying.apply(desk, _lines(file), atomic=atomic):
            refused = refused or answer["status"] == "refused"
            common.line(answer)
    raise typer.Exit(common.REFUSED if refused else common.DONE)


def _lines(file: Path) -> Iterator[str]:
    if str(file) == "-":
        yield from map(_text, _bounded(sys.stdin.buffer))
        return
    try:
        with file.open("rb") as opened:
            yield from map(_text, _bounded(opened))
    except OSError:
        raise opening.unreadable() from None


def _bounded(stream: BinaryIO) -> Iterator[bytes]:
    """The lines; of one that is too long, enough to be refused as such."""
    from lapdesk.services.apply import LINE_LIMIT

    most = 4 * LINE_LIMIT + 2
    while line := stream.readline(most):
        yield line
        rest = line
        while len(rest) == most and not rest.endswith(b"\n"):
            rest = stream.readline(most)


def _text(line: bytes) -> str:
    # What is not UTF-8 becomes a line that is not JSON, refused by its number. Some editors and
    # shells begin a text with a byte order mark, which says nothing in UTF-8.
    text = line.decode("utf-8", "replace").removeprefix("\ufeff")
    return text if text.strip() else ""


def entity_of(name: str) -> Entity:
    """The entity of a name, or LD-102."""
    from lapdesk.models.entities import BY_NAME

    found = BY_NAME.get(name)
    if found is None:
        title = _("Unknown entity “{name}”.").format(name=name[:60])
        raise LapdeskError("LD-102", title, _("The dictionary lists them all."))
    return found


def show(
    context: typer.Context,
    entity: str,
    where: Annotated[list[str] | None, typer.Option(help=_("FIELD=VALUE, repeatable"))] = None,
    limit: Annotated[int | None, typer.Option(min=0, help=_("at most so many"))] = None,
    safe: Annotated[bool, typer.Option("--safe", help=_("open the safe"))] = False,
) -> None:
    """Show records as JSON Lines, in the form that apply takes."""
    from lapdesk.services import apply as applying

    known = entity_of(entity)
    with common.opened(of(context), safe=safe) as desk:
        asked = applying.conditions(desk, known, where or [])
        for record in applying.show(desk, known, asked, -1 if limit is None else limit):
            common.line(record)


def import_(
    context: typer.Context,
    entity: str,
    file: Path,
    preview: Annotated[bool, typer.Option("--preview", help=_("write nothing"))] = False,
    safe: Annotated[bool, typer.Option("--safe", help=_("open the safe"))] = False,
    same: Annotated[
        bool, typer.Option("--same", help=_("of a .json: those that look alike are the same"))
    ] = False,
    department: Annotated[str, typer.Option(help=_("of a .json: only what is in it, as 94"))] = "",
) -> None:
    """Import CSV, XLSX or ODS by field names or labels; structures and offers as JSON, too."""
    from lapdesk.services import tables

    shared = of(context)
    known = entity_of(entity)
    if file.suffix.lower() == _INCLUSION:
        _import_inclusion(shared, entity, file, preview=preview, same=same, department=department)
    with common.opened(shared, safe=safe) as desk, common.working(_("Reading")) as bar:
        result = tables.import_table(desk, known, file, preview=preview, done=bar.done)
    common.answer(shared, tables.result_json(result), tables.result_text(result))
    raise typer.Exit(common.REFUSED if result.refused else common.DONE)


def _import_inclusion(
    shared: common.Common, entity: str, file: Path, *, preview: bool, same: bool, department: str
) -> NoReturn:
    """The same of a file of data·inclusion."""
    from lapdesk.services import inclusion, inclusion_given

    inclusion_given.refuse_other(entity)
    with common.opened(shared) as desk, common.working(_("Reading")) as bar:
        result = inclusion.take(
            desk, [file], entity, preview=preview, same=same, department=department,
            done=lambda taken, _all: bar.done(taken),
        )  # fmt: skip
    common.answer(shared, inclusion_given.as_json(result), inclusion_given.as_text(result))
    raise typer.Exit(common.REFUSED if result.refused else common.DONE)


def export(
    context: typer.Context,
    entity: str,
    file: Path,
    safe: Annotated[bool, typer.Option("--safe", help=_("open the safe"))] = False,
    start: Annotated[str | None, typer.Option("--from", help=_("first day of figures"))] = None,
    end: Annotated[str | None, typer.Option("--to", help=_("last day of figures"))] = None,
    protected: Annotated[
        bool, typer.Option("--protected", help=_("as a summary shows them"))
    ] = False,
) -> None:
    """Export an entity's records to CSV, XLSX or ODS, structures and offers to JSON, too; or a
    table in words: figures, consolidated, directory, meetings, funding, budget, actions."""
    from lapdesk.services import tables, tables_joined

    shared = of(context)
    if entity in tables_joined.names():
        asked = tables_joined.wanted(start, end, protected)
        with common.opened(shared) as desk:
            _answer_export(shared, file, tables_joined.write(desk, entity, asked, file))
        return
    known = entity_of(entity)
    if file.suffix.lower() == _INCLUSION:
        _export_inclusion(shared, entity, file)
        return
    with common.opened(shared, safe=safe) as desk:
        count = tables.export_table(desk, known, file)
    _answer_export(shared, file, count)


def _answer_export(shared: common.Common, file: Path, count: int) -> None:
    text = ngettext("{n} row written.", "{n} rows written.", count).format(n=count)
    common.answer(shared, {"file": str(file), "rows": count}, text)


def _export_inclusion(shared: common.Common, entity: str, file: Path) -> None:
    """The same as data·inclusion has it."""
    from lapdesk.services import inclusion_given

    with common.opened(shared) as desk:
        given = inclusion_given.give(desk, entity, file)
    document = {
        "file": str(file), "rows": given.count, "unfit": given.unfit, "left": dict(given.left),
    }  # fmt: skip
    common.answer(shared, document, given.words())


def dictionary(context: typer.Context, entity: Annotated[str, typer.Argument()] = "") -> None:
    """Every entity and field: label, kind, unit, required, data class, purpose, retention."""
    from lapdesk.services import dictionary as describing

    shared = of(context)
    described: list[dict[str, Any]] = describing.describe(entity_of(entity) if entity else None)
    common.answer(shared, described, describing.as_text(described))
