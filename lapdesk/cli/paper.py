"""print: any printed output, to a PDF."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from lapdesk.cli import common
from lapdesk.cli.common import of
from lapdesk.errors import LapdeskError
from lapdesk.i18n import _


def add(app: typer.Typer) -> None:
    """Add this verb to the parser."""
    app.command("print", help=_("Print an output to a PDF, or list them all."))(print_)


def print_(
    context: typer.Context,
    report: Annotated[str, typer.Argument(help=_("a name of --list"))] = "",
    out: Annotated[Path | None, typer.Argument(help=_("the PDF to write"))] = None,
    ids: Annotated[
        list[str] | None, typer.Option("--id", help=_("a record's id, repeatable"))
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help=_("first day"))] = None,
    end: Annotated[str | None, typer.Option("--to", help=_("last day"))] = None,
    second: Annotated[str | None, typer.Option(help=_("second language of a letter"))] = None,
    large: Annotated[bool, typer.Option("--large", help=_("large print"))] = False,
    filled: Annotated[bool, typer.Option("--filled", help=_("with what the roll says"))] = False,
    nameless: Annotated[bool, typer.Option("--nameless", help=_("without the name"))] = False,
    safe: Annotated[
        bool, typer.Option("--safe", help=_("open the safe: names are printed"))
    ] = False,
    level: Annotated[bool, typer.Option("--level", help=_("with the level reached"))] = False,
    by: Annotated[str, typer.Option(help=_("how a directory is sorted"))] = "",
    listed: Annotated[bool, typer.Option("--list", help=_("every output and its options"))] = False,
) -> None:
    """Print an output to a PDF, or list them all."""
    from lapdesk.services import printing

    shared = of(context)
    if listed:
        known = printing.listed()
        lines = [f"{r['name']:<14} {r['title']}  ({', '.join(r['options'])})" for r in known]
        common.answer(shared, known, "\n".join(lines))
        return
    if out is None:
        raise typer.BadParameter(_("Give the output's name and the PDF to write."))
    if report not in printing.names():
        raise LapdeskError("LD-126", _("There is no such output."), _("See: lapdesk print --list"))
    asked = printing.Asked(
        ids=tuple(ids or ()),
        start=start,
        end=end,
        second=second,
        large=large,
        filled=filled,
        nameless=nameless,
        names=safe,
        level=level,
        by=by,
        code=os.environ.get("LAPDESK_RECOVERY_CODE", "") if report == "rescue" else "",
    )
    with common.opened(shared, safe=safe) as desk:
        pages = printing.write(desk, report, asked, out)
    common.answer(shared, {"file": str(out), "pages": pages}, _("Written."))
